"""Accessibility: who is served by which site, and what one more site would change."""
