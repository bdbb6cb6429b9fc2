from __future__ import annotations

import dataclasses
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from knowledge_base.articles.models import Tier
from knowledge_base.articles.schemas import ArticleContent, LiveArticle
from knowledge_base.index.drafts import Draft, drafted
from knowledge_base.index.index_file import open_index_file
from knowledge_base.index.passages import PassageCutter

CUTTER = PassageCutter()

HOLD_AND_WAIT = """
import sys
from pathlib import Path
from knowledge_base.index.folder import hold_folder
print(hold_folder(Path(sys.argv[1])).path.name, flush=True)
sys.stdin.read()
"""


def draft(key: str, body: str = "Keep it cool.", digest: str = "d") -> Draft:
    content = ArticleContent(title=f"About {key}", body=body, tier=Tier.COMMUNITY, product_id="p")
    return drafted(LiveArticle(f"en:{key}", key, "en", content, digest), CUTTER)


def rows(one: Draft) -> dict[bytes, np.ndarray]:
    return {unit.id: np.eye(8, dtype=np.float32)[n] for n, unit in enumerate(one.units)}


def fill(folder: Path, *drafts: Draft, model: str = "m") -> Path:
    file = open_index_file(folder, model=model)
    for one in drafts:
        file.put([(one, one.title.lower().split())], rows(one))
    path = file.path
    file.close()
    return path


def test_what_was_put_is_there_after_a_restart(tmp_path: Path) -> None:
    dress = draft("dress", "Wash at 30.\n\n## Ironing\n\nOn the left side.")
    fill(tmp_path, dress)
    again = open_index_file(tmp_path, model="m")
    assert again.digests() == {"en:dress": "d"}
    assert list(again.drafts(["en:dress", "en:unknown"])) == [dress]
    found = again.vectors(unit.id for unit in dress.units)
    assert all(np.array_equal(found[one], row) for one, row in rows(dress).items())
    again.drop(["en:dress"], [unit.id for unit in dress.units])
    assert again.digests() == {}
    assert again.vectors(unit.id for unit in dress.units) == {}
    assert again.holders("en", frozenset({"dress"}), most=5) == []
    again.close()


def test_articles_that_share_rare_words_come_first_and_languages_do_not_mix(
    tmp_path: Path,
) -> None:
    file = open_index_file(tmp_path, model="m")
    for name, words in (("a", ["zip", "hg-301"]), ("b", ["zip"]), ("c", ["lining"])):
        file.put([(draft(name), words)], {})
    german = dataclasses.replace(draft("d"), key="de:d", locale="de")
    file.put([(german, ["zip"])], {})
    assert file.holders("en", frozenset({"zip", "hg-301"}), most=5) == ["en:a", "en:b"]
    assert file.holders("de", frozenset({"zip"}), most=5) == ["de:d"]
    assert file.weight("en", "hg-301") > file.weight("en", "zip")
    file.close()


@pytest.mark.parametrize("word", ['"', "a OR b", "*", "NEAR(", "x'y", "色号"])
def test_no_word_is_read_as_a_query(tmp_path: Path, word: str) -> None:
    file = open_index_file(tmp_path, model="m")
    file.put([(draft("a"), ["zip"])], {})
    assert file.holders("en", frozenset({word}), most=5) == []
    file.close()


def test_what_another_model_left_is_dropped(tmp_path: Path) -> None:
    fill(tmp_path, draft("dress"))
    other = open_index_file(tmp_path, model="other")
    assert other.digests() == {}
    other.close()


@pytest.mark.parametrize("damage", ["half written", "empty", "cut short", "another database"])
def test_a_damaged_file_is_made_anew(tmp_path: Path, damage: str) -> None:
    path = fill(tmp_path, *(draft(f"dress-{n}") for n in range(50)))
    content = path.read_bytes()
    match damage:
        case "half written":
            path.write_bytes(content[:4096] + b"\x00" * 8192 + content[12288:])
        case "empty":
            path.write_bytes(b"")
        case "cut short":
            path.write_bytes(content[: len(content) // 2])
        case "another database":
            path.write_bytes(b"half written" * 100)
    again = open_index_file(tmp_path, model="m")
    assert again.digests() == {}
    again.put([(draft("dress"), ["dress"])], {})
    assert again.holders("en", frozenset({"dress"}), most=1) == ["en:dress"]
    again.close()


def test_a_second_process_gets_a_folder_of_its_own(tmp_path: Path) -> None:
    command = [sys.executable, "-c", HOLD_AND_WAIT, str(tmp_path)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == "view-0"
        file = open_index_file(tmp_path, model="m")
        assert file.path.parent.name == "view-1"
        file.close()
        other.kill()
        other.wait()
    freed = open_index_file(tmp_path, model="m")
    assert freed.path.parent.name == "view-0"
    freed.close()
