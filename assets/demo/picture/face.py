"""What a close-up needs of her: the head from its side, an eye."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QLinearGradient, QPainter, QPainterPath, QPen, QRadialGradient

from picture.stage import chance, gray


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


def profile() -> QPainterPath:
    """Return her head and neck from the side, looking to the left: 210 pixels high, the ear at (30, 0)."""
    head = QPainterPath(QPointF(0, -104))
    head.cubicTo(-36, -104, -60, -84, -64, -56)
    head.cubicTo(-66, -46, -70, -40, -68, -30)
    head.cubicTo(-70, -20, -86, -2, -91, 8)
    head.cubicTo(-92, 14, -84, 17, -75, 18)
    head.cubicTo(-76, 24, -83, 26, -82, 32)
    head.cubicTo(-82, 36, -77, 37, -76, 38)
    head.cubicTo(-81, 41, -80, 48, -75, 51)
    head.cubicTo(-72, 56, -78, 66, -72, 74)
    head.cubicTo(-66, 84, -50, 84, -34, 76)
    head.cubicTo(-20, 74, -12, 76, -8, 84)
    head.lineTo(-8, 130)
    head.lineTo(64, 130)
    head.lineTo(70, 40)
    head.lineTo(60, -90)
    head.closeSubpath()
    return head


def bob() -> QPainterPath:
    """Return the hair that goes with ``profile``."""
    hair = QPainterPath(QPointF(-68, -44))
    hair.cubicTo(-74, -92, -34, -126, 16, -124)
    hair.cubicTo(76, -122, 106, -78, 104, -22)
    hair.cubicTo(104, 20, 98, 54, 84, 78)
    hair.cubicTo(64, 84, 44, 80, 30, 72)
    hair.cubicTo(10, 72, -10, 66, -24, 54)
    hair.cubicTo(-14, 34, -10, 8, -22, -18)
    hair.cubicTo(-30, -34, -48, -42, -68, -44)
    return hair


def front(p: QPainter, look: float = 0.0, down: float = 0.0, lid: float = 0.0, light: float = 1.0) -> None:
    """Paint the strip of her face that a gap or a mirror shows, from the front, 330 wide around (0, 0).

    For the rest see ``eye``."""
    skin = QRadialGradient(QPointF(0, 0), 190)
    for at, tone in ((0.0, 150), (0.45, 122), (0.75, 62), (1.0, 4)):
        skin.setColorAt(at, gray(5 + tone * light))
    p.save()
    p.translate(-4, 16)
    p.scale(1.06, 0.8)
    p.setBrush(QBrush(skin))
    p.drawEllipse(QPointF(0, 0), 190, 190)
    p.restore()
    for edge, wide, dark in ((-16, -34, 0.16), (10, 34, 0.34)):  # The nose, between two soft shadows.
        shade = QLinearGradient(edge, 0, edge + wide, 0)
        for at, alpha in ((0.0, 0.0), (0.4, dark), (1.0, 0.0)):
            shade.setColorAt(at, gray(0, alpha))
        p.fillRect(QRectF(min(edge, edge + wide), -26, 34, 130), QBrush(shade))
    for side, x in ((-1, -84), (1, 76)):
        eye(p, x, -4, side, look, down, lid, light)
    for way in (-1, 1):  # What her hair keeps from the light.
        shade = QLinearGradient(way * 168, 0, way * 104, 0)
        shade.setColorAt(0, gray(0, 0.85))
        shade.setColorAt(1, gray(0, 0.0))
        p.fillRect(QRectF(min(way * 168, way * 104), -80, 64, 300), QBrush(shade))
    hair = QPainterPath(QPointF(-150, -230))
    hair.lineTo(150, -230)
    hair.cubicTo(236, -150, 238, 80, 214, 260)
    hair.lineTo(128, 260)
    hair.cubicTo(150, 150, 172, 40, 160, -44)
    hair.cubicTo(80, -60, -90, -60, -160, -44)
    hair.cubicTo(-172, 40, -150, 150, -128, 260)
    hair.lineTo(-214, 260)
    hair.cubicTo(-238, 80, -236, -150, -150, -230)
    hair.closeSubpath()
    p.fillPath(hair, gray(5))
    for k in range(40):  # The fringe's ends, hair by hair, and what shines in it.
        tip = -168 + 8.6 * k
        strand = QPainterPath(QPointF(tip * 0.8, -140))
        strand.quadTo(tip * 0.96, -90, tip + 3 * chance(k, 151), -52 + 14 * chance(k, 152) + 0.0004 * tip**2)
        p.strokePath(strand, QPen(gray(4 + 60 * light * chance(k, 153) ** 3, 0.9), 2.2))
    p.setBrush(Qt.BrushStyle.NoBrush)
