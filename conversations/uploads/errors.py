"""Why a file is not taken. The text tells what to do."""

from __future__ import annotations

from conversations.contract import Code
from conversations.errors import ConversationError
from conversations.uploads.kinds import MAX_BYTES

_MOST = f"{MAX_BYTES >> 20} MB"


class FileTooLargeError(ConversationError):
    code = Code.FILE_TOO_LARGE

    def __init__(self) -> None:
        super().__init__(f"This file is larger than {_MOST}. Please send a smaller one.")


class FileKindError(ConversationError):
    code = Code.FILE_REFUSED

    def __init__(self, told: str = "") -> None:
        super().__init__(told or "Please send a picture (JPEG, PNG, WebP or GIF) or a PDF.")


class FileDamagedError(ConversationError):
    """What is inside cannot be shown, or is more than a picture or a document."""

    code = Code.FILE_REFUSED

    def __init__(self, why: str) -> None:
        super().__init__(f"This file cannot be taken: {why}. Please send another one.")


class TooManyFilesError(ConversationError):
    code = Code.RATE_LIMITED

    def __init__(self, retry_s: int) -> None:
        super().__init__("Many files have been sent in the last hour. Please try again later.")
        self.retry_s = retry_s


class UploadsBusyError(ConversationError):
    code = Code.UNAVAILABLE

    def __init__(self) -> None:
        super().__init__("Many files are being sent just now. Please try again in a moment.")


class UploadRefusedError(ConversationError):
    """Unknown, another's, used and expired are one answer."""

    code = Code.UPLOAD_REFUSED

    def __init__(self) -> None:
        super().__init__("This file can no longer be sent. Please choose it again.")


class UploadNotFoundError(ConversationError):
    """Absent and not yours are one answer."""

    code = Code.NOT_FOUND

    def __init__(self) -> None:
        super().__init__("There is no such file.")
