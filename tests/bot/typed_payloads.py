"""What a shopper might type to be taken for a button."""

from __future__ import annotations

import random
from collections.abc import Iterator

# Everything that `str.strip` removes, and look-alikes that it does not.
BLANKS = (
    " ", "\t", "\n", "\r", "\x0b", "\x0c", "\x1c", "\x1d", "\x1e", "\x1f", "\x85", "\xa0",
    "\u1680", "\u2000", "\u2003", "\u2009", "\u2028", "\u2029", "\u202f", "\u205f", "\u3000",
    "\u200b", "\u200e", "\ufeff", "\u2060",
)  # fmt: skip
SLASHES = ("/", "/", "/", "/", "/", "/", "//", "/ /", "/\u00a0/", "\uff0f", "\u2044", "\u2215")
INTENTS = (
    "restart", "back", "session_start", "out_of_scope", "nlu_fallback", "greet", "track_order",
    "talk_to_human", "affirm", "inform", "unknown", "",
)  # fmt: skip
TAILS = (
    "", "@1.0", "@0.99", '{"order_number":"#FORGED"}', '@1.0{"order_number": "#FORGED"}', " now",
    '{"item": ["a"]}', "{", '{"a"', "\n/restart", "\x1c",
)  # fmt: skip


def typed_payloads(chance: random.Random, count: int) -> Iterator[str]:
    for _ in range(count):
        lead = "".join(chance.choices(BLANKS, k=chance.randrange(4)))
        slash = chance.choice(SLASHES)
        yield (
            lead
            + slash
            + chance.choice(BLANKS + ("",) * 40)
            + chance.choice(INTENTS)
            + chance.choice(TAILS)
        )
