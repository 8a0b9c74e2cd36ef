"""Small pictures from all over a film, as JPEG: key frames only, so that hours of film take seconds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from gallows_sync.core.media_files import FilmFile
from gallows_sync.media.small_pictures import SmallPictures

if TYPE_CHECKING:
    from av.video.frame import VideoFrame

__all__ = ["COARSEST_STRIDE", "Thumbnail", "thumbnails"]

COARSEST_STRIDE = 16
"""The first pictures are so many places apart."""

_FINER = 4
_QUALITY = 4
"""FFmpeg's scale for JPEG, 2 (best) to 31."""


@dataclass(frozen=True, slots=True)
class Thumbnail:
    """A picture of the film at ``film_time`` (s), as seen: ``width`` by ``height`` square pixels of JPEG."""

    film_time: float
    width: int
    height: int
    jpeg: bytes


def thumbnails(film: FilmFile, count: int, height: int) -> Iterator[Thumbnail]:
    """Yield pictures of ``height`` pixels from ``count`` places all over the film, coarse to fine.

    Only key frames are taken, each once: where they are far apart there are fewer than ``count``.

    Raises:
        MediaError: the film cannot be read any more, or holds no picture.
    """
    width = max(2, round(height * film.display_aspect / 2) * 2)
    apart_s = float(film.duration) / count
    seen: set[float] = set()
    with SmallPictures(film, width, height, "yuv420p") as pictures:
        for place in _coarse_to_fine(count):
            found = pictures.key_picture((place + 0.5) * apart_s)
            if found is not None and found[0] not in seen:
                seen.add(found[0])
                yield Thumbnail(found[0], width, height, _jpeg(found[1]))


def _coarse_to_fine(count: int) -> Iterator[int]:
    """Yield 0 to ``count - 1``, each once: every sixteenth, then between them every fourth, then the rest."""
    stride = COARSEST_STRIDE
    yield from range(0, count, stride)
    while stride > 1:
        stride //= _FINER
        yield from (place for place in range(0, count, stride) if place % (stride * _FINER))


def _jpeg(picture: VideoFrame) -> bytes:
    from av.codec.context import CodecContext
    from av.video.codeccontext import VideoCodecContext

    encoder = CodecContext.create("mjpeg", "w")
    assert isinstance(encoder, VideoCodecContext)
    encoder.width, encoder.height, encoder.pix_fmt = picture.width, picture.height, "yuv420p"
    encoder.color_range = 2
    encoder.time_base = Fraction(1, 25)
    encoder.qmin = encoder.qmax = _QUALITY
    picture.pts = 0
    return b"".join(bytes(packet) for packet in (*encoder.encode(picture), *encoder.encode(None)))
