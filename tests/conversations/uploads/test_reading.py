"""What may be kept of a file: pictures lose what nobody meant to send, traps are refused."""

from __future__ import annotations

import asyncio

import pytest

from confinement.limits import Limits
from conversations.uploads.errors import (
    FileDamagedError,
    FileKindError,
    FileTooLargeError,
    UploadsBusyError,
)
from conversations.uploads.kinds import Kind, clean_name
from conversations.uploads.reading import FileReader, ReadyFile
from tests.conversations.uploads.hostile import Hostile, hostile
from tests.conversations.uploads.pictures import looked_at, pictures
from tests.knowledge_base.importing.child.test_bombs import children, resident_mib
from tests.knowledge_base.importing.documents import pdf_of_lines

pytestmark = [pytest.mark.anyio, pytest.mark.slow]


@pytest.mark.parametrize(
    ("name", "size", "red_corner"),
    [
        ("photo.jpg", (1200, 800), "top_left"),
        # Exif says that it lies on its side.
        ("turned.jpg", (1365, 2048), "top_right"),
        ("noted.png", (300, 400), "top_right"),
        ("noted.webp", (300, 400), "top_right"),
        ("moving.gif", (120, 80), "top_left"),
    ],
)
async def test_a_picture_is_drawn_again_upright_without_place_camera_and_comments(
    name: str, size: tuple[int, int], red_corner: str
) -> None:
    before = pictures()[name]
    file = await FileReader().read(before, name=name)
    assert file.preview is not None
    look = looked_at(file.full)
    assert (look["format"], look["size"], look["frames"]) == ("JPEG", size, 1)
    assert (file.width, file.height) == size
    assert look["exif"] == 0
    assert set(look["info"]) <= {
        "jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive", "progression",
    }  # fmt: skip
    red, green, _ = look[red_corner]
    assert (red, green) == (pytest.approx(200, abs=35), pytest.approx(30, abs=35))
    assert b"CANARY" not in file.full + file.preview
    assert max(looked_at(file.preview)["size"]) <= 480


async def test_what_can_be_seen_through_is_white_and_what_is_large_is_made_smaller() -> None:
    clear, large = await asyncio.gather(
        FileReader().read(pictures()["clear.png"], name="a.png"),
        FileReader().read(pictures()["grey.png"], name="b.png"),
    )
    assert looked_at(clear.full)["top_left"] == (255, 255, 255)
    assert (large.width, large.height) == (2048, 2048)


async def test_a_document_is_kept_as_it_is() -> None:
    data = pdf_of_lines("Invoice 7")
    file = await FileReader().read(data, name="C:\\bills\\in\u202evoice.exe")
    assert file == ReadyFile("invoice.pdf", "application/pdf", data, None, None, None)


async def outcome(reader: FileReader, one: Hostile) -> ReadyFile | str:
    """What became of it, or why it was refused."""
    try:
        return await reader.read(one.data, name=one.name)
    except (FileKindError, FileDamagedError, FileTooLargeError) as error:
        return str(error)


async def test_every_hostile_file_is_refused_or_loses_what_it_hides() -> None:
    files = list(hostile())
    reader = FileReader()
    slots = asyncio.Semaphore(8)
    longest = 0.0

    async def watch() -> None:
        """What a shopper's turn would feel: how late a waiting task is called."""
        nonlocal longest
        clock = asyncio.get_running_loop().time
        while True:
            before = clock()
            await asyncio.sleep(0.01)
            longest = max(longest, clock() - before)

    async def read(one: Hostile) -> ReadyFile | str:
        async with slots:
            return await outcome(reader, one)

    others = children()
    before = resident_mib()
    watching = asyncio.create_task(watch())
    found = await asyncio.gather(*map(read, files))
    watching.cancel()
    grown = resident_mib() - before
    taken = [
        (one, file) for one, file in zip(files, found, strict=True) if isinstance(file, ReadyFile)
    ]
    print(
        f"{len(files)} hostile files: {len(files) - len(taken)} refused, {len(taken)} neutralised;"
        f" this process grew by {grown:.0f} MiB;"
        f" the longest that another task waited was {longest * 1000:.0f} ms"
    )
    for one, file in zip(files, found, strict=True):
        print(f"  {one.what}: {file if isinstance(file, str) else file.name}")
    assert len(files) >= 30
    assert [one.what for one, _ in taken] == [one.what for one in files if one.hidden]
    for _, file in taken:
        assert (file.media_type, file.name[-4:]) == ("image/jpeg", ".jpg")
        assert file.full.startswith(b"\xff\xd8\xff")
        assert b"CANARY" not in file.full
    assert grown < 150
    assert children() == others


async def test_a_child_that_takes_too_long_is_ended() -> None:
    reader = FileReader(Limits(wall_s=0.05))
    others = children()
    with pytest.raises(FileDamagedError, match="too much memory or time"):
        await reader.read(pictures()["grey.png"], name="a.png")
    assert children() == others


async def test_more_files_than_can_wait_are_sent_away() -> None:
    reader = FileReader(most_waiting=3)
    photo = pictures()["photo.jpg"]
    answers = await asyncio.gather(
        *(reader.read(photo, name="a.jpg") for _ in range(5)), return_exceptions=True
    )
    assert sum(isinstance(one, UploadsBusyError) for one in answers) == 2
    assert sum(isinstance(one, ReadyFile) for one in answers) == 3


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("IMG_0001.HEIC", "IMG_0001.jpg"),
        ("../../etc/passwd", "passwd.jpg"),
        ("C:\\x\\y.png", "y.jpg"),
        ("a\r\nSet-Cookie: b.jpg", "a Set-Cookie: b.jpg"),
        ("photo\u202egpj.exe", "photogpj.jpg"),
        ("", "picture.jpg"),
        ("...", "picture.jpg"),
        ("拉链.jpeg", "拉链.jpg"),
        ("x" * 500, "x" * 100 + ".jpg"),
    ],
)
def test_a_name_says_what_the_file_is_and_nothing_else(name: str, shown: str) -> None:
    got = clean_name(name, Kind.JPEG)
    assert got == shown
