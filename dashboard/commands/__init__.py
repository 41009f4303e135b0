"""Commands of `python -m dashboard`: a module each, with `add(parser)` and `run(arguments)`."""
