"""The knowledge base's refusals in the console's words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from console.errors import ConsoleCode, ConsoleError, ObjectNotFoundError
from console.knowledge.schemas import article_text
from conversations.contract import Code
from knowledge_base.articles.errors import (
    ArticleContentError,
    ArticleExistsError,
    ArticleNotFoundError,
    ArticleStaleError,
)
from knowledge_base.notes.errors import NoteHeldError


class ArticleRefusedError(ConsoleError):
    """A text that cannot be kept, with its bad fields."""


class ArticleIdTakenError(ConsoleError):
    code = ConsoleCode.ARTICLE_EXISTS


class NoteIsHeldError(ConsoleError):
    """The note is of an author in quarantine."""

    code = ConsoleCode.NOTE_HELD


class ArticleConflictError(ConsoleError):
    """Somebody saved in between; both texts are sent, so that none is lost."""

    code = Code.STALE_VERSION


@contextmanager
def refusals() -> Iterator[None]:
    try:
        yield
    except ArticleNotFoundError:
        raise ObjectNotFoundError from None
    except NoteHeldError as held:
        raise NoteIsHeldError(str(held)) from None
    except ArticleExistsError:
        message = "An article with this id is already there in this language."
        raise ArticleIdTakenError(message) from None
    except ArticleContentError as refused:
        fields = [{"field": field, "message": problem} for field, problem in refused.problems]
        raise ArticleRefusedError(str(refused), fields=fields) from None
    except ArticleStaleError as stale:
        message = "Somebody saved this article in the meantime. Compare both texts."
        texts = {
            "yours": article_text(stale.yours).model_dump(mode="json"),
            "theirs": article_text(stale.theirs).model_dump(mode="json"),
        }
        raise ArticleConflictError(message, version=stale.version, **texts) from None
