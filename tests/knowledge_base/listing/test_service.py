from __future__ import annotations

from datetime import date, timedelta

import pytest

from knowledge_base.articles.models import Tier
from knowledge_base.articles.schemas import ArticleContent
from knowledge_base.articles.service import archive_article, create_article, save_draft
from knowledge_base.listing.schemas import ArticleFilter, ArticlePage, Attention, ListState
from knowledge_base.listing.service import list_articles, matching_articles
from knowledge_base.management.service import add_tag, set_owner, set_review
from knowledge_base.schedule.service import schedule_article
from knowledge_base.usage.models import ArticleUsage
from shopbell.database import Database
from tests.conftest import FakeClock
from tests.knowledge_base.conftest import RETURNS, Publish

pytestmark = pytest.mark.anyio


async def listed(
    database: Database, clock: FakeClock, wanted: ArticleFilter, **page: int
) -> ArticlePage:
    async with database.reader() as session:
        return await list_articles(session, wanted, at=clock(), **page)


async def ids(database: Database, clock: FakeClock, **wanted: object) -> list[str]:
    page = await listed(database, clock, ArticleFilter(**wanted))  # type: ignore[arg-type]
    assert page.total == len(page.items)
    return [item.summary.id for item in page.items]


async def used(
    database: Database, key: str, day: date, *, served: int, disliked: int = 0, liked: int = 0
) -> None:
    async with database.writer.begin() as session:
        session.add(
            ArticleUsage(article_key=key, day=day, served=served, disliked=disliked, liked=liked)
        )


async def test_articles_are_listed_last_touched_first_and_searched(
    database: Database, clock: FakeClock, publish: Publish
) -> None:
    await publish("returns", RETURNS)
    clock.advance(60)
    note = ArticleContent(title="Runs small", body="Take 100% one size up.", tier=Tier.COMMUNITY)
    async with database.writer.begin() as session:
        await create_article(
            session, article_id="note", locale="en", content=note, editor="Mo", at=clock()
        )
    assert await ids(database, clock) == ["note", "returns"]
    assert await ids(database, clock, state=ListState.DRAFT) == ["note"]
    assert await ids(database, clock, tier="official", locale="EN") == ["returns"]
    assert await ids(database, clock, text="100%") == ["note"]
    assert await ids(database, clock, text="1_0%") == []
    page = await listed(database, clock, ArticleFilter(), limit=1, offset=1)
    assert (page.total, [item.summary.id for item in page.items]) == (2, ["returns"])
    everything = await listed(database, clock, ArticleFilter())
    assert [item.summary.has_draft for item in everything.items] == [True, False]
    async with database.reader() as session:
        found = await matching_articles(session, ArticleFilter(text="returns"), at=clock())
    assert [(one.key, one.version) for one in found] == [("en:returns", 1)]


async def test_what_is_planned_and_what_waits_behind_a_live_text_have_filters_of_their_own(
    database: Database, clock: FakeClock, publish: Publish
) -> None:
    for name in ("planned", "changed", "same"):
        await publish(name, RETURNS)
    longer = ArticleContent(title="Returns", body="60 days.")
    async with database.writer.begin() as session:
        for key in ("en:planned", "en:changed"):
            await save_draft(session, key=key, version=1, content=longer, editor="Mo", at=clock())
        await schedule_article(
            session, key="en:planned", version=2, publish_at=clock() + timedelta(days=1),
            editor="Mo", at=clock(),
        )  # fmt: skip
    assert await ids(database, clock, state=ListState.SCHEDULED) == ["planned"]
    assert await ids(database, clock, state=ListState.CHANGED) == ["changed", "planned"]
    page = await listed(database, clock, ArticleFilter(state=ListState.SCHEDULED))
    assert page.items[0].publish_at == clock() + timedelta(days=1)


async def test_tags_owners_and_due_reviews_are_found(
    database: Database, clock: FakeClock, publish: Publish
) -> None:
    for name in ("due", "later", "archived", "bare"):
        await publish(name, RETURNS)
    today = clock().date()
    async with database.writer.begin() as session:
        for name, day in (("due", today), ("later", today + timedelta(1)), ("archived", today)):
            await set_review(session, key=f"en:{name}", review_on=day, editor="Mo", at=clock())
        await archive_article(session, key="en:archived", version=1, at=clock())
        await add_tag(session, key="en:due", tag=" Summer  SALE ", editor="Mo", at=clock())
        await set_owner(session, key="en:later", owner="a1", name="Li", editor="Mo", at=clock())
    assert await ids(database, clock, attention=Attention.STALE) == ["due"]
    assert await ids(database, clock, tag="summer sale") == ["due"]
    assert await ids(database, clock, tag="Summer Sale", state=ListState.DRAFT) == []
    assert await ids(database, clock, owner="a1") == ["later"]
    found = (await listed(database, clock, ArticleFilter(tag="summer sale"))).items[0]
    assert (found.tags, found.review_on, found.owner) == (("summer sale",), today, None)


async def test_never_used_is_what_is_live_and_was_never_said(
    database: Database, clock: FakeClock, publish: Publish
) -> None:
    for name in ("said", "long-ago", "never"):
        await publish(name, RETURNS)
    async with database.writer.begin() as session:
        await create_article(
            session, article_id="draft", locale="en", content=RETURNS, editor="Mo", at=clock()
        )
    await used(database, "en:said", clock().date(), served=1)
    await used(database, "en:long-ago", clock().date() - timedelta(400), served=1)
    assert await ids(database, clock, attention=Attention.NEVER_USED) == ["never"]


async def test_often_disliked_is_three_times_and_each_fifth_within_ninety_days(
    database: Database, clock: FakeClock, publish: Publish
) -> None:
    today = clock().date()
    counts = {"often": (15, 3), "seldom": (16, 3), "twice": (2, 2), "past": (3, 3)}
    for name, (served, disliked) in counts.items():
        await publish(name, RETURNS)
        day = today - timedelta(90) if name == "past" else today
        await used(database, f"en:{name}", day, served=served, disliked=disliked)
    assert await ids(database, clock, attention=Attention.DISLIKED) == ["often"]
    page = await listed(database, clock, ArticleFilter(text="often"))
    assert (page.items[0].usage.served, page.items[0].usage.disliked) == (15, 3)
    assert page.items[0].usage.last_on == today
