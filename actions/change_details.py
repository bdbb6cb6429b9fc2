"""What is still to be found out before a change can be planned, and how an answer is read.

All that is known stands in one slot as plain JSON; it proves nothing, since the order store looks
at everything again.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from actions.address_reading import read_address
from actions.dialogue import Turn
from actions.item_choice import chosen_item
from actions.order_card import item_title, money_text
from actions.orders.addresses.service import AddressChangeRequest
from actions.orders.cancellation.service import CancelRequest, accepted_reason
from actions.orders.catalogue.schemas import ProductFacts, VariantFacts
from actions.orders.changes.schemas import Action, ChangeRequest
from actions.orders.customers.schemas import CustomerProfile, MethodFacts
from actions.orders.exchanges.service import ExchangeRequest
from actions.orders.importing.schemas import AddressRecord
from actions.orders.item_changes.service import ItemChangeRequest
from actions.orders.payments.service import PaymentChangeRequest
from actions.orders.status.schemas import OrderStatus
from actions.wording import Wording
from conversations.contract import ChoiceOffer

DETAIL = "detail"
KIND, REASON, ADDRESS, ITEM, NEW_ITEM, METHOD = (
    "kind", "reason", "address", "item", "new_item", "method",
)  # fmt: skip
WISHES = {
    "cancel_order": Action.CANCEL.value,
    "change_order": "",
    "change_shipping_address": Action.CHANGE_ADDRESS.value,
    "exchange_item": Action.EXCHANGE_ITEMS.value,
}
KINDS = (Action.CHANGE_ADDRESS, Action.CHANGE_PAYMENT, Action.CHANGE_ITEMS)
_SWAPS = (Action.CHANGE_ITEMS, Action.EXCHANGE_ITEMS)
# Words that a reason is known by, besides its own.
_MISTAKE = ("mistake", "wrong", "accident", "twice", "错", "误")
_NOT_NEEDED = ("need", "want", "mind", "anymore", "any more", "不要", "不需要", "不想")
_NOWHERE = AddressRecord(line1="-", city="-", postal_code="-", country="-")


@dataclass(frozen=True)
class Subject:
    """What the shop knows of the matter; `product` is that of the item that was named."""

    order: OrderStatus
    profile: CustomerProfile
    reasons: tuple[str, ...]
    product: ProductFacts | None = None

    @property
    def variants(self) -> tuple[VariantFacts, ...]:
        return tuple(v for v in self.product.variants if v.in_stock) if self.product else ()


@dataclass(frozen=True)
class Change:
    """`action` is empty while it is not known what shall be changed."""

    action: str
    known: dict[str, str] = field(default_factory=dict)

    @property
    def wish(self) -> str:
        """The intent that asks for it."""
        return next(
            (wish for wish, action in WISHES.items() if action == self.action), "change_order"
        )

    def with_detail(self, name: str, value: str) -> Change:
        if name == KIND:
            return Change(value, self.known)
        return Change(self.action, {**self.known, name: value})

    def missing(self, subject: Subject) -> str | None:
        """The next detail that is needed, None once all are there."""
        if not self.action:
            return KIND
        if self.action in _SWAPS:
            needed = [ITEM, NEW_ITEM]
            if all(name in self.known for name in needed) and self.difference(subject):
                needed.append(METHOD)
        else:
            needed = {
                Action.CANCEL.value: [REASON],
                Action.CHANGE_ADDRESS.value: [ADDRESS],
                Action.CHANGE_PAYMENT.value: [METHOD],
            }[self.action]
        return next((name for name in needed if name not in self.known), None)

    def difference(self, subject: Subject) -> int:
        old = next(i for i in subject.order.items if i.variant_id == self.known[ITEM])
        new = next((v for v in subject.variants if v.id == self.known[NEW_ITEM]), None)
        return new.price_minor - old.price_minor if new else 0

    def request(self, number: str) -> ChangeRequest:
        """Where a detail is missing, one that no rule accepts stands in its place: it is asked for
        only where the order's status refuses the change anyway."""
        known = self.known
        method = known.get(METHOD)
        if self.action == Action.CANCEL:
            return CancelRequest(order=number, reason=known.get(REASON, ""))
        if self.action == Action.CHANGE_ADDRESS:
            there = known.get(ADDRESS)
            address = AddressRecord.model_validate_json(there) if there else _NOWHERE
            return AddressChangeRequest(order=number, address=address)
        if self.action == Action.CHANGE_PAYMENT:
            return PaymentChangeRequest(order=number, method=method or "")
        items = (known[ITEM],) if ITEM in known else ()
        new = (known[NEW_ITEM],) if NEW_ITEM in known else ()
        if self.action == Action.EXCHANGE_ITEMS:
            return ExchangeRequest(order=number, items=items, new_items=new, method=method)
        return ItemChangeRequest(order=number, items=items, new_items=new, method=method)


def read_detail(turn: Turn, name: str, subject: Subject) -> str | None:
    """The answer to the question for `name`: the button's, else what the words say."""
    pressed = turn.entity(name)
    said = pressed or turn.text
    if name == KIND:
        return said if said in KINDS else None
    if name == REASON:
        return _reason(said, subject.reasons)
    if name == ADDRESS:
        address = read_address(said, subject.order.address.country)
        return address.model_dump_json() if address else None
    if name == ITEM:
        item = chosen_item(subject.order, said)
        return item.variant_id if item else None
    if name == NEW_ITEM:
        return _variant(said, subject.variants)
    return _method(said, subject.profile.payment_methods)


def offers_for(
    name: str, change: Change, subject: Subject, wording: Wording, language: str
) -> list[ChoiceOffer]:
    def offer(title: str, value: str) -> ChoiceOffer:
        return ChoiceOffer(title, "inform", {name: value})

    if name == KIND:
        return [offer(wording.text(language, f"change_kind_{k.value}"), k.value) for k in KINDS]
    if name == REASON:
        return [
            offer(wording.text(language, key) if wording.has_text(key) else reason, reason)
            for reason in subject.reasons
            for key in (f"reason_{reason}",)
        ]
    if name == ITEM:
        return [offer(item_title(item), item.variant_id) for item in subject.order.items]
    if name == NEW_ITEM:
        return [
            offer(
                wording.text(
                    language,
                    "variant_offer",
                    options=", ".join(v.options.values()) or v.id,
                    price=money_text(v.price_minor, v.currency),
                ),
                v.id,
            )
            for v in subject.variants
            if v.id != change.known.get(ITEM)
        ]
    if name == METHOD:
        methods = subject.profile.payment_methods
        return [offer(method_title(m, wording, language), m.id) for m in methods]
    return []


def method_title(method: MethodFacts, wording: Wording, language: str) -> str:
    name = wording.method(language, method.kind)
    if method.last_four:
        return f"{name} (…{method.last_four})"
    if method.balance_minor is not None:
        return f"{name} ({money_text(method.balance_minor, method.currency)})"
    return name


def as_slot(change: Change) -> dict[str, Any]:
    return {"action": change.action, "known": change.known}


def from_slot(value: Any) -> Change | None:
    if not isinstance(value, dict):
        return None
    return Change(str(value.get("action") or ""), dict(value.get("known") or {}))


def _reason(said: str, reasons: tuple[str, ...]) -> str | None:
    accepted = accepted_reason(said, reasons)
    words = said.casefold()
    for reason, marks in (("ordered by mistake", _MISTAKE), ("no longer needed", _NOT_NEEDED)):
        if accepted is None and reason in reasons and any(mark in words for mark in marks):
            accepted = reason
    return accepted


def _variant(said: str, variants: tuple[VariantFacts, ...]) -> str | None:
    words = set(said.casefold().replace(",", " ").split())
    fitting = [
        variant.id
        for variant in variants
        if variant.id == said
        or any(set(value.casefold().split()) <= words for value in variant.options.values())
    ]
    return fitting[0] if len(fitting) == 1 else None


def _method(said: str, methods: tuple[MethodFacts, ...]) -> str | None:
    words = said.casefold()
    fitting = [
        method.id
        for method in methods
        if method.id == said
        or method.kind.replace("_", " ") in words
        or (method.last_four is not None and method.last_four in words)
    ]
    return fitting[0] if len(fitting) == 1 else None
