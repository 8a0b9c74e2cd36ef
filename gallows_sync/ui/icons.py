"""Icons as filled outlines in a 24 by 24 box, drawn here so that no theme or image file is needed."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainterPath, QPainterPathStroker, QPolygonF

BOX = 24.0


@cache
def icon(name: str) -> QPainterPath:
    """Return the outline of icon ``name``, to be filled in one colour."""
    return _DRAWINGS[name]()


def _stroked(path: QPainterPath, width: float = 2.0) -> QPainterPath:
    stroker = QPainterPathStroker()
    stroker.setWidth(width)
    stroker.setCapStyle(Qt.PenCapStyle.RoundCap)
    stroker.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return stroker.createStroke(path).simplified()


def _polygon(*points: tuple[float, float]) -> QPainterPath:
    path = QPainterPath()
    path.addPolygon(QPolygonF([QPointF(x, y) for x, y in points]))
    path.closeSubpath()
    return path


def _lines(*strokes: tuple[tuple[float, float], ...]) -> QPainterPath:
    path = QPainterPath()
    for first, *rest in strokes:
        path.moveTo(*first)
        for point in rest:
            path.lineTo(*point)
    return path


def _box(x: float, y: float, width: float, height: float, radius: float = 0.8) -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(QRectF(x, y, width, height), radius, radius)
    return path


def _circle(x: float, y: float, radius: float) -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QPointF(x, y), radius, radius)
    return path


def _play() -> QPainterPath:
    return _polygon((7.5, 4.5), (20, 12), (7.5, 19.5))


def _pause() -> QPainterPath:
    return _box(6.5, 5, 4, 14) + _box(13.5, 5, 4, 14)


def _next() -> QPainterPath:
    return _polygon((6, 6), (15, 12), (6, 18)) + _box(16, 6, 2.4, 12)


def _previous() -> QPainterPath:
    return _polygon((18, 6), (9, 12), (18, 18)) + _box(5.6, 6, 2.4, 12)


def _loop() -> QPainterPath:
    ring = QPainterPath()
    ring.moveTo(15, 7)
    ring.lineTo(8.5, 7)
    ring.arcTo(QRectF(3.5, 7, 10, 10), 90, 180)
    ring.lineTo(15.5, 17)
    ring.arcTo(QRectF(10.5, 7, 10, 10), 270, 110)
    return _stroked(ring, 2.0) + _polygon((14, 3.4), (18.2, 7), (14, 10.6))


def _speaker() -> QPainterPath:
    return _polygon((3, 9.5), (6.5, 9.5), (11, 5.5), (11, 18.5), (6.5, 14.5), (3, 14.5))


def _volume() -> QPainterPath:
    waves = QPainterPath()
    for radius in (3.5, 7.0):
        box = QRectF(12 - radius, 12 - radius, 2 * radius, 2 * radius)
        waves.arcMoveTo(box, -42)
        waves.arcTo(box, -42, 84)
    return _speaker() + _stroked(waves.translated(1.5, 0), 1.8)


def _muted() -> QPainterPath:
    return _speaker() + _stroked(_lines(((14.5, 9.5), (19.5, 14.5)), ((19.5, 9.5), (14.5, 14.5))), 1.8)


def _full_screen() -> QPainterPath:
    return _stroked(
        _lines(
            ((5, 9), (5, 5), (9, 5)),
            ((15, 5), (19, 5), (19, 9)),
            ((19, 15), (19, 19), (15, 19)),
            ((9, 19), (5, 19), (5, 15)),
        )
    )


def _close() -> QPainterPath:
    return _stroked(_lines(((7, 7), (17, 17)), ((17, 7), (7, 17))), 1.8)


def _check() -> QPainterPath:
    return _stroked(_lines(((5, 12.5), (10, 17.5), (19, 7))), 2.2)


def _film() -> QPainterPath:
    frame = _stroked(_box(3.5, 5, 17, 14, 1.5), 1.4)
    for y in (7.2, 11.1, 15.0):
        frame = frame + _box(5.2, y, 1.8, 1.8, 0.4) + _box(17, y, 1.8, 1.8, 0.4)
    return frame + _stroked(_lines(((8.6, 5), (8.6, 19)), ((15.4, 5), (15.4, 19))), 1.2)


def _album() -> QPainterPath:
    disc = _stroked(_circle(12, 12, 8.5), 1.4) + _stroked(_circle(12, 12, 2.6), 1.4)
    groove = QPainterPath()
    for start in (20, 200):
        box = QRectF(6.2, 6.2, 11.6, 11.6)
        groove.arcMoveTo(box, start)
        groove.arcTo(box, start, 50)
    return disc + _stroked(groove, 1.1)


def _warning() -> QPainterPath:
    mark = _stroked(_lines(((12, 10), (12, 14))), 1.8) + _circle(12, 17, 1.1)
    return _stroked(_polygon((12, 4.5), (20.5, 19.5), (3.5, 19.5)), 1.6) + mark


def _note() -> QPainterPath:
    mark = _stroked(_lines(((12, 11.5), (12, 16.5))), 1.8) + _circle(12, 8, 1.1)
    return _stroked(_circle(12, 12, 8.5), 1.6) + mark


_DRAWINGS: dict[str, Callable[[], QPainterPath]] = {
    "play": _play,
    "pause": _pause,
    "next": _next,
    "previous": _previous,
    "loop": _loop,
    "volume": _volume,
    "muted": _muted,
    "full screen": _full_screen,
    "close": _close,
    "check": _check,
    "film": _film,
    "album": _album,
    "problem": _warning,
    "info": _note,
}
