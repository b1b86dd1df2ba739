"""Base of every table that belongs to one municipality."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.backends.ddl_references import Statement, Table

from fremdrift.core.ids import uuid7

if TYPE_CHECKING:
    from django.db.models.expressions import Combinable


class SameMunicipality(models.BaseConstraint):
    """A foreign key that includes the municipality: no row can point into another municipality, not by raw SQL."""

    def __init__(self, *, field: str, to: str, name: str) -> None:
        self.field, self.to = field, to
        super().__init__(name=name)

    def constraint_sql(self, model: type[models.Model] | None, schema_editor: BaseDatabaseSchemaEditor | None) -> str:
        """Nothing inside CREATE TABLE: the key that it points to may come later in the same migration."""
        self.create_sql(model, schema_editor)
        return ""

    def create_sql(self, model: type[models.Model] | None, schema_editor: BaseDatabaseSchemaEditor | None) -> str:
        """ALTER TABLE … ADD CONSTRAINT at the end of the migration; checked at commit."""
        assert model is not None
        assert schema_editor is not None
        quote = schema_editor.quote_name
        schema_editor.deferred_sql.append(
            Statement(
                f"ALTER TABLE %(table)s ADD CONSTRAINT {quote(self.name)} "
                f"FOREIGN KEY (municipality_id, {quote(self.field)}) "
                f"REFERENCES {quote(self.to)} (municipality_id, id) DEFERRABLE INITIALLY DEFERRED",
                table=Table(model._meta.db_table, quote),
            )
        )
        return ""

    def remove_sql(self, model: type[models.Model] | None, schema_editor: BaseDatabaseSchemaEditor | None) -> str:
        """ALTER TABLE … DROP CONSTRAINT."""
        assert model is not None
        assert schema_editor is not None
        quote = schema_editor.quote_name
        return f"ALTER TABLE {quote(model._meta.db_table)} DROP CONSTRAINT {quote(self.name)}"

    def validate(self, *args: Any, **kwargs: Any) -> None:
        """The database checks it; forms never offer a row of another municipality."""

    def deconstruct(self) -> Any:
        path, args, kwargs = super().deconstruct()
        return path, args, {**kwargs, "field": self.field, "to": self.to}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SameMunicipality) and self.deconstruct() == other.deconstruct()

    def __hash__(self) -> int:
        return hash((self.name, self.field, self.to))


class TenantModel(models.Model):
    """A row of one municipality: carries its id in every key, so that data can be spread by municipality."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    municipality: models.ForeignKey[int | str | Combinable | Any, Any] = models.ForeignKey(
        "accounts.Municipality", on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        abstract = True
