from __future__ import annotations

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import MetaData, create_engine

from actions.orders.models import Base as OrdersBase
from bot.tracker_tables import metadata as trackers
from connectors.serving_bot.models import Base as ConnectorsBase
from console.tables import metadata as console
from conversations.tables import metadata as conversations
from knowledge_base.tables import metadata as knowledge

MAIN = [
    conversations,
    knowledge,
    OrdersBase.metadata,
    console,
    ConnectorsBase.metadata,
]


def _is_ours(name: str | None, kind: str, _parents: object) -> bool:
    """SQLite keeps a full-text index in tables of its own, which no model describes."""
    return kind != "table" or not (name or "").startswith("message_search")


@pytest.mark.parametrize(("file", "metadata"), [("shopbell.db", MAIN), ("bot.db", [trackers])])
def test_the_migrations_lead_to_what_the_models_say(
    migrated_file: Path, file: str, metadata: list[MetaData]
) -> None:
    engine = create_engine(f"sqlite:///{migrated_file.with_name(file)}")
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "include_name": _is_ours}
        )
        assert compare_metadata(context, metadata) == []
    engine.dispose()
