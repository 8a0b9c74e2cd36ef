"""Subtitles that are pictures: PGS (Blu-ray), VobSub (DVD), DVB. What lies where, from when to when.

FFmpeg decodes the pixels, which are numbers of colours. PyAV hands on neither the colours nor the size of
the canvas that they lie on, so those are read here, from the same packets.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING, Protocol

from gallows_sync.core.media_files import FilmFile

if TYPE_CHECKING:
    from av.packet import Packet
    from av.subtitles.stream import SubtitleStream
    from av.subtitles.subtitle import BitmapSubtitle

_FOR_EVER_MS = 0xFFFFFFFF
"""So long FFmpeg says that a picture stays which the next one ends."""

_CLEAR: tuple[int, ...] = (0,) * 256


@dataclass(frozen=True, slots=True)
class SubtitleBitmap:
    """A box of pixels on the canvas: ``left``, ``top``, ``width`` and ``height`` in pixels of that.

    ``colors`` are 256 as 0xAARRGGBB, not premultiplied; ``packed`` is what `pixels` returns, deflated.
    """

    left: int
    top: int
    width: int
    height: int
    colors: tuple[int, ...]
    packed: bytes

    def pixels(self) -> bytes:
        """Return the number of each pixel's colour, a byte each, row by row without gaps."""
        return zlib.decompress(self.packed)


@dataclass(frozen=True, slots=True)
class SubtitlePicture:
    """What is shown from ``start`` until ``stop`` or until the next one starts (film time, s).

    One without bitmaps ends the one before. ``canvas`` is the width and height (pixels) it is laid out for,
    ``aspect`` their width to height as seen; the film's picture may have been cut out of that.
    """

    start: float
    stop: float
    canvas: tuple[int, int]
    aspect: float
    bitmaps: tuple[SubtitleBitmap, ...]


def reads_pictures(codec: str) -> bool:
    """Whether `PictureReader` reads the subtitles that FFmpeg's decoder of this name decodes."""
    return codec in _COLORS


class PictureReader:
    """Turns the packets of one stream, in their order, into pictures.

    Until the first that shows something there is nothing: the film may have been entered in the middle.
    """

    def __init__(self, stream: SubtitleStream, film: FilmFile) -> None:
        self._stream = stream
        self._film = film
        self._colors = _COLORS[stream.codec_context.name](stream.codec_context.extradata or b"", film)
        self._begun = False
        self._last = b"", b""

    def read(self, packet: Packet[SubtitleStream]) -> SubtitlePicture | None:
        """Return what the packet shows or clears; None where it only prepares that, or is damaged.

        Raises:
            av.error.FFmpegError: it cannot be decoded.
        """
        from av.subtitles.subtitle import BitmapSubtitle

        if not packet.size:
            return None
        try:
            self._colors.read(bytes(packet))
            decoded = self._stream.decode2(packet)
            if decoded is None or decoded.pts < 0:
                return None
            bitmaps = tuple(
                bitmap
                for rect in decoded
                if isinstance(rect, BitmapSubtitle) and (bitmap := self._bitmap(rect)) is not None
            )
        except (ValueError, LookupError, struct.error):
            return None
        canvas = self._colors.canvas
        self._begun |= bool(bitmaps)
        if not self._begun or 0 in canvas:
            return None
        start = decoded.pts / 1_000_000 - float(self._film.container_start)
        lasts_ms = decoded.end_display_time
        return SubtitlePicture(
            start + decoded.start_display_time / 1000,
            start + lasts_ms / 1000 if 0 < lasts_ms < _FOR_EVER_MS else inf,
            canvas,
            _aspect(canvas, self._film),
            bitmaps,
        )

    def _bitmap(self, rect: BitmapSubtitle) -> SubtitleBitmap | None:
        colors = self._colors.of(rect.x, rect.y)
        if not rect.planes or not rect.width or not rect.height or not any(color >> 24 for color in colors):
            return None
        pixels = bytes(rect.planes[0])  # type: ignore[call-overload]  # its stub leaves out that it is a buffer
        if pixels != self._last[0]:  # while a line fades in, its pixels stay
            self._last = pixels, zlib.compress(pixels, 1)
        return SubtitleBitmap(rect.x, rect.y, rect.width, rect.height, colors, self._last[1])


def _aspect(canvas: tuple[int, int], film: FilmFile) -> float:
    """Return a canvas's width to height as seen. A DVD's is 4:3 or 16:9, like the film that was not cut."""
    width, height = canvas
    if width not in (704, 720) or height not in (480, 576):
        return width / height
    pixel = film.display_aspect * film.height / film.width
    seen = film.display_aspect if pixel == 1 else pixel * width / height
    return min((4 / 3, 16 / 9), key=lambda shape: abs(shape - seen))


class _Colors(Protocol):
    """The colours of one stream, in one of the formats."""

    @property
    def canvas(self) -> tuple[int, int]: ...
    def read(self, packet: bytes) -> None:
        """Learn what the packet says of colours and places; a damaged one raises LookupError or such."""

    def of(self, left: int, top: int) -> tuple[int, ...]:
        """Return the colours of the box that FFmpeg places there."""


class _PgsColors:
    """US patent 2009/0185789 describes the segments."""

    def __init__(self, extradata: bytes, film: FilmFile) -> None:
        self.canvas = film.width, film.height
        self._palettes: dict[int, list[int]] = {}
        self._palette = 0

    def read(self, packet: bytes) -> None:
        for kind, body in _pgs_segments(packet):
            if kind == 0x16:  # presentation
                width, height, _, _, state, _, self._palette = struct.unpack_from(">HHBHBBB", body)
                self.canvas = width, height
                if state & 0xC0:  # nothing from before is needed from here on
                    self._palettes.clear()
            elif kind == 0x14:  # palette
                palette = self._palettes.setdefault(body[0], list(_CLEAR))
                for number, *color in struct.iter_unpack(">5B", body[2 : 2 + (len(body) - 2) // 5 * 5]):
                    palette[number] = _argb(*color, is_hd=self.canvas[1] > 576)

    def of(self, left: int, top: int) -> tuple[int, ...]:
        return tuple(self._palettes.get(self._palette, _CLEAR))


class _DvdColors:
    """The palette of 16 and the canvas stand in the stream's head; a packet picks four of them.

    Of streams without that (a bare VOB) only dark and bright are known.
    """

    def __init__(self, extradata: bytes, film: FilmFile) -> None:
        head = extradata.decode("ascii", "replace")
        size = re.search(r"size:\s*(\d+)x(\d+)", head)
        self.canvas = (int(size[1]), int(size[2])) if size else (film.width, film.height)
        palette = re.search(r"palette:((?:[\s,]*[0-9a-fA-F]{6}){16})", head)
        self._palette = (
            [int(color, 16) for color in re.split(r"[\s,]+", palette[1].strip())] if palette else None
        )
        self._colors: tuple[int, ...] = _CLEAR

    def read(self, packet: bytes) -> None:
        picked, alphas = [0] * 4, [0] * 4
        place = struct.unpack_from(">H", packet, 2)[0] + 4
        while (command := packet[place]) in _DVD_LENGTHS:
            if command in (3, 4):
                high, low = packet[place + 1 : place + 3]
                four = [low & 15, low >> 4, high & 15, high >> 4]
                picked, alphas = (four, alphas) if command == 3 else (picked, four)
            place += _DVD_LENGTHS[command]
        palette = self._palette or _grays([one for one, alpha in zip(picked, alphas, strict=True) if alpha])
        colors = (alpha * 17 << 24 | palette[one] for one, alpha in zip(picked, alphas, strict=True))
        self._colors = (*colors, *_CLEAR[4:])

    def of(self, left: int, top: int) -> tuple[int, ...]:
        return self._colors


_DVD_LENGTHS = {0: 1, 1: 1, 2: 1, 3: 3, 4: 3, 5: 7, 6: 5}
"""Of the commands before a change of colours within the picture, or the end; in bytes."""


def _grays(used: list[int]) -> list[int]:
    """Return a palette of 16 in which those used go from bright to dark: the letters come first."""
    order = list(dict.fromkeys(used))
    return [
        0x010101 * (255 * (len(order) - order.index(one)) // len(order)) if one in order else 0
        for one in range(16)
    ]


class _DvbColors:
    """ETSI EN 300 743: a page of regions, each with a table of colours for each depth."""

    def __init__(self, extradata: bytes, film: FilmFile) -> None:
        self.canvas = 720, 576
        self._pages = struct.unpack_from(">HH", extradata) if len(extradata) >= 4 else ()
        self._window = 0, 0
        self._places: dict[tuple[int, int], int] = {}
        self._tables_of: dict[int, tuple[int, int]] = {}
        self._tables: dict[tuple[int, int], list[int]] = {}

    def read(self, packet: bytes) -> None:
        for kind, page, body in _dvb_segments(packet):
            if self._pages and page not in self._pages:
                continue
            if kind == 0x14:  # display
                flags, right, bottom = struct.unpack_from(">BHH", body)
                self.canvas = right + 1, bottom + 1
                left, _, top = struct.unpack_from(">HHH", body, 5) if flags & 8 else (0, 0, 0)
                self._window = left, top
            elif kind == 0x10:  # page
                places = struct.iter_unpack(">BxHH", body[2 : 2 + (len(body) - 2) // 6 * 6])
                self._places = {(left, top): region for region, left, top in places}
            elif kind == 0x11:  # region
                self._tables_of[body[0]] = body[7], 1 << (body[6] >> 2 & 7)
            elif kind == 0x12:  # colours
                self._read_table(body)

    def of(self, left: int, top: int) -> tuple[int, ...]:
        table = self._tables_of[self._places[left - self._window[0], top - self._window[1]]]
        return tuple(self._tables.get(table) or _dvb_default(table[1]))

    def _read_table(self, body: bytes) -> None:
        place = 2
        while place < len(body):
            number, flags = body[place], body[place + 1]
            if flags & 1:
                y, cr, cb, clear = body[place + 2 : place + 6]
            else:
                packed = struct.unpack_from(">H", body, place + 2)[0]
                y, cr, cb, clear = (
                    *(packed >> 8 & 0xFC, packed >> 2 & 0xF0, packed << 2 & 0xF0),
                    packed << 6 & 0xC0,
                )
            color = _argb(y, cr, cb, 255 - clear if y else 0, is_hd=False)
            for bit, depth in ((0x80, 2), (0x40, 4), (0x20, 8)):
                if flags & bit:
                    self._tables.setdefault((body[0], depth), _dvb_default(depth))[number] = color
            place += 6 if flags & 1 else 4


def _dvb_default(depth: int) -> list[int]:
    """Return the colours of a table that was not sent: those for 2 and 4 bits; nobody leaves out 256."""
    if depth == 2:
        return [0, 0xFFFFFFFF, 0xFF000000, 0xFF7F7F7F, *_CLEAR[4:]]
    bright = [0xFF000000 | (n & 1) * 0xFF0000 | (n >> 1 & 1) * 0xFF00 | (n >> 2) * 0xFF for n in range(8)]
    return [0, *bright[1:], *(color & 0xFF7F7F7F for color in bright), *_CLEAR[16:]]


_COLORS: dict[str, Callable[[bytes, FilmFile], _Colors]] = {
    "pgssub": _PgsColors,
    "dvdsub": _DvdColors,
    "dvbsub": _DvbColors,
}


def _pgs_segments(packet: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the kind and the content of each segment."""
    place = 0
    while place < len(packet):
        kind, length = struct.unpack_from(">BH", packet, place)
        yield kind, packet[place + 3 : place + 3 + length]
        place += 3 + length


def _dvb_segments(packet: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Yield the kind, the page and the content of each segment."""
    place = 0
    while packet[place : place + 1] == b"\x0f" and place + 6 <= len(packet):
        kind, page, length = struct.unpack_from(">BHH", packet, place + 1)
        yield kind, page, packet[place + 6 : place + 6 + length]
        place += 6 + length


def _argb(y: int, cr: int, cb: int, alpha: int, *, is_hd: bool) -> int:
    """Return a colour of a studio's range (16 to 235), by ITU-R BT.709 or BT.601, as 0xAARRGGBB."""
    of_red, of_blue = (0.2126, 0.0722) if is_hd else (0.299, 0.114)
    luma, red, blue = (y - 16) / 219, (cr - 128) / 112, (cb - 128) / 112
    r, b = luma + red * (1 - of_red), luma + blue * (1 - of_blue)
    g = (luma - of_red * r - of_blue * b) / (1 - of_red - of_blue)
    value = alpha
    for part in (r, g, b):
        value = value << 8 | round(255 * min(1.0, max(0.0, part)))
    return value
