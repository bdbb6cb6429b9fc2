"""Where something of a shopper is kept: one list, which a new table cannot stay out of unseen.

A table that refers to a conversation or a shopper is a store by that alone, and is erased. What is
kept under another name, or has to stay, is named here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from sqlalchemy import Column, MetaData, Table

from actions.orders.models import Base as OrdersBase
from bot.tracker_tables import metadata as trackers
from connectors.serving_bot.models import Base as ConnectorsBase
from console.tables import metadata as console
from conversations.tables import metadata as conversations
from knowledge_base.tables import metadata as knowledge

METADATA: Final[tuple[MetaData, ...]] = (
    conversations,
    knowledge,
    OrdersBase.metadata,
    console,
    ConnectorsBase.metadata,
)


class Owner(StrEnum):
    SHOPPER = "shopper"
    CONVERSATION = "conversation"
    CUSTOMER = "customer"
    ORDER = "order"


@dataclass(frozen=True)
class Store:
    """The rows of `table` whose `column` names the owner. `kept` says why they stay."""

    table: Table
    column: Column[str]
    owner: Owner
    kept: str = ""


# Hashes and vectors say nothing to a person, and some open a door.
HIDDEN: Final = frozenset(
    {"token_hash", "code_hash", "cmid_digest", "digest", "request_hash", "source_digest", "centre"}
)
# Columns by which a table that has no foreign key is known to be about somebody.
TELLING: Final = frozenset({"conversation", "conversation_id", "shopper_id", "customer_id"})

ORDER_RECORD: Final = "orders_and_payments"
LIMITS: Final = "limits_on_guessing"

_ERASED: Final = {
    "facts_told": "conversation",
    "message_texts": "conversation_id",
    "mails": "conversation_id",
    "agent_read_marks": "conversation_id",
    "agent_mentions": "conversation_id",
    "report_facts": "conversation_id",
    "order_verifications": "conversation",
    "order_mailed_codes": "conversation",
    "order_confirmations": "conversation",
}
_KEPT: Final = {
    "order_receipts": ("conversation", Owner.CONVERSATION, ORDER_RECORD),
    "order_audit": ("conversation", Owner.CONVERSATION, ORDER_RECORD),
    "order_cases": ("conversation", Owner.CONVERSATION, ORDER_RECORD),
    "order_failed_attempts": ("conversation", Owner.CONVERSATION, LIMITS),
    "customers": ("id", Owner.CUSTOMER, ORDER_RECORD),
    "payment_methods": ("customer_id", Owner.CUSTOMER, ORDER_RECORD),
    "orders": ("customer_id", Owner.CUSTOMER, ORDER_RECORD),
    "order_item_requests": ("customer_id", Owner.CUSTOMER, ORDER_RECORD),
    "order_idempotency_keys": ("customer_id", Owner.CUSTOMER, ORDER_RECORD),
    "order_shop_calls": ("customer_id", Owner.CUSTOMER, ORDER_RECORD),
    "order_items": ("order_number", Owner.ORDER, ORDER_RECORD),
    "order_shipments": ("order_number", Owner.ORDER, ORDER_RECORD),
    "order_payments": ("order_number", Owner.ORDER, ORDER_RECORD),
    "order_history": ("order_number", Owner.ORDER, ORDER_RECORD),
}
BOT_STORES: Final[tuple[Store, ...]] = tuple(
    Store(table, table.c.conversation, Owner.CONVERSATION)
    for table in reversed(trackers.sorted_tables)
)


def stores() -> tuple[Store, ...]:
    """Every store of the main database, in an order in which rows can be erased."""
    return tuple(
        store
        for metadata in METADATA
        for table in reversed(metadata.sorted_tables)
        for store in _stores_of(table)
    )


def tables() -> Iterator[Table]:
    for metadata in METADATA:
        yield from metadata.sorted_tables


def _stores_of(table: Table) -> Iterator[Store]:
    name = table.name
    if name == "shoppers":
        yield Store(table, table.c.id, Owner.SHOPPER)
    elif name == "conversations":
        yield Store(table, table.c.shopper_id, Owner.SHOPPER)
    elif name == "uploads":
        # Their bytes go with them. What was sent and not said yet has no conversation.
        yield Store(table, table.c.owner_key, Owner.SHOPPER)
        yield Store(table, table.c.conversation_id, Owner.CONVERSATION)
    elif name in _ERASED:
        yield Store(table, table.c[_ERASED[name]], Owner.CONVERSATION)
    elif name in _KEPT:
        column, owner, why = _KEPT[name]
        yield Store(table, table.c[column], owner, why)
    else:
        yield from _by_reference(table)


def _by_reference(table: Table) -> Iterator[Store]:
    for column in table.columns:
        for key in column.foreign_keys:
            if key.target_fullname == "conversations.id":
                yield Store(table, column, Owner.CONVERSATION)
            elif key.target_fullname == "shoppers.id":
                yield Store(table, column, Owner.SHOPPER)
