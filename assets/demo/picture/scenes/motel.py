"""A motel by the road, in the rain. Behind a blind she photographs what happens under the lamp outside."""

import math
from dataclasses import replace

import numpy as np
import plan
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QLinearGradient,
    QPainter,
    QPainterPath,
    QPainterPathStroker,
    QPen,
    QPolygonF,
    QRadialGradient,
)

from picture import face, glass, letters, traffic, weather
from picture.light import cone, glow, haze
from picture.people import MAN_IN_HAT, POCKETS, STAND, Figure, Joints, Pose, Rim, person, walk
from picture.space import Lens, Place
from picture.stage import Camera, Stage, chance, drift, ease, gray, mix, ramp, settle, travel

FIRST = plan.SCENES[1].first
INSIDE, THROUGH, HER_EYES, FINDER = 744, 840, 984, 1032
"""First frames of the shots after the first: all on the beat, three of them on a downbeat."""
STILL = 8
"""Frames that a photograph stands."""

DEALER = Figure("", "short", 0.3, 1.06, 0.14, False, 40, 14, 84, 20)
BUYER = Figure("", "short", 0.29, 1.08, 0.144, True, 62, 22, 84, 128)
LIGHTS_OUT = 696
"""She puts out the light in her room, as the car has come to a stand."""


def paint(stage: Stage) -> None:
    frame = stage.frame
    for shutter in plan.SHUTTER:
        if shutter <= frame < shutter + STILL:
            _photograph(stage, shutter)
            return
    if frame < INSIDE:
        _outside(stage)
    elif frame < THROUGH:
        _room(stage)
    elif frame < HER_EYES:
        _through_the_blind(stage)
    elif frame < FINDER:
        _her_eyes(stage)
    else:
        _finder(stage)


def _seconds(frame: float) -> float:
    return (frame - FIRST) / plan.FRAME_RATE


# The motel, seen from the road.


def _outside(stage: Stage) -> None:
    t = stage.t
    near = ease(t, -2, 9)
    lens = Lens(mix(-0.5, 0.35, near), 1.5, mix(0, 1.5, near), focal=700, horizon=92)
    arrived = settle(stage.frame, 622, 697)
    car = mix(-15.5, -3.9, arrived)
    lit = 1.0 if stage.frame < LIGHTS_OUT else 0.0
    with stage.layer(0) as p:
        sky = QLinearGradient(0, -360, 0, 140)
        for at, tone in ((0, 6), (0.5, 22), (1, 66)):
            sky.setColorAt(at, gray(tone))
        p.fillRect(QRectF(-480, -360, 960, 540), QBrush(sky))
        haze(p, QRectF(-560, -160, 1120, 340), t, 0.14, 2.0)
        for x, z, tall, seed in (
            (-9, 34, 9.5, 1),
            (2, 40, 13, 2),
            (9, 33, 10, 3),
            (18, 38, 12, 4),
            (-17, 42, 12, 5),
        ):
            _pine(p, lens, x, z, tall, seed)
        ground = QLinearGradient(0, 92, 0, 360)
        for at, tone in ((0, 30), (0.2, 40), (0.6, 26), (1, 10)):
            ground.setColorAt(at, gray(tone))
        p.fillRect(QRectF(-480, 112, 960, 260), QBrush(ground))
        _bungalows(p, lens, lit, stage)
        _post(p, lens)
        weather.FAR.paint(p, t, QRectF(-500, -380, 1000, 620), 0.16, 1.6)
        _park(p, lens, car, stage.frame)
        _pylon(p, lens)
    lamp = lens.point(LAMP[0] + 0.9, LAMP[1], LAMP[2])
    foot = lens.point(LAMP[0] + 0.9, 0, LAMP[2])
    sign = lens.point(SIGN[0], 5.3, SIGN[1])
    head = traffic.lamps(*_place(lens, car))[0]
    beam = 1.0 - 0.35 * ramp(stage.frame, 700, 716)
    with stage.lighting(0, ambient=0.34, blur=4, gain=2.8) as p:
        glow(p, foot.x(), foot.y() - 20, 330, 0.9, 0.36, 0.3)
        glow(p, lamp.x(), lamp.y(), 380, 0.6, 1.0, 0.25)
        glow(p, sign.x(), sign.y(), 400, 0.42 * _buzz(stage.frame), 1.0, 0.3)
        glow(p, sign.x() + 30, foot.y() + 30, 300, 0.24, 0.3, 0.4)
        for u in DOOR_LAMPS:
            spot = lens.point(*_on_wall(u, 2.3, 0.3))
            glow(p, spot.x(), spot.y(), 150 * lens.scale(*_on_wall(u, 0, 0)[::2]) / 60, 0.6, 1.0, 0.22)
        if lit:
            spot = lens.point(*_on_wall(WINDOWS[HERS] + 0.8, 0, 2.2))
            glow(p, spot.x(), spot.y(), 240, 0.5, 0.3, 0.3)
        cone(p, head.x() - 12, head.y(), 3, 620, 30, 0.9 * beam, 0.9)
    with stage.layer(0) as p:
        _neon_sign(p, lens, stage.frame)
        for u in DOOR_LAMPS:
            spot = lens.point(*_on_wall(u, 2.3, 0.25))
            glow(p, spot.x(), spot.y(), 34, 1.0, 1.0, 0.1)
        if lit:
            _lit_window(p, lens, stage)
        cone(p, lamp.x(), lamp.y() - 4, 90, 420, 62, 0.3, 1.0)
        glow(p, lamp.x(), lamp.y(), 110, 0.9, 0.8, 0.06)
        cone(p, head.x() - 6, head.y(), 2, 560, 22, 0.5 * beam, 1.0)
        glow(p, head.x(), head.y(), 170, 0.95 * beam, 0.8, 0.07)
        tail = traffic.lamps(*_place(lens, car))[1]
        glow(p, tail.x(), tail.y(), 50, 0.7, 1.0, 0.1)
    weather.wet(stage, lens.point(0, 0, 11.2).y() + 360, 0.85, 1.45, 5.5)
    with stage.layer(0) as p:
        weather.splashes(p, t, QRectF(-480, 205, 960, 160), 110, 0.34)
        weather.MIDDLE.paint(p, t, QRectF(-500, -380, 1000, 760), 0.16, 0.75)
        _trunk(p, lens)
        weather.NEAR.paint(p, t, QRectF(-500, -380, 1000, 760), 0.16, 0.9)


LAMP: Place = (-1.6, 5.4, 11.5)
SIGN = (-4.3, 10.5)
LEFT_END, RIGHT_END = (-3.2, 17.5), (9.6, 9.0)
"""The motel's front on the ground (to the right, into the picture)."""
FRONT = math.dist(LEFT_END, RIGHT_END)
WINDOWS = (1.5, 5.2, 8.9, 12.6)
HERS = 2
DOOR_LAMPS = (0.9, 4.6, 8.3, 12.0)


def _on_wall(u: float, y: float, out: float) -> Place:
    """Return the place ``u`` metres along the motel's front, ``y`` high, ``out`` metres before it."""
    dx, dz = (RIGHT_END[0] - LEFT_END[0]) / FRONT, (RIGHT_END[1] - LEFT_END[1]) / FRONT
    return LEFT_END[0] + dx * u + dz * out, y, LEFT_END[1] + dz * u - dx * out


def _bungalows(p: QPainter, lens: Lens, lit: float, stage: Stage) -> None:
    eave, deep = 2.95, 1.3
    p.save()
    p.setTransform(lens.wall(_on_wall(0, 0, 0), _on_wall(FRONT, 0, 0), eave), True)
    p.fillRect(QRectF(0, -eave, FRONT, eave), gray(92))
    p.fillRect(QRectF(0, -0.75, FRONT, 0.75), gray(52))
    for u in WINDOWS:
        p.fillRect(QRectF(u - 1.15, -2.15, 0.95, 2.15), gray(38))
        p.fillRect(QRectF(u - 1.08, -2.06, 0.81, 0.9), gray(46))
        p.fillRect(QRectF(u - 0.42, -1.1, 0.08, 0.08), gray(190))
        p.fillRect(QRectF(u - 0.06, -2.16, 1.92, 1.32), gray(150))
        p.fillRect(QRectF(u, -2.1, 1.8, 1.2), gray(12))
        for k in range(15):
            p.fillRect(QRectF(u, -2.1 + k * 0.08, 1.8, 0.035), gray(40))
        p.fillRect(QRectF(u + 0.88, -2.1, 0.05, 1.2), gray(120))
        p.fillRect(QRectF(u - 0.1, -0.86, 2.0, 0.07), gray(170))
    p.restore()
    under = [
        _on_wall(-0.6, eave, 0),
        _on_wall(FRONT + 1, eave, 0),
        _on_wall(FRONT + 1, eave, deep),
        _on_wall(-0.6, eave, deep),
    ]
    p.setBrush(gray(44))
    p.drawPolygon(lens.shape(under))
    p.setBrush(gray(120))
    for u in range(0, 16, 4):
        a, b = _on_wall(u - 0.05, 0, deep - 0.1), _on_wall(u + 0.05, 0, deep - 0.1)
        p.drawPolygon(lens.shape([a, b, (b[0], eave, b[2]), (a[0], eave, a[2])]))
    a, b = _on_wall(-0.6, eave, deep), _on_wall(FRONT + 1, eave, deep)
    p.drawPolygon(lens.shape([a, b, (b[0], eave + 0.34, b[2]), (a[0], eave + 0.34, a[2])]))
    p.setBrush(gray(190))
    p.drawPolygon(
        lens.shape(
            [
                (a[0], eave + 0.34, a[2]),
                (b[0], eave + 0.34, b[2]),
                (b[0], eave + 0.4, b[2]),
                (a[0], eave + 0.4, a[2]),
            ]
        )
    )
    # A low step before the doors.
    p.setBrush(gray(70))
    p.drawPolygon(
        lens.shape(
            [
                _on_wall(-0.4, 0.02, 0),
                _on_wall(FRONT, 0.02, 0),
                _on_wall(FRONT, 0.02, 1.4),
                _on_wall(-0.4, 0.02, 1.4),
            ]
        )
    )
    p.setBrush(Qt.BrushStyle.NoBrush)


def _lit_window(p: QPainter, lens: Lens, stage: Stage) -> None:
    u = WINDOWS[HERS]
    p.save()
    p.setTransform(lens.wall(_on_wall(u, 0, 0.01), _on_wall(u + 1.8, 0, 0.01), 2.1), True)
    p.fillRect(QRectF(0, -2.1, 1.8, 1.2), gray(150))
    warm = QRadialGradient(QPointF(1.3, -1.3), 1.1)
    warm.setColorAt(0, gray(255))
    warm.setColorAt(1, gray(255, 0.0))
    p.fillRect(QRectF(0, -2.1, 1.8, 1.2), QBrush(warm))
    # Her shadow comes to the window, looks, and goes to the switch.
    x = 1.5 - 0.75 * ease(stage.frame, 612, 640) + 0.9 * ease(stage.frame, 672, 694)
    p.save()
    p.setClipRect(QRectF(0, -2.1, 1.8, 1.2))
    shade = QPainterPath()
    shade.addEllipse(QPointF(x, -1.62), 0.13, 0.17)
    shade.addRoundedRect(QRectF(x - 0.24, -1.46, 0.48, 1.2), 0.18, 0.18)
    p.fillPath(shade, gray(22, 0.85))
    p.restore()
    for k in range(15):
        p.fillRect(QRectF(0, -2.1 + k * 0.08, 1.8, 0.034), gray(34))
    p.fillRect(QRectF(0.88, -2.1, 0.05, 1.2), gray(20))
    p.restore()
    spot = lens.point(*_on_wall(u + 0.9, 1.5, 0.0))
    glow(p, spot.x(), spot.y(), 170, 0.3, 0.7, 0.3)


def _post(p: QPainter, lens: Lens) -> None:
    x, y, z = LAMP
    foot, top, tip = lens.point(x, 0, z), lens.point(x, y, z), lens.point(x + 0.9, y, z)
    wood = QPainterPath(foot)
    wood.lineTo(top.x(), top.y() + 20)
    wood.quadTo(top.x(), top.y() - 12, tip.x(), tip.y() - 8)
    p.strokePath(wood, QPen(gray(26), 5))
    shade = QPolygonF(
        [tip + QPointF(-6, -10), tip + QPointF(6, -10), tip + QPointF(18, 2), tip + QPointF(-18, 2)]
    )
    p.setBrush(gray(30))
    p.drawPolygon(shade)
    p.setBrush(Qt.BrushStyle.NoBrush)


def _place(lens: Lens, x: float) -> tuple[float, float, float]:
    foot = lens.point(x, 0, 10.6)
    return foot.x(), foot.y(), 4.5 * lens.scale(x, 10.6)


def _park(p: QPainter, lens: Lens, car: float, frame: int) -> None:
    """Paint the car that waits, the one that comes, and their drivers, small."""
    x, y, length = _place(lens, 1.75)
    _shadow(p, x, y, length * 0.52)
    traffic.sedan(p, x, y, length, 1.0, 1.1, 0.02)
    scale = lens.scale(0, 11)
    waits = lens.point(-0.75, 0, 11.0)
    person(p, BUYER, POCKETS, waits.x(), waits.y(), 1.8 * scale, 180 + 10 * drift(frame / 30, 3), 0.8)
    x, y, length = _place(lens, car)
    dip = -0.012 * math.exp(-(((frame - 694) / 7) ** 2))
    if frame > 712:  # Out of the car, a door each.
        out = lens.point(car + 0.35, 0, 11.3)
        up = settle(frame, 714, 734)
        person(p, DEALER, STAND, out.x(), out.y() + (1 - up) * 22, 1.84 * scale, 0, 1.6)
    _shadow(p, x, y, length * 0.52)
    traffic.sedan(
        p, x, y, length, 1.0, 0.8, 0.1 * ramp(frame, 706, 710) * (1 - ramp(frame, 728, 733)), car / 4.5, dip
    )


def _shadow(p: QPainter, x: float, y: float, half: float) -> None:
    shade = QRadialGradient(QPointF(0, 0), half)
    shade.setColorAt(0, gray(0, 0.9))
    shade.setColorAt(0.75, gray(0, 0.75))
    shade.setColorAt(1, gray(0, 0.0))
    p.save()
    p.translate(x, y)
    p.scale(1, 0.12)
    p.fillRect(QRectF(-half, -half, 2 * half, 2 * half), QBrush(shade))
    p.restore()


def _pine(p: QPainter, lens: Lens, x: float, z: float, tall: float, seed: int) -> None:
    """Paint an umbrella pine: a leaning stem and a flat crown of clouds."""
    scale = lens.scale(x, z)
    foot = lens.point(x, 0, z)
    lean = (chance(1, seed) - 0.5) * 2.6
    top = QPointF(foot.x() + lean * scale, foot.y() - tall * scale)
    stem = QPainterPath(foot)
    stem.cubicTo(
        foot.x(), foot.y() - 3 * scale, top.x() - lean * 0.2 * scale, top.y() + 4 * scale, top.x(), top.y()
    )
    tone = gray(9)
    p.strokePath(stem, QPen(tone, 0.34 * scale))
    for k in range(3):
        branch = QPainterPath(QPointF(top.x() - lean * 0.12 * scale, top.y() + 2.4 * scale))
        branch.quadTo(
            top.x() + (k - 1) * 1.2 * scale, top.y() + 1.5 * scale, top.x() + (k - 1) * 2.4 * scale, top.y()
        )
        p.strokePath(branch, QPen(tone, 0.16 * scale))
    p.setBrush(tone)
    for k in range(13):
        u = k / 12 * 2 - 1
        r = (0.75 + 0.5 * chance(k, seed + 7)) * scale
        p.drawEllipse(
            QPointF(top.x() + u * 3.7 * scale, top.y() - (1 - u * u) * 1.1 * scale), r * 1.35, r * 0.72
        )
    p.setBrush(Qt.BrushStyle.NoBrush)


def _trunk(p: QPainter, lens: Lens) -> None:
    """Paint the trunk of the pine that we stand under, and needles that hang in, near and out of focus."""
    x = 452 - 60 * lens.x
    bark = QPainterPath(QPointF(x + 20, 400))
    bark.cubicTo(x - 4, 180, x + 14, -40, x - 22, -400)
    for wide, alpha in ((92, 0.25), (84, 0.35), (76, 0.5), (68, 0.8), (60, 1.0)):
        p.strokePath(bark, QPen(gray(2, alpha), wide))
    for k in range(60):
        u = chance(k, 61)
        at = QPointF(x - 20 - 330 * u**1.4, -372 + 34 * math.sin(u * 7) + 26 * chance(k, 62))
        for needle in range(7):
            angle = math.radians(60 + 10 * needle + 30 * (chance(k * 9 + needle, 63) - 0.5))
            tip = at + QPointF(math.cos(angle), math.sin(angle)) * (34 + 22 * chance(k, 64))
            p.setPen(QPen(gray(2, 0.55), 3.4))
            p.drawLine(at, tip)
    p.setPen(Qt.PenStyle.NoPen)


def _buzz(frame: int) -> float:
    """Return how bright the sign is: a little unsteady, as all of its kind."""
    return 0.92 + 0.08 * chance(frame // 2, 41) - (0.35 if chance(frame // 3, 42) < 0.06 else 0)


def _pylon(p: QPainter, lens: Lens) -> None:
    x, z = SIGN
    foot, top = lens.point(x, 0, z), lens.point(x, 6.9, z)
    s = lens.scale(x, z)
    for side in (-0.9, 0.9):
        p.fillRect(QRectF(foot.x() + side * s - 4, top.y(), 8, foot.y() - top.y()), gray(30))
    board = QRectF(top.x() - 1.75 * s, top.y(), 3.5 * s, 2.55 * s)
    p.setBrush(gray(24))
    p.drawRoundedRect(board, 16, 16)
    p.setBrush(gray(13))
    p.drawRoundedRect(board.adjusted(5, 5, -5, -5), 12, 12)
    p.setBrush(gray(20))
    p.drawRect(QRectF(top.x() - 1.2 * s, top.y() + 2.75 * s, 2.4 * s, 0.55 * s))
    p.setBrush(Qt.BrushStyle.NoBrush)


def _neon_sign(p: QPainter, lens: Lens, frame: int) -> None:
    x, z = SIGN
    top = lens.point(x, 6.9, z)
    s = lens.scale(x, z)
    buzz = _buzz(frame)
    glow(p, top.x(), top.y() + 1.2 * s, 5.2 * s, 0.5 * buzz, 0.8, 0.3)
    _tube(p, "MOTEL", top.x(), top.y() + 1.32 * s, 0.88 * s, buzz, 0.2)
    # The second line is worn: its P comes and goes, and takes the S with it at times.
    dead = chance(frame // 3, 43) < 0.45 or chance(frame // 22, 44) < 0.4
    word, size = "DES PINS", 0.5 * s
    whole = letters.letters(word, size, 0.2)[1]
    at = top.x() - whole / 2
    for k, letter in enumerate(word):
        wide = letters.letters(letter, size, 0.2)[1]
        start = letters.letters(word[: k + 1], size, 0.2)[1] - wide
        on = buzz
        if letter == "P":
            on = 0.08 if dead else 1.0
        _tube(p, letter, at + start + wide / 2, top.y() + 2.16 * s, size, on, 0.2)
    open_ = QRectF(top.x() - 1.14 * s, top.y() + 2.81 * s, 2.28 * s, 0.43 * s)
    p.fillRect(open_, gray(150 * buzz))
    letters.text(
        p, "CHAMBRES LIBRES", open_.center().x(), open_.bottom() - 0.115 * s, 0.2 * s, tone=10, tracking=0.16
    )
    # An arrow of bulbs that run to the motel, four to a beat.
    for k in range(12):
        u = k / 11
        bulb = QPointF(top.x() + (1.75 + 0.75 * math.sin(u * 2.4)) * s, top.y() + (0.1 + 3.1 * u) * s)
        on = 1.0 if (k - frame // 6) % 4 == 0 else 0.3
        glow(p, bulb.x(), bulb.y(), 20, on, 1.0, 0.13)


def _tube(p: QPainter, word: str, x: float, y: float, size: float, on: float, tracking: float) -> None:
    """Write a word in a neon tube that burns by ``on`` (0: the bare glass)."""
    letters.text(p, word, x, y, size, tone=60, tracking=tracking, outline=2.6)
    letters.text(p, word, x, y, size, tone=200, alpha=0.28 * on, tracking=tracking, outline=9)
    letters.text(p, word, x, y, size, tone=230, alpha=0.5 * on, tracking=tracking, outline=4.6)
    letters.text(p, word, x, y, size, tone=255, alpha=on, tracking=tracking, outline=2.2)


# What happens under the lamp.


def meeting(stage: Stage, frame: float) -> None:
    """Paint the two men, the case, the cars and the lamp as they are at ``frame``, under the stage's camera.

    From ``FINDER`` on the lights of the car that leaves fall on a third man, who has been there all along."""
    t = _seconds(frame)
    leaving = ease(frame, FINDER - 6, FINDER + 30)
    found = ramp(frame, FINDER - 4, FINDER + 3) * (1 - 0.4 * ramp(frame, FINDER + 60, FINDER + 90))
    with stage.layer(0.45) as p:
        sky = QLinearGradient(0, -400, 0, 120)
        for at, tone in ((0.0, 4), (1.0, 30)):
            sky.setColorAt(at, gray(tone))
        p.fillRect(QRectF(-1000, -700, 2000, 1000), QBrush(sky))
        lens = Lens(0, 1.5, 0, focal=900, horizon=70)
        for x, z, tall, seed in ((-14, 40, 11, 6), (-5, 46, 14, 7), (6, 40, 12, 8), (15, 44, 13, 9)):
            _pine(p, lens, x, z, tall, seed)
        haze(p, QRectF(-900, -160, 1800, 320), t, 0.16, 2.0)
    with stage.layer(0.8) as p:
        ground = QLinearGradient(0, 60, 0, 420)
        for at, tone in ((0.0, 34), (0.2, 50), (1.0, 12)):
            ground.setColorAt(at, gray(tone))
        p.fillRect(QRectF(-1200, 64, 2400, 900), QBrush(ground))
        _fence(p)
        _third(p, frame, found)
    stage.defocus(mix(2.2, 1.0, found))
    with stage.layer(1.0) as p:
        p.strokePath(_mast(), QPen(gray(22), 7))
        _shadow(p, 258, 168, 250)
        traffic.sedan(p, 258, 168, 470, -1.0, 1.2, 0.03 + 0.3 * _pulse(frame, 1068, 1080))
        weather.FAR.paint(p, t, QRectF(-620, -460, 1240, 760), 0.14, 2.0)
        glow(p, 4, 20, 330, 0.3, 0.9, 0.35)
        _two_men(p, frame)
        _shadow(p, -425, 178, 250)
        traffic.sedan(p, -425 - 260 * leaving**2, 178, 470, 1.0, 0.7, 0.04, -leaving)
    head = QPointF(-200 - 260 * leaving**2, 92)
    with stage.lighting(1.0, ambient=0.14, blur=4, gain=2.8) as p:
        glow(p, 10, 150, 420, 0.95, 0.3, 0.3)
        glow(p, 10, -210, 560, 0.55, 1.0, 0.25)
        cone(p, head.x() - 20, head.y(), 2, 760, 30, 0.8, 0.9)
        glow(p, 330, 40, 250, 0.8 * found, 1.0, 0.35)
    with stage.layer(1.0) as p:
        cone(p, 10, -236, 90, 560, 70, 0.34, 1.0)
        glow(p, 10, -232, 150, 1.0, 0.7, 0.07)
        cone(p, head.x(), head.y(), 1, 560, 20, 0.5, 1.0)
        glow(p, head.x(), head.y(), 200, 1.0, 0.8, 0.06)
        tail = traffic.lamps(258, 168, 470, -1.0)[1]
        glow(p, tail.x(), tail.y(), 70, 0.55, 1.0, 0.1)
        ember = 0.5 + 0.5 * drift(t * 1.2, 12)
        glow(p, 306, -52, 12, 0.8 * ember * (1 - ease(frame, 1056, 1066)), 1.0, 0.2)
    foot = stage.camera.transform(1.0).map(QPointF(0, 176)).y()
    weather.wet(stage, foot, 0.8, 1.4, 6.0)
    with stage.layer(1.0) as p:
        weather.splashes(p, t, QRectF(-560, 150, 1120, 230), 90, 0.4)
        weather.MIDDLE.paint(p, t, QRectF(-520, -420, 1040, 900), 0.14, 0.8)


def _pulse(frame: float, first: float, stop: float) -> float:
    return ramp(frame, first, first + 3) * (1 - ramp(frame, stop, stop + 3))


def _mast() -> QPainterPath:
    mast = QPainterPath(QPointF(-34, 160))
    mast.lineTo(-34, -190)
    mast.cubicTo(-34, -252, -14, -250, 10, -244)
    return mast


def _fence(p: QPainter) -> None:
    for k in range(-14, 15):
        p.fillRect(QRectF(k * 74, 30, 7, 40), gray(20))
    p.fillRect(QRectF(-1100, 38, 2200, 5), gray(22))
    p.fillRect(QRectF(-1100, 54, 2200, 4), gray(18))
    # The office's door, far behind, dark.
    p.fillRect(QRectF(250, -96, 240, 166), gray(62))
    p.fillRect(QRectF(240, -104, 262, 10), gray(84))
    p.fillRect(QRectF(372, -66, 62, 136), gray(34))


def _third(p: QPainter, frame: float, found: float) -> None:
    """Paint the man in the hat: he stands in the dark and smokes, and turns when light falls on him."""
    turn = ease(frame, 1060, 1078)
    pose = Pose(right_shoulder=30, right_elbow=110, right_spread=10).toward(POCKETS, turn)
    coat = Figure("fedora", "short", MAN_IN_HAT.hem, 1.05, 0.132, False, 30, 14, 44 + 20 * found, 22)
    rim = Rim(-1.5, -0.5, 40 + 190 * found)
    person(p, coat, pose, 322, 96, 172, mix(186, 104, turn), 0.5 + 0.4 * found, rim)


def _two_men(p: QPainter, frame: float) -> None:
    left = _walked(frame, -470, -72, 738, 806)
    leaves = ease(frame, 1010, 1060)
    x1 = left - 40 * leaves
    give = Pose(lean=5, right_shoulder=46, right_elbow=16, right_spread=2)
    take = Pose(lean=6, left_shoulder=48, left_elbow=18, left_spread=2)
    offers = ease(frame, 892, 922)
    took = ease(frame, 948, 972)
    base = STAND.toward(give, offers * (1 - took))
    first = walk((left + 470) / 276, STAND, 0.6) if 738 < frame < 806 else base
    yaw1 = mix(4, 176, ease(frame, 1004, 1022))
    step = _walked(frame, 118, 76, 850, 884)
    reaches = ease(frame, 904, 930)
    second = walk((118 - step) / 262, POCKETS, 0.2) if 850 < frame < 884 else POCKETS.toward(take, reaches)
    if frame > 948:
        second = take.toward(STAND, took)
    nod = 8 * math.sin(math.pi * ramp(frame, 856, 872)) + 6 * math.sin(math.pi * ramp(frame, 1046, 1060))
    base2 = replace(second, nod=second.nod + nod)
    hands1 = person(p, DEALER, first, x1, 172, 276, yaw1, 0.8, Rim(-1.0, -1.6, 170))
    hands2 = person(p, BUYER, base2, step, 172, 262, 180, 0.8, Rim(0.6, -1.7, 170))
    _case(p, hands1, hands2, ease(frame, 940, 956))


def _walked(frame: float, start: float, stop: float, first: float, last: float) -> float:
    x = ramp(frame, first, last)
    return mix(start, stop, x + 0.06 * math.sin(x * math.tau) * -1)


def _case(p: QPainter, giver: Joints, taker: Joints, given: float) -> None:
    a, b = giver.right_hand, taker.left_hand
    hand = a + (b - a) * given
    p.save()
    p.translate(hand.x(), hand.y())
    p.setPen(QPen(gray(120), 2.4))
    p.drawArc(QRectF(-11, -3, 22, 16), 0, 180 * 16)
    p.setPen(Qt.PenStyle.NoPen)
    leather = QLinearGradient(0, 5, 0, 50)
    leather.setColorAt(0, gray(210))
    leather.setColorAt(0.2, gray(120))
    leather.setColorAt(1, gray(64))
    p.setBrush(QBrush(leather))
    p.drawRoundedRect(QRectF(-35, 5, 70, 46), 5, 5)
    p.setBrush(Qt.BrushStyle.NoBrush)
    p.fillRect(QRectF(-35, 17, 70, 2), gray(40))
    for x in (-22, 16):
        p.fillRect(QRectF(x, 13, 7, 8), gray(240))
    p.restore()


# Behind the blind.


def _through_the_blind(stage: Stage) -> None:
    t = stage.since(THROUGH)
    stage.camera = Camera(
        mix(-14, 12, ramp(t, 0, 6)) + 3 * drift(t * 0.7, 5),
        -20 + 2 * drift(t * 0.8, 6),
        mix(1.22, 1.36, ease(t, 0, 6)),
    )
    meeting(stage, stage.frame)
    with stage.layer(0) as p:
        _gap(p, 1.0, t)


def _gap(p: QPainter, wide: float, t: float) -> None:
    """Paint the slats around the gap that her fingers hold open, near and out of focus."""
    sway = 2 * drift(t * 0.9, 15)
    for side in (-1, 1):
        for k in range(2):
            y = side * (mix(40, 282, wide) + k * 58) + sway
            bend = -side * (44 * wide) * 0.82**k
            for soft, alpha in ((30, 0.18), (22, 0.3), (14, 0.5), (6, 0.8), (0, 1.0)):
                slat = QPainterPath(QPointF(-520, y - 26 - soft / 2 + bend))
                slat.quadTo(60, y - 26 - soft / 2 - bend, 520, y - 26 - soft / 2 + bend * 1.1)
                slat.lineTo(520, y + 20 + soft / 2 + bend * 1.1)
                slat.quadTo(60, y + 20 + soft / 2 - bend, -520, y + 20 + soft / 2 + bend)
                slat.closeSubpath()
                p.fillPath(slat, gray(4 + 3 * k, alpha))
            lip = side * -26
            edge = QPainterPath(QPointF(-520, y + lip + bend))
            edge.quadTo(60, y + lip - bend, 520, y + lip + bend * 1.1)
            for wide_, alpha in ((9, 0.1), (5, 0.16), (2, 0.22)):
                p.strokePath(edge, QPen(gray(120 if side > 0 else 50, alpha * 0.7**k), wide_))


def _finder(stage: Stage) -> None:
    t = stage.since(FINDER)
    stage.camera = travel(
        t,
        (0.9, Camera(110, -6, 1.5)),
        (2.6, Camera(300, -14, 2.5)),
    )
    stage.camera = Camera(
        stage.camera.x + 2.5 * drift(t, 7), stage.camera.y + 2 * drift(t * 1.1, 8), stage.camera.zoom
    )
    meeting(stage, stage.frame)
    stage.defocus(5 * (1 - ramp(t, 0, 0.15)) + 2.5 * _pulse(stage.frame, 1064, 1070))
    with stage.layer(0) as p:
        edge = QPainterPath()
        edge.addRect(QRectF(-500, -380, 1000, 760))
        for inset, alpha in ((0, 0.35), (8, 0.4), (16, 0.5), (26, 0.85)):
            hole = QPainterPath()
            hole.addRoundedRect(
                QRectF(-440, -330, 880, 660).adjusted(26 - inset, 26 - inset, inset - 26, inset - 26), 90, 90
            )
            p.fillPath(edge.subtracted(hole), gray(0, alpha))
        p.setPen(QPen(gray(230, 0.55), 2))
        for sx in (-1, 1):
            for sy in (-1, 1):
                p.drawLine(QPointF(sx * 356, sy * 258), QPointF(sx * 300, sy * 258))
                p.drawLine(QPointF(sx * 356, sy * 258), QPointF(sx * 356, sy * 214))
        p.setPen(QPen(gray(230, 0.3), 1.4))
        p.drawRoundedRect(QRectF(-46, -32, 92, 64), 8, 8)
        p.setPen(Qt.PenStyle.NoPen)
        down = ease(stage.frame, 1112, 1126)
        p.fillRect(QRectF(-500, -380, 1000, 770 * down), gray(0))


def _photograph(stage: Stage, shutter: int) -> None:
    """Paint what the film in her camera has seen: a print with a white edge that flares and is gone."""
    stage.camera = {
        plan.SHUTTER[0]: Camera(-10, -24, 1.18),
        plan.SHUTTER[1]: Camera(4, -16, 1.34),
        plan.SHUTTER[2]: Camera(120, -6, 1.5),
    }[shutter]
    meeting(stage, shutter)
    age = stage.frame - shutter
    flare = (1.0, 0.55, 0.28, 0.14, 0.08, 0.05, 0.03, 0.0)[age]
    seen = np.clip(stage.pixels.astype(np.float32) * np.float32(1.35 / 255), 0, 1)
    luma = 255 * seen ** np.float32(0.85)
    stage.show((luma + (255 - luma) * np.float32(flare * 0.9)).astype(np.float32))
    with stage.layer(0) as p:
        edge = QPainterPath()
        edge.addRect(QRectF(-500, -380, 1000, 760))
        hole = QPainterPath()
        hole.addRect(QRectF(-446, -326, 892, 652))
        p.fillPath(edge.subtracted(hole), gray(236))


def _room(stage: Stage) -> None:
    t = stage.since(INSIDE)
    stage.camera = Camera(-40 + 26 * ease(t, -1, 4.5), 0, 0.9)
    with stage.layer(0.7) as p:
        night = QLinearGradient(0, -360, 0, 300)
        for at, tone in ((0.0, 10), (0.5, 34), (0.62, 60), (1.0, 22)):
            night.setColorAt(at, gray(tone))
        p.fillRect(QRectF(-900, -700, 1800, 1400), QBrush(night))
        # The men, the lamp and the cars, as far as a glance past the slats has them.
        cone(p, -176, -150, 90, 420, 70, 0.6, 1.0)
        walked = _walked(stage.frame, -330, -214, 738, 806)
        p.fillRect(QRectF(walked - 13, -20, 26, 128), gray(3))
        p.fillRect(QRectF(-150, -14, 24, 120), gray(3))
        p.fillRect(QRectF(-110, 54, 330, 54), gray(5))
        p.fillRect(QRectF(-600, 54, 250, 56), gray(5))
    stage.defocus(7)
    stage.camera = Camera(8 * ease(t, -1, 4.5), 2 * drift(t * 0.5, 9), mix(1.0, 1.05, ease(t, -1, 4.5)))
    pulse = _buzz(stage.frame)
    with stage.layer(0.7) as p:
        for x, y, radius, strength in (
            (-176, -150, 46, 0.9),
            (-330, 64, 60, 1.0),
            (-12, 40, 26, 0.5),
            (-400, -190, 90, 0.5),
        ):
            glow(p, x, y, radius * 1.7, strength * (pulse if x == -400 else 1), 1.0, 0.5)
    with stage.layer(0.9) as p:
        _blind(p, t)
        _corner(p, pulse)
    stage.defocus(1.8)
    parts = _her(ease(stage.frame, 784, 808))
    breath = 1.5 * math.sin(t * 1.9)
    with stage.layer(1.06) as p:
        p.translate(HER + QPointF(0, breath))
        p.scale(1.3, 1.3)
        for path, own, _ in parts:
            p.fillPath(path, gray(own))
        p.setClipPath(face.bob())
        for k in range(16):
            strand = QPainterPath(QPointF(14, -122))
            strand.cubicTo(-60 + 12 * k, -110 + 2 * k, -70 + 12 * k, -20, -46 + 10 * k, 84)
            p.strokePath(strand, QPen(gray(34 + 22 * chance(k, 78), 0.6), 1.4))
        p.setClipping(False)
        _camera(p, _hold(ease(stage.frame, 784, 808)))
        _grip(p, _hold(ease(stage.frame, 784, 808)))
    with stage.lighting(1.06, ambient=1.0, blur=3.5, gain=3.0) as p:
        p.translate(HER + QPointF(0, breath))
        p.scale(1.3, 1.3)
        for number, (path, _, share) in enumerate(parts):
            _bars(p, path, share * pulse, number)
    with stage.layer(0) as p:
        haze(p, QRectF(-520, -400, 1040, 800), t, 0.06, 2.0)


HER = QPointF(236, -64)
WINDOW = QRectF(-450, -330, 560, 620)


def _blind(p: QPainter, t: float) -> None:
    wall = QPainterPath()
    wall.addRect(QRectF(-800, -700, 1600, 1500))
    hole = QPainterPath()
    hole.addRect(WINDOW)
    p.fillPath(wall.subtracted(hole), gray(7))
    pitch = 25
    for k in range(25):
        y = WINDOW.top() + k * pitch
        at = (y + 96) / 44  # Her fingers part the slats here.
        part = 15 * math.exp(-at * at) * (1 if at > 0 else -1)
        slat = QPainterPath(QPointF(WINDOW.left(), y))
        slat.cubicTo(-250, y, -170, y + part, -96, y + part)
        slat.cubicTo(-20, y + part, 40, y, WINDOW.right(), y)
        slat.lineTo(WINDOW.right(), y + 13)
        slat.cubicTo(40, y + 13, -20, y + part + 13, -96, y + part + 13)
        slat.cubicTo(-170, y + part + 13, -250, y + 13, WINDOW.left(), y + 13)
        p.fillPath(slat, gray(13))
        upper = QPainterPath(QPointF(WINDOW.left(), y))
        upper.cubicTo(-250, y, -170, y + part, -96, y + part)
        upper.cubicTo(-20, y + part, 40, y, WINDOW.right(), y)
        p.strokePath(upper, QPen(gray(96), 1.6))
    for x in (-390, -170, 50):
        p.fillRect(QRectF(x, WINDOW.top(), 5, WINDOW.height()), gray(8))
    p.fillRect(QRectF(WINDOW.left() - 20, WINDOW.bottom(), 600, 16), gray(46))
    p.fillRect(QRectF(WINDOW.left() - 20, WINDOW.bottom() + 16, 600, 8), gray(10))


def _corner(p: QPainter, pulse: float) -> None:
    """Paint the wall at the right, with the blind's light on it."""
    p.fillRect(QRectF(170, -700, 800, 1500), gray(12))
    p.save()
    p.setClipRect(QRectF(172, -700, 800, 1500))
    for k in range(26):
        y = -420 + k * 27
        near = math.exp(-(((y + 40) / 260) ** 2))
        band = QPolygonF([QPointF(172, y), QPointF(560, y + 84), QPointF(560, y + 100), QPointF(172, y + 13)])
        shine = QLinearGradient(172, 0, 540, 0)
        shine.setColorAt(0, gray(130 * near * pulse))
        shine.setColorAt(1, gray(30 * near * pulse))
        p.setBrush(QBrush(shine))
        p.drawPolygon(band)
    p.restore()


def _hold(raised: float) -> QPointF:
    """Return where her hand holds the camera: before her, or at her eye."""
    return QPointF(mix(-96, -100, raised), mix(236, 4, raised))


def _her(raised: float) -> list[tuple[QPainterPath, float, float]]:
    """Return her in profile, from the farthest shape to the nearest: each with its tone and light."""
    coat = QPainterPath(QPointF(30, 84))
    coat.cubicTo(64, 96, 84, 104, 100, 122)
    coat.cubicTo(190, 140, 214, 230, 230, 460)
    coat.lineTo(-74, 460)
    coat.cubicTo(-72, 330, -62, 250, -46, 196)
    coat.cubicTo(-36, 160, -22, 130, -8, 112)
    coat.closeSubpath()
    collar = QPainterPath(QPointF(-16, 104))
    collar.lineTo(-34, 140)
    collar.lineTo(6, 178)
    collar.lineTo(70, 150)
    collar.lineTo(96, 120)
    collar.cubicTo(94, 96, 88, 76, 76, 62)
    collar.cubicTo(50, 92, 20, 104, -16, 104)
    far_hand = QPointF(-244, -26)
    far_arm = _sleeve(QPointF(-20, 176), QPointF(-120, 128), far_hand + QPointF(12, 6), 27, 18)
    hold = _hold(raised)
    elbow = QPointF(mix(-6, -54, raised), mix(300, 196, raised))
    near_arm = _sleeve(QPointF(84, 196), elbow, hold + QPointF(26, 30), 42, 22)
    return [
        (far_arm, 70, 0.5),
        (_fingers(far_hand), 120, 0.8),
        (coat, 66, 0.55),
        (face.profile(), 135, 1.0),
        (collar, 84, 0.6),
        (face.bob(), 15, 0.8),
        (near_arm, 76, 0.5),
    ]


def _bars(p: QPainter, on: QPainterPath, strength: float, phase: int) -> None:
    """Lay the light between the slats on a shape that else is in the dark, brightest on the window's side."""
    p.save()
    p.setClipPath(on)
    p.fillPath(on, gray(9))
    edge = on.boundingRect()
    left, right = edge.left(), edge.left() + min(edge.width(), 210)
    bow = (0, 3, 8, -6, 5, -9, 12)[phase]
    for k in range(26):
        y = -160 + k * 25 + phase * 7
        near = math.exp(-(((y + 6) / 230) ** 2))
        band = QPainterPath(QPointF(left - 40, y - bow))
        band.quadTo(left + 60, y - 8 + bow, right + 90, y + 40 - bow)
        band.lineTo(right + 90, y + 51 - bow)
        band.quadTo(left + 60, y + 4 + bow, left - 40, y + 12 - bow)
        band.closeSubpath()
        shine = QLinearGradient(left, 0, right, 0)
        for at, alpha in ((0, 1.0), (0.28, 0.75), (0.62, 0.22), (1, 0.03)):
            shine.setColorAt(at, gray(230, alpha * strength * near))
        p.fillPath(band, QBrush(shine))
    p.restore()


def _sleeve(a: QPointF, b: QPointF, c: QPointF, upper: float, lower: float) -> QPainterPath:
    """Return a coat's sleeve from shoulder ``a`` over elbow ``b`` to wrist ``c``, half as wide as given."""
    bone = QPainterPath(a)
    bone.quadTo(b, c)
    left: list[QPointF] = []
    right: list[QPointF] = []
    for k in range(13):
        u = k / 12
        at = bone.pointAtPercent(u)
        angle = math.radians(bone.angleAtPercent(u))
        side = QPointF(math.sin(angle), math.cos(angle)) * mix(upper, lower, u)
        left.append(at + side)
        right.append(at - side)
    path = QPainterPath()
    path.addPolygon(QPolygonF(left + right[::-1]))
    path.closeSubpath()
    path.addEllipse(a, upper, upper)
    path.setFillRule(Qt.FillRule.WindingFill)
    return path


def _fingers(at: QPointF) -> QPainterPath:
    """Return the hand that holds the slats apart."""
    hand = QPainterPath()
    hand.setFillRule(Qt.FillRule.WindingFill)
    hand.addEllipse(at + QPointF(-4, -2), 19, 14)
    for k, (dx, dy) in enumerate(((-36, -17), (-40, -7), (-37, 5), (-20, 21))):
        finger = QPainterPath(at + QPointF(-6, -4 + k * 3))
        finger.quadTo(at + QPointF(dx * 0.7, dy - 5), at + QPointF(dx, dy))
        stroke = QPainterPathStroker()
        stroke.setWidth(7.5)
        stroke.setCapStyle(Qt.PenCapStyle.RoundCap)
        hand.addPath(stroke.createStroke(finger))
    return hand


def _camera(p: QPainter, at: QPointF) -> None:
    p.save()
    p.translate(at)
    body = QLinearGradient(-30, 0, 20, 0)
    for stop, tone in ((0, 120), (0.2, 40), (1, 12)):
        body.setColorAt(stop, gray(tone))
    p.setBrush(QBrush(body))
    p.drawRoundedRect(QRectF(-26, -50, 40, 70), 6, 6)
    p.setBrush(gray(44))
    p.drawRoundedRect(QRectF(-20, -60, 26, 12), 3, 3)
    tube = QLinearGradient(0, -36, 0, 8)
    for stop, tone in ((0, 170), (0.2, 60), (0.6, 16), (1, 5)):
        tube.setColorAt(stop, gray(tone))
    p.setBrush(QBrush(tube))
    p.drawRect(QRectF(-52, -34, 28, 40))
    p.drawRect(QRectF(-68, -37, 18, 46))
    p.fillRect(QRectF(-70, -36, 3, 44), gray(150))
    p.setBrush(Qt.BrushStyle.NoBrush)
    p.restore()
    glow(p, at.x() - 70, at.y() - 18, 26, 0.7, 1.4, 0.12)


def _grip(p: QPainter, at: QPointF) -> None:
    """Paint the near hand around the camera's body."""
    palm = QPainterPath()
    palm.addRoundedRect(QRectF(at.x() - 12, at.y() - 6, 42, 40), 16, 16)
    p.fillPath(palm, gray(40))
    for k in range(4):
        y = at.y() - 26 + k * 13
        finger = QPainterPath(QPointF(at.x() + 18, y + 9))
        finger.quadTo(at.x() - 6, y + 1, at.x() - 24, y + 5)
        p.strokePath(finger, QPen(gray(22), 14, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        tone = QLinearGradient(at.x() - 26, 0, at.x() + 20, 0)
        tone.setColorAt(0, gray(120))
        tone.setColorAt(1, gray(38))
        p.strokePath(finger, QPen(QBrush(tone), 11, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))


def _her_eyes(stage: Stage) -> None:
    t = stage.since(HER_EYES)
    stage.camera = Camera(0, 0, mix(1.0, 1.08, ramp(t, 0, 2)))
    up = ease(stage.frame, 1012, 1024)
    wide = settle(stage.frame, HER_EYES - 3, HER_EYES + 9)
    with stage.layer(1.0) as p:
        p.fillRect(QRectF(-700, -500, 1400, 1000), gray(3))
        # She looks after the one, after the other, and blinks between.
        look = 13 * ease(stage.frame, 990, 997) - 22 * ease(stage.frame, 1001, 1007)
        p.save()
        p.translate(20, 4)
        p.scale(1.15, 1.15)
        face.front(p, look, 0, math.exp(-(((stage.frame - 999) / 1.3) ** 2)))
        p.restore()
        if up > 0:
            _lens(p, mix(330, 6, up), t)
        for side in (-1, 1):
            for k in range(8):
                _slat_outside(p, side, k, wide)
        _fingertips(p, wide)
    with stage.lighting(1.0, ambient=0.16, blur=20, gain=1.9) as p:
        glow(p, 60, -10, 560, 0.8, 0.7, 0.35)
        glow(p, -480, -300, 500, 0.4 * _buzz(stage.frame), 1.0, 0.3)
    glass.drops(stage, _on_pane(t))
    with stage.layer(0) as p:
        weather.NEAR.paint(p, stage.t, QRectF(-500, -380, 1000, 760), 0.14, 0.7)


def _slat_outside(p: QPainter, side: int, k: int, wide: float) -> None:
    pitch = 52
    y = side * (30 + k * pitch)
    push = side * 58 * wide * 0.62**k

    def line(dy: float, bow: float) -> tuple[QPointF, QPointF, QPointF, QPointF]:
        return (
            QPointF(-700, y + dy),
            QPointF(-210, y + dy + bow * 0.1),
            QPointF(-190, y + dy + bow * 1.25),
            QPointF(700, y + dy),
        )

    a, b = line(-side * 24, push), line(side * 24, push * 0.9)
    slat = QPainterPath(a[0])
    slat.cubicTo(a[1], QPointF(-170, a[2].y()), QPointF(20, a[2].y()))
    slat.cubicTo(QPointF(220, a[2].y()), QPointF(280, a[1].y()), a[3])
    slat.lineTo(b[3])
    slat.cubicTo(QPointF(280, b[1].y()), QPointF(220, b[2].y()), QPointF(20, b[2].y()))
    slat.cubicTo(QPointF(-170, b[2].y()), b[1], b[0])
    slat.closeSubpath()
    top = min(a[2].y(), b[2].y())
    paint_ = QLinearGradient(0, top, 0, top + 50)
    for at, tone in ((0, 150), (0.12, 120), (0.5, 84), (0.9, 44), (1, 20)):
        paint_.setColorAt(at, gray(tone))
    p.fillPath(slat, QBrush(paint_))


def _lens(p: QPainter, y: float, t: float) -> None:
    """Paint her camera from the front: the lamp, the cars and the sign are small in its glass."""
    p.save()
    p.translate(20, y)
    p.setBrush(gray(16))
    p.drawRoundedRect(QRectF(-190, -70, 380, 220), 18, 18)
    metal = QLinearGradient(0, -84, 0, -44)
    for at, tone in ((0, 150), (0.5, 90), (1, 40)):
        metal.setColorAt(at, gray(tone))
    p.setBrush(QBrush(metal))
    p.drawRoundedRect(QRectF(-190, -82, 380, 42), 12, 12)
    p.setBrush(gray(3))
    p.drawRoundedRect(QRectF(96, -72, 44, 24), 4, 4)
    for radius, tone in ((76, 90), (72, 14), (60, 60), (57, 8), (44, 28), (42, 2)):
        p.setBrush(gray(tone))
        p.drawEllipse(QPointF(0, 20), radius, radius)
    glow(p, -12, 8, 52, 0.55, 1.0, 0.3)
    glow(p, 8 + 3 * drift(t, 3), 4, 16, 1.0, 1.0, 0.25)
    glow(p, -20, 26, 12, 0.8, 0.8, 0.2)
    glow(p, 16, 34, 20, 0.35, 0.6, 0.4)
    p.setPen(QPen(gray(200, 0.7), 2))
    p.drawArc(QRectF(-70, -50, 140, 140), 60 * 16, 70 * 16)
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(Qt.BrushStyle.NoBrush)
    p.restore()


def _fingertips(p: QPainter, wide: float) -> None:
    for k, (x, turn) in enumerate(((-186, 12), (-150, 4))):
        p.save()
        p.translate(x, 34 + 46 * wide)
        p.rotate(turn)
        skin = QLinearGradient(-15, 0, 15, 0)
        for at, tone in ((0, 40), (0.4, 165 - 20 * k), (1, 60)):
            skin.setColorAt(at, gray(tone))
        p.setBrush(QBrush(skin))
        p.drawRoundedRect(QRectF(-15, -66, 30, 84), 15, 15)
        p.setBrush(gray(190, 0.6))
        p.drawRoundedRect(QRectF(-8, -2, 16, 16), 7, 7)
        p.restore()
    p.setBrush(Qt.BrushStyle.NoBrush)


def _on_pane(t: float) -> list[glass.Drop]:
    """Return the drops on the window: most hang, a few run down."""
    found = [
        (
            chance(k, 71) * 980 - 490,
            chance(k, 72) * 740 - 370,
            2 + 7 * chance(k, 73) ** 3,
            1.0 + 0.5 * chance(k, 74),
        )
        for k in range(230)
    ]
    for k in range(7):
        way = (t * (0.16 + 0.2 * chance(k, 75)) + chance(k, 76)) % 1.3
        x = chance(k, 77) * 900 - 450
        y = way * 820 - 460
        found.append((x + 5 * math.sin(y / 40), y, 7.0, 1.5))
        found += [(x + 5 * math.sin((y - 26 * n) / 40), y - 26 * n, 4.0 - 0.4 * n, 1.3) for n in range(1, 8)]
    return found
