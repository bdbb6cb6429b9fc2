"""Measures the knowledge search on question threads with human rephrasings.

    python -m benchmarks.retrieval --data <folder with stackfaq-dev/threads.jsonl>
    python -m benchmarks.retrieval --demo

The threads are Stack Exchange questions with rephrasings from the public repository
ML-Recipes/BERT-FAQ (CC BY-SA). Each thread becomes an article: its question the title, its answers
the body. R@1 is the share of rephrasings whose own thread comes first. For `answered` each
rephrasing is asked twice: with its thread there, and with it left out, when nothing answers.
`--demo` asks the demo shop's articles the questions in tests/knowledge_base/data.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import statistics
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from knowledge_base.importing.files import read_articles
from knowledge_base.importing.service import import_articles
from knowledge_base.index.encoder import bundled_encoder
from knowledge_base.index.preparation import ensure_encoder
from knowledge_base.index.view import IndexView
from knowledge_base.models import Base
from knowledge_base.search.service import ALL_TIERS
from shopbell.database import open_database
from shopbell.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
DEMO_QUESTIONS = ROOT / "tests" / "knowledge_base" / "data" / "demo_questions.jsonl"
NEIGHBOURS = 10
STEPS = (0.40, 0.43, 0.46, 0.48, 0.49, 0.50, 0.52, 0.54, 0.56, 0.58, 0.60)


@dataclass(frozen=True)
class Asked:
    text: str
    locale: str
    article: str | None


@dataclass
class Outcome:
    """`right` says of each `with_answer` score whether its own article came first."""

    with_answer: list[float]
    without: list[float]
    right: list[bool]
    milliseconds: list[float]

    def report(self, name: str, answers_from: float) -> None:
        good = sum(
            s >= answers_from and r for s, r in zip(self.with_answer, self.right, strict=True)
        )
        wrong = sum(
            s >= answers_from and not r for s, r in zip(self.with_answer, self.right, strict=True)
        )
        refused = sum(score < answers_from for score in self.without)
        ordered = sorted(self.milliseconds)
        print(f"{name}: {len(self.right)} with an answer, {len(self.without)} without")
        print(f"  R@1 {100 * sum(self.right) / len(self.right):.1f} %")
        print(f"  answered, area under the curve {area(self.with_answer, self.without):.4f}")
        print(
            f"  from {answers_from:.2f} on: answered rightly {100 * good / len(self.right):.1f} %,"
            f" wrongly {100 * wrong / len(self.right):.1f} %,"
            f" refused rightly {100 * refused / len(self.without):.1f} %"
        )
        for step in STEPS:
            kept = sum(s >= step and r for s, r in zip(self.with_answer, self.right, strict=True))
            turned = sum(score < step for score in self.without)
            print(
                f"    {step:.2f}  answered rightly {100 * kept / len(self.right):5.1f} %"
                f"  refused rightly {100 * turned / len(self.without):5.1f} %"
            )
        print(
            f"  one search: median {statistics.median(ordered):.1f} ms,"
            f" 95th percentile {ordered[int(0.95 * len(ordered))]:.1f} ms"
        )


def area(positives: Sequence[float], negatives: Sequence[float]) -> float:
    above = sum(p > n for p in positives for n in negatives)
    equal = sum(p == n for p in positives for n in negatives)
    return (above + equal / 2) / (len(positives) * len(negatives))


async def ask(view: IndexView, questions: Sequence[Asked], *, leave_out: bool) -> Outcome:
    outcome = Outcome([], [], [], [])
    for question in questions:
        started = time.perf_counter()
        found = await view.find(
            question.text, locale=question.locale, tiers=ALL_TIERS, most=NEIGHBOURS
        )
        outcome.milliseconds.append((time.perf_counter() - started) * 1_000)
        best = found[0].score if found else 0.0
        if question.article is None:
            outcome.without.append(best)
            continue
        outcome.with_answer.append(best)
        outcome.right.append(found[0].entry.draft.article_id == question.article)
        if leave_out:
            others = (f.score for f in found if f.entry.draft.article_id != question.article)
            outcome.without.append(next(others, 0.0))
    return outcome


async def indexed(files: Sequence[tuple[Path, str]], folder: Path) -> IndexView:
    database = open_database(f"sqlite+aiosqlite:///{folder / 'benchmark.db'}")
    async with database.engines[0].begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
    for file, locale in files:
        report = await import_articles(
            database.writer,
            read_articles(file, locale=locale),
            approved=True,
            clock=lambda: datetime.now(UTC),
        )
        for problem in report.problems:
            print(f"{file.name}: {problem}", file=sys.stderr)
    encoder = ensure_encoder(Settings().models_folder)
    view = IndexView(folder / "index", bundled_encoder(encoder), database.reader)
    started = time.process_time()
    await view.refresh()
    seconds = time.process_time() - started
    print(f"{view.status.articles} articles indexed in {seconds:.1f} s of CPU, models loaded in it")
    await database.dispose()
    return view


def threads_as_articles(threads: Path, target: Path) -> list[Asked]:
    questions: list[Asked] = []
    with target.open("w", encoding="utf-8") as file:
        for line in threads.read_text(encoding="utf-8").splitlines():
            thread = json.loads(line)
            answers = thread["answers"]
            body = answers if isinstance(answers, str) else "\n\n".join(answers)
            article = {"id": thread["id"], "title": thread["question"], "body": body}
            file.write(json.dumps(article) + "\n")
            questions += [Asked(text, "en", thread["id"]) for text in thread["rephrasings"]]
    return questions


async def measure_threads(data: Path) -> None:
    threads = data / "stackfaq-dev" / "threads.jsonl"
    if not threads.exists():
        print(f"skipped: no stackfaq-dev/threads.jsonl in {data}")
        return
    with TemporaryDirectory() as folder:
        articles = Path(folder) / "threads.jsonl"
        questions = threads_as_articles(threads, articles)
        view = await indexed([(articles, "en")], Path(folder))
        outcome = await ask(view, questions, leave_out=True)
        outcome.report("threads", view.answers_from("en"))
        await view.close()


async def measure_demo() -> None:
    files = [(ROOT / "shopbell" / "demo" / f"articles.{code}.jsonl", code) for code in ("en", "zh")]
    if not all(file.exists() for file, _ in files):
        print("skipped: the demo shop's articles are not there")
        return
    lines = DEMO_QUESTIONS.read_text(encoding="utf-8").splitlines()
    questions = [Asked(**json.loads(line)) for line in lines]
    with TemporaryDirectory() as folder:
        view = await indexed(files, Path(folder))
        for _, code in files:
            await view.find("warm up", locale=code, tiers=ALL_TIERS)
            asked = [question for question in questions if question.locale == code]
            outcome = await ask(view, asked, leave_out=False)
            outcome.report(f"demo shop, {code}", view.answers_from(code))
        await view.close()


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--data", type=Path, help="folder that holds stackfaq-dev/")
    parser.add_argument("--demo", action="store_true", help="ask the demo shop's articles")
    wanted = parser.parse_args()
    if wanted.data is None and not wanted.demo:
        parser.error("name --data, --demo or both")
    if wanted.data is not None:
        await measure_threads(wanted.data)
    if wanted.demo:
        await measure_demo()


if __name__ == "__main__":
    asyncio.run(main())
