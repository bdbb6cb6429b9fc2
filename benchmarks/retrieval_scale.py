"""Measures the knowledge search with very many buyers' notes.

    nice -n 10 python -m benchmarks.retrieval_scale --notes 100000

Generated notes of about 30 tokens, each about one of 2,000 products, are published in a database
of their own and indexed; then questions are asked of all of them and within one product, and the
index is opened again from what it left on disk. Memory is this process's resident set.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import statistics
import sys
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import insert

from knowledge_base.articles.models import Article, ArticleVersion, KnowledgeRevision
from knowledge_base.articles.schemas import ArticleContent, Tier
from knowledge_base.index.encoder import bundled_encoder
from knowledge_base.index.preparation import ensure_encoder
from knowledge_base.index.view import IndexView
from knowledge_base.models import Base
from knowledge_base.search.service import KnowledgeSearch
from shopbell.database import Database, open_database
from shopbell.settings import Settings

PRODUCTS = 2_000
QUESTIONS = 500
AT = datetime(2026, 1, 1, tzinfo=UTC)

KINDS = (
    "dress", "serum", "boots", "backpack", "headphones", "yoga mat", "foundation", "jeans",
    "kettle", "candle", "raincoat", "desk lamp", "lipstick", "sneakers", "blender", "pillow",
    "watch strap", "tent", "frying pan", "scarf",
)  # fmt: skip
NAMES = ("Maren", "Fjell", "Tarn", "Pell", "Sola", "Velura", "Hask", "Brim", "Ember", "Skerry")
ASPECTS = (
    "size", "colour", "smell", "zip", "battery", "seam", "fit", "handle", "weight", "texture",
    "lid", "strap", "shade", "sole", "packaging", "price", "noise", "finish", "lining", "hood",
)  # fmt: skip
OPINIONS = (
    "runs smaller than I am used to", "is better than in the pictures", "wore off within a month",
    "surprised everybody at home", "feels cheap between the fingers", "held up in heavy rain",
    "needs some getting used to", "was gone after the second wash", "is exactly what I wanted",
    "made my skin itch a little", "still looks new today", "squeaks when I walk",
)  # fmt: skip
PLACES = (
    "on a long train ride to Lyon", "at my sister's wedding", "during a week in the mountains",
    "in a very hot kitchen", "on the way to work by bicycle", "with two small children around",
    "through a whole Norwegian winter", "in the office every day", "at the beach in August",
)  # fmt: skip
ENDINGS = (
    "I would buy it again without thinking twice", "I sent it back the same evening",
    "my neighbour ordered one as well", "for this money I expected more",
    "the shop answered quickly when I asked", "it was a present and went down well",
)  # fmt: skip
ASKED = (
    "how is the {aspect} of the {product}", "does the {product} hold up {place}",
    "what do buyers say about the {aspect}", "is the {aspect} good enough {place}",
)  # fmt: skip


def product_name(number: int) -> str:
    kind = KINDS[number % len(KINDS)]
    return f"{NAMES[number // len(KINDS) % len(NAMES)]} {kind} {number:04}"


def note_text(chance: random.Random) -> str:
    first, second = chance.sample(ASPECTS, 2)
    return (
        f"The {first} {chance.choice(OPINIONS)} {chance.choice(PLACES)}."
        f" The {second} {chance.choice(OPINIONS)}, {chance.choice(ENDINGS)}."
    )


async def publish(database: Database, count: int) -> None:
    chance = random.Random(6)
    async with database.engines[0].begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
    for start in range(0, count, 5_000):
        articles, versions = [], []
        for number in range(start, min(start + 5_000, count)):
            product = number % PRODUCTS
            content = ArticleContent(
                title=product_name(product),
                body=note_text(chance),
                tier=Tier.COMMUNITY,
                product_id=f"product-{product}",
                author=f"Buyer {number}",
                date=date(2025, 1, 1) + timedelta(days=number % 365),
            )
            key = f"en:note-{number}"
            stamp = {"created_at": AT, "updated_at": AT, "published_at": AT}
            articles.append(
                {"key": key, "id": f"note-{number}", "locale": "en", "state": "published",
                 "version": 1, "live_version": 1, "revision": 1, **stamp}
            )  # fmt: skip
            versions.append(
                {"article_key": key, "number": 1, "tier": content.tier.value,
                 "title": content.title, "body": content.body, "questions": [],
                 "product_id": content.product_id, "author": content.author,
                 "date": content.date, "editor": "generator", "imported": True,
                 "digest": content.digest, "saved_at": AT}
            )  # fmt: skip
        async with database.writer.begin() as session:
            await session.execute(insert(Article), articles)
            await session.execute(insert(ArticleVersion), versions)
    async with database.writer.begin() as session:
        session.add(KnowledgeRevision(id=1, number=1))


def resident_mb(which: str = "VmRSS") -> int:
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) >> 10 for line in lines if line.startswith(which))


def questions(count: int) -> list[tuple[str, str]]:
    """Questions that differ from each other, so that no vector is remembered, with a product."""
    chance = random.Random(7)
    asked = []
    for number in range(count):
        product = chance.randrange(PRODUCTS)
        text = chance.choice(ASKED).format(
            aspect=chance.choice(ASPECTS), product=product_name(product),
            place=chance.choice(PLACES),
        )  # fmt: skip
        asked.append((f"{text} {number}", f"product-{product}"))
    return asked


async def ask(
    search: KnowledgeSearch, asked: list[tuple[str, str]], *, within: bool
) -> list[float]:
    milliseconds = []
    for text, product in asked:
        started = time.perf_counter()
        await search.search(text, top=5, product_id=product if within else None)
        milliseconds.append((time.perf_counter() - started) * 1_000)
    return sorted(milliseconds)


def told(name: str, milliseconds: list[float]) -> None:
    print(
        f"  {name}: median {statistics.median(milliseconds):.1f} ms,"
        f" 95th percentile {milliseconds[int(0.95 * len(milliseconds))]:.1f} ms",
        flush=True,
    )


async def measure(count: int, folder: Path) -> None:
    database = open_database(f"sqlite+aiosqlite:///{folder / 'scale.db'}")
    await publish(database, count)
    encoder = ensure_encoder(Settings().models_folder)
    steps: list[tuple[int, float]] = []

    def progress(done: int, _total: int) -> None:
        if done >= (len(steps) + 1) * count // 10:
            steps.append((done, time.perf_counter()))
            print(f"    {done} notes, {resident_mb()} MB", file=sys.stderr, flush=True)

    view = IndexView(
        folder / "index", bundled_encoder(encoder), database.reader, on_progress=progress
    )
    started, cpu = time.perf_counter(), time.process_time()
    await view.refresh()
    seconds, cpu = time.perf_counter() - started, time.process_time() - cpu
    last = steps[-1][1] - steps[-2][1]
    print(f"{count} notes: {count / seconds:.0f} a second indexed, {cpu:.0f} s of CPU;")
    print(f"  the last tenth {count / 10 / last:.0f} a second; {resident_mb()} MB", flush=True)
    search = KnowledgeSearch(view)
    told("of all notes", await ask(search, questions(QUESTIONS), within=False))
    told("within one product", await ask(search, questions(2 * QUESTIONS)[QUESTIONS:], within=True))
    print(f"  memory {resident_mb()} MB, at most {resident_mb('VmHWM')} MB", flush=True)
    await view.close()
    await database.dispose()


async def measure_warm(folder: Path) -> None:
    database = open_database(f"sqlite+aiosqlite:///{folder / 'scale.db'}")
    encoder = ensure_encoder(Settings().models_folder)
    started = time.perf_counter()
    view = IndexView(folder / "index", bundled_encoder(encoder), database.reader)
    await view.refresh()
    await KnowledgeSearch(view).search("how is the zip of the Maren dress 0001")
    seconds = time.perf_counter() - started
    print(f"  warm start to the first answer {seconds:.1f} s, {resident_mb()} MB", flush=True)
    told("of all notes", await ask(KnowledgeSearch(view), questions(QUESTIONS), within=False))
    print(f"  memory {resident_mb()} MB, at most {resident_mb('VmHWM')} MB", flush=True)
    await view.close()
    await database.dispose()


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--notes", type=int, default=100_000)
    parser.add_argument("--warm", type=Path, help=argparse.SUPPRESS)
    wanted = parser.parse_args()
    if wanted.warm is not None:
        await measure_warm(wanted.warm)
        return
    with TemporaryDirectory() as folder:
        await measure(wanted.notes, Path(folder))
        # In a process of its own, as after a restart.
        again = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "benchmarks.retrieval_scale", "--warm", folder
        )
        await again.wait()


if __name__ == "__main__":
    asyncio.run(main())
