"""A message as the finders read it: folded text and its words with their places."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

# A run of letters or of digits, one Chinese letter, or one sign.
_WORD = re.compile(r"[0-9]+|[^\W\d_\u3400-\u9fff]+|[^\s]")
_HAN = re.compile(r"[\u3400-\u9fff]")
_KEEPS_S = ("ss", "us", "is")


def singular(word: str) -> str:
    """A lower-case English word without its plural ending, roughly: both sides are cut alike."""
    if len(word) < 4 or not word.endswith("s") or word.endswith(_KEEPS_S) or not word.isascii():
        return word
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    return word[:-3] + "y" if word.endswith("ies") and len(word) > 4 else word[:-1]


def is_han(letter: str) -> bool:
    return bool(_HAN.match(letter))


def lower_in_place(text: str) -> str:
    """Lower case of the same length: the few letters that would become two stay."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(one if len(one) == 1 else letter for letter in text for one in (letter.lower(),))


@dataclass(frozen=True)
class Word:
    """`written` is lower case; `plain` is singular besides."""

    written: str
    plain: str
    start: int
    end: int


class Utterance:
    """`text` is folded already."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lower = lower_in_place(text)

    @cached_property
    def words(self) -> list[Word]:
        return [
            Word(match.group(), singular(match.group()), match.start(), match.end())
            for match in _WORD.finditer(self.lower)
        ]

    def before(self, at: int, letters: int = 24) -> str:
        return self.lower[max(0, at - letters) : at]

    def after(self, at: int, letters: int = 24) -> str:
        return self.lower[at : at + letters]

    def stands_alone(self, start: int, end: int) -> bool:
        """No Latin letter or digit goes on beside it; Chinese beside it does not matter."""
        before, after = self.lower[start - 1 : start], self.lower[end : end + 1]
        return not (_goes_on(before) and _goes_on(self.lower[start])) and not (
            _goes_on(after) and _goes_on(self.lower[end - 1])
        )


def _goes_on(letter: str) -> bool:
    return letter.isalnum() and not is_han(letter)
