"""Why an order was refused: a limit of the law with its paragraph, or the program's own sentence."""

from django import forms

from fremdrift.core.exceptions import RuleViolation
from fremdrift.web.shared import limit_words
from fremdrift.web.shared.violations import SENTENCES


def sentences(violation: RuleViolation) -> list[str]:
    """What the caseworker is told; the other side, who sees no case, is told no paragraph that it falls under."""
    return limit_words.sentences(violation.broken) or [str(SENTENCES[violation.code])]


def show(form: forms.Form, violation: RuleViolation) -> None:
    """Put the sentences at the field that they concern."""
    field = violation.field if violation.field in form.fields else None
    for sentence in sentences(violation):
        form.add_error(field, sentence)
