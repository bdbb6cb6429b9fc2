from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest
from httpx import Response

from knowledge_base.transfer.files import read_whole
from tests.console.desk import Browser, Desk, code_of
from tests.knowledge_base.fetching.local_server import Answer, serving
from tests.knowledge_base.importing.documents import docx, pdf_of_lines, word_body

pytestmark = pytest.mark.anyio

IMPORTS = "/api/console/imports"
GOOD = {"id": "returns", "title": "Returns", "body": "Thirty days."}
NOTE = {"id": "n1", "title": "Soft", "body": "Soft.", "tier": "community"}


def lines(*rows: object) -> bytes:
    return "\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows).encode()


async def send(browser: Browser, name: str, content: bytes, **options: Any) -> Response:
    return await browser.post(f"{IMPORTS}/file", params={"name": name, **options}, content=content)


async def ended(browser: Browser, started: Response) -> dict[str, Any]:
    """What became of an import, once it is done."""
    assert started.status_code == 202, started.text
    for _ in range(600):
        run: dict[str, Any] = (await browser.get(f"{IMPORTS}/{started.json()['id']}")).json()
        if run["state"] != "running":
            return run
        await asyncio.sleep(0.02)
    raise AssertionError("the import does not end")


async def take(browser: Browser, name: str, content: bytes, **options: Any) -> dict[str, Any]:
    return await ended(browser, await send(browser, name, content, **options))


async def states(browser: Browser) -> dict[str, str]:
    found = (await browser.get("/api/console/articles")).json()["items"]
    return {item["id"]: item["state"] for item in found}


async def test_a_dry_run_says_what_would_happen_and_changes_nothing(
    desk: Desk, boss: Browser
) -> None:
    content = lines(GOOD, "{", NOTE, {"id": "x"})
    run = await take(boss, "rules.jsonl", content)
    assert (run["dry_run"], run["state"], run["created"], run["waiting"], run["bad"]) == (
        True, "done", 2, 2, 2,
    )  # fmt: skip
    assert run["problems"][0].startswith("line 2: not JSON")
    assert run["problems"][1] == "line 4: title is missing; body is missing"
    assert await states(boss) == {}
    assert desk.published == 0
    real = await take(boss, "rules.jsonl", content, dry_run=False)
    assert (real["created"], real["bad"], real["started_by"]) == (2, 2, "Boss")
    assert await states(boss) == {"en:returns": "draft", "en:n1": "draft"}


async def test_an_import_goes_live_where_asked_but_never_a_note(desk: Desk, boss: Browser) -> None:
    content = lines(GOOD, NOTE)
    await take(boss, "rules.jsonl", content, dry_run=False, publish=True)
    assert await states(boss) == {"en:returns": "published", "en:n1": "draft"}
    assert desk.published == 1
    again = await take(boss, "rules.jsonl", content, dry_run=False, publish=True)
    assert (again["created"], again["updated"], again["unchanged"]) == (0, 0, 2)


async def test_documents_of_all_kinds_are_taken(boss: Browser) -> None:
    files = {
        "a.md": b"# Gifts\n\nWe wrap.",
        "b.html": b"<h1>Rules</h1><p>Text.</p>",
        "c.docx": docx(word_body(("Normal", "Text."))),
        "d.pdf": pdf_of_lines("Text of the file."),
        "e.csv": b"id,title,body\ne,E,Text.\n",
        "f.tsv": b"id\ttitle\tdescription\nf\tF\tText.\n",
        "g.xml": b"<rss><item><id>g</id><title>G</title><description>T.</description></item></rss>",
    }
    for name, content in files.items():
        run = await take(boss, name, content, dry_run=False, locale="zh")
        assert (run["state"], run["created"], run["failure"]) == ("done", 1, ""), name
    assert set(await states(boss)) == {
        "zh:a", "zh:b", "zh:c", "zh:d", "zh:e", "zh:product/f", "zh:product/g",
    }  # fmt: skip


async def test_notes_of_a_file_are_notes_whatever_it_says(boss: Browser) -> None:
    run = await take(
        boss, "n.jsonl", lines({**NOTE, "tier": "official"}, {**GOOD, "id": "n2"}),
        holds="notes", publish=True, dry_run=False,
    )  # fmt: skip
    assert run["problems"] == ["line 1: tier must be community for a note"]
    assert await states(boss) == {"en:n2": "draft"}


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("a.exe", b"x", "must end in"),
        ("a.pdf", b"x", "not that of a PDF"),
        ("a.csv", b"", "empty"),
        ("a.docx", b"PK\x03\x04", ""),
    ],
)
async def test_a_file_that_is_none_is_refused(
    boss: Browser, name: str, content: bytes, problem: str
) -> None:
    answer = await send(boss, name, content)
    if answer.status_code == 202:
        run = await ended(boss, answer)
        assert (run["state"], "archive" in run["failure"]) == ("failed", True)
        return
    assert (answer.status_code, code_of(answer)) == (422, "invalid")
    assert problem in answer.json()["error"]["message"]


async def test_an_address_is_fetched_and_what_is_not_there_is_said(
    desk: Desk, boss: Browser
) -> None:
    with serving() as site:
        desk.site = site.port
        site.answers["/help"] = Answer(b"<main><h1>Help</h1><p>Text.</p></main>")
        body = {"address": "http://shop.example/help", "publish": True, "dry_run": False}
        run = await ended(boss, await boss.post(f"{IMPORTS}/address", json=body))
        assert (run["state"], run["created"], run["source"]) == ("done", 1, body["address"])
        assert site.asked == ["shop.example/help"]
    body["address"] = "http://nowhere.example/"
    run = await ended(boss, await boss.post(f"{IMPORTS}/address", json=body))
    assert (run["state"], run["failure"]) == ("failed", "There is no site nowhere.example.")
    assert await states(boss) == {"en:shop.example/help": "published"}


@pytest.mark.parametrize("address", ["file:///etc/passwd", "shop.example", "http://a:b@c.example/"])
async def test_an_address_that_is_none_is_refused_at_once(boss: Browser, address: str) -> None:
    answer = await boss.post(f"{IMPORTS}/address", json={"address": address})
    assert (answer.status_code, code_of(answer)) == (422, "invalid")


async def test_everything_is_exported_and_taken_in_again(boss: Browser) -> None:
    await take(boss, "a.jsonl", lines(GOOD, NOTE), dry_run=False, publish=True)
    answer = await boss.get(f"{IMPORTS}/export/articles.jsonl")
    assert answer.headers["content-disposition"] == 'attachment; filename="articles.jsonl"'
    assert {json.loads(line)["id"] for line in answer.text.splitlines()} == {"returns", "n1"}
    again = await take(boss, "all.jsonl", answer.content, dry_run=False, publish=True)
    assert (again["unchanged"], again["bad"]) == (2, 0)
    table = await boss.get(f"{IMPORTS}/export/articles.csv")
    assert table.text.startswith("id,locale,state,title,body")
    assert (await boss.get(f"{IMPORTS}/export/passwords")).status_code == 404


async def test_everything_with_its_history_comes_as_one_file(boss: Browser, tmp_path: Path) -> None:
    await take(boss, "a.jsonl", lines(GOOD, NOTE), dry_run=False, publish=True)
    answer = await boss.get(f"{IMPORTS}/export/knowledge.zip")
    file = tmp_path / "knowledge.zip"
    file.write_bytes(answer.content)
    head, *articles = map(json.loads, read_whole(file))
    assert head == {"shopbell_knowledge": 1}
    assert [one["article"]["id"] for one in articles] == ["n1", "returns"]
    assert [text["body"] for text in articles[1]["versions"]] == ["Thirty days."]


async def test_agents_neither_import_nor_export(ana: Browser) -> None:
    answers = [
        await send(ana, "a.jsonl", lines(GOOD)),
        await ana.post(f"{IMPORTS}/address", json={"address": "http://shop.example/"}),
        await ana.get(IMPORTS),
        await ana.get(f"{IMPORTS}/{'0' * 32}"),
        await ana.get(f"{IMPORTS}/export/articles.jsonl"),
        await ana.get(f"{IMPORTS}/export/knowledge.zip"),
        await ana.get(f"{IMPORTS}/keys"),
        await ana.post(f"{IMPORTS}/keys", json={"name": "x"}),
        await ana.delete(f"{IMPORTS}/keys/{'0' * 64}"),
    ]
    assert {(answer.status_code, code_of(answer)) for answer in answers} == {(403, "forbidden")}


async def test_a_key_is_shown_once_and_removed(boss: Browser) -> None:
    made = (await boss.post(f"{IMPORTS}/keys", json={"name": "review mails"})).json()
    assert made["key"].startswith("sbn_")
    (listed,) = (await boss.get(f"{IMPORTS}/keys")).json()["items"]
    assert (listed["name"], listed["created_by"], "key" in listed) == (
        "review mails",
        "Boss",
        False,
    )
    assert (await boss.delete(f"{IMPORTS}/keys/{listed['id']}")).status_code == 204
    assert (await boss.delete(f"{IMPORTS}/keys/{listed['id']}")).status_code == 404


async def test_an_import_whose_process_ended_is_said_to_be_broken_off(
    desk: Desk, boss: Browser
) -> None:
    run = await desk.begun_import("lost.jsonl")
    assert (await boss.get(f"{IMPORTS}/{run}")).json()["state"] == "running"
    desk.clock.advance(60)
    assert (await boss.get(f"{IMPORTS}/{run}")).json()["state"] == "broken_off"
    (listed,) = (await boss.get(IMPORTS)).json()["items"]
    assert listed["state"] == "broken_off"
