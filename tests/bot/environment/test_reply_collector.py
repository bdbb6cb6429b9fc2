"""What one turn says."""

from __future__ import annotations

from bot.reply_collector import ReplyCollector
from conversations.contract import TextBody, TurnMessage


def collected(*texts: str) -> ReplyCollector:
    collector = ReplyCollector()
    collector.messages = [TurnMessage(TextBody(text)) for text in texts]
    return collector


def test_an_answer_that_was_just_said_is_not_said_again_nor_bridged_to() -> None:
    collector = collected("4 USD.", "Now to the other thing.", "4 USD.")
    collector.drop_repeated_from(1, bridges=1)
    assert collector.messages == collected("4 USD.").messages


def test_another_answer_stays_behind_its_bridge() -> None:
    said = ("4 USD.", "Now to the other thing.", "4 USD.", "3 days.")
    collector = collected(*said)
    collector.drop_repeated_from(1, bridges=1)
    assert collector.messages == collected(*said).messages
