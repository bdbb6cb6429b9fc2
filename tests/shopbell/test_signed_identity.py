"""Only what the shop has signed, lately and for this site, says who somebody is."""

from __future__ import annotations

import base64
import json
from datetime import UTC, datetime
from random import Random
from typing import Any

import pytest

from shopbell.settings import SettingsInvalidError, load_settings
from shopbell.signed_identity import IdentityKeys, customer_named
from tests.shopbell.identities import HEADER, SECRET, identity_of, signed

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
AT = int(NOW.timestamp())
GOOD = {"sub": "mina", "exp": AT + 600}


def named(token: str) -> str | None:
    return customer_named(token, keys=IdentityKeys(secret=SECRET), site="demo", now=NOW)


@pytest.mark.parametrize(
    "more",
    [{}, {"nbf": AT}, {"aud": "demo"}, {"aud": ["other", "demo"]}, {"exp": AT - 30}, {"iat": AT}],
)
def test_a_good_one_names_the_customer(more: dict[str, Any]) -> None:
    assert named(signed(GOOD | more)) == "mina"


@pytest.mark.parametrize(
    "more",
    [
        {"exp": AT - 61},
        {"exp": AT + 2 * 24 * 3_600},
        {"exp": None},
        {"exp": True},
        {"exp": "soon"},
        {"exp": float("nan")},
        {"exp": float("inf")},
        {"nbf": AT + 120},
        {"aud": "other"},
        {"aud": []},
        {"sub": ""},
        {"sub": 7},
        {"sub": "x" * 65},
    ],
)
def test_one_that_is_old_or_for_others_or_of_nobody_does_not(more: dict[str, Any]) -> None:
    assert named(signed(GOOD | more)) is None


def test_one_without_an_end_does_not() -> None:
    assert named(signed({"sub": "mina"})) is None


@pytest.mark.parametrize("alg", ["none", "None", "HS384", "RS256", "", None])
def test_no_other_algorithm_counts(alg: str | None) -> None:
    assert named(signed(GOOD, header={"alg": alg})) is None


def test_one_that_is_not_signed_at_all_does_not() -> None:
    head, body, _ = signed(GOOD, header={"alg": "none"}).split(".")
    assert named(f"{head}.{body}.") is None


def test_another_secret_does_not() -> None:
    assert named(signed(GOOD, secret="a secret of somebody else altogether")) is None


def test_every_changed_character_spoils_it() -> None:
    token = identity_of("mina", NOW)
    chance = Random(3)
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    for place, letter in enumerate(token[:-1]):  # the last one carries two bits that nobody reads
        other = chance.choice([one for one in letters if one != letter])
        changed = token[:place] + other + token[place + 1 :]
        assert named(changed) is None, (place, letter, other)


def test_another_claim_under_the_same_signature_does_not() -> None:
    head, _, mac = identity_of("mina", NOW).split(".")
    body = base64.urlsafe_b64encode(json.dumps(GOOD | {"sub": "ada"}).encode()).decode().rstrip("=")
    assert named(f"{head}.{body}.{mac}") is None


@pytest.mark.parametrize(
    "token", ["", ".", "..", "a.b.c", "a.b", "....", "é.é.é", "W10.W10.W10", "x" * 10_000,
              "\ud800.\ud800.\ud800"],
)  # fmt: skip
def test_rubbish_is_no_identity(token: str) -> None:
    assert named(token) is None


def test_the_header_may_say_more() -> None:
    assert named(signed(GOOD, header=HEADER | {"kid": "1"})) == "mina"


def test_a_short_secret_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHOPBELL_IDENTITY_SECRET", "short")
    with pytest.raises(SettingsInvalidError, match="SHOPBELL_IDENTITY_SECRET"):
        load_settings()
