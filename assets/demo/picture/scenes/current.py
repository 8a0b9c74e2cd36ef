"""The watchman finds the switch; wheel, cables and lift go on from where they had stopped; she gets out."""

import math
from functools import cache

import plan
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QLinearGradient, QPainter, QPainterPath, QPen, QRadialGradient

from picture import cabin, letters
from picture.light import cone, glow, haze
from picture.portrait import finger
from picture.relief import Dent, Lamp, Part, Relief, Stain, smooth
from picture.stage import Camera, Stage, chance, drift, ease, gather, gray, mix, ramp, settle, travel

_FLOOR = [frame for frame, _ in cabin.PASSES[-4:]]
WHEEL = _FLOOR[0] + 32
"""The cuts: to the winding wheel, and into the cabin; each between two floors' lamps."""
CABIN = _FLOOR[1] + 32
GATE = (plan.LIFT_ARRIVES + 26, plan.LIFT_ARRIVES + 46)
"""First and stop frame of the gate as it is opened."""
STEPS_OUT = plan.LIFT_ARRIVES + 54


def paint(stage: Stage) -> None:
    if stage.frame < WHEEL:
        _board(stage)
    elif stage.frame < CABIN:
        _wheel(stage)
    else:
        _arrival(stage)


# The switchboard.

PIVOT = QPointF(70, 176)
LEVER = 236.0


def board_row(k: int) -> QPointF:
    """Return where the lamp of floor ``k`` is on the switchboard."""
    return QPointF(-243 + 54 * k, -262)


def _board(stage: Stage) -> None:
    frame, t = stage.frame, stage.t
    back = stage.since(plan.CURRENT_BACK)
    # The lever is found, tried, and then thrown with all his weight.
    thrown = gather(frame, plan.CURRENT_BACK - 7, plan.CURRENT_BACK)
    angle = mix(64, 0, thrown) - 2.5 * ease(frame, 4560, 4568) * (1 - thrown)
    if back >= 0:
        angle += 2.4 * math.exp(-9 * back) * math.sin(40 * back)
    reach = settle(frame, 4548, 4562) * (1 - ease(frame, plan.CURRENT_BACK + 14, plan.CURRENT_BACK + 30))
    end = PIVOT + QPointF(LEVER * math.sin(math.radians(angle)), -LEVER * math.cos(math.radians(angle)))
    shake = 3.0 * math.exp(-8 * back) * math.sin(60 * back) if back >= 0 else 0.0
    lamps = [_cellar_lamp(frame, k) for k in range(3)]
    spark = _sparks(back)

    # His torch comes in from the left, passes over the board, comes back, and stays.
    seen = travel(
        t,
        (-0.4, Camera(-620, 190)),
        (0.30, Camera(-190, -110)),
        (0.62, Camera(130, -40)),
        (1.0, Camera(110, 40)),
    )
    torch = QPointF(seen.x + 7 * drift(t * 1.9, 11), seen.y + 6 * drift(t * 1.7, 12))
    on = 1 - 0.75 * ease(frame, plan.CURRENT_BACK + 10, plan.CURRENT_BACK + 34)

    with stage.layer() as p:
        _bricks(p)
    stage.defocus(1.6)
    with stage.layer() as p:
        p.translate(0, shake)
        _slate(p, frame, back)
        _switch(p, angle)
    with stage.lighting(ambient=0.012, blur=5, gain=2.6) as p:
        p.setBrush(QBrush(gray(58 * on)))
        p.drawEllipse(torch, 232, 218)
        p.setBrush(Qt.BrushStyle.NoBrush)
        glow(p, torch.x(), torch.y(), 300, 0.62 * on, core=0.45)
        glow(p, torch.x(), torch.y(), 620, 0.08 * on, core=0.4)
        glow(p, PIVOT.x(), PIVOT.y() - LEVER, 520, min(spark, 1), core=0.2)
        glow(p, 30, -560, 980, 0.62 * lamps[0], core=0.5)
        glow(p, -560, -400, 760, 0.4 * lamps[1], core=0.4)
        glow(p, 600, -380, 760, 0.34 * lamps[2], core=0.4)
    with stage.layer() as p:
        p.save()
        p.translate(end + QPointF(520 * (1 - reach), 330 * (1 - reach)))
        p.rotate(-16 + 0.34 * angle)
        p.scale(1.12, 1.12)
        place = torch - end
        light = [
            Lamp(place.x() - 130, place.y() + 30, 210, 330, 1.25 * on),
            Lamp(-60, -420, 160, 600, 0.9 * lamps[0]),
            Lamp(-40, -30, 40, 150, 1.6 * spark),
        ]
        _fist().paint(p, light, 0.01)
        p.restore()
        at = PIVOT + QPointF(0, -LEVER + 26)
        if spark > 0:
            glow(p, at.x(), at.y(), 330, 0.9 * min(spark, 1), core=0.1)
            glow(p, at.x(), at.y(), 70, min(spark, 1), core=0.4)
        _spray(p, at, back)
        cone(p, -700, 420, -34, 1150, 26, 0.16 * on, edge=0.8)
        haze(p, QRectF(-500, -360, 1000, 720), t, 0.05 + 0.05 * lamps[0])
        for k in range(len(cabin.FLOORS)):
            place = board_row(k)
            cabin.floor_lamp(p, k, frame, place.x(), place.y(), 18)
    _foreground(stage)


def _cellar_lamp(frame: int, k: int) -> float:
    """Return how brightly lamp ``k`` of the cellar burns: one after the other they flicker, then stay."""
    since = frame - (plan.CURRENT_BACK + 8 + 9 * k)
    if since < 0:
        return 0.0
    if since < 9:
        return 0.9 * (chance(frame, 60 + k) > 0.45)
    return 0.94 + 0.06 * settle(since, 9, 30)


def _sparks(back: float) -> float:
    """Return how bright the arc at the contacts is."""
    if back < -0.02 or back > 0.9:
        return 0.0
    return (1.3 * math.exp(-back * 9) + 0.5 * math.exp(-back * 4)) * (
        0.35 + 0.65 * chance(round(back * 24), 77)
    )


def _spray(p: QPainter, at: QPointF, back: float) -> None:
    """Paint the sparks that fly off the contacts, fall, and bounce out of the picture."""
    if back < 0:
        return
    for k in range(64):
        born = 0.16 * chance(k, 101) ** 2
        age = back - born
        life = 0.35 + 0.75 * chance(k, 102)
        if not 0 <= age < life:
            continue
        out = math.radians(360 * chance(k, 103))
        speed = 130 + 620 * chance(k, 104) ** 2
        trail = []
        for earlier in (0.0, 0.035):
            a = max(age - earlier, 0)
            drag = (1 - math.exp(-2.4 * a)) / 2.4
            trail.append(
                at + QPointF(math.cos(out) * speed * drag, (math.sin(out) * speed - 90) * drag + 620 * a * a)
            )
        fade = 1 - age / life
        p.setPen(QPen(gray(255, fade), 0.8 + 2.0 * fade, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        p.drawLine(trail[1], trail[0])
        p.setPen(Qt.PenStyle.NoPen)
        if k % 4 == 0:
            glow(p, trail[0].x(), trail[0].y(), 15, 0.6 * fade, core=0.15)


def _bricks(p: QPainter) -> None:
    p.fillRect(QRectF(-520, -400, 1040, 800), gray(54))
    for row in range(26):
        y = -400 + 31 * row
        for column in range(-1, 16):
            x = -520 + 70 * column + 35 * (row % 2)
            tone = 64 + 34 * chance(row * 31 + column, 4)
            p.fillRect(QRectF(x, y, 66, 27), gray(tone))
    # Pipes and a conduit into the board.
    for x, wide in ((-404, 26), (-366, 16), (408, 30)):
        run = QLinearGradient(x - wide, 0, x + wide, 0)
        for at, tone in ((0, 14), (0.35, 132), (0.6, 60), (1, 10)):
            run.setColorAt(at, gray(tone))
        p.fillRect(QRectF(x - wide, -400, 2 * wide, 800), QBrush(run))
        for y in (-230, 120):
            p.fillRect(QRectF(x - wide - 6, y, 2 * wide + 12, 26), QBrush(run))


def _slate(p: QPainter, frame: int, back: float) -> None:
    p.fillRect(QRectF(-312, -326, 640, 660), gray(14))
    run = QLinearGradient(-300, -310, 320, 330)
    for at, tone in ((0, 78), (0.5, 56), (1, 40)):
        run.setColorAt(at, gray(tone))
    p.fillRect(QRectF(-302, -316, 620, 640), QBrush(run))
    p.fillRect(QRectF(-302, -316, 620, 2), gray(150))
    p.fillRect(QRectF(-286, -298, 572, 72), gray(26))
    for x, y in ((-288, -206), (306, -206), (-288, 308), (306, 308)):
        _bolt(p, x, y, 7)
    # Gauges, whose needles rise with the current.
    for k, (x, y) in enumerate(((-206, -124), (-206, 30))):
        ring = QRadialGradient(QPointF(x - 18, y - 22), 100)
        ring.setColorAt(0, gray(210))
        ring.setColorAt(1, gray(34))
        p.setBrush(QBrush(ring))
        p.drawEllipse(QPointF(x, y), 68, 68)
        p.setBrush(QBrush(gray(196)))
        p.drawEllipse(QPointF(x, y), 58, 58)
        p.setPen(QPen(gray(24), 2))
        for n in range(11):
            a = math.radians(210 + 12 * n)
            inner = 40 if n % 5 else 36
            p.drawLine(
                QPointF(x + math.cos(a) * inner, y + math.sin(a) * inner),
                QPointF(x + math.cos(a) * 50, y + math.sin(a) * 50),
            )
        level = 0.0
        if back >= 0:
            level = 0.72 + (0.1 * k) - math.exp(-3.2 * back) * math.cos(13 * back) * 0.8
            level = min(max(level, 0.0), 1.05) + 0.006 * drift(back * 8, k)
        a = math.radians(210 + 120 * level)
        p.setPen(QPen(gray(16), 3.4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        p.drawLine(QPointF(x, y + 14), QPointF(x + math.cos(a) * 48, y + 14 + math.sin(a) * 56))
        p.setPen(Qt.PenStyle.NoPen)
        letters.text(p, "VA"[k], x, y + 42, 15, tone=30, tracking=0)
    # Porcelain fuses.
    for k in range(3):
        x = -258 + 52 * k
        body = QLinearGradient(x - 18, 0, x + 18, 0)
        for at, tone in ((0, 96), (0.3, 246), (0.7, 190), (1, 70)):
            body.setColorAt(at, gray(tone))
        p.setBrush(QBrush(body))
        p.drawRoundedRect(QRectF(x - 18, 150, 36, 120), 9, 9)
        p.fillRect(QRectF(x - 12, 140, 24, 12), gray(120))
        p.fillRect(QRectF(x - 12, 268, 24, 12), gray(120))
        p.fillRect(QRectF(x - 18, 206, 36, 3), gray(110))
    p.setBrush(QBrush(gray(170)))
    p.drawRoundedRect(QRectF(150, 236, 130, 44), 3, 3)
    letters.text(p, "MAIN", 215, 270, 24, tone=22, tracking=0.2)
    p.setBrush(Qt.BrushStyle.NoBrush)


def _bolt(p: QPainter, x: float, y: float, radius: float, light: float = 1.0) -> None:
    head = QRadialGradient(QPointF(x - radius * 0.4, y - radius * 0.4), radius * 1.6)
    head.setColorAt(0, gray(230 * light))
    head.setColorAt(1, gray(30 * light))
    p.setBrush(QBrush(head))
    p.drawEllipse(QPointF(x, y), radius, radius)
    p.setBrush(Qt.BrushStyle.NoBrush)


def _switch(p: QPainter, angle: float) -> None:
    """Paint the knife switch: porcelain, copper jaws, and its blade, ``angle`` degrees from shut."""
    x, y = PIVOT.x(), PIVOT.y()
    base = QLinearGradient(x - 74, 0, x + 74, 0)
    for at, tone in ((0, 120), (0.2, 236), (0.65, 208), (1, 96)):
        base.setColorAt(at, gray(tone))
    p.setBrush(QBrush(base))
    p.drawRoundedRect(QRectF(x - 62, y - 52, 124, 104), 18, 18)
    p.drawRoundedRect(QRectF(x - 62, y - LEVER - 8, 124, 96), 18, 18)
    for cx, cy in ((x - 44, y + 34), (x + 44, y + 34), (x - 44, y - LEVER + 6), (x + 44, y - LEVER + 6)):
        _bolt(p, cx, cy, 6)
    copper = QLinearGradient(x - 30, 0, x + 30, 0)
    for at, tone in ((0, 60), (0.35, 214), (0.6, 120), (1, 44)):
        copper.setColorAt(at, gray(tone))
    for cx in (x - 24, x + 10):
        p.fillRect(QRectF(cx, y - LEVER + 16, 14, 62), QBrush(copper))
        p.fillRect(QRectF(cx, y - 34, 14, 62), QBrush(copper))
    p.save()
    p.translate(PIVOT)
    p.rotate(angle)
    # Its shadow on the slate is part of the blade's weight.
    p.fillRect(QRectF(-4, -LEVER + 20, 28, LEVER - 10), gray(0, 0.4))
    blade = QLinearGradient(-11, 0, 11, 0)
    for at, tone in ((0, 92), (0.3, 244), (0.55, 150), (1, 58)):
        blade.setColorAt(at, gray(tone))
    p.fillRect(QRectF(-11, -LEVER + 10, 22, LEVER + 10), QBrush(blade))
    handle = QLinearGradient(-17, 0, 17, 0)
    for at, tone in ((0, 6), (0.3, 84), (0.6, 22), (1, 4)):
        handle.setColorAt(at, gray(tone))
    p.setBrush(QBrush(handle))
    p.drawRoundedRect(QRectF(-17, -LEVER - 74, 34, 108), 15, 15)
    p.restore()
    _bolt(p, x, y, 15)


@cache
def _fist() -> Relief:
    """Return the watchman's right hand around the handle at (0, -20), his sleeve to the right and down."""
    skin = 176
    parts = [
        Part(
            smooth(((66, -30), (150, -6), (330, 96), (420, 200), (300, 330), (140, 150), (60, 66))),
            40,
            (3, 12, 30),
        ),
        Part(
            smooth(((60, -38), (92, -34), (112, 0), (104, 62), (74, 84), (50, 70), (52, 0))),
            56,
            (2, 7),
            8,
            0.0,
            (),
            0.0,
            6.0,
        ),
        Part(
            smooth(((14, -58), (52, -54), (74, -26), (76, 34), (60, 62), (24, 60), (8, 20))),
            skin,
            (2, 8, 18),
            6,
            0.05,
            (),
            0.0,
            6.0,
        ),
    ]
    for k in range(4):
        y = -46 + 27 * k
        r = (14.5, 15, 14.5, 12.5)[k]
        digit = finger((44, y + 2, r * 1.05), (2, y - 1, r), (-23, y + 1, r * 0.92))
        knuckle = Dent(42, y, 9, 9, 4.0)
        crease = Dent(0, y, 3, 9, -1.6)
        parts.append(Part(digit, skin * (1 - 0.03 * k), (2, 7), 10, 0.08, (knuckle, crease), 0.0, 5.0))
    parts.append(
        Part(finger((50, -62, 17), (16, -78, 14.5), (-14, -70, 12)), skin, (2, 7), 8, 0.1, (), 0.0, 5.0)
    )
    stains = [Stain(smooth(((-24, -77), (-12, -80), (-8, -73), (-16, -66), (-25, -70))), 206, 1.0, 0.5)]
    return Relief(QRectF(-60, -110, 480, 440), 1.2, parts, stains)


def _foreground(stage: Stage) -> None:
    """Paint what stands between us and the board, far out of focus."""
    with stage.layer() as p:
        for left, right, tone in ((-520, -400, 2), (452, 520, 2)):
            run = QLinearGradient(left, 0, right, 0)
            first, last = (1.0, 0.0) if left < 0 else (0.0, 1.0)
            run.setColorAt(0, gray(tone, first))
            run.setColorAt(1, gray(tone, last))
            p.fillRect(QRectF(left, -400, right - left, 800), QBrush(run))


# The winding wheel.

HUB = QPointF(96, 92)
RIM = 246.0


def _wheel(stage: Stage) -> None:
    frame, t = stage.frame, stage.since(WHEEL)
    turned = (cabin.height(frame) - cabin.height(plan.CURRENT_CUT)) * 250
    speed = (cabin.height(frame + 1) - cabin.height(frame)) * 250
    stage.camera = travel(t, (0.0, Camera(-16, 8, 1.0)), (3.0, Camera(14, 0, 1.07)))
    lamps = [_row_lamp(frame, k) for k in range(4)]
    every = sum(lamps) / 4
    with stage.layer(0.7) as p:
        wall = QLinearGradient(0, -360, 0, 360)
        for at, tone in ((0, 70), (0.6, 96), (1, 60)):
            wall.setColorAt(at, gray(tone))
        p.fillRect(QRectF(-900, -600, 1800, 1200), QBrush(wall))
        for x in range(-800, 900, 160):
            p.fillRect(QRectF(x, -600, 3, 1200), gray(46))
    with stage.lighting(0.7, ambient=0.03, blur=9, gain=2.2) as p:
        for k, level in enumerate(lamps):
            glow(p, -430 + 215 * k, -180, 600, 0.66 * level, core=0.2)
        # The wheel's shadow on the wall, larger than the wheel.
        p.save()
        p.translate(HUB.x() - 120, HUB.y() + 86)
        p.scale(1.12, 1.12)
        _spokes(p, turned, gray(0, 0.85 * every))
        p.restore()
    stage.defocus(2.0)
    with stage.layer(0.85) as p:
        for k, level in enumerate(lamps):
            x = -430 + 215 * k
            p.fillRect(QRectF(x - 1.5, -420, 3, 190), gray(5))
            shade = QPainterPath(QPointF(x - 36, -208))
            shade.quadTo(x, -258, x + 36, -208)
            p.fillPath(shade, gray(8))
            cone(p, x, -218, 90, 660, 76, 0.3 * level, edge=1)
            glow(p, x, -203, 90, level, core=0.16)
            p.fillRect(QRectF(x - 16, -208, 32, 7), gray(20 + 235 * level))
    with stage.layer() as p:
        _machine(p, turned, speed, every)
    with stage.layer() as p:
        haze(p, QRectF(-520, -300, 1040, 560), stage.t, 0.09 * (0.2 + every))
    with stage.layer(1.35) as p:
        # A rail between us and the machine.
        for y, wide in ((262, 26), (334, 16)):
            p.fillRect(QRectF(-900, y, 1800, wide), gray(2))
            p.fillRect(QRectF(-900, y, 1800, 2), gray(10 + 40 * every))
        p.fillRect(QRectF(-300, 230, 30, 300), gray(2))
    cabin.girder(stage, every)


def _row_lamp(frame: int, k: int) -> float:
    """Return how brightly lamp ``k`` over the machine burns: they come on one by one, towards the wheel."""
    since = frame - (WHEEL + 3 + 7 * k)
    if since < 0:
        return 0.0
    return 0.8 * (chance(frame, 80 + k) > 0.4) if since < 5 else 1.0


def _spokes(p: QPainter, turned: float, color: QColor, inner: float = 0.0) -> None:
    """Paint a wheel of six bent spokes around (0, 0), turned by degrees."""
    wheel = QPainterPath()
    wheel.addEllipse(QPointF(0, 0), RIM, RIM)
    wheel.addEllipse(QPointF(0, 0), RIM - 44, RIM - 44)
    p.fillPath(wheel, color)
    p.save()
    p.rotate(turned)
    for _ in range(6):
        spoke = QPainterPath(QPointF(-17, 0))
        spoke.cubicTo(-20, -80, 6, -140, -14, -RIM + 30)
        spoke.lineTo(16, -RIM + 30)
        spoke.cubicTo(34, -140, 10, -80, 17, 0)
        p.fillPath(spoke, color)
        p.rotate(60)
    p.setBrush(QBrush(color))
    p.drawEllipse(QPointF(0, 0), 58, 58)
    p.setBrush(Qt.BrushStyle.NoBrush)
    p.restore()


def _machine(p: QPainter, turned: float, speed: float, light: float) -> None:
    """Paint the wheel in its bearing, the motor, and the cables that run down from it on either side."""
    _ropes(p, turned, light)
    _motor(p, light)
    _iron(p, turned, speed, light)
    _bearing(p, light)


def _ropes(p: QPainter, turned: float, light: float) -> None:
    for side, way in ((-1, 1), (1, -1)):
        for k in range(3):
            x = HUB.x() + side * (RIM - 6 - 17 * k)
            rope = QLinearGradient(x - 6, 0, x + 6, 0)
            for at, tone in ((0, 3), (0.35, 6 + 120 * light * (1 - 0.25 * k)), (0.7, 4 + 30 * light), (1, 2)):
                rope.setColorAt(at, gray(tone))
            p.fillRect(QRectF(x - 6, HUB.y(), 12, 600), QBrush(rope))
            p.setPen(QPen(gray(4, 0.85), 2.4))
            run = (turned * way * 4.3 + 5 * k) % 15
            p.drawLines(
                [QLineF(x - 6, HUB.y() + run + 15 * n, x + 6, HUB.y() + run + 15 * n - 11) for n in range(24)]
            )
            p.setPen(Qt.PenStyle.NoPen)


def _motor(p: QPainter, light: float) -> None:
    motor = QLinearGradient(0, 20, 0, 260)
    for at, tone in ((0, 8 + 200 * light), (0.07, 6 + 46 * light), (0.4, 4 + 9 * light), (1, 3)):
        motor.setColorAt(at, gray(tone))
    p.setBrush(QBrush(motor))
    p.drawRoundedRect(QRectF(-420, 24, 250, 230), 60, 90)
    p.setPen(QPen(gray(3), 5))
    for k in range(9):
        p.drawLine(QLineF(-388 + 23 * k, 40, -388 + 23 * k, 238))
    p.setPen(Qt.PenStyle.NoPen)
    p.fillRect(QRectF(-170, 110, 230, 34), QBrush(motor))


def _iron(p: QPainter, turned: float, speed: float, light: float) -> None:
    """Paint the wheel: dark iron, light on its rim and along its spokes, smeared by its ``speed``."""
    p.save()
    p.translate(HUB)
    p.save()
    p.translate(5, 6)
    _spokes(p, turned, gray(3))
    p.restore()
    steps = 5
    for k in range(steps):
        alpha = 1 / (k + 1)
        angle = turned + speed * 0.5 * k / steps
        _spokes(p, angle, gray(6 + 9 * light, alpha))
    p.setBrush(Qt.BrushStyle.NoBrush)
    shine = QLinearGradient(-RIM, -RIM, RIM * 0.6, RIM)
    for at, tone, cover in ((0, 220, 0.2), (0.2, 255, 1.0), (0.42, 140, 0.5), (0.8, 60, 0.1), (1, 40, 0.0)):
        shine.setColorAt(at, gray(tone * light, cover))
    for radius, wide in (
        (RIM - 1, 4.0),
        (RIM - 9, 1.2),
        (RIM - 16, 2.6),
        (RIM - 24, 1.2),
        (RIM - 43, 2.4),
        (58, 2.4),
        (42, 1.6),
    ):
        p.setPen(QPen(QBrush(shine), wide))
        p.drawEllipse(QPointF(0, 0), radius, radius)
    for k in range(6):
        p.save()
        angle = turned + 60 * k
        p.rotate(angle)
        edge = QPainterPath(QPointF(-17, -54))
        edge.cubicTo(-19, -100, 6, -140, -14, -RIM + 44)
        # A spoke's left side is lit while it points up.
        p.strokePath(edge, QPen(gray(190 * light, 0.15 + 0.75 * max(math.cos(math.radians(angle)), 0)), 1.8))
        p.restore()
    p.setPen(Qt.PenStyle.NoPen)
    for k in range(6):
        angle = math.radians(turned + 60 * k + 30)
        _bolt(p, 44 * math.cos(angle), 44 * math.sin(angle), 6, 0.8 * light)
    p.restore()


def _bearing(p: QPainter, light: float) -> None:
    stand = QPainterPath(QPointF(HUB.x() - 34, HUB.y() - 12))
    stand.lineTo(HUB.x() + 34, HUB.y() - 12)
    stand.lineTo(HUB.x() + 120, 420)
    stand.lineTo(HUB.x() - 120, 420)
    stand.closeSubpath()
    iron = QLinearGradient(HUB.x() - 90, 0, HUB.x() + 90, 0)
    for at, own in ((0, 70), (0.14, 22), (0.5, 8), (1, 2)):
        iron.setColorAt(at, gray(5 + own * light))
    p.fillPath(stand, QBrush(iron))
    p.setBrush(QBrush(iron))
    p.drawEllipse(HUB, 38, 38)
    p.setBrush(Qt.BrushStyle.NoBrush)
    _bolt(p, HUB.x(), HUB.y(), 13, 0.8 * light)


def _arrival(stage: Stage) -> None:
    """Paint the cabin as it goes on, stops at the ninth floor and lets her out."""
    frame = stage.frame
    swing = cabin.bounce(frame)
    stage.camera = Camera(0, 12 * swing if frame > plan.LIFT_ARRIVES else 0)
    opened = ease(frame, *GATE)
    # She goes away from us into the corridor: smaller, and towards where its lines meet.
    way = 2.6 * ramp(stage.since(STEPS_OUT), 0, 4.2) * ease(stage.since(STEPS_OUT), -0.2, 0.8)
    near = 1 / (1 + 0.62 * way)
    steps = stage.since(STEPS_OUT) * plan.FRAME_RATE / 13 if way > 0 else 0.0
    bob = 3 * math.cos(math.tau * steps) * ramp(way, 0, 0.1)
    her = cabin.Her(
        mix(26, 74, near) + 4 * math.sin(math.pi * steps) * near,
        mix(-30, 606, near) + bob * near,
        700 * near,
        0.35 * drift(stage.t * 0.5, 9) + 0.9 * math.sin(math.pi * steps) * ramp(way, 0, 0.1),
        steps,
    )
    cabin.behind_her(stage, opened, her)
    dark = ease(frame, plan.LIFT_ARRIVES + 92, stage.scene.stop + 4)
    with stage.layer(0) as p:
        p.fillRect(QRectF(-480, -360, 960, 720), gray(0, 0.96 * dark))
