"""The same trust, however its systems write it, is the same workforce."""

import csv
import random

import pytest

from evenhand.canonical.strict_yaml import read_yaml
from evenhand.workforce.profiles import FOLDER, profiles_for
from evenhand.workforce.reading import NothingToRead, read_exports
from evenhand.workforce.words import likeness
from evenhand.workforce.workforce import workforce_rows
from tests.workforce.small_trust import Trust, a_school, a_trust, reading_of, written
from tests.workforce.test_marram import MARRAM


def marram_rows() -> Trust:
    encodings = {"schools.csv": "cp1252"}
    return {path.name: list(csv.DictReader(path.open(encoding=encodings.get(path.name, "utf-8-sig"), newline=""))) for path in sorted(MARRAM.glob("*.csv"))}


@pytest.fixture(scope="module")
def marram_facts() -> list:
    return list(workforce_rows(read_exports(MARRAM).workforce))


@pytest.mark.parametrize(("delimiter", "encoding"), [(";", "utf-8"), ("\t", "utf-16"), ("|", "utf-8-sig")])
def test_delimiter_encoding_and_the_order_of_columns_and_rows_change_nothing(tmp_path, marram_facts, delimiter, encoding):
    chance = random.Random(f"{delimiter} {encoding}")
    trust = marram_rows()
    for name, rows in trust.items():
        columns = list(rows[0])
        chance.shuffle(columns)
        trust[name] = [{column: row[column] for column in columns} for row in chance.sample(rows, len(rows))]
    reading = read_exports(written(tmp_path, trust, delimiter=delimiter, encoding=encoding))
    assert list(workforce_rows(reading.workforce)) == marram_facts


@pytest.mark.parametrize("dialect", ["generic", "information-system"])
def test_the_headings_of_another_system_change_nothing(tmp_path, marram_facts, dialect):
    headings = {profile.name: profile.headings for profile in profiles_for(None)}
    trust = marram_rows()
    for name, source, table in (
        ("staff.csv", "personnel", "people"),
        ("contracts.csv", "personnel", "contracts"),
        ("posts.csv", "personnel", "posts"),
        ("schools.csv", "register", "schools"),
        ("absences.csv", "information-system", "absences"),
    ):
        ours = {likeness(heading): column for column, known in headings[source][table].items() for heading in known}
        theirs = {column: known[0] for column, known in headings[dialect][table].items()}
        trust[name] = [{theirs.get(ours.get(likeness(heading), ""), heading): value for heading, value in row.items()} for row in trust[name]]
    reading = read_exports(written(tmp_path, trust))
    assert {each.file: each.profile for each in reading.files}["staff.csv"] == dialect
    assert list(workforce_rows(reading.workforce)) == marram_facts


def test_windows_1252_is_read_where_it_is_not_utf_8(tmp_path):
    trust = a_trust()
    trust["staff.csv"][0]["Last Name"] = "O’Brien–Müller"
    reading = read_exports(written(tmp_path, trust, encoding="cp1252"))
    assert reading.workforce.people["000101"].last_name == "O’Brien–Müller"


def test_lines_above_the_headings_are_passed_over(tmp_path):
    folder = written(tmp_path, a_trust())
    staff = (folder / "staff.csv").read_text()
    (folder / "staff.csv").write_text(f"Staff list\n\nPrinted, by the office,\n{staff}")
    reading = read_exports(folder)
    assert reading.taken == 2
    assert reading.places["people", "000101"] == "staff.csv row 5"


@pytest.mark.parametrize("name", ["generic", "register"])
def test_a_named_profile_alone_reads_the_tables_that_it_maps(tmp_path, name):
    folder = written(tmp_path, a_trust())
    if name == "register":
        assert read_exports(folder, name).taken == 2
    else:
        with pytest.raises(NothingToRead, match="No file lists the schools"):
            read_exports(folder, name)


def test_a_profile_of_ones_own_is_read_from_its_path(tmp_path):
    profile = tmp_path / "fen.yaml"
    profile.write_text("dates: day-first\ntables:\n  schools:\n    name: [Our school]\n    trust: [Our trust]\n")
    trust = a_trust() | {"register.csv": [{"Our school": "Heron School", "Our trust": "Fen Trust"}]}
    assert reading_of(tmp_path / "exports", trust, profile=str(profile)).taken == 2


def test_a_profile_may_say_that_the_month_comes_first(tmp_path):
    profile = tmp_path / "fen.yaml"
    personnel = (FOLDER / "personnel.yaml").read_text().replace("dates: day-first", "dates: month-first")
    profile.write_text(personnel)
    trust = a_trust()
    for row in trust["staff.csv"]:
        row |= {"Date of Birth": "05/14/1980", "Continuous Service Date": "09/01/2010"}
    for row in trust["contracts.csv"]:
        row |= {"Contract Start": "09/13/2015"}
    reading = reading_of(tmp_path / "exports", trust, profile=str(profile))
    assert reading.workforce.people["000101"].service_from.isoformat() == "2010-09-01"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("tables: {}\n", "`dates`"),
        ("dates: year-first\ntables: {}\n", "'year-first'"),
        ("dates: day-first\n", "no tables"),
        ("dates: day-first\ntables:\n  persons: {}\n", "persons, which is no table"),
        ("dates: day-first\ntables:\n  people:\n    shoe_size: [Shoe]\n", "shoe_size of people"),
        ("dates: day-first\ntables:\n  people:\n    first_name: Forename\n", "a list of headings"),
        ("dates: day-first\nin_every_table:\n  shoe_size: [Shoe]\ntables: {}\n", "shoe_size of in_every_table"),
        ("dates: day-first\ntables: {}\ntables: {}\n", "stands twice"),
    ],
)
def test_a_profile_that_cannot_be_used_is_refused_with_the_reason(tmp_path, content, says):
    (tmp_path / "fen.yaml").write_text(content)
    with pytest.raises(NothingToRead) as refused:
        read_exports(written(tmp_path / "exports", a_trust()), str(tmp_path / "fen.yaml"))
    assert says in str(refused.value)


@pytest.mark.parametrize(("name", "says"), [("fenland", "There are adviser, generic"), ("lost.yaml", "cannot be read")])
def test_a_profile_that_is_not_there_is_refused(tmp_path, name, says):
    with pytest.raises(NothingToRead, match=says):
        read_exports(written(tmp_path, a_trust()), name)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.yaml")), ids=lambda path: path.stem)
def test_no_heading_of_a_profile_means_two_columns_of_one_table(path):
    assert read_yaml(path)["tables"]
    (profile,) = (each for each in profiles_for(None) if each.name == path.stem)
    for table, columns in profile.headings.items():
        found = [heading for known in columns.values() for heading in {likeness(each) for each in known}]
        assert sorted(found) == sorted(set(found)), table


def test_dates_that_can_only_be_month_first_put_the_rest_of_the_file_in_doubt(tmp_path):
    trust = a_trust()
    trust["contracts.csv"][0]["Contract Start"] = "09/13/2015"
    reading = reading_of(tmp_path, trust)
    assert reading.left_out == ("000101", "000102")
    assert all("may have the day or the month first" in each.says for each in reading.problems)
    trust["contracts.csv"][1]["Contract Start"] = "13/09/2015"
    reading = reading_of(tmp_path, trust)
    assert reading.left_out == ("000101",)


def test_the_register_may_be_of_one_school_with_a_central_team(tmp_path):
    trust = a_trust() | {"register.csv": [a_school()]}
    for name in ("contracts.csv", "posts.csv"):
        for row in trust[name]:
            row["School"] = "FEN TRUST  CENTRAL SERVICES"
    reading = reading_of(tmp_path, trust)
    assert reading.taken == 2
    assert list(reading.workforce.schools) == ["Fen Trust Central Services", "Heron School"]
