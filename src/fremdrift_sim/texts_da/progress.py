"""What invented people answer and say about how it goes. Danish, as everything that the demo's people write."""

from __future__ import annotations

from typing import Literal

# Cilla's first five measurements, a step for each; none where she skipped. The sixth waits for her.
CILLA: dict[str, tuple[int | None, ...]] = {
    "everyday": (2, 2, 3, 2, 2),
    "energy": (2, 2, 2, 2, 2),
    "health": (2, 2, 2, 3, 3),
    "network": (2, 2, 2, 2, 2),
    "skills": (2, 3, 3, 3, 3),
    "knowledge": (2, 2, 3, 3, 2),
    "goals": (2, 2, 3, 2, 2),
    "job_search": (1, 1, 2, 2, 1),
    "belief": (2, 2, 3, 3, 2),
}
# What her caseworkers answered at the same times, and at the sixth.
SIGNE: dict[str, tuple[int | None, ...]] = {
    "everyday": (2, 2, 3, 3, 2, 3),
    "energy": (2, 2, 2, 2, 2, 2),
    "health": (2, 2, 2, 2, 3, 3),
    "network": (3, 2, 2, 2, 2, 3),
    "skills": (3, 3, 3, 3, 3, 3),
    "knowledge": (2, 2, 3, 3, 3, 2),
    "goals": (2, 2, 3, 3, 2, 2),
    "job_search": (1, 1, 2, 2, 1, 1),
    "belief": (2, 2, 2, 2, 2, 2),
    "cooperation": (3, 3, 3, 3, 3, 3),
    "worker_belief": (3, 2, 3, None, 3, 3),
}
# Who said what about the phase, how many days ago, and why.
SAID: tuple[
    tuple[Literal["citizen", "caseworker"], int, Literal["progress", "standstill", "decline", "derailment"], str], ...
] = (
    ("caseworker", 88, "decline", "Aflyste to gange, og der var vikar på sagen."),
    ("citizen", 4, "progress", "Jeg er oppe hver dag nu."),
    ("caseworker", 2, "standstill", "Vi venter på svar om praktikken, og datoen har flyttet sig to gange."),
)
WHY = {
    "citizen": {
        "progress": ("Der sker noget nu.", "Jeg ved, hvad jeg skal på mandag."),
        "standstill": ("Jeg venter på svar.", "Jeg ved ikke, hvad der skal ske."),
        "decline": ("Jeg sover dårligt igen.", "Jeg kan ikke se, hvad det skal føre til."),
        "derailment": ("Der er for meget på én gang.", "Jeg kan ikke overskue mine regninger."),
    },
    "caseworker": {
        "progress": ("Møder hver dag og tager selv initiativ.", "Har taget kontakt til to steder selv."),
        "standstill": ("Afventer udredning.", "Praktikken er slut, og der er ikke aftalt noget nyt."),
        "decline": ("Kommer sjældnere og siger, at det ikke nytter.", "Har trukket sig fra værkstedet."),
        "derailment": ("Står uden bolig fra den første.", "Svarer ikke og er ikke mødt i tre uger."),
    },
}
