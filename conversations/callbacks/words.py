"""What shoppers are told where nobody is there, in their language."""

from __future__ import annotations

from datetime import datetime

ASK = {
    "en": "Nobody of our team is here right now{opening}. Your messages are kept. Write your "
    "e-mail address here and we will answer you by mail; or stay, and the first person back "
    "answers here.",
    "zh": "现在没有客服在线{opening}。您的消息已保存。请在这里留下邮箱地址，我们会通过邮件回复您；"
    "您也可以继续等待，客服上线后会在这里回复。",
}  # fmt: skip
OPENING = {
    "en": "; we are back on {day} at {time} ({zone})",
    "zh": "，我们将于{day} {time}（{zone}）上线",
}
PROMISE = {
    "en": "Thank you. We will answer to {address}. You can go on writing here at any time.",
    "zh": "谢谢。我们会回复到 {address}。您也可以随时在这里继续留言。",
}
BACK = {
    "en": "Sorry, nobody answered in time. You are back in line, in your old place.",
    "zh": "抱歉，客服未能及时回复。您已回到排队队列，保留原来的位置。",
}
BACK_ALONE = {
    "en": "Sorry, nobody answered in time, and no one else is here right now. You keep your place "
    "in line; how long it will take we cannot say.",
    "zh": "抱歉，客服未能及时回复，目前也没有其他客服在线。您仍保留原来的排队位置，"
    "但暂时无法预计还需等待多久。",
}
DAYS = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "zh": ("周一", "周二", "周三", "周四", "周五", "周六", "周日"),
}


def language_of(locale: str) -> str:
    language = locale.split("-")[0].casefold()
    return language if language in ASK else "en"


def ask_text(locale: str, opens_at: datetime | None) -> str:
    """`opens_at` in the shop's own time zone, which is named."""
    language = language_of(locale)
    opening = ""
    if opens_at is not None:
        day = DAYS[language][opens_at.weekday()]
        date = f"{opens_at:%Y-%m-%d}"
        opening = OPENING[language].format(
            day=f"{day}, {date}" if language == "en" else f"{date} {day}",
            time=f"{opens_at:%H:%M}",
            zone=str(opens_at.tzinfo),
        )
    return ASK[language].format(opening=opening)


def promise_text(locale: str, address: str) -> str:
    return PROMISE[language_of(locale)].format(address=address)


def back_text(locale: str, *, others: bool) -> str:
    """`others`: somebody is here besides whoever did not answer."""
    return (BACK if others else BACK_ALONE)[language_of(locale)]
