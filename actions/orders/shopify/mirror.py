"""What our tables know of the shop: brought to what its API says, before each question.

The rules read the mirror, and the API stays the truth: a record that differs replaces ours.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from actions.orders.importing.schemas import ShopData
from actions.orders.importing.service import import_shop
from actions.orders.shopify.client import ShopifyClient
from actions.orders.shopify.errors import ShopAnswerInvalidError
from actions.orders.shopify.reading import PAYING, read_customer, read_order, read_product
from actions.orders.shopify.requests import keep_request
from actions.orders.shopify.schemas import Json, ShopOrder

WANTED = ("success",)


class ShopifyMirror:
    def __init__(
        self,
        client: ShopifyClient,
        writer: async_sessionmaker[AsyncSession],
        clock: Callable[[], datetime],
    ) -> None:
        self._client = client
        self._writer = writer
        self._clock = clock
        # An order is read in three parts; those of one that has not changed are kept.
        self._kept: dict[str, tuple[str, ShopOrder]] = {}
        self._currency: str | None = None

    async def bring_all(self, since: datetime | None = None) -> int:
        """The whole shop, or what has changed in it since then. Returns the customers."""
        changed = {"updated_at_min": since.isoformat()} if since else {}
        products = await self._client.read_all("/products.json", "products", **changed)
        await self._bring_products(products)
        customers = await self._client.read_all("/customers.json", "customers", **changed)
        for customer in customers:
            await self.bring_customer(str(customer["id"]))
        return len(customers)

    async def bring_product(self, product: str) -> None:
        """Nothing where the shop has none of that id."""
        found = await self._client.read_all("/products.json", "products", ids=product)
        await self._bring_products(found)

    async def bring_customer(self, customer: str) -> list[ShopOrder]:
        """The customer with every order, as they are now. Raises `ShopUnavailableError`."""
        told = await self._client.read(f"/customers/{customer}.json")
        listed = await self._client.read_all(
            "/orders.json", "orders", customer_id=customer, status="any"
        )
        orders = [await self._order(order) for order in listed]
        cards = await self._client.read_all(
            "/gift_cards/search.json", "gift_cards", query=f"customer_id:{customer}"
        )
        named = sorted({str(line["product_id"]) for o in orders for line in o.order["line_items"]})
        products: list[Json] = []
        if named:
            products = await self._client.read_all(
                "/products.json", "products", ids=",".join(named)
            )
        currency = await self._shop_currency()
        known = [str(product["id"]) for product in products]
        records = tuple(read_order(order, known) for order in orders)
        data = ShopData(
            currency=currency,
            products=tuple(read_product(product, currency) for product in products),
            customers=(read_customer(told["customer"], orders, cards, currency),),
            orders=records,
        )
        async with self._writer.begin() as session:
            await import_shop(session, data, self._clock())
            for order, record in zip(orders, records, strict=True):
                await keep_request(session, order, record)
        return orders

    async def order_now(self, order: ShopOrder) -> ShopOrder:
        """The same order, read again."""
        self._kept.pop(str(order.order["id"]), None)
        found = await self._client.read(f"{order.path}.json")
        return await self._order(found["order"])

    async def _order(self, order: Json) -> ShopOrder:
        name, changed = str(order["id"]), str(order.get("updated_at"))
        kept = self._kept.get(name)
        if kept is not None and kept[0] == changed:
            return kept[1]
        path = f"/orders/{name}"
        moved = await self._client.read(f"{path}/transactions.json")
        asked = await self._client.read(f"{path}/returns.json")
        good = [one for one in moved["transactions"] if one["status"] in WANTED]
        found = ShopOrder(
            order,
            tuple(one for one in good if one["kind"] in (*PAYING, "refund")),
            tuple(asked["returns"]),
        )
        self._kept[name] = (changed, found)
        return found

    async def _bring_products(self, products: list[Json]) -> None:
        if not products:
            return
        currency = await self._shop_currency()
        records = tuple(read_product(product, currency) for product in products)
        async with self._writer.begin() as session:
            await import_shop(session, ShopData(currency, records, (), ()), self._clock())

    async def _shop_currency(self) -> str:
        if self._currency is None:
            told: Any = (await self._client.read("/shop.json")).get("shop")
            if not isinstance(told, dict) or "currency" not in told:
                raise ShopAnswerInvalidError("/shop.json: currency is missing")
            self._currency = str(told["currency"])
        return self._currency
