"""What the report's table says in Chinese; in English it has the names that programs read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

CHINESE: Final = "zh"
COLUMNS: Final[Mapping[str, str]] = {
    "conversation": "会话",
    "started_at": "开始时间",
    "time_zone": "时区",
    "language": "语言",
    "team": "团队",
    "state": "状态",
    "handoff_reasons": "转人工原因",
    "topic": "主题",
    "first_answer_s": "首次回应（秒）",
    "first_person_s": "人工首次回应（秒）",
    "outcome": "结果",
    "rating": "评分",
}
CODES: Final[Mapping[str, str]] = {
    "bot": "机器人接待",
    "queued": "等待人工",
    "human": "人工接待",
    "closed": "已结束",
    "asked_for_person": "要求人工服务",
    "not_understood": "机器人没有听懂",
    "not_answered": "知识库中没有答案",
    "case": "需要人工决定",
    "failed": "机器人出现故障",
    "angry": "对机器人不满",
    "repeated": "同一问题问了三遍",
    "resolved_by_bot": "机器人解决",
    "resolved_by_person": "人工解决",
    "silent_after_bot": "机器人答复后无回应",
    "silent_after_person": "人工答复后无回应",
    "unhappy": "评分 1 或 2",
    "still_open": "仍在进行",
}


def columns_in(language: str, columns: Sequence[str]) -> list[str]:
    return [COLUMNS.get(name, name) if language == CHINESE else name for name in columns]


def code_in(language: str, code: str) -> str:
    return CODES.get(code, code) if language == CHINESE else code
