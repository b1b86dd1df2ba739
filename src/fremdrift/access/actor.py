"""Who acts: the first argument of every read and the last of every write."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.http import HttpRequest

from fremdrift.access.fields import OPENS_CASE, Purpose
from fremdrift.access.permissions import Permission
from fremdrift.access.roles import ROLES, Reach, Role

if TYPE_CHECKING:
    from fremdrift.access.models import BreakGlass


@dataclass(frozen=True)
class Actor:
    """A person (or the system) in one role, at one municipality or provider. Made anew for each request."""

    user_id: int
    name: str
    role: Role
    municipality_id: int | None = None
    municipality_name: str = ""
    team_id: int | None = None
    provider_id: int | None = None
    covers: tuple[int, ...] = ()  # users for whom this one steps in today
    covers_beside: tuple[tuple[int, int], ...] = ()  # absent user, stand-in who must not see some of theirs
    opens: tuple[Purpose, ...] = OPENS_CASE  # grants of these purposes count

    @property
    def reach(self) -> Reach:
        """How far row-level security lets this actor's context go."""
        return ROLES[self.role].reach

    @property
    def unit(self) -> str:
        """The unit acted for, as the look-up log and the context write it; empty for none."""
        if self.provider_id is not None:
            return f"provider:{self.provider_id}"
        return f"team:{self.team_id}" if self.team_id is not None else ""

    @property
    def holders(self) -> list[str]:
        """The names under which a grant may be held by this actor."""
        named = [f"user:{self.user_id}"]
        if self.provider_id is not None and self.role is Role.PROVIDER:
            named.append(f"provider:{self.provider_id}")
        if self.role is Role.CONSULTANT:
            named.append(f"consultants:{self.municipality_id}")
        if self.team_id is not None and self.role is Role.LEADER:
            named.append(f"leaders:{self.team_id}")
        return named

    def may(self, permission: Permission) -> bool:
        """Whether the role allows it; says nothing about which rows."""
        return permission in ROLES[self.role].permissions

    def only_reads(self, permission: Permission) -> bool:
        """Whether the permission opens pages to the role, and takes nothing that is sent from them."""
        return permission in ROLES[self.role].only_reads

    def reading_for(self, purpose: Purpose) -> Actor:
        """The same actor, to whom grants of this purpose count too: for the page that the purpose is about."""
        return replace(self, opens=(*self.opens, purpose))

    def as_system(self) -> Actor:
        """The system working for this actor's municipality, still under this actor's name."""
        return replace(self, role=Role.SYSTEM, provider_id=None)


class AuthenticatedRequest(HttpRequest):
    """A request after `@screen`: somebody is signed in, in one role."""

    actor: Actor
    emergency: BreakGlass | None  # by which alone the case on the page is seen
