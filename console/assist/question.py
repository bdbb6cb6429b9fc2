"""What the shopper wants to know now, read out of the log. No turn of the bot is run for it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from console.inbox.matters import intent_at, intents_of, is_matter
from conversations.contract import EventName, Role
from conversations.models import LogRow

TOGETHER: Final = 3
_CHINESE: Final = re.compile(r"[\u3400-\u9fff]")
_ABOUT_ORDER: Final = re.compile(
    r"\b(my|the) (\w+ ){0,2}(orders?|parcels?|packages?|delivery|shipment|refund)\b"
    r"|\bwhere('?s| is| are)\b|\btrack(ing)?\b|\bwhen (will|does|do) (it|they|i|my)\b"
    r"|我的(订单|包裹|快递|退款|货)|订单.{0,6}(哪|状态|进度|怎么)|物流|什么时候(能)?(到|发货|收到)",
    re.IGNORECASE,
)
_NUMBER: Final = re.compile(r"#?\s?[A-Za-z]{0,3}\d{5,}")


@dataclass(frozen=True)
class Question:
    text: str
    seq: int

    @property
    def chinese(self) -> bool:
        return _CHINESE.search(self.text) is not None

    @property
    def about_order(self) -> bool:
        return _ABOUT_ORDER.search(self.text) is not None or bool(self.numbers)

    @property
    def numbers(self) -> list[str]:
        """What may be an order's number, in their spelling."""
        return _NUMBER.findall(self.text)


def current_question(rows: Sequence[LogRow]) -> Question | None:
    """The shopper's last words up to what somebody else said, at most three messages of them.
    A number or an address alone proves something and asks nothing, and who only asks for a person
    asks us nothing either: then the words before it."""
    intents = intents_of(rows)
    together: list[LogRow] = []
    for row in reversed(rows):
        if row.event != EventName.MESSAGE_POSTED or row.body.get("kind") not in ("text", "choice"):
            continue
        if row.author_role != Role.SHOPPER:
            if together:
                break
            continue
        if is_matter(_words(row), intent_at(intents, row)):
            together.append(row)
        if len(together) == TOGETHER:
            break
    if not together:
        return None
    text = "\n".join(_words(row) for row in reversed(together))
    return Question(text, together[0].seq or 0)


def _words(row: LogRow) -> str:
    return str(row.body.get("text") or row.body.get("title") or "").strip()
