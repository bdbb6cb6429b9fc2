"""Changes the bot's model while Shopbell runs: the new one is loaded beside the old one."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime

import httpx
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from connectors.rasa_client import bot_health
from connectors.serving_bot.address import KNOWN_S
from connectors.serving_bot.models import ServingBot
from connectors.serving_bot.repository import save_serving_bot
from conversations.availability import UNAVAILABLE
from shopbell.processes.bot import BOT, DRAIN_S, bot_program
from shopbell.processes.model import PinnedModel, pinned_model
from shopbell.processes.ports import second_port
from shopbell.processes.supervisor import Child, Supervisor
from shopbell.settings import Settings

LOOK_S = 1.0
HEALTH_POLL_S = 0.2
START_LIMIT_S = 180.0
# Rasa goes on without a model that it cannot load, and only says so in its log.
NO_MODEL = frozenset({"not_ready", "model_untrusted"})
NO_MODEL_POLLS = 10
# The app may go on asking the former bot for as long as it trusts the address that it read.
SETTLE_S = 2 * KNOWN_S


class ModelRefusedError(Exception):
    """The text says why the new model must not serve."""


class ModelChange:
    """`bot` serves `model` now; `report` is told in one line what becomes of a new one."""

    def __init__(
        self,
        *,
        settings: Settings,
        supervisor: Supervisor,
        bot: Child,
        model: PinnedModel,
        writer: async_sessionmaker[AsyncSession],
        clock: Callable[[], datetime],
        report: Callable[[str], None],
    ) -> None:
        self._settings = settings
        self._supervisor = supervisor
        self._bot = bot
        self._model = model
        self._refused: PinnedModel | None = None
        self._writer = writer
        self._clock = clock
        self._report = report

    async def run(self) -> None:
        """Look each second whether another model was trained, until the supervisor stops."""
        while not self._supervisor.stopping:
            await asyncio.sleep(LOOK_S)
            model = pinned_model(self._settings)
            if model is not None and model not in (self._model, self._refused):
                await self._try(model)

    async def _try(self, model: PinnedModel) -> None:
        try:
            await self._change(model)
        except Exception as problem:
            if self._supervisor.stopping:
                return
            # Whatever it was, the next model must find someone who looks for it.
            self._refused = model
            why = str(problem) if isinstance(problem, ModelRefusedError) else repr(problem)
            self._report(
                f"The new model {model.file.name} is refused: {why} "
                f"{self._model.file.name} goes on answering."
            )

    async def _change(self, model: PinnedModel) -> None:
        if not await asyncio.to_thread(model.intact):
            raise ModelRefusedError("its file is not the one that was trained. Train again.")
        self._report(f"Loading the new model {model.file.name} beside the one that answers.")
        began = asyncio.get_running_loop().time()
        port = second_port(self._settings.bot_port)
        address = f"http://127.0.0.1:{port}"
        program = bot_program(self._settings, model.file, port=port, name=f"{BOT}-new")
        bot = self._supervisor.start(program, on_trial=True)
        try:
            await self._until_it_serves(bot, address, model)
            self._supervisor.adopt(bot, BOT)
            await self._switch(address, model)
        except Exception:
            await self._supervisor.end(bot)
            raise
        former, self._bot, self._model = self._bot, bot, model
        seconds = asyncio.get_running_loop().time() - began
        self._report(f"The new model {model.file.name} answers ({seconds:.0f} s).")
        await asyncio.sleep(SETTLE_S)
        await self._supervisor.end(former, grace_s=DRAIN_S + 1)

    async def _until_it_serves(self, bot: Child, address: str, model: PinnedModel) -> None:
        log = bot.program.log
        started_without_it = 0
        try:
            async with asyncio.timeout(START_LIMIT_S), httpx.AsyncClient(trust_env=False) as http:
                while (health := await bot_health(http, address)).model is None:
                    started_without_it += health.code in NO_MODEL
                    if bot.over.is_set() or started_without_it > NO_MODEL_POLLS:
                        raise ModelRefusedError(f"the bot could not load it; {log} says why.")
                    await asyncio.sleep(HEALTH_POLL_S)
        except TimeoutError:
            raise ModelRefusedError(
                f"the bot did not answer within {START_LIMIT_S:.0f} s; {log} says why."
            ) from None
        if health.model != model.sha256 or bot.over.is_set():
            raise ModelRefusedError("the bot answers with another model than the one trained.")

    async def _switch(self, address: str, model: PinnedModel) -> None:
        """Send new turns to `address`. Both bots run until the database has taken it for sure."""
        while True:
            row = ServingBot(
                installation=self._settings.installation,
                address=address,
                model=model.sha256,
                since=self._clock(),
            )
            try:
                async with self._writer.begin() as session:
                    await save_serving_bot(session, row)
                return
            except UNAVAILABLE:
                await asyncio.sleep(LOOK_S)
