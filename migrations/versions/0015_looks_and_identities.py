"""How the widget looks on a site, when it speaks up there, and whom a shop has said a shopper is"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


revision = '0015'
down_revision = '0014'
branch_labels = None
depends_on = None


def upgrade(engine_name: str) -> None:
    globals()[f"upgrade_{engine_name}"]()


def downgrade(engine_name: str) -> None:
    globals()[f"downgrade_{engine_name}"]()


def upgrade_main() -> None:
    op.add_column('sites', sa.Column('look', sa.JSON(), server_default='{}', nullable=False))
    op.add_column('sites', sa.Column('rules', sa.JSON(), server_default='[]', nullable=False))
    op.add_column('shoppers', sa.Column('identity_digest', sa.String(length=64), nullable=True))


def downgrade_main() -> None:
    op.drop_column('shoppers', 'identity_digest')
    op.drop_column('sites', 'rules')
    op.drop_column('sites', 'look')


def upgrade_bot() -> None:
    pass


def downgrade_bot() -> None:
    pass
