"""All tables of the conversations, for the migrations: a table is known once it is imported."""

from typing import Final

from conversations.callbacks.models import Callback
from conversations.models import Base
from conversations.queue.models import Handling

TABLES: Final = (Callback, Handling)
metadata: Final = Base.metadata
