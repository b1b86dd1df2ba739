"""Fremdrift: one shared case for caseworker, provider, citizen and leader."""
