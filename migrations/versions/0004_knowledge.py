"""Knowledge in tiers"""

from __future__ import annotations

import sqlalchemy as sa
import sqlalchemy_utc
from alembic import op


revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade(engine_name: str) -> None:
    globals()[f"upgrade_{engine_name}"]()


def downgrade(engine_name: str) -> None:
    globals()[f"downgrade_{engine_name}"]()


def upgrade_main() -> None:
    with op.batch_alter_table('article_versions', schema=None) as batch_op:
        batch_op.add_column(sa.Column('verified_purchase', sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.add_column(sa.Column('sponsored', sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.add_column(sa.Column('valid_until', sqlalchemy_utc.sqltypes.UtcDateTime(timezone=True), nullable=True))
    op.create_table('facts_told',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('conversation', sa.String(length=64), nullable=False),
    sa.Column('seq', sa.Integer(), nullable=False),
    sa.Column('subject', sa.String(length=260), nullable=False),
    sa.Column('value', sa.Text(), nullable=False),
    sa.Column('told_at', sqlalchemy_utc.sqltypes.UtcDateTime(timezone=True), nullable=False),
    sa.Column('valid_until', sqlalchemy_utc.sqltypes.UtcDateTime(timezone=True), nullable=True),
    sa.Column('corrected_at', sqlalchemy_utc.sqltypes.UtcDateTime(timezone=True), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_facts_told')),
    sa.UniqueConstraint('conversation', 'seq', 'subject', name=op.f('uq_facts_told_conversation_seq_subject'))
    )
    with op.batch_alter_table('facts_told', schema=None) as batch_op:
        batch_op.create_index('ix_facts_told_subject', ['subject', 'told_at'], unique=False)


def downgrade_main() -> None:
    op.drop_table('facts_told')
    with op.batch_alter_table('article_versions', schema=None) as batch_op:
        batch_op.drop_column('valid_until')
        batch_op.drop_column('sponsored')
        batch_op.drop_column('verified_purchase')


def upgrade_bot() -> None:
    pass


def downgrade_bot() -> None:
    pass
