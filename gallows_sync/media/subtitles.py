"""Subtitles of a film: those in its file, and SRT files beside it, with their times.

Those that are text (SubRip, ASS, MP4's own …) become plain lines, pictures (PGS, VobSub, DVB) stay such.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING

from gallows_sync.core.media_files import FilmFile
from gallows_sync.errors import system_reason
from gallows_sync.media.container import MediaError, open_container
from gallows_sync.media.picture_subtitles import PictureReader, SubtitlePicture, reads_pictures
from gallows_sync.wording import phrase

if TYPE_CHECKING:
    from av.packet import Packet
    from av.subtitles.stream import SubtitleStream

UNSTATED_S = 4.0
"""So long a line stays whose end nobody states."""

_MOST_BYTES = 16_000_000
"""No subtitle file is larger; a film that is called so would be."""


@dataclass(frozen=True, slots=True)
class SubtitleSource:
    """Where subtitles can be had: the stream of this number in the film, or (None) the SRT file at ``path``.

    ``language`` is a code of two or three letters, ``title`` what the film's maker or the file's name says,
    each empty where it is not said. ``readable`` is false for teletext and what FFmpeg cannot decode.
    """

    path: Path
    stream: int | None = None
    language: str = ""
    title: str = ""
    forced: bool = False
    readable: bool = True


@dataclass(frozen=True, slots=True, order=True)
class SubtitleLine:
    """Plain text, of one line or more, that is shown in ``[start, stop)`` (film time, s)."""

    start: float
    stop: float
    text: str


def find_subtitles(film: FilmFile) -> tuple[SubtitleSource, ...]:
    """Return the subtitles in the film, then the SRT files beside it whose names begin with its own.

    Raises:
        MediaError: the film cannot be read any more.
    """
    with open_container(film.path) as container:
        inside = [_source(film.path, stream) for stream in container.streams.subtitles]
    return (*inside, *_files_beside(film.path))


def srt_source(path: Path, film: Path) -> SubtitleSource:
    """Return an SRT file as subtitles of ``film``; "film.en.srt" is in the language "en"."""
    stem = path.stem.lower()
    said = stem.removeprefix(film.stem.lower()) if stem.startswith(film.stem.lower()) else ""
    parts = [part for part in said.split(".") if part]
    language = next((part for part in parts if part.isalpha() and len(part) in (2, 3)), "")
    return SubtitleSource(path, None, language, path.name, forced="forced" in parts)


def subtitle_lines(
    film: FilmFile, source: SubtitleSource, place: float, stopped: Callable[[], bool]
) -> Iterator[SubtitleLine | SubtitlePicture]:
    """Yield the lines or pictures of ``source``: from ``place`` (film time, s) to the end, then those before.

    The whole of a film has to be read for it, which takes a while; lines may come twice.

    Raises:
        MediaError: film or file cannot be read, or there are no subtitles in the file.
    """
    if source.stream is None:
        yield from read_srt(source.path)
        return
    begins = (place - UNSTATED_S, 0.0) if place > UNSTATED_S else (0.0,)
    known_from = inf
    for begin in begins:
        first = inf
        for line in _lines(film, source, begin, stopped):
            if line.start > known_from:
                break
            first = min(first, line.start)
            yield line
        known_from = first


def read_srt(path: Path) -> tuple[SubtitleLine, ...]:
    """Return the lines of an SRT file, in UTF-8, UTF-16 with its mark, or else in Windows-1252.

    Raises:
        MediaError: it cannot be read, or holds no subtitles.
    """
    import pysubs2

    try:
        if path.stat().st_size > _MOST_BYTES:
            raise MediaError(path, phrase("Subtitles", "is too large for subtitles"))
        text = _decoded(path.read_bytes()).replace("\r\n", "\n")
    except OSError as error:
        unread = phrase("Subtitles", "cannot be read: {why}").fill(why=system_reason(error))
        raise MediaError(path, unread) from error
    try:
        events = pysubs2.SSAFile.from_string(text, format_="srt").events
    except (pysubs2.Pysubs2Error, ValueError) as error:
        raise MediaError(path, phrase("Subtitles", "holds no subtitles in SRT form")) from error
    lines = tuple(
        SubtitleLine(event.start / 1000, event.end / 1000, plain)
        for event in events
        if (plain := event.plaintext.strip()) and event.end > event.start
    )
    if not lines:
        raise MediaError(path, phrase("Subtitles", "holds no subtitles in SRT form"))
    return lines


def _source(path: Path, stream: SubtitleStream) -> SubtitleSource:
    import av.stream

    decoder = stream.codec_context  # None where this FFmpeg has none
    return SubtitleSource(
        path,
        stream.index,
        language if (language := stream.language or "") not in ("und", "mul", "zxx") else "",
        stream.metadata.get("title") or stream.metadata.get("name", ""),
        forced=bool(stream.disposition & av.stream.Disposition.forced),
        readable=decoder is not None and (decoder.codec.text_sub or reads_pictures(decoder.name)),
    )


def _files_beside(film: Path) -> list[SubtitleSource]:
    stem = film.stem.lower()
    try:
        names = sorted(os.listdir(film.parent))
    except OSError:  # the film could be read, its folder may not be
        return []
    found = [
        film.parent / name
        for name in names
        if name.lower().startswith(f"{stem}.") and name.lower().endswith(".srt")
    ]
    return [srt_source(path, film) for path in found if path.is_file()]


def _lines(
    film: FilmFile, source: SubtitleSource, begin: float, stopped: Callable[[], bool]
) -> Iterator[SubtitleLine | SubtitlePicture]:
    """Yield those of a stream of the film from about ``begin`` (film time, s) to its end."""
    import av

    with open_container(source.path) as container:
        stream = next((one for one in container.streams.subtitles if one.index == source.stream), None)
        if stream is None:
            raise MediaError(source.path, phrase("Subtitles", "the subtitles are not in it any more"))
        pictures = PictureReader(stream, film) if reads_pictures(stream.codec_context.name) else None
        try:
            # In a transport stream a seek to the beginning leaves out what comes before a key frame.
            if begin > 0:
                container.seek(int((begin + float(film.container_start)) * 1_000_000))
            for packet in container.demux(stream):
                if stopped():
                    return
                line: SubtitleLine | SubtitlePicture | None = None
                with suppress(av.error.FFmpegError):  # a damaged one; the next may do
                    line = _line(packet, stream, film) if pictures is None else pictures.read(packet)
                if line is not None:
                    yield line
        except av.error.FFmpegError as error:
            raise MediaError(source.path, phrase("Subtitles", "its subtitles cannot be read")) from error


def _line(packet: Packet[SubtitleStream], stream: SubtitleStream, film: FilmFile) -> SubtitleLine | None:
    import pysubs2
    from av.subtitles.subtitle import AssSubtitle

    if not packet.size or packet.pts is None or packet.time_base is None:
        return None
    decoded = stream.decode2(packet)
    texts: Iterable[str] = (
        pysubs2.SSAEvent(text=rect.ass.decode("utf-8", "replace").split(",", 8)[-1]).plaintext
        for rect in decoded or ()
        if isinstance(rect, AssSubtitle) and rect.ass
    )
    text = "\n".join(plain for one in texts if (plain := one.strip()))
    if not text or decoded is None:
        return None
    start = float(packet.pts * packet.time_base - film.container_start)
    lasts = float((packet.duration or 0) * packet.time_base) or decoded.end_display_time / 1000
    return SubtitleLine(start, start + (lasts if 0 < lasts < 600 else UNSTATED_S), text)


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")
