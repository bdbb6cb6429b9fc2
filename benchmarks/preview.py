"""How long it takes to be told what an edit will change: 1,000 articles, 500 questions of shoppers.

    uv run python -m benchmarks.preview [--articles 1000] [--questions 500] [--edits 10]

Everything is generated, on a database and an index of its own with the packaged English model. The
first preview after a start encodes all questions; later ones find their vectors remembered. While
the previews run, a shopper asks on, and how long that takes is printed too.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from knowledge_base.articles.new_articles import NewArticle, create_articles
from knowledge_base.articles.schemas import ArticleContent, LiveArticle
from knowledge_base.index.encoder import bundled_encoder
from knowledge_base.index.view import IndexView
from knowledge_base.preview.schemas import Asked, Preview
from knowledge_base.preview.service import ChangePreview
from knowledge_base.search.service import KnowledgeSearch
from shopbell.database import open_database
from shopbell.schema import migrate
from shopbell.settings import Settings
from tests.prepared_encoder import prepared_encoder

_THINGS = (
    "coat scarf lamp kettle rug vase mirror candle blanket pillow desk chair shelf basket tray"
    " mug plate bowl pan knife towel robe slipper boot sandal belt wallet backpack tent bottle"
)
_DEEDS = (
    "return exchange repair wash store order cancel wrap ship track insure recycle assemble clean"
    " measure compare register gift reserve collect"
)
_PLACES = "Norway Spain Canada Japan Chile Iceland Greece Poland Ireland Kenya"
THINGS = tuple(_THINGS.split())
DEEDS = tuple(_DEEDS.split())
PLACES = tuple(_PLACES.split())
SENTENCES = (
    "You can {deed} a {thing} within {days} days of delivery.",
    "To {deed} a {thing} in {place} costs {price} USD.",
    "Keep the box of the {thing}, as it protects it on its way.",
    "Most customers in {place} {deed} their {thing} in the first week.",
    "Write to us with the number of your order and a photo of the {thing}.",
    "We answer within {days} hours on working days.",
    "A {thing} that was used cannot go back into our shop.",
    "Ask before you {deed} more than {days} pieces at once.",
)
QUESTIONS = (
    "how do I {deed} a {thing}?",
    "can I {deed} my {thing} from {place}",
    "what does it cost to {deed} a {thing} in {place}?",
    "how many days do I have to {deed} the {thing}",
)


def contents(many: int, chance: random.Random) -> Iterator[ArticleContent]:
    pairs = [(deed, thing) for deed in DEEDS for thing in THINGS]
    for number in range(many):
        deed, thing = pairs[number % len(pairs)]
        place = PLACES[number // len(pairs) % len(PLACES)]
        said = [filled(text, deed, thing, place, chance) for text in chance.sample(SENTENCES, 6)]
        yield ArticleContent(
            title=f"{deed.capitalize()} a {thing} in {place}",
            body="\n\n".join(" ".join(said[at : at + 2]) for at in (0, 2, 4)),
            questions=(filled(QUESTIONS[number % 4], deed, thing, place, chance),),
        )


def filled(text: str, deed: str, thing: str, place: str, chance: random.Random) -> str:
    days, price = chance.choice((7, 14, 30, 60)), chance.choice((5, 9, 12, 20))
    return text.format(deed=deed, thing=thing, place=place, days=days, price=price)


def asked(many: int, chance: random.Random) -> list[Asked]:
    texts: dict[str, None] = {}
    while len(texts) < many:
        words = chance.choice(DEEDS), chance.choice(THINGS), chance.choice(PLACES)
        lead = chance.choice(("", "hi, ", "please, "))
        texts[lead + filled(chance.choice(QUESTIONS), *words, chance)] = None
    return [Asked(text, "en", times=1) for text in texts]


async def measure(home: Path, articles: int, questions: int, edits: int) -> None:
    chance = random.Random(7)
    settings = Settings(home=home)
    await asyncio.to_thread(migrate, settings)
    database = open_database(settings.database)
    written = [
        NewArticle(f"a{number}", f"en:a{number}", content)
        for number, content in enumerate(contents(articles, chance))
    ]
    async with database.writer.begin() as session:
        await create_articles(
            session, written, editor="benchmark", at=datetime.now(UTC), published=True
        )
    view = IndexView(home / "index", bundled_encoder(prepared_encoder()), database.reader)
    await view.refresh()
    print(f"{articles} articles, {questions} questions of shoppers")
    preview, real = ChangePreview(view), asked(questions, chance)
    took: list[float] = []
    waits: list[float] = []
    stop = asyncio.Event()
    shopper = asyncio.create_task(_asks_on(KnowledgeSearch(view), waits, stop))
    for number in range(edits):
        article = chance.choice(written)
        began = time.perf_counter()
        found = await preview.preview(_edited(article), real)
        took.append(time.perf_counter() - began)
        if number == 0:
            print(f"first after a start: {took[0]:.2f} s ({_told(found)})")
    stop.set()
    await shopper
    _print(took, waits)
    await view.close()
    await database.dispose()


def _edited(article: NewArticle) -> LiveArticle:
    body = article.content.body.replace("days", "working days").replace("USD", "EUR")
    content = replace(article.content, body=body + "\n\nNew: we also do this in our store.")
    return LiveArticle(article.key, article.id, "en", content, content.digest)


async def _asks_on(search: KnowledgeSearch, waits: list[float], stop: asyncio.Event) -> None:
    number = 0
    while not stop.is_set():
        number += 1
        began = time.perf_counter()
        await search.search(f"what about question number {number} on my {THINGS[number % 30]}?")
        waits.append((time.perf_counter() - began) * 1000)
        await asyncio.sleep(0.05)


def _told(found: Preview) -> str:
    return (
        f"{len(found.flips)} flips, {len(found.duplicates)} duplicates,"
        f" {len(found.contradictions)} contradictions"
    )


def _print(took: Sequence[float], waits: Sequence[float]) -> None:
    later = took[1:] or took
    print(f"later ones: median {statistics.median(later):.2f} s, longest {max(later):.2f} s")
    worst = statistics.quantiles(waits, n=20)[-1] if len(waits) > 1 else waits[0]
    print(
        f"a shopper's search meanwhile: median {statistics.median(waits):.0f} ms,"
        f" 95th percentile {worst:.0f} ms"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--articles", type=int, default=1_000)
    parser.add_argument("--questions", type=int, default=500)
    parser.add_argument("--edits", type=int, default=10)
    wish = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(measure(Path(folder), wish.articles, wish.questions, wish.edits))


if __name__ == "__main__":
    main()
