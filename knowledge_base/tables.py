"""All tables of the knowledge base, for the migrations: a table is known once it is imported."""

from typing import Final

from knowledge_base.articles.models import Article, ArticleVersion, KnowledgeRevision
from knowledge_base.history.models import ArticleDeed
from knowledge_base.importing.models import ImportRun
from knowledge_base.management.models import ArticleTag
from knowledge_base.models import Base
from knowledge_base.notes.models import NoteDecision, NoteMark, NotesKey, QuarantinedAuthor
from knowledge_base.pins.models import ArticlePin
from knowledge_base.recall.models import FactTold
from knowledge_base.usage.models import ArticleUsage, UsageCursor

TABLES: Final = (
    Article,
    ArticlePin,
    ArticleVersion,
    KnowledgeRevision,
    FactTold,
    ImportRun,
    NoteDecision,
    NoteMark,
    NotesKey,
    QuarantinedAuthor,
    ArticleDeed,
    ArticleTag,
    ArticleUsage,
    UsageCursor,
)
metadata: Final = Base.metadata
