"""Which product a message is about."""

from __future__ import annotations

import re

from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from actions.dialogue import Turn
from actions.follow_up import goes_on
from actions.order_card import money
from actions.order_desk import OrderDesk
from actions.orders.catalogue.schemas import ProductFacts
from actions.orders.catalogue.service import find_products, product
from conversations.contract import Card, CardsBody
from knowledge_base.search.community_note import product_of_note

PRODUCT = "product"
ORDER_NUMBER = "order_number"
# "How much?", "多少钱": so few words leave out what was spoken of last.
FEW_WORDS = 3
FEW_HAN = 6
_HAN = re.compile(r"[\u3400-\u9fff]")
POINTS_AT_PAGE = re.compile(r"\b(?:this|it|its|these|they|them|that|one)\b|这|它|该", re.IGNORECASE)

Reader = async_sessionmaker[AsyncSession]


async def product_meant(
    turn: Turn, reader: Reader, desk: OrderDesk | None = None
) -> ProductFacts | None:
    """The one named; else the page's, or that of the buyer's note whence they came; else the last
    one, where the words point at it or go on from it; else the one whose name the words fit; else
    the last one, where there are hardly any words; else what the order spoken of has in it, where
    the customer is known to `desk` and one thing alone is in it."""
    points = POINTS_AT_PAGE.search(turn.text) or goes_on(turn.text)
    last = turn.slot(PRODUCT) if points else None
    async with reader() as session:
        for known in (turn.entity(PRODUCT), await _pages(turn, session), last):
            found = await product(session, known) if known else None
            if found is not None:
                return found
        fitting = await find_products(session, turn.text, limit=1)
        said_little = turn.slot(PRODUCT) if not fitting and _says_little(turn.text) else None
        left_out = await product(session, said_little) if said_little else None
    if fitting or left_out is not None:
        return fitting[0] if fitting else left_out
    ordered = await _ordered(turn, desk) if points and desk is not None else None
    if ordered is None:
        return None
    async with reader() as session:
        return await product(session, ordered)


async def _pages(turn: Turn, session: AsyncSession) -> str | None:
    page = turn.page
    if page.product_id or not page.note_id:
        return page.product_id
    return await product_of_note(session, page.note_id)


def _says_little(text: str) -> bool:
    han = len(_HAN.findall(text))
    return han <= FEW_HAN if han else len(text.split()) <= FEW_WORDS


async def _ordered(turn: Turn, desk: OrderDesk) -> str | None:
    number = turn.slot(ORDER_NUMBER)
    if number is None or not await desk.is_verified(turn.conversation):
        return None
    order = await desk.order(turn.conversation, number)
    products = {item.product_id for item in order.items if item.product_id} if order else set()
    return products.pop() if len(products) == 1 else None


async def product_spoken_of(turn: Turn, reader: Reader) -> ProductFacts | None:
    """Like `product_meant`, and where nothing names another, the last one all the same."""
    found = await product_meant(turn, reader)
    last = turn.slot(PRODUCT)
    if found is not None or last is None:
        return found
    async with reader() as session:
        return await product(session, last)


async def products_meant(turn: Turn, reader: Reader) -> list[ProductFacts]:
    """All that a message names, then the page's and the last one, then those whose names its
    words fit; each once."""
    named = [str(found["value"]) for found in turn.entities if found["entity"] == PRODUCT]
    async with reader() as session:
        known = [*named, await _pages(turn, session), turn.slot(PRODUCT)]
        found = [await product(session, each) for each in known if each]
        fitting = await find_products(session, turn.text) if len(named) < 2 else ()
    each_once = {facts.id: facts for facts in (*found, *fitting) if facts is not None}
    return list(each_once.values())


def product_name(facts: ProductFacts, language: str) -> str:
    return facts.name_zh if language == "zh" and facts.name_zh else facts.name


def product_cards(language: str, *products: ProductFacts) -> CardsBody:
    return CardsBody(tuple(_card(facts, language) for facts in products))


def _card(facts: ProductFacts, language: str) -> Card:
    return Card(
        title=product_name(facts, language),
        subtitle=facts.category or "",
        image_url=facts.image_url,
        url=facts.url,
        price=money(facts.price_from_minor, facts.currency),
    )
