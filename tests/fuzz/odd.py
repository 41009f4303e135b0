"""Odd texts: markup that wants to run, long and strange Unicode, numbers beyond reason."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

if TYPE_CHECKING:
    from random import Random

SIGN = "zq9"  # in every text that wants to run as a script
MARKUP = (
    f"<script>{SIGN}()</script>",
    f'"><script src=//{SIGN}.invalid></script>',
    f"</script><script>{SIGN}()</script>",
    f"<img src=x onerror={SIGN}()>",
    f"'\"><svg/onload={SIGN}()>",
    f"javascript:{SIGN}()",
    f"<!--{SIGN}--><iframe srcdoc='<script>{SIGN}()</script>'>",
    f"{{{{{SIGN}}}}}",
    f"{{0.__class__}}{SIGN}",
    f"%s%n{SIGN}",
    f"${{{SIGN}}}",
    f"' OR 1=1;--{SIGN}",
    f"\r\nSet-Cookie: {SIGN}=1",
    f"../../../etc/passwd\x00{SIGN}",
    f"\u2028{SIGN}\u2029",
)
STRANGE = (
    "",
    " ",
    "\x00",
    "\t\r\n",
    "\u202e\u0645\u0631\u062d\u0628\u0627",  # right to left, overridden
    "Z\u0351\u036b\u0343a\u0368l\u034dg\u0321o",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "\ufeff\u200b\u00ad",
    "\ufb03\u1e9e\u0130\u0131",
    "Gro\u0308\u00dfe",
    "\U0010ffff",
    "\u0000\ud7ff",
    "a" * 9000,
    "\u00e4" * 3000,
    "," * 3000,
    "~" * 500,
)
NUMBERS = (
    "0", "-0", "-1", "1e999", "-1e999", "NaN", "Infinity", "1_000", "0x1f", "9" * 400,
    "1.5.2", "٣", "½", "+1", "1e-400", "2147483648", "-9223372036854775809", "00000000000000007",
)  # fmt: skip


def text(random: Random) -> str:
    """Return an odd text."""
    kind = random.random()
    if kind < 0.4:
        return random.choice(MARKUP)
    if kind < 0.65:
        return random.choice(STRANGE)
    if kind < 0.85:
        return random.choice(NUMBERS)
    alphabet = "abc019-_.,~@%&=+/\\:;'\"<>{}[]()|*?#!äöüß€\u200d\u0301\U0001f600"
    return "".join(random.choice(alphabet) for _ in range(random.randrange(1, 60)))


def value(random: Random, depth: int = 0) -> Any:
    """Return any value that JSON can write, odd ones above all."""
    kind = random.randrange(9 if depth < 3 else 6)
    if kind == 0:
        return None
    if kind == 1:
        return random.random() < 0.5
    if kind == 2:
        return random.choice([0, -1, 10**30, 2**63, 1e308, float("inf"), float("nan"), 0.1])
    if kind < 6:
        return text(random)
    if kind < 8:
        return [value(random, depth + 1) for _ in range(random.randrange(4))]
    return {text(random)[:40]: value(random, depth + 1) for _ in range(random.randrange(4))}
