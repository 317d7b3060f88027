"""What can stand in the way of a command of the ledger and is told in its own sentence, beside what is a fault of ours."""

from evenhand.canonical.signatures import KeyFileRefused
from evenhand_web.ledger.commands import NotThisCommand
from evenhand_web.ledger.copying import CannotCopy
from evenhand_web.ledger.keys import KeyMissing
from evenhand_web.ledger.performing import ClockBehind
from evenhand_web.ledger.reading import RecordDamaged
from evenhand_web.ledger.signing import WillNotSign
from evenhand_web.ledger.tree import HeadIsNotOfTheseActs

FAULTS = (CannotCopy, ClockBehind, HeadIsNotOfTheseActs, KeyFileRefused, KeyMissing, NotThisCommand, RecordDamaged, WillNotSign)
