"""What follows a greeting: "hello, person please!" is a wish for a person, and no greeting."""

from __future__ import annotations

import re
from typing import Optional

_GREETING = re.compile(
    r"^\W*(?:"
    r"(?:hello|hallo|hullo|hi|hiya|hey|heya|howdy|greetings|good\s+(?:morning|afternoon|evening|day))"
    r"(?:\s+(?:there|all|everyone|team|again|hi|hello))*(?![\w'’-])"
    r"|(?:你好|您好|嗨|哈喽|哈啰|早上好|上午好|下午好|晚上好|早安)[啊呀哦]?"
    r")[\s,.!?;:~，。！？；：～…-]*",
    re.IGNORECASE,
)


def after_greeting(text: str) -> Optional[str]:
    """What is said after the greeting that a message begins with; None where that is all, or the
    message begins otherwise."""
    found = _GREETING.match(text)
    if found is None:
        return None
    rest = text[found.end() :]
    return rest if re.search(r"\w", rest) else None
