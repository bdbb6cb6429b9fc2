"""What holds for every route at once, read from the routes themselves."""

from __future__ import annotations

import re
from typing import Any

import pytest
from httpx import Response

from tests.console.desk import Browser, Desk, code_of, console_app

pytestmark = pytest.mark.anyio

OPEN = {
    ("post", "/api/console/session"),
    ("get", "/api/console/links/{token}"),
    ("post", "/api/console/links/{token}"),
    ("post", "/api/console/password-resets"),
}
ABSENT_IDS = ["0" * 32, "f" * 32, "nonsense", "1", "A" * 32, "x" * 900, "' or 1=1 --", "é"]
BODIES: dict[str, dict[str, Any]] = {
    "claim": {"version": 1},
    "release": {"version": 1},
    "close": {"version": 1},
    "messages": {"cmid": "cmid-0001", "text": "hi"},
    "notes": {"cmid": "cmid-0001", "text": "hi"},
    "seen": {"seq": 1},
    "typing": {"on": True},
    "transfer": {"version": 1, "team": "0" * 32, "reason": "x"},
    "snooze": {},
    "cards": {"cmid": "cmid-0001", "product": "x"},
    "merge": {"version": 1, "other": "0" * 32, "other_version": 1},
    "orders/plan": {"action": "cancel", "args": {"order": "#W1", "reason": "x"}},
    "orders/confirm": {"token": "token-0001", "key": "key-00001"},
    "orders/undo": {"receipt": "R-1", "key": "key-00001"},
    "verification": {"order": "#W1", "email": "a@shop.test"},
}


def routes() -> list[tuple[str, str]]:
    paths = console_app().openapi()["paths"]
    return [(method, path) for path, methods in paths.items() for method in methods]


async def call(browser: Browser, method: str, path: str, **options: Any) -> Response:
    filled = re.sub(r"\{\w+\}", "0" * 32, path)
    if method in ("post", "put", "patch"):
        options.setdefault("json", {})
    return await browser.request(method.upper(), filled, **options)


async def test_nobody_reaches_anything_without_signing_in(desk: Desk) -> None:
    guarded = [route for route in routes() if route not in OPEN]
    assert len(guarded) > 20
    answers = [await call(desk.browser(), *route) for route in guarded]
    assert {(answer.status_code, code_of(answer)) for answer in answers} == {
        (401, "unauthenticated")
    }
    assert len({answer.content for answer in answers}) == 1


async def test_nothing_is_changed_without_the_csrf_token(desk: Desk, boss: Browser) -> None:
    changing = [route for route in routes() if route[0] != "get" and route not in OPEN]
    assert len(changing) > 15
    for token in (None, "wrong"):
        boss.csrf = None
        headers = {} if token is None else {"X-CSRF-Token": token}
        answers = [await call(boss, *route, headers=headers) for route in changing]
        assert {(answer.status_code, code_of(answer)) for answer in answers} == {
            (403, "csrf_refused")
        }


async def test_another_sites_page_changes_nothing_anywhere(desk: Desk, boss: Browser) -> None:
    changing = [route for route in routes() if route[0] != "get"]
    headers = {"Origin": "https://evil.test"}
    answers = [await call(boss, *route, headers=headers) for route in changing]
    assert {(answer.status_code, code_of(answer)) for answer in answers} == {
        (403, "origin_refused")
    }


async def test_conversations_that_are_not_there_are_one_answer(ana: Browser) -> None:
    answers = []
    for conversation_id in ABSENT_IDS:
        base = f"/api/console/conversations/{conversation_id}"
        answers.append(await ana.get(base))
        answers += [await ana.post(f"{base}/{deed}", json=body) for deed, body in BODIES.items()]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1


async def test_every_answer_is_kept_by_nobody(desk: Desk, boss: Browser) -> None:
    for browser in (boss, desk.browser()):
        for route in routes():
            answer = await call(browser, *route)
            assert answer.headers["cache-control"] == "no-store", route


async def test_every_refusal_has_the_one_shape(desk: Desk, boss: Browser) -> None:
    paths = ("/api/console/nothing", "/api/console/articles/try", "/api/console/people/x/y")
    for path in paths:
        answer = await boss.request("DELETE", path)
        assert set(answer.json()["error"]) == {"code", "message"}
    broken = await boss.post(
        "/api/console/people", content="{", headers={"Content-Type": "application/json"}
    )
    assert (broken.status_code, code_of(broken)) == (422, "invalid")


def test_the_description_of_the_api_names_every_answer() -> None:
    described = console_app().openapi()
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            good = [code for code in operation["responses"] if code.startswith("2")]
            assert len(good) == 1, (path, method)
            if good != ["204"] and not path.endswith(".csv"):
                content = operation["responses"][good[0]]["content"]
                schema = content.get("application/json", {}).get("schema", {})
                # A file is of a kind of its own and has no form to describe.
                assert "$ref" in schema or "application/json" not in content, (path, method)
            assert "ProblemAnswer" in str(operation["responses"]["422"])
