"""The team leader's screens, one module per page or two."""
