"""A translator of the shop's own, with LibreTranslate's `POST /translate`."""

from __future__ import annotations

import json

from tests.e2e.loopback import LoopbackServer


class Translator(LoopbackServer):
    """Says the same words with the language in front, so that a page shows who has said them."""

    def answer(self, path: str, body: bytes) -> tuple[str, bytes]:
        asked = json.loads(body)
        words = f"{asked['target']}: {asked['q']}"
        return "application/json", json.dumps({"translatedText": words}).encode()

    @property
    def url(self) -> str:
        return f"{self.origin}/translate"
