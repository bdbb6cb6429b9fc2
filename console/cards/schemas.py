"""Requests and answers about cards in a reply."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import BaseModel, Field, model_validator

from console.inbox.order_schemas import MoneyView
from console.schemas import Body, Cmid, Text

Named = Annotated[Text, Field(min_length=1, max_length=200)]


class CardBody(Body):
    """A product by its id, or an order of the proven customer by its number."""

    cmid: Cmid
    product: Named | None = None
    order: Named | None = None

    @model_validator(mode="after")
    def _one_of_two(self) -> Self:
        if (self.product is None) == (self.order is None):
            raise ValueError("name a product or an order")
        return self


class ProductView(BaseModel):
    id: str
    name: str
    category: str | None
    price: MoneyView
    image_url: str | None
    in_stock: bool


class ProductsAnswer(BaseModel):
    items: list[ProductView]
