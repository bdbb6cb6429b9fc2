from __future__ import annotations

import pytest

from console.inbox.filters.endpoints import MOST
from tests.console.desk import Browser, code_of

pytestmark = pytest.mark.anyio

FILTERS = "/api/console/filters"


async def test_a_filter_is_kept_for_the_one_who_named_it(ana: Browser, ben: Browser) -> None:
    query = {"view": "queued", "locale": "zh", "reason": "angry"}
    saved = await ana.post(FILTERS, json={"name": "Angry, Chinese", "query": query})
    assert [(one["name"], one["query"]) for one in saved.json()["items"]] == [
        ("Angry, Chinese", query)
    ]
    assert (await ana.get(FILTERS)).json() == saved.json()
    assert (await ben.get(FILTERS)).json() == {"items": []}
    kept = f"{FILTERS}/{saved.json()['items'][0]['id']}"
    assert code_of(await ben.delete(kept)) == "not_found"
    assert (await ana.delete(kept)).status_code == 204
    assert (await ana.get(FILTERS)).json() == {"items": []}
    assert code_of(await ana.delete(kept)) == "not_found"


async def test_the_same_name_gets_the_new_query(ana: Browser) -> None:
    await ana.post(FILTERS, json={"name": "Late", "query": {"view": "queued"}})
    again = await ana.post(FILTERS, json={"name": "Late", "query": {"view": "all"}})
    assert [one["query"] for one in again.json()["items"]] == [{"view": "all"}]


@pytest.mark.parametrize(
    "body",
    [
        {"name": " ", "query": {"view": "queued"}},
        {"name": "x", "query": {"view": "everything"}},
        {"name": "x", "query": {}},
        {"name": "x", "query": {"view": "all", "sql": "1"}},
    ],
)
async def test_what_is_no_filter_is_refused(ana: Browser, body: dict[str, object]) -> None:
    assert (await ana.post(FILTERS, json=body)).status_code == 422


async def test_there_is_an_end_to_them(ana: Browser) -> None:
    for number in range(MOST):
        body = {"name": f"Filter {number}", "query": {"view": "all"}}
        assert (await ana.post(FILTERS, json=body)).is_success
    more = await ana.post(FILTERS, json={"name": "One more", "query": {"view": "all"}})
    assert more.status_code == 422
    assert len((await ana.get(FILTERS)).json()["items"]) == MOST
