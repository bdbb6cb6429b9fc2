"""Measures the knowledge search beside others, on the same texts with the same models.

    python -m benchmarks.retrieval --data <folder with stackfaq-dev and product-qa-dev>

Public sets are asked where `--data` has them (benchmarks/retrieval_data.py says where they are
from), our own always. R@1 (for product evidence: P@1) is the share of questions whose first result
answers. The area is that under the curve of `answered`: how often a question that has an answer
scores above one that has none. Threads are each asked twice for it, with their thread there and
with it taken out; the own sets hold questions without an answer. Others are compared with paired
bootstrap intervals over questions. Haystack and Chroma are skipped where they are not installed
(`uv sync --inexact --group benchmarks`).
"""

from __future__ import annotations

import argparse
import asyncio
import json
import statistics
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from benchmarks import retrieval_data as data
from benchmarks.retrieval_data import Asked, QuestionSet
from benchmarks.retrieval_rivals import (
    FOUND,
    Rank,
    Ranked,
    Whole,
    bm25,
    chroma,
    haystack_hybrid,
    vectors_alone,
)
from knowledge_base.importing.files import read_articles
from knowledge_base.importing.service import ImportRules, import_articles
from knowledge_base.index.encoder import Encoder, bundled_encoder
from knowledge_base.index.preparation import ensure_encoder
from knowledge_base.index.view import IndexView
from knowledge_base.search.service import ALL_TIERS
from knowledge_base.tables import metadata
from shopbell.database import open_database
from shopbell.settings import Settings

RESAMPLES = 10_000
STEPS = (0.36, 0.38, 0.40, 0.42, 0.44, 0.46, 0.48, 0.50, 0.52, 0.54, 0.56, 0.58, 0.60)


@dataclass
class Outcome:
    """One number a question; `right` is whether the first result answers it."""

    right: list[bool] = field(default_factory=list)
    among_five: list[bool] = field(default_factory=list)
    with_answer: list[float] = field(default_factory=list)
    without: list[float] = field(default_factory=list)
    milliseconds: list[float] = field(default_factory=list)

    def note(self, asked: Asked, found: Ranked, *, leave_out: bool) -> None:
        best = found[0][1] if found else 0.0
        if not asked.right:
            self.without.append(best)
            return
        self.with_answer.append(best)
        self.right.append(bool(found) and found[0][0] in asked.right)
        self.among_five.append(any(one in asked.right for one, _ in found[:5]))
        if leave_out:
            self.without.append(next((s for one, s in found if one not in asked.right), 0.0))

    def line(self, name: str) -> str:
        milliseconds = sorted(self.milliseconds)
        shown = f"  {name:32} {100 * statistics.mean(self.right):5.1f}"
        shown += f"  {100 * statistics.mean(self.among_five):5.1f}"
        shown += f"  {area(self.with_answer, self.without):.4f}" if self.without else "       -"
        if milliseconds:
            middle, late = statistics.median(milliseconds), milliseconds[-len(milliseconds) // 20]
            shown += f"  {middle:5.1f} {late:5.1f} ms"
        return shown

    def thresholds(self, answers_from: float) -> None:
        for step in (answers_from, *STEPS):
            pairs = list(zip(self.with_answer, self.right, strict=True))
            good = sum(score >= step and right for score, right in pairs) / len(pairs)
            wrong = sum(score >= step and not right for score, right in pairs) / len(pairs)
            refused = sum(score < step for score in self.without) / max(1, len(self.without))
            mark = " <- set" if step == answers_from else ""
            print(
                f"      from {step:.2f}: answered rightly {100 * good:5.1f} %, wrongly"
                f" {100 * wrong:4.1f} %, refused rightly {100 * refused:5.1f} %{mark}"
            )


def area(positives: Sequence[float], negatives: Sequence[float]) -> float:
    p, n = np.asarray(positives)[:, np.newaxis], np.asarray(negatives)[np.newaxis, :]
    return float(np.mean(p > n) + np.mean(p == n) / 2)


def paired(ours: Sequence[bool], others: Sequence[bool]) -> str:
    """Ours minus theirs in percentage points, with a 95 % bootstrap interval over questions."""
    gains = 100 * (np.asarray(ours, float) - np.asarray(others, float))
    chance = np.random.default_rng(0)
    means = gains[chance.integers(0, len(gains), (RESAMPLES, len(gains)))].mean(axis=1)
    low, high = np.percentile(means, (2.5, 97.5))
    return f"ours is {gains.mean():+.1f} ({low:+.1f} to {high:+.1f})"


async def ask_ours(view: IndexView, asked: QuestionSet, *, leave_out: bool) -> Outcome:
    outcome = Outcome()
    for question in asked.asked:
        started = time.perf_counter()
        found = await view.find(
            question.text,
            locale=asked.locale,
            tiers=ALL_TIERS,
            product_id=question.product_id,
            most=FOUND,
        )
        outcome.milliseconds.append((time.perf_counter() - started) * 1_000)
        ranked = [(one.draft.article_id, one.score) for one in found]
        outcome.note(question, ranked, leave_out=leave_out)
    return outcome


def ask_other(rank: Rank, asked: QuestionSet, *, leave_out: bool) -> Outcome:
    outcome = Outcome()
    for question in asked.asked:
        started = time.perf_counter()
        found = rank(question.text, question.product_id)
        outcome.milliseconds.append((time.perf_counter() - started) * 1_000)
        outcome.note(question, found, leave_out=leave_out)
    return outcome


async def indexed(asked: QuestionSet, folder: Path, encoder: Encoder) -> IndexView:
    database = open_database(f"sqlite+aiosqlite:///{folder / 'benchmark.db'}")
    async with database.engines[0].begin() as connection:
        await connection.run_sync(metadata.create_all)
    file = folder / "articles.jsonl"
    lines = (json.dumps({"locale": asked.locale, **article}) for article in asked.articles)
    file.write_text("\n".join(lines), encoding="utf-8")
    report = await import_articles(
        database.writer,
        read_articles(file, locale=asked.locale),
        rules=ImportRules(approved=True),
        clock=lambda: datetime.now(UTC),
    )
    for problem in report.problems:
        print(f"{asked.name}: {problem}", file=sys.stderr)
    view = IndexView(folder / "index", encoder, database.reader)
    await view.refresh()
    await database.dispose()
    return view


async def measure(asked: QuestionSet, encoder: Encoder, *, details: bool) -> None:
    leave_out = asked.name == "threads"
    without = len(asked.asked) if leave_out else sum(not one.right for one in asked.asked)
    known = sum(bool(one.right) for one in asked.asked)
    print(f"{asked.name}: {len(asked.articles)} texts, {known} questions with an answer,"
          f" {without} without")  # fmt: skip
    print(f"  {'':32}   R@1    R@5   area     median, 95th percentile")
    with TemporaryDirectory() as folder:
        view = await indexed(asked, Path(folder), encoder)
        ours = await ask_ours(view, asked, leave_out=leave_out)
        threshold = view.answers_from(asked.locale)
        await view.close()
    print(ours.line("ours"), flush=True)
    if details and ours.without:
        ours.thresholds(threshold)
    whole = Whole.from_set(asked)
    others = {
        "BM25": bm25(whole),
        "the model alone, whole texts": vectors_alone(whole, encoder, asked.locale),
        "Chroma with the model": chroma(whole, encoder, asked.locale),
        "Haystack hybrid, same model": haystack_hybrid(whole, encoder, asked.locale),
    }
    for name, rank in others.items():
        if rank is None:
            print(f"  {name:32} skipped: not installed")
            continue
        outcome = ask_other(rank, asked, leave_out=leave_out)
        print(f"{outcome.line(name)}   {paired(ours.right, outcome.right)}", flush=True)
    print()


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--data", type=Path, help="folder of stackfaq-dev and product-qa-dev")
    parser.add_argument("--only", help="the set whose name begins so")
    parser.add_argument("--details", action="store_true", help="what each threshold would answer")
    wanted = parser.parse_args()
    public = [data.threads(wanted.data), data.product_evidence(wanted.data)] if wanted.data else []
    own = [data.community(), data.chinese(), data.demo("en"), data.demo("zh")]
    encoder = bundled_encoder(ensure_encoder(Settings().models_folder))
    for asked in (*public, *own):
        if asked is not None and asked.name.startswith(wanted.only or ""):
            await measure(asked, encoder, details=wanted.details)


if __name__ == "__main__":
    asyncio.run(main())
