"""Tags of a media file, whatever its container calls them and however old its text encoding."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from av.container import InputContainer
    from av.stream import Stream


def read_tags(container: InputContainer, stream: Stream | None = None) -> dict[str, str]:
    """Return the tags by lower-case name; the file's own go before those of ``stream``."""
    tags: dict[str, str] = {}
    for source in (container.metadata, stream.metadata if stream is not None else {}):
        for name, value in source.items():
            text = clean_text(value)
            if text:
                tags.setdefault(clean_text(name).lower(), text)
    return tags


def clean_text(text: str) -> str:
    """Return ``text`` without padding; bytes that are not UTF-8 (ID3v1, old Vorbis) are read as Windows-1252.

    >>> clean_text("G\\udce9n\\udce9rique\\0 ")
    'Générique'
    """
    if any("\udc80" <= char <= "\udcff" for char in text):
        text = text.encode("utf-8", "surrogateescape").decode("cp1252", "replace")
    return text.strip(" \t\r\n\0\ufeff")
