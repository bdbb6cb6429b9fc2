"""What the widget costs a shop's page, beside rasa-webchat in the same browser.

    python -m benchmarks.widget [--rival FOLDER]

FOLDER is an unpacked `npm pack rasa-webchat@1.0.2`. Prints lines of Markdown tables.
"""

from __future__ import annotations

import argparse
import gzip
import statistics
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright
from sqlalchemy.ext.asyncio import AsyncSession

from conversations.contract import Author, Role, TextBody
from conversations.log.repository import lock_conversation
from conversations.log.service import append_message
from shopbell.settings import CHECKOUT
from tests.e2e.chromium import launch
from tests.e2e.lone_app import LoneApp
from tests.e2e.shop_pages import ShopPages
from tests.e2e.widget_log import row_count

DIST = CHECKOUT / "connectors" / "widget" / "dist"
LOADS, OPENINGS, SLOWED = 5, 10, 4
OBSERVE = """
window.tasks = []; window.shift = 0;
new PerformanceObserver((list) => list.getEntries().forEach((one) => tasks.push(one.duration)))
  .observe({ type: 'longtask', buffered: true });
new PerformanceObserver((list) => list.getEntries().forEach((one) => { shift += one.value; }))
  .observe({ type: 'layout-shift', buffered: true });
"""
SCROLL = """async () => {
  const list = document.querySelector('shopbell-widget').shadowRoot.querySelector('[role=log]');
  list.scrollTop = list.scrollHeight;
  const frames = [];
  await new Promise((done) => {
    const begun = performance.now();
    let last = begun;
    const step = (now) => {
      frames.push(now - last);
      last = now;
      list.scrollTop -= list.scrollHeight / 240;
      if (now - begun < 4000 && list.scrollTop > 0) requestAnimationFrame(step); else done();
    };
    requestAnimationFrame(step);
  });
  const whole = frames.slice(1).reduce((sum, each) => sum + each, 0);
  return [(frames.length - 1) / whole * 1000, Math.max(...frames.slice(1))];
}"""
OPENING = """async () => {
  const begun = performance.now();
  shopbell.open();
  const root = document.querySelector('shopbell-widget').shadowRoot;
  while (!root.querySelector('.panel')) await new Promise(requestAnimationFrame);
  await new Promise(requestAnimationFrame);
  const took = performance.now() - begun;
  shopbell.close();
  await new Promise((done) => setTimeout(done, 200));
  return took;
}"""


def packed(files: list[Path]) -> int:
    return sum(len(gzip.compress(file.read_bytes(), 9)) for file in files)


def loads(browser: Browser, url: str) -> tuple[float, float]:
    """The longest task of the main thread on a slowed CPU (median), and the layout's shift."""
    longest, shifts = [], []
    for _ in range(LOADS):
        context = browser.new_context(viewport={"width": 1280, "height": 800})
        page = context.new_page()
        page.add_init_script(OBSERVE)
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
        page.goto(url)
        page.wait_for_timeout(4_000)
        longest.append(page.evaluate("Math.max(0, ...window.tasks)"))
        shifts.append(page.evaluate("window.shift"))
        context.close()
    return statistics.median(longest), max(shifts)


def heap(page: Page) -> int:
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.collectGarbage")
    used: dict[str, Any] = session.send("Runtime.getHeapUsage")
    session.detach()
    return int(used["usedSize"])


async def talk(session: AsyncSession, conversation_id: str, count: int) -> None:
    conversation = await lock_conversation(session, conversation_id)
    assert conversation is not None
    for number in range(count):
        who = Author(Role.SHOPPER) if number % 2 else Author(Role.AGENT, "Ana")
        await append_message(
            session,
            conversation=conversation,
            author=who,
            body=TextBody(f"Message {number}: **which size** do I take, and when does it come?"),
            at=datetime.now(UTC),
        )


def rows(page: Page) -> int:
    """Of the log, drawn or not."""
    return row_count(page.get_by_role("log"))


def long_conversation(browser: Browser, app: LoneApp, url: str) -> list[str]:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(url)
    page.wait_for_function("window.shopbell && document.querySelector('shopbell-widget')")
    page.evaluate("void shopbell.open()")
    box = page.get_by_role("textbox", name="Your message")
    box.fill("hello")
    box.press("Enter")
    page.wait_for_timeout(1_500)
    [(conversation,)] = app.ask("select id from conversations order by created_at desc limit 1")
    marks = [(rows(page), heap(page))]
    for _ in range(4):
        app.change(lambda session: talk(session, conversation, 500))
        wanted = marks[-1][0] + 490
        while rows(page) < wanted:
            page.wait_for_timeout(250)
        marks.append((rows(page), heap(page)))
    grown = (marks[4][1] - marks[2][1]) / (marks[4][0] - marks[2][0])
    frames, worst = page.evaluate(SCROLL)
    page.close()
    heaps = ", ".join(f"{count}: {size / 2**20:.1f} MiB" for count, size in marks)
    return [
        f"| heap at rows | {heaps} |",
        f"| growth a message, the last 1,000 | {grown / 1024:.1f} KiB |",
        f"| scrolling, {marks[-1][0]} rows | {frames:.0f} frames/s, longest {worst:.0f} ms |",
    ]


def opened(browser: Browser, url: str) -> tuple[float, float]:
    page = browser.new_page()
    page.goto(url)
    page.wait_for_function("window.shopbell && document.querySelector('shopbell-widget')")
    page.wait_for_timeout(1_500)
    took = [float(page.evaluate(OPENING)) for _ in range(OPENINGS)]
    page.close()
    return took[0], statistics.median(took)


def rival_page(pages: ShopPages, folder: Path) -> tuple[str, int]:
    script = folder / "lib" / "index.js"
    pages.pages["/rival.js"] = script.read_text(encoding="utf-8")
    pages.pages["/rival-start.js"] = (
        "WebChat.default({ socketUrl: location.origin, title: 'Shop' }, null);"
    )
    pages.pages["/rival"] = (
        "<!doctype html><title>Shop</title><h1>Coat</h1><div id=webchat></div>"
        "<script src=/rival.js></script><script src=/rival-start.js></script>"
    )
    return f"{pages.origin}/rival", packed([script])


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rival", type=Path)
    rival: Path | None = options.parse_args().rival
    pages = ShopPages()
    with tempfile.TemporaryDirectory() as home, sync_playwright() as playwright:
        app = LoneApp(Path(home) / "home", origins=(pages.origin,))
        app.start()
        tag = f'<script src="{app.url}/widget.js" data-site="demo" async></script>'
        pages.pages["/"] = f"<!doctype html><title>Shop</title><h1>Coat</h1>{tag}"
        pages.pages["/bare"] = "<!doctype html><title>Shop</title><h1>Coat</h1>"
        browser = launch(playwright)
        parts = sorted((DIST / "widget").glob("*.js"))
        english = [part for part in parts if part.name.startswith(("embed", "panel"))]
        first = packed([DIST / "widget.js", *(p for p in parts if p.name.startswith("embed"))])
        print(time.strftime("%Y-%m-%d"), browser.version)
        print(f"| gzipped at first | {first} bytes |")
        print(f"| gzipped, a shopper's whole | {packed([DIST / 'widget.js', *english])} bytes |")
        print(f"| gzipped, with every language | {packed([DIST / 'widget.js', *parts])} bytes |")
        for name, path in (("no widget", "/bare"), ("Shopbell", "/")):
            longest, shift = loads(browser, pages.origin + path)
            print(f"| {name}: longest task, CPU / {SLOWED} | {longest:.0f} ms; shift {shift:.4f} |")
        if rival:
            url, size = rival_page(pages, rival)
            longest, shift = loads(browser, url)
            print(f"| rasa-webchat: gzipped | {size} bytes |")
            print(f"| rasa-webchat: longest task | {longest:.0f} ms; shift {shift:.4f} |")
        opening = opened(browser, f"{pages.origin}/")
        print(f"| opening, first and median | {opening[0]:.0f} ms, {opening[1]:.0f} ms |")
        for line in long_conversation(browser, app, f"{pages.origin}/"):
            print(line)
        browser.close()
        app.kill()
    pages.stop()


if __name__ == "__main__":
    main()
