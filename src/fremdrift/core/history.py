"""Change history: a trigger writes each insert, update and deletion into an event table, raw SQL included."""

from collections.abc import Callable
from typing import Any, TypeVar

import pghistory
from django.db import models

# The context is kept whole in each event; the library takes None for "no id", its type hint does not.
_NONE: Any = None
Model = TypeVar("Model", bound=models.Model)


def tracked(model: type[Model]) -> type[Model]:
    """Keep the history of a model; events carry who did it and outlive the row."""
    track: Callable[[type[Model]], type[Model]] = pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        obj_field=pghistory.ObjForeignKey(db_constraint=False, on_delete=models.DO_NOTHING, related_name="events"),
        context_field=pghistory.ContextJSONField(),
        context_id_field=_NONE,
        append_only=True,
    )
    return track(model)
