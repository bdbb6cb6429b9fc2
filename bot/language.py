"""The language that a turn is answered in."""

from __future__ import annotations

import re

LANGUAGES = ("en", "zh")
_SAYS_NO_LANGUAGE = re.compile(r"\S+@\S+|[\w#-]*\d[\w#-]*|\b(?:ok|okay|hi|hello)\b", re.IGNORECASE)


def reply_language(locale: str, text: str, before: str = "") -> str:
    """Chinese for Chinese text whatever the page's `locale`; else the page's, else English.

    A number or an e-mail address is in no language: then it is that of the turn `before`.
    """
    if any("\u4e00" <= letter <= "\u9fff" for letter in text):
        return "zh"
    if before in LANGUAGES and not any(map(str.isalpha, _SAYS_NO_LANGUAGE.sub("", text))):
        return before
    language = locale.replace("_", "-").split("-")[0].lower()
    return language if language in LANGUAGES else "en"
