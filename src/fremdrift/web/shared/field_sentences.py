"""What a form says when a field is empty or holds something else than it asks for.

Django has such sentences too. The Danish ones are for programmers ("Marker en gyldig valgmulighed"), so our catalogue
says them in its own words; the message ids are repeated here for that alone.
"""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

CHOOSE_ONE = _("Choose one of these.")

_OF_DJANGO = (
    _("This field is required."),
    _("Enter a number."),
    _("Enter a whole number."),
    _("Enter a valid email address."),
    _("Null characters are not allowed."),
    _("Select a valid choice. %(value)s is not one of the available choices."),
    _("Ensure this value is greater than or equal to %(limit_value)s."),
    _("Ensure this value is less than or equal to %(limit_value)s."),
    _("Enter a valid UUID."),
    ngettext_lazy(
        "Ensure this value has at most %(limit_value)d character (it has %(show_value)d).",
        "Ensure this value has at most %(limit_value)d characters (it has %(show_value)d).",
        "limit_value",
    ),
)


def say_ours() -> None:
    """Where there is something to choose, nobody is asked to fill in a field."""
    forms.ChoiceField.default_error_messages["required"] = CHOOSE_ONE
