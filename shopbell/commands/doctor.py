"""`shopbell doctor`: what is missing or wrong, and how to mend it."""

from __future__ import annotations

import asyncio
import importlib.util
import json
import socket
import sqlite3
import subprocess
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from shopbell.settings import Settings, load_settings

if TYPE_CHECKING:
    from shopbell.processes.model import PinnedModel

SHOWN_DIGITS = 12


@dataclass(frozen=True)
class Finding:
    part: str
    well: bool
    found: str
    mend: str = ""


def add_to(app: typer.Typer) -> None:
    app.command()(doctor)


def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="Print the findings as JSON.")] = False,
) -> None:
    """Check environments, ports, database, encoder, models, index and front ends.

    Status 1 if one is ill.
    """
    findings = list(examine(load_settings()))
    if as_json:
        print(json.dumps([asdict(finding) for finding in findings]))
    else:
        console = Console()
        for finding in findings:
            mark = "[green]well[/]" if finding.well else "[red]ill [/]"
            console.print(f"{mark} {finding.part}: {finding.found}", highlight=False)
            if finding.mend and not finding.well:
                console.print(f"     {finding.mend}", highlight=False)
    if not all(finding.well for finding in findings):
        raise typer.Exit(1)


def examine(settings: Settings) -> Iterator[Finding]:
    yield _app_environment()
    yield _bot_environment()
    for name, port in (("app", settings.port), ("bot", settings.bot_port)):
        yield _port(name, port)
    yield _database(settings)
    yield _encoder(settings)
    yield _model(settings)
    yield _served_model(settings)
    yield _index(settings)
    yield _front_ends()


def _app_environment() -> Finding:
    missing = [
        name
        for name in ("torch", "sentence_transformers", "spacy", "fastapi")
        if importlib.util.find_spec(name) is None
    ]
    found = f"missing {', '.join(missing)}" if missing else "complete"
    return Finding("app environment", not missing, found, "Run: make environments")


def _bot_environment() -> Finding:
    from shopbell.processes.bot import BotEnvironmentMissingError, bot_python

    try:
        done = subprocess.run(
            [bot_python(), "-c", "import importlib.metadata as m; print(m.version('rasa'))"],
            capture_output=True,
            text=True,
            check=False,
        )
    except BotEnvironmentMissingError:
        return Finding("bot environment", False, "not there", "Run: make environments")
    well = done.returncode == 0
    found = f"Rasa {done.stdout.strip()}" if well else "Rasa is not installed"
    return Finding("bot environment", well, found, "Run: make environments")


def _port(name: str, port: int) -> Finding:
    with socket.socket() as probe:
        taken = probe.connect_ex(("127.0.0.1", port)) == 0
    if not taken:
        return Finding(f"{name} port", True, f"{port} is free")
    # A port in use is well when it is ours that uses it.
    ours = _answers_health(port) if name == "app" else _answers_health_of_bot(port)
    variable = "SHOPBELL_PORT" if name == "app" else "SHOPBELL_BOT_PORT"
    found = f"{port} is used by {'this Shopbell' if ours else 'another program'}"
    return Finding(f"{name} port", ours, found, f"Choose another: {variable}=…")


def _answers_health(port: int) -> bool:
    import httpx

    try:
        return "parts" in httpx.get(f"http://127.0.0.1:{port}/healthz", timeout=3).json()
    except (httpx.HTTPError, ValueError):
        return False


def _answers_health_of_bot(port: int) -> bool:
    import httpx

    from connectors.rasa_client import HEALTH_PATH

    try:
        answer = httpx.get(f"http://127.0.0.1:{port}{HEALTH_PATH}", timeout=3)
    except httpx.HTTPError:
        return False
    return answer.status_code in (200, 401, 503)


def _database(settings: Settings) -> Finding:
    file = settings.database_file
    if file is None:
        return Finding("database", True, "on a server")
    if not file.exists():
        return Finding("database", True, "not made yet; `up` makes it")
    try:
        with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as connection:
            verdict = connection.execute("PRAGMA quick_check").fetchone()[0]
    except sqlite3.Error as problem:
        verdict = str(problem)
    return Finding("database", verdict == "ok", verdict, "Restore a backup: shopbell restore FILE")


def _encoder(settings: Settings) -> Finding:
    from knowledge_base.index.preparation import made_encoder

    folder = made_encoder(settings.models_folder, settings.embedding_folder)
    found = folder.name if folder else "missing or damaged; `up` makes it"
    return Finding("sentence encoder", True, found)


def _model(settings: Settings) -> Finding:
    from shopbell.processes.model import current_model

    model = current_model(settings)
    found = _named(model) if model else "none that fits the files in bot/"
    return Finding("model", model is not None, found, "Run: .venv/bin/shopbell train")


def _served_model(settings: Settings) -> Finding:
    """What the bot that turns go to answers with; well as well when no bot runs."""
    from shopbell.processes.model import pinned_model

    address, served = asyncio.run(_asked_bot(settings))
    if served is None:
        return Finding("served model", True, "none; no bot answers")
    trained = pinned_model(settings)
    found = f"{served[:SHOWN_DIGITS]} at {address}"
    if trained is None or trained.sha256 == served:
        return Finding("served model", True, found)
    mend = "If this lasts, `up` has refused the new one and said why. Run: .venv/bin/shopbell train"
    return Finding("served model", False, f"{found}, not the newest: {_named(trained)}", mend)


async def _asked_bot(settings: Settings) -> tuple[str, str | None]:
    import httpx
    from sqlalchemy.exc import SQLAlchemyError

    from connectors.rasa_client import bot_health
    from connectors.serving_bot.repository import serving_address
    from shopbell.database import open_database

    address = None
    if settings.database_file is None or settings.database_file.exists():
        database = open_database(settings.database)
        try:
            async with database.reader() as session:
                address = await serving_address(session, settings.installation)
        except (SQLAlchemyError, OSError):
            address = None
        finally:
            await database.dispose()
    async with httpx.AsyncClient(trust_env=False) as http:
        health = await bot_health(http, address or settings.bot_url)
    return address or settings.bot_url, health.model


def _named(model: PinnedModel) -> str:
    return f"{model.file.name} ({model.sha256[:SHOWN_DIGITS]})"


def _index(settings: Settings) -> Finding:
    folder = settings.home / "index"
    found = "there" if folder.exists() else "not made yet; `up` makes it"
    return Finding("index", True, found)


def _front_ends() -> Finding:
    from shopbell.front_ends import CONSOLE, WIDGET

    built = WIDGET.exists() and (CONSOLE / "index.html").exists()
    found = "built" if built else "not built"
    return Finding("front ends", built, found, "Run: make front-ends")
