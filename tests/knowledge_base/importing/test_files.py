from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from knowledge_base.articles.models import Tier
from knowledge_base.importing.files import ImportFileError, read_articles

GOOD = {"id": "returns", "title": "Returns", "body": "Thirty days."}


def lines(path: Path, *rows: object) -> Path:
    text = "\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows)
    path.write_text(text, encoding="utf-8")
    return path


def test_json_lines_are_read_with_all_their_fields(tmp_path: Path) -> None:
    full = GOOD | {
        "url": "https://shop.example/r",
        "locale": "zh-CN",
        "tier": "community",
        "questions": ["几天内可以退"],
        "product_id": 17,
        "author": "Ana",
        "date": "2026-03-01",
    }
    read = read_articles(lines(tmp_path / "a.jsonl", full, "", GOOD))
    assert read.problems == ()
    first, second = read.lines
    assert (first.key, first.line) == ("zh-cn:returns", 1)
    assert first.content.tier is Tier.COMMUNITY
    assert first.content.questions == ("几天内可以退",)
    assert first.content.product_id == "17"
    assert first.content.date == dt.date(2026, 3, 1)
    assert (second.key, second.line) == ("en:returns", 3)
    assert second.content.tier is Tier.OFFICIAL


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("{", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("[]", "not a JSON object"),
        ({"title": "t", "body": "b"}, "id is missing"),
        (GOOD | {"body": "  "}, "body must be 1 to"),
        (GOOD | {"title": None}, "title is missing"),
        (GOOD | {"title": ["t"]}, "title must be text"),
        (GOOD | {"id": "two words"}, "id must be"),
        (GOOD | {"tier": "rumour"}, "tier must be one of official, product, community"),
        (GOOD | {"locale": "english"}, "locale must be a language tag"),
        (GOOD | {"questions": "one"}, "questions must be a list of texts"),
        (GOOD | {"questions": [1]}, "questions must be a list of texts"),
        (GOOD | {"date": "yesterday"}, "date must be like 2026-01-31"),
        (GOOD | {"url": "javascript:alert(1)"}, "url must begin with"),
        (GOOD | {"boddy": "x"}, "unknown field boddy"),
        (GOOD | {"body": "a\x00b"}, "NUL"),
    ],
)
def test_a_bad_line_is_named_and_the_good_ones_are_kept(
    tmp_path: Path, row: object, problem: str
) -> None:
    other = GOOD | {"id": "other"}
    read = read_articles(lines(tmp_path / "a.jsonl", GOOD, row, other))
    assert [line.article_id for line in read.lines] == ["returns", "other"]
    (found,) = read.problems
    assert found.line == 2
    assert problem in found.problem
    assert str(found).startswith("line 2: ")


def test_all_that_is_wrong_with_a_line_is_said_at_once(tmp_path: Path) -> None:
    read = read_articles(lines(tmp_path / "a.jsonl", {"tier": "x", "date": "y"}))
    (found,) = read.problems
    for part in ("id is missing", "title is missing", "body is missing", "tier", "date"):
        assert part in found.problem


def test_the_same_id_and_locale_twice_is_a_problem_of_the_second(tmp_path: Path) -> None:
    chinese = GOOD | {"locale": "zh"}
    read = read_articles(lines(tmp_path / "a.jsonl", GOOD, chinese, GOOD))
    assert [line.key for line in read.lines] == ["en:returns", "zh:returns"]
    assert [str(found) for found in read.problems] == ["line 3: returns (en) repeats line 1"]


def test_lines_without_a_locale_take_the_given_one(tmp_path: Path) -> None:
    read = read_articles(lines(tmp_path / "a.jsonl", GOOD), locale="zh")
    assert read.lines[0].key == "zh:returns"


def test_line_separators_inside_json_do_not_break_a_line(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('\ufeff{"id": "a", "title": "t", "body": "one\u2028two"}', encoding="utf-8")
    assert read_articles(path).lines[0].content.body == "one\u2028two"


def test_csv_rows_may_span_lines_and_list_their_questions(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        'id,title,body,questions\nreturns,Returns,"Thirty\ndays.",how long|until when\nbad,row\n'
        "hours,Hours,Nine to five.,\n"
    )
    read = read_articles(path)
    assert [line.article_id for line in read.lines] == ["returns", "hours"]
    assert read.lines[0].content.body == "Thirty\ndays."
    assert read.lines[0].content.questions == ("how long", "until when")
    (found,) = read.problems
    assert (found.line, "columns" in found.problem) == (4, True)


def test_csv_without_a_header_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("returns,Returns,Thirty days.\n")
    with pytest.raises(ImportFileError, match="names its columns"):
        read_articles(path)


def test_markdown_has_its_fields_in_front(tmp_path: Path) -> None:
    path = tmp_path / "returns.md"
    path.write_text(
        "---\nid: returns\ntitle: Returns\nquestions:\n  - how long\ndate: 2026-03-01\n---\n"
        "You have **thirty** days.\n\n---\n\nReally.\n"
    )
    (line,) = read_articles(path).lines
    assert line.content.body == "You have **thirty** days.\n\n---\n\nReally."
    assert line.content.questions == ("how long",)
    assert line.content.date == dt.date(2026, 3, 1)


def test_a_folder_of_markdown_names_the_bad_file(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\nid: a\ntitle: A\n---\nText.\n")
    (tmp_path / "b.md").write_text("Just text.\n")
    (tmp_path / "c.md").write_text("---\nid: [c\n---\nText.\n")
    read = read_articles(tmp_path)
    assert [line.article_id for line in read.lines] == ["a"]
    assert [found.file for found in read.problems] == ["b.md", "c.md"]
    assert str(read.problems[0]).startswith("b.md, line 1: it must begin with front matter")


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("a.txt", b"x", "must end in"),
        ("a.jsonl", b"\xff\xfe\x00", "not UTF-8"),
        ("missing.jsonl", None, "cannot be read"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused(
    tmp_path: Path, name: str, content: bytes | None, problem: str
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ImportFileError, match=problem):
        read_articles(path)
