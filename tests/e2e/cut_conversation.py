"""A conversation between two browsers whose connection is cut at moments that chance picks."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from tests.e2e.lone_app import LoneApp
from tests.e2e.widget_log import whole_text

PHONE = ViewportSize(width=360, height=740)
DESKTOP = ViewportSize(width=1280, height=800)
MARK = re.compile(r"\b(?:shopper|agent)-\d\d\b")


@dataclass
class Talk:
    """`said` is the script so far, as (who, text), each side in its own order."""

    app: LoneApp
    shopper: Page
    agent: Page
    chance: random.Random
    said: list[tuple[str, str]] = field(default_factory=list)
    cuts: list[str] = field(default_factory=list)

    def say(self, who: str) -> None:
        text = f"{who}-{sum(by == who for by, _ in self.said):02d}"
        page = self.shopper if who == "shopper" else self.agent
        name = re.compile("Your message") if who == "shopper" else re.compile("reply|message", re.I)
        box = page.get_by_role("textbox", name=name)
        box.fill(text)
        box.press("Enter")
        self.said.append((who, text))

    def go_offline(self) -> None:
        page = self.chance.choice([self.shopper, self.agent])
        page.context.set_offline(True)
        time.sleep(self.chance.uniform(0, 1.5))
        self.say(self.chance.choice(["shopper", "agent"]))
        page.context.set_offline(False)

    def kill_server(self) -> None:
        """The shopper and the agent write on while nothing answers."""
        self.app.kill()
        self.say(self.chance.choice(["shopper", "agent"]))
        self.app.spawn()
        if self.chance.random() < 0.5:
            self.app.await_ready()

    def reload(self) -> None:
        """What waits is in the browser's storage; the page forgets everything else."""
        self.app.await_ready()
        self.shopper.reload()
        self.shopper.wait_for_function("window.shopbell")
        self.shopper.evaluate("void window.shopbell.open()")

    def cut(self, kind: str) -> None:
        time.sleep(self.chance.choice([0, self.chance.uniform(0, 0.05), self.chance.random()]))
        {"offline": self.go_offline, "kill": self.kill_server, "reload": self.reload}[kind]()
        self.cuts.append(kind)


@contextmanager
def talking(app: LoneApp, browser: Browser, seed: int) -> Iterator[Talk]:
    """A shopper with a person: the queue was left before the first cut."""
    contexts: list[BrowserContext] = []

    def page(size: ViewportSize) -> Page:
        context = browser.new_context(viewport=size)
        contexts.append(context)
        made = context.new_page()
        made.set_default_timeout(15_000)
        return made

    shopper, agent = page(PHONE), page(DESKTOP)
    agent.context.add_cookies([app.agent_cookie()])  # type: ignore[list-item]
    shopper.goto(f"{app.url}/demo")
    shopper.get_by_role("button", name="Ask a question").click()
    shopper.get_by_role("dialog").get_by_role("button", name="Talk to a person").click()
    expect(shopper.get_by_text("You are in line for a person")).to_be_visible()
    agent.goto(f"{app.url}/console/inbox/queued")
    agent.get_by_role("link", name=re.compile("Visitor")).first.click()
    agent.get_by_role("button", name="Claim", exact=True).click()
    expect(agent.get_by_role("textbox", name=re.compile("reply|message", re.I))).to_be_visible()
    yield Talk(app, shopper, agent, random.Random(seed))
    for context in contexts:
        context.close()


def run(talk: Talk, *, messages: int, kinds: list[str]) -> None:
    """Cuts of all `kinds`, spread over at least `messages` messages."""
    talk.chance.shuffle(kinds)
    pace = max(1, len(kinds) * 2 // messages)
    while kinds or len(talk.said) < messages:
        if len(talk.said) < messages:
            talk.say(talk.chance.choice(["shopper", "agent"]))
        for _ in range(talk.chance.randint(0, pace) if len(talk.said) < messages else pace):
            if kinds:
                talk.cut(kinds.pop())
    talk.app.await_ready()
    for page in (talk.shopper, talk.agent):
        page.context.set_offline(False)


def stored(talk: Talk) -> list[str]:
    """What the database holds, in the order of the log."""
    rows = talk.app.ask(
        "select body from conversation_log where event = 'message.posted' and seq is not null"
        " and author_role in ('shopper', 'agent') order by seq"
    )
    return [mark for (body,) in rows for mark in MARK.findall(body)]


def dense(talk: Talk) -> bool:
    seqs = [seq for (seq,) in talk.app.ask(
        "select seq from conversation_log where seq is not null order by seq")]  # fmt: skip
    return seqs == list(range(1, len(seqs) + 1))


def shown(page: Page) -> list[str]:
    """What an agent's log holds; of a shopper's also what it does not draw at the moment."""
    log = page.get_by_role("log").first
    return MARK.findall(whole_text(log) if log.locator(".stretch").count() else log.inner_text())
