import pytest

from bot.language import reply_language


@pytest.mark.parametrize(
    ("locale", "text", "language"),
    [
        ("en", "hello", "en"),
        ("zh-CN", "W2611340", "zh"),
        ("zh_TW", "", "zh"),
        ("en-GB", "我的订单", "zh"),
        ("de", "hallo", "en"),
        ("", "", "en"),
    ],
)
def test_the_language_of_a_turn(locale: str, text: str, language: str) -> None:
    assert reply_language(locale, text) == language


@pytest.mark.parametrize("text", ["W2611340", "#W2611340, anna@example.com", "88", "ok", "!"])
def test_what_is_in_no_language_leaves_the_language_as_it_was(text: str) -> None:
    assert reply_language("en", text, "zh") == "zh"
    assert reply_language("zh-CN", text, "en") == "en"


def test_words_of_the_shopper_are_answered_in_the_pages_language() -> None:
    assert reply_language("en", "my number is W2611340", "zh") == "en"
