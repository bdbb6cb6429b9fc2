"""The console on a real database, and people with browsers before it."""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import httpcore
from argon2 import PasswordHasher
from fastapi import FastAPI
from httpx import ASGITransport, AsyncClient, Response
from starlette.types import Receive, Scope, Send

from actions.orders.policy.loading import load_policy
from actions.orders.store import SqlOrderStore
from actions.wording import load_wording
from console.accounts.access import COOKIE
from console.accounts.passwords import Passwords
from console.accounts.sessions import open_session
from console.composition import compose_parts
from console.endpoints import include_routes
from console.errors import install_error_handlers
from console.models import Agent, AgentRole
from console.parts import SocketPace, TextLikeness, Translate
from conversations.bus import InProcessBus
from conversations.contract import Author, EventName, HandoffReason, Role, TextBody
from conversations.identifiers import new_id
from conversations.log.repository import lock_conversation
from conversations.log.service import append_agent_row, append_message
from conversations.mail.service import queue_mail, recent_mails
from conversations.models import Conversation
from conversations.presence import Presence
from conversations.shoppers.service import begin_conversation, welcome_shopper
from conversations.sites.service import save_site
from conversations.states.service import escalate_conversation
from conversations.uploads.reading import FileReader
from knowledge_base.articles.schemas import LiveArticle
from knowledge_base.fetching.connecting import PublicOnly
from knowledge_base.fetching.service import Fetcher
from knowledge_base.importing.runs import begin_run
from knowledge_base.index.view import IndexView
from knowledge_base.preview.schemas import Asked, Preview
from knowledge_base.preview.service import ChangePreview
from knowledge_base.search.explaining import ExplainedSearch, Explanation
from shopbell.database import Database
from shopbell.receipts import OrderReceipts
from shopbell.shop_words import ShopWords
from tests.conftest import FakeClock

ORIGIN = "http://console.test"
PASSWORD = "correct horse battery"
PASSWORDS = Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
SHOPPER = Author(Role.SHOPPER)


async def no_likeness(texts: Sequence[str], about: Sequence[str], *, locale: str) -> list[float]:
    """For tests that compare nothing."""
    raise AssertionError(f"nothing was to be compared: {texts}")


class Browser(AsyncClient):
    """Keeps the cookie, and sends the CSRF token like the console's pages do."""

    csrf: str | None = None
    agent_id: str = ""

    async def request(self, method: Any, url: Any, **options: Any) -> Response:
        if self.csrf is not None and method != "GET":
            options["headers"] = {"X-CSRF-Token": self.csrf, **(options.get("headers") or {})}
        return await super().request(method, url, **options)

    async def sign_in(self, email: str, password: str = PASSWORD) -> Response:
        body = {"email": email, "password": password}
        answer = await self.post("/api/console/session", json=body)
        if answer.is_success:
            self.csrf = answer.json()["csrf"]
        return answer


class Wires(httpcore.AnyIOBackend):
    """Connections that lead to one port of this machine, whatever port was asked for."""

    def __init__(self, port: int) -> None:
        self._port = port

    async def connect_tcp(
        self, host: str, port: int, *rest: Any, **more: Any
    ) -> httpcore.AsyncNetworkStream:
        return await super().connect_tcp(host, self._port, *rest, **more)


@cache
def console_app() -> FastAPI:
    """The console's routes on whichever desk a request is for; slow to build."""
    app = FastAPI(openapi_url="/api/openapi.json")
    include_routes(app)
    install_error_handlers(app)
    return app


@dataclass
class Desk:
    database: Database
    clock: FakeClock
    # Only for tests that search.
    view: IndexView | None = None
    likeness: TextLikeness = no_likeness
    # Nothing is made up for later: what a test sees, a hint has told.
    pace: SocketPace = field(default_factory=lambda: SocketPace(recheck_s=3600, linger_s=0))
    secure_cookies: bool = False
    translate: Translate | None = None
    published: int = 0
    site: int | None = None
    """The port of a server that stands for http://shop.example/."""

    def __post_init__(self) -> None:
        self.bus = InProcessBus()
        self.presence = Presence(self.bus)
        self.orders = SqlOrderStore(
            writer=self.database.writer,
            reader=self.database.reader,
            policy=load_policy(),
            clock=self.clock,
            new_token=lambda: secrets.token_urlsafe(32),
        )
        self.password_hash = PASSWORDS._hasher.hash(PASSWORD)
        parts = compose_parts(
            writer=self.database.writer,
            reader=self.database.reader,
            bus=self.bus,
            presence=self.presence,
            clock=self.clock,
            explain=self._explain,
            preview=self._preview,
            likeness=self.likeness,
            on_published=self._count_published,
            queue_mail=queue_mail,
            orders=self.orders,
            receipts=OrderReceipts(load_wording()),
            shop=ShopWords(load_wording()),
            translate=self.translate,
            public_url=f"{ORIGIN}/",
            allowed_origins=[ORIGIN],
            secure_cookies=self.secure_cookies,
            passwords=PASSWORDS,
            pace=self.pace,
            open_fetcher=self._fetcher,
            files=FileReader(),
        )

        async def app(scope: Scope, receive: Receive, send: Send) -> None:
            scope["state"] = {"console": parts}
            await console_app()(scope, receive, send)

        self.app = app

    def _fetcher(self) -> Fetcher:
        """Leads to a site of the test's own where there is one; nothing else is there."""

        async def names(host: str, _port: int) -> list[str]:
            return ["127.0.0.1"] if self.site is not None and host == "shop.example" else []

        return Fetcher(PublicOnly(names, is_allowed=bool, network=Wires(self.site or 0)))

    async def begun_import(self, source: str) -> str:
        """The id of an import whose process will say nothing more of it."""
        async with self.database.writer.begin() as session:
            run = await begin_run(
                session, run_id=new_id(), source=source, dry_run=False, by="Boss", at=self.clock()
            )
        return run.id

    def _count_published(self) -> None:
        self.published += 1

    def _index(self) -> IndexView:
        assert self.view is not None, "nothing was to be searched"
        return self.view

    async def _explain(self, query: str, *, locale: str = "en") -> Explanation:
        return await ExplainedSearch(self._index()).explain(query, locale=locale)

    async def _preview(self, article: LiveArticle, questions: Sequence[Asked]) -> Preview:
        return await ChangePreview(self._index()).preview(article, questions)

    def browser(self, address: str = "192.0.2.1") -> Browser:
        transport = ASGITransport(self.app, client=(address, 1))
        return Browser(transport=transport, base_url=ORIGIN)

    async def hire(self, name: str, role: AgentRole = AgentRole.AGENT) -> Agent:
        """Somebody with a password, whose e-mail is `<name>@shop.test`."""
        agent = Agent(
            id=new_id(),
            email=f"{name.casefold()}@shop.test",
            name=name,
            role=role,
            password_hash=self.password_hash,
            disabled=False,
            created_at=self.clock(),
        )
        async with self.database.writer.begin() as session:
            session.add(agent)
        return agent

    async def browser_of(self, agent: Agent) -> Browser:
        """A browser in which this person is signed in."""
        async with self.database.writer.begin() as session:
            token, signed_in = await open_session(session, agent=agent, now=self.clock())
        browser = self.browser()
        browser.cookies.set(COOKIE, token)
        browser.csrf, browser.agent_id = signed_in.csrf, agent.id
        return browser

    async def newcomer(self, name: str, role: AgentRole = AgentRole.AGENT) -> Browser:
        return await self.browser_of(await self.hire(name, role))

    async def mails(self) -> list[tuple[str, str]]:
        """(recipient, text) of every mail in the outbox."""
        async with self.database.reader() as session:
            return [(mail.recipient, mail.text) for mail in await recent_mails(session)]

    async def token_from_mail(self, recipient: str) -> str:
        texts = [text for to, text in await self.mails() if to == recipient]
        found = re.search(rf"{ORIGIN}/console/link/(\S+)", texts[0])
        assert found is not None
        return found[1]

    async def conversation(self, *texts: str, locale: str = "en") -> str:
        """A shopper writes these to the bot; the conversation's id."""
        at = self.clock()
        async with self.database.writer.begin() as session:
            await save_site(session, key="demo", name="Demo", origins=["http://shop.test"])
            shopper, _ = await welcome_shopper(session, site="demo", at=at)
            conversation = await begin_conversation(session, shopper=shopper, locale=locale, at=at)
        for text in texts:
            await self.shopper_says(conversation.id, text)
        return conversation.id

    async def queued(self, *texts: str, locale: str = "en") -> str:
        """The same, and then the shopper asks for a person."""
        conversation_id = await self.conversation(*(texts or ("hello",)), locale=locale)
        await self.escalate(conversation_id)
        return conversation_id

    async def shopper_says(self, conversation_id: str, text: str) -> int:
        """The `seq` of what was said."""
        async with self.database.writer.begin() as session:
            said = await append_message(
                session,
                conversation=await locked(session, conversation_id),
                author=SHOPPER,
                body=TextBody(text),
                at=self.clock(),
            )
        return said.row.seq or 0

    async def bot_understands(self, conversation_id: str, **body: Any) -> None:
        async with self.database.writer.begin() as session:
            await append_agent_row(
                session,
                conversation=await locked(session, conversation_id),
                event=EventName.TURN_UNDERSTOOD,
                author=Author(Role.BOT),
                body=body,
                at=self.clock(),
            )

    async def escalate(
        self, conversation_id: str, reason: HandoffReason = HandoffReason.ASKED_FOR_PERSON
    ) -> None:
        async with self.database.writer.begin() as session:
            await escalate_conversation(
                session,
                conversation=await locked(session, conversation_id),
                reason=reason,
                at=self.clock(),
            )

    async def state(self, conversation_id: str) -> Conversation:
        async with self.database.reader() as session:
            return await session.get_one(Conversation, conversation_id)


async def locked(session: Any, conversation_id: str) -> Conversation:
    conversation = await lock_conversation(session, conversation_id)
    assert conversation is not None
    return conversation


def code_of(answer: Response) -> str:
    return str(answer.json()["error"]["code"])
