"""One picture of the film as a file: every pixel of it, in the shape in which it is seen."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from gallows_sync.core.media_files import FilmFile
from gallows_sync.errors import system_reason
from gallows_sync.media.container import MediaError
from gallows_sync.media.stills import Stills
from gallows_sync.whole_file import write_whole
from gallows_sync.wording import phrase

if TYPE_CHECKING:
    from av.video.frame import VideoFrame

_HD_LINES = 720
"""From this height on films are coded with BT.709 colours, below with BT.601, as on the screen."""


def write_still(film: FilmFile, film_time: float, path: Path) -> None:
    """Write the picture that is on the screen at ``film_time`` (s) as PNG to ``path``, whole or not at all.

    Raises:
        MediaError: the film cannot be read, gives no picture, or the file cannot be written.
    """
    stills = Stills(film)
    try:
        found = stills.frame_at(film_time)
        if found is None:
            nothing = phrase("StillFile", "there is no picture at {place:.0f} s")
            raise MediaError(film.path, nothing.fill(place=film_time))
        content = _png(found[0], film.display_aspect)
    finally:
        stills.close()
    try:
        write_whole(path, content)
    except OSError as error:
        unwritten = phrase("StillFile", "cannot be written: {why}").fill(why=system_reason(error))
        raise MediaError(path, unwritten) from error


def seen_size(width: int, height: int, aspect: Fraction) -> tuple[int, int]:
    """Return the size in square pixels: one side as it is coded, the other longer by the pixels' shape.

    >>> seen_size(720, 576, Fraction(16, 9))
    (1024, 576)
    >>> seen_size(1920, 1080, Fraction(16, 9))
    (1920, 1080)
    """
    if Fraction(width, height) <= aspect:
        return round(height * aspect), height
    return width, round(width / aspect)


def upright(pixels: npt.NDArray[np.uint8], degrees: int) -> npt.NDArray[np.uint8]:
    """Return the picture turned as the film says it is to be seen, counter-clockwise (phones lie down)."""
    return np.ascontiguousarray(np.rot90(pixels, round(degrees / 90)))


def _png(frame: VideoFrame, aspect: Fraction) -> bytes:
    import av
    from av.video.codeccontext import VideoCodecContext

    lying = round(frame.rotation / 90) % 2 == 1
    width, height = seen_size(frame.width, frame.height, 1 / aspect if lying else aspect)
    seen = frame.reformat(
        width,
        height,
        "rgb24",
        src_colorspace="ITU709" if frame.height >= _HD_LINES else "ITU601",
        interpolation="LANCZOS",
    )
    pixels = upright(seen.to_ndarray().astype(np.uint8, copy=False), frame.rotation)
    encoder = av.CodecContext.create("png", "w")
    assert isinstance(encoder, VideoCodecContext)
    encoder.height, encoder.width = pixels.shape[:2]
    encoder.pix_fmt, encoder.time_base = "rgb24", Fraction(1, 25)
    packets = encoder.encode(av.VideoFrame.from_ndarray(pixels, format="rgb24"))
    return b"".join(bytes(packet) for packet in (*packets, *encoder.encode(None)))
