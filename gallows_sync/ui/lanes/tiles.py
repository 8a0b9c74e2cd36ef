"""A lane's ground in pieces that are drawn once and then copied: moving along a lane costs little."""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QPainter, QPixmap

from gallows_sync.ui import theme
from gallows_sync.ui.lanes.geometry import LaneView

TILE = 512
"""Device pixels; a lane across a 4K screen is eight tiles."""

_STRETCH = 2.0
_KEPT = 40  # enough for a 4K screen, and for what was just passed or zoomed; at most 12 MB


@dataclass(frozen=True, slots=True)
class Tile:
    """What is to be drawn: a lane from ``start`` (s) on, at ``scale`` (s a pixel), ``height`` pixels high.

    Pixels are logical, ``ratio`` device pixels each. The painter's x is 0 at ``start``.
    """

    start: float
    scale: float
    height: int
    ratio: float

    @property
    def width(self) -> float:
        """In logical pixels."""
        return TILE / self.ratio

    @property
    def stop(self) -> float:
        return self.start + self.width * self.scale

    def x(self, seconds: float) -> float:
        return (seconds - self.start) / self.scale


class Tiles:
    """The ground of one lane; ``draw`` draws a piece of it, over black, clipped to the piece."""

    def __init__(self, draw: Callable[[QPainter, Tile], None]) -> None:
        self._draw = draw
        self.stretching = False
        """Whether pieces of another scale may be stretched for now: while a lane is being zoomed."""
        self._sharp = 0.0
        self._kept: OrderedDict[tuple[float, int, float, int], QPixmap] = OrderedDict()

    def forget(self) -> None:
        """Draw everything anew from now on."""
        self._kept.clear()

    def paint(self, painter: QPainter, view: LaneView, left: int, top: int, height: int, part: QRect) -> None:
        """Copy what is seen in ``part`` (widget pixels) of a lane that begins at ``left`` and ``top``.

        ``view`` must be snapped to device pixels, so that pieces meet without a seam.
        """
        ratio = painter.device().devicePixelRatioF()
        if not self.stretching or not 1 / _STRETCH < self._sharp / view.scale < _STRETCH:
            self._sharp = view.scale
        long = TILE / ratio * self._sharp  # seconds a piece
        first = int((view.start + (part.left() - left) * view.scale) / long)
        last = int((view.start + (part.right() + 1 - left) * view.scale) / long)
        for index in range(max(0, first), last + 1):
            pixmap = self._pixmap(self._sharp, ratio, height, index)
            if self._sharp == view.scale:
                x = index * TILE - round(view.start / view.scale * ratio)
                painter.drawPixmap(QPointF(left + x / ratio, top), pixmap)
            else:
                place = QRectF(left + view.x(index * long), top, long / view.scale, pixmap.height() / ratio)
                painter.drawPixmap(place, pixmap, QRectF(pixmap.rect()))

    def _pixmap(self, scale: float, ratio: float, height: int, index: int) -> QPixmap:
        key = (scale, index, ratio, height)
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
            return found
        pixmap = QPixmap(TILE, math.ceil(height * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(theme.color(theme.INK))
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self._draw(painter, Tile(index * (TILE / ratio) * scale, scale, height, ratio))
        painter.end()
        self._kept[key] = pixmap
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return pixmap
