"""The drawing room: what a view shows, as values that the screen and every export render."""
