"""The language that a turn is answered in."""

from __future__ import annotations

LANGUAGES = ("en", "zh")


def reply_language(locale: str, text: str) -> str:
    """Chinese for Chinese text whatever the page's `locale`; else the page's, else English."""
    if any("\u4e00" <= letter <= "\u9fff" for letter in text):
        return "zh"
    language = locale.replace("_", "-").split("-")[0].lower()
    return language if language in LANGUAGES else "en"
