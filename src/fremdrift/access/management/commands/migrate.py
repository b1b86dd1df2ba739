"""`migrate`, and with it the promises of the database: roles, context, row-level security, look-up log."""

from typing import Any

from django.conf import settings
from django.core.management.commands import migrate
from django.db import connections, transaction

from fremdrift.access import lookup_log, rls


class Command(migrate.Command):
    """Migrations run as the owner; afterwards every table about a person is protected, or the command fails."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Migrate as the owner, then put the promises in force in one transaction."""
        options["database"] = "owner"
        super().handle(*args, **options)
        if options.get("app_label") or options.get("plan") or options.get("check_unapplied"):
            return
        with transaction.atomic(using="owner"):
            rls.install(connections["owner"])
            roles = settings.DATABASE_ROLES
            lookup_log.install(
                connections["owner"].connection,
                lookup_log.Roles(owner=roles.owner, app=roles.app, audit=roles.audit, retention=roles.retention),
            )
            rls.open_log(connections["owner"])
