"""Statistics on sufficient statistics: what works, for whom, and how sure one can be. Needs no web platform."""
