"""Pairs of sentences from two articles: which contradict.

The thresholds and the words of what is about other things were made looking at the first three
files; the last was written after the words and measured only. What was measured is in
docs/decisions/0021-what-an-edit-will-change.md; the bars lie a little under it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from knowledge_base.index.drafts import Draft, Unit, UnitKind
from knowledge_base.index.encoder import Encoder, bundled_encoder
from knowledge_base.index.passages import PassageCutter
from knowledge_base.preview.comparison import SAID_ALIKE, said_alike, says_otherwise
from knowledge_base.preview.statements import Statement, statements
from tests.prepared_encoder import prepared_encoder

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return bundled_encoder(prepared_encoder())


def stated(key: str, title: str, sentence: str, locale: str) -> list[Statement]:
    unit = Unit(b"", UnitKind.PASSAGE, sentence, sentence, "")
    draft = Draft(
        key=key, article_id=key, locale=locale, tier="official", digest="", title=title, url=None,
        product_id=None, author=None, date=None, verified_purchase=False, sponsored=False,
        valid_from=None, valid_until=None, units=(unit,),
    )  # fmt: skip
    return list(statements(draft, PassageCutter()))


def contradict(pair: dict[str, Any], encoder: Encoder) -> bool:
    sides = [stated(name, *pair[name], pair["locale"]) for name in ("a", "b")]
    if not all(sides):
        return False
    (one,), (other,) = sides
    texts = [one.about, other.about, one.plain, other.plain]
    vectors = encoder.encode(texts, locale=pair["locale"])
    about, plain = vectors[:2], vectors[2:]
    if not says_otherwise(one, other, float(about[0] @ about[1])):
        return False
    return said_alike(about, plain) >= SAID_ALIKE


@pytest.mark.parametrize(
    ("name", "fewest_found", "most_wrong"),
    [
        ("contradictions.jsonl", 0.9, 0.15),
        ("later_contradictions.jsonl", 0.7, 0.1),
        ("fresh_contradictions.jsonl", 0.85, 0.15),
        ("unseen_contradictions.jsonl", 0.9, 0.65),
    ],
)
def test_contradictions_are_told_from_what_merely_looks_alike(
    encoder: Encoder, name: str, fewest_found: float, most_wrong: float
) -> None:
    lines = Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines()
    pairs = [json.loads(line) for line in lines]
    found = [(pair["clash"], contradict(pair, encoder)) for pair in pairs]
    clashes = sum(clash for clash, _ in found)
    right = sum(clash and told for clash, told in found)
    wrong = sum(told and not clash for clash, told in found)
    print(f"{name}: {right} of {clashes} found, {wrong} of {len(found) - clashes} wrongly")
    assert right >= fewest_found * clashes
    assert wrong <= most_wrong * (len(found) - clashes)
