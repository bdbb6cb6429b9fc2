"""Locale tags as they are stored and compared: lower case, language first (`en`, `zh`, `pt-br`)."""

import re
from typing import Final

_LOCALE: Final = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")
MAX_LOCALE_CHARS: Final = 35


def normalise_locale(tag: str) -> str | None:
    """The stored spelling of a locale tag, or None where it is no locale tag."""
    spelt = tag.strip().replace("_", "-").lower()
    return spelt if len(spelt) <= MAX_LOCALE_CHARS and _LOCALE.fullmatch(spelt) else None


def language_of(locale: str) -> str:
    return locale.split("-", 1)[0].lower()
