"""Orders that act: ledger, confirmations, receipts, audit, returns and exchanges, cases, codes"""

from __future__ import annotations

import sqlalchemy as sa
import sqlalchemy_utc
from alembic import op


revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None

# Tables that are only ever added to. The database itself refuses anything else.
APPEND_ONLY = ('order_audit', 'order_ledger')

# The two lines of each movement of money that is there already; debits are positive.
LEDGER_OF_PAYMENTS = """
    INSERT INTO order_ledger
        (order_number, posting, line, account, method_id, amount_minor, currency, at)
    SELECT p.order_number, p.position, {line}, {account}, p.method_id,
           CASE WHEN p.kind = 'payment' THEN {sign} ELSE -({sign}) END * p.amount_minor,
           o.currency, p.at
    FROM order_payments p
    JOIN orders o ON o.number = p.order_number
    LEFT JOIN payment_methods m ON m.customer_id = o.customer_id AND m.id = p.method_id
    WHERE p.amount_minor <> 0
"""
SOURCE = """CASE WHEN m.kind = 'gift_card' THEN 'gift_card'
                 WHEN p.kind = 'payment' THEN 'paid' ELSE 'refunded' END"""


def upgrade(engine_name: str) -> None:
    globals()[f"upgrade_{engine_name}"]()


def downgrade(engine_name: str) -> None:
    globals()[f"downgrade_{engine_name}"]()


def upgrade_main() -> None:
    op.create_table('order_audit',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('at', sqlalchemy_utc.sqltypes.UtcDateTime(timezone=True), nullable=False),
    sa.Column('actor', sa.String(length=16), nullable=False),
    sa.Column('actor_name', sa.Text(), nullable=False),
    sa.Column('word', sa.Text(), nullable=False),
    sa.Column('conversation', sa.String(length=64), nullable=True),
    sa.Column('customer_id', sa.String(length=64), nullable=False),
    sa.Column('order_number', sa.String(length=64), nullable=True),
    sa.Column('action', sa.String(length=32), nullable=False),
    sa.Column('receipt_id', sa.String(length=64), nullable=False),
    sa.ForeignKeyConstraint(['customer_id'], ['customers.id'], name=op.f('fk_order_audit_customer_id_customers')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_order_audit'))
    )
    with op.batch_alter_table('order_audit', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_order_audit_conversation'), ['conversation'], unique=False)
        batch_op.create_index(batch_op.f('ix_order_audit_customer_id'), ['customer_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_order_audit_order_number'), ['order_number'], unique=False)

    op.create_table('order_confirmations',
    sa.Column('token_hash', sa.String(length=64), nullable=False),
    sa.Column('customer_id', sa.String(length=64), nullable=False),
    sa.Column('conversation', sa.String(length=64), nullable=True),
    sa.Column('action', sa.String(length=32), nullable=False),
    sa.Column('arguments', sa.JSON(), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.Column('expires_at', sqlalchemy_utc.sqltypes.UtcDateTime(timezone=True), nullable=False),
    sa.Column('used_at', sqlalchemy_utc.sqltypes.UtcDateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['customer_id'], ['customers.id'], name=op.f('fk_order_confirmations_customer_id_customers')),
    sa.PrimaryKeyConstraint('token_hash', name=op.f('pk_order_confirmations'))
    )
    with op.batch_alter_table('order_confirmations', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_order_confirmations_customer_id'), ['customer_id'], unique=False)

    op.create_table('order_mailed_codes',
    sa.Column('conversation', sa.String(length=64), nullable=False),
    sa.Column('customer_id', sa.String(length=64), nullable=True),
    sa.Column('code_hash', sa.String(length=64), nullable=False),
    sa.Column('failures', sa.Integer(), nullable=False),
    sa.Column('expires_at', sqlalchemy_utc.sqltypes.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['customer_id'], ['customers.id'], name=op.f('fk_order_mailed_codes_customer_id_customers')),
    sa.PrimaryKeyConstraint('conversation', name=op.f('pk_order_mailed_codes'))
    )
    op.create_table('order_cases',
    sa.Column('id', sa.String(length=64), nullable=False),
    sa.Column('kind', sa.String(length=32), nullable=False),
    sa.Column('customer_id', sa.String(length=64), nullable=False),
    sa.Column('order_number', sa.String(length=64), nullable=False),
    sa.Column('conversation', sa.String(length=64), nullable=True),
    sa.Column('variant_ids', sa.JSON(), nullable=False),
    sa.Column('photo_ids', sa.JSON(), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('state', sa.String(length=16), nullable=False),
    sa.Column('opened_at', sqlalchemy_utc.sqltypes.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['customer_id'], ['customers.id'], name=op.f('fk_order_cases_customer_id_customers')),
    sa.ForeignKeyConstraint(['order_number'], ['orders.number'], name=op.f('fk_order_cases_order_number_orders')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_order_cases'))
    )
    with op.batch_alter_table('order_cases', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_order_cases_conversation'), ['conversation'], unique=False)
        batch_op.create_index(batch_op.f('ix_order_cases_customer_id'), ['customer_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_order_cases_order_number'), ['order_number'], unique=False)

    op.create_table('order_item_requests',
    sa.Column('order_number', sa.String(length=64), nullable=False),
    sa.Column('kind', sa.String(length=16), nullable=False),
    sa.Column('pieces', sa.JSON(), nullable=False),
    sa.Column('amount_minor', sa.BigInteger(), nullable=False),
    sa.Column('customer_id', sa.String(length=64), nullable=False),
    sa.Column('method_id', sa.String(length=64), nullable=True),
    sa.Column('requested_at', sqlalchemy_utc.sqltypes.UtcDateTime(timezone=True), nullable=False),
    sa.Column('settled_at', sqlalchemy_utc.sqltypes.UtcDateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['customer_id'], ['customers.id'], name=op.f('fk_order_item_requests_customer_id_customers')),
    sa.ForeignKeyConstraint(['order_number'], ['orders.number'], name=op.f('fk_order_item_requests_order_number_orders')),
    sa.PrimaryKeyConstraint('order_number', name=op.f('pk_order_item_requests'))
    )
    with op.batch_alter_table('order_item_requests', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_order_item_requests_customer_id'), ['customer_id'], unique=False)

    op.create_table('order_ledger',
    sa.Column('order_number', sa.String(length=64), nullable=False),
    sa.Column('posting', sa.Integer(), nullable=False),
    sa.Column('line', sa.Integer(), nullable=False),
    sa.Column('account', sa.String(length=16), nullable=False),
    sa.Column('method_id', sa.String(length=64), nullable=True),
    sa.Column('amount_minor', sa.BigInteger(), nullable=False),
    sa.Column('currency', sa.String(length=3), nullable=False),
    sa.Column('at', sqlalchemy_utc.sqltypes.UtcDateTime(timezone=True), nullable=True),
    sa.CheckConstraint('amount_minor <> 0', name=op.f('ck_order_ledger_amount_not_zero')),
    sa.ForeignKeyConstraint(['order_number'], ['orders.number'], name=op.f('fk_order_ledger_order_number_orders')),
    sa.PrimaryKeyConstraint('order_number', 'posting', 'line', name=op.f('pk_order_ledger'))
    )
    op.create_table('order_receipts',
    sa.Column('id', sa.String(length=64), nullable=False),
    sa.Column('customer_id', sa.String(length=64), nullable=False),
    sa.Column('order_number', sa.String(length=64), nullable=True),
    sa.Column('conversation', sa.String(length=64), nullable=True),
    sa.Column('action', sa.String(length=32), nullable=False),
    sa.Column('content', sa.JSON(), nullable=False),
    sa.Column('undo', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('undo_until', sqlalchemy_utc.sqltypes.UtcDateTime(timezone=True), nullable=True),
    sa.Column('undone_by', sa.String(length=64), nullable=True),
    sa.Column('at', sqlalchemy_utc.sqltypes.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['customer_id'], ['customers.id'], name=op.f('fk_order_receipts_customer_id_customers')),
    sa.ForeignKeyConstraint(['order_number'], ['orders.number'], name=op.f('fk_order_receipts_order_number_orders')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_order_receipts'))
    )
    with op.batch_alter_table('order_receipts', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_order_receipts_conversation'), ['conversation'], unique=False)
        batch_op.create_index(batch_op.f('ix_order_receipts_customer_id'), ['customer_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_order_receipts_order_number'), ['order_number'], unique=False)

    op.create_table('order_idempotency_keys',
    sa.Column('customer_id', sa.String(length=64), nullable=False),
    sa.Column('key', sa.String(length=200), nullable=False),
    sa.Column('request_hash', sa.String(length=64), nullable=False),
    sa.Column('receipt_id', sa.String(length=64), nullable=False),
    sa.Column('at', sqlalchemy_utc.sqltypes.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['customer_id'], ['customers.id'], name=op.f('fk_order_idempotency_keys_customer_id_customers')),
    sa.ForeignKeyConstraint(['receipt_id'], ['order_receipts.id'], name=op.f('fk_order_idempotency_keys_receipt_id_order_receipts')),
    sa.PrimaryKeyConstraint('customer_id', 'key', name=op.f('pk_order_idempotency_keys'))
    )
    with op.batch_alter_table('order_payments', schema=None) as batch_op:
        batch_op.add_column(sa.Column('reverses', sa.Integer(), nullable=True))

    op.execute(LEDGER_OF_PAYMENTS.format(line=0, account=SOURCE, sign=1))
    op.execute(LEDGER_OF_PAYMENTS.format(line=1, account="'order'", sign=-1))
    keep_append_only()


def downgrade_main() -> None:
    if op.get_bind().dialect.name == 'postgresql':
        for table in APPEND_ONLY:
            op.execute(f"DROP TRIGGER {table}_append_only ON {table}")
        op.execute("DROP FUNCTION refuse_rewriting()")
    with op.batch_alter_table('order_payments', schema=None) as batch_op:
        batch_op.drop_column('reverses')

    op.drop_table('order_idempotency_keys')
    with op.batch_alter_table('order_receipts', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_order_receipts_order_number'))
        batch_op.drop_index(batch_op.f('ix_order_receipts_customer_id'))
        batch_op.drop_index(batch_op.f('ix_order_receipts_conversation'))

    op.drop_table('order_receipts')
    op.drop_table('order_ledger')
    with op.batch_alter_table('order_item_requests', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_order_item_requests_customer_id'))

    op.drop_table('order_item_requests')
    with op.batch_alter_table('order_cases', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_order_cases_order_number'))
        batch_op.drop_index(batch_op.f('ix_order_cases_customer_id'))
        batch_op.drop_index(batch_op.f('ix_order_cases_conversation'))

    op.drop_table('order_cases')
    op.drop_table('order_mailed_codes')
    with op.batch_alter_table('order_confirmations', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_order_confirmations_customer_id'))

    op.drop_table('order_confirmations')
    with op.batch_alter_table('order_audit', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_order_audit_order_number'))
        batch_op.drop_index(batch_op.f('ix_order_audit_customer_id'))
        batch_op.drop_index(batch_op.f('ix_order_audit_conversation'))

    op.drop_table('order_audit')


def keep_append_only() -> None:
    if op.get_bind().dialect.name == 'postgresql':
        op.execute(
            "CREATE FUNCTION refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION '% is only ever added to', TG_TABLE_NAME; END $$"
        )
        for table in APPEND_ONLY:
            op.execute(
                f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION refuse_rewriting()"
            )
        return
    for table in APPEND_ONLY:
        for event in ('UPDATE', 'DELETE'):
            op.execute(
                f"CREATE TRIGGER {table}_no_{event.lower()} BEFORE {event} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is only ever added to'); END"
            )


def upgrade_bot() -> None:
    pass


def downgrade_bot() -> None:
    pass
