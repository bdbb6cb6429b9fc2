"""Lists of the inbox by index, full-text search, saved filters, preferences"""

from __future__ import annotations

import json

import sqlalchemy as sa
import sqlalchemy_utc
from alembic import op

# What is found later has to be folded as what was written before.
from conversations.log.service import order_in
from conversations.search.folding import fold
from conversations.search.texts import words_of

revision = '0014'
down_revision = '0013'
branch_labels = None
depends_on = None

UTC = sqlalchemy_utc.sqltypes.UtcDateTime(timezone=True)
OPEN = sa.text("state <> 'closed' AND head_seq > 0")
CLOSED = sa.text("state = 'closed' AND head_seq > 0")
AT_ONCE = 1000

SQLITE_INDEX = (
    """CREATE VIRTUAL TABLE message_search USING fts5(
           folded, content='message_texts', content_rowid='position', tokenize='unicode61')""",
    """CREATE TRIGGER message_texts_added AFTER INSERT ON message_texts BEGIN
           INSERT INTO message_search(rowid, folded) VALUES (new.position, new.folded);
       END""",
    """CREATE TRIGGER message_texts_gone AFTER DELETE ON message_texts BEGIN
           INSERT INTO message_search(message_search, rowid, folded)
           VALUES ('delete', old.position, old.folded);
       END""",
    """CREATE TRIGGER message_texts_changed AFTER UPDATE ON message_texts BEGIN
           INSERT INTO message_search(message_search, rowid, folded)
           VALUES ('delete', old.position, old.folded);
           INSERT INTO message_search(rowid, folded) VALUES (new.position, new.folded);
       END""",
)
POSTGRESQL_INDEX = (
    """CREATE INDEX ix_message_texts_search ON message_texts
           USING gin (to_tsvector('simple'::regconfig, folded))""",
)


def upgrade(engine_name: str) -> None:
    globals()[f"upgrade_{engine_name}"]()


def downgrade(engine_name: str) -> None:
    globals()[f"downgrade_{engine_name}"]()


def upgrade_main() -> None:
    with op.batch_alter_table('conversations', schema=None) as batch_op:
        batch_op.add_column(sa.Column('order_number', sa.String(length=64), nullable=True))
    with op.batch_alter_table('conversations', schema=None) as batch_op:
        batch_op.create_index('ix_conversations_order_number', ['order_number'], unique=False)
        batch_op.create_index('ix_conversations_queued_at', ['state', 'queued_at', 'id'], unique=False)
        batch_op.create_index('ix_conversations_team', ['team_id', 'updated_at', 'id'], unique=False)
        batch_op.create_index('ix_conversations_mine', ['assignee_id', 'state', 'updated_at', 'id'], unique=False)
        batch_op.create_index('ix_conversations_open', ['updated_at', 'id'], unique=False, sqlite_where=OPEN, postgresql_where=OPEN)
        batch_op.create_index('ix_conversations_closed', ['updated_at', 'id'], unique=False, sqlite_where=CLOSED, postgresql_where=CLOSED)
    op.create_table('message_texts',
    sa.Column('position', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('conversation_id', sa.String(length=32), nullable=False),
    sa.Column('folded', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['position'], ['conversation_log.position'], name=op.f('fk_message_texts_position_conversation_log'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('position', name=op.f('pk_message_texts'))
    )
    op.create_index('ix_message_texts_conversation_id', 'message_texts', ['conversation_id'], unique=False)
    for statement in POSTGRESQL_INDEX if _is_postgresql() else SQLITE_INDEX:
        op.execute(statement)
    op.create_table('saved_filters',
    sa.Column('id', sa.String(length=32), nullable=False),
    sa.Column('agent_id', sa.String(length=32), nullable=False),
    sa.Column('name', sa.String(length=80), nullable=False),
    sa.Column('query', sa.JSON(), nullable=False),
    sa.Column('created_at', UTC, nullable=False),
    sa.ForeignKeyConstraint(['agent_id'], ['agents.id'], name=op.f('fk_saved_filters_agent_id_agents'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_saved_filters'))
    )
    op.create_index('ix_saved_filters_agent_id', 'saved_filters', ['agent_id', 'created_at'], unique=False)
    op.create_table('agent_preferences',
    sa.Column('agent_id', sa.String(length=32), nullable=False),
    sa.Column('alerts', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['agent_id'], ['agents.id'], name=op.f('fk_agent_preferences_agent_id_agents'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('agent_id', name=op.f('pk_agent_preferences'))
    )
    _read_the_log()


def downgrade_main() -> None:
    op.drop_table('agent_preferences')
    op.drop_table('saved_filters')
    if not _is_postgresql():
        op.execute('DROP TABLE message_search')
    op.drop_table('message_texts')
    with op.batch_alter_table('conversations', schema=None) as batch_op:
        for index in ('closed', 'open', 'mine', 'team', 'queued_at', 'order_number'):
            batch_op.drop_index(f'ix_conversations_{index}')
        batch_op.drop_column('order_number')


def _read_the_log() -> None:
    """What was said so far can be found too; each conversation gets the order it last showed."""
    connection = op.get_bind()
    position = 0
    orders: dict[str, str] = {}
    rows = sa.text(
        'SELECT position, conversation_id, event, body FROM conversation_log'
        ' WHERE position > :position ORDER BY position LIMIT :most'
    )
    while found := connection.execute(rows, {'position': position, 'most': AT_ONCE}).all():
        position = found[-1].position
        texts = []
        for row in found:
            body = json.loads(row.body) if isinstance(row.body, str) else row.body
            if (order := order_in(body)) is not None:
                orders[row.conversation_id] = order
            if folded := fold(words_of(row.event, body)):
                texts.append({'p': row.position, 'c': row.conversation_id, 'f': folded})
        if texts:
            connection.execute(
                sa.text('INSERT INTO message_texts (position, conversation_id, folded) VALUES (:p, :c, :f)'),
                texts,
            )
    for conversation, order in orders.items():
        connection.execute(
            sa.text('UPDATE conversations SET order_number = :order WHERE id = :id'),
            {'order': order, 'id': conversation},
        )


def _is_postgresql() -> bool:
    return op.get_bind().dialect.name == 'postgresql'


def upgrade_bot() -> None:
    pass


def downgrade_bot() -> None:
    pass
