"""A translation service that speaks LibreTranslate's `POST /translate`."""

from __future__ import annotations

from typing import Any, Final

import httpx

from console.parts import TranslationFailedError
from shopbell.settings import Settings

PATIENCE_S: Final = 8.0
MOST_CHARS: Final = 20_000


class LibreTranslator:
    """`url` is the service's address without `/translate`; `key` where it asks for one."""

    def __init__(self, http: httpx.AsyncClient, url: str, key: str | None = None) -> None:
        self._http = http
        self._url = f"{url.rstrip('/')}/translate"
        self._key = key

    async def __call__(self, text: str, *, to: str) -> str:
        """The source language is found by the service. Raises `TranslationFailedError`."""
        asked = {"q": text[:MOST_CHARS], "source": "auto", "target": to, "format": "text"}
        if self._key:
            asked["api_key"] = self._key
        try:
            answer = await self._http.post(self._url, json=asked, timeout=PATIENCE_S)
            answer.raise_for_status()
            found: Any = answer.json()
        except (httpx.HTTPError, ValueError) as error:
            raise TranslationFailedError from error
        translated = found.get("translatedText") if isinstance(found, dict) else None
        if not isinstance(translated, str):
            raise TranslationFailedError
        return translated


def open_translator(settings: Settings, http: httpx.AsyncClient) -> LibreTranslator | None:
    """None where the shop has named no service."""
    if settings.translate_url is None:
        return None
    key = settings.translate_key
    return LibreTranslator(http, settings.translate_url, key.get_secret_value() if key else None)
