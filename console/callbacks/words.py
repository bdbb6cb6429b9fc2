"""What a mail to a shopper is headed with, in their language."""

from __future__ import annotations

SUBJECT = {"en": "Our answer to your question", "zh": "关于您的咨询的回复"}


def mail_subject(locale: str) -> str:
    return SUBJECT.get(locale.split("-")[0].casefold(), SUBJECT["en"])
