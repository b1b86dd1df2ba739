from pathlib import Path

from django import forms
from django.contrib.staticfiles import finders
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from fremdrift.web.shared.templatetags import fremdrift as tags


class Sample(forms.Form):
    name = forms.CharField(label="Name", help_text="As in the register.")
    kind = forms.ChoiceField(label="What happened?", widget=forms.RadioSelect, choices=[("a", "Held"), ("b", "Moved")])
    topics = forms.MultipleChoiceField(
        label="Topics", widget=forms.CheckboxSelectMultiple, choices=[("x", "Health")], required=False
    )
    read = forms.BooleanField(label="I have read it")
    secret = forms.CharField(widget=forms.HiddenInput)


def shown(source: str, **context: object) -> str:
    return " ".join(Template(source).render(Context(context)).split())


def test_an_icon_is_decoration_unless_it_has_a_label() -> None:
    assert 'aria-hidden="true"' in tags.icon("check")
    assert 'role="img" aria-label="Search"' in tags.icon("search", label="Search")


def test_icon_labels_are_escaped() -> None:
    assert "<b>" not in tags.icon("check", label='<b>"x')


def test_who_is_named_unless_its_name_follows() -> None:
    with translation.override("en"):
        assert 'aria-label="Provider"' in tags.who("provider")
        assert "aria-label" not in tags.who("provider", text_follows=True)


def test_a_wrong_field_points_to_its_hint_and_its_error() -> None:
    html = shown("{% field form.name %}", form=Sample({}))
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'id="id_name_helptext"' in html
    assert 'id="id_name_error"' in html


class Hidden(forms.Form):
    version = forms.IntegerField(label="Version", widget=forms.HiddenInput)
    key = forms.UUIDField(label="", widget=forms.HiddenInput)
    place = forms.CharField(label="Workplace", required=False, widget=forms.HiddenInput)


def test_what_nobody_types_is_told_in_a_plain_sentence() -> None:
    form = Hidden({"version": "x", "key": "y"})
    form.add_error("place", "It is too small.")
    with translation.override("en"):
        lost = str(tags.LOST)
        told = [(problem["label"], problem["text"]) for problem in tags.error_summary(form)["problems"]]
    assert told == [("", lost), ("", lost), ("Workplace:", "It is too small.")]


def test_a_right_field_has_no_error() -> None:
    html = shown("{% field form.name %}", form=Sample({"name": "Ida"}))
    assert "form-error" not in html
    assert "aria-invalid" not in html


def test_chips_keep_real_inputs_with_labels() -> None:
    html = shown('{% field form.kind layout="chips" %}', form=Sample(initial={"kind": "b"}))
    assert html.count('class="fd-chip"') == 2
    assert '<label class="form-label" for="id_kind_1">' in html
    assert html.count("checked") == 1


def test_the_summary_links_to_the_first_option_of_a_group_and_never_to_a_hidden_field() -> None:
    form = Sample({})
    html = shown("{% error_summary form %}", form=form)
    assert 'href="#id_kind_0"' in html
    assert 'href="#id_name"' in html
    assert 'href="#id_read"' in html
    assert "id_secret" not in html
    assert "id_topics" not in html


def test_an_unsent_form_has_no_summary() -> None:
    assert shown("{% error_summary form %}", form=Sample()) == ""


def test_the_summary_reads_formsets() -> None:
    rows = forms.formset_factory(Sample, extra=0)
    data = {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "1"}
    assert 'href="#id_form-0-name"' in shown("{% error_summary rows %}", rows=rows(data))


def test_pages_keep_the_rest_of_the_address() -> None:
    request = RequestFactory().get("/", {"page": "2", "filter": "late"})
    html = shown("{% pagination page %}", request=request, page=Paginator(range(95), 10).page(2))
    assert 'href="?page=3&amp;filter=late"' in html
    assert html.count('aria-current="page"') == 1


def test_one_page_has_no_links() -> None:
    request = RequestFactory().get("/")
    assert "<nav" not in shown("{% pagination page %}", request=request, page=Paginator([1], 10).page(1))


def test_missing_dates_and_numbers_are_empty() -> None:
    assert shown("{{ x|day }}{{ x|day_year }}{{ x|clock }}{{ x|number }}{{ x|week }}", x=None) == ""


def test_every_who_has_its_shape_in_the_sprite() -> None:

    sprite = Path(str(finders.find(tags.SPRITE))).read_text(encoding="utf-8")
    assert all(f'id="who-{kind}"' in sprite for kind in tags.WHO)
