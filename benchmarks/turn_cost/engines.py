"""The engines that are compared: how each is trained, started and spoken to."""

from __future__ import annotations

import hashlib
import http.client
import json
import os
import subprocess
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from shopbell.settings import CHECKOUT
from tests.shop_process import free_port

STOCK = CHECKOUT / "benchmarks" / "stock_rasa"
TABLES = (
    "import os; from bot.store_engine import create_store_engine; "
    "from bot.tracker_tables import metadata; "
    "metadata.create_all(create_store_engine(os.environ['SHOPBELL_BOT_DATABASE'])[0])"
)
START_S = 180.0
SECRET = "a-secret-for-benchmarks"


class Engine(Protocol):
    """`tree` is the checkout that its code and its data are of."""

    @property
    def name(self) -> str: ...
    @property
    def tree(self) -> Path: ...
    @property
    def path(self) -> str: ...
    def train(self) -> None: ...
    def prepare(self) -> None: ...
    def command(self, port: int) -> list[str]: ...
    def body(self, conversation: str, text: str) -> object: ...
    def acted(self, answer: bytes) -> bool: ...


@dataclass(frozen=True)
class Shopbell:
    """This engine, or an older one in another checkout. `SHOPBELL_HOME` has to hold the encoder."""

    name: str
    tree: Path
    work: Path
    path: str = "/webhooks/shopbell/turn"

    @property
    def model(self) -> Path:
        parts = ("bot/components", "bot/policies", "bot/data", "bot/domain", "config.yml")
        sources = [self.tree / part for part in parts if (self.tree / part).exists()]
        return self.work / "models" / f"shopbell-{_fingerprint(sources)}.tar.gz"

    def train(self) -> None:
        if not self.model.exists():
            _run(self.tree, "-m", "bot.train", "--out", str(self.model))

    def prepare(self) -> None:
        for file in self.work.glob("bot.db*"):
            file.unlink()
        _run(self.tree, "-W", "ignore", "-c", TABLES)

    def command(self, port: int) -> list[str]:
        return ["bot.serve", "--model", str(self.model), "--port", str(port)]

    def body(self, conversation: str, text: str) -> object:
        return {
            "conversation": conversation,
            "cmid": uuid.uuid4().hex,
            "turn": uuid.uuid4().hex,
            "text": text,
            "site": "demo",
            "catalogue_revision": 1,
        }

    def acted(self, answer: bytes) -> bool:
        return bool(json.loads(answer)["signals"])


@dataclass(frozen=True)
class StockRasa:
    """Rasa as it comes: the pipeline and policies of `rasa init`, its REST channel and store.

    `epochs` of its intent classifier change what it knows, not what a turn costs; `rasa init` has
    100, which take a quarter of an hour. What it understands is seen in the share of actions.
    """

    work: Path
    epochs: int = 100
    name: str = "stock Rasa"
    endpoints: str = "endpoints.yml"
    tree: Path = CHECKOUT
    path: str = "/webhooks/rest/webhook"

    @property
    def model(self) -> Path:
        sources = [CHECKOUT / "bot" / "data", CHECKOUT / "bot" / "domain", STOCK / "config.yml"]
        return self.work / "models" / f"stock-{self.epochs}-{_fingerprint(sources)}.tar.gz"

    def train(self) -> None:
        if not self.model.exists():
            bot = CHECKOUT / "bot"
            config = self.work / "stock-config.yml"
            nlu, policies = (STOCK / "config.yml").read_text().split("policies:")
            nlu = nlu.replace("epochs: 100", f"epochs: {self.epochs}")
            config.write_text(f"{nlu}policies:{policies}")
            _run(
                CHECKOUT, "-m", "rasa", "train", "--domain", str(bot / "domain"),
                "--data", str(bot / "data"), "--config", str(config),
                "--out", str(self.model.parent), "--fixed-model-name",
                self.model.name.removesuffix(".tar.gz"),
            )  # fmt: skip

    def prepare(self) -> None:
        (self.work / "stock.db").unlink(missing_ok=True)

    def command(self, port: int) -> list[str]:
        return [
            "rasa", "run", "--model", str(self.model), "--port", str(port), "-i", "127.0.0.1",
            "--endpoints", str(STOCK / self.endpoints),
            "--credentials", str(STOCK / "credentials.yml"),
        ]  # fmt: skip

    def body(self, conversation: str, text: str) -> object:
        metadata = {"turn": uuid.uuid4().hex, "language": "en", "site": "demo"}
        return {"sender": conversation, "message": text, "metadata": metadata}

    def acted(self, answer: bytes) -> bool:
        return any("custom" in message for message in json.loads(answer))


@dataclass
class Running:
    """One process of an engine. `started_s` is the time from its start to its first answer."""

    engine: Engine
    app_port: int
    work: Path
    clock: Path | None = None
    port: int = field(default_factory=free_port)
    started_s: float = 0.0

    def __enter__(self) -> Running:
        os.environ.update(_environment(self.app_port, self.port, self.work))
        self.engine.prepare()
        module, *arguments = self.engine.command(self.port)
        command = [str(self.engine.tree / "bot" / ".venv" / "bin" / "python"), "-W", "ignore"]
        if self.clock is not None:
            script = CHECKOUT / "benchmarks" / "turn_cost" / "turn_clock.py"
            command += [str(script), str(self.clock), module, *arguments]
        else:
            command += ["-m", module, *arguments]
        began = time.monotonic()
        log = (self.work / f"{self.port}.log").open("wb")
        self._process = subprocess.Popen(
            command,
            cwd=self.engine.tree,
            env={**os.environ, "PYTHONPATH": str(self.engine.tree)},
            stdout=log,
            stderr=log,
        )
        log.close()
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > began + START_S:
                raise RuntimeError(f"{self.engine.name} did not start: see {log.name}")
            time.sleep(0.1)
        self.started_s = time.monotonic() - began
        return self

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        try:
            self._process.wait(20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def signal(self, number: int) -> None:
        self._process.send_signal(number)

    def conversation(self) -> Conversation:
        return Conversation(self.engine, self.port)

    def processor_s(self) -> float:
        """User and system time so far, of all threads."""
        fields = Path(f"/proc/{self._process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def resident_mb(self) -> float:
        lines = Path(f"/proc/{self._process.pid}/status").read_text().splitlines()
        return int(next(line for line in lines if line.startswith("VmRSS")).split()[1]) / 1000

    def _answers(self) -> bool:
        try:
            self.conversation().say("hello")
        except (OSError, http.client.HTTPException, TurnLostError):
            return False
        return True


class TurnLostError(Exception):
    """The engine gave no answer to a turn."""


class Conversation:
    """Keeps its connection, as the app does."""

    def __init__(self, engine: Engine, port: int) -> None:
        self._engine = engine
        self._id = uuid.uuid4().hex
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def say(self, text: str) -> tuple[float, bytes]:
        """Seconds until the whole answer was there, and the answer. Raises `TurnLostError`.

        Stock Rasa says nothing with an empty list, also for an error; that turn counts as its own.
        """
        body = json.dumps(self._engine.body(self._id, text))
        headers = {"Authorization": f"Bearer {SECRET}", "Content-Type": "application/json"}
        began = time.perf_counter()
        self._connection.request("POST", self._engine.path, body, headers)
        response = self._connection.getresponse()
        answer = response.read()
        if response.status != http.client.OK:
            raise TurnLostError(f"{self._engine.name}: {text!r}: {response.status} {answer!r}")
        return time.perf_counter() - began, answer


def _run(tree: Path, *arguments: str) -> None:
    python = tree / "bot" / ".venv" / "bin" / "python"
    environment = {**os.environ, "PYTHONPATH": str(tree), "RASA_TELEMETRY_ENABLED": "false"}
    subprocess.run(
        [str(python), *arguments], cwd=tree, env=environment, check=True, capture_output=True
    )


def _environment(app_port: int, port: int, work: Path) -> dict[str, str]:
    return {
        "SHOPBELL_PORT": str(app_port),
        "SHOPBELL_BOT_PORT": str(port),
        "SHOPBELL_BOT_DATABASE": str(work / "bot.db"),
        "SHOPBELL_INTERNAL_SECRET": SECRET,
        "STOCK_RASA_DATABASE": str(work / "stock.db"),
        "RASA_TELEMETRY_ENABLED": "false",
        "LOG_LEVEL": "WARNING",
        "TF_CPP_MIN_LOG_LEVEL": "3",
    }


def _fingerprint(sources: list[Path]) -> str:
    digest = hashlib.sha256()
    for source in sources:
        for file in sorted(_files(source)):
            digest.update(str(file.relative_to(source.parent)).encode() + file.read_bytes())
    return digest.hexdigest()[:16]


def _files(source: Path) -> Iterator[Path]:
    if source.is_file():
        yield source
        return
    for file in source.rglob("*"):
        if file.suffix in (".py", ".yml") and ".venv" not in file.parts:
            yield file
