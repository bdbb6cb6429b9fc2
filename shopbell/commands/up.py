"""`shopbell up`: prepare what is missing, start both processes, print where to go."""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.status import Status

from shopbell.commands.errors import BadInputError
from shopbell.settings import Settings, load_settings

if TYPE_CHECKING:
    from shopbell.processes.model import PinnedModel
    from shopbell.processes.supervisor import Supervisor


def add_to(app: typer.Typer) -> None:
    app.command()(up)


def up(
    demo: Annotated[bool, typer.Option(help="Load the demo shop on first use.")] = False,
) -> None:
    """Start Shopbell and keep it running until Ctrl-C."""
    from knowledge_base.index.preparation import EncoderNotMadeError
    from shopbell.processes.bot import BotEnvironmentMissingError
    from shopbell.processes.lock import HomeInUseError, home_lock
    from shopbell.processes.model import TrainingFailedError
    from shopbell.processes.ports import PortTakenError, check_ports
    from shopbell.processes.readiness import NotReadyError

    settings = load_settings()
    settings = settings.model_copy(update={"demo": demo or settings.demo})
    try:
        with home_lock(settings):
            check_ports(settings)
            asyncio.run(_up(settings, Console(stderr=True)))
    except (
        BotEnvironmentMissingError,
        EncoderNotMadeError,
        HomeInUseError,
        TrainingFailedError,
        NotReadyError,
        PortTakenError,
    ) as problem:
        raise BadInputError(str(problem)) from None


async def _up(settings: Settings, console: Console) -> None:
    from shopbell.database import open_database
    from shopbell.processes.app import app_program
    from shopbell.processes.bot import bot_program
    from shopbell.processes.model_change import ModelChange
    from shopbell.processes.supervisor import Supervisor

    started = time.monotonic()
    with console.status("Preparing the database") as status:
        first_admin = await _prepare(settings, status)
    report = partial(console.print, soft_wrap=True)
    supervisor = Supervisor(report)
    supervisor.stop_on_signals()
    supervisor.start(app_program(settings))
    database = open_database(settings.database)
    changing: asyncio.Task[None] | None = None
    try:
        with console.status("Starting") as status:
            # The app reads its index in while the bot is trained.
            model = await _model(settings, status)
            bot = supervisor.start(bot_program(settings, model.file, port=settings.bot_port))
            ready = await _until_ready(settings, supervisor, status)
        if ready:
            _tell(console, settings, first_admin, time.monotonic() - started)
            change = ModelChange(
                settings=settings,
                supervisor=supervisor,
                bot=bot,
                model=model,
                writer=database.writer,
                clock=partial(datetime.now, UTC),
                report=report,
            )
            changing = asyncio.create_task(change.run())
    except BaseException:
        supervisor.stop()
        raise
    finally:
        await supervisor.wait()
        if changing is not None:
            changing.cancel()
            await asyncio.gather(changing, return_exceptions=True)
        await database.dispose()


async def _until_ready(settings: Settings, supervisor: Supervisor, status: Status) -> bool:
    from shopbell.processes.readiness import until_ready

    return await until_ready(
        f"http://127.0.0.1:{settings.port}",
        progress=lambda parts: status.update(f"Waiting for: {parts}"),
        stopping=lambda: supervisor.stopping,
        restarts=supervisor.restarts,
    )


async def _prepare(settings: Settings, status: Status) -> str | None:
    """Make the schema and the encoder; return the first admin's link where there is no admin."""
    from connectors.serving_bot.repository import delete_serving_bot
    from console.accounts.links import first_admin_link
    from knowledge_base.index.preparation import ensure_encoder
    from shopbell.database import open_database
    from shopbell.demo.loading import load_demo
    from shopbell.schema import migrate

    await asyncio.to_thread(migrate, settings)
    database = open_database(settings.database)
    try:
        if settings.demo:
            status.update("Loading the demo shop")
            await load_demo(database, settings)
        async with database.writer.begin() as session:
            token = await first_admin_link(session, datetime.now(UTC))
            # The bot begins at its configured port, wherever the last one ended.
            await delete_serving_bot(session, settings.installation)
    finally:
        await database.dispose()
    status.update("Preparing the sentence encoder")
    await asyncio.to_thread(ensure_encoder, settings.models_folder, settings.embedding_folder)
    return f"{settings.browser_url}/console/link/{token}" if token else None


async def _model(settings: Settings, status: Status) -> PinnedModel:
    from shopbell.processes.model import current_model, train_model

    model = current_model(settings)
    if model is None:
        status.update("Training the bot")
        model = await train_model(settings, lambda line: status.update(f"Training the bot: {line}"))
    return model


def _tell(console: Console, settings: Settings, first_admin: str | None, seconds: float) -> None:
    url = settings.browser_url
    console.print(f"Shopbell is running ({seconds:.0f} s).")
    console.print(f"  Shop demo page  {url}/demo", soft_wrap=True)
    console.print(f"  Console         {url}/console", soft_wrap=True)
    console.print(f"  Health          {url}/healthz", soft_wrap=True)
    if first_admin:
        console.print("\nThere is no admin yet. This link makes the first one, once:")
        console.print(f"  {first_admin}", soft_wrap=True)
    console.print("\nCtrl-C ends it.")
