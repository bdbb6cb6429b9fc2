"""`python -m bot.serve --model MODEL.tar.gz --port 5005`: the one way to run the bot.

The model is checked against its pin before a byte of it is unpacked, in a private copy, so that
what was checked is what is loaded. The channel checks once more and serves nothing unpinned.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

from bot.lifeline import end_with_supervisor
from bot.logs import configure
from bot.model_pin import ModelUntrustedError, pin_path, verified_hash
from bot.resident_memory import begin_loading

BOT = Path(__file__).resolve().parent


def private_copy(model: Path, folder: Path) -> Path:
    """A checked copy of `model` and its pin in `folder`. Raises `ModelUntrustedError`."""
    copy = folder / model.name
    try:
        shutil.copyfile(model, copy)
        shutil.copyfile(pin_path(model), pin_path(copy))
    except OSError:
        raise ModelUntrustedError(f"{model} or its pin cannot be read") from None
    verified_hash(copy)
    return copy


def serve(model: Path, port: int) -> None:
    """Blocks until the process is told to end."""
    begin_loading()
    from bot.server import create_server

    server = create_server(model, BOT / "endpoints.yml", BOT / "credentials.yml", port)
    server.run(host="127.0.0.1", port=port, workers=1, access_log=False)


def main() -> int:
    parser = argparse.ArgumentParser(description="Run the bot.")
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--port", type=int, default=5005)
    arguments = parser.parse_args()
    end_with_supervisor()
    configure()
    with tempfile.TemporaryDirectory(prefix="shopbell-model-") as folder:
        try:
            model = private_copy(arguments.model.resolve(), Path(folder))
        except ModelUntrustedError as error:
            print(error, file=sys.stderr)
            return 2
        serve(model, arguments.port)
    return 0


if __name__ == "__main__":
    sys.exit(main())
