"""What each relation opens, written out: whoever gives a relation more or less changes this list, too."""

from fremdrift.access import fields
from fremdrift.access.fields import FieldClass, Purpose

WORK = {"identity", "contact", "address", "plan", "conversations", "order", "health"}
OPENED = {
    "CASE_WORK": WORK,
    "OWN_CASE": WORK | {"log"},
    "LEADERSHIP": WORK - {"address", "health"},
    "DELEGATION": WORK - {"address", "order"},
    "HANDOVER": WORK - {"address", "order"},
    "MENTORING": {"identity", "contact", "plan"},
    "REPRESENTATIVE": WORK - {"address"},
    "PLACEMENT": {"identity", "contact", "plan", "order"},
}


def test_each_relation_opens_what_is_written_here() -> None:
    opened = {
        name: {str(one) for one in value}
        for name, value in vars(fields).items()
        if isinstance(value, list) and all(isinstance(one, FieldClass) for one in value)
    }
    assert opened == OPENED


def test_the_purposes_that_open_a_case_are_those_written_here() -> None:
    assert {str(purpose) for purpose in fields.OPENS_CASE} == {
        "own_case",
        "case_work",
        "leadership",
        "break_glass",
        "delegation",
        "after_closing",
    }
    assert {str(purpose) for purpose in set(Purpose) - set(fields.OPENS_CASE)} == {
        "handover",
        "mentoring",
        "placement",
        "order",
        "representative",
    }
    assert [str(purpose) for purpose in fields.OPENS_OWN_PAGES] == ["representative"]
