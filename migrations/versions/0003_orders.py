"""Orders that act"""

from __future__ import annotations

import sqlalchemy as sa
import sqlalchemy_utc
from alembic import op


revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade(engine_name: str) -> None:
    globals()[f"upgrade_{engine_name}"]()


def downgrade(engine_name: str) -> None:
    globals()[f"downgrade_{engine_name}"]()


def upgrade_main() -> None:
    pass


def downgrade_main() -> None:
    pass


def upgrade_bot() -> None:
    pass


def downgrade_bot() -> None:
    pass
