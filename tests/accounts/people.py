"""Who signs in, in these tests, beside the people of the procedure's."""

from evenhand.procedure.acts import Actor
from evenhand.procedure.audience import Office

DORA = Actor("dora", Office.ADMINISTRATOR)
MINA = "mina"  # an employee, who holds no office
