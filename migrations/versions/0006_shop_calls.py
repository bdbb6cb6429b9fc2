"""Calls to a connected shop"""

from __future__ import annotations

import sqlalchemy as sa
import sqlalchemy_utc
from alembic import op


revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade(engine_name: str) -> None:
    globals()[f"upgrade_{engine_name}"]()


def downgrade(engine_name: str) -> None:
    globals()[f"downgrade_{engine_name}"]()


def upgrade_main() -> None:
    op.create_table('order_shop_calls',
    sa.Column('receipt_id', sa.String(length=64), nullable=False),
    sa.Column('customer_id', sa.String(length=64), nullable=False),
    sa.Column('order_number', sa.String(length=64), nullable=True),
    sa.Column('key', sa.String(length=200), nullable=False),
    sa.Column('request_hash', sa.String(length=64), nullable=False),
    sa.Column('action', sa.String(length=32), nullable=False),
    sa.Column('arguments', sa.JSON(), nullable=False),
    sa.Column('content', sa.JSON(), nullable=False),
    sa.Column('caller', sa.JSON(), nullable=False),
    sa.Column('state', sa.String(length=16), nullable=False),
    sa.Column('at', sqlalchemy_utc.sqltypes.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['customer_id'], ['customers.id'], name=op.f('fk_order_shop_calls_customer_id_customers')),
    sa.PrimaryKeyConstraint('receipt_id', name=op.f('pk_order_shop_calls'))
    )
    with op.batch_alter_table('order_shop_calls', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_order_shop_calls_customer_id'), ['customer_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_order_shop_calls_order_number'), ['order_number'], unique=False)
        batch_op.create_index(batch_op.f('ix_order_shop_calls_state'), ['state'], unique=False)


def downgrade_main() -> None:
    with op.batch_alter_table('order_shop_calls', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_order_shop_calls_state'))
        batch_op.drop_index(batch_op.f('ix_order_shop_calls_order_number'))
        batch_op.drop_index(batch_op.f('ix_order_shop_calls_customer_id'))

    op.drop_table('order_shop_calls')


def upgrade_bot() -> None:
    pass


def downgrade_bot() -> None:
    pass
