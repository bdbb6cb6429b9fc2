"""What the retrieval benchmark asks: public sets named on the command line, and our own."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
OWN = ROOT / "tests" / "knowledge_base" / "questions"
DEMO = ROOT / "shopbell" / "demo"
DEMO_QUESTIONS = ROOT / "tests" / "knowledge_base" / "data" / "demo_questions.jsonl"
_ATTRIBUTE_MARKS = re.compile(r'\{?\s*value:|unit:|[{}"]')


@dataclass(frozen=True)
class Asked:
    """`right` are the ids of the articles that answer, none where none does."""

    text: str
    right: frozenset[str]
    product_id: str | None = None


@dataclass(frozen=True)
class QuestionSet:
    """`articles` are lines as `shopbell kb import` takes them."""

    name: str
    locale: str
    articles: list[dict[str, Any]]
    asked: list[Asked]
    labels: dict[str, bool] = field(default_factory=dict)


def threads(data: Path) -> QuestionSet | None:
    """Stack Exchange questions with rephrasings, from ML-Recipes/BERT-FAQ (CC BY-SA)."""
    file = data / "stackfaq-dev" / "threads.jsonl"
    if not file.exists():
        print(f"skipped: no stackfaq-dev/threads.jsonl in {data}")
        return None
    articles, asked = [], []
    for thread in _lines(file):
        answers = thread["answers"]
        body = answers if isinstance(answers, str) else "\n\n".join(answers)
        articles.append({"id": thread["id"], "title": thread["question"], "body": body})
        asked += [Asked(text, frozenset({thread["id"]})) for text in thread["rephrasings"]]
    return QuestionSet("threads", "en", articles, asked)


def product_evidence(data: Path) -> QuestionSet | None:
    """Questions about products and texts that answer them or do not, from
    amazon-science/contextual-product-qa (CDLA-Sharing 1.0). Each question's texts stand for one
    product; attributes lose the marks of their file format."""
    file = data / "product-qa-dev" / "evidence_dev.tsv"
    if not file.exists():
        print(f"skipped: no product-qa-dev/evidence_dev.tsv in {data}")
        return None
    articles: list[dict[str, Any]] = []
    asked: dict[str, tuple[str, set[str]]] = {}
    with file.open(encoding="utf-8", newline="") as rows:
        for number, row in enumerate(csv.DictReader(rows, delimiter="\t")):
            text = " ".join(_ATTRIBUTE_MARKS.sub(" ", row["candidate"]).replace("_", " ").split())
            articles.append(
                {"id": f"e{number}", "title": "product", "body": text or "-",
                 "product_id": row["qid"], "tier": "product"}
            )  # fmt: skip
            _, right = asked.setdefault(row["qid"], (row["question"], set()))
            if row["label"] == "1":
                right.add(f"e{number}")
    known = [
        Asked(question, frozenset(right), product)
        for product, (question, right) in asked.items()
        if right
    ]
    return QuestionSet("product evidence", "en", articles, known)


def community() -> QuestionSet:
    """Our own: buyers' notes about invented products."""
    asked = [
        Asked(q["text"], frozenset({q["note"]} - {None}), q["product_id"])
        for q in _lines(OWN / "community.questions.jsonl")
    ]
    return QuestionSet("community", "en", list(_lines(OWN / "community.notes.jsonl")), asked)


def chinese() -> QuestionSet:
    """Our own: an invented shop for tea and china."""
    asked = [
        Asked(q["text"], frozenset({q["article"]} - {None}))
        for q in _lines(OWN / "chinese.questions.jsonl")
    ]
    return QuestionSet("Chinese", "zh", list(_lines(OWN / "chinese.articles.jsonl")), asked)


def demo(locale: str) -> QuestionSet:
    """The demo shop's articles and the questions of its test."""
    asked = [
        Asked(q["text"], frozenset({q["article"]} - {None}))
        for q in _lines(DEMO_QUESTIONS)
        if q["locale"] == locale
    ]
    articles = list(_lines(DEMO / f"articles.{locale}.jsonl"))
    return QuestionSet(f"demo shop, {locale}", locale, articles, asked)


def _lines(file: Path) -> Iterable[dict[str, Any]]:
    return map(json.loads, file.read_text(encoding="utf-8").splitlines())
