"""Which parts of a process's memory are given back once the bot is loaded."""

from __future__ import annotations

from bot.resident_memory import unused_code

MAPPINGS = """\
7f10a0000000-7f10a0200000 r--p 00000000 fe:00 11                         /srv/tensorflow/a.so.2
Rss:                2048 kB
Anonymous:             0 kB
7f10a0200000-7f10a1200000 r-xp 00200000 fe:00 11                         /srv/tensorflow/a.so.2
Rss:               16384 kB
Anonymous:             0 kB
7f10a1200000-7f10a1300000 r--p 01200000 fe:00 11                         /srv/tensorflow/a.so.2
Rss:                1024 kB
Anonymous:          1024 kB
7f10a1300000-7f10a1400000 rw-p 01300000 fe:00 11                         /srv/tensorflow/a.so.2
Anonymous:             0 kB
7f10b0000000-7f10b0100000 r-xp 00000000 fe:00 12                         /srv/numpy/b.so
Anonymous:             0 kB
7f10c0000000-7f10c0100000 rw-p 00000000 00:00 0
Anonymous:             0 kB
7ffd00000000-7ffd00021000 rw-p 00000000 00:00 0                          [stack]
Anonymous:             0 kB
"""


def test_code_of_libraries_that_nothing_runs_is_given_back_and_nothing_that_was_written() -> None:
    assert unused_code(MAPPINGS) == [
        (0x7F10A0000000, 0x7F10A0200000),
        (0x7F10A0200000, 0x7F10A1200000),
    ]
