"""A customer's orders, each with a button that goes on with it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.dialogue import Reply, Turn
from actions.order_card import money_text
from actions.order_lookup import ORDER_NUMBER
from actions.orders.status.schemas import OrderStatus
from actions.wording import Wording
from conversations.contract import ChoiceOffer

ORDERS_LISTED = 8
_SEVERAL = re.compile(
    r"\b(?:my|all|past|previous|recent|other|the|list(?: of)?|which|what) (?:\w+ )?orders\b"
    r"|\border (?:history|list)\b"
    r"|(?:所有|全部|哪些|历史|几个)\w{0,3}订单|订单(?:列表|记录|历史)",
    re.IGNORECASE,
)

_NUMBER = re.compile(r"\d{5}")


def asks_for_list(turn: Turn) -> bool:
    """Whether several orders are asked for and none by its number, in this message or in that
    which the form began with; the number of one may have been given since, to prove whose it is."""
    said, began = [turn.text], False
    for event in reversed(turn.events):
        if event["event"] == "active_loop" and event["name"]:
            began = True
        elif event["event"] == "user":
            said.append(str(event.get("text") or ""))
            if began:
                break
    return any(_SEVERAL.search(text) and not _NUMBER.search(text) for text in said)


def say_orders(
    turn: Turn, reply: Reply, wording: Wording, orders: Sequence[OrderStatus], wish: str
) -> None:
    """The newest ones in words, each with a button for `wish`."""
    if not orders:
        reply.say(wording.text(turn.language, "no_orders"))
        return
    shown = orders[:ORDERS_LISTED]
    lines = [wording.text(turn.language, "orders_listed", count=str(len(orders)))]
    lines += [f"- {_line(wording, turn.language, order)}" for order in shown]
    if len(orders) > len(shown):
        rest = str(len(orders) - len(shown))
        lines.append(wording.text(turn.language, "orders_more", count=rest))
    offers = [ChoiceOffer(order.number, wish, {ORDER_NUMBER: order.number}) for order in shown]
    reply.say("\n".join(lines), *offers)


def _line(wording: Wording, language: str, order: OrderStatus) -> str:
    placed = f"{order.placed_at.date().isoformat()}, " if order.placed_at else ""
    status = wording.status(language, order.status)
    return f"{order.number}: {placed}{status}, {money_text(order.total_minor, order.currency)}"
