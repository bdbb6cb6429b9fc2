"""How the answer to a question about a change is read, and which buttons stand below it."""

from __future__ import annotations

import re

from actions.address_reading import read_address
from actions.change import ADDRESS, ITEM, KIND, METHOD, NEW_ITEM, PHOTO, REASON, Change, Subject
from actions.dialogue import REQUESTED_SLOT, Turn
from actions.files import photos_of
from actions.item_choice import ALL, chosen_item, means_all
from actions.order_card import item_title, money_text
from actions.orders.cancellation.service import accepted_reason
from actions.orders.catalogue.schemas import VariantFacts
from actions.orders.changes.schemas import Action
from actions.orders.customers.schemas import MethodFacts
from actions.wording import Wording
from conversations.contract import ChoiceOffer

DETAIL = "detail"
KINDS = (Action.CHANGE_ADDRESS, Action.CHANGE_PAYMENT, Action.CHANGE_ITEMS)
WITHOUT = "none"
_WITHOUT = re.compile(
    r"\b(?:without|skip|go on|continue)\b"
    r"|\b(?:no|not any|don'?t have (?:a|any)|can'?t (?:take|send)(?: a| any)?)"
    r" (?:photo|picture|image)s?\b|不用|没有照片|没照片|不发|跳过|直接|继续",
    re.IGNORECASE,
)
# Words that a reason is known by, besides its own.
_MISTAKE = ("mistake", "wrong", "accident", "twice", "错", "误")
_NOT_NEEDED = ("need", "want", "mind", "anymore", "any more", "不要", "不需要", "不想")


def read_detail(turn: Turn, name: str, change: Change, subject: Subject) -> str | None:
    """The answer to the question for `name`: the button's, else what the words say."""
    pressed = turn.entity(name)
    said = pressed or turn.text
    if name == KIND:
        return said if said in (*KINDS, Action.CHANGE_DEFAULT_ADDRESS) else None
    if name == REASON:
        return _reason(said, subject.reasons)
    if name == ADDRESS:
        home = subject.order or subject.profile
        address = read_address(said, home.address.country)
        return address.model_dump_json() if address else None
    if name == ITEM:
        if change.action == Action.OPEN_CASE and means_all(said):
            return ALL
        item = chosen_item(subject.items, said)
        return item.variant_id if item else None
    if name == PHOTO:
        return _photos(turn)
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
        lines = [offer(item_title(item), item.variant_id) for item in subject.items]
        if change.action == Action.OPEN_CASE and len(lines) > 1:
            lines.append(offer(wording.text(language, "all_items"), ALL))
        return lines
    if name == PHOTO:
        return [offer(wording.text(language, "without_photo"), WITHOUT)]
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


def _photos(turn: Turn) -> str | None:
    """Those that were sent, before or now; nothing where the shopper goes on without."""
    photos = ",".join(photos_of(turn))
    if photos:
        return photos
    asked = turn.slot(REQUESTED_SLOT) == DETAIL
    without = turn.intent == "deny" or _WITHOUT.search(turn.text) is not None
    return "" if turn.entity(PHOTO) == WITHOUT or (asked and without) else None


def method_title(method: MethodFacts, wording: Wording, language: str) -> str:
    name = wording.method(language, method.kind)
    if method.last_four:
        return f"{name} (…{method.last_four})"
    if method.balance_minor is not None:
        return f"{name} ({money_text(method.balance_minor, method.currency)})"
    return name


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
