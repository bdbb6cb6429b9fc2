"""The handoff brief: what an agent should know before the first word, read out of the log."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from actions.orders.emails import email_key
from actions.orders.numbers import normalise_order_number
from actions.orders.verification.schemas import VerifiedCustomer
from console.inbox.matters import intents_of, is_matter
from console.inbox.previews import preview
from console.inbox.promises import PromiseView
from console.inbox.schemas import BriefView, SaidMessage, TriedStep, VerifiedView
from conversations.contract import EventName, Role
from conversations.models import Conversation, LogRow
from conversations.mood.service import mood_now

# What buttons and files carry, which nobody has said.
NOT_SAID = frozenset({"upload", "confirmation", "receipt", "photo"})
LAST_MESSAGES = 5
TRIED_STEPS = 50


@dataclass(frozen=True)
class _Said:
    row: LogRow
    intent: str | None


def handoff_brief(
    conversation: Conversation,
    rows: Sequence[LogRow],
    customer: VerifiedCustomer | None,
    *,
    proven: Container[str] = (),
    promises: Sequence[PromiseView] = (),
) -> BriefView:
    """`rows` in log order. Rows after the last escalation do not change what the shopper wants.
    `proven` are the numbers of the proven customer's orders: a claim that they bear out is none."""
    said = _said(_before_escalation(rows), intents_of(rows))
    core = _core(said)
    return BriefView(
        wants=preview(core.row.body) if core else "",
        intent=core.intent if core else None,
        reason=conversation.reason,
        topic=conversation.topic,
        verified=_verified(customer),
        claims=_claims(rows, customer, proven),
        tried=_tried(rows)[-TRIED_STEPS:],
        last_messages=[
            SaidMessage(text=preview(one.row.body), at=one.row.at) for one in said[-LAST_MESSAGES:]
        ],
        language=conversation.locale,
        mood=mood_now(conversation),
        promises=list(promises),
    )


def _before_escalation(rows: Sequence[LogRow]) -> Sequence[LogRow]:
    for at in range(len(rows) - 1, -1, -1):
        if rows[at].event == EventName.ESCALATED:
            return rows[:at]
    return rows


def _said(rows: Sequence[LogRow], intents: Mapping[int, str]) -> list[_Said]:
    return [
        _Said(row, intents.get(row.seq or 0))
        for row in rows
        if row.event == EventName.MESSAGE_POSTED and row.author_role == Role.SHOPPER
    ]


def _core(said: Sequence[_Said]) -> _Said | None:
    """The last message with a matter of its own, else the last one at all."""
    for one in reversed(said):
        if is_matter(preview(one.row.body), one.intent):
            return one
    return said[-1] if said else None


def _tried(rows: Sequence[LogRow]) -> list[TriedStep]:
    return [
        TriedStep(
            step=_text(step.get("step")),
            ok=step.get("ok") is True,
            detail=_text(step.get("detail")),
            at=row.at,
        )
        for row in _understood(rows)
        for step in _objects(row.body.get("steps"))
    ]


def _claims(
    rows: Sequence[LogRow], customer: VerifiedCustomer | None, proven: Container[str]
) -> list[str]:
    """Entities as the shopper gave them, each once, in the order they were first said, without
    those that their proof has borne out."""
    claims = (
        f"{_text(entity.get('entity'))}: {_text(entity.get('value'))}"
        for row in _understood(rows)
        for entity in _objects(row.body.get("entities"))
        if entity.get("entity") not in NOT_SAID
        if not _borne_out(_text(entity.get("value")), customer, proven)
    )
    return list(dict.fromkeys(claims))


def _borne_out(said: str, customer: VerifiedCustomer | None, proven: Container[str]) -> bool:
    if customer is None:
        return False
    return email_key(said) == email_key(customer.email) or normalise_order_number(said) in proven


def _verified(customer: VerifiedCustomer | None) -> VerifiedView | None:
    if customer is None:
        return None
    return VerifiedView(
        name=customer.name,
        email=customer.email,
        customer_id=customer.id,
        at=customer.verified_at,
    )


def _understood(rows: Sequence[LogRow]) -> list[LogRow]:
    return [row for row in rows if row.event == EventName.TURN_UNDERSTOOD]


def _objects(value: Any) -> list[dict[str, Any]]:
    items = value if isinstance(value, list) else []
    return [item for item in items if isinstance(item, dict)]


def _text(value: Any) -> str:
    return "" if value is None else str(value)
