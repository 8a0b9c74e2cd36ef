"""Motor cars of the time: rounded, heavy, chromed."""

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QLinearGradient, QPainter, QPainterPath, QPen, QRadialGradient

from picture.stage import gray

WHEELBASE = (-0.305, 0.315)
"""Where the axles are, in shares of a car's length from its middle; its front is at 0.5."""


def sedan(
    p: QPainter,
    x: float,
    ground: float,
    length: float,
    facing: float = 1.0,
    light: float = 1.0,
    inside: float = 0.0,
    rolled: float = 0.0,
    bounce: float = 0.0,
) -> None:
    """Paint a saloon from its side, its middle at ``x``, its tyres on ``ground``, ``length`` pixels long.

    ``facing`` 1 drives to the right, -1 to the left. ``light`` is how much comes from above (0: a black
    shape), ``inside`` how bright the cabin behind its windows is, ``rolled`` the way it has driven (in
    lengths, turns its wheels), ``bounce`` lifts the body on its springs (shares of its length)."""
    p.save()
    p.translate(x, ground)
    p.scale(length * facing, -length)
    p.fillRect(QRectF(-0.42, 0.05, 0.84, 0.12), gray(1))
    for axle in WHEELBASE:
        _wheel(p, axle, light, rolled)
    p.translate(0, bounce)
    body = _body()
    skin = QLinearGradient(0, 0.36, 0, 0.04)
    for at, tone in ((0, 130), (0.2, 74), (0.34, 30), (0.4, 96), (0.47, 40), (0.62, 17), (1, 5)):
        skin.setColorAt(at, gray(4 + tone * light))
    p.fillPath(body, QBrush(skin))
    ends = QLinearGradient(-0.5, 0, 0.5, 0)
    for at, alpha in ((0, 0.75), (0.14, 0.2), (0.5, 0.0), (0.84, 0.15), (1, 0.6)):
        ends.setColorAt(at, gray(0, alpha))
    p.fillPath(body, QBrush(ends))
    glass = QLinearGradient(-0.2, 0.33, 0.16, 0.22)
    for at, tone in ((0, 58), (0.3, 18), (0.5, 70), (0.56, 22), (1, 36)):
        glass.setColorAt(at, gray(5 + tone * light * 0.8 + 190 * inside))
    p.fillPath(_windows(), QBrush(glass))
    chrome = QPen(gray(20 + 190 * light), 0.0045)
    p.strokePath(_line((-0.47, 0.168), (-0.1, 0.176), (0.44, 0.17)), chrome)
    for bumper in ((-0.512, 0.094), (0.43, 0.088)):
        shine = QLinearGradient(0, bumper[1] + 0.03, 0, bumper[1])
        shine.setColorAt(0, gray(16 + 160 * light))
        shine.setColorAt(0.5, gray(8 + 40 * light))
        shine.setColorAt(1, gray(4))
        p.setBrush(QBrush(shine))
        p.drawRoundedRect(QRectF(*bumper, 0.085, 0.03), 0.014, 0.014)
    p.setPen(QPen(gray(2), 0.003))
    for seam in (-0.105, 0.06):
        p.drawLine(QPointF(seam, 0.205), QPointF(seam - 0.004, 0.085))
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(Qt.BrushStyle.NoBrush)
    p.fillRect(QRectF(0.012, 0.186, 0.03, 0.006), gray(20 + 150 * light))
    p.restore()


def lamps(x: float, ground: float, length: float, facing: float = 1.0) -> tuple[QPointF, QPointF]:
    """Return where head lamp and tail lamp of a ``sedan`` are."""
    return (
        QPointF(x + 0.478 * length * facing, ground - 0.182 * length),
        QPointF(x - 0.492 * length * facing, ground - 0.185 * length),
    )


def _wheel(p: QPainter, axle: float, light: float, rolled: float) -> None:
    radius = 0.073
    middle = QPointF(axle, radius)
    p.setBrush(QBrush(gray(4 + 6 * light)))
    p.drawEllipse(middle, radius, radius)
    cap = QRadialGradient(QPointF(axle - 0.012, radius + 0.016), 0.05)
    for at, tone in ((0, 190), (0.5, 60), (1, 14)):
        cap.setColorAt(at, gray(4 + tone * light))
    p.setBrush(QBrush(cap))
    p.drawEllipse(middle, 0.036, 0.036)
    p.setPen(QPen(gray(6), 0.004))
    for spoke in range(5):
        angle = spoke * math.tau / 5 - rolled / radius
        way = QPointF(math.cos(angle), math.sin(angle))
        p.drawLine(middle + way * 0.014, middle + way * 0.032)
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(Qt.BrushStyle.NoBrush)


def _body() -> QPainterPath:
    path = QPainterPath(QPointF(-0.497, 0.1))
    path.cubicTo(-0.507, 0.16, -0.49, 0.2, -0.45, 0.214)
    path.cubicTo(-0.39, 0.234, -0.32, 0.236, -0.268, 0.238)
    path.cubicTo(-0.225, 0.3, -0.19, 0.345, -0.115, 0.354)
    path.cubicTo(-0.05, 0.36, 0.01, 0.356, 0.05, 0.34)
    path.cubicTo(0.095, 0.318, 0.125, 0.275, 0.155, 0.238)
    path.cubicTo(0.26, 0.236, 0.38, 0.226, 0.445, 0.21)
    path.cubicTo(0.49, 0.198, 0.5, 0.16, 0.494, 0.1)
    path.cubicTo(0.47, 0.07, 0.43, 0.062, 0.398, 0.062)
    path.cubicTo(0.4, 0.165, 0.232, 0.165, 0.232, 0.062)
    path.lineTo(-0.222, 0.058)
    path.cubicTo(-0.222, 0.165, -0.388, 0.165, -0.388, 0.064)
    path.cubicTo(-0.43, 0.066, -0.48, 0.078, -0.497, 0.1)
    return path


def _windows() -> QPainterPath:
    path = QPainterPath(QPointF(-0.232, 0.248))
    path.cubicTo(-0.205, 0.292, -0.185, 0.328, -0.125, 0.336)
    path.lineTo(-0.112, 0.336)
    path.lineTo(-0.104, 0.244)
    path.closeSubpath()
    path.moveTo(-0.09, 0.244)
    path.lineTo(-0.097, 0.338)
    path.cubicTo(-0.04, 0.342, 0.01, 0.338, 0.036, 0.326)
    path.cubicTo(0.075, 0.304, 0.1, 0.272, 0.124, 0.244)
    path.closeSubpath()
    return path


def _line(start: tuple[float, float], bend: tuple[float, float], end: tuple[float, float]) -> QPainterPath:
    path = QPainterPath(QPointF(*start))
    path.quadTo(*bend, *end)
    return path
