"""Cutting a body into the passages that can answer: whole sentences, never across a heading."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Final

from knowledge_base.articles.locales import language_of
from knowledge_base.index.plain import Block, BlockKind, plain_blocks
from knowledge_base.index.spacy_alone import import_spacy

if TYPE_CHECKING:
    from spacy.language import Language

CUT_VERSION: Final = 2
"""Raise when the same body would be cut differently: stored vectors of older cuts are dropped."""

_WIDE_LANGUAGES: Final = frozenset({"zh", "ja"})
_WIDE_ENDS: Final = ["。", "！", "？", "；", "!", "?", "…"]
_LANGUAGES_WITH_RULES: Final = frozenset({"en", "zh", "de", "fr", "es", "it", "pt", "nl"})
_OPENING: Final = "“‘「『（《【(["
"""A mark that opens what comes next; spaCy leaves it with the sentence before."""
_MAX_CHARS: Final = 360
_MAX_CHARS_WIDE: Final = 140
_SHORT: Final = 0.25

_pipelines: Final[dict[str, Language]] = {}
"""By language, for all cutters of the process: to make one takes longer than to cut a page."""
_cutting: Final = Lock()
"""spaCy's pipelines serve one thread at a time."""


@dataclass(frozen=True, slots=True)
class Piece:
    """`text` is what a shopper is shown, `heading` the section it stands in ("" outside any)."""

    text: str
    heading: str = ""


class PassageCutter:
    """Cuts with spaCy's rule-based sentence ends; no model is loaded."""

    def cut(self, body: str, *, locale: str) -> tuple[Piece, ...]:
        wide = language_of(locale) in _WIDE_LANGUAGES
        limit = _MAX_CHARS_WIDE if wide else _MAX_CHARS
        pieces: list[Piece] = []
        heading = ""
        section: list[Block] = []
        for block in (*plain_blocks(body), Block(BlockKind.HEADING, "")):
            if block.kind is not BlockKind.HEADING:
                section.append(block)
                continue
            units = [unit for part in section for unit in self._units(part, locale, limit)]
            pieces.extend(Piece(text, heading) for text in _packed(units, limit))
            heading, section = block.text, []
        return tuple(pieces)

    def sentences(self, text: str, *, locale: str) -> tuple[str, ...]:
        found: list[str] = []
        opening = ""
        with _cutting:
            spans = [span.text for span in _pipeline(locale)(text).sents]
        for span in spans:
            sentence = (opening + span).strip()
            kept = sentence.rstrip(_OPENING)
            opening = sentence[len(kept) :]
            if kept:
                found.append(kept)
        return (*found, opening) if opening else tuple(found)

    def _units(self, block: Block, locale: str, limit: int) -> Iterator[_Unit]:
        if block.kind is BlockKind.ITEM and len(block.text) <= limit:
            yield _Unit(f"- {block.text}", "\n")
            return
        joint = " " if limit == _MAX_CHARS else ""
        opening = "\n"
        for sentence in self.sentences(block.text, locale=locale):
            for part in _bounded(sentence, limit * 2):
                yield _Unit(part, opening)
                opening = joint


@dataclass(frozen=True, slots=True)
class _Unit:
    text: str
    joint: str
    """What stands before it when it follows another unit: a space, nothing, a new line."""


def _packed(units: list[_Unit], limit: int) -> Iterator[str]:
    """Neighbouring units together up to `limit`, breaking at a new line once half full.

    A line that ends in a colon stays with what it announces; a short rest joins its neighbour.
    """
    texts: list[str] = []
    current = ""
    for unit in units:
        announces = current.endswith((":", "："))
        new_line = unit.joint == "\n" and not unit.text.startswith("- ")
        full = len(current) + len(unit.text) > limit or (new_line and len(current) > limit / 2)
        if current and full and not announces:
            texts.append(current)
            current = unit.text
        else:
            current = f"{current}{unit.joint}{unit.text}" if current else unit.text
    if current and texts and len(current) < limit * _SHORT:
        texts[-1] = f"{texts[-1]}\n{current}"
    elif current:
        texts.append(current)
    yield from texts


def _bounded(text: str, limit: int) -> Iterator[str]:
    while len(text) > limit:
        cut = text.rfind(" ", limit // 2, limit)
        cut = limit if cut < 0 else cut
        yield text[:cut].strip()
        text = text[cut:].strip()
    if text:
        yield text


def _pipeline(locale: str) -> Language:
    language = language_of(locale)
    code = language if language in _LANGUAGES_WITH_RULES else "xx"
    if code not in _pipelines:
        import_spacy()
        import spacy

        pipeline = spacy.blank(code)
        wide = code in _WIDE_LANGUAGES
        pipeline.add_pipe("sentencizer", config={"punct_chars": _WIDE_ENDS if wide else None})
        _pipelines[code] = pipeline
    return _pipelines[code]
