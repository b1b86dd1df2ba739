"""The server's settings: no network, only one's own account, safe on power failure."""

from fremdrift.core.postgres.account import Account, program_user
from fremdrift.core.postgres.places import Places, write_file

ADMIN = "fremdrift_admin"
MAP = "fremdrift"
PREFIXES = ("fremdrift", "fremdrift_test")
DUTIES = ("owner", "app", "audit", "retention", "evaluation")
ROLES = (ADMIN, *(f"{prefix}_{duty}" for prefix in PREFIXES for duty in DUTIES))
"""Who may sign in on PostgreSQL 15, which knows no patterns; later versions take every `fremdrift…`."""

ACCESS = f"""\
local all all peer map={MAP}
host all all all reject
"""


def write_configuration(places: Places, account: Account, major: int) -> None:
    """Write the settings beside the data folder, where the server's account can read but not change them."""
    access = places.state / "pg_hba.conf"
    identities = places.state / "pg_ident.conf"
    write_file(access, ACCESS)
    write_file(identities, identity_map(sorted({account.name, program_user()}), major))
    write_file(
        places.settings,
        "".join(
            f"{key} = {_quoted(value)}\n"
            for key, value in {
                "hba_file": str(access),
                "ident_file": str(identities),
                "unix_socket_directories": str(places.sockets),
                **SETTINGS,
            }.items()
        ),
    )


def identity_map(users: list[str], major: int) -> str:
    """Say which accounts of the machine may be which roles of the database."""
    roles = ["/^fremdrift"] if major >= 16 else list(ROLES)
    return "".join(f'{MAP} "{user}" {role}\n' for user in users for role in roles)


SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "60",
    "shared_buffers": "128MB",
    "timezone": "Europe/Copenhagen",
    "log_timezone": "Europe/Copenhagen",
    "logging_collector": "on",
    "log_directory": "log",
    # one file for each day of the week, overwritten a week later
    "log_filename": "postgresql-%a.log",
    "log_rotation_age": "1d",
    "log_rotation_size": "0",
    "log_truncate_on_rotation": "on",
    # a failed statement may hold a person's number: the program reports it, the server's log must not
    "log_min_messages": "log",
    "log_min_error_statement": "panic",
}


def _quoted(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"
