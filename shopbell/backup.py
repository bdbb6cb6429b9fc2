"""Backup and restore of everything that a running Shopbell cannot make again by itself."""

from __future__ import annotations

import io
import json
import os
import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import URL, make_url

from conversations.identifiers import new_id
from shopbell.settings import Settings

FORMAT = 1
# Made anew from the rest: vectors, logs, and what says who is running.
LEFT_OUT = frozenset({"index", "index-commands", "logs", "lock", "test-cache"})
DATABASE = "shopbell.db"
BOT_DATABASE = "bot.db"
DUMP = "database.dump"


class BackupError(RuntimeError):
    """The text says what is missing or wrong."""


def write_backup(settings: Settings, target: Path) -> int:
    """Write one compressed archive of the home folder and the database; return its bytes.

    Safe while Shopbell runs: SQLite files are copied by SQLite's own online backup.
    """
    if target.exists():
        raise BackupError(f"{target} is there already. Name a new file.")
    with tempfile.TemporaryDirectory() as folder:
        staging = Path(folder)
        if settings.bot_database_file.exists():
            _copy_sqlite(settings.bot_database_file, staging / BOT_DATABASE)
        if settings.database_file is None:
            _dump_server(settings, staging / DUMP)
        elif settings.database_file.exists():
            _copy_sqlite(settings.database_file, staging / DATABASE)
        partial = target.with_name(target.name + ".partial")
        # It holds secrets and customers: nobody else may read it, not even while it is written.
        partial.touch(mode=0o600)
        try:
            _pack(settings, staging, partial)
            partial.rename(target)
        finally:
            partial.unlink(missing_ok=True)
    return target.stat().st_size


def _pack(settings: Settings, staging: Path, partial: Path) -> None:
    with tarfile.open(partial, "w:gz") as archive:
        _add_manifest(archive, settings)
        for path in sorted(staging.iterdir()):
            archive.add(path, arcname=path.name)
        for path in sorted(settings.home.glob("*")):
            if path.name not in LEFT_OUT and not path.name.startswith((DATABASE, BOT_DATABASE)):
                archive.add(path, arcname=path.name)


def read_backup(settings: Settings, source: Path) -> Path | None:
    """Put a backup in the place of the home folder, with a new epoch.

    The former home folder is kept and its new place returned. Nothing is changed when the archive
    is no backup. The caller holds the home's lock.
    """
    settings.home.parent.mkdir(parents=True, exist_ok=True)
    staging = Path(tempfile.mkdtemp(dir=settings.home.parent, prefix="restore-"))
    try:
        _unpack(source, staging)
        if (staging / DUMP).exists() != (settings.database_file is None):
            raise BackupError("The backup is of another kind of database than the one set.")
        if settings.database_file not in (None, settings.home / DATABASE):
            raise BackupError("Restore into SHOPBELL_HOME: unset SHOPBELL_DATABASE_URL first.")
        if (staging / DUMP).exists():
            _load_server(settings, staging / DUMP)
            (staging / DUMP).unlink()
        else:
            _new_epoch(staging / DATABASE)
        former = _swap(settings.home, staging)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return former


def _copy_sqlite(source: Path, target: Path) -> None:
    with sqlite3.connect(source) as live, sqlite3.connect(target) as copy:
        live.backup(copy)
    live.close()
    copy.close()


def _add_manifest(archive: tarfile.TarFile, settings: Settings) -> None:
    manifest = {
        "format": FORMAT,
        "at": datetime.now(UTC).isoformat(),
        "database": "server" if settings.database_file is None else "sqlite",
    }
    data = json.dumps(manifest).encode()
    entry = tarfile.TarInfo("manifest.json")
    entry.size = len(data)
    archive.addfile(entry, io.BytesIO(data))


def _unpack(source: Path, folder: Path) -> None:
    try:
        with tarfile.open(source, "r:gz") as archive:
            archive.extractall(folder, filter="data")
        manifest = json.loads((folder / "manifest.json").read_text())
    except (OSError, tarfile.TarError, ValueError, EOFError):
        raise BackupError(f"{source} is not a backup of Shopbell, or it is damaged.") from None
    if manifest.get("format") != FORMAT:
        raise BackupError(f"{source} was written by another version of Shopbell.")
    (folder / "manifest.json").unlink()


def _new_epoch(database: Path) -> None:
    """Clients that saw what came after the backup must not think that they are up to date."""
    with sqlite3.connect(database) as connection:
        connection.execute("UPDATE installations SET epoch = ?", (new_id(),))
    connection.close()


def _swap(home: Path, staging: Path) -> Path | None:
    former = None
    if any(path.name != "lock" for path in home.glob("*")):
        stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
        former = home.with_name(f"{home.name}-before-restore-{stamp}")
        former.mkdir()
        for path in home.glob("*"):
            if path.name != "lock":
                path.rename(former / path.name)
    for path in staging.iterdir():
        path.rename(home / path.name)
    return former


def _dump_server(settings: Settings, target: Path) -> None:
    _run_client(settings, "pg_dump", "--format=custom", f"--file={target}")


def _load_server(settings: Settings, dump: Path) -> None:
    _run_client(settings, "pg_restore", "--clean", "--if-exists", "--single-transaction", str(dump))
    epoch = "UPDATE installations SET epoch = :'epoch'"
    _run_client(settings, "psql", "--quiet", f"--set=epoch={new_id()}", text=epoch)


def _run_client(settings: Settings, tool: str, *arguments: str, text: str = "") -> None:
    """Run one of PostgreSQL's client programs on the database, `text` as its standard input."""
    found = shutil.which(tool)
    if found is None:
        raise BackupError(f"{tool} is not on the PATH. Install PostgreSQL's client programs.")
    url = make_url(settings.database)
    environment = {**os.environ, "PGPASSWORD": url.password or ""}
    plain = URL.create(
        "postgresql", url.username, None, url.host, url.port, url.database, url.query
    ).render_as_string(hide_password=False)
    done = subprocess.run(
        [found, f"--dbname={plain}", *arguments],
        env=environment,
        input=text,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise BackupError(f"{tool} failed: {done.stderr.strip().splitlines()[-1]}")
