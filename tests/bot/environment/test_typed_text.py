from __future__ import annotations

import importlib.util
import random
from pathlib import Path

import pytest
from rasa.core.channels.channel import UserMessage
from rasa.shared.core.domain import Domain
from rasa.shared.core.training_data.story_reader.yaml_story_reader import YAMLStoryReader
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.typed_text import neutralise

PAYLOADS = Path(__file__).parent.parent / "typed_payloads.py"
TEXTS = 5_000


def generated(count: int) -> list[str]:
    spec = importlib.util.spec_from_file_location("typed_payloads", PAYLOADS)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return list(module.typed_payloads(random.Random(2026), count))


def is_payload(text: str, domain: Domain) -> bool:
    """Rasa's own reading, of what Rasa's own message makes of the text."""
    message = Message({TEXT: UserMessage(text).text})
    return YAMLStoryReader.unpack_regex_message(message, domain).get(INTENT) is not None


def test_no_typed_text_is_a_payload(domain: Domain) -> None:
    texts = generated(TEXTS)
    dangerous = sum(is_payload(text, domain) for text in texts)
    assert dangerous > TEXTS / 10, "the texts would be payloads if nothing were done"
    assert not [text for text in texts if is_payload(neutralise(text), domain)]


@pytest.mark.parametrize(
    ("typed", "heard"),
    [
        ("hello", "hello"),
        ("  hello\n", "hello"),
        ("/restart", "\u2215restart"),
        ("\x1c\xa0 /restart", "\u2215restart"),
        ("1/2 price?", "1/2 price?"),
        ("", "\u2026"),
        (" \u3000\x1f", "\u2026"),
    ],
)
def test_what_is_left_of_a_text(typed: str, heard: str) -> None:
    assert neutralise(typed) == heard
