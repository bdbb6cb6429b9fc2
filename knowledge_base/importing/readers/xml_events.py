"""XML read as it comes, without document types and with that without entities of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final, Protocol
from xml.parsers import expat

from knowledge_base.importing.errors import ImportFileError

_APART: Final = " "
_MAX_DEPTH: Final = 64
_MAX_TEXT: Final = 1_000_000


class XmlReader(Protocol):
    """`path` are the names without namespaces from the root down to this element."""

    def begin(self, path: list[str], attributes: Mapping[str, str], line: int) -> None: ...

    def end(self, path: list[str], text: str) -> None: ...


def read_xml(data: bytes, reader: XmlReader) -> None:
    """Raises `ImportFileError`."""
    parser = expat.ParserCreate(namespace_separator=_APART)
    walk = _Walk(reader, lambda: parser.CurrentLineNumber)
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_document_type
    parser.StartElementHandler = walk.start
    parser.CharacterDataHandler = walk.characters
    parser.EndElementHandler = walk.stop
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        reason = expat.ErrorString(error.code)
        raise ImportFileError(
            f"it is not well-formed XML (line {error.lineno}: {reason})"
        ) from None


def _refuse_document_type(*_: object) -> None:
    raise ImportFileError("XML with a document type, which may hold entities, is refused")


@dataclass
class _Walk:
    reader: XmlReader
    line: Callable[[], int]
    path: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    chars: int = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.path.append(name.rpartition(_APART)[2])
        if len(self.path) > _MAX_DEPTH:
            raise ImportFileError("its XML is nested too deeply")
        self._forget()
        self.reader.begin(self.path, attributes, self.line())

    def characters(self, text: str) -> None:
        self.chars += len(text)
        if self.chars > _MAX_TEXT:
            raise ImportFileError(f"one of its texts is longer than {_MAX_TEXT} characters")
        self.text.append(text)

    def stop(self, _name: str) -> None:
        self.reader.end(self.path, "".join(self.text))
        self.path.pop()
        self._forget()

    def _forget(self) -> None:
        self.text.clear()
        self.chars = 0
