"""The views of the citizen's own pages."""
