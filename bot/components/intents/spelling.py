"""Typing mistakes: "wehre is my packge" is read as it was meant.

Only English words are mended, and only those that neither a dictionary of 160,000 words nor the
training data knows; what they may become are words of the training data, so a mistake is never
taken for a word that would tell the intents nothing.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import Iterable, Mapping, Optional

from rapidfuzz.distance import OSA

from bot.components.intents.dictionary import Dictionary

_WORD = re.compile(r"(?<![A-Za-z'])[A-Za-z']{3,}(?![A-Za-z'])")
_TRIPLED = re.compile(r"(.)\1{2,}")
_DOUBLED = re.compile(r"(.)\1+")
_VOWELS = re.compile(r"[aeiou]")
# A word that is in no dictionary is a name or slang where the data has it this often, else a typo.
KNOWN_FROM = 3
# In a shorter word a letter that is wrong or too many makes another word, a name or a brand.
ANY_LETTER_FROM = 6
# In a shorter word two changes do.
TWO_CHANGES_FROM = 8
FEWEST_CONSONANTS = 3
LONGEST_WORD = 24


class Spelling:
    """`words` are those that a mistake may have meant, with how often the data has them."""

    def __init__(self, words: Mapping[str, int], dictionary: Dictionary) -> None:
        self.words = dict(words)
        self.dictionary = dictionary
        self._by_letter: defaultdict[str, list[str]] = defaultdict(list)
        self._by_consonants: defaultdict[str, list[str]] = defaultdict(list)
        for word in self.words:
            self._by_letter[word[0]].append(word)
            consonants = _consonants(word)
            if len(consonants) >= FEWEST_CONSONANTS:
                self._by_consonants[consonants].append(word)

    @classmethod
    def of(cls, texts: Iterable[str], dictionary: Dictionary) -> "Spelling":
        counts = Counter(
            word for text in texts for word in (found.lower() for found in _WORD.findall(text))
        )
        return cls(
            {
                word: count
                for word, count in sorted(counts.items())
                if count >= KNOWN_FROM or (count > 1 and word in dictionary)
            },
            dictionary,
        )

    def mend(self, text: str) -> str:
        """`text` with its mistakes mended; mended words are in lower case."""
        return _WORD.sub(lambda found: self._mend_word(found.group()), text)

    def _mend_word(self, written: str) -> str:
        word = written.lower()
        if len(word) > LONGEST_WORD or self._is_known(word):
            return written
        # "heeelp", "pleeease": held keys, of which the word itself has one or two.
        held = _TRIPLED.sub(r"\1\1", word)
        for shorter in (held, _DOUBLED.sub(r"\1", held)):
            if self._is_known(shorter):
                return shorter
        word = _TRIPLED.sub(r"\1", word)
        return self._nearest(word) or self._without_vowels(word) or written

    def _is_known(self, word: str) -> bool:
        return word in self.words or word in self.dictionary

    def _nearest(self, word: str) -> Optional[str]:
        """The word with the fewest letters changed, left out, added or exchanged. Of several one
        with the same letters but for an apostrophe, then one with letters that were left out or
        exchanged, then the commonest. The first letter is right, or exchanged with the second."""
        if len(word) < FEWEST_CONSONANTS:
            return None
        most = 2 if len(word) >= TWO_CHANGES_FROM else 1
        near = []
        for meant in self._by_letter[word[0]] + self._by_letter[word[1]]:
            changes = OSA.distance(word, meant, score_cutoff=most)
            if changes > most:
                continue
            exchanged = sorted(word) == sorted(meant)
            kept = exchanged or len(meant) == len(word) + changes
            # Of three letters any other makes a word: only "teh" for "the" is sure.
            if exchanged or (len(word) > 3 and (kept or len(word) >= ANY_LETTER_FROM)):
                written = meant.replace("'", "") == word
                near.append((changes, not written, not kept, -self.words[meant], meant))
        return min(near)[-1] if near else None

    def _without_vowels(self, word: str) -> Optional[str]:
        """`cncl` for "cancel": at most one vowel is left."""
        if len(_VOWELS.findall(word)) > 1:
            return None
        meant = self._by_consonants.get(_consonants(word), ())
        return max(meant, key=lambda one: (self.words[one], one), default=None)


def _consonants(word: str) -> str:
    """One for each two alike: "pswrd" has those of "password"."""
    return _DOUBLED.sub(r"\1", _VOWELS.sub("", word))
