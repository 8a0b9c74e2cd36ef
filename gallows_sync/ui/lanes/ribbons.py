"""The bands between the lanes: from each stretch of film to the stretch of music that is heard under it.

All of them together are drawn as one picture, row by row: where each band begins and ends in a row is known,
so a row is the running sum of what begins and ends in it. A thousand bands cost little more than ten, and
bands narrower than a pixel add up to what a pixel of them is.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF
from PySide6.QtGui import QImage, QPainterPath, QPolygonF

from gallows_sync.ui.lanes.geometry import LaneView
from gallows_sync.ui.lanes.shades import strengths
from gallows_sync.ui.lanes.ties import AlbumLane, Block

_MOST = 3  # so many bands that cross have more of the colour than one; more do not
_LEAST = 1.0  # device pixels a band is wide at least
_HITTABLE = 3.0  # pixels a band is wide at least to the pointer
_STRETCH = 2  # logical pixels a row stands for at least
_FEWEST_ROWS = 12
_ENOUGH = 12_000  # bands times rows: of many bands nobody follows a single one
_AT_ONCE = 8  # rows that are made together: numbers that stay in the processor's cache
_UNIT = 1 << 32  # whole numbers stand for parts so small
_STEPS = 24  # corners along a thread


class Ribbons:
    """The bands of all blocks whose track the album has: film times above, album lane times below."""

    def __init__(self, blocks: Sequence[Block], album: AlbumLane) -> None:
        places = [(block, album.place(block.track, block.music_in)) for block in blocks]
        tied = [(block, place) for block, place in places if place is not None]
        self.blocks = [block for block, _ in tied]
        self._film = np.array([(block.film_in, block.film_out) for block in self.blocks]).reshape(-1, 2)
        self._album = np.array(
            [(place, place + block.music_out - block.music_in) for block, place in tied]
        ).reshape(-1, 2)

    def ends(self, film_view: LaneView, album_view: LaneView) -> NDArray[np.float64]:
        """Return the x (pixels) of every band's ends, shape (bands, 4): left and right above, and below."""
        above = (self._film - film_view.start) / film_view.scale
        below = (self._album - album_view.start) / album_view.scale
        return np.concatenate((above, below), axis=1)

    def seen(self, film_view: LaneView, album_view: LaneView) -> NDArray[np.float64]:
        """Return the ends of those bands of which one end at least is seen: the others lead nowhere."""
        ends = self.ends(film_view, album_view)
        width = film_view.width
        above = (ends[:, 0] < width) & (ends[:, 1] > 0)
        below = (ends[:, 2] < width) & (ends[:, 3] > 0)
        seen: NDArray[np.float64] = ends[above | below]
        return seen

    def at(
        self, film_view: LaneView, album_view: LaneView, x: float, share: float
    ) -> tuple[Block, float] | None:
        """Return whose band is at ``x``, ``share`` (0 to 1) of the way down, and its film time (s) there.

        Where several cross it is the narrowest, which is the hardest to hit elsewhere.
        """
        ends = self.ends(film_view, album_view)
        way = bend(np.array([share]))
        left = ends[:, 0] + (ends[:, 2] - ends[:, 0]) * way
        right = ends[:, 1] + (ends[:, 3] - ends[:, 1]) * way
        widths = np.maximum(right - left, _HITTABLE)
        inside = x - (left + right - widths) / 2
        hits = np.flatnonzero((inside >= 0) & (inside < widths))
        if hits.size == 0:
            return None
        hit = int(hits[np.argmin(widths[hits])])
        block = self.blocks[hit]
        return block, block.film_in + float(inside[hit] / widths[hit]) * (block.film_out - block.film_in)


def bend(share: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return how far a band has come over at each share (0 to 1) of the way down: upright at both ends."""
    return share * share * (3 - 2 * share)


def extent(ends: NDArray[np.float64], width: float, ratio: float) -> tuple[float, float]:
    """Return from where to where (pixels, whole device pixels) bands lie in a picture of ``width``."""
    if ends.shape[0] == 0:
        return 0.0, 1.0
    left = max(0.0, math.floor(float(ends.min()) * ratio - 1) / ratio)
    right = min(width, math.ceil(float(ends.max()) * ratio + 1) / ratio)
    return left, right


def ribbons_image(
    ends: NDArray[np.float64], width: float, height: int, ratio: float, shade: str, strength: float
) -> QImage:
    """Return bands, given by their ``ends`` (bands, 4; pixels), as one picture, clear between them.

    One band has ``strength`` (0 to 1) of the colour.

    It is ``width * ratio`` pixels wide but has fewer rows than ``height``: bands change so little from row to
    row that it can be stretched.
    """
    columns = max(1, round(width * ratio))
    rows = max(_FEWEST_ROWS, min(height // _STRETCH, _ENOUGH // max(1, ends.shape[0])))
    most = int(255 * _UNIT * min(1, _MOST * strength))
    levels = np.empty((rows, columns), np.uint8)
    way = bend(np.linspace(0, 1, rows + 1))[:, np.newaxis]
    for first in range(0, rows, _AT_ONCE):
        cover = _cover(ends * ratio, way[first : first + _AT_ONCE + 1], columns, 255 * _UNIT * strength)
        levels[first : first + _AT_ONCE] = np.clip(cover, 0, most, out=cover) // _UNIT
    image = QImage(levels.data, columns, rows, columns, QImage.Format.Format_Indexed8)
    image.setColorTable(strengths(shade, 256))
    return image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)


def _cover(
    ends: NDArray[np.float64], way: NDArray[np.float64], columns: int, one: float
) -> NDArray[np.int64]:
    """Return how many bands cover each pixel of the rows between the places in ``way``; ``one`` is a band.

    Within a row an edge moves from where it enters to where it leaves, so what it bounds grows along a slope
    with two corners. Corners are what is summed up, twice: to slopes, and to heights. At the edges are parts
    of one.
    """
    left = ends[:, 0] + (ends[:, 2] - ends[:, 0]) * way
    right = ends[:, 1] + (ends[:, 3] - ends[:, 1]) * way
    thin = np.maximum(0.0, _LEAST - (right - left)) / 2
    edges = np.concatenate((left - thin, right + thin), axis=1)
    sign = np.repeat((one, -one), ends.shape[0])
    middle = (edges[1:] + edges[:-1]) / 2 - 0.5  # a pixel is asked at its middle
    reach = np.maximum(1.0, np.abs(edges[1:] - edges[:-1])) / 2
    slope = sign / (2 * reach)
    corners = np.concatenate((middle - reach, middle + reach), axis=1)
    return _slopes(corners, np.concatenate((slope, -slope), axis=1), columns)


def _slopes(places: NDArray[np.float64], slopes: NDArray[np.float64], columns: int) -> NDArray[np.int64]:
    """Return for each row the sum over its places of ``slope * max(0, pixel - place)``.

    It is summed up in whole numbers, which is several times as quick; so slopes must be large.
    """
    rows = places.shape[0]
    before = np.sum(slopes * np.maximum(0.0, -places), axis=1, keepdims=True)
    places = np.clip(places, 0.0, columns)
    pixel = places.astype(np.intp)
    steep = (places - pixel) * slopes
    wide = columns + 3
    index = (pixel + np.arange(rows)[:, np.newaxis] * wide + 1).ravel()
    bends = np.bincount(index, (slopes - steep).ravel(), rows * wide)
    bends += np.bincount(index + 1, steep.ravel(), rows * wide)
    summed = bends.astype(np.int64).reshape(rows, wide)
    np.cumsum(summed, axis=1, out=summed)
    np.cumsum(summed, axis=1, out=summed)
    summed += before.astype(np.int64)
    return summed[:, :columns]


def thread_path(above: float, below: float, top: float, height: float) -> QPainterPath:
    """Return the line of a single instant, from ``above`` in the film lane to ``below`` in the album lane."""
    way = np.linspace(0, 1, _STEPS)
    across = above + (below - above) * bend(way)
    points = zip(across.tolist(), (top + way * height).tolist(), strict=True)
    path = QPainterPath()
    path.addPolygon(QPolygonF([QPointF(x, y) for x, y in points]))
    return path
