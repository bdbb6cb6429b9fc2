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
