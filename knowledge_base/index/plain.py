"""Markdown bodies as plain blocks: what is embedded and quoted, without markup."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

if TYPE_CHECKING:
    from markdown_it.token import Token


class BlockKind(StrEnum):
    HEADING = "heading"
    PROSE = "prose"
    ITEM = "item"
    VERBATIM = "verbatim"


@dataclass(frozen=True, slots=True)
class Block:
    kind: BlockKind
    text: str


_PARSER = MarkdownIt("commonmark", {"html": False}).enable("table")
_CELL_CLOSERS = frozenset({"th_close", "td_close"})


def plain_blocks(body: str) -> tuple[Block, ...]:
    """Headings, paragraphs, list items (one each) and table rows of a Markdown body, in order."""
    return tuple(block for block in _blocks(_PARSER.parse(body)) if block.text)


def _blocks(tokens: list[Token]) -> Iterator[Block]:
    item_depth = 0
    in_heading = False
    row: list[str] | None = None
    for token in tokens:
        match token.type:
            case "heading_open" | "heading_close":
                in_heading = token.type == "heading_open"
            case "list_item_open" | "list_item_close":
                item_depth += 1 if token.type == "list_item_open" else -1
            case "tr_open":
                row = []
            case "tr_close":
                yield Block(BlockKind.ITEM, "; ".join(row or ()))
                row = None
            case "fence" | "code_block":
                yield Block(BlockKind.VERBATIM, " ".join(token.content.split()))
            case "inline":
                text = _inline_text(token)
                if row is not None:
                    row.append(text)
                elif in_heading:
                    yield Block(BlockKind.HEADING, text)
                else:
                    yield Block(BlockKind.ITEM if item_depth else BlockKind.PROSE, text)


def _inline_text(token: Token) -> str:
    """The words of a line of Markdown; a link keeps its address where its words do not show it."""
    words: list[str] = []
    targets: list[tuple[int, str]] = []
    for child in token.children or ():
        match child.type:
            case "text" | "code_inline":
                words.append(child.content)
            case "softbreak" | "hardbreak":
                words.append(" ")
            case "image":
                words.append(child.content)
            case "link_open":
                targets.append((len(words), str(child.attrGet("href") or "")))
            case "link_close" if targets:
                start, href = targets.pop()
                shown = "".join(words[start:])
                if href.startswith("https://") and href not in shown:
                    words.append(f" ({href})")
    return " ".join("".join(words).split())
