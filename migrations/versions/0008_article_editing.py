"""Editing of articles: tags, plans, owners, deeds, usage"""

from __future__ import annotations

import sqlalchemy as sa
import sqlalchemy_utc
from alembic import op


revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None


def upgrade(engine_name: str) -> None:
    globals()[f"upgrade_{engine_name}"]()


def downgrade(engine_name: str) -> None:
    globals()[f"downgrade_{engine_name}"]()


def upgrade_main() -> None:
    moment = sqlalchemy_utc.sqltypes.UtcDateTime(timezone=True)
    with op.batch_alter_table('articles', schema=None) as batch_op:
        batch_op.add_column(sa.Column('publish_at', moment, nullable=True))
        batch_op.add_column(sa.Column('publish_version', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('scheduled_by', sa.Text(), nullable=True))
        batch_op.add_column(sa.Column('owner', sa.String(length=64), nullable=True))
        batch_op.add_column(sa.Column('review_on', sa.Date(), nullable=True))
        batch_op.create_index('ix_articles_publish_at', ['publish_at'], unique=False)
    with op.batch_alter_table('article_versions', schema=None) as batch_op:
        batch_op.add_column(sa.Column('valid_from', moment, nullable=True))
        batch_op.create_index('ix_article_versions_title', ['title'], unique=False)
    op.create_table('article_tags',
    sa.Column('article_key', sa.String(length=240), nullable=False),
    sa.Column('tag', sa.String(length=40), nullable=False),
    sa.ForeignKeyConstraint(['article_key'], ['articles.key'], name=op.f('fk_article_tags_article_key_articles')),
    sa.PrimaryKeyConstraint('article_key', 'tag', name=op.f('pk_article_tags'))
    )
    op.create_index('ix_article_tags_tag', 'article_tags', ['tag'], unique=False)
    op.create_table('article_deeds',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=True, nullable=False),
    sa.Column('article_key', sa.String(length=240), nullable=False),
    sa.Column('at', moment, nullable=False),
    sa.Column('by', sa.Text(), nullable=False),
    sa.Column('deed', sa.String(length=16), nullable=False),
    sa.Column('detail', sa.Text(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['article_key'], ['articles.key'], name=op.f('fk_article_deeds_article_key_articles')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_article_deeds'))
    )
    op.create_index('ix_article_deeds_article_key', 'article_deeds', ['article_key', 'id'], unique=False)
    op.create_table('article_usage',
    sa.Column('article_key', sa.String(length=240), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('served', sa.Integer(), nullable=False),
    sa.Column('liked', sa.Integer(), nullable=False),
    sa.Column('disliked', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['article_key'], ['articles.key'], name=op.f('fk_article_usage_article_key_articles')),
    sa.PrimaryKeyConstraint('article_key', 'day', name=op.f('pk_article_usage'))
    )
    op.create_table('article_usage_cursor',
    sa.Column('id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('position', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_article_usage_cursor'))
    )


def downgrade_main() -> None:
    op.drop_table('article_usage_cursor')
    op.drop_table('article_usage')
    op.drop_table('article_deeds')
    op.drop_table('article_tags')
    with op.batch_alter_table('article_versions', schema=None) as batch_op:
        batch_op.drop_index('ix_article_versions_title')
        batch_op.drop_column('valid_from')
    with op.batch_alter_table('articles', schema=None) as batch_op:
        batch_op.drop_index('ix_articles_publish_at')
        for name in ('review_on', 'owner', 'scheduled_by', 'publish_version', 'publish_at'):
            batch_op.drop_column(name)


def upgrade_bot() -> None:
    pass


def downgrade_bot() -> None:
    pass
