"""The shop's rules are data; what is wrong in them is named by its key."""

from pathlib import Path

import pytest

from actions.orders.policy.loading import POLICY_FILE, PolicyInvalidError, load_policy
from actions.orders.verification.schemas import VerificationLimits


def test_the_rules_that_come_with_the_shop() -> None:
    policy = load_policy()
    assert policy.cancellation.reasons == ("no longer needed", "ordered by mistake")
    assert policy.cancellation.statuses == policy.changes.statuses == ("pending",)
    assert policy.returns.statuses == policy.exchanges.statuses == ("delivered",)
    assert not policy.changes.after_items_changed
    assert policy.refunds.other_business_days == (5, 7)
    assert policy.undo.minutes == 10
    assert policy.verification.limits == VerificationLimits()


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("minutes = 10\n", "minutes = true\n", "undo.minutes: must be a whole number"),
        ('statuses = ["pending"]  ', 'statuses = ["asleep"]  ', "changes.statuses.0"),
        ("[cases]\n", "[cases]\nsurprise = 1\n", "cases.surprise: is not a rule"),
        ("max_photos = 10\n", "", "cases.max_photos: is missing"),
        ("[5, 7]", "[7, 5]", "[from, to]"),
        ("[undo]", "[undo", "is not TOML"),
    ],
)
def test_a_wrong_entry_is_named(tmp_path: Path, before: str, after: str, said: str) -> None:
    written = POLICY_FILE.read_text(encoding="utf-8")
    assert before in written
    file = tmp_path / "policy.toml"
    file.write_text(written.replace(before, after), encoding="utf-8")
    with pytest.raises(PolicyInvalidError) as refused:
        load_policy(file)
    assert said in str(refused.value)
    assert "policy.toml: " in str(refused.value)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(PolicyInvalidError, match=r"none\.toml: cannot be read"):
        load_policy(tmp_path / "none.toml")
