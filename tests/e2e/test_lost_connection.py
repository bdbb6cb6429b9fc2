"""Every word is stored once, in order, and shown once on both sides, whenever the line is cut."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.e2e.cut_conversation import Talk, dense, run, shown, stored, talking
from tests.e2e.lone_app import LoneApp

pytestmark = [pytest.mark.browser, pytest.mark.long]


@pytest.fixture
def app(tmp_path: Path) -> Iterator[LoneApp]:
    started = LoneApp(tmp_path / "home")
    started.start()
    yield started
    started.kill()


def settled(talk: Talk) -> tuple[list[str], list[str], list[str]]:
    """Waits until both sides show as much as was said; what is wrong then stays wrong."""
    deadline = time.monotonic() + 60
    while True:
        found = stored(talk), shown(talk.shopper), shown(talk.agent)
        whole = all(len(each) >= len(talk.said) for each in found)
        if whole or time.monotonic() > deadline:
            # What would come twice comes now.
            talk.shopper.wait_for_timeout(1_000)
            return stored(talk), shown(talk.shopper), shown(talk.agent)
        talk.shopper.wait_for_timeout(250)


def check(talk: Talk) -> None:
    database, widget, console = settled(talk)
    for who in ("shopper", "agent"):
        script = [text for by, text in talk.said if by == who]
        assert [text for text in database if text.startswith(who)] == script
    assert widget == database
    assert console == database
    assert dense(talk)


@pytest.mark.timeout(240)
def test_nothing_is_lost_doubled_or_turned_round_at_a_few_cuts(
    app: LoneApp, browser: Browser
) -> None:
    with talking(app, browser, seed=8) as talk:
        run(talk, messages=12, kinds=["offline"] * 3 + ["kill"] * 2 + ["reload"])
        check(talk)
        assert len(talk.cuts) == 6


@pytest.mark.soak
@pytest.mark.timeout(2_400)
@pytest.mark.parametrize("seed", [1, 2])
def test_nor_at_fifty(app: LoneApp, browser: Browser, seed: int) -> None:
    with talking(app, browser, seed) as talk:
        run(talk, messages=40, kinds=["offline"] * 25 + ["kill"] * 25 + ["reload"] * 5)
        check(talk)
        assert len(talk.said) >= 40
        print(f"{len(talk.cuts)} cuts, {len(talk.said)} messages, each once and in order")
