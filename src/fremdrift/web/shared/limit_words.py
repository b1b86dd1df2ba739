"""What the rules do not allow of an order, in a sentence with the rule's paragraph."""

from collections.abc import Iterable

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from fremdrift.rulebook.enums import ObligationKind
from fremdrift.rulebook.rules import Obligation, SizeLimit
from fremdrift.rulebook.selectors import pack_by_key
from fremdrift.web.shared.words import day, rule_says


def sentences(problems: Iterable[Obligation | SizeLimit]) -> list[str]:
    """Each limit that an order would break: what the rule says, where it stands, and what would keep to it."""
    return [size(problem) if isinstance(problem, SizeLimit) else sentence(problem) for problem in problems]


def sentence(problem: Obligation) -> str:
    """“LAB 2011: company placement at most 13 weeks (LAB chapter 11). The last day can be Mon 22 Feb 2027.”"""
    said = _("%(pack)s: %(rule)s (%(paragraph)s).") % {
        "pack": pack_by_key(problem.rule.split(".")[0]).title,
        "rule": rule_says(problem.reason_code, problem.reason_params),
        "paragraph": _cited(problem),
    }
    return " ".join(filter(None, [said, _instead(problem), _doubt(problem)]))


def size(limit: SizeLimit) -> str:
    """“LAB 2011: at most 2 at a time at a workplace of that size (Order § 70). It is full in that period.”"""
    said = ngettext(
        "%(pack)s: at most %(most)s person at a time at a workplace of that size (%(paragraph)s).",
        "%(pack)s: at most %(most)s persons at a time at a workplace of that size (%(paragraph)s).",
        limit.most,
    ) % {"pack": limit.pack, "most": limit.most, "paragraph": limit.cited[_language()]}
    return " ".join([said, _("So many are there already in that period.")])


def _language() -> str:
    return "en" if get_language() == "en" else "da"


def _cited(problem: Obligation) -> str:
    pack = pack_by_key(problem.rule.split(".")[0])
    rule = next(rule for rule in pack.rules if rule.id == problem.rule)
    return rule.cited[_language()]


def _instead(problem: Obligation) -> str:
    if problem.kind is ObligationKind.NOT_BEFORE:
        if problem.met_on is None:
            return _("It cannot begin yet.")
        return _("It can begin %(day)s.") % {"day": day(problem.met_on)}
    assert problem.due_on is not None
    return _("The last day can be %(day)s.") % {"day": day(problem.due_on)}


def _doubt(problem: Obligation) -> str:
    return _("The limit is our reading and not confirmed, so check it.") if problem.unconfirmed else ""
