"""Still life: what in the layout no callback touches goes to the browser as one piece.

Dash's renderer asks every component at every change of any other whether it concerns it. Most of
the page are labels, icons and frames that never change; without the renderer between them, the page
starts in two thirds of the time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from dash import dcc
from dash import html
from dash.development.base_component import Component

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Iterator
    from collections.abc import Mapping


class Still(Component):
    """Elements as they are, drawn by `Still` of `assets/js/atlas_parts.js`.

    Parameters
    ----------
    tree
        The elements side by side: texts, or lists of a component's type, its properties, and its
        children in the same form.
    """

    _type = "Still"
    _namespace = "dash_core_components"

    def __init__(self, tree: list[Any]) -> None:
        self._children_props: list[str] = []
        self._base_nodes: list[str] = ["children"]
        self._prop_names = ["tree"]
        self._valid_wildcard_attributes: list[str] = []
        self.available_properties = ["tree"]
        self.available_wildcard_properties: list[str] = []
        super().__init__(tree=tree)  # type: ignore[no-untyped-call]  # Dash is not typed


def ordered(layout: Component) -> Component:
    """Put the properties of all components in the order of their names; return the layout.

    Dash keeps them in sets, so that each start would write, compress and send other bytes.
    """
    for component in (layout, *layout._traverse()):  # noqa: SLF001  Dash's own way through it
        if isinstance(component, Component):
            own = vars(component)
            held = sorted(own.items())
            own.clear()
            own.update(held)
    return layout


def named(callbacks: list[Mapping[str, Any]]) -> frozenset[str]:
    """Return the ids that callbacks read or write; patterns are no plain ids and not among them."""
    outputs = (
        part.rpartition(".")[0]
        for callback in callbacks
        for part in str(callback["output"]).strip(".").split("...")
    )
    inputs = (
        str(part["id"])
        for callback in callbacks
        for part in (*callback["inputs"], *callback["state"])
    )
    return frozenset((*outputs, *inputs))


def settle(component: Component, used: Collection[str]) -> Component:
    """Put all that is still below a component together, in place; return the component."""
    children = getattr(component, "children", None)
    if children is None or isinstance(children, str | int | float):
        return component
    if not isinstance(children, list | tuple):
        if isinstance(children, Component):
            component.children = _one(children, used)
        return component
    component.children = list(_together(children, used))
    return component


def _one(child: Component, used: Collection[str]) -> Component:
    return Still([_tree(child)]) if is_still(child, used) else settle(child, used)


def _together(children: Collection[Any], used: Collection[str]) -> Iterator[Any]:
    """Yield the children; those side by side that are still become one."""
    row: list[Any] = []
    for child in children:
        if is_still(child, used):
            row.append(child)
            continue
        yield from _row(row)
        row = []
        yield settle(child, used)
    yield from _row(row)


def _row(row: list[Any]) -> Iterator[Any]:
    if any(isinstance(child, Component) for child in row):
        yield Still([_tree(child) for child in row])
    else:
        yield from row


def is_still(node: Any, used: Collection[str]) -> bool:
    """Tell whether nothing ever changes a node and all below it."""
    if not isinstance(node, Component):
        return True
    plain = node._namespace == html.Div._namespace  # noqa: SLF001  Dash's own way to tell libraries
    if not plain and not isinstance(node, dcc.Input):
        return False
    own = getattr(node, "id", None)
    if own is not None and (isinstance(own, dict) or own in used):
        return False
    children = getattr(node, "children", None)
    below = children if isinstance(children, list | tuple) else [children]
    return all(is_still(child, used) for child in below)


def _field(node: dcc.Input) -> Any:
    """Return an input that no callback reads, in the form of `Input` in `atlas_parts.js`.

    Scripts hear its changes themselves.
    """
    own = dict(node.to_plotly_json()["props"])
    own.pop("debounce", None)
    if "value" in own:
        own["defaultValue"] = own.pop("value")
    element = ["Input", {**own, "className": "dash-input-element"}, []]
    return ["Div", {"className": "dash-input-container"}, [element]]


def _tree(node: Any) -> Any:
    if not isinstance(node, Component):
        return node
    if isinstance(node, dcc.Input):
        return _field(node)
    known = node.to_plotly_json()
    values = {name: value for name, value in known["props"].items() if name != "children"}
    children = getattr(node, "children", None)
    below = children if isinstance(children, list | tuple) else [children]
    return [known["type"], values, [_tree(child) for child in below if child is not None]]
