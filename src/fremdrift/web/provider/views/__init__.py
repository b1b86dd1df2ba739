"""The provider's screens, a module for each area."""
