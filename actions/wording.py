"""What actions say, in the shopper's language.

The texts lie in `texts/<language>.json` and, by topic, in `texts/<language>.<topic>.json`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from conversations.contract import ChoiceOffer

FOLDER = Path(__file__).parent / "texts"
LANGUAGES = ("en", "zh")


class WordingMissingError(LookupError):
    code = "wording_missing"


@dataclass(frozen=True)
class Wording:
    """`languages` maps a language to its file's content. English is used for any other."""

    languages: dict[str, dict[str, Any]]

    def text(self, language: str, key: str, **values: str) -> str:
        """Raises `WordingMissingError`; `values` fill the `{names}` in the text."""
        return str(self._find(language, "texts", key)).format_map(values)

    def has_text(self, key: str) -> bool:
        return key in self.languages["en"]["texts"]

    def own(self, language: str, key: str, **values: str) -> str | None:
        """What only this language words for itself, where the order store's English will not do."""
        text = self._in(language).get("own", {}).get(key)
        return None if text is None else str(text).format_map(values)

    def topic(self, language: str, intent: str) -> str | None:
        """What an intent is called in front of a shopper; None for those not to be offered."""
        name = self._in(language).get("topics", {}).get(intent)
        return None if name is None else str(name)

    def status(self, language: str, status: str) -> str:
        return str(self._in(language).get("statuses", {}).get(status, status))

    def method(self, language: str, kind: str) -> str:
        return str(self._in(language).get("methods", {}).get(kind, kind))

    def query(self, language: str, key: str) -> str:
        """What an action asks the knowledge base by itself."""
        return str(self._find(language, "queries", key))

    def question_of(self, language: str, intent: str) -> str | None:
        """The question that stands for an intent when it is put to the knowledge base."""
        question = self._in(language).get("questions", {}).get(intent)
        return None if question is None else str(question)

    def case(self, language: str, intent: str) -> str:
        """What is said first to someone in this kind of trouble."""
        return str(self._find(language, "cases", intent))

    def offer(self, language: str, key: str) -> ChoiceOffer:
        found = self._find(language, "offers", key)
        return ChoiceOffer(title=str(found["title"]), intent=str(found["intent"]))

    def _in(self, language: str) -> dict[str, Any]:
        return self.languages.get(language, self.languages["en"])

    def _find(self, language: str, part: str, key: str) -> Any:
        for content in (self._in(language), self.languages["en"]):
            if key in content.get(part, {}):
                return content[part][key]
        raise WordingMissingError(f"{part}.{key}")


def load_wording(folder: Path = FOLDER) -> Wording:
    return Wording({language: _read(folder, language) for language in LANGUAGES})


def _read(folder: Path, language: str) -> dict[str, Any]:
    parts: dict[str, Any] = {}
    for file in (folder / f"{language}.json", *sorted(folder.glob(f"{language}.*.json"))):
        for part, entries in json.loads(file.read_text(encoding="utf-8")).items():
            parts[part] = {**parts.get(part, {}), **entries}
    return parts
