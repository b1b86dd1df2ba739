"""Invents people, cases and their weeks; needs neither Django nor the product."""

from fremdrift_sim.population import population
from fremdrift_sim.schema import Population

__all__ = ["Population", "population"]
