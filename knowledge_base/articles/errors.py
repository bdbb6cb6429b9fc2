"""What can go wrong with articles, each with the code that a client sees."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from knowledge_base.articles.schemas import ArticleContent


class ArticleError(Exception):
    code: ClassVar[str] = "invalid"


class ArticleNotFoundError(ArticleError):
    code = "not_found"

    def __init__(self, key: str) -> None:
        super().__init__(f"there is no article {key!r}")
        self.key = key


class ArticleExistsError(ArticleError):
    code = "exists"

    def __init__(self, key: str) -> None:
        super().__init__(f"an article {key!r} is there already")
        self.key = key


class ArticleContentError(ArticleError):
    """A text that cannot be kept; `problems` are (field, what is wrong with it)."""

    code = "invalid"

    def __init__(self, problems: tuple[tuple[str, str], ...]) -> None:
        super().__init__("; ".join(f"{field} {problem}" for field, problem in problems))
        self.problems = problems


class ArticleStaleError(ArticleError):
    """Somebody saved in between: nothing was changed, and both texts are here to choose from."""

    code = "stale_version"

    def __init__(self, *, yours: ArticleContent, theirs: ArticleContent, version: int) -> None:
        super().__init__(f"the article is at version {version} by now")
        self.yours = yours
        self.theirs = theirs
        self.version = version
