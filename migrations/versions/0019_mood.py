"""The mood is kept with the conversation

Conversations from before have none until their shopper writes again; the log is read then.
"""

from __future__ import annotations

from alembic import op
import sqlalchemy as sa


revision = '0019'
down_revision = '0018'
branch_labels = None
depends_on = None


def upgrade(engine_name: str) -> None:
    globals()[f"upgrade_{engine_name}"]()


def downgrade(engine_name: str) -> None:
    globals()[f"downgrade_{engine_name}"]()


def upgrade_main() -> None:
    op.add_column('conversations', sa.Column('mood', sa.String(length=16), nullable=True))
    op.add_column('conversations', sa.Column('heard', sa.JSON(none_as_null=True), nullable=True))


def downgrade_main() -> None:
    op.drop_column('conversations', 'heard')
    op.drop_column('conversations', 'mood')


def upgrade_bot() -> None:
    pass


def downgrade_bot() -> None:
    pass
