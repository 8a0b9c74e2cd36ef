"""The heavy black telephone that rings in the first scene and in the last."""

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QLinearGradient, QPainter, QPainterPath, QPen, QRadialGradient

from picture import letters
from picture.stage import gray


def telephone(
    p: QPainter, frame: int, ring: float = 0.0, shine: float = 120.0, lifted: QPointF | None = None
) -> None:
    """Paint the telephone with its foot at (0, 0), 130 wide and 90 tall.

    ``ring`` is how hard its bell strikes (0 to 1), ``shine`` the tone of the receiver's lit edge. ``lifted``
    is how far someone has taken the receiver's mouthpiece from its cradle: whoever holds it paints it then,
    only the cord follows."""
    shadow = QRadialGradient(QPointF(16, 2), 110)
    shadow.setColorAt(0, gray(0, 0.95))
    shadow.setColorAt(0.6, gray(0, 0.6))
    shadow.setColorAt(1, gray(0, 0))
    p.save()
    p.scale(1, 0.17)
    p.fillRect(QRectF(-120, -120, 260, 240), QBrush(shadow))
    p.restore()
    _cord(p, lifted or QPointF())
    _case(p)
    _dial(p)
    if lifted is None:
        shake = ring * math.sin(frame * 2.3)
        p.save()
        p.translate(0.5 * shake, -69 - 1.1 * ring * abs(math.sin(frame * 1.7)))
        p.rotate(0.8 * shake)
        receiver(p, shine)
        p.restore()


def _case(p: QPainter) -> None:
    case = QPainterPath(QPointF(-64, 0))
    case.cubicTo(-66, -10, -58, -16, -53, -26)
    case.cubicTo(-44, -44, -38, -54, -30, -60)
    case.lineTo(30, -60)
    case.cubicTo(38, -54, 44, -44, 53, -26)
    case.cubicTo(58, -16, 66, -10, 64, 0)
    case.cubicTo(40, 6, -40, 6, -64, 0)
    skin = QLinearGradient(-64, 0, 64, 0)
    for at, tone in ((0, 40), (0.09, 120), (0.18, 34), (0.5, 11), (0.8, 6), (0.94, 30), (1, 6)):
        skin.setColorAt(at, gray(tone))
    p.fillPath(case, QBrush(skin))
    fall = QLinearGradient(0, -60, 0, 6)
    fall.setColorAt(0, gray(0, 0.0))
    fall.setColorAt(1, gray(0, 0.65))
    p.fillPath(case, QBrush(fall))
    p.strokePath(_arc(-62, -1, -30, 5, 62, -1), _edge(-62, 62, 96, 0.7))
    # The cradle: two forks that carry the receiver.
    for side in (-1, 1):
        fork = QPainterPath(QPointF(side * 21, -58))
        fork.cubicTo(side * 23, -66, side * 22, -70, side * 26, -75)
        fork.lineTo(side * 32, -75)
        fork.cubicTo(side * 31, -68, side * 33, -64, side * 34, -58)
        fork.closeSubpath()
        p.fillPath(fork, gray(13))
    p.strokePath(_arc(-30, -60, 0, -62, 30, -60), _edge(-30, 30, 110, 0.7))


def _dial(p: QPainter) -> None:
    p.save()
    p.translate(0, -27)
    p.scale(1, 0.93)
    plate = QRadialGradient(QPointF(-9, -10), 34)
    plate.setColorAt(0, gray(78))
    plate.setColorAt(0.7, gray(34))
    plate.setColorAt(1, gray(10))
    p.setBrush(QBrush(plate))
    p.drawEllipse(QPointF(0, 0), 25.5, 25.5)
    p.setBrush(Qt.BrushStyle.NoBrush)
    p.setPen(QPen(gray(130), 0.7))
    p.drawArc(QRectF(-25, -25, 50, 50), 95 * 16, 110 * 16)
    p.setPen(Qt.PenStyle.NoPen)
    wheel = QRadialGradient(QPointF(-12, -14), 40)
    for at, tone in ((0, 112), (0.35, 60), (0.8, 22), (1, 12)):
        wheel.setColorAt(at, gray(tone))
    p.setBrush(QBrush(wheel))
    p.drawEllipse(QPointF(0, 0), 23, 23)
    for k in range(10):
        angle = math.radians(60 + 26.5 * k)
        x, y = 17.2 * math.cos(angle), -17.2 * math.sin(angle)
        p.setBrush(QBrush(gray(190)))
        p.drawEllipse(QPointF(x + 0.25, y + 0.3), 3.75, 3.75)
        p.setBrush(QBrush(gray(8)))
        p.drawEllipse(QPointF(x - 0.1, y - 0.15), 3.55, 3.55)
        letters.text(p, str((k + 1) % 10), x, y + 1.6, 3.4, tone=150, tracking=0)
    stop = QPainterPath(QPointF(13.5, 6.6))
    stop.lineTo(23.4, 11.2)
    p.strokePath(stop, QPen(gray(170), 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    hub = QRadialGradient(QPointF(-3, -4), 13)
    hub.setColorAt(0, gray(128))
    hub.setColorAt(1, gray(64))
    p.setBrush(QBrush(hub))
    p.drawEllipse(QPointF(0, 0), 9.6, 9.6)
    letters.text(p, "TEMPLE", 0, -1.2, 2.6, tone=8, tracking=0.1)
    letters.text(p, "60-28", 0, 4.2, 3.6, tone=8, tracking=0.06)
    p.restore()


def receiver(p: QPainter, shine: float = 120.0) -> None:
    """Paint the receiver, its grip's middle near (0, 0), 136 wide; ``shine`` is the tone of its lit edge."""
    grip = QPainterPath(QPointF(-66, 8))
    grip.cubicTo(-70, -6, -62, -16, -46, -17)
    grip.cubicTo(-20, -19, 20, -19, 46, -17)
    grip.cubicTo(62, -16, 70, -6, 66, 8)
    grip.cubicTo(66, 14, 38, 14, 38, 8)
    grip.cubicTo(36, -3, 24, -6, 0, -6)
    grip.cubicTo(-24, -6, -36, -3, -38, 8)
    grip.cubicTo(-38, 14, -66, 14, -66, 8)
    skin = QLinearGradient(0, -18, 0, 13)
    for at, tone in ((0, 30), (0.1, 135), (0.24, 30), (0.6, 9), (1, 4)):
        skin.setColorAt(at, gray(tone))
    p.fillPath(grip, QBrush(skin))
    side = QLinearGradient(-70, 0, 70, 0)
    for at, alpha in ((0, 0.0), (0.3, 0.1), (1, 0.75)):
        side.setColorAt(at, gray(0, alpha))
    p.fillPath(grip, QBrush(side))
    p.strokePath(_arc(-58, -11, -50, -16, -20, -16.4), _edge(-64, -16, shine, 0.9))
    for x in (-52, 52):
        p.strokePath(_arc(x - 13, 8, x, 10.5, x + 13, 8), _edge(x - 13, x + 13, 66 if x < 0 else 34, 0.6))


def _cord(p: QPainter, lifted: QPointF) -> None:
    """Paint the coiled cord, from the receiver's mouthpiece down to the desk and round behind the case."""
    coil = QPainterPath(QPointF(-58, -58) + lifted)
    for k in range(1, 700):
        s = k / 699
        x = -58 - 46 * math.sin(s * math.pi * 0.86) + 14 * s**3 + lifted.x() * (1 - s) ** 2
        y = -58 + 58 * s**1.15 - 6 * s**6 + lifted.y() * (1 - s) ** 2
        angle = k * 0.268
        coil.lineTo(x + 3.2 * math.cos(angle), y + 2.2 * math.sin(angle))
    p.strokePath(coil, QPen(gray(7), 1.5))
    p.strokePath(coil.translated(-0.5, -0.5), QPen(gray(52), 0.4))


def _arc(x: float, y: float, bend_x: float, bend_y: float, to_x: float, to_y: float) -> QPainterPath:
    path = QPainterPath(QPointF(x, y))
    path.quadTo(bend_x, bend_y, to_x, to_y)
    return path


def _edge(left: float, right: float, tone: float, width: float) -> QPen:
    """Return the pen for a polished edge: light runs along it from the window's side and dies away."""
    run = QLinearGradient(left, 0, right, 0)
    for at, alpha in ((0, 0.0), (0.16, 1.0), (0.45, 0.45), (0.8, 0.2), (1, 0.0)):
        run.setColorAt(at, gray(tone, alpha))
    return QPen(QBrush(run), width)
