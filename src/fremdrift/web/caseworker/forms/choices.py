"""What the forms of the caseworker share."""

from django.utils.translation import gettext_lazy as _

CHOOSE = ("", _("Choose …"))
