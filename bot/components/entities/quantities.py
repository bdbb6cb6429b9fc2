"""How many of an item: only numbers that count what is sold."""

from __future__ import annotations

import re
from typing import Iterator

from bot.components.entities.found import COLOUR, PRODUCT, QUANTITY, SIZE, Found
from bot.components.entities.number_words import ENGLISH_NUMBER, HAN_NUMBER, read_number
from bot.components.entities.utterance import Utterance

_COUNT = rf"[0-9]{{1,3}}|{ENGLISH_NUMBER.rsplit('|', 1)[0]}"
_TIMES = re.compile(
    r"(?<![0-9a-z])(?<![0-9][.,])([0-9]{1,3} ?[x×*])(?![0-9a-z])"
    r"|(?<![0-9a-z])(?<!the )[x×*] ?([0-9]{1,3})(?![0-9a-z])"
)
_SAID = re.compile(r"\b(?:qty|quantity|数量)[ :：是为]{0,3}([0-9]{1,3})(?![0-9a-z])")
_OF_THEM = re.compile(
    rf"(?<![0-9a-z])(?<![0-9][.,])({_COUNT})(?= (?:of (?:them|these|those|it|each|the|my|your)"
    r"|more(?! (?:time|thing|question|week|day|month|hour|minute|chance|try))|pieces?|pcs?|pairs?"
    r"|items?|units?|packs?|boxes|bottles?|bags? of|copies|sets|each|extra)\b)"
)
_BEFORE_ITEM = re.compile(rf"(?<![0-9a-z$€£¥#%])(?<![0-9][.,])({_COUNT})(?=[ ])")
_FILLER = re.compile(
    r"(?:(?:of|the|my|these|those|more|new|extra|other|different|same|x|big|pairs?|pieces?|boxes|packs?"
    r"|bottles?|pcs)\b[ ]*)*"
)
_ONE_IN = re.compile(r" in (?:size )?")
_WANTED = re.compile(
    rf"\b(?:want|need|ordered|bought|take|add|get|send me|got|received|only|make it"
    rf"|return|returning)[ ]({_COUNT})(?=[ ]*(?:$|[.,!?]|pls|plz|please\b|instead\b|but\b|in\b))"
)
_CHANGED_TO = re.compile(rf"[ ]to[ ]({_COUNT})(?![0-9a-z%]|[ ]?(?:usd|eur|days?|weeks?))")
_CLASSIFIED = re.compile(
    rf"(?<![0-9第每这那哪某])(?<![0-9][.,])([0-9]{{1,3}}|{HAN_NUMBER}) ?"
    r"[件个双条盒包瓶支套只份袋罐顶片对台盏箱把副枚](?!月)"
)
_NO_ITEM_AFTER = re.compile(
    r"(?:多?(?:星期|礼拜|小时|钟头|钟|半|工作日|人|问题|地方|字|订单|单号|消息|信息|短信|评论|评价|差评|好评"
    r"|客服|快递|电话|世纪|亿|说法|解释|回复|事|办法|建议|身|账号|帐号|号|卡|券|地址|收货地址|邮箱|色号|颜色|链接|选项|照片|图))"
)
# `一个` that says no more than "one": another one, pick one, exchange it.
_ANY_ONE = re.compile(r"(?:另外?|最后|赞|上|下|同|换|选|挑|荐|册|弄|搞|找|开|写|有没有|想问|有)$")
_ITEM_MAY_END = re.compile(
    r"[ ]*(?:$|[,，。.!！?？、;；~\s]|[的了吧呀啊呢吗都就可行能和给换退要是])"
)


def find_quantities(said: Utterance, taken: list[Found], bare_sizes: set[str]) -> Iterator[Found]:
    """`taken` are the products and options found; `bare_sizes` the numbers that are sizes."""
    text = said.lower
    for match in _TIMES.finditer(text):
        group = 1 if match.group(1) else 2
        number = re.sub(r"[^0-9]", "", match.group(group))
        yield _found(number, match.start(group), match.end(group))
    for pattern in (_SAID, _OF_THEM):
        for match in pattern.finditer(text):
            if not (match.group(1) == "one" and text[match.end() :].startswith(" of ")):
                yield from _read(match)
    for match in _WANTED.finditer(text):
        if match.group(1) not in bare_sizes:
            yield from _read(match)
    yield from _before_items(said, taken)
    yield from _chinese(said, taken)


def _before_items(said: Utterance, taken: list[Found]) -> Iterator[Found]:
    """`two storage baskets`, `1 black tote bag`, and what they are changed to."""
    begins = {item.start: item for item in taken if item.entity in (PRODUCT, COLOUR, SIZE)}
    sold = any(item.entity == PRODUCT for item in taken)
    for match in _BEFORE_ITEM.finditer(said.lower):
        at = match.end()
        if match.group(1) == "one" and said.lower.startswith(" of ", at):
            continue
        option = _ONE_IN.match(said.lower, at)
        named = sold and option is not None and option.end() in begins
        for _ in range(3):
            filler = _FILLER.match(said.lower, at + 1) if said.lower[at : at + 1] == " " else None
            item = begins.get(filler.end()) if filler else None
            if item is None:
                break
            at, named = item.end, named or item.entity == PRODUCT
        if not named:
            continue
        yield from _read(match)
        changed = _CHANGED_TO.match(said.lower, at)
        if changed:
            yield from _read(changed)


def _chinese(said: Utterance, taken: list[Found]) -> Iterator[Found]:
    begins = {item.start for item in taken}
    ends = {item.end for item in taken}
    for match in _CLASSIFIED.finditer(said.lower):
        if _NO_ITEM_AFTER.match(said.lower, match.end()):
            continue
        one = read_number(match.group(1)) == 1
        placed = match.end() in begins or match.start() in ends
        if one and _ANY_ONE.search(said.before(match.start())):
            continue
        if one and not placed and not _ITEM_MAY_END.match(said.lower, match.end()):
            continue
        yield from _read(match, match.start())


def _read(match: re.Match[str], start: int = -1) -> Iterator[Found]:
    number = read_number(match.group(1))
    if number:
        whole = start >= 0
        yield _found(str(number), *(match.span() if whole else match.span(1)))


def _found(number: str, start: int, end: int) -> Found:
    return Found(QUANTITY, str(int(number)), start, end)
