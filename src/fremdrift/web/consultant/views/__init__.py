"""The company consultant's screens, one module per page or two."""
