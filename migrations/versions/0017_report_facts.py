"""What the report knows of each conversation, kept beside its log"""

from __future__ import annotations

import sqlalchemy as sa
import sqlalchemy_utc
from alembic import op


revision = '0017'
down_revision = '0016'
branch_labels = None
depends_on = None


def upgrade(engine_name: str) -> None:
    globals()[f"upgrade_{engine_name}"]()


def downgrade(engine_name: str) -> None:
    globals()[f"downgrade_{engine_name}"]()


def upgrade_main() -> None:
    op.create_table('report_facts',
    sa.Column('conversation_id', sa.String(length=32), nullable=False),
    sa.Column('head_seq', sa.Integer(), nullable=False),
    sa.Column('head_aseq', sa.Integer(), nullable=False),
    sa.Column('first_answer_at', sqlalchemy_utc.sqltypes.UtcDateTime(timezone=True), nullable=True),
    sa.Column('asked_person_at', sqlalchemy_utc.sqltypes.UtcDateTime(timezone=True), nullable=True),
    sa.Column('person_at', sqlalchemy_utc.sqltypes.UtcDateTime(timezone=True), nullable=True),
    sa.Column('reasons', sa.Text(), nullable=False),
    sa.Column('rating', sa.Integer(), nullable=True),
    sa.Column('sign', sa.Boolean(), nullable=True),
    sa.PrimaryKeyConstraint('conversation_id', name=op.f('pk_report_facts'))
    )
    op.create_index(op.f('ix_conversations_created_at'), 'conversations', ['created_at'], unique=False)


def downgrade_main() -> None:
    op.drop_index(op.f('ix_conversations_created_at'), table_name='conversations')
    op.drop_table('report_facts')


def upgrade_bot() -> None:
    pass


def downgrade_bot() -> None:
    pass
