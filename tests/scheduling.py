"""Which tests a worker gets together, under `--dist loadfile`."""

from __future__ import annotations

from xdist.scheduler import LoadFileScheduling

# These share a bot, which takes longer to start than most of them.
ASK_ONE_BOT = frozenset(
    f"tests/bot/test_{name}.py"
    for name in ("bad_input", "channel", "conversations_page", "stories")
)


class ByServer(LoadFileScheduling):
    """Those of a file share its servers, and some files share one."""

    def _split_scope(self, nodeid: str) -> str:
        file = super()._split_scope(nodeid)
        return "one bot" if file in ASK_ONE_BOT else file
