"""What a preview says will happen is what happens when the edit is published."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from knowledge_base.articles.models import Tier
from knowledge_base.articles.schemas import ArticleContent, LiveArticle
from knowledge_base.articles.service import (
    archive_article,
    article_detail,
    create_article,
    publish_article,
    save_draft,
)
from knowledge_base.importing.files import read_articles
from knowledge_base.importing.service import ImportRules, import_articles
from knowledge_base.index.reading import Reading
from knowledge_base.index.supposition import Supposition
from knowledge_base.index.universal_encoder import UniversalEncoder
from knowledge_base.index.view import IndexView
from knowledge_base.preview.replay import answers
from knowledge_base.preview.schemas import Answer, Asked, FlipKind
from knowledge_base.preview.service import ChangePreview
from shopbell.database import Database
from tests.conftest import FakeClock

pytestmark = [pytest.mark.anyio, pytest.mark.slow]

ROOT = Path(__file__).resolve().parents[3]
QUESTIONS = ROOT / "tests" / "knowledge_base" / "data" / "demo_questions.jsonl"
PETS = ArticleContent(
    title="Pet hair",
    body="A rubber glove takes pet hair off wool. Steam it afterwards.",
    questions=("how do I get cat hair off my coat", "can I send something back"),
)


@pytest.fixture
async def shop(
    tmp_path: Path, encoder: UniversalEncoder, database: Database, clock: FakeClock
) -> AsyncIterator[IndexView]:
    """The demo shop's English articles."""
    read = read_articles(ROOT / "shopbell" / "demo" / "articles.en.jsonl", locale="en")
    await import_articles(database.writer, read, rules=ImportRules(approved=True), clock=clock)
    view = IndexView(tmp_path / "index", encoder, database.reader)
    await view.refresh()
    yield view
    await view.close()


def asked() -> list[Asked]:
    lines = (json.loads(line) for line in QUESTIONS.read_text().splitlines())
    return [Asked(one["text"], "en", times=1) for one in lines if one["locale"] == "en"]


def _said(
    reading: Reading, *, supposed: Supposition, questions: Sequence[Asked]
) -> list[tuple[Answer | None, Answer | None]]:
    return [answers(reading, supposed, one, "en") for one in questions]


async def publish(database: Database, article: LiveArticle, at: FakeClock) -> None:
    async with database.writer.begin() as session:
        assert article.content is not None
        if article.id == "pets":
            detail = await create_article(
                session, article_id=article.id, locale="en", content=article.content,
                editor="Mo", at=at(),
            )  # fmt: skip
        else:
            held = await article_detail(session, article.key)
            detail = await save_draft(
                session, key=article.key, version=held.version, content=article.content,
                editor="Mo", at=at(),
            )  # fmt: skip
        await publish_article(session, key=article.key, version=detail.version, at=at())


async def live(database: Database, key: str) -> ArticleContent:
    async with database.reader() as session:
        content = (await article_detail(session, key)).live
    assert content is not None
    return content


async def test_answers_and_scores_are_those_after_publishing(
    shop: IndexView, database: Database, clock: FakeClock
) -> None:
    times = await live(database, "en:delivery-times-europe")
    edited = replace(times, body="Parcels to Europe take three weeks by ship.", questions=())
    for key, content in (("en:pets", PETS), ("en:delivery-times-europe", edited)):
        article = LiveArticle(key, key[3:], "en", content, content.digest)
        supposed = await shop.read(
            lambda reading, a=article: Supposition.of(reading, a)  # type: ignore[misc]
        )
        questions = [*asked(), Asked("how to get cat hair off a coat", "en")]
        said = await shop.read(partial(_said, supposed=supposed, questions=questions))
        await publish(database, article, clock)
        await shop.refresh()
        again = await shop.read(partial(_said, supposed=supposed, questions=questions))
        assert any(before != then for before, then in said)
        assert [then for _, then in said] == [now for now, _ in again]


async def test_each_way_in_which_an_answer_may_change(
    shop: IndexView, database: Database, clock: FakeClock
) -> None:
    preview = ChangePreview(shop)
    gained = await preview.preview(
        LiveArticle("en:pets", "pets", "en", PETS, PETS.digest),
        [Asked("how do i get cat hair off a coat?", "en", times=3)],
    )
    kinds = {flip.question.text: flip.kind for flip in gained.flips}
    assert kinds["how do i get cat hair off a coat?"] is FlipKind.GAINED
    assert (gained.asked, gained.own) == (1, 2)
    taken = kinds["can I send something back"]
    assert taken is FlipKind.TAKEN
    lost = await preview.preview(LiveArticle("en:gift-wrapping", "gift-wrapping", "en", None), [])
    assert {flip.kind for flip in lost.flips} <= {FlipKind.LOST, FlipKind.GIVEN}
    assert lost.own == len(lost.flips) + lost.stay


async def test_a_promotion_that_is_over_and_other_products_are_not_compared(
    shop: IndexView, database: Database, clock: FakeClock
) -> None:
    async with database.writer.begin() as session:
        for number, product in enumerate(("coat", "scarf")):
            detail = await create_article(
                session, article_id=product, locale="en", editor="Mo", at=clock(),
                content=ArticleContent(
                    product, f"It weighs {number + 1} kg without its belt, as measured by us.",
                    tier=Tier.PRODUCT, product_id=product,
                ),
            )  # fmt: skip
            await publish_article(session, key=detail.key, version=1, at=clock())
    await shop.refresh()
    coat = replace(await live(database, "en:coat"), body="It weighs 3 kg without its belt, too.")
    found = await ChangePreview(shop).preview(
        LiveArticle("en:coat", "coat", "en", coat, coat.digest), []
    )
    assert found.contradictions == ()
    same = replace(coat, title="The coat again")
    beside = await ChangePreview(shop).preview(
        LiveArticle("en:coat-2", "coat-2", "en", same, same.digest), []
    )
    assert [clash.key for clash in beside.contradictions] == ["en:coat"]


async def test_taking_away_what_was_live_is_what_archiving_does(
    shop: IndexView, database: Database, clock: FakeClock
) -> None:
    gone = LiveArticle("en:gift-wrapping", "gift-wrapping", "en", None)
    supposed = await shop.read(lambda reading: Supposition.of(reading, gone))
    said = await shop.read(partial(_said, supposed=supposed, questions=asked()))
    async with database.writer.begin() as session:
        await archive_article(session, key=gone.key, version=1, at=clock())
    await shop.refresh()
    again = await shop.read(partial(_said, supposed=supposed, questions=asked()))
    assert [then for _, then in said] == [now for now, _ in again]
