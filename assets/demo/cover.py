"""The album's cover: a lit cabin between two floors, and the cables that it hangs from."""

import numpy as np
from picture.letters import text
from PySide6.QtCore import QBuffer, QIODevice, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QImage,
    QLinearGradient,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
    QRadialGradient,
)

COVER_SIZE = 600
_QUALITY = 58

_SHAFT = QRectF(196, 0, 208, 470)
_CABIN = QRectF(212, 232, 176, 176)
_FLOORS = (176.0, 352.0)
"""Where the landings' floors lie: the cabin's own is between them."""
_CABLES = (268.0, 289.0, 311.0, 332.0)


def draw_cover(size: int = COVER_SIZE) -> bytes:
    """Return the cover as a grey JPEG, ``size`` pixels square."""
    # Letters need Qt's font database, and that an application, for as long as this takes.
    application = QGuiApplication.instance() or QGuiApplication(["cover", "-platform", "offscreen"])
    image = QImage(COVER_SIZE, COVER_SIZE, QImage.Format.Format_RGB32)
    image.fill(_gray(7))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _draw_walls(painter)
    _draw_shaft(painter)
    _draw_cables(painter)
    _draw_cabin(painter)
    _draw_title(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    smooth = Qt.TransformationMode.SmoothTransformation
    shown = image.scaled(size, size, mode=smooth).convertToFormat(QImage.Format.Format_Grayscale8)
    shown.save(buffer, "jpg", _QUALITY)  # type: ignore[call-overload]  # its stubs want bytes, it wants text
    del application
    return bytes(buffer.data().data())


def _gray(tone: int, alpha: int = 255) -> QColor:
    return QColor(tone, tone, tone, alpha)


def _draw_walls(painter: QPainter) -> None:
    """Draw the landings left and right of the shaft: dark rooms, each with its floor and a door's outline."""
    for y in _FLOORS:
        for left, right in ((40.0, _SHAFT.left()), (_SHAFT.right(), 560.0)):
            edge = QLinearGradient(left, 0, right, 0)
            near, far = (1.0, 0.0) if right == _SHAFT.left() else (0.0, 1.0)
            edge.setColorAt(near, _gray(96))
            edge.setColorAt(far, _gray(7))
            painter.fillRect(QRectF(left, y, right - left, 7), edge)
    for x in (104.0, 452.0):
        for y in _FLOORS:
            painter.setPen(QPen(_gray(34), 1.6))
            painter.drawRect(QRectF(x, y - 104, 44, 104))
            painter.setPen(QPen(_gray(26), 1.2))
            painter.drawRect(QRectF(x + 8, y - 96, 28, 38))
            painter.drawEllipse(QPointF(x + 37, y - 48), 1.6, 1.6)
    text(painter, "7", 172, _FLOORS[0] - 40, 26, 74)
    text(painter, "6", 172, _FLOORS[1] - 40, 26, 88)


def _draw_shaft(painter: QPainter) -> None:
    """Draw the shaft's bricks, in the light that falls from the cabin."""
    light = QRadialGradient(_CABIN.center(), 330)
    for place, tone in ((0.0, 168), (0.27, 128), (0.5, 58), (0.75, 24), (1.0, 8)):
        light.setColorAt(place, _gray(tone))
    painter.fillRect(_SHAFT, light)
    rng = np.random.default_rng(6)
    painter.setPen(Qt.PenStyle.NoPen)
    height, width = 11.0, 26.0
    for row in range(int(_SHAFT.height() / height) + 1):
        y = _SHAFT.top() + row * height
        for column in range(-1, int(_SHAFT.width() / width) + 1):
            x = _SHAFT.left() + (column + row % 2 / 2) * width
            brick = QRectF(x + 0.7, y + 0.7, width - 1.4, height - 1.4).intersected(_SHAFT)
            painter.fillRect(brick, _gray(0, int(rng.uniform(70, 138))))
    for x in (_SHAFT.left() + 5, _SHAFT.right() - 8):  # the rails it runs on
        rail = QLinearGradient(0, 0, 0, _SHAFT.bottom())
        for place, tone in ((0.0, 20), (0.45, 150), (0.9, 150), (1.0, 70)):
            rail.setColorAt(place, _gray(tone))
        painter.fillRect(QRectF(x, 0, 3, _SHAFT.height()), rail)
    for y in _FLOORS:  # the sills
        painter.fillRect(QRectF(_SHAFT.left(), y, 12, 7), _gray(150))
        painter.fillRect(QRectF(_SHAFT.right() - 12, y, 12, 7), _gray(150))


def _draw_cables(painter: QPainter) -> None:
    """Draw the cables, each a twist of wires whose light wanders up it and is lost."""
    foot = _CABIN.top() - 26
    for index, x in enumerate(_CABLES):
        painter.fillRect(QRectF(x - 2.6, 0, 5.2, foot), _gray(0))
        for step in range(int(foot / 5)):
            y = foot - 5 * step
            tone = int(238 * (1 - step * 5 / (foot + 34)) ** 1.25)
            painter.setPen(QPen(_gray(tone), 1.9))
            painter.drawLine(QPointF(x - 1.8, y), QPointF(x + 1.8, y - 3.4 - 0.2 * index))
    painter.fillRect(QRectF(256, foot - 4, 88, 6), _gray(205))
    for x in _CABLES:
        painter.fillRect(QRectF(x - 3.5, foot - 12, 7, 10), _gray(232))


def _draw_cabin(painter: QPainter) -> None:
    """Draw the cabin and, behind its lattice, the one who waits in it."""
    yoke = QPainterPath()
    yoke.moveTo(_CABIN.left() - 6, _CABIN.top())
    yoke.lineTo(262, _CABIN.top() - 22)
    yoke.lineTo(338, _CABIN.top() - 22)
    yoke.lineTo(_CABIN.right() + 6, _CABIN.top())
    painter.strokePath(yoke, QPen(_gray(190), 3.5))
    painter.fillRect(_CABIN.adjusted(-8, -6, 8, 8), _gray(10))
    inside = QRadialGradient(QPointF(300, _CABIN.top() + 16), 186)
    for place, tone in ((0.0, 255), (0.3, 248), (0.7, 214), (1.0, 150)):
        inside.setColorAt(place, _gray(tone))
    painter.fillRect(_CABIN, inside)
    painter.fillRect(QRectF(_CABIN.left(), _CABIN.bottom() - 7, _CABIN.width(), 7), _gray(96))
    painter.fillPath(_waiting(314, _CABIN.bottom() - 5), _gray(9))
    painter.setPen(QPen(_gray(22), 1.5))
    count, fold = 9, _CABIN.width() / 9
    for bar in range(count + 1):
        x = _CABIN.left() + bar * fold
        painter.drawLine(QPointF(x, _CABIN.top()), QPointF(x, _CABIN.bottom()))
        for storey in range(4 if bar < count else 0):
            top, bottom = _CABIN.top() + storey * 44, _CABIN.top() + storey * 44 + 44
            painter.drawLine(QPointF(x, top), QPointF(x + fold, bottom))
            painter.drawLine(QPointF(x + fold, top), QPointF(x, bottom))
    painter.setPen(QPen(_gray(225), 2.4))
    painter.drawRect(_CABIN.adjusted(-7, -5, 7, 7))


def _waiting(x: float, ground: float) -> QPainterPath:
    """Return a woman in a trench coat, her hair cut short, looking up at where the cables are."""
    figure = QPainterPath()
    figure.setFillRule(Qt.FillRule.WindingFill)
    outline = (
        (-5, -118),
        (-15, -112),
        (-19, -78),
        (-12, -74),
        (-20, -30),
        (19, -30),
        (11, -74),
        (17, -80),
        (14, -112),
        (5, -118),
    )
    coat = [QPointF(x + right, ground + up) for right, up in outline]
    figure.addPolygon(QPolygonF(coat))
    figure.closeSubpath()
    for leg in (-9, 3):
        figure.addRect(QRectF(x + leg, ground - 31, 5, 29))
        figure.addEllipse(QPointF(x + leg + 1, ground - 2), 6, 2.4)
    figure.addRect(QRectF(x - 3.5, ground - 126, 7, 12))
    figure.addEllipse(QPointF(x - 2, ground - 132), 7.5, 9.5)
    hair = QPainterPath(QPointF(x - 8, ground - 139))
    hair.cubicTo(x - 2, ground - 146, x + 11, ground - 144, x + 11, ground - 130)
    hair.cubicTo(x + 11, ground - 125, x + 8, ground - 121, x + 2, ground - 122)
    hair.lineTo(x - 1, ground - 136)
    hair.closeSubpath()
    figure.addPath(hair)
    return figure


def _draw_title(painter: QPainter) -> None:
    painter.fillRect(QRectF(0, 470, 600, 130), _gray(7))
    painter.fillRect(QRectF(196, 470, 208, 1.5), _gray(70))
    text(painter, "NIGHT LIFT", 300, 549, 52, 240, tracking=0.34)
    text(painter, "THE FOUR O'CLOCK QUINTET", 300, 580, 14, 168, tracking=0.42)
