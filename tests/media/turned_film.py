"""Films that their container says are to be turned, as those of phones are."""

from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
import numpy.typing as npt

CODED = np.array([[255, 0], [120, 0]])
"""The grey of each quarter of the picture, as it is coded."""


def turned_film(path: Path, degrees: int) -> Path:
    """Write a second of film, 160 by 120 as coded, that is to be turned so far counter-clockwise."""
    grey = CODED.repeat(60, axis=0).repeat(80, axis=1).astype(np.uint8)
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=25)
        assert isinstance(stream, av.VideoStream)
        stream.width, stream.height, stream.pix_fmt = 160, 120, "yuv420p"
        stream.set_display_rotation(degrees)
        for number in range(25):
            picture = av.VideoFrame.from_ndarray(np.stack([grey] * 3, axis=2), format="rgb24")
            picture.pts, picture.time_base = number, Fraction(1, 25)
            container.mux(stream.encode(picture))
        container.mux(stream.encode(None))
    return path


def quarters(grey: npt.NDArray[np.uint8]) -> Any:
    """Return what is in the middle of each quarter of a picture, to compare with ``CODED``."""
    height, width = grey.shape
    return grey[height // 4 :: height // 2, width // 4 :: width // 2][:2, :2].astype(int)
