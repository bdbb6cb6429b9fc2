"""A real bot process for tests, and how a turn is put to it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from conversations.contract import Chosen, Page, TurnReply, TurnRequest
from conversations.wire import decode, encode
from shopbell.settings import CHECKOUT
from tests.prepared_encoder import CACHE
from tests.shop_process import free_port

BOT_PYTHON = CHECKOUT / "bot" / ".venv" / "bin" / "python"
START_S = 120
SECRET = "a-secret-for-tests"


@dataclass
class RunningBot:
    """`app_port` is where its actions are; `folder` takes bot.db and the log."""

    model: Path
    folder: Path
    app_port: int
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None
    revision: int = 1

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}/webhooks/shopbell"

    @property
    def database(self) -> Path:
        return self.folder / "bot.db"

    def environment(self) -> dict[str, str]:
        return {
            **{key: value for key, value in os.environ.items() if key != "VIRTUAL_ENV"},
            "PYTHONPATH": str(CHECKOUT),
            "SHOPBELL_HOME": str(CACHE),
            "SHOPBELL_PORT": str(self.app_port),
            "SHOPBELL_BOT_PORT": str(self.port),
            "SHOPBELL_BOT_DATABASE": str(self.database),
            "SHOPBELL_INTERNAL_SECRET": SECRET,
        }

    def start(self) -> None:
        """Blocks until the health route answers ok. Raises `RuntimeError` with the log."""
        log = self.folder / "bot.log"
        command = [str(BOT_PYTHON), "-m", "bot.serve", "--model", str(self.model)]
        with log.open("ab") as output:
            self.process = subprocess.Popen(
                [*command, "--port", str(self.port)],
                cwd=CHECKOUT,
                env=self.environment(),
                stdout=output,
                stderr=output,
            )
        deadline = time.monotonic() + START_S
        while self.health().get("status") != "ok":
            if self.process.poll() is not None or time.monotonic() > deadline:
                self.stop()
                raise RuntimeError(f"the bot did not start:\n{log.read_text()[-4000:]}")
            time.sleep(0.1)

    def stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(15)
            except subprocess.TimeoutExpired:
                self.kill()

    def kill(self) -> None:
        assert self.process is not None
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(15)

    def health(self) -> dict[str, Any]:
        try:
            answer = httpx.get(f"{self.base}/health", timeout=5)
        except httpx.HTTPError:
            return {}
        health: dict[str, Any] = answer.json()
        return health

    def post(self, request: TurnRequest, secret: str = SECRET) -> httpx.Response:
        return httpx.post(
            f"{self.base}/turn",
            json=encode(request),
            headers={"Authorization": f"Bearer {secret}"},
            timeout=30,
        )

    def turn(self, request: TurnRequest) -> TurnReply:
        answer = self.post(request)
        assert answer.status_code == httpx.codes.OK, answer.text
        return decode(TurnReply, answer.json())

    def say(self, conversation: str, text: str, **more: Any) -> TurnReply:
        return self.turn(self.request(conversation, text, **more))

    def request(
        self,
        conversation: str,
        text: str,
        *,
        chosen: Chosen | None = None,
        locale: str = "en",
        page: Page | None = None,
        resume: bool = False,
        cmid: str | None = None,
    ) -> TurnRequest:
        return TurnRequest(
            conversation=conversation,
            cmid=cmid or str(uuid.uuid4()),
            turn=uuid.uuid4().hex,
            text=text,
            chosen=chosen,
            locale=locale,
            site="test",
            page=page or Page(),
            resume=resume,
            catalogue_revision=self.revision,
        )


def create_bot_tables(bot: RunningBot) -> None:
    """Made by the app's migrations in a real installation, before the bot starts."""
    script = (
        "import os; from bot.store_engine import create_store_engine; "
        "from bot.tracker_tables import metadata; "
        "metadata.create_all(create_store_engine(os.environ['SHOPBELL_BOT_DATABASE'])[0])"
    )
    subprocess.run(
        [str(BOT_PYTHON), "-W", "ignore", "-c", script],
        cwd=CHECKOUT, env=bot.environment(), check=True,
    )  # fmt: skip


def copy_model(model: Path, folder: Path) -> Path:
    """The model and its pin, for tests that spoil one of them."""
    for file in (model, model.with_name(model.name + ".sha256")):
        shutil.copyfile(file, folder / file.name)
    return folder / model.name
