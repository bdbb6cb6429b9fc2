"""How the shop words an order and shows a card: the same to agents as the bot says it."""

from __future__ import annotations

from actions.change_talk import line_text
from actions.order_card import order_body
from actions.order_status import status_sentence
from actions.orders.catalogue.schemas import ProductFacts
from actions.orders.changes.schemas import PlanLine
from actions.orders.errors import OrderStoreError
from actions.orders.status.schemas import OrderStatus
from actions.product_meant import product_cards
from actions.wording import Wording
from conversations.contract import CardsBody, OrderBody


class ShopWords:
    def __init__(self, wording: Wording) -> None:
        self._wording = wording

    def order_sentence(self, language: str, order: OrderStatus) -> str:
        return status_sentence(self._wording, language, order)

    def order_card(self, order: OrderStatus) -> OrderBody:
        return order_body(order)

    def product_card(self, language: str, facts: ProductFacts) -> CardsBody:
        return product_cards(language, facts)

    def plan_line(self, language: str, line: PlanLine, currency: str) -> str:
        return line_text(self._wording, language, line, currency)

    def refusal(self, language: str, error: OrderStoreError) -> str:
        """In the order store's own English where the language has no words for it."""
        return self._wording.own(language, f"refused_{error.code}") or str(error)
