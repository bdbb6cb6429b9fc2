"""All tables of the knowledge base, for the migrations: a table is known once it is imported."""

from typing import Final

from knowledge_base.articles.models import Article, ArticleVersion, KnowledgeRevision
from knowledge_base.models import Base
from knowledge_base.recall.models import FactTold

TABLES: Final = (Article, ArticleVersion, KnowledgeRevision, FactTold)
metadata: Final = Base.metadata
