"""Which bot process answers: the one row that a change of models moves."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import MetaData, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy_utc import UtcDateTime


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention={"pk": "pk_%(table_name)s"})


class ServingBot(Base):
    """`installation` is the Shopbell whose turns go to `address`; `model` is a SHA-256 in hex.

    An installation without a row asks the bot at its configured port.
    """

    __tablename__ = "serving_bots"

    installation: Mapped[str] = mapped_column(String(300), primary_key=True)
    address: Mapped[str] = mapped_column(String(200))
    model: Mapped[str] = mapped_column(String(64))
    since: Mapped[datetime] = mapped_column(UtcDateTime)
