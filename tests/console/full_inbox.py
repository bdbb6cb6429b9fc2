"""An inbox of many conversations, written straight into the tables."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncSession

from conversations.identifiers import new_id
from conversations.models import Conversation, LogRow, Shopper
from conversations.search.folding import fold
from conversations.search.models import MessageText

SAID = (
    "Where is my parcel? It was to come on Monday.", "我的订单什么时候发货？我等了五天了。",
    "Can I return the linen dress, it is too small?", "这件连衣裙可以换大一码吗？",
    "I was charged twice for one order.", "退款什么时候到账？", "Is the serum good for dry skin?",
    "Your bot is useless, give me a person!",
)  # fmt: skip
NAMES = ("Mira Klein", "王小明", "Noah Braun", "李娜", None, "Aiko Mori", "陈伟", "Sofia Rossi")
REASONS = ("asked_for_person", "not_answered", "angry", "case", "repeated", "not_understood")
MESSAGES = 4


async def fill_inbox(
    session: AsyncSession, number: int, *, site: str, now: datetime, seed: int = 7
) -> list[str]:
    """`number` conversations that wait, the longest first, of four messages each; their ids."""
    chance = random.Random(seed)
    shoppers, conversations, rows, texts = [], [], [], []
    for at in range(number):
        queued = now - timedelta(seconds=20 + (number - at) * 7)
        name, said = NAMES[at % len(NAMES)], SAID[at % len(SAID)]
        shopper, conversation = new_id(), new_id()
        shoppers.append(
            {
                "id": shopper,
                "token_hash": new_id(),
                "site": site,
                "name": name,
                "created_at": queued,
            }
        )
        conversations.append(
            {
                "id": conversation,
                "site": site,
                "shopper_id": shopper,
                "state": "queued",
                "version": 2,
                "fence": 2,
                "head_seq": MESSAGES,
                "locale": "zh" if said[0] >= "\u4e00" else "en",
                "page": {},
                "reason": chance.choice(REASONS),
                "queued_at": queued,
                "created_at": queued,
                "updated_at": queued,
                "order_number": f"#W{1_000_000 + at}" if at % 3 == 0 else None,
            }
        )
        for seq in range(1, MESSAGES + 1):
            text = said if seq == MESSAGES else f"{said} ({at}-{seq})"
            position = at * MESSAGES + seq
            rows.append(
                {
                    "position": position,
                    "id": new_id(),
                    "conversation_id": conversation,
                    "seq": seq,
                    "at": queued,
                    "event": "message.posted",
                    "author_role": "shopper" if seq % 2 == 0 else "bot",
                    "body": {"kind": "text", "text": text, "sources": []},
                }
            )
            texts.append(
                {"position": position, "conversation_id": conversation, "folded": fold(text)}
            )
    if number:
        for model, values in (
            (Shopper, shoppers), (Conversation, conversations), (LogRow, rows), (MessageText, texts)
        ):  # fmt: skip
            await session.execute(insert(model), values)
    return [one["id"] for one in conversations]
