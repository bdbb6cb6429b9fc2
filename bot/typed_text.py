"""Typed text is never a command.

Rasa reads every text whose stripped form begins with `/` as `/intent{"entity": "value"}` with full
confidence. What a shopper types must never do that; a pressed button does not go through text.
"""

from __future__ import annotations

# Looks like a slash and is none; no Unicode normalisation turns it into one (as U+FF0F would be).
HARMLESS_SLASH = "\u2215"
NOTHING_SAID = "\u2026"


def neutralise(text: str) -> str:
    """`text`, stripped as Rasa strips it, with a leading slash made harmless; never empty."""
    stripped = text.strip()
    if not stripped:
        return NOTHING_SAID
    if stripped.startswith("/"):
        return HARMLESS_SLASH + stripped[1:]
    return stripped
