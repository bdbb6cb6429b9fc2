"""Who asks the order store for something, and whose customer is meant."""

from dataclasses import dataclass
from enum import StrEnum


class Actor(StrEnum):
    """`operator` is the shop itself, at the command line or in a script of its own."""

    SHOPPER = "shopper"
    BOT = "bot"
    AGENT = "agent"
    OPERATOR = "operator"


@dataclass(frozen=True)
class Caller:
    """Made by the functions below. A `customer` is believed of an operator alone; for all others
    it is whomever the conversation has verified, looked up anew at each call."""

    actor: Actor
    name: str = ""
    conversation: str | None = None
    customer: str | None = None


def by_shopper(conversation: str) -> Caller:
    """The shopper pressed a button, and nobody interpreted it."""
    return Caller(Actor.SHOPPER, conversation=conversation)


def by_bot(conversation: str) -> Caller:
    """The bot acts on what the shopper wrote."""
    return Caller(Actor.BOT, conversation=conversation)


def by_agent(name: str, conversation: str) -> Caller:
    """An agent acts for the customer whom this conversation has verified."""
    return Caller(Actor.AGENT, name=name, conversation=conversation)


def by_operator(customer: str | None, name: str = "operator") -> Caller:
    """The shop vouches for the customer. Never to be made from a shopper's request."""
    return Caller(Actor.OPERATOR, name=name, customer=customer)


@dataclass(frozen=True)
class Grant:
    """The customer whom the caller may act for, and on whose word: kept in the audit."""

    customer: str
    word: str
