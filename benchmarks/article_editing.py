"""How fast the article list is with many articles, and how late a planned moment is kept.

    python -m benchmarks.article_editing [--articles 3000]

On a fresh SQLite database with the app's own routes, without a network in between.
"""

from __future__ import annotations

import argparse
import asyncio
import dataclasses
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from console.models import AgentRole
from knowledge_base.articles.models import Tier
from knowledge_base.articles.new_articles import NewArticle, create_articles
from knowledge_base.articles.schemas import ArticleContent
from knowledge_base.articles.service import create_article, publish_article
from knowledge_base.index.universal_encoder import UniversalEncoder
from knowledge_base.index.view import IndexView
from knowledge_base.management.models import ArticleTag
from knowledge_base.schedule.service import schedule_article
from knowledge_base.schedule.worker import PublishWorker
from knowledge_base.search.service import KnowledgeSearch
from knowledge_base.usage.models import ArticleUsage
from shopbell.database import Database, open_database
from shopbell.schema import migrate
from shopbell.settings import Settings
from tests.console.desk import Browser, Desk

ARTICLES = "/api/console/articles"
ROUNDS = 15
DAYS = 30
WORDS = [
    "order", "parcel", "return", "refund", "size", "colour", "gift", "delivery", "voucher",
    "repair", "shop", "code",
]  # fmt: skip
LISTS = {
    "first page": "limit=50",
    "last page": "limit=50&offset={last}",
    "search in title and text": "q=voucher%20repair&limit=50",
    "state and language": "state=published&locale=en&limit=50",
    "tag": "tag=t3&limit=50",
    "review due": "attention=stale&limit=50",
    "never said": "attention=never_used&limit=50",
    "often did not help": "attention=disliked&limit=50",
}
SALE = ArticleContent("Umbrella sale", "Umbrellas cost 3 USD.", questions=("umbrella sale?",))


def utc_now() -> datetime:
    return datetime.now(UTC)


async def fill(database: Database, number: int) -> None:
    """Articles of some 600 characters, a tag on each, and thirty days of usage for two thirds."""
    at = utc_now()
    articles = []
    for n in range(number):
        words = " ".join(WORDS[(n * 7 + k * k) % len(WORDS)] for k in range(90))
        content = ArticleContent(f"Article {n} on {words[:30]}", words, tier=Tier.OFFICIAL)
        articles.append(NewArticle(f"a{n}", f"en:a{n}", content))
    for start in range(0, number, 500):
        async with database.writer.begin() as session:
            batch = articles[start : start + 500]
            await create_articles(session, batch, editor="Mo", at=at, published=True)
            session.add_all(
                ArticleTag(article_key=one.key, tag=f"t{n % 10}") for n, one in enumerate(batch)
            )
            session.add_all(
                ArticleUsage(
                    article_key=one.key, day=at.date() - timedelta(day), served=3, liked=0,
                    disliked=n % 2,
                )
                for n, one in enumerate(batch) if n % 3 for day in range(DAYS)
            )  # fmt: skip


async def timed(call: Callable[[], Awaitable[object]], rounds: int = ROUNDS) -> tuple[float, float]:
    """Median and worst in milliseconds."""
    taken = []
    for _ in range(rounds):
        start = time.perf_counter()
        await call()
        taken.append((time.perf_counter() - start) * 1_000)
    return statistics.median(taken), max(taken)


async def lists(boss: Browser, number: int) -> None:
    for name, query in LISTS.items():
        address = f"{ARTICLES}?{query.format(last=max(0, number - 50))}"
        median, worst = await timed(lambda address=address: boss.get(address))  # type: ignore[misc]
        total = (await boss.get(address)).json()["total"]
        print(f"{name:26} {total:5} found  {median:7.1f} ms median  {worst:7.1f} ms worst")


async def bulk(boss: Browser) -> None:
    start = time.perf_counter()
    items = (await boss.get(f"{ARTICLES}/matching")).json()["items"]
    counted = time.perf_counter() - start
    wish = [{"id": one["id"], "version": one["version"]} for one in items]
    for deed, more in (("add_tag", {"tag": "bulk"}), ("archive", {}), ("publish", {})):
        start, worst, done = time.perf_counter(), 0.0, 0
        for first in range(0, len(wish), 100):
            begun = time.perf_counter()
            body = {"deed": deed, "items": wish[first : first + 100], **more}
            answer = await boss.post(f"{ARTICLES}/bulk", json=body)
            done += sum(one["outcome"] == "done" for one in answer.json()["results"])
            worst = max(worst, time.perf_counter() - begun)
        took = time.perf_counter() - start
        print(f"{deed:26} {done:5} done   {took:7.1f} s in all   {worst * 1_000:7.1f} ms worst 100")
    print(f"counting all results       {len(items):5} found  {counted * 1_000:7.1f} ms")


async def moments(database: Database, view: IndexView, search: KnowledgeSearch) -> None:
    """From the planned moment to the first answer with the article, and from its end to the first
    without."""
    await view.refresh()
    worker = PublishWorker(
        writer=database.writer, reader=database.reader, clock=utc_now, on_published=view.wake
    )
    running = [asyncio.create_task(worker.run()), asyncio.create_task(view.run())]
    planned, begins, ends = [], [], []
    for n in range(5):
        soon = utc_now() + timedelta(seconds=2)
        # Texts that differ in a number are never shown as one.
        plain = dataclasses.replace(SALE, body=f"Umbrellas cost {2 * n + 10} USD.")
        bounded = dataclasses.replace(
            SALE, body=f"Umbrellas cost {2 * n + 11} USD.", valid_from=soon,
            valid_until=soon + timedelta(seconds=2),
        )  # fmt: skip
        async with database.writer.begin() as session:
            for name, content in ((f"plan-{n}", plain), (f"bound-{n}", bounded)):
                made = await create_article(
                    session, article_id=name, locale="en", content=content, editor="Mo",
                    at=utc_now(),
                )  # fmt: skip
                key, at = made.key, utc_now()
                if content is plain:
                    await schedule_article(
                        session, key=key, version=1, publish_at=soon, editor="Mo", at=at
                    )
                else:
                    await publish_article(session, key=key, version=1, at=at)
        view.wake()
        planned.append(await late(search, f"plan-{n}", soon, True))
        begins.append(await late(search, f"bound-{n}", soon, True))
        ends.append(await late(search, f"bound-{n}", soon + timedelta(seconds=2), False))
    for task in running:
        task.cancel()
    for name, figures in (("planned text", planned), ("said from", begins), ("said until", ends)):
        print(f"{name:26} {max(figures) * 1_000:7.0f} ms late at worst of {len(figures)}")


async def late(search: KnowledgeSearch, article_id: str, moment: datetime, said: bool) -> float:
    """Seconds after the moment from which on it is so; 0 where it was when first asked."""
    wait = (moment - utc_now()).total_seconds()
    await asyncio.sleep(max(0.0, wait))
    while True:
        result = await search.search("umbrella sale?", top=50)
        if (article_id in {passage.id for passage in result.passages}) == said:
            return max(0.0, (utc_now() - moment).total_seconds())
        await asyncio.sleep(0.02)


async def run(number: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(home=Path(folder))
        await asyncio.to_thread(migrate, settings)
        database = open_database(settings.database)
        view = IndexView(Path(folder) / "index", UniversalEncoder(), database.reader)
        search = KnowledgeSearch(view)
        desk = Desk(database, utc_now)  # type: ignore[arg-type]
        boss = await desk.newcomer("Boss", AgentRole.ADMIN)
        try:
            await moments(database, view, search)
            await fill(database, number)
            await lists(boss, number)
            await bulk(boss)
        finally:
            await view.close()
            await database.dispose()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=3_000)
    asyncio.run(run(parser.parse_args().articles))
