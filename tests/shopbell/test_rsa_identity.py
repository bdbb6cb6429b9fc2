"""A shop may keep the signing key to itself: RS256 with its public half, and no way around it."""

from __future__ import annotations

import base64
from datetime import UTC, datetime

import pytest

from shopbell.rsa_key import PublicKeyInvalidError, read_public_key
from shopbell.settings import SettingsInvalidError, load_settings
from shopbell.signed_identity import IdentityKeys, customer_named
from tests.shopbell.identities import SECRET, signed
from tests.shopbell.rsa_pair import Pair, pair, part

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
AT = int(NOW.timestamp())
GOOD = {"sub": "mina", "exp": AT + 600}


@pytest.fixture(scope="module")
def shop() -> Pair:
    return pair()


def named(token: str, shop: Pair, secret: str | None = None) -> str | None:
    keys = IdentityKeys(secret=secret, public_key=read_public_key(shop.pem))
    return customer_named(token, keys=keys, site="demo", now=NOW)


def test_what_the_private_key_has_signed_counts(shop: Pair) -> None:
    assert named(shop.signed(GOOD), shop) == "mina"
    assert named(shop.signed(GOOD | {"aud": "demo"}), shop) == "mina"


@pytest.mark.parametrize("more", [{"exp": AT - 61}, {"exp": None}, {"aud": "other"}, {"sub": ""}])
def test_its_claims_are_read_as_strictly_as_others(shop: Pair, more: dict[str, object]) -> None:
    assert named(shop.signed(GOOD | more), shop) is None


def test_the_public_key_is_no_secret_to_sign_with(shop: Pair) -> None:
    """The classic confusion: HS256 with the public key's own text as its secret."""
    der = base64.b64decode("".join(shop.pem.splitlines()[1:-1]))
    for text in (shop.pem, shop.pem.strip(), der.decode("latin-1"), str(shop.modulus)):
        assert named(signed(GOOD, secret=text), shop) is None
        assert named(signed(GOOD, secret=text), shop, SECRET) is None
        assert named(signed(GOOD, secret=text, header={"alg": "RS256"}), shop) is None


@pytest.mark.parametrize("alg", ["none", "HS256", "RS384", "PS256", "rs256", "", None])
def test_no_other_name_of_an_algorithm_counts(shop: Pair, alg: str | None) -> None:
    assert named(shop.signed(GOOD, header={"alg": alg}), shop, SECRET) is None


def test_each_algorithm_counts_only_where_its_own_key_is_set(shop: Pair) -> None:
    assert named(signed(GOOD), shop) is None
    assert named(signed(GOOD), shop, SECRET) == "mina"
    assert named(shop.signed(GOOD), shop, SECRET) == "mina"
    secret_alone = IdentityKeys(secret=SECRET)
    assert customer_named(shop.signed(GOOD), keys=secret_alone, site="demo", now=NOW) is None


def test_another_key_a_changed_text_and_a_changed_signature_do_not(shop: Pair) -> None:
    head, body, signature = shop.signed(GOOD).split(".")
    other = shop.signed(GOOD | {"sub": "ada"}).split(".")[1]
    number = int.from_bytes(base64.urlsafe_b64decode(signature + "=="))
    assert named(f"{head}.{other}.{signature}", shop) is None
    for wrong in (0, 1, number + 1, number + shop.modulus, shop.modulus - 1):
        assert named(f"{head}.{body}.{part(wrong.to_bytes(257).lstrip(bytes(1)))}", shop) is None
    assert named(f"{head}.{body}.", shop) is None
    assert named(f"{head}.{body}.{part(bytes(256))}", shop) is None


@pytest.mark.parametrize(
    "pem",
    ["", "no key", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----",
     "-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY-----"],
)  # fmt: skip
def test_what_is_no_key_is_refused(pem: str) -> None:
    with pytest.raises(PublicKeyInvalidError):
        read_public_key(pem)


def test_a_small_key_and_one_cut_off_are_refused(
    shop: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(PublicKeyInvalidError):
        read_public_key(pair(1_024).pem)
    lines = shop.pem.splitlines()
    with pytest.raises(PublicKeyInvalidError):
        read_public_key("\n".join([*lines[:3], *lines[4:]]))
    monkeypatch.setenv("SHOPBELL_IDENTITY_PUBLIC_KEY", "no key")
    with pytest.raises(SettingsInvalidError, match="SHOPBELL_IDENTITY_PUBLIC_KEY"):
        load_settings()
    monkeypatch.setenv("SHOPBELL_IDENTITY_PUBLIC_KEY", shop.pem.replace("\n", "\\n"))
    assert load_settings().identity_keys is not None
