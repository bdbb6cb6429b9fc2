"""The handlings that ended last, for waiting estimates"""

from __future__ import annotations

from alembic import op


revision = '0018'
down_revision = '0017'
branch_labels = None
depends_on = None


def upgrade(engine_name: str) -> None:
    globals()[f"upgrade_{engine_name}"]()


def downgrade(engine_name: str) -> None:
    globals()[f"downgrade_{engine_name}"]()


def upgrade_main() -> None:
    op.create_index('ix_handlings_site_ended_at', 'handlings', ['site', 'ended_at'], unique=False)


def downgrade_main() -> None:
    op.drop_index('ix_handlings_site_ended_at', table_name='handlings')


def upgrade_bot() -> None:
    pass


def downgrade_bot() -> None:
    pass
