"""An order in words while it is written: what it lacks and what would mend that, and examples of questions."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from fremdrift.orders import rules
from fremdrift.orders.enums import Shared
from fremdrift.orders.rules import Contents, Lack

_EXAMPLES = Path(__file__).parent / "data" / "order_questions.toml"

# What lacks, and beside it what would mend it, or why it is asked for.
_LACKS: dict[Lack, tuple[Promise, Promise]] = {
    Lack.PURPOSE: (
        gettext_lazy("What it is to lead to"),
        gettext_lazy("choose one, or say openly that only the rule asks for it"),
    ),
    Lack.QUESTION: (
        gettext_lazy("The question"),
        gettext_lazy(
            "for example “How many hours a week can she manage in a kitchen, and what would it take for more?”"
        ),
    ),
    Lack.QUESTION_VAGUE: (
        gettext_lazy("A question that can be answered"),
        gettext_lazy("“clarification” alone does not say what to find out: what do you want to know when it is over?"),
    ),
    Lack.QUESTION_SHORT: (
        gettext_lazy("A little more of the question"),
        gettext_lazy("where, how much, and what would it take?"),
    ),
    Lack.AIMS: (
        gettext_lazy("An aim"),
        gettext_lazy("for example “Come on time four days a week”"),
    ),
    Lack.AIMS_FREE: (
        gettext_lazy("An aim from the plan"),
        gettext_lazy("tie one to a sub-goal, then the plan shows when it is reached"),
    ),
    Lack.INDICATORS: (
        gettext_lazy("What to work on"),
        gettext_lazy("choose one or two, no more than there is time for"),
    ),
    Lack.BASELINE: (
        gettext_lazy("Where it stands now"),
        gettext_lazy("for example “Comes two days out of five” – without it nobody can see a change"),
    ),
    Lack.HOURS: (gettext_lazy("Hours a week"), gettext_lazy("for example 15")),
    Lack.PERIOD: (gettext_lazy("First and last day"), gettext_lazy("the place plans by them")),
    Lack.MIDWAY: (gettext_lazy("The day of the midway report"), gettext_lazy("without it none comes")),
    Lack.BACKGROUND: (
        gettext_lazy("A short picture of the situation"),
        gettext_lazy("two lines are enough: what has been, and what works"),
    ),
    Lack.REASON: (
        gettext_lazy("Why each piece of information is shared"),
        gettext_lazy("for example “So that you can call”"),
    ),
    Lack.INFORMED: (
        gettext_lazy("That the citizen knows"),
        gettext_lazy("show what will be sent, and write on which day"),
    ),
    Lack.APPROVAL: (
        gettext_lazy("The citizen's yes"),
        gettext_lazy("health is shared with it alone"),
    ),
    Lack.MENTOR: (
        gettext_lazy("A mentor at the workplace"),
        gettext_lazy("a name and hours, or why none is needed"),
    ),
}
# The field that mends it.
FIELDS: dict[Lack, str] = {
    Lack.PURPOSE: "purposes",
    Lack.QUESTION: "question",
    Lack.QUESTION_VAGUE: "question",
    Lack.QUESTION_SHORT: "question",
    Lack.AIMS: "aim_1",
    Lack.AIMS_FREE: "goals",
    Lack.INDICATORS: "work_belief",
    Lack.BASELINE: "work_belief",
    Lack.HOURS: "hours",
    Lack.PERIOD: "begins_on",
    Lack.MIDWAY: "midway_on",
    Lack.BACKGROUND: "share_background",
    Lack.REASON: "share_phone",
    Lack.INFORMED: "informed_on",
    Lack.APPROVAL: "informed_on",
    Lack.MENTOR: "mentor_name",
}
_TARGETS = {"purposes": "id_purposes_0", "goals": "aims"}
# Why a field is usually shared: what the form begins with.
WHY: dict[Shared, Promise] = {
    Shared.PHONE: gettext_lazy("So that you can call"),
    Shared.EMAIL: gettext_lazy("So that you can write"),
    Shared.OWN_WORDS: gettext_lazy("So that you can begin with what the citizen wants"),
    Shared.JOB_GOAL: gettext_lazy("So that the tasks lead towards it"),
    Shared.EDUCATION_GOAL: gettext_lazy("So that the tasks lead towards it"),
    Shared.STRENGTHS: gettext_lazy("So that you can build on them"),
    Shared.BACKGROUND: gettext_lazy("So that you can meet the citizen well"),
}


@dataclass(frozen=True)
class Missing:
    """One thing that an order lacks."""

    lack: Lack
    what: str
    example: str
    target: str  # the id of the field that mends it
    needed: bool  # nothing is sent without it

    @property
    def sentence(self) -> str:
        """What lacks and what would mend it, in one line."""
        return f"{self.what} – {self.example}"


@dataclass(frozen=True)
class Meter:
    """How much of an order is there. It measures the form, never the person."""

    there: int
    of: int
    missing: list[Missing]

    @property
    def words(self) -> str:
        """“6 of 8 parts are in place”."""
        return _("%(there)s of %(all)s parts are in place") % {"there": self.there, "all": self.of}

    @property
    def parts(self) -> list[bool]:
        """One for each part, those that are there first."""
        return [n < self.there for n in range(self.of)]

    @property
    def can_send(self) -> bool:
        """Whether nothing is missing that an order cannot be sent without."""
        return not any(missing.needed for missing in self.missing)

    @property
    def advice(self) -> str:
        """What can be done now."""
        if not self.missing:
            return _("Nothing is missing.")
        needed = sum(missing.needed for missing in self.missing)
        if not needed:
            return _("You can send it although something is missing. The place can ask.")
        return ngettext(
            "It can be sent when what is marked is there.",
            "It can be sent when the %(count)s that are marked are there.",
            needed,
        ) % {"count": needed}


def meter(contents: Contents) -> Meter:
    """How much of an order is there, and what is missing, each with an example."""
    there, of = rules.share_whole(contents)
    return Meter(there, of, [_missing(lack) for lack in rules.lacks(contents)])


def _missing(lack: Lack) -> Missing:
    what, example = _LACKS[lack]
    field = FIELDS[lack]
    return Missing(lack, str(what), str(example), _TARGETS.get(field, f"id_{field}"), lack in rules.NEEDED)


@dataclass(frozen=True)
class Example:
    """An example of a question that can be answered."""

    key: str
    text: str


@cache
def _questions(language: str) -> dict[str, list[Example]]:
    read = tomllib.loads(_EXAMPLES.read_text("utf-8"))
    return {
        purpose: [Example(f"{purpose}-{n}", one[language]) for n, one in enumerate(found)]
        for purpose, found in read.items()
    }


def examples(purposes: Iterable[str]) -> list[Example]:
    """Questions for these purposes, to begin from; those for any order when none is chosen."""
    known = _questions("en" if (get_language() or "da").startswith("en") else "da")
    return [one for purpose in purposes for one in known.get(purpose, [])] or known["any"]


def example(key: str) -> str:
    """The example with that key; nothing when there is none."""
    known = _questions("en" if (get_language() or "da").startswith("en") else "da")
    return next((one.text for found in known.values() for one in found if one.key == key), "")
