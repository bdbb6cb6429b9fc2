"""Which change a message asks for."""

from __future__ import annotations

import re

from actions.change import CASE, NOTE, Change, from_slot
from actions.dialogue import Turn
from actions.orders.cases.service import MAX_NOTE, CaseKind
from actions.orders.changes.schemas import Action

CHANGE = "change"
FORM = "order_change_form"
SET_ADDRESS = "set_up_shipping_address"
_ACTIONS = {
    "cancel_order": Action.CANCEL.value,
    "change_order": "",
    "change_shipping_address": Action.CHANGE_ADDRESS.value,
    "exchange_item": Action.EXCHANGE_ITEMS.value,
    SET_ADDRESS: Action.CHANGE_DEFAULT_ADDRESS.value,
}
_CASES = {"item_missing": CaseKind.MISSING_ITEM, "item_damaged": CaseKind.DAMAGED_ITEM}
_ABOUT_PRICES = frozenset({"get_refund", "promo_code"})
_CHEAPER = re.compile(
    r"\bprice[ -]?(?:adjust\w*|drop\w*|match\w*|protect\w*|differ\w*|went|has|is|was|fell)"
    r"|\b(?:adjust|lower\w*|reduc\w+|drop\w*|cut)\b.{0,20}\bprice|\bcheaper\b|\bpaid more\b"
    r"|\b(?:refund|pay|get|give)\b.{0,20}\bdifference\b|\b(?:on sale|gone down|marked down)\b"
    r"|差价|降价|保价|价保|便宜了|退差",
    re.IGNORECASE,
)
_DEFAULT = re.compile(
    r"\b(?:default|standard|usual|home) (?:\w+ )?address\b|\bas (?:my |the )?default\b"
    r"|\baddress (?:in|on|of) my (?:account|profile)\b|\b(?:all|future|new|next) (?:my )?orders\b"
    r"|默认|账户|账号|以后的订单",
    re.IGNORECASE,
)
_ASKS_HOW = re.compile(
    r"^\W*(?:how|where|can (?:i|you|one)|is it possible|what)\b"
    r"|怎么|在哪|如何|哪里|能不能|可以.*吗",
    re.IGNORECASE,
)
_ONE_MORE = re.compile(
    r"\b(?:second|another|additional|add|more)\b|第二|再添|新增|添加", re.IGNORECASE
)


def wish_of(turn: Turn) -> Change | None:
    """None for a message that asks for no change."""
    if turn.intent in _CASES or asks_adjustment(turn):
        kind = _CASES.get(turn.intent, CaseKind.PRICE_ADJUSTMENT)
        told = {CASE: kind.value, NOTE: turn.text[:MAX_NOTE]}
        return Change(Action.OPEN_CASE.value, told)
    if turn.intent not in _ACTIONS:
        return None
    by_name = _DEFAULT.search(turn.text) is not None
    if turn.intent == SET_ADDRESS and _goes_on(turn) and not by_name:
        return None  # an address by itself looks like one that is to be stored
    if turn.intent == "change_shipping_address" and by_name:
        return Change(Action.CHANGE_DEFAULT_ADDRESS.value)
    return Change(_ACTIONS[turn.intent])


def wished(turn: Turn) -> Change:
    """What the message asks for; else what was asked for before. The same wish said again keeps
    what is known."""
    before, now = from_slot(turn.slots.get(CHANGE)), wish_of(turn)
    if now is None:
        return before or Change("")
    if before is None or not _goes_on(turn) or before.action != now.action:
        return now
    return before if before.known.get(CASE) == now.known.get(CASE) else now


def _goes_on(turn: Turn) -> bool:
    """Whether the form was open before this message; one that begins is active already."""
    if turn.active_form != FORM:
        return False
    for event in reversed(turn.events):
        if event["event"] == "user":
            return True
        if event["event"] == "active_loop":
            return False
    return True


def intent_of(change: Change) -> str:
    """The intent that asks for it."""
    if change.action == Action.OPEN_CASE:
        kinds = {kind.value: intent for intent, kind in _CASES.items()}
        return kinds.get(change.known.get(CASE, ""), "get_refund")
    return next((i for i, action in _ACTIONS.items() if action == change.action), "change_order")


def asks_adjustment(turn: Turn) -> bool:
    """Whether money is wanted because the price has fallen since."""
    return turn.intent in _ABOUT_PRICES and _CHEAPER.search(turn.text) is not None


def asks_default_address(turn: Turn) -> bool:
    """Whether the address of the account is to be changed now; how that is done, and one address
    more, are questions that an article answers."""
    if turn.entity("kind") == Action.CHANGE_DEFAULT_ADDRESS:
        return True
    return not _ASKS_HOW.search(turn.text) and not _ONE_MORE.search(turn.text)
