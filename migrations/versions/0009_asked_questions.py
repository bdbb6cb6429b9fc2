"""Questions asked, gaps and pins"""

from __future__ import annotations

import sqlalchemy as sa
import sqlalchemy_utc
from alembic import op


revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None

UTC = sqlalchemy_utc.sqltypes.UtcDateTime(timezone=True)
KEPT = 'id, conversation_id, text, folded, locale, asked_at, settled_at, settled_by'


def upgrade(engine_name: str) -> None:
    globals()[f"upgrade_{engine_name}"]()


def downgrade(engine_name: str) -> None:
    globals()[f"downgrade_{engine_name}"]()


def upgrade_main() -> None:
    op.create_table('question_gaps',
    sa.Column('id', sa.String(length=32), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('language', sa.String(length=16), nullable=False),
    sa.Column('model', sa.String(length=400), nullable=False),
    sa.Column('centre', sa.LargeBinary(), nullable=False),
    sa.Column('held', sa.Integer(), nullable=False),
    sa.Column('created_at', UTC, nullable=False),
    sa.Column('article_key', sa.String(length=240), nullable=True),
    sa.Column('written_by', sa.String(length=200), nullable=True),
    sa.Column('written_at', UTC, nullable=True),
    sa.Column('dismissed_at', UTC, nullable=True),
    sa.Column('dismissed_by', sa.String(length=200), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_question_gaps'))
    )
    op.create_table('asked_questions',
    sa.Column('id', sa.String(length=32), nullable=False),
    sa.Column('conversation_id', sa.String(length=32), nullable=False),
    sa.Column('seq', sa.Integer(), nullable=True),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('folded', sa.String(length=200), nullable=False),
    sa.Column('locale', sa.String(length=16), nullable=False),
    sa.Column('product_id', sa.String(length=200), nullable=True),
    sa.Column('asked_at', UTC, nullable=False),
    sa.Column('answered', sa.Boolean(), nullable=False),
    sa.Column('article_key', sa.String(length=240), nullable=True),
    sa.Column('score', sa.Double(), nullable=True),
    sa.Column('rating', sa.Integer(), nullable=True),
    sa.Column('gap_id', sa.String(length=32), nullable=True),
    sa.Column('placed_at', UTC, nullable=True),
    sa.Column('settled_at', UTC, nullable=True),
    sa.Column('settled_by', sa.String(length=200), nullable=True),
    sa.ForeignKeyConstraint(['conversation_id'], ['conversations.id'], name=op.f('fk_asked_questions_conversation_id_conversations')),
    sa.ForeignKeyConstraint(['gap_id'], ['question_gaps.id'], name=op.f('fk_asked_questions_gap_id_question_gaps')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_asked_questions'))
    )
    with op.batch_alter_table('asked_questions', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_asked_questions_conversation_id'), ['conversation_id'], unique=False)
        batch_op.create_index('ix_asked_questions_open', ['answered', 'settled_at', 'folded'], unique=False)
        batch_op.create_index('ix_asked_questions_gap', ['gap_id', 'asked_at'], unique=False)
        batch_op.create_index('ix_asked_questions_placed_at', ['placed_at', 'asked_at'], unique=False)
        batch_op.create_index('ix_asked_questions_asked_at', ['asked_at'], unique=False)
    op.execute(
        f'INSERT INTO asked_questions ({KEPT}, answered, placed_at)'
        f' SELECT {KEPT}, {_false()}, settled_at FROM unanswered_questions'
    )
    op.drop_table('unanswered_questions')
    op.create_table('article_pins',
    sa.Column('id', sa.String(length=32), nullable=False),
    sa.Column('article_key', sa.String(length=240), nullable=False),
    sa.Column('question', sa.Text(), nullable=False),
    sa.Column('folded', sa.String(length=200), nullable=False),
    sa.Column('kind', sa.String(length=16), nullable=False),
    sa.Column('author', sa.Text(), nullable=False),
    sa.Column('created_at', UTC, nullable=False),
    sa.Column('undone_at', UTC, nullable=True),
    sa.Column('undone_by', sa.Text(), nullable=True),
    sa.CheckConstraint("kind IN ('pin', 'demote')", name=op.f('ck_article_pins_kind')),
    sa.ForeignKeyConstraint(['article_key'], ['articles.key'], name=op.f('fk_article_pins_article_key_articles')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_article_pins'))
    )
    with op.batch_alter_table('article_pins', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_article_pins_article_key'), ['article_key'], unique=False)
        batch_op.create_index('ix_article_pins_undone_at', ['undone_at'], unique=False)


def downgrade_main() -> None:
    op.drop_table('article_pins')
    op.create_table('unanswered_questions',
    sa.Column('id', sa.String(length=32), nullable=False),
    sa.Column('conversation_id', sa.String(length=32), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('folded', sa.String(length=200), nullable=False),
    sa.Column('locale', sa.String(length=16), nullable=False),
    sa.Column('asked_at', UTC, nullable=False),
    sa.Column('settled_at', UTC, nullable=True),
    sa.Column('settled_by', sa.String(length=200), nullable=True),
    sa.ForeignKeyConstraint(['conversation_id'], ['conversations.id'], name=op.f('fk_unanswered_questions_conversation_id_conversations')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_unanswered_questions'))
    )
    with op.batch_alter_table('unanswered_questions', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_unanswered_questions_conversation_id'), ['conversation_id'], unique=False)
        batch_op.create_index('ix_unanswered_questions_open', ['settled_at', 'folded'], unique=False)
    op.execute(
        f'INSERT INTO unanswered_questions ({KEPT})'
        f' SELECT {KEPT} FROM asked_questions WHERE answered = {_false()}'
    )
    op.drop_table('asked_questions')
    op.drop_table('question_gaps')


def _false() -> str:
    return 'false' if op.get_bind().dialect.name == 'postgresql' else '0'


def upgrade_bot() -> None:
    pass


def downgrade_bot() -> None:
    pass
