"""Text as it is searched: words without case and accents, Chinese one character at a time.

Done here and not by the databases, whose own ways of cutting words differ and know no Chinese.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

# Written without spaces, so that each character is a word and what one looks for a phrase.
_UNSPACED = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002fa1f"
_TOKEN = re.compile(rf"[{_UNSPACED}]|[^\W_{_UNSPACED}]+")
MOST_WORDS = 12


@dataclass(frozen=True)
class Token:
    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Phrase:
    """Tokens that follow one another; with `open` the last may be the beginning of a word."""

    tokens: tuple[str, ...]
    open: bool = False


def fold(text: str) -> str:
    return " ".join(token.text for token in tokens(text))


def tokens(text: str) -> Iterator[Token]:
    """With their places in `text`."""
    for match in _TOKEN.finditer(text):
        # What one character folds to may be several words, such as a full-width ligature.
        for word in _TOKEN.findall(_plain(match[0])):
            yield Token(word, match.start(), match.end())


def phrases(query: str) -> tuple[Phrase, ...]:
    """What must all be there. Quotation marks join words; the last word may be unfinished."""
    found = []
    for part in re.findall(r'"[^"]*"|[^\s"]+', query)[:MOST_WORDS]:
        words = tuple(token.text for token in tokens(part))
        if words:
            found.append(Phrase(words))
    if found and not query.endswith(('"', " ")):
        found[-1] = Phrase(found[-1].tokens, open=True)
    return tuple(found)


def places(text: str, wanted: Sequence[Phrase]) -> list[tuple[int, int]]:
    """Where the phrases stand in `text`, in order, without overlaps."""
    words = list(tokens(text))
    found = []
    for phrase in wanted:
        size = len(phrase.tokens)
        for at in range(len(words) - size + 1):
            if _is_at(words[at : at + size], phrase):
                found.append((words[at].start, words[at + size - 1].end))
    return _joined(sorted(found))


def _is_at(words: Sequence[Token], phrase: Phrase) -> bool:
    *whole, last = phrase.tokens
    if [word.text for word in words[:-1]] != whole:
        return False
    return words[-1].text.startswith(last) if phrase.open else words[-1].text == last


def _joined(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _plain(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in apart if not unicodedata.combining(char))
