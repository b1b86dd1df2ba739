"""The company consultant's screens: placements and wage subsidies that were sent to workplaces."""
