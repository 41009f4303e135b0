"""Generated bodies of callbacks: right in shape with odd values, or odd altogether."""

from __future__ import annotations

import json
from random import Random
from typing import TYPE_CHECKING
from typing import Any

from layers import state
from tests.fuzz import odd

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

VIEW = state.to_store(state.ViewState())


def bodies(callbacks: Sequence[dict[str, Any]], seed: int, number: int) -> Iterator[bytes]:
    """Return so many bodies for the callbacks of the server, as bytes of JSON or of nearly that."""
    random = Random(seed)
    on_server = [one for one in callbacks if not one.get("clientside_function")]
    for _ in range(number):
        yield body(random, random.choice(on_server))


def body(random: Random, callback: dict[str, Any]) -> bytes:
    """Return one body."""
    if random.random() < 0.08:
        return random.choice((b"", b"{", b"null", b"[]", b"\xff\xfe", b"[" * 50_000, b'{"a":1}'))
    made = whole(random, callback)
    if random.random() < 0.3:
        name = random.choice([*made, odd.text(random)[:20]])
        made[name] = odd.value(random)
    if random.random() < 0.05:
        del made[random.choice(list(made))]
    return json.dumps(made).encode()


def whole(random: Random, callback: dict[str, Any]) -> dict[str, Any]:
    """Return a body that Dash's renderer could have written, but for its values."""
    output = callback["output"]
    names = output.strip(".").split("...") if output.startswith("..") else [output]
    outputs = [dict(zip(("id", "property"), name.rsplit(".", 1), strict=True)) for name in names]
    inputs = [{**one, "value": _query(random)} for one in callback["inputs"]]
    return {
        "output": output,
        "outputs": outputs if output.startswith("..") else outputs[0],
        "inputs": inputs,
        "state": [{**one, "value": _query(random)} for one in callback["state"]],
        "changedPropIds": [f"{one['id']}.{one['property']}" for one in inputs[:1]],
    }


def _query(random: Random) -> Any:
    """Return a view with some odd fields, or something else altogether."""
    if random.random() < 0.25:
        return odd.value(random)
    made: dict[str, Any] = {**VIEW, "ids": [], "key": ""}
    for name in random.sample(list(made), random.randrange(1, 5)):
        made[name] = odd.value(random)
    if random.random() < 0.1:
        made["mode"] = random.choice(state.MODES)
    return made
