from __future__ import annotations

import dataclasses
from collections.abc import AsyncIterator

import httpx
import pytest
from fastapi import FastAPI

from knowledge_base.articles.endpoints import create_router
from knowledge_base.articles.models import Tier
from knowledge_base.articles.schemas import ArticleContent
from knowledge_base.articles.service import archive_article, create_article, save_draft
from knowledge_base.index.view import IndexView
from knowledge_base.search.service import KnowledgeSearch
from shopbell.database import Database
from tests.conftest import FakeClock
from tests.knowledge_base.conftest import RETURNS, Publish

pytestmark = pytest.mark.anyio


@pytest.fixture
async def browser(database: Database, search: KnowledgeSearch) -> AsyncIterator[httpx.AsyncClient]:
    app = FastAPI()
    app.include_router(create_router(reader=database.reader, search=search, site_name="Moss & Co"))
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://shop.example") as client:
        yield client


async def test_a_published_article_is_a_page_without_anything_inline(
    browser: httpx.AsyncClient, publish: Publish
) -> None:
    await publish("returns", dataclasses.replace(RETURNS, title="Returns <b>&</b> fees"))
    page = await browser.get("/help/returns")
    assert page.status_code == 200
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert "Returns &lt;b&gt;&amp;&lt;/b&gt; fees" in page.text
    assert "Moss &amp; Co" in page.text
    assert "within 30 days" in page.text
    assert '<html lang="en">' in page.text
    assert 'name="viewport"' in page.text
    policy = page.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "script" not in policy
    for inline in ("<script", "<style", "style=", " on"):
        assert f"{inline}click" not in page.text
    assert "<script" not in page.text
    assert "<style" not in page.text
    assert "style=" not in page.text


async def test_the_style_is_a_file_of_its_own(browser: httpx.AsyncClient) -> None:
    style = await browser.get("/help-style.css")
    assert style.status_code == 200
    assert style.headers["content-type"].startswith("text/css")
    assert "prefers-color-scheme: dark" in style.text


async def test_absent_unpublished_and_archived_articles_look_alike(
    browser: httpx.AsyncClient, database: Database, clock: FakeClock, publish: Publish
) -> None:
    async with database.writer.begin() as session:
        await create_article(
            session, article_id="secret", locale="en", content=RETURNS, editor="Mo", at=clock()
        )
    old = await publish("old", RETURNS)
    async with database.writer.begin() as session:
        await archive_article(session, key=old.key, version=1, at=clock())
    absent, secret, gone = [await browser.get(f"/help/{i}") for i in ("absent", "secret", "old")]
    assert absent.status_code == secret.status_code == gone.status_code == 404
    assert absent.text == secret.text == gone.text
    assert dict(absent.headers) == dict(secret.headers) == dict(gone.headers)


async def test_a_draft_edit_is_not_on_the_page(
    browser: httpx.AsyncClient, database: Database, clock: FakeClock, publish: Publish
) -> None:
    live = await publish("returns", RETURNS)
    edited = dataclasses.replace(RETURNS, body="Unfinished thoughts.")
    async with database.writer.begin() as session:
        await save_draft(session, key=live.key, version=1, content=edited, editor="Li", at=clock())
    assert "Unfinished" not in (await browser.get("/help/returns")).text


async def test_the_page_comes_in_the_language_asked_for_or_the_browsers(
    browser: httpx.AsyncClient, publish: Publish
) -> None:
    await publish("returns", RETURNS)
    await publish("returns", dataclasses.replace(RETURNS, title="退货期限"), "zh")
    asked = await browser.get("/help/returns", params={"locale": "zh-CN"})
    accepted = await browser.get("/help/returns", headers={"accept-language": "zh-TW,en;q=0.5"})
    neither = await browser.get("/help/returns", params={"locale": "fr"})
    assert "退货期限" in asked.text
    assert "退货期限" in accepted.text
    assert '<html lang="zh">' in asked.text
    assert RETURNS.title in neither.text


async def test_a_buyers_note_names_its_author(browser: httpx.AsyncClient, publish: Publish) -> None:
    note = ArticleContent(title="Runs small", body="Go up.", tier=Tier.COMMUNITY, author="Ana <3")
    await publish("notes/1", note)
    page = await browser.get("/help/notes/1")
    assert "From a buyer" in page.text
    assert "Written by Ana &lt;3" in page.text


async def test_help_search_finds_published_passages(
    browser: httpx.AsyncClient, publish: Publish, view: IndexView
) -> None:
    await publish("returns", RETURNS)
    await view.refresh()
    query = {"q": "how many days do I have to send something back", "locale": "en"}
    found = (await browser.get("/api/help/search", params=query)).json()
    assert found["answered"] is True
    assert found["query"] == query["q"]
    first = found["passages"][0]
    assert first["id"] == "returns"
    assert first["url"] == "/help/returns?locale=en"
    assert set(first) >= {"id", "title", "text", "score", "tier", "url"}
    other = await browser.get("/api/help/search", params=query | {"tier": "community"})
    assert other.json() == {"query": query["q"], "passages": [], "answered": False}
    assert (await browser.get("/api/help/search", params={"q": ""})).json()["answered"] is False
    assert (await browser.get("/api/help/search")).status_code == 422


async def test_an_article_is_read_in_other_pages_as_markdown(
    browser: httpx.AsyncClient, publish: Publish
) -> None:
    await publish("returns", RETURNS)
    answer = await browser.get("/api/help/articles/returns", params={"locale": "en"})
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.json()["title"] == RETURNS.title
    assert answer.json()["body"] == RETURNS.body
    missing = await browser.get("/api/help/articles/none")
    assert (missing.status_code, missing.headers["access-control-allow-origin"]) == (404, "*")


async def test_one_address_asks_60_times_a_minute_and_others_are_not_held_up(
    database: Database, search: KnowledgeSearch
) -> None:
    now = 0.0
    app = FastAPI()
    app.include_router(create_router(reader=database.reader, search=search, monotonic=lambda: now))

    async def asked(address: str, times: int) -> list[int]:
        transport = httpx.ASGITransport(app=app, client=(address, 1))
        async with httpx.AsyncClient(transport=transport, base_url="http://shop.example") as http:
            url = "/api/help/articles/none"
            return [(await http.get(url)).status_code for _ in range(times)]

    assert set(await asked("203.0.113.9", 60)) == {404}
    assert await asked("203.0.113.9", 1) == [429]
    assert await asked("203.0.113.10", 1) == [404]
    assert set(await asked("127.0.0.1", 70)) == {404}
    now = 60.0
    assert await asked("203.0.113.9", 1) == [404]
