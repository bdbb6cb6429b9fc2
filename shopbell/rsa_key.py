"""An RSA public key, as PEM brings it, and the one thing that is done with it: checking RS256.

Only the public half is ever here, so that nothing in it has to be done in constant time.
"""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

FEWEST_BITS: Final = 2_048
MOST_BITS: Final = 8_192
SEQUENCE, INTEGER, BITS = 0x30, 0x02, 0x03
# The algorithm identifier of an RSA key, and what stands before a SHA-256 digest in a signature.
RSA_ENCRYPTION: Final = bytes.fromhex("300d06092a864886f70d0101010500")
SHA256_DIGEST: Final = bytes.fromhex("3031300d060960864801650304020105000420")
PEM: Final = re.compile(
    r"\s*-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\s]+)-----END PUBLIC KEY-----\s*"
)


class PublicKeyInvalidError(ValueError):
    """Not a PEM of the kind "PUBLIC KEY" with an RSA key of 2,048 bits or more in it."""

    def __init__(self) -> None:
        super().__init__(
            f'must be an RSA key of {FEWEST_BITS} bits or more as PEM ("BEGIN PUBLIC KEY")'
        )


@dataclass(frozen=True)
class RsaPublicKey:
    modulus: int
    exponent: int

    def has_signed(self, content: bytes, signature: bytes) -> bool:
        """Whether `signature` is that of `content` by RSASSA-PKCS1-v1_5 with SHA-256.

        What the signature must be is written out in full and compared: nothing of it is parsed.
        """
        size = (self.modulus.bit_length() + 7) // 8
        number = int.from_bytes(signature)
        if len(signature) != size or number >= self.modulus:
            return False
        end = b"\0" + SHA256_DIGEST + sha256(content).digest()
        right = b"\0\1" + b"\xff" * (size - len(end) - 2) + end
        return pow(number, self.exponent, self.modulus).to_bytes(size) == right


def read_public_key(pem: str) -> RsaPublicKey:
    """Raises `PublicKeyInvalidError`. A PEM in one line may have `\\n` where its lines end."""
    found = PEM.fullmatch(pem.replace("\\n", "\n"))
    try:
        if found is None:
            raise ValueError
        whole = _only(SEQUENCE, base64.b64decode("".join(found[1].split()), validate=True))
        if not whole.startswith(RSA_ENCRYPTION):
            raise ValueError
        bits = _only(BITS, whole[len(RSA_ENCRYPTION) :])
        if bits[:1] != b"\0":
            raise ValueError
        modulus, rest = _item(INTEGER, _only(SEQUENCE, bits[1:]))
        key = RsaPublicKey(_number(modulus), _number(_only(INTEGER, rest)))
    except (ValueError, IndexError, binascii.Error):
        raise PublicKeyInvalidError from None
    whole_bits = key.modulus.bit_length()
    if not FEWEST_BITS <= whole_bits <= MOST_BITS or key.exponent < 3 or key.exponent % 2 == 0:
        raise PublicKeyInvalidError
    return key


def _number(content: bytes) -> int:
    if not content or content[0] & 0x80:
        raise ValueError
    return int.from_bytes(content)


def _only(tag: int, der: bytes) -> bytes:
    content, rest = _item(tag, der)
    if rest:
        raise ValueError
    return content


def _item(tag: int, der: bytes) -> tuple[bytes, bytes]:
    """The content of the item at the beginning, and what comes after it."""
    if der[0] != tag:
        raise ValueError
    size, start = der[1], 2
    if size & 0x80:
        count = size & 0x7F
        start += count
        size = int.from_bytes(der[2:start])
    if start + size > len(der):
        raise ValueError
    return der[start : start + size], der[start + size :]
