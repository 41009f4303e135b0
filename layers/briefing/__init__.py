"""Briefings: stories made of map states, told on a wall, to a presenter and on paper."""
