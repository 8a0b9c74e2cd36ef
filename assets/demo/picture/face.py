"""What a close-up needs of a face: an eye."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QLinearGradient, QPainter, QPainterPath, QPen, QRadialGradient

from picture.stage import gray


def eye(
    p: QPainter,
    x: float,
    y: float,
    side: int,
    look: float = 0.0,
    down: float = 0.0,
    lid: float = 0.0,
    light: float = 1.0,
) -> None:
    """Paint an eye of hers around (x, y), 100 pixels wide, on skin that is there; ``side`` 1 is at the right.

    ``look`` is pixels to the right, ``down`` downwards; ``lid`` 1 is closed; ``light`` scales its tones."""
    p.save()
    p.translate(x, y)
    p.scale(side, 1)
    hollow = QRadialGradient(QPointF(0, 0), 78)
    hollow.setColorAt(0, gray(0, 0.5))
    hollow.setColorAt(1, gray(0, 0.0))
    p.save()
    p.translate(-6, -12)
    p.scale(1, 0.6)
    p.setBrush(QBrush(hollow))
    p.drawEllipse(QPointF(0, 0), 78, 78)
    p.restore()
    brow = QPainterPath(QPointF(-54, -34))
    brow.cubicTo(-26, -52, 22, -54, 62, -36)
    brow.cubicTo(24, -44, -24, -42, -54, -28)
    p.fillPath(brow, gray(8))
    opened = 1 - lid
    almond = QPainterPath(QPointF(-44, 6))
    almond.cubicTo(-24, 6 - 30 * opened, 20, 4 - 32 * opened, 50, 0)
    almond.cubicTo(24, 20, -18, 22, -44, 6)
    p.fillPath(almond, gray(186 * light))
    p.save()
    p.setClipPath(almond)
    middle = QPointF(look * side, -1 + down)
    iris = QRadialGradient(middle, 19)
    for at, tone in ((0, 4), (0.42, 6), (0.5, 60), (0.85, 40), (1, 8)):
        iris.setColorAt(at, gray(tone * light))
    p.setBrush(QBrush(iris))
    p.drawEllipse(middle, 19, 19)
    shade = QLinearGradient(0, -26, 0, 12)
    shade.setColorAt(0, gray(0, 0.9))
    shade.setColorAt(1, gray(0, 0.0))
    p.fillRect(QRectF(-60, -30, 120, 42), QBrush(shade))
    p.setBrush(gray(60 + 195 * light))
    p.drawEllipse(middle + QPointF(6 * side, -6), 3.6, 3.6)
    p.restore()
    lash = QPainterPath(QPointF(-46, 7))
    lash.cubicTo(-24, 4 - 30 * opened, 20, 1 - 32 * opened, 60, -5)
    p.strokePath(lash, QPen(gray(2), 6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    fold = QPainterPath(QPointF(-40, -12))
    fold.cubicTo(-18, -34, 20, -38, 54, -18)
    p.strokePath(fold, QPen(gray(0, 0.5), 2.5))
    p.restore()
