"""A conversation as plain text, for the shopper to keep."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from conversations.contract import EventName, Role
from conversations.log.edits import edited_texts
from conversations.log.repository import public_rows_after
from conversations.models import Conversation, LogRow

PAGE = 500
NAMES: Mapping[str, Mapping[str, str]] = {
    "en": {"shopper": "You", "bot": "Assistant", "agent": "Shop", "system": "Shop"},
    "zh": {"shopper": "您", "bot": "智能助手", "agent": "店铺", "system": "店铺"},
}
EDITED: Mapping[str, str] = {"en": "edited", "zh": "已修改"}


async def transcript(
    session: AsyncSession, *, conversation: Conversation, site_name: str, locale: str
) -> str:
    """Every message that the shopper may see, oldest first, with its time in UTC."""
    language = locale.split("-")[0]
    names, edited = NAMES.get(language, NAMES["en"]), EDITED.get(language, EDITED["en"])
    corrected = {
        seq: f"{text} ({edited})"
        for seq, text in (await edited_texts(session, conversation.id)).items()
    }
    lines = [site_name, ""]
    seq = 0
    while rows := await public_rows_after(session, conversation.id, seq, PAGE):
        lines += [line for row in rows if (line := _line(row, names, corrected))]
        seq = rows[-1].seq or seq
        if len(rows) < PAGE:
            break
    return "\n".join(lines) + "\n"


def body_text(body: Mapping[str, Any]) -> str:
    """What a stored message says, in one text; "" for what says nothing."""
    match body.get("kind"):
        case "choices":
            titles = [f"[{choice['title']}]" for choice in body["choices"]]
            return " ".join(part for part in (body["text"], *titles) if part)
        case "choice":
            return str(body["title"])
        case "cards":
            return ", ".join(card["title"] for card in body["cards"])
        case "order":
            order = body["order"]
            items = ", ".join(f"{item['quantity']} x {item['title']}" for item in order["items"])
            return f"{order['number']} ({order['status']}): {items}"
        case "receipt":
            receipt = body["receipt"]
            lines = "; ".join(_amount(line) for line in receipt["lines"])
            return f"{receipt['order']}: {lines} ({receipt['id']})"
        case "file":
            return " ".join(part for part in (body["file"]["name"], body["caption"]) if part)
        case "rating":
            return " ".join(part for part in (f"{body['score']}/5", body["comment"]) if part)
        case "split":
            quotes = [
                f'"{quote["text"]}" ({quote["author"]})' for quote in body["buyers"]["quotes"]
            ]
            return "\n".join([body["official"]["text"], *quotes])
        case "rating_request":
            return ""
        case _:
            return str(body.get("text", ""))


def _amount(line: Mapping[str, Any]) -> str:
    amount = line.get("amount")
    return f"{line['text']} {amount['amount']} {amount['currency']}" if amount else line["text"]


def _line(row: LogRow, names: Mapping[str, str], corrected: Mapping[int, str]) -> str:
    if row.event != EventName.MESSAGE_POSTED.value:
        return ""
    text = corrected.get(row.seq or 0) or body_text(row.body)
    name = row.author_name if row.author_role == Role.AGENT.value else ""
    at = row.at.astimezone(UTC).strftime("%Y-%m-%d %H:%M")
    return f"[{at} UTC] {name or names[row.author_role]}: {text}" if text else ""
