"""The demo shop into an empty database: site, catalogue, customers, orders, articles, notes."""

from __future__ import annotations

from datetime import UTC, datetime

from actions.orders.importing.command import import_shop_file
from conversations.shoppers.service import site_by_key
from conversations.sites.service import save_site
from knowledge_base.importing.files import read_articles
from knowledge_base.importing.service import ImportRules, import_articles
from shopbell.database import Database
from shopbell.demo.endpoints import FOLDER
from shopbell.settings import Settings

SITE = "demo"
ARTICLES = ("articles.en.jsonl", "articles.zh.jsonl", "product_facts.jsonl", "notes.jsonl")


def utc_now() -> datetime:
    return datetime.now(UTC)


async def load_demo(database: Database, settings: Settings) -> None:
    """Load the demo once; later only its origins follow the settings, so that edits are kept."""
    async with database.reader() as session:
        loaded = await site_by_key(session, SITE) is not None
    if not loaded:
        await import_shop_file(FOLDER / "shop.json", database.writer, utc_now())
        for name in ARTICLES:
            # The demo's notes were written for it, so they count as reviewed.
            await import_articles(
                database.writer,
                read_articles(FOLDER / name),
                rules=ImportRules(approved=True),
                clock=utc_now,
            )
    async with database.writer.begin() as session:
        await save_site(
            session, key=SITE, name="Mirelle & Moss", origins=sorted(settings.own_origins)
        )
