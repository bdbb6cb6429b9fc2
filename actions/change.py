"""A change that a shopper wants: what it is, what is known of it, and what is still needed.

All that is known stands in one slot as plain JSON; it proves nothing, since the order store looks
at everything again.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from actions.item_choice import ALL
from actions.orders.addresses.service import AddressChangeRequest, DefaultAddressRequest
from actions.orders.cancellation.service import CancelRequest
from actions.orders.cases.service import CaseKind, CaseRequest
from actions.orders.catalogue.schemas import ProductFacts, VariantFacts
from actions.orders.changes.schemas import Action, ChangeRequest
from actions.orders.customers.schemas import CustomerProfile
from actions.orders.exchanges.service import ExchangeRequest
from actions.orders.importing.schemas import AddressRecord
from actions.orders.item_changes.service import ItemChangeRequest
from actions.orders.payments.service import PaymentChangeRequest
from actions.orders.status.schemas import OrderedItem, OrderStatus

KIND, REASON, ADDRESS, ITEM, NEW_ITEM, METHOD = (
    "kind", "reason", "address", "item", "new_item", "method",
)  # fmt: skip
# Known from the start of a case: which kind it is, and in which words it was told.
CASE, NOTE = "case", "note"
# Ids of the files that go with a case, with commas between; empty for none.
PHOTO = "photo"
_PHOTOGRAPHED = frozenset({CaseKind.MISSING_ITEM.value, CaseKind.DAMAGED_ITEM.value})
_SWAPS = (Action.CHANGE_ITEMS, Action.EXCHANGE_ITEMS)
_NOWHERE = AddressRecord(line1="-", city="-", postal_code="-", country="-")
_NEEDED = {
    Action.CANCEL.value: [REASON],
    Action.CHANGE_ADDRESS.value: [ADDRESS],
    Action.CHANGE_DEFAULT_ADDRESS.value: [ADDRESS],
    Action.CHANGE_PAYMENT.value: [METHOD],
    Action.OPEN_CASE.value: [ITEM],
}


@dataclass(frozen=True)
class Subject:
    """What the shop knows of the matter; `product` is that of the item that was named. `order` is
    None for what is about no order."""

    order: OrderStatus | None
    profile: CustomerProfile
    reasons: tuple[str, ...]
    product: ProductFacts | None = None

    @property
    def variants(self) -> tuple[VariantFacts, ...]:
        return tuple(v for v in self.product.variants if v.in_stock) if self.product else ()

    @property
    def items(self) -> tuple[OrderedItem, ...]:
        return self.order.items if self.order else ()


@dataclass(frozen=True)
class Change:
    """`action` is empty while it is not known what shall be changed."""

    action: str
    known: dict[str, str] = field(default_factory=dict)

    @property
    def about_order(self) -> bool:
        return self.action != Action.CHANGE_DEFAULT_ADDRESS

    def with_detail(self, name: str, value: str) -> Change:
        if name == KIND:
            return Change(value, self.known)
        return Change(self.action, {**self.known, name: value})

    def missing(self, subject: Subject) -> str | None:
        """The next detail that is needed, None once all are there."""
        if not self.action:
            return KIND
        needed = _NEEDED.get(self.action, [])
        if self.action in _SWAPS:
            needed = [ITEM, NEW_ITEM]
            if all(name in self.known for name in needed) and self.difference(subject):
                needed = [*needed, METHOD]
        if self.known.get(CASE) in _PHOTOGRAPHED:
            needed = [*needed, PHOTO]
        return next((name for name in needed if name not in self.known), None)

    def difference(self, subject: Subject) -> int:
        old = next(i for i in subject.items if i.variant_id == self.known[ITEM])
        new = next((v for v in subject.variants if v.id == self.known[NEW_ITEM]), None)
        return new.price_minor - old.price_minor if new else 0

    def request(self, order: OrderStatus | None) -> ChangeRequest:
        """Where a detail is missing, one that no rule accepts stands in its place: it is asked for
        only where the order's status refuses the change anyway."""
        known = self.known
        address = AddressRecord.model_validate_json(known[ADDRESS]) if ADDRESS in known else None
        if order is None:
            return DefaultAddressRequest(address=address or _NOWHERE)
        number, method = order.number, known.get(METHOD)
        if self.action == Action.CANCEL:
            return CancelRequest(order=number, reason=known.get(REASON, ""))
        if self.action == Action.CHANGE_ADDRESS:
            return AddressChangeRequest(order=number, address=address or _NOWHERE)
        if self.action == Action.CHANGE_PAYMENT:
            return PaymentChangeRequest(order=number, method=method or "")
        if self.action == Action.OPEN_CASE:
            return self._case(order)
        items = (known[ITEM],) if ITEM in known else ()
        new = (known[NEW_ITEM],) if NEW_ITEM in known else ()
        if self.action == Action.EXCHANGE_ITEMS:
            return ExchangeRequest(order=number, items=items, new_items=new, method=method)
        return ItemChangeRequest(order=number, items=items, new_items=new, method=method)

    def _case(self, order: OrderStatus) -> CaseRequest:
        """About one piece of the line named; about all of them where their price is meant."""
        kind, item = CaseKind(self.known[CASE]), self.known.get(ITEM, "")
        lines = [line for line in order.items if item in (ALL, line.variant_id)]
        every = kind == CaseKind.PRICE_ADJUSTMENT or item == ALL
        return CaseRequest(
            order=order.number,
            kind=kind,
            items=tuple(
                line.variant_id for line in lines for _ in range(line.quantity if every else 1)
            ),
            note=self.known.get(NOTE, ""),
            photos=tuple(one for one in self.known.get(PHOTO, "").split(",") if one),
        )


def as_slot(change: Change) -> dict[str, Any]:
    return {"action": change.action, "known": change.known}


def from_slot(value: Any) -> Change | None:
    if not isinstance(value, dict):
        return None
    return Change(str(value.get("action") or ""), dict(value.get("known") or {}))
