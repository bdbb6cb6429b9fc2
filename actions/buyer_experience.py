"""What buyers wrote, beside the shop's facts and told as theirs; never the shop's own praise."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from actions.answers import show_answer, source_of
from actions.ask_faq import SHOP_TIERS
from actions.dialogue import Event, Reply, Turn, set_slot
from actions.orders.catalogue.schemas import ProductFacts
from actions.product_facts import options_text, price_text
from actions.product_meant import PRODUCT, Reader, product_cards, product_name, product_spoken_of
from actions.wording import Wording
from conversations.contract import Buyers, Quote, Source, SplitBody, TextBody, Tier
from knowledge_base.search.schemas import Passage, Stance
from knowledge_base.search.service import KnowledgeSearch

READ = 50
QUOTED = 3
BUYERS = frozenset({"community"})
# Of a question about one thing, such as the size, notes count that are near the nearest.
NEAR_BY = 0.15
# What is left of a question about everything once these words and the product's name are gone.
_ASKS_IN_GENERAL = re.compile(
    r"\b(?:what|how|do|does|did|is|are|was|were|the|a|an|any|some|other|others|buyers?|customers?"
    r"|people|users?|everyone|anyone|they|say|says|saying|said|think|thinks|write|wrote|like"
    r"|about|of|on|it|its|this|that|these|those|them|one|with|for|to|me|tell|show|have|has|had"
    r"|you|your|there|reviews?|ratings?|opinions?|experiences?|feedback|comments?|good|bad|worth"
    r"|buying|product|item|and|so|overall|generally|general|please|been|happy|satisfied)\b"
    r"|买家|顾客|大家|别人|其他人|用户|人|怎么|怎样|如何|什么|评价|评论|口碑|反馈|说|觉得|认为|看法"
    r"|这个|这款|这件|它|产品|商品|好不好|好用|值得|买|吗|呢|的|样|对|有|没有|关于|使用|感受|体验|过|都",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class ActionTellBuyerExperience:
    reader: Reader
    search: KnowledgeSearch
    wording: Wording
    name: str = "action_tell_buyer_experience"

    async def run(self, turn: Turn, reply: Reply) -> list[Event]:
        facts = await product_spoken_of(turn, self.reader)
        if facts is None:
            await self._about_no_product(turn, reply)
            return []
        found = await self.search.search(
            turn.text, locale=turn.language, top=READ, tiers=BUYERS, product_id=facts.id
        )
        notes = _about_the_same(turn.text, facts, found.passages, turn.page.note_id)
        reply.trace("buyer_experience", bool(notes), ", ".join(n.id for n in notes[:QUOTED]))
        if notes:
            reply.show(await self._split(turn, facts, notes))
        else:
            name = product_name(facts, turn.language)
            reply.say(self.wording.text(turn.language, "no_buyer_wrote", name=name))
            reply.show(product_cards(turn.language, facts))
        return [set_slot(PRODUCT, facts.id)]

    async def _about_no_product(self, turn: Turn, reply: Reply) -> None:
        found = await self.search.search(turn.text, locale=turn.language, top=1, tiers=BUYERS)
        reply.trace("buyer_experience", found.answered, "no product named")
        if found.answered:
            show_answer(reply, found.passages[0], self.wording, turn.language)
        else:
            reply.say(self.wording.text(turn.language, "which_product"))

    async def _split(self, turn: Turn, facts: ProductFacts, notes: Sequence[Passage]) -> SplitBody:
        """Whoever was paid for a note is quoted as such and counted neither way."""
        stances = await self.search.stances(notes)
        told = list(zip(notes, stances, strict=True))
        counted = [stance for note, stance in told if not note.sponsored]
        return SplitBody(
            official=await self._official(turn, facts),
            buyers=Buyers(
                for_=counted.count(Stance.FOR),
                against=counted.count(Stance.AGAINST),
                quotes=tuple(
                    self._quote(note, turn.language) for note in _quoted(told, turn.page.note_id)
                ),
            ),
        )

    async def _official(self, turn: Turn, facts: ProductFacts) -> TextBody:
        """What the shop itself writes of this product, the nearest to the question."""
        own = await self.search.search(
            turn.text, locale=turn.language, top=1, tiers=SHOP_TIERS, product_id=facts.id
        )
        if own.passages:
            return TextBody(own.passages[0].text, (source_of(own.passages[0]),))
        name = product_name(facts, turn.language)
        text = self.wording.text(
            turn.language,
            "compare_line" if facts.in_stock else "compare_line_sold_out",
            name=name,
            price=price_text(facts),
            options=options_text(facts),
        )
        return TextBody(text, (Source(Tier.PRODUCT, name, facts.url),))

    def _quote(self, note: Passage, language: str) -> Quote:
        return Quote(
            text=note.text,
            author=note.author or self.wording.text(language, "customer"),
            date=note.date.isoformat() if note.date else "",
            verified_purchase=note.verified_purchase,
            sponsored=note.sponsored,
        )


def _about_the_same(
    text: str, facts: ProductFacts, notes: Sequence[Passage], read: str | None
) -> Sequence[Passage]:
    """Those near to the question, and the one that the shopper has just read (`read`)."""
    if not notes or _is_general(text, facts):
        return notes
    nearest = max(note.score for note in notes)
    return [note for note in notes if note.score >= nearest - NEAR_BY or note.id == read]


def _is_general(text: str, facts: ProductFacts) -> bool:
    rest = text.lower()
    for name in filter(None, (facts.name, facts.name_zh, facts.category)):
        for word in (name.lower(), *name.lower().split()):
            rest = rest.replace(word, " ")
    return not any(char.isalnum() for char in _ASKS_IN_GENERAL.sub(" ", rest))


def _quoted(told: Sequence[tuple[Passage, Stance]], read: str | None) -> list[Passage]:
    """The one that the shopper came from, then one for and one against where there are both, then
    the nearest others; paid ones last."""
    ordered = sorted(told, key=lambda one: one[0].sponsored)
    first = [
        next((note for note, stance in ordered if stance is which), None)
        for which in (Stance.FOR, Stance.AGAINST)
    ]
    came_from = [note for note, _ in told if note.id == read]
    chosen = [
        note for note in (*came_from, *first, *(note for note, _ in ordered)) if note is not None
    ]
    each_once = {note.id: note for note in chosen}
    return list(each_once.values())[:QUOTED]
