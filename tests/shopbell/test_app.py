from __future__ import annotations

import re
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest

from shopbell.app import create_app
from shopbell.settings import Settings
from tests.prepared_encoder import lend_encoder

pytestmark = pytest.mark.anyio


@asynccontextmanager
async def opened(
    home: Path, migrated: Path, *, demo: bool = False, client: str = "127.0.0.1"
) -> AsyncIterator[httpx.AsyncClient]:
    shutil.copy(migrated, home / "shopbell.db")
    lend_encoder(home)
    # A port that nothing listens on: the bot is down.
    app = create_app(Settings(home=home, demo=demo, bot_port=1))
    transport = httpx.ASGITransport(app, client=(client, 40000))
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost:8000") as http:
        yield http


async def test_health_names_each_part_and_is_503_while_one_is_missing(
    tmp_path: Path, migrated_file: Path
) -> None:
    async with opened(tmp_path, migrated_file) as http:
        answer = await http.get("/healthz")
    assert answer.status_code == 503
    assert answer.json() == {
        "status": "starting",
        "parts": {"database": "ok", "bot": "starting", "index": "starting", "bus": "ok"},
    }


async def test_every_answer_carries_a_policy_without_inline_code(
    tmp_path: Path, migrated_file: Path
) -> None:
    async with opened(tmp_path, migrated_file) as http:
        for path in ("/healthz", "/console", "/widget.js", "/nowhere", "/help/none"):
            answer = await http.get(path)
            policy = answer.headers["content-security-policy"]
            assert "default-src 'none'" in policy, path
            assert "unsafe" not in policy, path
            assert answer.headers["x-content-type-options"] == "nosniff", path


async def test_only_the_widgets_script_may_be_embedded_by_other_origins(
    tmp_path: Path, migrated_file: Path
) -> None:
    async with opened(tmp_path, migrated_file) as http:
        widget = await http.get("/widget.js")
        console = await http.get("/console")
        parts = re.findall(r"\./(widget/[\w-]+\.js)", widget.text)
        part = await http.get(f"/{parts[0]}")
        missing = await http.get("/widget/none.js")
        outside = await http.get("/widget/..%2Fwidget.js")
    assert widget.headers["cross-origin-resource-policy"] == "cross-origin"
    assert part.headers["cross-origin-resource-policy"] == "cross-origin"
    assert part.headers["access-control-allow-origin"] == "*"
    assert "immutable" in part.headers["cache-control"]
    assert missing.headers["cache-control"] == "no-store"
    assert outside.status_code in (404, 422)
    assert console.headers["cross-origin-resource-policy"] == "same-origin"


async def test_a_shop_of_ones_own_has_no_demo_pages(tmp_path: Path, migrated_file: Path) -> None:
    async with opened(tmp_path, migrated_file) as http:
        for path in ("/demo", "/demo/mail", "/demo/mail.json", "/demo/catalogue.json"):
            assert (await http.get(path)).status_code == 404


@pytest.mark.parametrize(("client", "status"), [("127.0.0.1", 200), ("203.0.113.9", 404)])
async def test_the_demos_mails_are_shown_on_this_machine_only(
    tmp_path: Path, migrated_file: Path, client: str, status: int
) -> None:
    async with opened(tmp_path, migrated_file, demo=True, client=client) as http:
        assert (await http.get("/demo/mail.json")).status_code == status


async def test_what_only_the_bot_may_ask_wants_the_shared_secret(
    tmp_path: Path, migrated_file: Path
) -> None:
    async with opened(tmp_path, migrated_file) as http:
        secret = (tmp_path / "internal-secret").read_text()
        for method, path in (("POST", "/actions/webhook"), ("GET", "/internal/catalogue")):
            wrong = {"Authorization": "Bearer wrong"}
            assert (await http.request(method, path)).status_code == 401
            assert (await http.request(method, path, headers=wrong)).status_code == 401
        right = {"Authorization": f"Bearer {secret}"}
        assert (await http.get("/internal/catalogue", headers=right)).status_code == 200
    assert (tmp_path / "internal-secret").stat().st_mode & 0o077 == 0


async def test_the_console_api_is_described(tmp_path: Path, migrated_file: Path) -> None:
    async with opened(tmp_path, migrated_file) as http:
        paths = (await http.get("/api/openapi.json")).json()["paths"]
    assert "/api/console/inbox" in paths
    assert "/api/help/search" in paths
    assert "/actions/webhook" not in paths
