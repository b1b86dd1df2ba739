"""Forms as somebody fills them in who gets everything wrong."""

from tests.e2e.visitor import Visitor

FORM = "main form[method=post]:not([action])"
SEND = f"{FORM} .button-primary[type=submit]"
BAD_FILE = (
    "cpr;navn;sag_åbnet;ydelse;ydelse_fra\n"
    "320180-1234;Prøve Forkert;24-11-2026;kontanthjælp;24-11-2026\n"
    "010180-123;;31-02-2026;guld;\n"
)


def has_form(visitor: Visitor) -> bool:
    """Whether the page is there to fill something in."""
    visitor.page.wait_for_load_state("domcontentloaded")
    return visitor.page.locator(SEND).count() > 0


def send_nonsense(visitor: Visitor) -> int:
    """Write a question mark into every field, folded away ones too, and send; the status of the answer."""
    folded = visitor.page.locator(f"{FORM} details:not([open]) > summary")
    while folded.count():
        folded.first.click()
    fields = f"{FORM} :is(input:not([type]), input[type=text], input[type=email])"
    for field in visitor.page.locator(f"{fields} >> visible=true").all():
        if field.is_editable():
            field.fill("?")
    return visitor.send(SEND)


def send_bad_file(visitor: Visitor) -> int:
    """Read in a file with faults of several kinds; the status of the answer."""
    file = {"name": "borgere.csv", "mimeType": "text/csv", "buffer": BAD_FILE.encode()}
    visitor.page.set_input_files("input[type=file]", file)
    return visitor.send(SEND)
