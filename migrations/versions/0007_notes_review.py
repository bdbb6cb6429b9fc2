"""Review of notes, imports"""

from __future__ import annotations

import sqlalchemy as sa
import sqlalchemy_utc
from alembic import op


revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None


def upgrade(engine_name: str) -> None:
    globals()[f"upgrade_{engine_name}"]()


def downgrade(engine_name: str) -> None:
    globals()[f"downgrade_{engine_name}"]()


def upgrade_main() -> None:
    op.create_table('note_marks',
    sa.Column('article_key', sa.String(length=240), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('rules', sa.Integer(), nullable=False),
    sa.Column('folded', sa.String(length=64), nullable=False),
    sa.Column('author', sa.String(length=200), nullable=False),
    sa.Column('risks', sa.String(length=64), nullable=False),
    sa.ForeignKeyConstraint(['article_key'], ['articles.key'], name=op.f('fk_note_marks_article_key_articles'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('article_key', name=op.f('pk_note_marks'))
    )
    op.create_index('ix_note_marks_author', 'note_marks', ['author'])
    op.create_index('ix_note_marks_folded', 'note_marks', ['folded'])
    op.create_table('note_decisions',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('article_key', sa.String(length=240), nullable=True),
    sa.Column('version', sa.Integer(), nullable=True),
    sa.Column('decision', sa.String(length=16), nullable=False),
    sa.Column('title', sa.Text(), nullable=False),
    sa.Column('author', sa.Text(), nullable=False),
    sa.Column('notes', sa.Integer(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('decided_by', sa.Text(), nullable=False),
    sa.Column('decided_at', sqlalchemy_utc.sqltypes.UtcDateTime(timezone=True), nullable=False),
    sa.CheckConstraint("decision IN ('approved', 'edited', 'rejected', 'duplicate', 'quarantined', 'released')", name=op.f('ck_note_decisions_decision')),
    sa.ForeignKeyConstraint(['article_key'], ['articles.key'], name=op.f('fk_note_decisions_article_key_articles'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_note_decisions'))
    )
    op.create_index('ix_note_decisions_article_key', 'note_decisions', ['article_key', 'version'])
    op.create_index('ix_note_decisions_decided_at', 'note_decisions', ['decided_at'])
    op.create_table('quarantined_authors',
    sa.Column('author', sa.String(length=200), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('quarantined_by', sa.Text(), nullable=False),
    sa.Column('quarantined_at', sqlalchemy_utc.sqltypes.UtcDateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('author', name=op.f('pk_quarantined_authors'))
    )
    op.create_table('notes_keys',
    sa.Column('id', sa.String(length=64), nullable=False),
    sa.Column('name', sa.String(length=80), nullable=False),
    sa.Column('created_by', sa.Text(), nullable=False),
    sa.Column('created_at', sqlalchemy_utc.sqltypes.UtcDateTime(timezone=True), nullable=False),
    sa.Column('used_at', sqlalchemy_utc.sqltypes.UtcDateTime(timezone=True), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_notes_keys'))
    )
    op.create_table('knowledge_imports',
    sa.Column('id', sa.String(length=32), nullable=False),
    sa.Column('source', sa.Text(), nullable=False),
    sa.Column('dry_run', sa.Boolean(), nullable=False),
    sa.Column('state', sa.String(length=16), nullable=False),
    sa.Column('done', sa.Integer(), nullable=False),
    sa.Column('total', sa.Integer(), nullable=False),
    sa.Column('created', sa.Integer(), nullable=False),
    sa.Column('updated', sa.Integer(), nullable=False),
    sa.Column('unchanged', sa.Integer(), nullable=False),
    sa.Column('waiting', sa.Integer(), nullable=False),
    sa.Column('bad', sa.Integer(), nullable=False),
    sa.Column('problems', sa.JSON(), nullable=False),
    sa.Column('failure', sa.Text(), nullable=False),
    sa.Column('started_by', sa.Text(), nullable=False),
    sa.Column('started_at', sqlalchemy_utc.sqltypes.UtcDateTime(timezone=True), nullable=False),
    sa.Column('seen_at', sqlalchemy_utc.sqltypes.UtcDateTime(timezone=True), nullable=False),
    sa.Column('ended_at', sqlalchemy_utc.sqltypes.UtcDateTime(timezone=True), nullable=True),
    sa.CheckConstraint("state IN ('running', 'done', 'failed')", name=op.f('ck_knowledge_imports_state')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_knowledge_imports'))
    )
    op.create_index('ix_knowledge_imports_started_at', 'knowledge_imports', ['started_at'])


def downgrade_main() -> None:
    for table in ('knowledge_imports', 'notes_keys', 'quarantined_authors', 'note_decisions', 'note_marks'):
        op.drop_table(table)


def upgrade_bot() -> None:
    pass


def downgrade_bot() -> None:
    pass
