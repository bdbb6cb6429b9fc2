"""What the shop sells, made ready to be found in messages: products, sizes, colours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Iterable, Iterator

from bot.components.entities.chinese_names import ChineseNames
from bot.components.entities.colours import colour_entries, read_colour
from bot.components.entities.folded_text import fold
from bot.components.entities.found import COLOUR, PRODUCT, SIZE, Found, without_overlaps
from bot.components.entities.lexicon import Lexicon, Phrase
from bot.components.entities.products import ProductNames
from bot.components.entities.sizes import Sizes
from bot.components.entities.utterance import Utterance


@dataclass(frozen=True)
class Ware:
    """`names` in every language, the default one first; options as the shop spells them."""

    id: str
    names: tuple[str, ...]
    sizes: tuple[str, ...] = ()
    colours: tuple[str, ...] = ()


class Assortment:
    """Made once for each state of the catalogue, in seconds for a large one. Never changes."""

    def __init__(self, wares: Iterable[Ware]) -> None:
        wares = tuple(wares)
        names = [(ware.id, fold(name).text) for ware in wares for name in ware.names]
        colours = {fold(colour).text for ware in wares for colour in ware.colours}
        self.names = {ware.id: ware.names[0] for ware in wares if ware.names}
        self.sizes = Sizes({fold(size).text for ware in wares for size in ware.sizes})
        self._english = ProductNames(names)
        self._chinese = ChineseNames(names)
        self._lexicon = Lexicon(
            [
                *((PRODUCT, name, product_id) for product_id, name in names if len(name) > 1),
                *colour_entries(sorted(colours)),
                *self.sizes.entries(),
            ]
        )

    def find(self, said: Utterance) -> Iterator[Found]:
        phrases = list(self._lexicon.find(said))
        whole_names = (
            Found(PRODUCT, phrase.value, phrase.start, phrase.end)
            for phrase in phrases
            if phrase.entity == PRODUCT
        )
        products = [*whole_names, *self._english.find(said), *self._chinese.find(said)]
        beside = [*products, *self.sizes.find(said)]
        options: list[Found] = []
        for phrase in phrases:
            if phrase.entity == COLOUR:
                options += read_colour(said, phrase, _stands_beside(phrase, beside), bool(beside))
        for phrase in phrases:
            if phrase.entity == SIZE:
                near = _stands_beside(phrase, [*beside, *options])
                options += self.sizes.read_phrase(said, phrase, near)
        found = without_overlaps([*beside, *options])
        yield from found
        yield from self.sizes.read_bare(said, found)


def _stands_beside(phrase: Phrase, others: list[Found]) -> bool:
    return any(
        0 <= other.start - phrase.end <= 1 or 0 <= phrase.start - other.end <= 1 for other in others
    )
