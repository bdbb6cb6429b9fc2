"""Text folded to its plain form (full-width digits, letters and signs), with places kept."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Sequence

# Traditional letters of the words that the entities are made of. No general conversion.
_TRADITIONAL = (
    "開訂單號碼換紅綠藍黃兩個雙條塊錢週買貨機電話郵運褲襯連圍針織絨潔華膚禮蠟燭無紋顏"
    "銀為點後這幾萬張隻雜櫃燈墊牆鏡藥劑裝賣圓盤鍋壺發遞員費陸膠體護潤脣髮復鐘頭歲"
)
_SIMPLIFIED = (
    "开订单号码换红绿蓝黄两个双条块钱周买货机电话邮运裤衬连围针织绒洁华肤礼蜡烛无纹颜"
    "银为点后这几万张只杂柜灯垫墙镜药剂装卖圆盘锅壶发递员费陆胶体护润唇发复钟头岁"
)
_PLAINER = str.maketrans(_TRADITIONAL, _SIMPLIFIED)
# The minus and the dashes that stand for a hyphen.
_HYPHENS = dict.fromkeys("\u2010\u2011\u2012\u2013\u2212", "-")


@dataclass(frozen=True)
class FoldedText:
    """`origins[i]` is the index in the original text of the folded text's character `i`."""

    text: str
    origins: Sequence[int]
    length: int

    def span(self, start: int, end: int) -> tuple[int, int]:
        """A folded span's place in the original text."""
        if start >= end:
            return (0, 0)
        return self.origins[start], self.origins[end - 1] + 1


def fold(text: str) -> FoldedText:
    """NFKC, letter by letter; digits of any script become ASCII digits, traditional Chinese
    simplified; what has no width (joiners, marks of direction) is left out."""
    if text.isascii():
        return FoldedText(text, range(len(text)), len(text))
    letters: list[str] = []
    origins: list[int] = []
    for at, letter in enumerate(text):
        plain = letter if letter.isascii() else _plain(letter)
        letters.append(plain)
        origins.extend([at] * len(plain))
    return FoldedText("".join(letters), tuple(origins), len(text))


def _plain(letter: str) -> str:
    if unicodedata.category(letter) == "Cf":
        return ""
    digit = unicodedata.decimal(letter, None)
    if digit is not None:
        return str(digit)
    letter = _HYPHENS.get(letter, letter)
    return unicodedata.normalize("NFKC", letter).translate(_PLAINER)
