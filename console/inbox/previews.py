"""One line that stands for a message body in a list."""

from __future__ import annotations

from typing import Any

PREVIEW_CHARS = 140


def preview(body: dict[str, Any]) -> str:
    """At most 140 characters; never empty for a body that shows something."""
    line = " ".join(_words(body).split())
    return line if len(line) <= PREVIEW_CHARS else line[: PREVIEW_CHARS - 1] + "…"


def _words(body: dict[str, Any]) -> str:
    match body.get("kind"):
        case "text" | "choices" | "correction":
            return str(body.get("text", ""))
        case "choice":
            return str(body.get("title", ""))
        case "cards":
            return ", ".join(str(card.get("title", "")) for card in body.get("cards", ()))
        case "order":
            return f"Order {body.get('order', {}).get('number', '')}"
        case "receipt":
            return f"Receipt for {body.get('receipt', {}).get('order', '')}"
        case "file":
            return str(body.get("caption") or body.get("file", {}).get("name", ""))
        case "rating_request":
            return "Asked for a rating"
        case "rating":
            return f"Rated {body.get('score', '')} {body.get('comment', '')}"
        case "split":
            return str(body.get("official", {}).get("text", ""))
        case _:
            return ""
