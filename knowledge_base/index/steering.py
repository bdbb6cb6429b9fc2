"""What admins decided about questions, applied when one is asked in these words or nearly so."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from knowledge_base.pins.models import PinKind
from knowledge_base.pins.schemas import Pin, fold

SAME_QUESTION: Final = 0.85
"""From this cosine on two questions are one; measured in docs/decisions/0022-pins.md."""
_NUMBERS: Final = re.compile(r"\d+")

Encode = Callable[[Sequence[str], str], NDArray[np.float32]]


@dataclass(frozen=True, slots=True)
class Steer:
    """What was decided for one question, by the article's key."""

    decided: Mapping[str, Pin] = field(default_factory=dict)
    pinned: frozenset[str] = frozenset()
    held_back: frozenset[str] = frozenset()


UNSTEERED: Final = Steer()


class Steering:
    """The pins that hold. Used from one thread only."""

    def __init__(self, encode: Encode) -> None:
        self._encode = encode
        self._by_locale: dict[str, tuple[list[Pin], NDArray[np.float32]]] = {}

    def replace(self, pins: Sequence[Pin]) -> None:
        by_locale: defaultdict[str, list[Pin]] = defaultdict(list)
        for pin in pins:
            by_locale[pin.locale].append(pin)
        self._by_locale = {
            locale: (held, self._encode([pin.question for pin in held], locale))
            for locale, held in by_locale.items()
        }

    def for_question(self, text: str, vector: NDArray[np.float32], locale: str) -> Steer:
        """Of two decisions on one article the one whose question is nearer counts, and of questions
        with other numbers none: "over 50 dollars" is not "over 100 dollars"."""
        held, vectors = self._by_locale.get(locale, ((), None))
        if vectors is None:
            return UNSTEERED
        folded = fold(text)
        numbers = _NUMBERS.findall(folded)
        decided: dict[str, tuple[float, Pin]] = {}
        for pin, cosine in zip(held, (vectors @ vector).tolist(), strict=True):
            near = 1.0 if pin.folded == folded else min(cosine, 0.9999)
            if near < SAME_QUESTION or _NUMBERS.findall(pin.folded) != numbers:
                continue
            if pin.article_key not in decided or near >= decided[pin.article_key][0]:
                decided[pin.article_key] = near, pin
        pins = {key: pin for key, (_, pin) in decided.items()}
        return Steer(
            pins,
            frozenset(key for key, pin in pins.items() if pin.kind is PinKind.PIN),
            frozenset(key for key, pin in pins.items() if pin.kind is PinKind.DEMOTE),
        )
