"""Followers: browser functions of nothing but view and scene, which Dash calls as one callback.

For each callback that is due Dash's renderer goes some ten times through all components of the
page, and makes a component of each word that a callback answers. Features register their functions
as usual; those that take view and scene alone are gathered here. `assets/js/atlas_follow.js` calls
them one after the other and writes what they answer into the elements themselves: these need not
be components, and `still` makes one piece of them. Only what is Dash's own goes back to Dash.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from dash import ClientsideFunction
from dash import Input
from dash import Output

from dashboard import ids

if TYPE_CHECKING:
    from collections.abc import Callable

VIEW, SCENE = Input(ids.VIEW, "data"), Input(ids.SCENE, "data")
OWN = ("data",)  # a property of components; all others are those of an element
TAKEN = ([VIEW], [VIEW, SCENE])


class Followers:
    """The functions of one application, in the order of their features."""

    def __init__(self) -> None:
        self.functions: list[tuple[str, str, list[tuple[str, str]]]] = []
        self._outputs: list[Output] = []

    def take(self, function: Any, parts: tuple[Any, ...]) -> bool:
        """Take a function over if it follows view and scene alone; tell whether it was taken."""
        outputs = [part for part in parts if isinstance(part, Output)]
        inputs = [part for part in parts if not isinstance(part, Output)]
        plain = all(isinstance(output.component_id, str) for output in outputs)
        if not isinstance(function, ClientsideFunction) or not plain or inputs not in TAKEN:
            return False
        names = [(str(part.component_id), part.component_property) for part in outputs]
        self.functions.append((function.namespace, function.function_name, names))
        self._outputs += [part for part in outputs if part.component_property in OWN]
        return True

    def register(self, register: Callable[..., Any]) -> None:
        """Register all of them as one callback."""
        register(ClientsideFunction("atlas_follow", "all"), *self._outputs, VIEW, SCENE)
