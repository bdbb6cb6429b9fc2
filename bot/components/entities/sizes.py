"""Sizes: letters, numbers, words and measures, spelled as the catalogue spells them, upper case."""

from __future__ import annotations

import re
from typing import Iterable, Iterator

from bot.components.entities.found import SIZE, Found
from bot.components.entities.lexicon import Phrase
from bot.components.entities.utterance import Utterance

_WORDS = {
    "extra small": "XS", "x-small": "XS", "x small": "XS", "small": "S", "medium": "M",
    "large": "L", "extra large": "XL", "x-large": "XL", "x large": "XL", "xlarge": "XL",
    "extra extra large": "XXL", "one size": "ONE SIZE", "one-size": "ONE SIZE",
}  # fmt: skip
_CHINESE = {
    "加小": "XS", "特小": "XS", "小": "S", "中": "M", "大": "L", "加大": "XL", "特大": "XL",
    "加加大": "XXL", "均": "ONE SIZE",
}  # fmt: skip
_UNITS = {
    "ml": "ML", "毫升": "ML", "l": "L", "升": "L", "g": "G", "gr": "G", "gram": "G", "克": "G",
    "kg": "KG", "公斤": "KG", "千克": "KG", "oz": "OZ", "cm": "CM", "厘米": "CM",
}  # fmt: skip

_MEASURE = re.compile(
    r"(?<![0-9a-z])(?<![0-9][.,])([0-9]{1,4}(?:[.,][0-9])?) ?"
    r"(ml|毫升|kg|公斤|千克|grams?|gr?|克|oz|cm|厘米|l|升)(?![a-z0-9])"
)
_NUMBERED = re.compile(
    r"\b(?:size|sz|eu|uk|us)[ :]{0,2}([0-9]{1,2}(?:[.,]5)?(?: ?(?:eu|uk|us)\b)?)"
    r"(?![0-9a-z%]|[.,/\-][0-9])"
    r"|(?<![0-9a-z.])([0-9]{1,2}(?:[.,]5)?(?: ?(?:eu|uk|us)\b|码|号码))"
)
_LETTERED = re.compile(
    r"(?<![0-9a-z'’.&@#])((?:x{1,3}|[2-5]x)?[sml]|x{1,3}[sl])(码|号)?(?![0-9a-z'’&@]|\.[a-z])"
)
_HAN_SIZED = re.compile(r"(?<![用尾多几么太最])(加加大|加[大小]|特[大小]|[大中小均])[码号](?!线)")
_BARE_NUMBER = re.compile(
    r"(?<![0-9a-z/\-#$€£¥+%])(?<![0-9][.,:])[0-9]{2}(?:\.5)?(?![0-9a-z%$€£]|[.,/\-:][0-9])"
)

_SIZE_BEFORE = re.compile(
    r"(?:\b(?:size|sz|in|a|wear|takes?|need|want|send|get|from|to|than|of|for|also)|[穿换要拿选成到和]"
    r"|→|->|,|^|穿的是)[ :]*$"
)
_NUMBER_BEFORE = re.compile(
    r"(?:\b(?:size|in|wear|takes?|need|want|prefer|have|send|sent|get|from|to|than|of|for|or|and|not"
    r"|got|ordered|gave|chose|wearing)"
    r"|[穿换要拿选成到和买拍发是鞋裤码]|[鞋裤]子|衣服|→|->|，|,|^)[ :]*(?:the |a )?$"
)
_NUMBER_AFTER = re.compile(
    r"[ ]*(?:$|[?!,，.;()、→。？！]|->|\b(?:too|is too|was too|pls|plz|please|thx|thanks|instead"
    r"|to|or|and|but|for|in|not|eu|us|uk|usually|normally)\b"
    r"|小了|大了|换|和|的|吗|各|有|太|偏|不|行|可|就|(?<=[ ])[\u3400-\u9fff])"
)
_TOO = re.compile(
    r"\b(?:too|so|very|way|how|bit|is|are|was|were|runs?|fits?|looks?|really|quite|pretty|super"
    r"|its|it's)[ ]$"
)
_WORD_AFTER = re.compile(
    r"[ ]*(?:$|[,，.?!;/)、]|\b(?:size|ones?|pls|plz|please|instead|to|or|and|in|for|thx"
    r"|thanks|too|was|is|but|not|then|from)\b)"
)
# A lower-case `s`, `m` or `l` is a size beside the word for one or beside another size.
_ONE = r"(?:x{0,3}[sl]|m|[2-5]xl)"
_LOWER_BEFORE = re.compile(
    r"(?:\b(?:size|sz|in|from|to|for|a|not)|[→>换成要穿码])[ :]*$"
    rf"|(?:^|[^a-z0-9'’]){_ONE} (?:or|and|not|for|to) $"
)
_LOWER_AFTER = re.compile(
    rf" ?(?:for|or|to|not|instead of|→|->|/) ?(?:an? |size )?{_ONE}(?![a-z0-9'’])"
    r"|换|改|码"
)
_NAME_BEFORE = re.compile(r"(?:^|[a-z,.!?][ ])[A-Z][a-z]+[ ]$")


class Sizes:
    """`shop_sizes` are the catalogue's; a bare number is a size only if it is one of them."""

    def __init__(self, shop_sizes: Iterable[str]) -> None:
        self._spelled = {_key(size): size.upper() for size in shop_sizes}
        self.numbers = {size for size in self._spelled if size.replace(".", "").isdigit()}
        self._words = {word for word in self._spelled if not re.search(r"[0-9]", word)}

    def entries(self) -> Iterator[tuple[str, str, str]]:
        """For the lexicon: the sizes that are words or have signs in them."""
        for word, value in _WORDS.items():
            yield SIZE, word, value
        for value in self._spelled.values():
            if (len(value) > 3 or not value.isalnum()) and not _MEASURE.fullmatch(value.lower()):
                yield SIZE, value, value

    def find(self, said: Utterance) -> Iterator[Found]:
        """Those that need nothing beside them to be known."""
        for match in _MEASURE.finditer(said.lower):
            number, unit = match.group(1).replace(",", "."), _UNITS[match.group(2).rstrip("s")]
            value = f"{number} {unit}"
            if _key(value) in self._spelled or unit in ("ML", "OZ"):
                yield self._found(value, match.start(), match.end())
        for match in _NUMBERED.finditer(said.lower):
            group = 1 if match.group(1) else 2
            number = re.sub(r"[^0-9.,]", "", match.group(group)).replace(",", ".")
            yield self._found(number, match.start(group), match.end(group))
        for match in _HAN_SIZED.finditer(said.lower):
            yield self._found(_CHINESE[match.group(1)], match.start(), match.end())
        for match in _LETTERED.finditer(said.lower):
            if match.group(2) or self._is_letter_size(said, match):
                yield self._found(match.group(1), match.start(), match.end())

    def read_bare(self, said: Utterance, taken: list[Found]) -> Iterator[Found]:
        """Numbers that the catalogue has as sizes, where the words around them speak of one."""
        products = {item.end for item in taken if item.entity == "product"}
        counted = {item.start for item in taken if item.entity in ("product", "colour")}
        for match in _BARE_NUMBER.finditer(said.lower):
            if match.group() not in self.numbers:
                continue
            after, before = said.after(match.end()), said.before(match.start())
            beside = any(end <= match.start() <= end + 2 for end in products)
            if any(0 <= start - match.end() <= 1 for start in counted) and " " in after[:1]:
                continue
            if (beside or _NUMBER_BEFORE.search(before)) and _NUMBER_AFTER.match(after):
                yield self._found(match.group(), match.start(), match.end())

    def read_phrase(self, said: Utterance, phrase: Phrase, beside_option: bool) -> Iterator[Found]:
        written = said.lower[phrase.start : phrase.end]
        before, after = said.before(phrase.start), said.after(phrase.end)
        ordinary = written in ("small", "medium", "large") or written in self._words
        said_size = re.search(r"\b(?:size|sz)[ :]{1,2}$", before)
        if ordinary and not said_size and written.isalpha() and written.isascii():
            meant = beside_option or (_SIZE_BEFORE.search(before) and _WORD_AFTER.match(after))
            if not meant or _TOO.search(before):
                return
        if not re.match(r" (?:up|down|bigger|smaller|larger)\b", after):
            yield self._found(phrase.value, phrase.start, phrase.end)

    def _is_letter_size(self, said: Utterance, match: re.Match[str]) -> bool:
        """`xl` always; `M` unless it is somebody's initial; `m` only where a size is spoken of."""
        if len(match.group(1)) > 1:
            return True
        before = said.before(match.start())
        if said.lower[match.start() - 1 : match.start()] == "-":
            return False
        if said.text[match.start()].isupper():
            written = said.text[max(0, match.start() - 24) : match.start()]
            return not _NAME_BEFORE.search(written) or bool(_SIZE_BEFORE.search(before))
        return said.lower.strip() == match.group() or bool(
            _LOWER_BEFORE.search(before) or _LOWER_AFTER.match(said.after(match.end()))
        )

    def _found(self, value: str, start: int, end: int) -> Found:
        return Found(SIZE, self._spelled.get(_key(value), value.upper()), start, end)


def _key(size: str) -> str:
    return re.sub(r"[\s\-]+", "", size.lower())
