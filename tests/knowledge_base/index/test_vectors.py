from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from knowledge_base.index.vectors import open_vectors

SHELF = ("en", "official")
HOLD_AND_WAIT = """
import sys
from pathlib import Path
from knowledge_base.index.folder import hold_folder
print(hold_folder(Path(sys.argv[1])).path.name, flush=True)
sys.stdin.read()
"""


def rows(*numbers: int) -> np.ndarray:
    return np.eye(8, dtype=np.float32)[list(numbers)]


def test_what_was_put_is_there_after_a_restart(tmp_path: Path) -> None:
    store, stored = open_vectors(tmp_path, model="m")
    assert stored == []
    store.put(SHELF, ["a", "b"], "en:one", rows(0, 1))
    store.put(("zh", "community"), ["c"], "zh:two", rows(2))
    store.close()
    again, stored = open_vectors(tmp_path, model="m")
    assert {(row.id, row.shelf, row.article) for row in stored} == {
        ("a", SHELF, "en:one"),
        ("b", SHELF, "en:one"),
        ("c", ("zh", "community"), "zh:two"),
    }
    assert again.nearest(SHELF, rows(1)[0], most=5) == ["en:one"]
    again.drop(SHELF, ["a", "b"])
    assert again.nearest(SHELF, rows(1)[0], most=5) == []
    again.close()


def test_vectors_of_another_model_are_dropped(tmp_path: Path) -> None:
    store, _ = open_vectors(tmp_path, model="m")
    store.put(SHELF, ["a"], "en:one", rows(0))
    store.close()
    other, stored = open_vectors(tmp_path, model="other")
    assert stored == []
    other.close()


def test_a_damaged_folder_is_made_anew(tmp_path: Path) -> None:
    store, _ = open_vectors(tmp_path, model="m")
    store.put(SHELF, ["a"], "en:one", rows(0))
    path = store.path
    store.close()
    (database,) = path.glob("*/chroma.sqlite3")
    database.write_bytes(b"half written" * 100)
    again, stored = open_vectors(tmp_path, model="m")
    assert stored == []
    again.put(SHELF, ["a"], "en:one", rows(0))
    assert again.nearest(SHELF, rows(0)[0], most=1) == ["en:one"]
    again.close()


@pytest.mark.parametrize("manifest", ["", "{", "[]", '{"data": "elsewhere"}'])
def test_a_half_written_manifest_is_made_anew(tmp_path: Path, manifest: str) -> None:
    store, _ = open_vectors(tmp_path, model="m")
    store.put(SHELF, ["a"], "en:one", rows(0))
    path = store.path
    store.close()
    (path / "manifest.json").write_text(manifest)
    again, stored = open_vectors(tmp_path, model="m")
    assert stored == []
    again.close()


def test_a_second_process_gets_a_folder_of_its_own(tmp_path: Path) -> None:
    command = [sys.executable, "-c", HOLD_AND_WAIT, str(tmp_path)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == "view-0"
        store, _ = open_vectors(tmp_path, model="m")
        assert store.path.name == "view-1"
        store.close()
        other.kill()
        other.wait()
    freed, _ = open_vectors(tmp_path, model="m")
    assert freed.path.name == "view-0"
    freed.close()
