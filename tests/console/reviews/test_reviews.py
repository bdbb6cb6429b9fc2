from __future__ import annotations

from typing import Any

import pytest

from tests.console.desk import Browser, Desk, code_of
from tests.console.imports.test_imports import lines, take

pytestmark = pytest.mark.anyio

REVIEWS = "/api/console/reviews"
NOTE = {"id": "n1", "title": "Soft", "body": "It cured my rash.", "author": "Mia"}


async def sent(boss: Browser, *notes: dict[str, Any]) -> None:
    await take(boss, "notes.jsonl", lines(*notes), holds="notes", dry_run=False)


async def waiting(boss: Browser, **filters: Any) -> dict[str, Any]:
    found: dict[str, Any] = (await boss.get(REVIEWS, params=filters)).json()
    return found


async def test_a_note_is_read_with_its_claims_approved_and_the_decision_kept(
    desk: Desk, boss: Browser
) -> None:
    await sent(boss, NOTE, {**NOTE, "id": "n2", "author": "Tom"})
    found = await waiting(boss)
    assert (found["texts"], found["notes"]) == (1, 2)
    (note,) = found["items"]
    assert note["claims"] == [
        {"risk": "medical", "words": "cured"},
        {"risk": "medical", "words": "rash"},
    ]
    before = desk.published
    body = {"decision": "approve", "notes": [{"id": note["id"], "version": note["version"]}]}
    answer = await boss.post(f"{REVIEWS}/decide", json=body)
    assert answer.json() == {"items": [{"id": "en:n1", "outcome": "done"}]}
    assert desk.published == before + 1
    assert (await boss.get("/api/console/articles/en:n1")).json()["live"]["body"] == NOTE["body"]
    decisions = (await boss.get(f"{REVIEWS}/decisions")).json()
    assert [(one["note"], one["decision"], one["decided_by"]) for one in decisions["items"]] == [
        ("en:n2", "duplicate", "Boss"),
        ("en:n1", "approved", "Boss"),
    ]
    again = await boss.post(f"{REVIEWS}/decide", json=body)
    assert again.json() == {"items": [{"id": "en:n1", "outcome": "gone"}]}


async def test_a_note_is_approved_as_edited(boss: Browser) -> None:
    await sent(boss, NOTE)
    body = {"id": "en:n1", "version": 1, "title": "Soft", "body": "It is soft."}
    assert (await boss.post(f"{REVIEWS}/edit", json=body)).status_code == 200
    article = (await boss.get("/api/console/articles/en:n1")).json()
    assert (article["live"]["body"], article["live"]["author"]) == ("It is soft.", "Mia")
    assert (await boss.post(f"{REVIEWS}/edit", json=body)).status_code == 404
    await sent(boss, {**NOTE, "id": "n2"})
    late = await boss.post(f"{REVIEWS}/edit", json={**body, "id": "en:n2", "version": 7})
    assert (late.status_code, code_of(late)) == (409, "stale_version")
    bad = await boss.post(f"{REVIEWS}/edit", json={**body, "id": "en:n2", "body": " "})
    assert bad.json()["fields"][0]["field"] == "body"


async def test_an_author_is_put_into_quarantine_and_released(desk: Desk, boss: Browser) -> None:
    await sent(boss, NOTE)
    approve = {"decision": "approve", "notes": [{"id": "en:n1", "version": 1}]}
    await boss.post(f"{REVIEWS}/decide", json=approve)
    answer = await boss.post(f"{REVIEWS}/quarantine", json={"author": "mia", "reason": "adverts"})
    assert answer.json() == {"author": "mia", "notes": 1}
    assert (await boss.get("/api/console/articles/en:n1")).json()["live"] is None
    await sent(boss, {**NOTE, "id": "n2", "body": "More."})
    assert (await waiting(boss))["texts"] == 0
    (held,) = (await waiting(boss, held=True))["items"]
    assert (held["id"], held["held"]) == ("en:n2", True)
    tried = await boss.post("/api/console/articles/en:n2/publish", json={"version": 1})
    assert (tried.status_code, code_of(tried)) == (409, "held")
    (one,) = (await boss.get(f"{REVIEWS}/quarantine")).json()["items"]
    assert (one["name"], one["reason"], one["quarantined_by"]) == ("mia", "adverts", "Boss")
    released = await boss.post(f"{REVIEWS}/release", json={"author": "Mia"})
    assert released.json()["notes"] == 1
    assert (await waiting(boss))["texts"] == 2
    assert (await boss.post(f"{REVIEWS}/release", json={"author": "Mia"})).status_code == 404
    nobody = await boss.post(f"{REVIEWS}/quarantine", json={"author": "\u200b"})
    assert (nobody.status_code, code_of(nobody)) == (422, "invalid")


async def test_the_queue_is_filtered_searched_and_paged(boss: Browser) -> None:
    notes = [{**NOTE, "id": f"n{n}", "body": f"Warm as number {n}."} for n in range(30)]
    await sent(boss, {**NOTE, "id": "risky", "body": "Costs 5 EUR."}, *notes)
    assert (await waiting(boss, risk="price"))["texts"] == 1
    assert (await waiting(boss, risk="none"))["texts"] == 30
    assert (await waiting(boss, q="NUMBER 17"))["texts"] == 1
    assert (await waiting(boss, q="100%_\x00"))["texts"] == 0
    pages = [await waiting(boss, limit=10, offset=offset) for offset in (0, 10, 20, 30)]
    seen = [note["id"] for page in pages for note in page["items"]]
    assert len(set(seen)) == len(seen) == 31


async def test_many_are_decided_at_once(boss: Browser) -> None:
    notes = [{**NOTE, "id": f"n{n}", "body": f"Warm as number {n}."} for n in range(120)]
    await sent(boss, *notes)
    refs = [{"id": f"en:n{n}", "version": 1} for n in range(120)]
    answer = await boss.post(
        f"{REVIEWS}/decide", json={"decision": "reject", "notes": refs, "reason": "spam"}
    )
    assert {one["outcome"] for one in answer.json()["items"]} == {"done"}
    assert (await waiting(boss))["texts"] == 0
    decided = (await boss.get(f"{REVIEWS}/decisions", params={"note": "en:n7"})).json()
    assert [(one["decision"], one["reason"]) for one in decided["items"]] == [("rejected", "spam")]


async def test_agents_do_not_review(ana: Browser) -> None:
    ref = {"id": "en:n1", "version": 1}
    answers = [
        await ana.get(REVIEWS),
        await ana.get(f"{REVIEWS}/decisions"),
        await ana.get(f"{REVIEWS}/quarantine"),
        await ana.post(f"{REVIEWS}/decide", json={"decision": "approve", "notes": [ref]}),
        await ana.post(f"{REVIEWS}/edit", json={**ref, "title": "T", "body": "B"}),
        await ana.post(f"{REVIEWS}/quarantine", json={"author": "Mia"}),
        await ana.post(f"{REVIEWS}/release", json={"author": "Mia"}),
    ]
    assert {(answer.status_code, code_of(answer)) for answer in answers} == {(403, "forbidden")}
