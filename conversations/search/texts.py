"""What of a log row is searched: the words that somebody reads."""

from __future__ import annotations

from typing import Any

from conversations.contract import EventName
from conversations.models import LogRow
from conversations.search.folding import fold
from conversations.search.models import MessageText

SEARCHED = frozenset(
    {
        EventName.MESSAGE_POSTED.value,
        EventName.MESSAGE_EDITED.value,
        EventName.NOTE_ADDED.value,
    }
)


def words_of(event: str, body: dict[str, Any]) -> str:
    """Empty for a row in which nothing is searched."""
    if event not in SEARCHED:
        return ""
    match body.get("kind"):
        case "choice":
            return str(body.get("title", ""))
        case "cards":
            return " ".join(str(card.get("title", "")) for card in body.get("cards", ()))
        case "order":
            return _order_words(body.get("order", {}))
        case "receipt":
            receipt = body.get("receipt", {})
            lines = [str(line.get("text", "")) for line in receipt.get("lines", ())]
            return " ".join([str(receipt.get("order", "")), *lines])
        case "file":
            return f"{body.get('caption') or ''} {body.get('file', {}).get('name', '')}".strip()
        case "rating":
            return str(body.get("comment", ""))
        case "split":
            quotes = body.get("buyers", {}).get("quotes", ())
            said = [str(quote.get("text", "")) for quote in quotes]
            return " ".join([str(body.get("official", {}).get("text", "")), *said])
        case _:
            return str(body.get("text", ""))


def searched_text(row: LogRow) -> MessageText | None:
    """The row of the index that goes with a row of the log, once that has its position."""
    folded = fold(words_of(row.event, row.body))
    if not folded:
        return None
    return MessageText(position=row.position, conversation_id=row.conversation_id, folded=folded)


def _order_words(order: dict[str, Any]) -> str:
    names = [str(item.get("name") or item.get("title") or "") for item in order.get("items", ())]
    return " ".join([str(order.get("number", "")), *names])
