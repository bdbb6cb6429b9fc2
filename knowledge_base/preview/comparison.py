"""A changed article beside its neighbours: texts that both have, numbers and dates that differ.

Only texts that may stand for the shop are compared, and texts on one product never with texts on
another: two coats may well have two prices.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from knowledge_base.index.drafts import Draft, Unit, UnitKind
from knowledge_base.index.reading import Reading
from knowledge_base.index.scoring import Candidate
from knowledge_base.preview.apart import of_other_things
from knowledge_base.preview.replay import SHOP
from knowledge_base.preview.schemas import Contradiction, Duplicate
from knowledge_base.preview.statements import Statement, differing_kinds, statements

SAME_QUESTION: Final = 0.93
SAME_PASSAGE: Final = 0.88
SAME_THING: Final = 0.58
SAID_ALIKE: Final = 0.58
_NEIGHBOURS: Final = 8
_FEWEST_PASSAGE_CHARS: Final = 25


def duplicates(reading: Reading, changed: Candidate, places: Sequence[int]) -> Iterator[Duplicate]:
    """Of the units at `places`, those that another article says as well, its nearest text each."""
    draft = changed.draft
    units = [draft.units[place] for place in places]
    shown = reading.vectors([unit.shown for unit in units], draft.locale) if units else None
    for row, (place, unit) in enumerate(zip(places, units, strict=True)):
        if shown is None or _says_little(unit):
            continue
        found = _nearest_text(reading, changed, place, unit, shown[row])
        if found is not None:
            yield found


def contradictions(
    reading: Reading, own: Sequence[Statement], changed: Draft, old: frozenset[str]
) -> Iterator[Contradiction]:
    """`old` are the sentences that shoppers get already."""
    if not own:
        return
    about = reading.vectors([one.about for one in own], changed.locale)
    for statement, vector in zip(own, about, strict=True):
        for other, near in _statements_near(reading, changed, vector):
            kinds = says_otherwise(statement, other.statement, near)
            if kinds and _same_thing_said(reading, changed.locale, statement, other.statement):
                yield Contradiction(
                    key=other.draft.key,
                    title=other.draft.title,
                    yours=statement.sentence,
                    theirs=other.statement.sentence,
                    yours_says=tuple(said for k in kinds for said in statement.said(k)),
                    theirs_says=tuple(said for k in kinds for said in other.statement.said(k)),
                    is_new=statement.sentence not in old,
                )


def says_otherwise(one: Statement, other: Statement, near: float) -> tuple[str, ...]:
    """The kinds of quantity in which two statements on the same thing differ; `near` is how alike
    they are in what they are about."""
    kinds = differing_kinds(one, other)
    if not kinds or near < SAME_THING or of_other_things(one, other, kinds):
        return ()
    return kinds


def said_alike(about: NDArray[np.float32], plain: NDArray[np.float32]) -> float:
    """How alike two sentences are where only one of them stands under its title: two under one
    title are alike by that alone. Rows are of the one and of the other."""
    return float(about[0] @ plain[1] + about[1] @ plain[0]) / 2


def _same_thing_said(reading: Reading, locale: str, one: Statement, other: Statement) -> bool:
    about = reading.vectors([one.about, other.about], locale)
    return said_alike(about, reading.vectors([one.plain, other.plain], locale)) >= SAID_ALIKE


class _Found:
    def __init__(self, draft: Draft, statement: Statement) -> None:
        self.draft = draft
        self.statement = statement


def _statements_near(
    reading: Reading, changed: Draft, vector: NDArray[np.float32]
) -> Iterator[tuple[_Found, float]]:
    held = [
        _Found(other.draft, statement)
        for other in _neighbours(reading, changed, vector)
        for statement in statements(other.draft, reading.cutter)
    ]
    if held:
        rows = reading.vectors([one.statement.about for one in held], changed.locale)
        yield from zip(held, (rows @ vector).tolist(), strict=True)


def _nearest_text(
    reading: Reading, changed: Candidate, place: int, unit: Unit, shown: NDArray[np.float32]
) -> Duplicate | None:
    """Passages are compared as they are shown: what stands in front of them differs by title."""
    best: Duplicate | None = None
    for other in _neighbours(reading, changed.draft, changed.vectors[place]):
        units = [u for u in other.draft.units if u.kind is unit.kind]
        if not units:
            continue
        likeness = reading.vectors([u.shown for u in units], changed.draft.locale) @ shown
        at = int(likeness.argmax())
        near = float(likeness[at])
        enough = SAME_PASSAGE if unit.kind is UnitKind.PASSAGE else SAME_QUESTION
        if near >= enough and (best is None or near > best.likeness):
            best = Duplicate(
                key=other.draft.key,
                title=other.draft.title,
                part=unit.kind.value,
                yours=unit.shown,
                theirs=units[at].shown,
                likeness=round(near, 4),
            )
    return best


def _neighbours(
    reading: Reading, changed: Draft, vector: NDArray[np.float32]
) -> Iterator[Candidate]:
    found = reading.shelves.neighbours(vector, locale=changed.locale, tiers=SHOP, most=_NEIGHBOURS)
    for other in found:
        apart = changed.product_id and other.draft.product_id
        if other.draft.key == changed.key or not other.draft.holds_at(reading.at):
            continue
        if not apart or changed.product_id == other.draft.product_id:
            yield other


def _says_little(unit: Unit) -> bool:
    return unit.kind is UnitKind.PASSAGE and len(unit.shown) < _FEWEST_PASSAGE_CHARS
