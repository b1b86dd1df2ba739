"""Invented citizens: names that nobody bears, and CPR numbers that nobody can have."""

from __future__ import annotations

from datetime import date
from random import Random

from fremdrift_sim.dates import add_months, days
from fremdrift_sim.schema import Person, Sex
from fremdrift_sim.towns import STAFF_NAMES


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


# Born before 1975, from 1975 to 1994, and from 1995.
_WOMEN = (
    _words("""
        Aase Anni Asta Bente Birgit Bodil Connie Ellen Else Gerda Gitte Grete Hedvig Helle Inge Inger
        Jytte Karen Kirsten Lis Lissi Marianne Ruth Solveig Susanne Tove Vita Winnie Yrsa Æsa Åse
    """),
    _words("""
        Anja Berit Camilla Charlotte Ditte Gry Heidi Iben Janne Katrine Line Lotte Louise Maiken Maja
        Maria Mette Mia Naja Nanna Pernille Rikke Sanne Stine Tanja Tine Trine Vicki Åsa
    """),
    _words("""
        Alberte Amalie Andrea Caroline Cecilie Clara Emilie Freja Frida Ida Isabella Josefine Julie Karla
        Laura Lærke Liva Malou Mathilde Nikoline Olivia Sara Silje Sofia Sól Thea Tilde Viktoria
    """),
)
_MEN = (
    _words("""
        Arne Asger Bent Bertil Bjarne Børge Carsten Egon Erik Finn Flemming Frode Gert Hans Holger Ib Ivar
        Jørgen Kjeld Knud Mogens Ole Ove Palle Preben Søren Tage Villy Åge
    """),
    _words("""
        Allan Anders Brian Casper Claus Dennis Esben Jacob Jakob Jesper Johnny Kasper Kenneth Kim Kristian
        Lars Martin Michael Morten Mikkel René Rune Steffen Thomas Tonny Ulrik Ørjan
    """),
    _words("""
        Aksel Alexander Anton August Bertram Christian Daniel Elias Emil Felix Frederik Gustav Johan
        Jonathan Lasse Lucas Magnus Malthe Mathias Mikkel Nikolaj Oliver Oskar Sebastian Simon Theo Tobias
        Villads Viktor
    """),
)
_ABROAD: dict[Sex, tuple[str, ...]] = {
    "f": _words("""
        Agnieszka Aisha Amina Aviaaja Beatriz Dilan Elif Fatima Hodan Jasmina Katarzyna Ludmila Mariam
        Milica Mirjana Nadia Nasrin Nivi Olena Paarnannguaq Priya Rania Samira Selma Shirin Svitlana Thuy
        Zahra Zeynep
    """),
    "m": _words("""
        Abdi Ahmad Ali Amir Andrzej Bilal Dragan Emir Farid Gintaras Hassan Ibrahim Ionut Ismail Karim
        Kofi Malik Marek Mehmet Milan Minik Mustafa Omar Piotr Rajesh Samir Tariq Tomasz Yusuf
    """),
}
_SHARE_ABROAD = 0.15

_FRONT = _words("Attrap Demo Eksempel Kladde Model Mønster Papir Prøve Skabelon Skitse Test Øvel")
_BACK = _words("berg bjerg borg by bæk dal gaard holm højgaard kjær lund sen skov toft vang ø")
_WHOLE = _words("""
    Aagaardstest Påfund Fiktiv Tænkt Opdigt Skabelon Mønster Skitse Forlæg Kulisse Udkast Pseudonym Påhit
    Øvelse Test-Holm Test-Ågaard Ærlig-Påfund Ålund-Test Demo-Østergaard Prøve-Lassen Model-Aaby
    Papir-Sørensen Digtesen Fantasigaard Tænkeborg Udtænksen Påfundsen Konstruktsen Eventyrlund Ingensteds
""")
SURNAMES = (*_WHOLE, *(front + back for front in _FRONT for back in _BACK))

_PLAIN = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "é": "e", "ó": "o", "-": "", " ": "."})


def _first_names(sex: Sex, born: date, rng: Random) -> tuple[str, ...]:
    if rng.random() < _SHARE_ABROAD:
        return _ABROAD[sex]
    generation = (born.year >= 1975) + (born.year >= 1995)
    return (_WOMEN if sex == "f" else _MEN)[generation]


def _seventh_digits(year: int) -> str:
    """The digits that the CPR rule allows in seventh place for a birth year from 1900 to 2036.

    Source: the CPR office, *Personnummeret i CPR-systemet*.
    """
    if year >= 2000:
        return "456789" if year <= 2036 else "5678"
    return "012349" if year >= 1937 else "0123"


_SEXES: tuple[Sex, Sex] = ("f", "m")


class Registry:
    """Hands out people, and no name or CPR number twice."""

    def __init__(self) -> None:
        self._names = set(STAFF_NAMES)
        self._numbers: set[str] = set()

    def reserve(self, *names: str) -> None:
        """Keep names for people who come later."""
        self._names.update(names)

    def _name(self, sex: Sex, born: date, rng: Random) -> str:
        while True:
            name = f"{rng.choice(_first_names(sex, born, rng))} {rng.choice(SURNAMES)}"
            if name not in self._names:
                self._names.add(name)
                return name

    def _cpr(self, sex: Sex, born: date, rng: Random) -> str:
        """A number as the rule builds it, odd for men and even for women, with sixty added to the day."""
        while True:
            last = rng.choice("02468" if sex == "f" else "13579")
            serial = f"{rng.choice(_seventh_digits(born.year))}{rng.randrange(100):02}{last}"
            number = f"{born.day + 60:02}{born:%m%y}{serial}"
            if number not in self._numbers:
                self._numbers.add(number)
                return number

    def person(
        self, key: str, town: str, today: date, rng: Random, known: tuple[str, Sex, int] | None = None
    ) -> Person:
        """Somebody new; ``known`` gives name, sex and age where they are wanted."""
        name, sex, years = known or ("", rng.choice(_SEXES), _age(rng))
        born = add_months(today, -12 * years) - days(rng.randrange(3, 360))
        name = name or self._name(sex, born, rng)
        return Person(
            key=key,
            cpr=self._cpr(sex, born, rng),
            name=name,
            sex=sex,
            born=born,
            town=town,
            phone=f"00 {rng.randrange(100):02} {rng.randrange(100):02} {rng.randrange(100):02}",
            email=f"{name.lower().translate(_PLAIN)}@borger.example" if rng.random() > 0.08 else "",
            protected_address=known is None and rng.random() < 0.03,
        )


def _age(rng: Random) -> int:
    """Whole years: a quarter under 30, a third from 50."""
    low, high = rng.choices(((20, 29), (30, 49), (50, 63)), weights=(25, 42, 33))[0]
    return rng.randint(low, high)
