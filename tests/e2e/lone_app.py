"""The app's process without a bot and without a supervisor, to be killed and started at will.

Shoppers and agents meet in it as they do in the whole; what asks for the bot gets the fallback.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
from argon2 import PasswordHasher
from sqlalchemy.ext.asyncio import AsyncSession

from console.accounts.access import COOKIE
from console.accounts.sessions import open_session
from console.models import Agent, AgentRole
from conversations.identifiers import new_id
from conversations.sites.service import save_site
from shopbell.database import open_database
from shopbell.schema import migrate
from shopbell.services import utc_now
from shopbell.settings import CHECKOUT, Settings
from tests.prepared_encoder import lend_encoder
from tests.shop_process import free_port

SITE = "demo"
START_S = 120


def _aside(work: Callable[[], Any]) -> Any:
    """Playwright keeps a loop running in a test's own thread."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(work).result()


class LoneApp:
    """`origins` may embed the widget besides the app's own pages."""

    def __init__(self, home: Path, *, origins: tuple[str, ...] = (), **settings: str) -> None:
        self.settings = Settings(home=home, port=free_port(), demo=True, bot_port=1)
        self._more = {f"SHOPBELL_{name.upper()}": value for name, value in settings.items()}
        self._process: subprocess.Popen[bytes] | None = None
        home.mkdir(parents=True, exist_ok=True)
        _aside(lambda: migrate(self.settings))
        lend_encoder(home)
        own = sorted(self.settings.own_origins | set(origins))
        self.change(lambda session: save_site(session, key=SITE, name="Demo", origins=own))

    @property
    def pid(self) -> int:
        assert self._process is not None, "it does not run"
        return self._process.pid

    @property
    def url(self) -> str:
        return f"http://localhost:{self.settings.port}"

    def change(self, work: Callable[[AsyncSession], Awaitable[Any]]) -> Any:
        """Do this to its database in one transaction, beside the running app."""

        async def run() -> Any:
            database = open_database(self.settings.database)
            async with database.writer.begin() as session:
                result = await work(session)
            await database.dispose()
            return result

        return _aside(lambda: asyncio.run(run()))

    def agent_cookie(self, name: str = "Ana", role: AgentRole = AgentRole.ADMIN) -> dict[str, str]:
        """A person of the console who is signed in already, as a cookie for a browser."""

        async def hire(session: AsyncSession) -> str:
            agent = Agent(
                id=new_id(),
                email=f"{name.casefold()}@shop.test",
                name=name,
                role=role,
                password_hash=PasswordHasher(1, 8, 1).hash(new_id()),
                disabled=False,
                created_at=utc_now(),
            )
            session.add(agent)
            await session.flush()
            token, _ = await open_session(session, agent=agent, now=utc_now())
            return token

        return {"name": COOKIE, "value": self.change(hire), "url": self.url}

    def spawn(self) -> None:
        """Start the process, without waiting until it answers."""
        settings = self.settings
        environment = {
            **os.environ,
            "SHOPBELL_HOME": str(settings.home),
            "SHOPBELL_PORT": str(settings.port),
            "SHOPBELL_BOT_PORT": str(settings.bot_port),
            "SHOPBELL_DEMO": "true",
            **self._more,
        }
        with (settings.home / "app.log").open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "shopbell.processes.app"],
                cwd=CHECKOUT,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )

    def await_ready(self) -> None:
        """Raises `RuntimeError` with the end of its log when it does not come."""
        deadline = time.monotonic() + START_S
        while time.monotonic() < deadline:
            try:
                if httpx.get(f"{self.url}/widget.js", timeout=5).status_code == 200:
                    return
            except httpx.TransportError:
                time.sleep(0.05)
        raise RuntimeError((self.settings.home / "app.log").read_text()[-3000:])

    def start(self) -> None:
        self.spawn()
        self.await_ready()

    def kill(self) -> None:
        """As the machine would: no farewell to any socket, no transaction finished."""
        if self._process is None:
            return
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()
        self._process = None

    def ask(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        """Read its database, as it stands on the disk."""
        file = self.settings.database_file
        assert file is not None
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
            return connection.execute(query, values).fetchall()

    def remove(self) -> None:
        self.kill()
        shutil.rmtree(self.settings.home, ignore_errors=True)
