"""The embedded PostgreSQL: a server of our own for a machine that has none."""

from fremdrift.core.postgres.cluster import Cluster
from fremdrift.core.postgres.errors import PostgresUnavailable

__all__ = ["Cluster", "PostgresUnavailable"]
