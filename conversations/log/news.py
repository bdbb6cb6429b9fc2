"""A hint that brings its row along, so that who is one row behind need not read the log.

Nothing rests on it: whoever is further behind, or has agent-only rows to show before it, or never
got the hint, reads the log as ever.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from conversations.bus import Hint
from conversations.contract import State
from conversations.log.frames import event_frame
from conversations.models import Conversation, LogRow
from conversations.wire import encode_json


@dataclass(frozen=True)
class News:
    """The public row `seq`, written when the log's agent-only rows ended at `aseq`; as a text
    frame for the shopper's sockets and for agents'."""

    seq: int
    aseq: int
    for_shopper: str
    for_agents: str


def news_of(conversation: Conversation, row: LogRow) -> News | None:
    """None unless the row is the end of the log, in a conversation that a person has: in others
    more follows from what is said, such as a place in the queue.

    To be asked in the row's own transaction, while the conversation is locked.
    """
    if conversation.state != State.HUMAN.value or row.seq != conversation.head_seq:
        return None
    return News(
        seq=row.seq,
        aseq=conversation.head_aseq,
        for_shopper=encode_json(event_frame(row)),
        for_agents=encode_json(event_frame(row, console=True)),
    )


def log_hint(news: News | None) -> Hint:
    return {"log": True} if news is None else {"log": True, "news": news}


def news_in(hint: dict[str, Any]) -> News | None:
    news = hint.get("news")
    return news if isinstance(news, News) else None
