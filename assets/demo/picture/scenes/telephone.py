"""A heavy black telephone in an empty office above the city. It rings; nobody comes; we come close."""

import math

import plan
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QLinearGradient, QPainter, QPainterPath, QPen, QPolygonF, QRadialGradient

from picture import letters
from picture.city import skyline
from picture.light import cone, glow, haze
from picture.phone import telephone
from picture.stage import Camera, Stage, chance, drift, ease, gray, mix, ramp, travel

BAR = plan.TRACKS[0].bar
DOWNBEAT = plan.CUES[0].downbeat

PHONE = QPointF(96, 136)
"""Where the telephone's foot stands on the desk, in the plane of action."""
DESK = 96.0
"""The far edge of the desk."""
WINDOW = 0.55
CITY = 0.22


def paint(stage: Stage) -> None:
    stage.camera = travel(
        stage.t,
        (0.0, Camera(-40, -30, 0.97)),
        (24.6, Camera(PHONE.x() + 2, PHONE.y() - 40, 5.0)),
    )
    sign = _sign(stage.frame)
    close = ease(stage.t, 13, 23)
    _city(stage, sign)
    stage.defocus(1.2 + 8 * close)
    _window(stage)
    _furniture(stage)
    stage.defocus(4 * close)
    _desk(stage, sign)
    _telephone(stage, sign)
    _light(stage, sign)
    _title(stage)


def _sign(frame: int) -> float:
    """Return how bright the neon sign outside is: it comes on with each bar of the waltz and goes before the
    next."""
    beat = (frame - DOWNBEAT) % BAR / (BAR / 3)
    on = ramp(beat, 0, 0.1) * (1 - 0.9 * ease(beat, 2.0, 2.5))
    if beat < 0.3:  # A tube stutters before it burns.
        on *= 0.5 + 0.5 * chance(frame // 2, 21)
    return on


def _ringing(stage: Stage) -> float:
    """Return how hard the bell strikes at this frame: 0 at rest, up to 1."""
    for first, stop in plan.RINGS:
        if first <= stage.frame < stop:
            return 0.55 + 0.45 * math.cos(stage.since(first) * math.tau * 5.5) ** 2
        if 0 <= stage.frame - stop < 10:
            return 0.5 * (1 - (stage.frame - stop) / 10) ** 2
    return 0.0


def _city(stage: Stage, sign: float) -> None:
    awake = 1 - 0.75 * ramp(stage.t, 2, 24)
    with stage.layer(0.05) as p:
        sky = QLinearGradient(0, -360, 0, 160)
        sky.setColorAt(0, gray(8))
        sky.setColorAt(0.55, gray(26))
        sky.setColorAt(1, gray(96))
        p.fillRect(QRectF(-700, -500, 1400, 1200), QBrush(sky))
    with stage.layer(0.1) as p:
        skyline(p, 1, 1500, 150, 60, tone=48, window=5, awake=awake, light=170)
        haze(p, QRectF(-700, -120, 1400, 260), stage.t, 0.22)
    with stage.layer(0.16) as p:
        skyline(p, 2, 1500, 260, 110, tone=25, window=8, awake=awake, light=215)
        haze(p, QRectF(-700, -40, 1400, 260), stage.t + 30, 0.14, wind=18)
    with stage.layer(CITY) as p:
        skyline(p, 8, 1700, 270, 210, tone=9, window=13, awake=awake, light=255)
        # The sign stands on a roof of the nearest row, and its light hangs in the haze.
        p.fillRect(QRectF(-212, -118, 124, 300), gray(7))
        for x in (-198, -152, -106):
            p.fillRect(QRectF(x, -160, 3, 44), gray(7))
        glow(p, -150, -172, 300, 0.34 * sign, core=0.2)
        letters.text(p, "HOTEL", -150, -150, 44, tone=70 + 185 * sign, tracking=0.2)
        glow(p, -150, -172, 120, 0.2 * sign, squash=0.4, core=0.4)


def _window(stage: Stage) -> None:
    with stage.layer(WINDOW) as p:
        frame = gray(5)
        # The wall, with one wide window of three lights, and a blind that somebody left half up.
        p.fillRect(QRectF(-1200, -700, 760, 1500), frame)
        p.fillRect(QRectF(400, -700, 900, 1500), frame)
        p.fillRect(QRectF(-1200, -700, 2400, 380), frame)
        p.fillRect(QRectF(-1200, 150, 2400, 700), frame)
        for x, wide in ((-440, 16), (-170, 11), (110, 11), (386, 16)):
            p.fillRect(QRectF(x, -330, wide, 500), frame)
        p.fillRect(QRectF(-440, -126, 840, 7), frame)
        p.fillRect(QRectF(-470, 138, 900, 14), gray(22))
        for k in range(9):
            y = -322 + 12.5 * k
            p.fillRect(QRectF(-426, y, 254, 8.6), gray(11))
            p.fillRect(QRectF(-426, y, 254, 1.2), gray(30))
        sway = 2.0 * drift(stage.t * 0.3, 4)
        p.setPen(QPen(gray(9), 1.4))
        for x in (-380, -220):
            p.drawLine(QPointF(x, -320), QPointF(x, -214))
        p.drawLine(QPointF(-300, -214), QPointF(-300 + sway, -120))
        p.setPen(Qt.PenStyle.NoPen)


def _furniture(stage: Stage) -> None:
    """Paint a coat stand with a hat, and the chair that nobody sits in."""
    with stage.layer(0.74) as p:
        wood = QPen(gray(3), 7, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
        p.setPen(wood)
        p.drawLine(QPointF(322, -216), QPointF(322, 420))
        wood.setWidthF(4.5)
        p.setPen(wood)
        p.setBrush(Qt.BrushStyle.NoBrush)
        for side in (-1, 1):
            arm = QPainterPath(QPointF(322, -170))
            arm.cubicTo(322 + side * 30, -168, 322 + side * 46, -186, 322 + side * 40, -206)
            p.drawPath(arm)
        p.setPen(Qt.PenStyle.NoPen)
        hat = QPainterPath(QPointF(246, -192))
        hat.cubicTo(262, -206, 322, -210, 336, -190)
        hat.cubicTo(318, -180, 262, -180, 246, -192)
        p.fillPath(hat, gray(4))
        crown = QPainterPath(QPointF(264, -196))
        crown.cubicTo(264, -226, 274, -240, 290, -236)
        crown.cubicTo(304, -244, 320, -232, 320, -198)
        crown.closeSubpath()
        p.fillPath(crown, gray(4))
        coat = QPainterPath(QPointF(352, -196))
        coat.cubicTo(334, -188, 326, -160, 328, -120)
        coat.cubicTo(322, -20, 314, 60, 308, 130)
        coat.cubicTo(330, 140, 352, 126, 372, 140)
        coat.cubicTo(386, 132, 396, 136, 402, 128)
        coat.cubicTo(396, 10, 394, -90, 380, -160)
        coat.cubicTo(374, -186, 366, -196, 352, -196)
        p.fillPath(coat, gray(4))
    with stage.layer(0.84) as p:
        chair = QPainterPath(QPointF(-236, 4))
        chair.cubicTo(-232, -60, -216, -82, -170, -84)
        chair.cubicTo(-124, -82, -106, -60, -102, 4)
        chair.lineTo(-108, 110)
        chair.lineTo(-230, 110)
        chair.closeSubpath()
        inner = QPainterPath()
        for k in range(5):
            inner.addRoundedRect(QRectF(-218 + k * 21, -60, 13, 130), 5, 5)
        p.fillPath(chair.subtracted(inner), gray(4))


def _desk(stage: Stage, sign: float) -> None:
    with stage.layer(1.0) as p:
        top = QLinearGradient(0, DESK, 0, 420)
        top.setColorAt(0, gray(46))
        top.setColorAt(0.35, gray(24))
        top.setColorAt(1, gray(7))
        p.fillRect(QRectF(-900, DESK, 1800, 700), QBrush(top))
        p.fillRect(QRectF(-900, DESK, 1800, 0.8), gray(70))
        # Prints lie about, and the camera that made them.
        for x, y, turn, tone in ((-150, 150, -8, 96), (-226, 172, 14, 70), (-96, 182, 5, 110)):
            p.save()
            p.translate(x, y)
            p.scale(1, 0.42)
            p.rotate(turn)
            p.fillRect(QRectF(-52, -36, 104, 76), gray(tone))
            p.fillRect(QRectF(-46, -30, 92, 60), gray(tone * 0.22))
            p.fillRect(QRectF(-46, 6, 92, 24), gray(tone * 0.4))
            p.restore()
        _press_camera(p)


def _press_camera(p: QPainter) -> None:
    body = gray(9)
    p.fillRect(QRectF(-330, 62, 84, 74), body)
    p.fillRect(QRectF(-330, 62, 84, 2), gray(60))
    p.fillRect(QRectF(-312, 50, 26, 13), body)
    p.setBrush(QBrush(gray(5)))
    p.drawEllipse(QPointF(-280, 102), 27, 27)
    p.setPen(QPen(gray(70), 1.4))
    p.drawArc(QRectF(-304, 78, 48, 48), 30 * 16, 110 * 16)
    p.setPen(Qt.PenStyle.NoPen)
    glass = QRadialGradient(QPointF(-274, 95), 18)
    glass.setColorAt(0, gray(120))
    glass.setColorAt(0.4, gray(24))
    glass.setColorAt(1, gray(3))
    p.setBrush(QBrush(glass))
    p.drawEllipse(QPointF(-280, 102), 16, 16)
    p.fillRect(QRectF(-240, 20, 8, 110), gray(12))
    dish = QRadialGradient(QPointF(-230, 10), 34)
    dish.setColorAt(0, gray(190))
    dish.setColorAt(0.3, gray(84))
    dish.setColorAt(1, gray(26))
    p.setBrush(QBrush(dish))
    p.drawEllipse(QPointF(-236, 12), 31, 33)
    p.setBrush(Qt.BrushStyle.NoBrush)


def _telephone(stage: Stage, sign: float) -> None:
    with stage.layer(1.0) as p:
        p.translate(PHONE)
        telephone(p, stage.frame, _ringing(stage), 120 + 90 * sign)


def _light(stage: Stage, sign: float) -> None:
    """Let the night fall in: the sign from the left, a cone from a lamp across the street, and darkness
    elsewhere."""
    ring = _ringing(stage)
    x, y = PHONE.x(), PHONE.y()
    lamp = 0.9 + 0.06 * drift(stage.t * 1.3, 6)
    with stage.lighting(1.0, ambient=0.1, blur=5, gain=3.2) as p:
        # The window's own light on what stands before it: the city is not dimmed by the room's darkness.
        p.fillRect(QRectF(-1000, -800, 2000, 800 + DESK - 12), gray(86))
        # Panes of light on the desk, cut by the window's bars, warm around the telephone.
        for k, (left, right) in enumerate(((-250, -80), (-62, 92), (112, 250))):
            pane = QPolygonF(
                [
                    QPointF(left + 60, DESK - 20),
                    QPointF(right + 60, DESK - 20),
                    QPointF(right - 20, 226),
                    QPointF(left - 60, 226),
                ]
            )
            p.setBrush(QBrush(gray(34 + 58 * sign - 9 * k)))
            p.drawPolygon(pane)
        p.setBrush(Qt.BrushStyle.NoBrush)
        glow(p, x - 20, y - 30, 330, 0.75 * lamp, core=0.35)
        glow(p, x - 40, y - 60, 150, 0.45 * sign, core=0.4)
    with stage.layer(1.0) as p:
        cone(p, x - 330, y - 560, 60, 760, 26, 0.16 * lamp + 0.12 * sign, edge=0.8)
        glow(
            p,
            x - 46,
            y - 85,
            26 + 10 * ring,
            0.16 + 0.22 * sign + 0.35 * ring * chance(stage.frame, 31),
            core=0.08,
        )
        glow(p, x - 8, y - 31, 60, 0.07 + 0.1 * ring * chance(stage.frame, 32), core=0.25)


def _title(stage: Stage) -> None:
    first, stop = plan.TITLE
    shown = ease(stage.frame, first, first + 26) * (1 - ease(stage.frame, stop - 24, stop))
    if shown <= 0:
        return
    with stage.layer(0) as p:
        p.fillRect(QRectF(-480, -360, 960, 720), gray(0, 0.45 * shown))
        spread = mix(0.16, 0.2, ramp(stage.frame, first, stop))
        letters.text(p, plan.FILM_TITLE, 0, 20, 92, tone=240, alpha=shown, tracking=spread)
