"""The shop's signed identity: a JSON Web Token, HS256 or RS256, that names the customer.

The shop's server makes one for whoever is signed in there, and its page hands it to the widget.
"""

from __future__ import annotations

import base64
import binascii
import hmac
import json
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from math import isfinite
from typing import Any, Final

from shopbell.rsa_key import RsaPublicKey

SHORTEST_SECRET: Final = 32
LONGEST_TOKEN: Final = 4_096
LONGEST_SUBJECT: Final = 64
# A token that got into wrong hands is worth nothing the next day.
LONGEST_LIFE_S: Final = 24 * 3_600
CLOCKS_DIFFER_S: Final = 60


@dataclass(frozen=True)
class IdentityKeys:
    """What the shop's tokens are checked with. Each algorithm has a key of its own: a token never
    chooses with which key it is checked, so a public key is no secret that anybody could sign with.
    """

    secret: str | None = None
    public_key: RsaPublicKey | None = None

    def have_signed(self, algorithm: Any, content: bytes, signature: bytes) -> bool:
        if algorithm == "HS256" and self.secret is not None:
            right = hmac.new(self.secret.encode(), content, sha256).digest()
            return hmac.compare_digest(signature, right)
        if algorithm == "RS256" and self.public_key is not None:
            return self.public_key.has_signed(content, signature)
        return False


def customer_named(token: str, *, keys: IdentityKeys, site: str, now: datetime) -> str | None:
    """The `sub` of a token that is signed with one of `keys`, not expired (`exp`, within a day),
    valid already (`nbf`) and, where it says so, for this site (`aud`). None for any other."""
    try:
        head, body, end = token[: LONGEST_TOKEN + 1].split(".")
        header, claims, signature = _object(head), _object(body), _decoded(end)
    except ValueError:
        return None
    if not keys.have_signed(header.get("alg"), f"{head}.{body}".encode(), signature):
        return None
    subject = claims.get("sub")
    if not isinstance(subject, str) or not 0 < len(subject) <= LONGEST_SUBJECT:
        return None
    return subject if _valid_at(claims, now) and _for_site(claims, site) else None


def _valid_at(claims: dict[str, Any], now: datetime) -> bool:
    ends, begins, at = _moment(claims.get("exp")), _moment(claims.get("nbf", 0)), now.timestamp()
    if ends is None or begins is None:
        return False
    ended = at >= ends + CLOCKS_DIFFER_S or ends - at > LONGEST_LIFE_S + CLOCKS_DIFFER_S
    return not ended and begins - CLOCKS_DIFFER_S <= at


def _moment(claim: Any) -> float | None:
    """Seconds since 1970; a truth value is a number in Python and none here."""
    numeric = isinstance(claim, int | float) and not isinstance(claim, bool)
    return float(claim) if numeric and isfinite(claim) else None


def _for_site(claims: dict[str, Any], site: str) -> bool:
    audience = claims.get("aud", site)
    return site in audience if isinstance(audience, list) else audience == site


def _object(part: str) -> dict[str, Any]:
    content = json.loads(_decoded(part))
    if not isinstance(content, dict):
        raise ValueError("must be an object")
    return content


def _decoded(part: str) -> bytes:
    """Raises `ValueError` for what is no base64url."""
    try:
        return base64.b64decode(part + "=" * (-len(part) % 4), altchars=b"-_", validate=True)
    except binascii.Error as error:
        raise ValueError("must be base64url") from error
