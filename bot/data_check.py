"""`python -m bot.data_check`: the training examples counted, then Rasa's own validation, strict.

Rasa ends with status 0 on most of what it warns of. Here every warning is a failure but one: it
takes for unused what no story names, the prompts that forms utter and the responses that our code
does.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Iterable, Iterator

BOT = Path(__file__).resolve().parent
WARNING = re.compile(r"UserWarning: (.*)")
UNUSED = re.compile(r"The utterance '(utter_\w+)' is not used in any story or rule")
PROMPT = "utter_ask_"
# Of each intent in each language; below it an intent is known by a few wordings only.
FEWEST_EXAMPLES = 30
LANGUAGES = ("en", "zh")
_HAN = re.compile(r"[\u3400-\u9fff]")


def main() -> int:
    problems = [*example_problems(read_examples(BOT / "data" / "nlu")), *rasa_problems()]
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


def read_examples(folder: Path) -> Iterator[tuple[str, str]]:
    """Pairs of intent and text from every file in `folder`."""
    from rasa.shared.utils.io import read_yaml_file

    for file in sorted(folder.glob("*.yml")):
        for entry in read_yaml_file(file)["nlu"]:
            for line in str(entry["examples"]).splitlines():
                yield str(entry["intent"]), line.lstrip("- ").strip()


def example_problems(examples: Iterable[tuple[str, str]]) -> list[str]:
    """Intents with too few examples in a language, and texts that are given to two intents."""
    counts: Counter[tuple[str, str]] = Counter()
    intents_of: dict[str, set[str]] = {}
    for intent, text in examples:
        intents_of.setdefault(" ".join(text.casefold().split()), set()).add(intent)
        counts[intent, "zh" if _HAN.search(text) else "en"] += 1
    few = [
        f"{intent} has {counts[intent, language]} examples in {language}, needs {FEWEST_EXAMPLES}"
        for intent in sorted({intent for intent, _ in counts})
        for language in LANGUAGES
        if counts[intent, language] < FEWEST_EXAMPLES
    ]
    shared = [
        f"'{text}' is an example of {' and '.join(sorted(intents))}"
        for text, intents in intents_of.items()
        if len(intents) > 1
    ]
    return few + shared


def rasa_problems() -> list[str]:
    command = [
        sys.executable, "-m", "rasa", "data", "validate", "--fail-on-warnings",
        "--config", str(BOT.parent / "config.yml"),
        "--domain", str(BOT / "domain"),
        "--data", str(BOT / "data"),
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    printed = done.stdout + done.stderr
    problems = [text for text in WARNING.findall(printed) if not _tolerated(text)]
    if done.returncode != 0:
        problems.append(printed[-4000:])
    return problems


def _tolerated(warning: str) -> bool:
    unused = UNUSED.match(warning)
    if unused is None:
        return False
    name = unused.group(1)
    code = (file.read_text(encoding="utf-8") for file in BOT.glob("*.py"))
    return name.startswith(PROMPT) or any(f'"{name}"' in text for text in code)


if __name__ == "__main__":
    sys.exit(main())
