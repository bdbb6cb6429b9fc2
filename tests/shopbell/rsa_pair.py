"""A shop's RSA key pair, made anew for each run, and tokens signed with it."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from random import SystemRandom
from typing import Any

from shopbell.rsa_key import RSA_ENCRYPTION, SHA256_DIGEST

EXPONENT = 65_537


@dataclass(frozen=True)
class Pair:
    modulus: int
    private: int

    @property
    def pem(self) -> str:
        numbers = item(0x30, integer(self.modulus) + integer(EXPONENT))
        der = item(0x30, RSA_ENCRYPTION + item(0x03, b"\0" + numbers))
        lines = base64.encodebytes(der).decode()
        return f"-----BEGIN PUBLIC KEY-----\n{lines}-----END PUBLIC KEY-----\n"

    def signed(self, claims: dict[str, Any], header: dict[str, Any] | None = None) -> str:
        head = part(json.dumps(header or {"alg": "RS256", "typ": "JWT"}).encode())
        content = f"{head}.{part(json.dumps(claims).encode())}"
        size = (self.modulus.bit_length() + 7) // 8
        end = b"\0" + SHA256_DIGEST + sha256(content.encode()).digest()
        padded = int.from_bytes(b"\0\1" + b"\xff" * (size - len(end) - 2) + end)
        signature = pow(padded, self.private, self.modulus).to_bytes(size)
        return f"{content}.{part(signature)}"


@cache
def pair(bits: int = 2_048) -> Pair:
    while True:
        one, other = prime(bits // 2), prime(bits // 2)
        around = (one - 1) * (other - 1)
        if one != other and around % EXPONENT:
            return Pair(one * other, pow(EXPONENT, -1, around))


def prime(bits: int) -> int:
    chance = SystemRandom()
    while True:
        found = chance.getrandbits(bits) | 1 | 3 << (bits - 2)
        if all(found % small for small in range(3, 2_000, 2)) and pow(2, found - 1, found) == 1:
            return found


def integer(value: int) -> bytes:
    return item(0x02, value.to_bytes(value.bit_length() // 8 + 1))


def item(tag: int, content: bytes) -> bytes:
    size = len(content)
    if size < 0x80:
        return bytes([tag, size]) + content
    long = size.to_bytes((size.bit_length() + 7) // 8)
    return bytes([tag, 0x80 | len(long)]) + long + content


def part(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode().rstrip("=")
