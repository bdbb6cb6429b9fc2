"""The console's inbox with 10,000 open conversations: answers, frames, first paint, scripts.

    uv run python -m benchmarks.inbox [--conversations 10000]

The running app without a bot, on this machine's loopback, in Chromium. Needs the built front ends.
"""

from __future__ import annotations

import argparse
import gzip
import statistics
import tempfile
import time
from pathlib import Path

import httpx
from playwright.sync_api import Browser, Page, sync_playwright

from shopbell.front_ends import CONSOLE
from shopbell.services import utc_now
from tests.console.full_inbox import fill_inbox
from tests.e2e.chromium import launch
from tests.e2e.lone_app import SITE, LoneApp

ROUNDS = 25
ASKED = {
    "first page, waiting": "/inbox?view=queued",
    "first page, all open": "/inbox?view=all",
    "narrowed by language and reason": "/inbox?view=queued&locale=zh&reason=angry",
    "counts": "/inbox/counts",
    "search, a rare word": "/search?q=9999",
    "search, a word of an eighth of all messages": "/search?q=parcel",
    "search, Chinese": "/search?q=退款什么时候",
    "search, two letters of a word": "/search?q=pa",
}
# Wheels down in even steps for some seconds, and says how long each frame took.
SCROLL = """async () => {
  const box = document.querySelector(".inbox__scroll");
  const frames = [];
  let last = performance.now();
  for (let step = 0; step < 300; step += 1) {
    box.scrollTop += 240;
    await new Promise((done) => requestAnimationFrame(done));
    const now = performance.now();
    frames.push(now - last);
    last = now;
  }
  return { frames, rows: document.querySelectorAll(".row").length, top: box.scrollTop };
}"""
PAINT = """() => performance.getEntriesByType("paint")
  .find((one) => one.name === "first-contentful-paint")?.startTime"""
LOADED = """() => performance.getEntriesByType("resource")
  .filter((one) => one.name.endsWith(".js")).map((one) => one.name.split("/").pop())"""
PAGES = ("/inbox/queued", "/search", "/knowledge", "/gaps", "/notes", "/people")


def quantile(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def ask(app: LoneApp, cookie: dict[str, str]) -> None:
    with httpx.Client(
        base_url=f"{app.url}/api/console", cookies={cookie["name"]: cookie["value"]}
    ) as client:
        for what, path in ASKED.items():
            took = []
            for _ in range(ROUNDS):
                begun = time.perf_counter()
                client.get(path).raise_for_status()
                took.append((time.perf_counter() - begun) * 1000)
            print(
                f"{what:46} median {statistics.median(took):6.1f} ms, slowest {max(took):6.1f} ms"
            )
        after, pages, begun = None, 0, time.perf_counter()
        while True:
            place = {"after": after} if after else {}
            page = client.get("/inbox", params={"view": "all", "limit": "200", **place}).json()
            pages += 1
            if (after := page["next"]) is None:
                break
        took_s = time.perf_counter() - begun
        print(f"all {pages} pages one after the other: {took_s:.2f} s")


def scroll(page: Page, app: LoneApp, conversations: int) -> None:
    page.goto(f"{app.url}/console/inbox/queued")
    page.wait_for_selector(".row")
    page.evaluate(SCROLL)
    seen = page.evaluate(SCROLL)
    frames = seen["frames"]
    late = sum(1 for frame in frames if frame > 50)
    print(
        f"scrolling: {len(frames)} frames, median {statistics.median(frames):.1f} ms, 95th"
        f" percentile {quantile(frames, 0.95):.1f} ms, {late} over 50 ms; {seen['rows']} rows kept"
    )
    begun = time.perf_counter()
    ready = "([n]) => document.querySelector('.rows').offsetHeight >= n * 84"
    while not page.evaluate(ready, [conversations]):
        page.evaluate("() => { document.querySelector('.inbox__scroll').scrollTop = 1e9 }")
        page.wait_for_timeout(30)
    print(f"to the end of {conversations} rows: {time.perf_counter() - begun:.1f} s")
    seen = page.evaluate(SCROLL.replace("+= 240", "-= 240"))
    frames = seen["frames"]
    print(
        f"back up with all loaded: median {statistics.median(frames):.1f} ms, 95th percentile"
        f" {quantile(frames, 0.95):.1f} ms; {seen['rows']} rows kept"
    )


def paint(browser: Browser, app: LoneApp, cookie: dict[str, str]) -> None:
    for path in PAGES:
        painted, names = [], []
        for _ in range(5):
            context = browser.new_context(viewport={"width": 1440, "height": 900})
            context.add_cookies(
                [{"name": cookie["name"], "value": cookie["value"], "url": app.url}]
            )
            page = context.new_page()
            page.goto(f"{app.url}/console{path}")
            page.wait_for_selector("h1")
            painted.append(page.wait_for_function(PAINT).json_value())
            names = page.evaluate(LOADED)
            context.close()
        size = sum(len(gzip.compress((CONSOLE / "assets" / name).read_bytes())) for name in names)
        print(
            f"{path:16} first paint median {statistics.median(painted):4.0f} ms, slowest"
            f" {max(painted):4.0f} ms; scripts {size / 1024:.0f} KiB gzipped"
        )
    scripts = list((CONSOLE / "assets").glob("*.js"))
    whole = sum(len(gzip.compress(script.read_bytes())) for script in scripts)
    print(f"all {len(scripts)} scripts of the console: {whole / 1024:.0f} KiB gzipped")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--conversations", type=int, default=10_000)
    number = parser.parse_args().conversations
    with tempfile.TemporaryDirectory() as folder:
        app = LoneApp(Path(folder) / "home")
        app.change(lambda session: fill_inbox(session, number, site=SITE, now=utc_now()))
        app.start()
        try:
            cookie = app.agent_cookie()
            ask(app, cookie)
            with sync_playwright() as playwright:
                browser = launch(playwright)
                context = browser.new_context(viewport={"width": 1440, "height": 900})
                context.add_cookies(
                    [{"name": cookie["name"], "value": cookie["value"], "url": app.url}]
                )
                paint(browser, app, cookie)
                scroll(context.new_page(), app, number)
                browser.close()
        finally:
            app.kill()


if __name__ == "__main__":
    main()
