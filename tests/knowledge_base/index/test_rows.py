from __future__ import annotations

import numpy as np

from knowledge_base.index.rows import Rows


def unit_rows(count: int, dimension: int = 384, seed: int = 0) -> np.ndarray:
    """Points around a few centres, as texts of one shop lie."""
    chance = np.random.default_rng(seed)
    centres = chance.normal(size=(40, dimension))
    rows = centres[chance.integers(0, 40, count)] + 0.5 * chance.normal(size=(count, dimension))
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


def test_equal_texts_have_one_row_until_nobody_owns_it() -> None:
    rows = Rows(8)
    vector = np.eye(8, dtype=np.float32)[0]
    assert rows.own(b"a", "one", vector) == rows.own(b"a", "two", vector)
    assert rows.nearest(vector, most=5) == {"one", "two"}
    assert not rows.disown(b"a", "one")
    assert rows.disown(b"a", "two")
    assert rows.nearest(vector, most=5) == set()
    assert rows.own(b"b", "three", vector) == 0, "the free row is taken again"


def test_a_large_shelf_finds_nearly_what_a_full_comparison_finds() -> None:
    data = unit_rows(21_000)
    rows = Rows(384)
    for number, row in enumerate(data):
        rows.own(number.to_bytes(4), str(number), row)
    questions = unit_rows(20, seed=1)
    kept = 0
    for question in questions:
        best = {str(place) for place in np.argsort(-(data @ question))[:10]}
        kept += len(best & rows.nearest(question, most=48))
    assert kept >= 190
    changed = -data[0]
    rows.disown((0).to_bytes(4), "0")
    rows.own(b"new", "new", changed)
    assert "new" in rows.nearest(changed, most=48)
