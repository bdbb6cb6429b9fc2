"""Who has a console open, told between processes"""

from __future__ import annotations

import sqlalchemy as sa
import sqlalchemy_utc
from alembic import op


revision = '0016'
down_revision = '0015'
branch_labels = None
depends_on = None


def upgrade(engine_name: str) -> None:
    globals()[f"upgrade_{engine_name}"]()


def downgrade(engine_name: str) -> None:
    globals()[f"downgrade_{engine_name}"]()


def upgrade_main() -> None:
    op.create_table('agents_here',
    sa.Column('process_id', sa.String(length=32), nullable=False),
    sa.Column('agent_id', sa.String(length=32), nullable=False),
    sa.Column('active_at', sqlalchemy_utc.sqltypes.UtcDateTime(timezone=True), nullable=False),
    sa.Column('seen_at', sqlalchemy_utc.sqltypes.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['agent_id'], ['agents.id'], name=op.f('fk_agents_here_agent_id_agents'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('process_id', 'agent_id', name=op.f('pk_agents_here'))
    )
    op.create_index(op.f('ix_agents_here_seen_at'), 'agents_here', ['seen_at'], unique=False)


def downgrade_main() -> None:
    op.drop_index(op.f('ix_agents_here_seen_at'), table_name='agents_here')
    op.drop_table('agents_here')


def upgrade_bot() -> None:
    pass


def downgrade_bot() -> None:
    pass
