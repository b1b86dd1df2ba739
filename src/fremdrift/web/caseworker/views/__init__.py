"""The caseworker's screens, one module per page or two."""
