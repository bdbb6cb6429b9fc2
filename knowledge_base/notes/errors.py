"""Refusals of the review, each with the code that a client sees."""

from __future__ import annotations

from typing import ClassVar

from knowledge_base.articles.errors import ArticleError


class NoteHeldError(ArticleError):
    """The author is in quarantine: nothing of theirs goes live until they are released."""

    code: ClassVar[str] = "held"

    def __init__(self, author: str) -> None:
        super().__init__(f"notes of {author} are held; release the author first")


class AuthorUnknownError(ArticleError):
    """A note without an author's name cannot be told from others without one."""

    code: ClassVar[str] = "invalid"

    def __init__(self) -> None:
        super().__init__("the author has no name")
