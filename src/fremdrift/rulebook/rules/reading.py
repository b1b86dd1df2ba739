"""Reading a nested document strictly: every wrong place has a path and a sentence."""

import re
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import TypeVar

Word = TypeVar("Word", bound=StrEnum)

ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
FIRST_YEAR, LAST_YEAR = 1900, 2199
SHOWN = 40


class InputError(ValueError):
    """A document says something that cannot be read: where (`path`), and a sentence."""

    def __init__(self, path: str, sentence: str) -> None:
        super().__init__(f"{path}: {sentence}" if path else sentence)
        self.path = path
        self.sentence = sentence


class Node:
    """A value in a document and where it stands."""

    def __init__(self, value: object, path: str, error: type[InputError]) -> None:
        self.value = value
        self.path = path
        self._error = error

    def wrong(self, sentence: str) -> InputError:
        """The error to raise for this place."""
        return self._error(self.path, sentence)

    def fields(
        self,
        required: Iterable[str] = (),
        optional: Iterable[str] = (),
        nullable: Iterable[str] = (),
    ) -> dict[str, "Node"]:
        """The object's fields; a nullable one that is null counts as absent."""
        required, optional, nullable = tuple(required), tuple(optional), tuple(nullable)
        found = self.any_fields()
        allowed = (*required, *optional, *nullable)
        for name, node in found.items():
            if name not in allowed:
                raise node.wrong(f"is not known here; known are {', '.join(allowed)}.")
        for name in required:
            if name not in found:
                raise self._error(self._below(name), "is missing.")
        return {name: node for name, node in found.items() if not (node.value is None and name in nullable)}

    def any_fields(self) -> dict[str, "Node"]:
        """The object's fields, whatever they are called."""
        if not isinstance(self.value, dict):
            raise self.wrong(f"must be an object with named fields, not {self._shown()}.")
        return {name: Node(value, self._below(name), self._error) for name, value in self.value.items()}

    def items(self) -> list["Node"]:
        """The list's items."""
        if not isinstance(self.value, list):
            raise self.wrong(f"must be a list, not {self._shown()}.")
        return [Node(value, f"{self.path}[{n}]", self._error) for n, value in enumerate(self.value)]

    def text(self) -> str:
        """A text."""
        if not isinstance(self.value, str):
            raise self.wrong(f"must be a text, not {self._shown()}.")
        return self.value

    def flag(self) -> bool:
        """True or false."""
        if not isinstance(self.value, bool):
            raise self.wrong(f"must be true or false, not {self._shown()}.")
        return self.value

    def whole(self) -> int:
        """A whole number from 0 up."""
        if isinstance(self.value, bool) or not isinstance(self.value, int) or self.value < 0:
            raise self.wrong(f"must be a whole number from 0 up, not {self._shown()}.")
        return self.value

    def number(self, most: int) -> float:
        """A number from 0 to `most`."""
        value = self.value
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= most:
            raise self.wrong(f"must be a number from 0 to {most}, not {self._shown()}.")
        return float(value)

    def choice(self, words: type[Word]) -> Word:
        """One of the words of an enum."""
        for word in words:
            if word == self.value:
                return word
        raise self.wrong(f"must be one of {', '.join(words)}, not {self._shown()}.")

    def date(self) -> date:
        """A date, written 2011-01-03 where the format has no dates of its own."""
        value = self.value
        if isinstance(value, str) and ISO_DATE.fullmatch(value):
            try:
                value = date.fromisoformat(value)
            except ValueError:
                raise self.wrong(f"is no day in the calendar: {self._shown()}.") from None
        if type(value) is not date:
            raise self.wrong(f"must be a date like 2011-01-03, not {self._shown()}.")
        if not FIRST_YEAR <= value.year <= LAST_YEAR:
            raise self.wrong(f"must lie between {FIRST_YEAR} and {LAST_YEAR}, not {self._shown()}.")
        return value

    def _below(self, name: str) -> str:
        return f"{self.path}.{name}" if self.path else name

    def _shown(self) -> str:
        match self.value:
            case None:
                return "null"
            case bool():
                return str(self.value).lower()
            case dict():
                return "an object"
            case list():
                return "a list"
        shown = repr(self.value) if isinstance(self.value, str) else str(self.value)
        return shown if len(shown) <= SHOWN else f"{shown[:SHOWN]}…"
