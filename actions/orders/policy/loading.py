"""Read the policy file, or name every entry of it that is wrong."""

import tomllib
from pathlib import Path

from pydantic import ValidationError

from actions.orders.errors import OrderStoreError
from actions.orders.policy.schemas import Policy

POLICY_FILE = Path(__file__).parents[3] / "config" / "policy.toml"

_SENTENCES = {
    "missing": "is missing",
    "extra_forbidden": "is not a rule that the shop knows",
    "int_type": "must be a whole number",
    "bool_type": "must be true or false",
    "string_type": "must be a text in quotes",
    "tuple_type": "must be a list",
    "model_type": "must be a section with rules in it",
    "too_short": "must not be empty",
}


class PolicyInvalidError(OrderStoreError):
    """One line for each wrong entry: file, key, what is wrong."""

    code = "policy_invalid"


def load_policy(file: Path = POLICY_FILE) -> Policy:
    """Raises `PolicyInvalidError`."""
    try:
        written = tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise PolicyInvalidError(f"{file.name}: cannot be read: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PolicyInvalidError(f"{file.name}: is not TOML: {error}") from None
    try:
        return Policy.model_validate(written)
    except ValidationError as error:
        lines = [
            f"{file.name}: {'.'.join(str(part) for part in item['loc'])}: "
            f"{_SENTENCES.get(item['type'], item['msg'].removeprefix('Value error, '))}"
            for item in error.errors()
        ]
        raise PolicyInvalidError("\n".join(lines)) from None
