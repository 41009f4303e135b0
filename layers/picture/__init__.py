"""Pictures of a view: one drawing, written as SVG, PDF and PNG without a browser."""
