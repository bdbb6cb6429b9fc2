"""What the bot is trained on and told in its tests, as texts."""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from shopbell.settings import CHECKOUT

BOT = CHECKOUT / "bot"


def read_examples() -> Iterator[tuple[str, str]]:
    """Pairs of intent and text."""
    for file in sorted((BOT / "data" / "nlu").glob("*.yml")):
        for entry in yaml.safe_load(file.read_text(encoding="utf-8"))["nlu"]:
            for line in entry["examples"].splitlines():
                yield entry["intent"], line.removeprefix("- ")


def domain_intents() -> set[str]:
    """Those that a shopper's words can have."""
    return {
        intent if isinstance(intent, str) else next(iter(intent))
        for file in sorted((BOT / "domain").glob("*.yml"))
        for intent in yaml.safe_load(file.read_text(encoding="utf-8")).get("intents", ())
    }


def plain(text: str) -> str:
    return " ".join(text.casefold().split())
