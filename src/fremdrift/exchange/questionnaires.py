"""Questionnaires as TOML files: one that somebody sends is read or told place by place, and one of ours is written."""

import re
import tomllib
from typing import Any

import tomli_w
from django.db import transaction
from django.utils.translation import gettext as _

from fremdrift.access.actor import Actor
from fremdrift.exchange.reading import Problem, Refused, whole
from fremdrift.questionnaires.enums import Respondent
from fremdrift.questionnaires.models import Questionnaire
from fremdrift.questionnaires.rules import Form, FormError, form_from
from fremdrift.questionnaires.services import questionnaire_begin, questionnaire_publish

MOST_BYTES = 1024 * 1024
_LINE = re.compile(r"\(at line (\d+), column (\d+)\)")


@transaction.atomic
def questionnaire_import(*, content: bytes, publish: bool = False, by: Actor) -> Questionnaire:
    """Begin a version with what a file says, and take it into use if that is wanted."""
    made = questionnaire_begin(form=form_of(content), by=by)
    if publish:
        questionnaire_publish(draft=made, by=by)
        made.refresh_from_db()
    return made


def form_of(content: bytes) -> Form:
    """The questionnaire that a file says; raises Refused with every wrong place."""
    try:
        return form_from(_parsed(content))
    except FormError as error:
        places = zip(error.faults, error.kinds, strict=True)
        raise Refused(
            [Problem(0, place(where), "", _sentence(kind, where)) for (where, _told), kind in places]
        ) from error


def _parsed(content: bytes) -> dict[str, Any]:
    if len(content) > MOST_BYTES:
        raise whole(_("The file is larger than 1 MB. No questionnaire is that long: choose another file."))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise whole(_("This is not a text in UTF-8. Choose a file that ends in .toml.")) from error
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = _LINE.search(str(error))
        line = int(at[1]) if at else len(text.splitlines())  # it ends too early
        sentence = _(
            "The file cannot be read from here on. Look for a missing quotation mark, equals sign or bracket,"
            " or for a name that stands twice."
        )
        raise Refused([Problem(line, "", "", sentence)]) from error
    except (RecursionError, ValueError) as error:
        raise whole(
            _("There is something in the file that no questionnaire has. Compare it with one of ours.")
        ) from error


def place(where: str) -> str:
    """A place in the file as one counts it: `items.3.choices.0.da` is “question 4, choice 1, da”."""
    words: list[str] = []
    for part in [] if where == "the file" else where.split("."):
        if not part.isdecimal():
            words.append(part)
            continue
        of = {"items": _("question %(number)s"), "choices": _("choice %(number)s")}.get(words[-1] if words else "")
        number = {"number": int(part) + 1}
        words[-1:] = [(of or f"{words[-1]} %(number)s") % number]
    return ", ".join(words)


def _sentence(kind: str, where: str) -> str:
    if kind == "literal_error":
        return _literal([part for part in where.split(".") if not part.isdecimal()][-1])
    if kind == "string_pattern_mismatch":
        if where.endswith("key"):
            return _("Use small letters a to z, digits and _, at most 30.")
        return _("There is a character in it that cannot be kept. Write the text anew.")
    return {
        "missing": _("This is missing. Write it."),
        "extra_forbidden": _("A questionnaire has nothing of this name. Remove it, or look whether it is misspelt."),
        "string_type": _("Write a text in quotation marks."),
        "string_too_long": _("This is too long. Write at most %(most)s characters.") % {"most": 500},
        "too_long": _("There is more here than anybody would read. Leave some out."),
        "greater_than_equal": _("This must be a whole number from 1 to 20."),
        "less_than_equal": _("This must be a whole number from 1 to 20."),
        "int_type": _("Write a whole number."),
        "int_parsing": _("Write a whole number."),
        "int_from_float": _("Write a whole number."),
    }.get(kind, _("This is written otherwise than in a questionnaire. Compare it with one of ours."))


def _literal(name: str) -> str:
    """What can stand where only certain words can."""
    known = {
        "kind": "scale, single, multiple, ranked, number, text",
        "asked_of": ", ".join(Respondent.values),
        "use": "measurement, survey, registration",
    }.get(name, "")
    return _("This word is not known. Use one of: %(known)s.") % {"known": known}


def toml_of(form: Form) -> str:
    """A questionnaire as a file that can be read in again."""
    found = form.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
    for item, question in zip(found.get("items", ()), form.items, strict=True):
        item["asked_of"] = [party for party in Respondent.values if party in question.asked_of]
    return tomli_w.dumps(found)
