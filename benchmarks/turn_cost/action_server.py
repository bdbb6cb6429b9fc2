"""The action webhook of the tests' small shop in a process of its own; prints `ready`.

python -m benchmarks.turn_cost.action_server PORT SECRET FOLDER
"""

from __future__ import annotations

import sys
import threading
from pathlib import Path

from tests.bot.action_app import ActionApp


def main() -> None:
    port, secret, folder = sys.argv[1:]
    app = ActionApp(Path(folder), int(port), secret)
    app.start()
    print("ready", flush=True)
    try:
        threading.Event().wait()
    except KeyboardInterrupt:
        app.stop()


if __name__ == "__main__":
    main()
