"""The tables of bot.db: what the bot keeps of each conversation between two turns.

Plain SQLAlchemy Core that means the same in 1.4 (the bot) and 2.1 (the app's migrations). The whole
history of a conversation is in the app's log; these rows hold only what the next turn needs.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Float, Index, MetaData, String, Table, Text

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# `head` is the position of the newest event. Every saved turn raises it, by a compare-and-swap, so
# that a tracker held in memory is valid exactly while the stored head is the one it was saved at.
bot_trackers = Table(
    "bot_trackers",
    metadata,
    Column("conversation", String(64), primary_key=True),
    Column("head", BigInteger, nullable=False),
    Column("saved_at", Float, nullable=False),
    Index("ix_bot_trackers_saved_at", "saved_at"),
)

bot_events = Table(
    "bot_events",
    metadata,
    Column("conversation", String(64), primary_key=True),
    Column("position", BigInteger, primary_key=True, autoincrement=False),
    Column("data", Text, nullable=False),
)

# The replies to the last few messages, so that a repeated `cmid` gets the same answer again.
bot_replies = Table(
    "bot_replies",
    metadata,
    Column("conversation", String(64), primary_key=True),
    Column("cmid", String(64), primary_key=True),
    Column("head", BigInteger, nullable=False),
    Column("reply", Text, nullable=False),
)
