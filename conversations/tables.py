"""All tables of the conversations, for the migrations: a table is known once it is imported."""

from typing import Final

from conversations.callbacks.models import Callback
from conversations.models import Base
from conversations.queue.models import Handling
from conversations.search.models import MessageText
from conversations.uploads.models import Upload, UploadContent

TABLES: Final = (Callback, Handling, MessageText, Upload, UploadContent)
metadata: Final = Base.metadata
