"""`python -m bot.data_check`: Rasa's own validation of domain and training data, made strict.

Rasa ends with status 0 on most of what it warns of. Here every warning is a failure but one: it
takes the prompts of forms, which forms utter by their name, for unused.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

BOT = Path(__file__).resolve().parent
WARNING = re.compile(r"UserWarning: (.*)")
TOLERATED = re.compile(r"The utterance 'utter_ask_\w+' is not used in any story or rule")


def main() -> int:
    command = [
        sys.executable, "-m", "rasa", "data", "validate", "--fail-on-warnings",
        "--config", str(BOT.parent / "config.yml"),
        "--domain", str(BOT / "domain"),
        "--data", str(BOT / "data"),
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    printed = done.stdout + done.stderr
    problems = [text for text in WARNING.findall(printed) if not TOLERATED.match(text)]
    for problem in problems:
        print(problem, file=sys.stderr)
    if done.returncode != 0:
        print(printed[-4000:], file=sys.stderr)
    return 1 if problems or done.returncode != 0 else 0


if __name__ == "__main__":
    sys.exit(main())
