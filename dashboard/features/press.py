"""The mode press: a live preview of the very file, what is on it, its words, its downloads."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from dash import ClientsideFunction
from dash import Input
from dash import Output
from dash import dcc
from dash import html

from dashboard import ids
from dashboard import markup
from dashboard import opening
from layers import spec
from layers import state
from layers import words
from layers.picture import options
from layers.picture import sizes

if TYPE_CHECKING:
    from dash import Dash
    from dash.development.base_component import Component

    from dashboard.context import AppContext

OWN_SIZE = "own"
DATA = ("csv", "xlsx")
TEXTS = ("caption", "alt", "source")


def layout(ctx: AppContext, lang: str) -> Component:
    """Return preview and panel; the sheet shows them only in this mode."""
    return html.Div(
        className="press",
        children=[
            _stage(lang),
            html.Aside(
                id="press-panel",
                className="panel press-panel",
                tabIndex=-1,
                **markup.attr({"aria-label": words.text("screen.mode_press", lang)}),
                children=[
                    _titles(lang),
                    _format(lang),
                    _parts(ctx, lang),
                    _stamp(lang),
                    _identity(lang),
                    _words(lang),
                    _embed(ctx, lang),
                    _files(lang),
                ],
            ),
        ],
    )


def register(app: Dash, ctx: AppContext, lang: str) -> None:  # noqa: ARG001
    """Ask for the picture of a view, and show it, as soon as the view changes."""
    app.clientside_callback(
        ClientsideFunction("atlas_press", "render"),
        Output(ids.PRESS_DONE, "data"),
        Input(ids.VIEW, "data"),
    )


def _stage(lang: str) -> Component:
    """Return the preview; the script puts the finished picture into it, and nothing before."""
    return html.Main(
        className="press-main",
        children=[
            html.H1(words.text("screen.mode_press", lang), className="visually-hidden"),
            html.Div(
                id="press-stage",
                className="press-stage",
                tabIndex=0,
                role="group",
                **markup.attr({"aria-label": words.text("press.preview", lang)}),
                children=[
                    html.Img(id="press-preview", alt="", hidden=True),
                    html.P(id="press-refusal", className="press-refusal", role="alert"),
                    html.Div(
                        id="press-wait",
                        className="press-wait",
                        children=words.text("browser.press.drawing", lang),
                    ),
                ],
            ),
            _bar(lang),
        ],
    )


def _bar(lang: str) -> Component:
    """Return what stands below the preview: what it is, and how it is looked at."""
    return html.Div(
        className="press-bar",
        children=[
            html.Span(id="press-status", role="status"),
            html.Span(className="bar-space"),
            html.Span(
                className="press-section",
                children=[
                    words.text("press.section", lang) + " ",
                    _plain("whole", "press.section_whole", lang),
                ],
            ),
            html.Button(
                words.text("press.actual", lang),
                className="btn small",
                type="button",
                title=words.text("press.actual_hint", lang),
                **markup.attr({"data-press": "actual", "aria-pressed": "false"}),
            ),
        ],
    )


def _plain(action: str, word: str, lang: str) -> Component:
    attributes = markup.attr({"data-press": action})
    return html.Button(words.text(word, lang), className="link", type="button", **attributes)


def _section(word: str, lang: str, *children: Any) -> Component:
    return html.Section(className="sec", children=[html.H2(words.text(word, lang)), *children])


def _field(id_: str, word: str, control: Any, lang: str) -> Component:
    label = html.Span(words.text(word, lang))
    return html.Label([label, control], className="gap-field", htmlFor=id_)


def _titles(lang: str) -> Component:
    hint = words.text("press.generated", lang)
    fields = [
        _field(
            f"press-{name}",
            f"press.{name}",
            html.Textarea(
                id=f"press-{name}",
                rows=rows,
                maxLength=options.LIMITS[name],
                className="text-field",
                title=hint,
                spellCheck="true",
            ),
            lang,
        )
        for name, rows in (("title", 2), ("subtitle", 3))
    ]
    return _section("press.texts", lang, *fields, html.P(hint, className="note"))


def _format(lang: str) -> Component:
    groups = [
        html.Optgroup(
            label=words.text(f"press.sizes_{kind}", lang),
            children=[
                html.Option(words.text(f"press.size_{id_}", lang), value=id_)
                for id_, size in sizes.PRESETS.items()
                if bool(size.dpi) == (kind == "paper")
            ],
        )
        for kind in ("screen", "paper")
    ]
    own = html.Option(words.text("press.size_own", lang), value=OWN_SIZE)
    hint = words.text("press.own_hint", lang)
    return _section(
        "press.format",
        lang,
        _field(
            "press-size",
            "press.size",
            html.Select([*groups, own], id="press-size", className="select"),
            lang,
        ),
        html.Div(
            id="press-own",
            hidden=True,
            children=_field(
                "press-own-size",
                "press.own",
                dcc.Input(id="press-own-size", type="text", placeholder=hint, debounce=True),
                lang,
            ),
        ),
        _radio(ids.PRESS_FORMAT, "press.kind", state.PICTURES, lang),
    )


def _radio(id_: str, word: str, values: tuple[str, ...], lang: str) -> Component:
    choices = [{"label": words.text(f"{word}_{value}", lang), "value": value} for value in values]
    return html.Div(
        role="group",
        **markup.attr({"aria-label": words.text(word, lang)}),
        children=dcc.RadioItems(id=id_, options=choices, className="segments", inline=True),
    )


def _parts(ctx: AppContext, lang: str) -> Component:
    parts = [
        {"label": words.text(f"press.part_{part}", lang), "value": part} for part in state.PARTS
    ]
    clean = [{"label": words.text("press.clean", lang), "value": state.CLEAN}]
    usual = html.Option(words.text("press.chart_usual", lang), value="")
    indicated = spec.indicator_charts() if ctx.catalogue.indicators else {}
    kinds = {
        "explore-only": spec.charts(),
        "explore-only indicator-only": indicated,
        "gaps-only": opening.GAP_CHARTS,
    }
    charts = [
        html.Option(words.text(f"press.chart_{id_}", lang), value=id_, className=mode)
        for mode, names in kinds.items()
        for id_ in names
    ]
    return _section(
        "press.parts",
        lang,
        dcc.Checklist(id=ids.PRESS_SHOW, options=parts, className="checks press-parts"),
        _field(
            "press-chart",
            "press.chart",
            html.Select([usual, *charts], id="press-chart", className="select"),
            lang,
        ),
        dcc.Checklist(id=ids.PRESS_CLEAN, options=clean, className="checks press-clean"),
    )


def _stamp(lang: str) -> Component:
    return _section(
        "press.stamp",
        lang,
        _radio(ids.PRESS_STAMP, "press.stamp", (state.NO_PARTS, *state.STAMPS), lang),
        # The script puts the browser's own choice of date and time here; Dash has none
        html.Div(
            id="press-until-field",
            hidden=True,
            **markup.attr({"data-label": words.text("press.until", lang)}),
        ),
    )


def _identity(lang: str) -> Component:
    """Return the id, under which the same file comes again."""
    return html.Section(
        className="sec",
        children=[
            html.H2([words.text("press.identifier", lang), " ", _copy("address", lang)]),
            html.B(id="press-id"),
            html.A(id="press-address", target="_blank", rel="noopener"),
            html.P(words.text("press.identifier_note", lang), className="note"),
        ],
    )


def _files(lang: str) -> Component:
    """Return the downloads, in sight however far the panel is scrolled."""

    def row(kinds: tuple[str, ...], look: str) -> Component:
        links = [
            html.A(
                words.text(f"press.file_{kind}", lang),
                id=f"press-file-{kind}",
                className=look,
                href=f"/export.{kind}",
                download="",
                **markup.attr({"data-file": kind}),
            )
            for kind in kinds
        ]
        return html.Div(className="press-files", children=links)

    return html.Section(
        className="press-go",
        children=[
            html.H2(words.text("press.files", lang)),
            row(state.PICTURES, "btn"),
            row(DATA, "btn small"),
        ],
    )


def _copy(what: str, lang: str) -> Component:
    key = "identifier" if what == "address" else what
    name = f"{words.text(f'press.{key}', lang)}: {words.text('press.copy', lang)}"
    return html.Button(
        words.text("press.copy", lang),
        className="link",
        type="button",
        **markup.attr({"data-copy": what, "aria-label": name}),
    )


def _words(lang: str) -> Component:
    languages = [
        html.Button(
            id_.upper(),
            className="btn small",
            type="button",
            lang=id_,
            **markup.attr({"data-press-lang": id_, "aria-pressed": str(id_ == lang).lower()}),
        )
        for id_ in state.LANGS
    ]
    group = markup.attr({"aria-label": words.text("press.words_lang", lang)})
    texts = [
        html.Div(
            className="press-text",
            children=[
                html.H3([words.text(f"press.{name}", lang), " ", _copy(name, lang)]),
                html.P(id=f"press-{name}", tabIndex=0),
            ],
        )
        for name in TEXTS
    ]
    return _section(
        "press.words", lang, html.Div(languages, className="row", role="group", **group), *texts
    )


def _embed(ctx: AppContext, lang: str) -> Component:
    sites = ctx.settings.frame_ancestors
    allowed = (
        words.text("press.embed_self", lang)
        if sites == type(ctx.settings)().frame_ancestors
        else words.text("press.embed_open", lang, sites=sites)
    )
    return html.Section(
        className="sec",
        children=[
            html.H2([words.text("press.embed", lang), " ", _copy("embed", lang)]),
            html.P(words.text("press.embed_note", lang), className="note"),
            html.Pre(id="press-embed", className="press-code", tabIndex=0),
            html.P(allowed, className="note"),
        ],
    )
