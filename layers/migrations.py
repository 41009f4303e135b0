"""Old addresses: pure functions that rewrite the parameters of one version into the next."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping

Params = dict[str, str]
Migration = Callable[[Params], Params]

# From version N to N + 1. Version 1 is the first, so there is nothing to migrate yet.
MIGRATIONS: Mapping[int, Migration] = {}


def migrate(
    params: Params, version: int, current: int, steps: Mapping[int, Migration] = MIGRATIONS
) -> Params:
    """Fold the migrations from a version up to the current one over the parameters."""
    for number in range(version, current):
        step = steps.get(number)
        params = step(dict(params)) if step else params
    return params
