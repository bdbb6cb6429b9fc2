"""A shop's colour made readable: as text and as a ground, on the widget's light and dark paper."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

HEX: Final = re.compile(r"#[0-9a-f]{6}")
READABLE: Final = 4.5
# The widget's surfaces, as in its design tokens.
LIGHT_PAPER: Final = "#fffdfa"
DARK_PAPER: Final = "#1f1c19"
WHITE, INK = "#ffffff", "#16130f"
Rgb = tuple[int, int, int]


@dataclass(frozen=True)
class Accent:
    """`on` is what is written on `colour`; `given` tells whether it is the shop's own unchanged."""

    colour: str
    on: str
    given: bool


def accents(colour: str) -> tuple[Accent, Accent]:
    """For light and for dark: `colour`, moved no further towards the ink (or the white) than it
    takes to read it on the paper at 4.5 to 1. `colour` is six hexadecimal digits after a #."""
    return _readable(colour, LIGHT_PAPER, INK), _readable(colour, DARK_PAPER, WHITE)


def contrast(one: str, other: str) -> float:
    """WCAG's ratio, 1 to 21."""
    bright, dim = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def _readable(colour: str, paper: str, towards: str) -> Accent:
    for step in range(101):
        mixed = _mix(colour, towards, step / 100)
        on = max((WHITE, INK), key=lambda ink: contrast(mixed, ink))
        if contrast(mixed, paper) >= READABLE and contrast(mixed, on) >= READABLE:
            break
    return Accent(mixed, on, step == 0)


def _mix(one: str, other: str, share: float) -> str:
    pairs = zip(_rgb(one), _rgb(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(part / 255) for part in _rgb(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def _rgb(colour: str) -> Rgb:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
