"""Puts Danish sentences together: minutes, agreements, handovers. The sentences themselves stand beside."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Literal

from fremdrift_sim.schema import Area, EffortKind, Form, Topic
from fremdrift_sim.texts_da import agreements, handovers, minutes, plans
from fremdrift_sim.texts_da.threads import THREADS, Thread

__all__ = ["THREADS", "Narrator", "Thread"]


@dataclass
class Narrator:
    """Tells one person's case; takes a sentence again only when all others have been used."""

    name: str
    thread: Thread
    rng: Random
    _used: set[str] = field(default_factory=set)

    def _say(self, sentences: tuple[str, ...]) -> str:
        fresh = [one for one in sentences if one not in self._used]
        sentence = self.rng.choice(fresh or sentences)
        self._used.add(sentence)
        return sentence.format(name=self.name, **vars(self.thread))

    def minutes(self, form: Form, said: Mapping[Topic, int], *, first: bool, kept: bool | None) -> str:
        """Minutes to the citizen.

        ``said`` gives each topic its stage: 0 at first, 1 along the way, 2 later on. ``kept`` says whether
        all that was promised last time was done, or is ``None`` where nobody came back to it.
        """
        parts = [self._say(minutes.OPENINGS[form])]
        if first:
            parts.append(self._say(minutes.FIRST_TIME))
        elif kept is not None:
            parts.append(self._say(minutes.ALL_KEPT if kept else minutes.SOME_DROPPED))
        parts += [self._say(minutes.MINUTES[topic][stage]) for topic, stage in said.items()]
        if self.rng.random() < 0.5:
            parts.append(self._say(minutes.CLOSINGS))
        return " ".join(parts)

    def promise(self, who: Literal["citizen", "caseworker"], topic: Topic) -> str:
        """What citizen or caseworker will do, begun with the verb."""
        bank = agreements.BY_CITIZEN if who == "citizen" else agreements.BY_CASEWORKER
        return self._say(bank[topic])

    def promise_of_others(self, running: Collection[EffortKind]) -> str | None:
        """What somebody beside the two will do, if an effort is running in which somebody could."""
        sentences = [one for kind, bank in agreements.BY_OTHERS.items() if kind in running for one in bank]
        return self._say(tuple(sentences)) if sentences else None

    def handover(self) -> str:
        """What the one before writes to the one who takes over."""
        return " ".join(self._say(bank) for bank in (handovers.WISHES, handovers.WHAT_WORKS, handovers.NEXT_STEPS))

    def pause(self, *, may_give_birth: bool) -> str:
        """Why obligations rest for a while."""
        return self._say((handovers.BIRTH, *handovers.ADMISSIONS) if may_give_birth else handovers.ADMISSIONS)

    def rest(self) -> str:
        """Why offers alone rest, while conversations go on."""
        return handovers.REST

    def written(self, bank: tuple[str, ...]) -> str:
        """A sentence of the plan, begun with a capital letter."""
        sentence = self._say(bank)
        return ". ".join(part[:1].upper() + part[1:] for part in sentence.split(". "))

    def step(self, who: Literal["citizen", "caseworker"], area: Area) -> str:
        """A small step of the plan, begun with the verb."""
        return self.written((plans.BY_CITIZEN if who == "citizen" else plans.BY_OFFICE)[area])

    def proposal(self) -> str:
        """What the citizen would like to have in the plan."""
        return self._say(plans.PROPOSALS)
