"""How many of the held-out messages get the wish that a person has named, in both languages.

    uv run python -m benchmarks.wishes [--model MODEL.tar.gz] [--file MESSAGES.jsonl] [--data DIR]

Without a model one is trained from what lies in the checkout. Messages that are examples as well,
word for word, are left out. Prints accuracy by language, the recall of each intent and the pairs
that are taken for each other, these two for the first file. No text is printed: who writes examples
should not know what is held out. With the folder of public data also how many messages of CLINC150
(clinc/oos-eval) that nobody says to a shop are told as not understood.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from shopbell.settings import CHECKOUT
from tests.bot.running_bot import BOT_PYTHON
from tests.bot.wishes_asked import (
    HELD_OUT,
    MESSY,
    NOT_UNDERSTOOD,
    OUTSIDE,
    Answered,
    Asked,
    accuracy,
    confusions,
    in_language,
    put_to_bot,
    read_unseen,
    recall,
)
from tests.prepared_encoder import CACHE, prepared_encoder

LANGUAGES = ("en", "zh")
# Intents of CLINC150 that a shop's customers have as well, or that are small talk with any bot.
SHOPPERS_TOO = {
    "account_blocked", "apr", "are_you_a_bot", "bill_balance", "bill_due", "cancel",
    "card_declined", "change_language", "change_user_name", "do_you_have_pets", "food_last",
    "fun_fact", "gift_card", "goodbye", "greeting", "how_old_are_you", "maybe",
    "meaning_of_life", "measurement_conversion", "no", "order", "order_status", "pay_bill",
    "pin_change", "redeem_rewards", "repeat", "report_fraud", "restaurant_reviews",
    "restaurant_suggestion", "rewards_balance", "shopping_list", "shopping_list_update",
    "tell_joke", "thank_you", "transactions", "travel_alert", "user_name", "weather",
    "what_are_your_hobbies", "what_can_i_ask_you", "what_is_your_name", "where_are_you_from",
    "who_do_you_work_for", "who_made_you", "yes",
}  # fmt: skip
PAIRS_SHOWN = 12


def trained_model(folder: Path) -> Path:
    model = folder / "model.tar.gz"
    prepared_encoder()
    environment = {key: value for key, value in os.environ.items() if key != "VIRTUAL_ENV"}
    subprocess.run(
        [str(BOT_PYTHON), "-m", "bot.train", "--out", str(model)],
        cwd=CHECKOUT, env={**environment, "PYTHONPATH": str(CHECKOUT), "SHOPBELL_HOME": str(CACHE)},
        check=True, capture_output=True,
    )  # fmt: skip
    return model


def outside_the_shop(data: Path) -> list[Asked]:
    content = json.loads((data / "clinc150" / "train_val.json").read_text(encoding="utf-8"))
    return [
        Asked(text, "en", OUTSIDE)
        for part in ("val", "oos_val")
        for text, intent in content[part]
        if intent not in SHOPPERS_TOO
    ]


def report(answers: dict[Path, list[Answered]]) -> Iterator[str]:
    yield "| messages | language | number | right | wrongly not understood |"
    yield "|---|---|---|---|---|"
    for file, answered in answers.items():
        for locale in LANGUAGES:
            some = list(in_language(answered, locale))
            if some:
                yield _row(file, locale, some)
    yield from _details(next(iter(answers.values())))


def _details(answers: list[Answered]) -> Iterator[str]:
    """Of the first file. What is not understood is asked about, so it is no confusion."""
    languages = [list(in_language(answers, locale)) for locale in LANGUAGES]
    recalls = [recall(some) for some in languages]
    yield "\n| intent | recall en | recall zh |\n|---|---|---|"
    for intent in sorted(set().union(*recalls)):
        shown = [f"{each[intent]:.0%}" if intent in each else "" for each in recalls]
        yield f"| {intent} | {' | '.join(shown)} |"
    yield "\n| meant | understood | times en | times zh |\n|---|---|---|---|"
    counts = [dict(confusions(some)) for some in languages]
    pairs = [pair for pair, _ in confusions(answers) if NOT_UNDERSTOOD not in pair]
    for meant, understood in pairs[:PAIRS_SHOWN]:
        times = " | ".join(str(each.get((meant, understood), 0)) for each in counts)
        yield f"| {meant} | {understood} | {times} |"


def _row(file: Path, locale: str, answers: list[Answered]) -> str:
    unsure = sum(answer.intent == NOT_UNDERSTOOD and not answer.right for answer in answers)
    return (
        f"| {file.stem} | {locale} | {len(answers)} | {accuracy(answers):.2%} "
        f"| {unsure / len(answers):.2%} |"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--model", type=Path)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--file", type=Path, nargs="+", default=[HELD_OUT, MESSY])
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        model = given.model.resolve() if given.model else trained_model(Path(folder))
        answers = {file: put_to_bot(model, read_unseen(file)) for file in given.file}
        outside = put_to_bot(model, outside_the_shop(given.data)) if given.data else []
    print("\n".join(report(answers)))
    if outside:
        print(f"\nof {len(outside)} messages to no shop not understood: {accuracy(outside):.1%}")


if __name__ == "__main__":
    main()
