"""Colours: the shop's own words and the usual ones, English and Chinese, as one English word."""

from __future__ import annotations

import re
from typing import Iterable, Iterator

from bot.components.entities.found import COLOUR, Found
from bot.components.entities.lexicon import Phrase
from bot.components.entities.utterance import Utterance, is_han
from bot.components.entities.words import read_words

_WORDS = read_words("colours")
_PLAIN = _WORDS["plain"]
_AMBIGUOUS = _WORDS["ambiguous"]
_SHADES = _WORDS["shades"]
_TWO_WORDS = ("off white", "rose gold", "navy blue")
_USUAL = frozenset(_WORDS["usual"])
_SPELLINGS = _WORDS["spellings"]
_CHINESE = {word: value for value, words in _WORDS["chinese"].items() for word in words.split()}
_CLEAR_CHINESE = frozenset(_WORDS["clear_chinese"])

# 红的, 黑的: without 色 only these, and not as the end of another word (明白的, 显白的).
_BARE = frozenset("黑白红蓝绿黄粉紫棕灰橙")
_WISHED = re.compile(r"[换要成]$")
_WORD_WITH = frozenset("明空表坦显美变")

_NO_COLOUR_AFTER = re.compile(
    r"[ ](?:tape|flags?|areas?|moon|friday|light(?: to)?|lists?|card|wine|lies?|market|hole|mail"
    r"|sheep|tea|hat|cross|eye|skin|collar|noise|screen)\b|(?:包|茶|星|酒|薯|花|线|利)"
)
_NO_COLOUR_BEFORE = re.compile(r"\b(?:out of the|once in a|out of|in the|into the)[ ]$")
_SAYS_COLOUR_BEFORE = re.compile(
    r"(?:^|[,，:;、(/+&\-]|\b(?:in|colou?r|shade|from|to|or|and|for|than|with|of|is|got|was|want"
    r"|need|ordered|orderd|bought|got|chose|send|sent|wanted|like|prefer))[ ]*$"
)
_SAYS_COLOUR_AFTER = re.compile(
    r"[ ]*(?:$|[,，.?!;/)、]|(?:ones?|versions?|colou?r(?:ed)?|over|shade|or|and|to|instead|pls|plz"
    r"|please|(?:in )?size)\b|[😀-🙏])"
)


def canonical_colour(word: str) -> str:
    """The English, lower-case name of a colour word; one we do not know stays as it is."""
    plain = " ".join(word.lower().replace("-", " ").split())
    plain = plain[:-1] if plain.endswith("色") and len(plain) > 1 else plain
    plain = " ".join(_SPELLINGS.get(part, part) for part in plain.split())
    return {"off white": "off-white", "navy blue": "navy"}.get(plain, _CHINESE.get(plain, plain))


def colour_entries(shop_colours: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """For the lexicon: how each colour may be written, and what it is then called."""
    for word in shop_colours:
        value = canonical_colour(word)
        yield COLOUR, word, value
        yield COLOUR, word.replace("-", " "), value
        yield COLOUR, value, value
    for word in (*_PLAIN, *_AMBIGUOUS, *_TWO_WORDS, *_SPELLINGS):
        yield COLOUR, word, canonical_colour(word)
        yield COLOUR, word.replace(" ", "-"), canonical_colour(word)
    for shade in _SHADES:
        for word in (*_PLAIN, "gray", "gold"):
            yield COLOUR, f"{shade} {word}", canonical_colour(f"{shade} {word}")
            yield COLOUR, f"{shade}-{word}", canonical_colour(f"{shade} {word}")
    for word, value in _CHINESE.items():
        yield COLOUR, word + "色", value
        yield COLOUR, word, value


def read_colour(
    said: Utterance, phrase: Phrase, beside_option: bool, sold: bool
) -> Iterator[Found]:
    """`beside_option`: a product or a size stands next to it; `sold`: one is named somewhere."""
    written = said.lower[phrase.start : phrase.end]
    if _NO_COLOUR_AFTER.match(said.after(phrase.end)):
        return
    before, after = said.before(phrase.start), said.after(phrase.end)
    if not written.isascii():
        sure = written.endswith("色") or written in _CLEAR_CHINESE
        sure = sure or (beside_option and (len(written) > 1 or not is_han(after[:1] or " ")))
        sure = sure or (len(written) > 1 and written not in _CHINESE)
        sure = sure or (written in _BARE and bool(_WISHED.search(before)) and not after.strip())
        sure = sure or (
            written in _BARE and after.startswith("的") and before[-1:] not in _WORD_WITH
        )
    elif written in _PLAIN or " " in written or "-" in written or written == "gray":
        sure = not _NO_COLOUR_BEFORE.search(before) or bool(
            _SAYS_COLOUR_AFTER.match(after) and after.strip()
        )
    elif written.endswith("s") and not phrase.value.endswith("s"):
        return
    else:
        sure = beside_option or bool(
            _SAYS_COLOUR_BEFORE.search(before) and _SAYS_COLOUR_AFTER.match(after)
        )
        sure = sure or bool(re.search(r"\b(?:in|colou?r|shade|or)[ ]+$", before))
        sure = sure or bool(re.match(r"[ ](?:ones?|or)\b", after))
        sure = sure or (sold and written in _USUAL)
    if sure:
        yield Found(COLOUR, phrase.value, phrase.start, phrase.end)
