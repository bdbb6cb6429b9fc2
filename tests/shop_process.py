"""A whole Shopbell for tests: `shopbell up` on free ports in a temporary home."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path

from shopbell.settings import CHECKOUT
from tests.prepared_encoder import lend_encoder
from tests.prepared_model import lend_model
from tests.prepared_shop import lent_demo

START_S = 240


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass
class ShopProcess:
    """`first_admin` is the link that `up` printed; `bot_pid` and `app_pid` change on a restart."""

    home: Path
    port: int
    bot_port: int
    process: subprocess.Popen[str]
    first_admin: str | None = None
    output: deque[str] = field(default_factory=lambda: deque(maxlen=400))

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"

    @property
    def bot_pid(self) -> int:
        return int((self.home / "logs" / "bot.pid").read_text())

    @property
    def app_pid(self) -> int:
        return int((self.home / "logs" / "app.pid").read_text())

    def stop(self) -> None:
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def start_shop(
    home: Path, *, demo: bool = True, settings: Mapping[str, str] | None = None
) -> ShopProcess:
    """Blocks until everything answers. Raises `RuntimeError` with what was printed otherwise.
    `settings` are more variables of its environment."""
    home.mkdir(parents=True, exist_ok=True)
    lend_encoder(home)
    lend_model(home)
    with lent_demo(home) if demo else nullcontext():
        return _started(home, demo=demo, settings=settings or {})


def _started(home: Path, *, demo: bool, settings: Mapping[str, str]) -> ShopProcess:
    port, bot_port = free_port(), free_port()
    command = [sys.executable, "-m", "shopbell", "up", *(["--demo"] if demo else [])]
    environment = {
        **os.environ,
        "SHOPBELL_HOME": str(home),
        "SHOPBELL_PORT": str(port),
        "SHOPBELL_BOT_PORT": str(bot_port),
        "COLUMNS": "400",
        **settings,
    }
    process = subprocess.Popen(
        command, cwd=CHECKOUT, env=environment, stderr=subprocess.PIPE, text=True
    )
    shop = ShopProcess(home, port, bot_port, process)
    running = threading.Event()
    threading.Thread(target=_listen, args=(shop, running), daemon=True).start()
    deadline = time.monotonic() + START_S
    while not running.wait(0.1):
        if process.poll() is not None or time.monotonic() > deadline:
            shop.stop()
            raise RuntimeError("Shopbell did not start:\n" + "".join(shop.output) + _ends(home))
    return shop


def _listen(shop: ShopProcess, running: threading.Event) -> None:
    for line in shop.process.stderr or ():
        shop.output.append(line)
        if found := re.search(r"http://\S+/console/link/\S+", line):
            shop.first_admin = found.group()
        if "Ctrl-C" in line:
            running.set()


def _ends(home: Path) -> str:
    """The last lines of what each process printed."""
    logs = sorted((home / "logs").glob("*.log"))
    return "\n".join(f"{log.name}: ...{log.read_text()[-1500:]}" for log in logs)
