"""One job on the index's thread: what may be asked of the shelves as they are at this moment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from knowledge_base.articles.locales import language_of
from knowledge_base.index.encoder import Encoder
from knowledge_base.index.passages import PassageCutter
from knowledge_base.index.question_vectors import QuestionVectors
from knowledge_base.index.reasons import Reasons, reasons_for
from knowledge_base.index.scoring import Question, Scored
from knowledge_base.index.shelves import Shelves
from knowledge_base.index.steering import UNSTEERED, Steer, Steering
from knowledge_base.pins.models import PinKind
from knowledge_base.pins.schemas import Pin


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked, and of which articles."""

    text: str
    locale: str
    tiers: frozenset[str]
    product_id: str | None
    most: int


@dataclass(frozen=True, slots=True)
class Explained:
    """`pin` is what an admin decided about the article for this question; one that is held back is
    not what shoppers get."""

    scored: Scored
    reasons: Reasons
    pin: Pin | None

    @property
    def held_back(self) -> bool:
        return self.pin is not None and self.pin.kind is PinKind.DEMOTE


@dataclass(frozen=True, slots=True)
class Reading:
    """Good for one job only: what it gives of the shelves changes with the next edit."""

    shelves: Shelves
    encoder: Encoder
    cutter: PassageCutter
    questions: QuestionVectors
    steering: Steering
    at: datetime

    def asked(self, text: str, locale: str) -> Question:
        words = self.encoder.calibration(locale).words
        return Question.of(text, self.questions.of(text, locale), words)

    def steer(self, asked: Question, locale: str) -> Steer:
        return self.steering.for_question(asked.text, asked.vector, locale)

    def answers_from(self, locale: str, product_id: str | None) -> float:
        calibration = self.encoder.calibration(locale)
        return calibration.answers_from if product_id is None else calibration.answers_within

    def find(self, wish: Wish) -> list[Scored]:
        asked = self.asked(wish.text, wish.locale)
        return self._found(asked, wish, self.steer(asked, wish.locale))

    def explain(self, wish: Wish) -> list[Explained]:
        """The same with the reasons; what is held back comes last."""
        asked = self.asked(wish.text, wish.locale)
        steer = self.steer(asked, wish.locale)
        shown = self._found(asked, wish, steer)
        kept_back = [
            scored
            for scored in self._found(asked, wish, UNSTEERED)
            if scored.draft.key in steer.held_back
        ]
        weights = self.shelves.weights_of(language_of(wish.locale))
        shared = self.shelves.shared_of(wish.locale)
        found = []
        for scored in (*shown, *kept_back):
            candidate = self.shelves.candidate(scored.draft.key)
            if candidate is not None:
                reasons = reasons_for(
                    asked, candidate, weights, shared, within_product=wish.product_id is not None
                )
                pin = steer.decided.get(scored.draft.key)
                found.append(Explained(scored, reasons, pin))
        return found

    def vectors(self, texts: Sequence[str], locale: str) -> NDArray[np.float32]:
        return self.questions.of_many(texts, locale)

    def _found(self, asked: Question, wish: Wish, steer: Steer) -> list[Scored]:
        return self.shelves.find(
            asked,
            locale=wish.locale,
            tiers=wish.tiers,
            product_id=wish.product_id,
            most=wish.most,
            at=self.at,
            steer=steer,
        )
