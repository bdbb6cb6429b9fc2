"""How a plan, a refusal and a receipt are told."""

from __future__ import annotations

from actions.dialogue import PENDING, Event, Reply, Turn, set_slot
from actions.order_card import money_text
from actions.orders.addresses.service import FIELDS
from actions.orders.changes.errors import ChangeRefusedError
from actions.orders.changes.schemas import Confirmation, PlanLine, RuleCheck
from actions.orders.errors import OrderStoreError
from actions.wording import Wording
from conversations.contract import ChoiceOffer, HandoffReason

CONFIRM = "confirm:"
ADDRESS_JOINT = {"zh": "，"}
# What remains, as wishes that a button can stand for.
WISH_OF = {
    "cancel": "cancel_order",
    "change_address": "change_shipping_address",
    "change_items": "change_order",
    "return_items": "return_item",
    "exchange_items": "exchange_item",
    "refund_status": "track_refund",
    "person": "talk_to_human",
}


def line_text(wording: Wording, language: str, line: PlanLine, currency: str) -> str:
    """In the shopper's language where its words are there, else in plain English."""
    amount = "" if line.amount_minor is None else money_text(abs(line.amount_minor), currency)
    method = wording.method(language, line.values.get("method_kind", "credit_card"))
    if "last_four" in line.values:
        method = f"{method} (…{line.values['last_four']})"
    joint = ADDRESS_JOINT.get(language, ", ")
    address = joint.join(line.values[name] for name in FIELDS if line.values.get(name, "").strip())
    values = {"amount": amount, "address": address} | line.values | {"method": method}
    try:
        return wording.own(language, f"line_{line.kind}", **values) or line.text
    except KeyError:  # A receipt that was written before its words had this blank.
        return line.text


def say_plan(
    turn: Turn, reply: Reply, wording: Wording, offered: Confirmation, key: str = "plan"
) -> list[Event]:
    """All that will happen, and two buttons. The yes is bound to exactly this plan."""
    plan, language = offered.plan, turn.language
    trace_rules(reply, plan.trace)
    lines = [f"- {line_text(wording, language, line, plan.currency)}" for line in plan.lines]
    reply.say("\n".join([wording.text(language, key), *lines]))
    reply.say(
        wording.text(language, "plan_ask"),
        ChoiceOffer(wording.text(language, "yes"), "affirm", {"confirmation": offered.token}),
        ChoiceOffer(wording.text(language, "no"), "deny"),
    )
    return [set_slot(PENDING, CONFIRM + offered.token)]


def say_refusal(turn: Turn, reply: Reply, wording: Wording, error: OrderStoreError) -> list[Event]:
    """Which rule, which date, and what can be done instead."""
    language = turn.language
    if not isinstance(error, ChangeRefusedError):
        reply.trace(error.code, False, str(error))
        known = wording.has_text(error.code)
        words = wording.text(language, error.code) if known else str(error)
        reply.say(words, wording.offer(language, "person"))
        return [set_slot(PENDING, HandoffReason.CASE.value)]
    trace_rules(reply, error.trace)
    reason = wording.own(language, f"refused_{error.code}") or str(error)
    later = "return_items_after_delivery" in error.instead
    more = wording.text(language, "after_delivery") if later else ""
    reply.say(wording.text(language, "refused", reason=reason) + more)
    wishes = dict.fromkeys(WISH_OF[name] for name in error.instead if name in WISH_OF)
    offers = [_offer(wording, language, wish) for wish in wishes]
    reply.say(
        wording.text(language, "refused_instead"), *(offers or [wording.offer(language, "person")])
    )
    return [set_slot(PENDING, HandoffReason.CASE.value)]


def trace_rules(reply: Reply, checks: tuple[RuleCheck, ...]) -> None:
    """The same reasons in the agent's brief."""
    for check in checks:
        day = f" ({check.date.date().isoformat()})" if check.date else ""
        reply.trace(check.rule, check.holds, f"{check.detail}{day}")


def _offer(wording: Wording, language: str, wish: str) -> ChoiceOffer:
    if wish == "talk_to_human":
        return wording.offer(language, "person")
    return ChoiceOffer(wording.topic(language, wish) or wish, wish)
