from __future__ import annotations

import jsonschema
import pytest

from bot.schema_checks import check_schemas_once

SCHEMA = {"type": "object", "properties": {"events": {"type": "array"}}}


def test_answers_are_validated_every_time() -> None:
    check_schemas_once()
    check_schemas_once()
    for _ in range(3):
        jsonschema.validate({"events": []}, SCHEMA)
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate({"events": 1}, SCHEMA)


def test_a_wrong_schema_is_refused_every_time() -> None:
    check_schemas_once()
    for _ in range(2):
        with pytest.raises(jsonschema.SchemaError):
            jsonschema.validate({}, {"type": "no such type"})
