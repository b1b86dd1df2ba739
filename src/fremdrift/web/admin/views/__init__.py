"""The administrator's screens, and those of whoever keeps the catalogue."""
