"""A heavy black telephone in an empty office above the city. It rings; nobody comes; we come close."""

import math

import plan
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QLinearGradient, QPainter, QPainterPath, QPen, QPolygonF, QRadialGradient

from picture import letters
from picture.city import skyline
from picture.light import cone, glow, haze
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
    ring = _ringing(stage)
    with stage.layer(1.0) as p:
        p.translate(PHONE)
        shadow = QRadialGradient(QPointF(16, 2), 110)
        shadow.setColorAt(0, gray(0, 0.95))
        shadow.setColorAt(0.6, gray(0, 0.6))
        shadow.setColorAt(1, gray(0, 0))
        p.save()
        p.scale(1, 0.17)
        p.fillRect(QRectF(-120, -120, 260, 240), QBrush(shadow))
        p.restore()
        _cord(p)
        _case(p, sign)
        _dial(p, stage, sign, ring)
        shake = ring * math.sin(stage.frame * 2.3)
        p.save()
        p.translate(0.5 * shake, -69 - 1.1 * ring * abs(math.sin(stage.frame * 1.7)))
        p.rotate(0.8 * shake)
        _receiver(p, sign)
        p.restore()


def _case(p: QPainter, sign: float) -> None:
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


def _dial(p: QPainter, stage: Stage, sign: float, ring: float) -> None:
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


def _receiver(p: QPainter, sign: float) -> None:
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
    p.strokePath(_arc(-58, -11, -50, -16, -20, -16.4), _edge(-64, -16, 120 + 90 * sign, 0.9))
    for x in (-52, 52):
        p.strokePath(_arc(x - 13, 8, x, 10.5, x + 13, 8), _edge(x - 13, x + 13, 66 if x < 0 else 34, 0.6))


def _cord(p: QPainter) -> None:
    """Paint the coiled cord, from the receiver's mouthpiece down to the desk and round behind the case."""
    coil = QPainterPath(QPointF(-58, -58))
    for k in range(1, 700):
        s = k / 699
        x = -58 - 46 * math.sin(s * math.pi * 0.86) + 14 * s**3
        y = -58 + 58 * s**1.15 - 6 * s**6
        angle = k * 0.268
        coil.lineTo(x + 3.2 * math.cos(angle), y + 2.2 * math.sin(angle))
    p.strokePath(coil, QPen(gray(7), 1.5))
    p.strokePath(coil.translated(-0.5, -0.5), QPen(gray(52), 0.4))


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
