"""Which of the two logins does what."""

from typing import Any


class OwnerMigrates:
    """Only the owner's connection changes tables; reads and writes go through the application's."""

    def db_for_read(self, model: object, **hints: Any) -> str | None:
        """Everything is read as the application."""
        return None

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        """Migrations run as the owner alone."""
        return db == "owner"

    def allow_relation(self, obj1: object, obj2: object, **hints: Any) -> bool:
        """Both logins see the same database."""
        return True
