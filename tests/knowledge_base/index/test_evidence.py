from __future__ import annotations

from knowledge_base.index.evidence import Wanted, evidence_rank


def rank(question: str, text: str) -> float:
    return evidence_rank(Wanted.by(question), text, cosine=0.5, coverage=0.5)


def test_a_measure_is_answered_by_a_number() -> None:
    assert rank("how tall is it", "It stands 41 cm tall.") > rank(
        "how tall is it", "It is so tall!"
    )
    assert rank("is it nice", "Made in 2020, boxed.") == rank("is it nice", "Made in June, boxed.")


def test_yes_or_no_is_answered_by_what_says_so() -> None:
    asked = "does it fit an iPad Air"
    assert rank(asked, "Yes, it fits well.") > rank(asked, "Fits well, I say.")
    assert rank("能放进冰箱吗", "可以放进冰箱。") > rank("能放进冰箱吗", "放进冰箱里了。")


def test_a_longer_text_that_is_as_near_says_more() -> None:
    assert rank("colour", "Red with a fine gold rim all around.") > rank("colour", "Red.")
