"""The caseworker's catalogue: searched, filtered, sorted, paged, saved as a file, compared, and read."""

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from fremdrift.catalogue.models import Offer


def test_smoke(as_: Callable[[str], Client], catalogue: dict[str, Offer]) -> None:
    b = as_("caseworker")
    for url in (
        reverse("offers"),
        reverse("offers")
        + "?q=gratneri&purpose=employment&holds=anxiety&sort=-price&town=Nordby&hours=6&free=yes&group=activity_ready",
        reverse("offer", args=[catalogue["NAT-01"].pk]),
        reverse("offers_export"),
        reverse("offers_compare")
        + "".join(
            f"{'&' if i else '?'}offer={catalogue[c].pk}"
            for i, c in enumerate(("NAT-01", "NAT-02", "KON-01", "KON-02"))
        ),
        reverse("experience_add", args=[catalogue["NAT-01"].pk]),
    ):
        r = b.get(url)
        assert r.status_code == 200, url
    a = as_("administrator")
    for url in (
        reverse("offers_kept"),
        reverse("offer_add"),
        reverse("offer_edit", args=[catalogue["NAT-01"].pk]),
        reverse("companies"),
        reverse("company_add"),
    ):
        r = a.get(url)
        assert r.status_code == 200, url
