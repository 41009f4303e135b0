"""Screens of the page "Daten": what a check found and the versions, as values for the template."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any
from typing import Final

import jinja2

from geodata.intake import annotated
from geodata.intake import reader
from geodata.intake import subjects
from layers import numbers
from layers import words

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

    from dashboard.care.inbox import Waiting
    from geodata.intake.checking import Checked
    from geodata.intake.difference import Sum
    from geodata.versions.log import Entry

FOLDER: Final = Path(__file__).parent
STYLES: Final = ("00-tokens", "10-layout", "40-pages", "45-care")
FINDINGS: Final = 300
ROWS: Final = 100
VERSIONS: Final = 50
PREFIX: Final = "intake."


@lru_cache(maxsize=1)
def _template() -> jinja2.Template:
    loader = jinja2.FileSystemLoader(FOLDER)
    made = jinja2.Environment(loader=loader, autoescape=True, trim_blocks=True)
    return made.get_template("page.html")


def render(lang: str, view: str, **values: Any) -> str:
    """Return the page in a view: ``sign-in``, ``home``, ``checked``, or only what is ``said``."""
    table = words.table(lang)
    return _template().render(
        lang=lang,
        other="en" if lang == "de" else "de",
        view=view,
        house=words.text("screen.title", lang),
        styles=STYLES,
        w={key.removeprefix(PREFIX): text for key, text in table.items() if key.startswith(PREFIX)},
        **values,
    )


def word(key: str, lang: str, **values: object) -> str:
    """Return a word of data care."""
    return words.text(f"{PREFIX}{key}", lang, **values)


def home(entries: Sequence[Entry], lang: str) -> dict[str, Any]:
    """Return what the first view shows: datasets and versions, the oldest entry first."""
    last = entries[-1] if entries else None
    shown = [_entry(entry, lang, valid=entry is last) for entry in reversed(entries)]
    return {
        "subjects": list(subjects.ALL.values()),
        "entries": shown[:VERSIONS],
        "accept": ",".join(reader.ENDINGS),
    }


def _entry(entry: Entry, lang: str, *, valid: bool) -> dict[str, Any]:
    counts = entry.figures.get("counts", {})
    what = [word(f"action_{entry.action}", lang), entry.dataset, entry.file]
    return {
        "when": entry.when.replace("T", " ").removesuffix("+00:00"),
        "who": entry.who,
        "what": " · ".join(part for part in what if part),
        "changes": _counted(counts, lang),
        "version": entry.version,
        "valid": valid,
    }


def _counted(counts: Mapping[str, int], lang: str) -> str:
    """Return how much an entry changed; one of boundaries does not count what stays."""
    if len(counts) <= 1:
        return ""
    return word("difference_counts" if "same" in counts else "entry_counts", lang, **counts)


def checked(found: Checked, waiting: Waiting, lang: str) -> dict[str, Any]:
    """Return what the view of a checked file shows."""
    table = annotated.table(found.found.kept, lang)
    ordered = sorted(
        found.found.kept, key=lambda f: (f.row or 0, annotated.ORDER.index(f.severity))
    )
    total = sum(found.found.counts.values())
    difference = found.difference
    return {
        "token": waiting.token,
        "file": found.upload.name,
        "title": found.subject.title if lang == "de" else found.subject.title_en,
        "mode": word(f"mode_{found.mode}", lang),
        "base": found.base,
        "rejected": found.rejected,
        "empty": difference.empty,
        "counts": word("counts", lang, rows=found.rows, **found.found.counts)
        if total
        else word("none_found", lang),
        "heads": annotated.WORDS[lang]["heads"],
        "findings": [
            {"grave": one.severity, "cells": cells}
            for one, cells in list(zip(ordered, table, strict=True))[:FINDINGS]
        ],
        "more": word("more", lang, n=total - FINDINGS) if total > FINDINGS else "",
        "changes": word("same", lang)
        if difference.empty
        else word("difference_counts", lang, **difference.counts),
        "sums": _sums(found, lang),
        "groups": _groups(found, lang),
        "match": [
            (found.match.heads[at], _column(found, name, lang), word(f"by_{how}", lang))
            for name, at in sorted(found.match.at.items(), key=lambda item: item[1])
            for how in (found.match.how[name],)
        ],
        "unused": ", ".join(found.match.unused),
    }


def _column(found: Checked, name: str, lang: str) -> str:
    column = found.subject.column(name)
    return f"{column.title if lang == 'de' else column.title_en} ({name})"


def _sums(found: Checked, lang: str) -> list[dict[str, Any]]:
    return [
        {
            "name": f"{programme} · {words.text(f'screen.kind_{kind}', lang)}"
            if kind
            else programme,
            "before": _sum(before, lang),
            "after": _sum(after, lang),
            "changed": before != after,
        }
        for (programme, kind), (before, after) in sorted(found.difference.sums.items())
    ]


def _sum(figures: Sum, lang: str) -> str:
    """Return a sum with what it leaves out."""
    parts = [numbers.money(figures.cents / 100, lang, decimals=2)]
    parts.append(word("records", lang, n=figures.known + figures.unknown))
    if figures.unknown:
        parts.append(word("without", lang, n=figures.unknown))
    return ", ".join(parts)


def _groups(found: Checked, lang: str) -> list[dict[str, Any]]:
    groups = []
    for kind, rows in found.difference.rows.items():
        if not rows:
            continue
        shown: list[list[str]] = rows[:ROWS]
        if kind == "changed":
            shown = [
                [id_, title, name, f"{before or '–'} → {after or '–'}"]
                for id_, title, name, before, after in shown
            ]
        more = found.difference.counts[kind] - len(shown)
        groups.append(
            {
                "title": f"{word(kind, lang)} ({found.difference.counts[kind]})",
                "rows": shown,
                "more": word("more", lang, n=more) if kind != "changed" and more > 0 else "",
            }
        )
    return groups
