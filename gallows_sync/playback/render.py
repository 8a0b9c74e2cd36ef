"""Pictures as the screen wants them: one pass of FFmpeg's scaler, 4:2:0 to BGRA at view size."""

import av
import numpy as np
import numpy.typing as npt
from av.video.reformatter import Colorspace, Interpolation

HD_LINES = 720
"""From this height on films are coded with BT.709 colours, below with BT.601 (ITU-R BT.709, SMPTE 170M)."""


def bgra(frame: av.VideoFrame, width: int, height: int) -> npt.NDArray[np.uint8]:
    """Return ``frame`` as BGRA bytes of shape (height, width, 4), scaled to ``width`` × ``height`` pixels.

    It is turned as its film says that it is to be seen: phones film lying down.
    """
    turns = round(frame.rotation / 90) % 4
    if turns % 2:
        width, height = height, width
    colours = Colorspace.ITU709 if frame.height >= HD_LINES else Colorspace.ITU601
    method = Interpolation.BILINEAR
    if (width, height) != (frame.width, frame.height):
        # Costs nothing here, and without it white comes out at 250; a picture that keeps its size has a
        # quicker way that is right by itself.
        method |= Interpolation.ACCURATE_RND
    # One thread: it is a millisecond's work, and every deck would keep a pool for it.
    shown = frame.reformat(width, height, "bgra", src_colorspace=colours, interpolation=method, threads=1)
    plane = shown.planes[0]
    rows = np.frombuffer(memoryview(plane), np.uint8).reshape(height, plane.line_size)
    pixels = rows[:, : width * 4].reshape(height, width, 4)
    return np.ascontiguousarray(np.rot90(pixels, turns))


def fitted(aspect: float, width: int, height: int) -> tuple[int, int]:
    """Return the largest even size of the given aspect (width to height) within ``width`` × ``height``."""
    fit_width = min(width, round(height * aspect))
    fit_height = min(height, round(width / aspect))
    return max(2, fit_width & ~1), max(2, fit_height & ~1)
