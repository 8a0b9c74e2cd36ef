"""A lane's ground in pieces that are drawn once and then copied: moving along a lane costs little."""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QPainter, QPixmap

from gallows_sync.ui import theme
from gallows_sync.ui.lanes.geometry import LaneView

TILE = 512
"""Device pixels; a lane across a 4K screen is eight tiles."""

_STRETCH = 2.0
_STAND_IN = 6.0  # further a piece is never stretched
_KEPT = 48  # enough for a 5K screen, and for what was just passed or zoomed; at most 15 MB

_Key = tuple[float, int, float, int]  # scale, place, device pixels a pixel, height


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
        self._sharp = 0.0  # the scale that pieces are drawn at
        self._former = (0.0, 0)  # the last scale and height of which all was drawn that was seen
        self.unfinished = False
        """Whether pieces of another scale, or old ones, stood in for some when it was painted last."""
        self._kept: OrderedDict[_Key, QPixmap] = OrderedDict()
        self._old: set[_Key] = set()

    def forget(self) -> None:
        """Draw everything anew from now on."""
        self._kept.clear()

    def renew(self) -> None:
        """Draw everything anew, one piece a picture; until then what is there is shown."""
        self._old = set(self._kept)

    def renew_along(self, spans: Iterable[tuple[float, float]], reach: float) -> None:
        """Renew what shows any of these lane times (s), or lies within ``reach`` pixels of them."""
        for start, stop in spans:
            for key in self._kept:
                scale, index, ratio, _ = key
                long = TILE / ratio * scale
                if start - reach * scale < (index + 1) * long and stop + reach * scale > index * long:
                    self._old.add(key)

    def paint(self, painter: QPainter, view: LaneView, left: int, top: int, height: int, part: QRect) -> None:
        """Copy what is seen in ``part`` (widget pixels) of a lane that begins at ``left`` and ``top``.

        ``view`` must be snapped to device pixels, so that pieces meet without a seam. Of a new scale or
        height one piece is drawn at a time; those of the former one, if it is not far off, stand in for the
        others.
        """
        ratio = painter.device().devicePixelRatioF()
        if not self.stretching or not 1 / _STRETCH < self._sharp / view.scale < _STRETCH:
            self._sharp = view.scale
        start = max(0.0, view.start + (part.left() - left) * view.scale)
        stop = view.start + (part.right() + 1 - left) * view.scale
        pieces = _pieces(self._sharp, ratio, height, start, stop)
        stand_ins = self._stand_ins(pieces, start, stop)
        old = [key for key in pieces if key in self._old]
        for key in old[:1]:
            self._kept.pop(key, None)
        self.unfinished = bool(stand_ins) or len(old) > 1
        if not stand_ins and len(pieces) > 1:  # a playhead's strip alone says nothing of the others
            self._former = (self._sharp, height)
        for key in sorted({former for formers in stand_ins.values() for former in formers}):
            self._copy(painter, view, left, top, height, key)
        for key in pieces:
            if key not in stand_ins:
                self._copy(painter, view, left, top, height, key)

    def _stand_ins(self, pieces: list[_Key], start: float, stop: float) -> dict[_Key, list[_Key]]:
        """Return what to show instead of pieces that would take too long to draw all at once."""
        found = {}
        former_scale, former_height = self._former
        for key in pieces if 1 / _STAND_IN < former_scale / self._sharp < _STAND_IN else ():
            if key not in self._kept:
                scale, index, ratio, _ = key
                long = TILE / ratio * scale
                seen = max(start, index * long), min(stop, (index + 1) * long)
                former = _pieces(former_scale, ratio, former_height, *seen)
                if all(other in self._kept for other in former):
                    found[key] = former
        return dict(list(found.items())[1:])  # one is drawn at once

    def _copy(self, painter: QPainter, view: LaneView, left: int, top: int, height: int, key: _Key) -> None:
        scale, index, ratio, of_height = key
        pixmap = self._pixmap(key)
        if (scale, of_height) == (view.scale, height):
            x = index * TILE - round(view.start / view.scale * ratio)
            painter.drawPixmap(QPointF(left + x / ratio, top), pixmap)
        else:
            long = TILE / ratio * scale
            place = QRectF(left + view.x(index * long), top, long / view.scale, height)
            painter.drawPixmap(place, pixmap, QRectF(pixmap.rect()))

    def _pixmap(self, key: _Key) -> QPixmap:
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
            return found
        self._old.discard(key)
        scale, index, ratio, height = key
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


def _pieces(scale: float, ratio: float, height: int, start: float, stop: float) -> list[_Key]:
    """Return the pieces of a scale that show lane times (s) from ``start`` to ``stop``."""
    long = TILE / ratio * scale
    return [(scale, index, ratio, height) for index in range(int(start / long), int(stop / long) + 1)]
