"""The briefing on the screen: stories on disk, wall and presenter, their letters, the take-away."""
