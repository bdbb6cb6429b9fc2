"""Mentions, saved replies; what becomes of a conversation"""

from __future__ import annotations

import sqlalchemy as sa
import sqlalchemy_utc
from alembic import op


revision = '0013'
down_revision = '0012'
branch_labels = None
depends_on = None

UTC = sqlalchemy_utc.sqltypes.UtcDateTime(timezone=True)


def upgrade(engine_name: str) -> None:
    globals()[f"upgrade_{engine_name}"]()


def downgrade(engine_name: str) -> None:
    globals()[f"downgrade_{engine_name}"]()


def upgrade_main() -> None:
    with op.batch_alter_table('conversations', schema=None) as batch_op:
        batch_op.add_column(sa.Column('snoozed_until', UTC, nullable=True))
        batch_op.add_column(sa.Column('tags', sa.JSON(), server_default='[]', nullable=False))
        batch_op.add_column(sa.Column('close_reason', sa.String(length=64), nullable=True))
        batch_op.add_column(sa.Column('merged_into', sa.String(length=32), nullable=True))
        batch_op.create_index(batch_op.f('ix_conversations_snoozed_until'), ['snoozed_until'], unique=False)
        batch_op.create_index(batch_op.f('ix_conversations_merged_into'), ['merged_into'], unique=False)
    op.create_table('agent_mentions',
    sa.Column('id', sa.String(length=32), nullable=False),
    sa.Column('agent_id', sa.String(length=32), nullable=False),
    sa.Column('conversation_id', sa.String(length=32), nullable=False),
    sa.Column('note_id', sa.String(length=32), nullable=False),
    sa.Column('by_name', sa.String(length=80), nullable=False),
    sa.Column('at', UTC, nullable=False),
    sa.Column('read_at', UTC, nullable=True),
    sa.ForeignKeyConstraint(['agent_id'], ['agents.id'], name=op.f('fk_agent_mentions_agent_id_agents'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_agent_mentions')),
    sa.UniqueConstraint('note_id', 'agent_id', name=op.f('uq_agent_mentions_note_id_agent_id'))
    )
    with op.batch_alter_table('agent_mentions', schema=None) as batch_op:
        batch_op.create_index('ix_agent_mentions_agent', ['agent_id', 'read_at', 'at'], unique=False)
        batch_op.create_index(batch_op.f('ix_agent_mentions_conversation_id'), ['conversation_id'], unique=False)
    op.create_table('saved_replies',
    sa.Column('id', sa.String(length=32), nullable=False),
    sa.Column('shortcut', sa.String(length=40), nullable=False),
    sa.Column('title', sa.String(length=120), nullable=False),
    sa.Column('texts', sa.JSON(), nullable=False),
    sa.Column('team_id', sa.String(length=32), nullable=True),
    sa.Column('updated_by', sa.String(length=80), nullable=False),
    sa.Column('updated_at', UTC, nullable=False),
    sa.ForeignKeyConstraint(['team_id'], ['teams.id'], name=op.f('fk_saved_replies_team_id_teams'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_saved_replies')),
    sa.UniqueConstraint('shortcut', name=op.f('uq_saved_replies_shortcut'))
    )
    with op.batch_alter_table('saved_replies', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_saved_replies_team_id'), ['team_id'], unique=False)


def downgrade_main() -> None:
    op.drop_table('saved_replies')
    op.drop_table('agent_mentions')
    with op.batch_alter_table('conversations', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_conversations_merged_into'))
        batch_op.drop_index(batch_op.f('ix_conversations_snoozed_until'))
        batch_op.drop_column('merged_into')
        batch_op.drop_column('close_reason')
        batch_op.drop_column('tags')
        batch_op.drop_column('snoozed_until')


def upgrade_bot() -> None:
    pass


def downgrade_bot() -> None:
    pass
