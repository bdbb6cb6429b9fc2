"""Phrases looked up word by word with spaCy's PhraseMatcher, in one pass for all of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Iterable, Iterator

import spacy
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from bot.components.entities.utterance import Utterance

# Stands for every word of a message that no phrase holds, so that spaCy's store of strings, which
# never forgets one, does not grow with what shoppers write.
_OTHER = "\ufffd"
_KEY = "phrase"


@dataclass(frozen=True)
class Phrase:
    """A phrase found: the entity it is of, its value, and its place in the folded text."""

    entity: str
    value: str
    start: int
    end: int


class Lexicon:
    """Entries are `(entity, phrase, value)`; the first value of a phrase and entity counts."""

    def __init__(self, entries: Iterable[tuple[str, str, str]]) -> None:
        self._vocab = spacy.blank("xx").vocab
        self._matcher = PhraseMatcher(self._vocab)
        self._values: dict[str, tuple[tuple[str, str], ...]] = {}
        self._known: set[str] = set()
        for entity, phrase, value in entries:
            words = [word.plain for word in Utterance(phrase).words]
            if words:
                self._add(entity, words, value)

    def _add(self, entity: str, words: list[str], value: str) -> None:
        key = " ".join(words)
        known = self._values.get(key, ())
        if not known:
            self._matcher.add(_KEY, [Doc(self._vocab, words=words)])
            self._known.update(words)
        if entity not in dict(known):
            self._values[key] = (*known, (entity, value))

    def find(self, said: Utterance) -> Iterator[Phrase]:
        words = [word.plain if word.plain in self._known else _OTHER for word in said.words]
        if words.count(_OTHER) == len(words):
            return
        for _, first, end in self._matcher(Doc(self._vocab, words=words)):
            start, stop = said.words[first].start, said.words[end - 1].end
            if said.stands_alone(start, stop):
                for entity, value in self._values[" ".join(words[first:end])]:
                    yield Phrase(entity, value, start, stop)
