"""One chain over two databases: `main` (everything of the app) and `bot` (Rasa's trackers).

Each revision has an `upgrade(name)` that does the part of the database it is called for.
"""

from __future__ import annotations

import asyncio

from alembic import context
from sqlalchemy import MetaData, make_url
from sqlalchemy.engine import Connection
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from actions.orders.models import Base as OrdersBase
from bot.tracker_tables import metadata as trackers
from connectors.serving_bot.models import Base as ConnectorsBase
from console.tables import metadata as console
from conversations.tables import metadata as conversations
from knowledge_base.tables import metadata as knowledge
from shopbell.schema import alembic_config
from shopbell.settings import load_settings

TARGETS: dict[str, list[MetaData]] = {
    "main": [
        conversations,
        knowledge,
        OrdersBase.metadata,
        console,
        ConnectorsBase.metadata,
    ],
    "bot": [trackers],
}


def urls() -> dict[str, str]:
    given = context.config.attributes
    if "main" not in given:
        given = alembic_config(load_settings()).attributes
    return {name: given[name] for name in TARGETS}


def is_ours(name: str | None, kind: str, _parents: object) -> bool:
    """SQLite keeps a full-text index in tables of its own, which no model describes."""
    return kind != "table" or not (name or "").startswith("message_search")


def migrate(connection: Connection, name: str) -> None:
    context.configure(
        connection=connection,
        target_metadata=TARGETS[name],
        upgrade_token=f"{name}_upgrades",
        downgrade_token=f"{name}_downgrades",
        include_name=is_ours,
        render_as_batch=True,
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations(engine_name=name)


async def run() -> None:
    for name, url in urls().items():
        engine = create_async_engine(make_url(url), poolclass=NullPool)
        async with engine.begin() as connection:
            await connection.run_sync(migrate, name)
        await engine.dispose()


asyncio.run(run())
