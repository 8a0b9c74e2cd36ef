"""She walks home to her paper through wet streets; somebody walks behind her, and stops when she stops.

Five shots, each cut on a beat: along the shop fronts with her, down on her umbrella, towards her as a car
comes up from behind, before a hatter's window that shows the man too, and from the bar's door when she goes
in."""

import math
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

import plan
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QLinearGradient, QPainter, QPainterPath, QPen, QPolygonF, QRadialGradient

from picture import letters, weather
from picture.city import skyline
from picture.light import glow, haze
from picture.people import (
    MAN_IN_HAT,
    POCKETS,
    STRIDE,
    UMBRELLA,
    WOMAN_IN_HAT,
    Rim,
    person,
    walk,
)
from picture.stage import FRAME, Camera, Stage, chance, drift, ease, gray, mix, ramp, settle, travel

BEAT = plan.TRACKS[3].beat
DOWNBEAT = next(cue.downbeat for cue in plan.CUES if cue.id == "street")
LAMPS = 2 * BEAT
"""Frames from the lamp that passes her to the next one: she passes them on beats 1 and 3."""

ALONG = plan.SCENES[3].first
ABOVE = DOWNBEAT + 6 * BEAT
TOWARDS = DOWNBEAT + 9 * BEAT
WINDOW = DOWNBEAT + 16 * BEAT
DOOR = DOWNBEAT + 21 * BEAT
"""First frames of the shots."""
CAR = 2012
"""The frame at which the car is nearest."""

STEP = STRIDE / 2
"""Way of one step, in heights of who walks."""


def paint(stage: Stage) -> None:
    if stage.frame < ABOVE:
        _along(stage)
    elif stage.frame < TOWARDS:
        _above(stage)
    elif stage.frame < WINDOW:
        _towards(stage)
    elif stage.frame < DOOR:
        _window(stage)
    else:
        _door(stage)


def _way(steps: Sequence[int], frame: float) -> float:
    """Return how far somebody has gone (in heights) whose heels come down at the frames ``steps``."""
    pace = steps[1] - steps[0]
    gone = bisect_right(steps, frame)
    if gone == 0:
        return STEP * (0.5 + (frame - steps[0]) / pace)
    since = frame - steps[gone - 1]
    if gone < len(steps) and steps[gone] - steps[gone - 1] > pace:
        # The last step before a stop is half a step, and the first after it begins from both feet.
        since = min(since, pace / 2) + max(since - (steps[gone] - steps[gone - 1]) + pace / 2, 0)
        return STEP * (0.5 + gone - 1 + since / pace)
    return STEP * (0.5 + gone - 1 + since / pace)


# Along the shop fronts.

HER_HEIGHT, HIS_HEIGHT = 300.0, 318.0
GROUND = 206.0
WALL_FOOT = 186.0
LAMP_TOP = -236.0


def _her_x(frame: float) -> float:
    return HER_HEIGHT * _way(plan.HER_STEPS, frame)


_LAMPS_X = tuple(_her_x(DOWNBEAT + LAMPS * k) for k in range(-2, 8))
_SHOPS = (
    # Left and right edge, tone of the window (0: a shutter), what is written above it.
    (-640.0, -330.0, 150.0, "TABAC"),
    (-250.0, 20.0, 0.0, "MERCERIE"),
    (330.0, 690.0, 205.0, "CINÉMA"),
    (800.0, 1100.0, 130.0, "CAFÉ"),
    (1210.0, 1420.0, 0.0, "PRIMEURS"),
    (1490.0, 1830.0, 170.0, "HÔTEL"),
)
ALLEY = (110.0, 262.0)


def _along(stage: Stage) -> None:
    her = _her_x(stage.frame)
    offset = mix(-128, 150, ease(stage.t, 0.6, 7.2))
    stage.camera = Camera(her - offset, -4 - 6 * ease(stage.t, 0, 6), 1.0)
    _alley(stage)
    _fronts(stage)
    _front_lights(stage)
    with stage.layer(1.0) as p:
        _signs(p, stage)
        for x in _LAMPS_X:
            _lamp(p, x, GROUND - 4, GROUND - LAMP_TOP, stage.t)
        haze(p, QRectF(her - 700, -120, 1400, 330), stage.t, 0.1, 1.3, 20)
        near = min(_LAMPS_X, key=lambda x: abs(x - his_x(stage.frame)))
        _him(p, his_x(stage.frame), GROUND - 8, HIS_HEIGHT, stage.frame, near)
        _her(p, stage, her, GROUND, HER_HEIGHT)
    weather.wet(stage, GROUND + 360 - stage.camera.y, 0.85, 0.46, 3.2)
    with stage.layer(1.0) as p:
        left = stage.camera.x - 500
        kerb = QLinearGradient(0, GROUND + 52, 0, GROUND + 74)
        for at, tone, alpha in ((0, 120, 0.30), (0.12, 0, 0.75), (0.6, 0, 0.5), (1, 0, 0)):
            kerb.setColorAt(at, gray(tone, alpha))
        p.fillRect(QRectF(left, GROUND + 52, 1000, 22), QBrush(kerb))
        for x in _LAMPS_X:
            glow(p, x, GROUND + 84, 22, 0.42, 4.4, core=0.3)
        weather.splashes(p, stage.t, QRectF(left, GROUND - 6, 1000, 160), 90, 0.42)
        weather.FAR.paint(p, stage.t, QRectF(left, -370, 1000, 580), 0.2)
        weather.MIDDLE.paint(p, stage.t, QRectF(left, -370, 1000, 740), 0.22)
    with stage.unfocused(2.1, 13) as p:
        for k in range(5):
            _near_post(p, 700.0 + 1150 * k)
    with stage.layer(0) as p:
        weather.NEAR.paint(p, stage.t, FRAME, 0.24)


def his_x(frame: float) -> float:
    """Return where he walks, so far behind her that he only comes into the frame when she has passed it."""
    return _her_x(ABOVE) - 560 + HIS_HEIGHT * (_way(plan.HIS_STEPS, frame) - _way(plan.HIS_STEPS, ABOVE))


def _alley(stage: Stage) -> None:
    with stage.layer(0) as p:
        sky = QLinearGradient(0, -360, 0, 220)
        sky.setColorAt(0, gray(10))
        sky.setColorAt(1, gray(66))
        p.fillRect(FRAME, QBrush(sky))
    with stage.layer(0.45) as p:
        p.translate(60, 0)
        skyline(p, 14, 900, 330, 190, tone=22, window=10, light=150)
        haze(p, QRectF(-300, -100, 600, 320), stage.t, 0.3)
        glow(p, 26, 60, 150, 0.75, core=0.05)
        p.fillRect(QRectF(25, 60, 2, 130), gray(9))


def _fronts(stage: Stage) -> None:
    with stage.layer(1.0) as p:
        wall = QLinearGradient(0, -380, 0, WALL_FOOT)
        wall.setColorAt(0, gray(20))
        wall.setColorAt(1, gray(44))
        for left, right in ((-1400.0, ALLEY[0]), (ALLEY[1], 2900.0)):
            p.fillRect(QRectF(left, -420, right - left, 420 + WALL_FOOT), QBrush(wall))
        p.fillRect(QRectF(-1400, WALL_FOOT, 4400, 300), gray(30))
        p.fillRect(QRectF(-1400, WALL_FOOT - 1, 4400, 2), gray(58))
        for k in range(52):  # Windows of the first floor, most of them dark, behind shutters.
            x = -1380 + 82.0 * k
            if ALLEY[0] - 60 < x < ALLEY[1] + 10:
                continue
            lit = chance(k, 41) > 0.8
            p.fillRect(QRectF(x, -352, 40, 112), gray(9))
            p.fillRect(QRectF(x - 3, -240, 46, 4), gray(40))
            if lit:
                p.fillRect(QRectF(x + 3, -349, 34, 109), gray(128))
                p.fillRect(QRectF(x + 18, -352, 4, 112), gray(12))
                p.fillRect(QRectF(x, -306, 40, 3), gray(12))
            else:
                for side in (-19, 41):
                    p.fillRect(QRectF(x + side, -352, 18, 112), gray(24))
        p.fillRect(QRectF(-1400, -222, 1400 + ALLEY[0], 9), gray(50))
        p.fillRect(QRectF(ALLEY[1], -222, 2600, 9), gray(50))
        for left, right, tone, sign in _SHOPS:
            _shop(p, left, right, tone, sign)


def _shop(p: QPainter, left: float, right: float, tone: float, sign: str) -> None:
    wide = right - left
    p.fillRect(QRectF(left - 14, -172, wide + 28, 172 + WALL_FOOT), gray(13))
    p.fillRect(QRectF(left - 18, -176, wide + 36, 7), gray(52))
    if tone == 0:
        for k in range(24):
            p.fillRect(QRectF(left, -112 + 11.5 * k, wide, 9.5), gray(33 - 0.5 * k))
        letters.text(p, sign, (left + right) / 2, -130, 24, tone=62)
        return
    pane = QRadialGradient(QPointF((left + right) / 2, -96), wide * 0.78)
    for at, share in ((0, 1.15), (0.25, 0.86), (0.6, 0.46), (1, 0.2)):
        pane.setColorAt(at, gray(tone * share))
    p.fillRect(QRectF(left, -112, wide, 262), QBrush(pane))
    inside = gray(14, 0.86)
    if sign == "CAFÉ":
        for k in range(3):  # Lamps over the tables, a shelf with cups behind them.
            p.fillRect(QRectF(left + 50 + 100 * k - 1, -112, 2, 36), inside)
            p.setBrush(gray(250))
            p.drawEllipse(QPointF(left + 50 + 100 * k, -68), 13, 11)
        p.fillRect(QRectF(left, -14, wide, 3), gray(20, 0.6))
        for k in range(19):
            high = 8 + 16 * chance(k, 7)
            p.fillRect(QRectF(left + 6 + 15.5 * k, -14 - high, 9, high), gray(24, 0.5))
        for x, high, lean in ((46.0, 118, 8), (112.0, 110, -8), (196.0, 124, 6), (258.0, 114, -6)):
            p.save()
            p.translate(left + x, 156)
            p.rotate(lean)
            p.setBrush(inside)
            p.drawEllipse(QPointF(0, -high), 12.5, 15.5)
            if x in (112, 196):
                p.drawEllipse(QPointF(0, -high - 11), 24, 4.5)
                p.drawRoundedRect(QRectF(-14, -high - 25, 28, 16), 6, 5)
            p.drawRoundedRect(QRectF(-24, 22 - high, 48, high), 19, 24)
            p.restore()
        for x in (80.0, 228.0):
            p.fillRect(QRectF(left + x - 30, 92, 60, 5), inside)
            p.fillRect(QRectF(left + x - 3, 96, 6, 60), inside)
            p.fillRect(QRectF(left + x - 8, 78, 5, 14), gray(220, 0.5))
        p.fillRect(QRectF(left, 108, wide, 44), gray(30, 0.55))
        p.fillRect(QRectF(left, 106, wide, 2), gray(14))
    elif sign == "CINÉMA":
        for k in range(3):  # Stills behind glass, each of another night.
            x = left + 18 + 118 * k
            p.fillRect(QRectF(x, -88, 84, 122), gray(14))
            still = QLinearGradient(x, -80, x + 84, 30)
            still.setColorAt(0, gray(150 - 40 * (k % 2)))
            still.setColorAt(1, gray(34))
            p.fillRect(QRectF(x + 7, -81, 70, 108), QBrush(still))
            p.setBrush(gray(16))
            if k == 0:
                _hat(p, x + 42, -30, 27, 8)
                p.drawEllipse(QPointF(x + 42, -18), 12, 18)
                p.drawRoundedRect(QRectF(x + 16, -2, 54, 29), 16, 20)
            elif k == 1:
                p.drawRect(QRectF(x + 20, -60, 16, 87))
                p.drawRect(QRectF(x + 44, -36, 22, 63))
                p.setBrush(gray(225))
                p.drawEllipse(QPointF(x + 58, -58), 9, 9)
            else:
                p.drawPie(QRectF(x + 12, -66, 60, 60), 0, 180 * 16)
                p.drawRect(QRectF(x + 41, -40, 2.5, 66))
                p.drawRoundedRect(QRectF(x + 30, -30, 24, 57), 10, 10)
        p.fillRect(QRectF(left, 60, wide, 90), gray(18, 0.82))
        for k in range(4):
            p.fillRect(QRectF(left + 12 + 90 * k, 72, 66, 66), gray(40, 0.5))
    elif sign == "TABAC":
        for row in range(3):
            p.fillRect(QRectF(left, -50 + 66 * row, wide, 4), inside)
            for k in range(13):
                high = 16 + 24 * chance(k + 20 * row, 8)
                p.fillRect(QRectF(left + 8 + 23 * k, -50 + 66 * row - high, 17, high), gray(34, 0.8))
    else:
        for x in (0.3, 0.7):
            p.fillRect(QRectF(left + wide * x - 40, -112, 80, 300), gray(tone * 0.9))
            p.fillRect(QRectF(left + wide * x - 2, -112, 4, 300), gray(14))
        p.setBrush(inside)
        p.drawEllipse(QPointF(left + wide / 2, 172), 30, 70)
    bars = 3 if wide > 300 else 2
    for k in range(bars + 1):
        p.fillRect(QRectF(left - 3 + k * wide / bars, -112, 6, 268), gray(8))


def _front_lights(stage: Stage) -> None:
    with stage.lighting(1.0, ambient=0.2, blur=7, gain=2.6) as p:
        p.fillRect(QRectF(ALLEY[0], -420, ALLEY[1] - ALLEY[0], 420 + WALL_FOOT), gray(96))
        for left, right, tone, _ in _SHOPS:
            if tone:
                p.fillRect(QRectF(left, -112, right - left, 270), gray(105))
                glow(p, (left + right) / 2, 190, 330, 0.5 * tone / 200, 0.4, core=0.4)
                glow(p, (left + right) / 2, -190, 300, 0.45 * tone / 200, 0.4, core=0.3)
        for x in _LAMPS_X:
            glow(p, x, LAMP_TOP, 330, 0.72, core=0.16)
            glow(p, x, GROUND, 210, 0.5, 0.25, core=0.4)
        for k in range(52):
            x = -1380 + 82.0 * k
            if chance(k, 41) > 0.8:
                p.fillRect(QRectF(x, -352, 40, 112), gray(90))


def _signs(p: QPainter, stage: Stage) -> None:
    """Paint the neon: each tube has its own temper."""
    for number, (left, right, tone, sign) in enumerate(_SHOPS):
        if not tone:
            continue
        middle = (left + right) / 2
        on = 0.92 + 0.08 * drift(stage.t * 5, 50 + number)
        if sign == "HÔTEL" and chance(stage.frame // 3, 51) < 0.12:
            on *= 0.35
        glow(p, middle, -146, 250, 0.42 * on, 0.5, core=0.3)
        letters.text(p, sign, middle, -124, 42, tone=95 * on, outline=7.5)
        letters.text(p, sign, middle, -124, 42, tone=30 + 225 * on, outline=2.6)
        if sign == "CINÉMA":
            for k in range(19):
                lit = (k + stage.frame // 6) % 3 != 0
                glow(p, left + (right - left) * k / 18, -181, 15, 0.9 if lit else 0.2, core=0.16)


def _lamp(p: QPainter, x: float, ground: float, high: float, t: float) -> None:
    """Paint a street lamp and its light in the wet air."""
    s = high / 440
    iron = gray(7)
    p.fillRect(QRectF(x - 3.4 * s, ground - high + 26 * s, 6.8 * s, high - 26 * s), iron)
    p.fillRect(QRectF(x - 6 * s, ground - 120 * s, 12 * s, 120 * s), iron)
    p.fillRect(QRectF(x - 12 * s, ground - 16 * s, 24 * s, 16 * s), iron)
    p.fillRect(QRectF(x - 16 * s, ground - high + 62 * s, 32 * s, 3 * s), iron)
    burn = 0.97 + 0.03 * drift(t * 3, int(x) % 97)
    y = ground - high
    pane = QPolygonF(
        [
            QPointF(x - 17 * s, y - 20 * s),
            QPointF(x + 17 * s, y - 20 * s),
            QPointF(x + 9.5 * s, y + 24 * s),
            QPointF(x - 9.5 * s, y + 24 * s),
        ]
    )
    p.setBrush(gray(236 * burn))
    p.drawPolygon(pane)
    glow(p, x, y, 250 * s, 0.62 * burn, core=0.16)
    glow(p, x, y, 60 * s, 0.8 * burn, core=0.3)
    p.setBrush(iron)
    p.drawPolygon(
        QPolygonF([QPointF(x - 21 * s, y - 19 * s), QPointF(x + 21 * s, y - 19 * s), QPointF(x, y - 38 * s)])
    )
    p.setPen(QPen(iron, 2.2 * s))
    for side in (-1, 1):
        p.drawLine(QPointF(x + side * 17 * s, y - 20 * s), QPointF(x + side * 9.5 * s, y + 24 * s))
    p.setPen(Qt.PenStyle.NoPen)


def _near_post(p: QPainter, x: float) -> None:
    post = QLinearGradient(x - 24, 0, x + 24, 0)
    for at, tone in ((0, 10), (0.18, 52), (0.32, 8), (0.8, 2), (1, 20)):
        post.setColorAt(at, gray(tone))
    p.fillRect(QRectF(x - 24, -900, 48, 2000), QBrush(post))


def _her(p: QPainter, stage: Stage, x: float, ground: float, height: float) -> None:
    near = min(_LAMPS_X, key=lambda lamp: abs(lamp - x))
    side = (near - x) / 170
    facing = math.exp(-((near - x) ** 2) / 9000)
    edge = 2.6 * max(-1.0, min(1.0, side * 1.6)) * (1 - ramp(abs(near - x), 110, 167))
    rim = Rim(edge + 0.4, -2.0, 70 + 110 * facing)
    sway = -0.015 + 0.012 * drift(stage.t * 1.4, 3)
    pose = walk(_way(plan.HER_STEPS, stage.frame), UMBRELLA, 0.12)
    hand = person(
        p, WOMAN_IN_HAT, pose, x, ground, height, light=0.34 + 0.3 * facing, rim=rim, sway=sway
    ).right_hand
    _umbrella(p, stage, hand, height, side, facing)


def _umbrella(p: QPainter, stage: Stage, hand: QPointF, height: float, side: float, facing: float) -> None:
    """Paint the umbrella in her hand, its canopy lit from the lamp that is near, drops bursting on it."""
    s = height / 300
    p.save()
    p.translate(hand)
    p.rotate(3 + 1.6 * drift(stage.t * 0.8, 9))
    p.setPen(QPen(gray(16), 3 * s))
    p.drawLine(QPointF(0, 14 * s), QPointF(-6 * s, -190 * s))
    p.setPen(Qt.PenStyle.NoPen)
    p.translate(-5 * s, -116 * s)
    wide, tall = 118 * s, 68 * s
    dome = QPainterPath(QPointF(-wide, 0))
    dome.cubicTo(-wide * 0.86, -tall * 0.72, -wide * 0.42, -tall, 0, -tall)
    dome.cubicTo(wide * 0.42, -tall, wide * 0.86, -tall * 0.72, wide, 0)
    edges = [-1.0, -0.74, -0.3, 0.3, 0.74, 1.0]
    for b, a in zip(edges[::-1], edges[-2::-1], strict=False):
        dome.quadTo((a + b) / 2 * wide, -9 * s, a * wide, 0)
    p.fillPath(dome, gray(9))
    shine = QRadialGradient(QPointF(side * wide, -tall * 1.25), wide * 1.25)
    shine.setColorAt(0, gray(205, 0.25 + 0.6 * facing))
    shine.setColorAt(0.5, gray(120, 0.12 + 0.16 * facing))
    shine.setColorAt(1, gray(60, 0))
    p.fillPath(dome, QBrush(shine))
    p.setPen(QPen(gray(4), 1.1 * s))
    for e in edges[1:-1]:
        rib = QPainterPath(QPointF(e * wide, 0))
        rib.quadTo(e * wide * 0.92, -tall * 0.7, 0, -tall)
        p.strokePath(rib, p.pen())
    p.setPen(QPen(gray(150 + 80 * facing, 0.7), 1.2 * s))
    top = QPainterPath(QPointF(-wide * 0.86, -tall * 0.42))
    top.cubicTo(-wide * 0.66, -tall * 0.85, -wide * 0.36, -tall, 0, -tall)
    top.cubicTo(wide * 0.36, -tall, wide * 0.66, -tall * 0.85, wide * 0.86, -tall * 0.42)
    p.strokePath(top, p.pen())
    p.setPen(Qt.PenStyle.NoPen)
    p.fillRect(QRectF(-1.5 * s, -tall - 9 * s, 3 * s, 10 * s), gray(14))
    for k in range(22):
        life = stage.t / 0.22 + chance(k, 71)
        age, turn = life % 1, math.floor(life)
        across = chance(k + 31 * turn, 72) * 1.8 - 0.9
        y = -tall * (1 - abs(across) ** 2.4)
        reach = (3 + 9 * age) * s
        p.fillRect(
            QRectF(across * wide * (1 + 0.03 * age), y - reach, 1.4 * s, 2.4 * s),
            gray(235, 0.75 * (1 - age)),
        )
    for e in (-1.0, -0.74, 0.74, 1.0):
        life = stage.t / 0.6 + chance(int(e * 50), 73)
        p.fillRect(QRectF(e * wide, 2 * s + 60 * s * (life % 1) ** 2, 1.5 * s, 5 * s), gray(200, 0.45))
    p.restore()


def _him(p: QPainter, x: float, ground: float, height: float, frame: float, lamp: float) -> None:
    facing = math.exp(-((lamp - x) ** 2) / 12000)
    edge = 2.6 * max(-1.0, min(1.0, (lamp - x) / 90)) * (1 - ramp(abs(lamp - x), 110, 167))
    rim = Rim(edge, -1.8, 50 + 90 * facing)
    pose = walk(_way(plan.HIS_STEPS, frame), POCKETS, 0.05)
    person(p, MAN_IN_HAT, pose, x, ground, height, light=0.2 + 0.3 * facing, rim=rim)


# From above.

SLAB = 46.0
POOL = 330.0


def _above(stage: Stage) -> None:
    length = (TOWARDS - ABOVE) / plan.FRAME_RATE
    since = stage.since(ABOVE)
    way = HER_HEIGHT * 0.86 * (_way(plan.HER_STEPS, stage.frame) - _way(plan.HER_STEPS, ABOVE))
    her = -60 + way
    stage.camera = Camera(mix(40, 96, since / length), 6, mix(1.06, 0.94, ease(since, 0, length)), -24)
    with stage.layer(1.0) as p:
        p.fillRect(QRectF(-1200, -900, 2600, 1800), gray(40))
        for row in range(-5, 5):
            for column in range(-20, 26):
                tone = 58 + 26 * chance(column + 50 * row, 61)
                x = column * SLAB * 1.5 + (row % 2) * SLAB * 0.75
                p.fillRect(QRectF(x, row * SLAB, SLAB * 1.5 - 1.6, SLAB - 1.6), gray(tone))
        # Kerb, gutter and cobbles on one side; the houses' foot on the other.
        p.fillRect(QRectF(-1200, 5 * SLAB, 2600, 16), gray(104))
        p.fillRect(QRectF(-1200, 5 * SLAB + 16, 2600, 500), gray(26))
        for row in range(14):
            for column in range(-40, 44):
                tone = 30 + 26 * chance(column + 99 * row, 62)
                x = column * 30.0 + (row % 2) * 15
                p.setBrush(gray(tone))
                p.drawRoundedRect(QRectF(x, 5 * SLAB + 22 + row * 24, 27, 21), 6, 6)
        p.fillRect(QRectF(-1200, -900, 2600, 900 - 5 * SLAB), gray(9))
        p.fillRect(QRectF(-1200, -5 * SLAB - 8, 2600, 8), gray(46))
    lamps = [(-520 + POOL * 1.25 * k, 5 * SLAB - 40) for k in range(4)]
    with stage.lighting(1.0, ambient=0.04, blur=6, gain=3.4) as p:
        for x, y in lamps:
            glow(p, x, y, 350, 0.95, core=0.36)
        for k, x in enumerate((-260.0, 240.0, 560.0)):  # Shop windows throw theirs over the pavement.
            pane = QPolygonF(
                [
                    QPointF(x - 84, -5 * SLAB),
                    QPointF(x + 84, -5 * SLAB),
                    QPointF(x + 150, -40),
                    QPointF(x - 150, -40),
                ]
            )
            light = QLinearGradient(0, -5 * SLAB, 0, -40)
            light.setColorAt(0, gray(150 - 30 * (k % 2), 1.0))
            light.setColorAt(1, gray(150, 0.0))
            p.setBrush(QBrush(light))
            p.drawPolygon(pane)
        for x, y, size in ((her, 14.0, 1.0), (her - 452, -34.0, 0.5)):
            for lamp in lamps:
                _shadow_from(p, lamp, x, y, size)
    with stage.layer(1.0) as p:
        for k in range(34):  # Puddles: glints that the drops break.
            x, y = -760 + 1800 * chance(k, 63), 5 * SLAB * (chance(k, 64) * 2 - 0.7)
            near = min(math.hypot(x - lx, y - ly) for lx, ly in lamps)
            shine = math.exp(-((near / 170) ** 2)) * (0.4 + 0.25 * drift(stage.t * 2 + k, k))
            glow(p, x, y, 16 + 30 * chance(k, 65), shine, 0.45, core=0.3)
        weather.splashes(p, stage.t, QRectF(-620, -5 * SLAB, 1500, 10 * SLAB + 200), 130, 0.34, 66)
        _man_from_above(p, stage, her - 452, -34)
        _umbrella_from_above(p, stage, her, 14, lamps)
        for x, y in lamps:
            p.setBrush(gray(5))
            p.drawEllipse(QPointF(x, y), 15, 15)
            glow(p, x, y, 120, 0.34, core=0.14)
            p.setBrush(gray(60))
            p.drawEllipse(QPointF(x - 2, y - 2), 4, 4)
    with stage.layer(0) as p:
        _rain_from_above(p, stage.t)


def _shadow_from(p: QPainter, lamp: tuple[float, float], x: float, y: float, size: float) -> None:
    """Paint the shadow that a lamp makes of somebody at (x, y): the farther it is, the longer and fainter."""
    away = QPointF(x - lamp[0], y - lamp[1])
    reach = math.hypot(away.x(), away.y()) / 150
    strength = 0.85 * math.exp(-((reach / 1.9) ** 2))
    if strength < 0.02:
        return
    p.save()
    p.translate(x, y)
    p.rotate(math.degrees(math.atan2(away.y(), away.x())))
    shade = QRadialGradient(QPointF(0, 0), 1)
    shade.setColorAt(0, gray(0, strength))
    shade.setColorAt(0.55, gray(0, strength * 0.8))
    shade.setColorAt(1, gray(0, 0))
    p.translate((30 + 46 * reach) * size, 0)
    p.scale((108 + 60 * reach) * size, 96 * size)
    p.fillRect(QRectF(-1, -1, 2, 2), QBrush(shade))
    p.restore()


def _umbrella_from_above(
    p: QPainter, stage: Stage, x: float, y: float, lamps: Sequence[tuple[float, float]]
) -> None:
    way = _way(plan.HER_STEPS, stage.frame)
    stride = math.sin(2 * math.pi * way / STRIDE)
    p.save()
    p.translate(x, y)
    for side in (-1, 1):  # Only the tips of her shoes come out from under it.
        p.setBrush(gray(14))
        p.drawEllipse(QPointF(4 + side * stride * 74, side * 13), 15, 7)
    # The panels face the lamps, most of all the nearest one.
    pull = [(lx - x, ly - y, math.exp(-((lx - x) ** 2 + (ly - y) ** 2) / 40000)) for lx, ly in lamps]
    to_lamp = math.atan2(sum(dy * near for _, dy, near in pull), sum(dx * near for dx, _, near in pull))
    near = min(sum(near for *_, near in pull), 1.0)
    p.rotate(7 * drift(stage.t * 0.7, 67) + 4 * stride)
    ribs = [math.tau * (k + 0.5) / 8 for k in range(8)]
    radius = 104.0
    for a, b in zip(ribs, [*ribs[1:], ribs[0] + math.tau], strict=True):
        middle = (a + b) / 2
        panel = QPainterPath(QPointF(0, 0))
        panel.lineTo(radius * math.cos(a), radius * math.sin(a))
        bend = radius * 0.86
        panel.quadTo(
            bend * math.cos(middle), bend * math.sin(middle), radius * math.cos(b), radius * math.sin(b)
        )
        panel.closeSubpath()
        facing = 0.5 + 0.5 * math.cos(middle - to_lamp)
        skin = QRadialGradient(QPointF(0, 0), radius)
        skin.setColorAt(0, gray(22 + 50 * near))
        skin.setColorAt(0.86, gray(7 + (70 + 170 * near) * facing**2))
        skin.setColorAt(1, gray(20 + (90 + 170 * near) * facing))
        p.fillPath(panel, QBrush(skin))
    p.setPen(QPen(gray(3), 1.6))
    for a in ribs:
        p.drawLine(QPointF(0, 0), QPointF(radius * math.cos(a), radius * math.sin(a)))
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(gray(120))
    p.drawEllipse(QPointF(0, 0), 3.2, 3.2)
    for k in range(26):
        life = stage.t / 0.2 + chance(k, 68)
        age, turn = life % 1, math.floor(life)
        r, angle = radius * chance(k + 37 * turn, 69) ** 0.5, math.tau * chance(k + 41 * turn, 70)
        p.setPen(QPen(gray(240, 0.85 * (1 - age)), 1.1))
        p.setBrush(Qt.BrushStyle.NoBrush)
        p.drawEllipse(QPointF(r * math.cos(angle), r * math.sin(angle)), 1 + 5 * age, 1 + 5 * age)
    p.setPen(Qt.PenStyle.NoPen)
    p.restore()


def _man_from_above(p: QPainter, stage: Stage, x: float, y: float) -> None:
    stride = math.sin(2 * math.pi * _way(plan.HIS_STEPS, stage.frame) / STRIDE)
    p.save()
    p.translate(x, y)
    for side in (-1, 1):
        p.setBrush(gray(9))
        p.drawEllipse(QPointF(2 + side * stride * 34, side * 13), 16, 8)
    coat = QLinearGradient(0, -50, 0, 50)
    coat.setColorAt(0, gray(13))
    coat.setColorAt(1, gray(100))
    p.setBrush(QBrush(coat))
    p.drawRoundedRect(QRectF(-25, -47, 50, 94), 24, 30)
    brim = QRadialGradient(QPointF(8, 18), 44)
    brim.setColorAt(0, gray(130))
    brim.setColorAt(1, gray(14))
    p.setBrush(QBrush(brim))
    p.drawEllipse(QPointF(5, 0), 37, 30)
    p.setBrush(gray(9))
    p.drawEllipse(QPointF(4, 0), 22, 18)
    p.setBrush(gray(44))
    p.drawEllipse(QPointF(5, 1), 18, 14)
    p.setBrush(gray(16))
    p.drawEllipse(QPointF(6, 0), 13, 4)
    p.restore()


def _rain_from_above(p: QPainter, t: float) -> None:
    """Paint rain that falls away from the camera: every streak points at the ground below it."""
    lines = []
    for k in range(300):
        life = t / 0.55 + chance(k, 75)
        age, turn = life % 1, math.floor(life)
        angle, radius = math.tau * chance(k + 53 * turn, 76), 80 + 460 * chance(k + 59 * turn, 77) ** 0.5
        near = (1 - age) ** 2
        far = radius * (1 + 1.1 * near)
        tail = far * (1 + 0.02 + 0.10 * near)
        c, s = math.cos(angle), math.sin(angle)
        lines.append(QLineF(c * far, s * far, c * tail, s * tail))
    p.setPen(QPen(gray(230, 0.26), 1.3))
    p.drawLines(lines)
    p.setPen(Qt.PenStyle.NoPen)


# Towards her, along the street.

FOCAL = 900.0
EYE = 1.35
HORIZON = 10.0
HER_METRES = 1.72


def _point(x: float, y: float, z: float) -> QPointF:
    """Return where the street's point (metres: right of the camera, above the ground, ahead) is seen."""
    return QPointF(x * FOCAL / z, HORIZON + (EYE - y) * FOCAL / z)


def _quad(*corners: tuple[float, float, float]) -> QPolygonF:
    return QPolygonF([_point(*corner) for corner in corners])


def _towards(stage: Stage) -> None:
    """She comes towards a camera that goes back more slowly; the car's light finds the man behind her."""
    since = stage.since(TOWARDS)
    stage.camera = Camera(0, 0, 1.0 + 0.03 * ramp(since, 0, 6.4))
    back = 0.78 * since
    her_z = 6.6 - HER_METRES * (_way(plan.HER_STEPS, stage.frame) - _way(plan.HER_STEPS, TOWARDS)) + back
    him_z = 19.0 - 1.8 * (_way(plan.HIS_STEPS, stage.frame) - _way(plan.HIS_STEPS, TOWARDS)) + back
    car_z = 2.0 + 15 * (CAR - stage.frame) / plan.FRAME_RATE
    beams = math.exp(-((car_z / 34) ** 2)) if car_z > 0 else math.exp(-((car_z / 8) ** 2)) * 0.5
    with stage.layer(0.05) as p:
        sky = QLinearGradient(0, -360, 0, HORIZON + 20)
        sky.setColorAt(0, gray(5))
        sky.setColorAt(1, gray(74))
        p.fillRect(FRAME, QBrush(sky))
        p.save()
        p.translate(30, 0)
        skyline(p, 23, 420, 120, HORIZON + 6, tone=34, window=7, light=150)
        p.restore()
        glow(p, 10, HORIZON - 10, 330, 0.3, 0.7, core=0.4)
    with stage.layer(1.0) as p:
        ground = QLinearGradient(0, HORIZON, 0, 370)
        ground.setColorAt(0, gray(40))
        ground.setColorAt(0.3, gray(15))
        ground.setColorAt(1, gray(9))
        p.fillRect(QRectF(-700, HORIZON, 1400, 500), QBrush(ground))
        glow(p, 0, HORIZON + 4, 360, 0.26, 0.22, core=0.3)
        _street_walls(p, back)
    lamps = _street_lamps(back)
    with stage.layer(1.0) as p:
        for x, z in lamps:
            if z > her_z:
                _far_lamp(p, x, z, stage.t)
        haze(p, QRectF(-560, -190, 1120, 330), stage.t, 0.16, 1.2, 15)
    weather.wet(stage, 360 + HORIZON + 2, 0.5, 1.0, 7)
    with stage.layer(1.0) as p:
        p.save()  # The walls' feet are no mirrors.
        p.setClipRect(QRectF(-600, HORIZON + 1, 1200, 500))
        p.setOpacity(0.8)
        _street_walls(p, back)
        p.restore()
        p.setBrush(gray(4, 0.55))  # The pavement is drier than the road.
        p.drawPolygon(_quad((1.0, 0, 60), (4.4, 0, 60), (4.4, 0, 1.2), (1.0, 0, 1.2)))
        p.setPen(QPen(gray(120, 0.5), 2))
        p.drawLine(_point(1.0, 0, 60), _point(1.0, 0, 1.2))
        p.setPen(Qt.PenStyle.NoPen)
        for x, z in lamps:
            _streak(p, x * 0.97, z, 0.42)
        if car_z > 1.2:
            _car(p, car_z, stage.t)
        size = FOCAL * 1.84 / him_z
        rim = Rim(-3.2, -1.4, 70 + 170 * beams)
        pose = walk(_way(plan.HIS_STEPS, stage.frame), POCKETS, 0.05)
        foot = _point(1.75, 0, him_z)
        person(p, MAN_IN_HAT, pose, foot.x(), foot.y(), size, 84, light=0.1 + 0.3 * beams, rim=rim)
        weather.FAR.paint(p, stage.t, FRAME, 0.14, 0.8 + 1.2 * beams)
        for x, z in lamps:
            if 1.0 < z <= her_z:
                _far_lamp(p, x, z, stage.t)
        _her_coming(p, stage, her_z, beams)
        weather.splashes(p, stage.t, QRectF(-480, 120, 960, 240), 80, 0.4)
        weather.MIDDLE.paint(p, stage.t, FRAME, 0.16, 1 + beams)
        if car_z > 1.2:  # What the lens makes of it.
            lamp = _point(-2.1, 0.7, car_z)
            glow(p, lamp.x(), lamp.y(), 700, 0.62 * beams**3, 0.8, core=0.25)
    with stage.layer(0) as p:
        weather.NEAR.paint(p, stage.t, FRAME, 0.2, 1 + 1.5 * beams)
        passing = math.exp(-(((stage.frame - CAR) / 5) ** 2))
        if passing > 0.01:
            p.fillRect(FRAME, gray(235, 0.12 * passing))


def _street_lamps(back: float) -> list[tuple[float, float]]:
    """Return where the lamps stand (right of the camera, ahead), the far ones first: she passes one every
    two bars on either side."""
    pace = HER_METRES * (STRIDE / 2) / (plan.HER_STEPS[1] - plan.HER_STEPS[0])
    spacing = 4 * LAMPS * pace
    first = 6.6 - 2 * LAMPS * pace  # She is 6.6 m away at the cut, a beat after a lamp.
    lamps = []
    for k in range(12, -3, -1):
        z = first + spacing * (k + 0.5 * (k % 2)) / 1.5 + back
        if z > 1.0:
            lamps.append((0.82 if k % 2 else -4.6, z))
    return sorted(lamps, key=lambda lamp: -lamp[1])


def _street_walls(p: QPainter, back: float) -> None:
    for side, wall in ((-1, 6.2), (1, 4.4)):
        x = side * wall
        for k in range(14, -2, -1):
            z = 5.0 * k + back
            near, far = max(z, 0.8), max(z + 5.0, 0.9)
            tall = 13 + 5 * chance(k, 81 + side)
            fog = min(far / 60, 1.0)
            tone = mix(9, 40, fog)
            p.setBrush(gray(tone))
            p.drawPolygon(_quad((x, 0, near), (x, tall, near), (x, tall, far), (x, 0, far)))
            kind = chance(k, 83 + side)
            a, b = max(z + 0.6, 0.8), max(z + 4.4, 0.9)
            if kind > 0.4:
                light = mix(40 + 130 * kind * min(near / 5, 1.0), 90, fog)
                pane = QLinearGradient(_point(x, 2.9, a), _point(x, 0.3, a))
                pane.setColorAt(0, gray(light))
                pane.setColorAt(1, gray(light * 0.3))
                p.setBrush(QBrush(pane))
                p.drawPolygon(_quad((x, 0.5, a), (x, 2.7, a), (x, 2.7, b), (x, 0.5, b)))
                if chance(k, 85 + side) > 0.4:  # Somebody stands inside, or something hangs there.
                    u = mix(a, b, 0.2 + 0.5 * chance(k, 86 + side))
                    p.setBrush(gray(tone * 0.6, 0.85))
                    p.drawPolygon(_quad((x, 0.5, u), (x, 1.75, u), (x, 1.75, u + 0.55), (x, 0.5, u + 0.55)))
                    head = _point(x, 1.92, u + 0.27)
                    p.drawEllipse(head, 0.05 * FOCAL / (u + 0.3), 0.2 * FOCAL / (u + 0.3))
                p.setBrush(gray(tone))
                middle = (a + b) / 2
                p.drawPolygon(
                    _quad((x, 0.5, middle), (x, 2.7, middle), (x, 2.7, middle + 0.1), (x, 0.5, middle + 0.1))
                )
            for row in range(3):
                for column in range(2):
                    u = z + 0.9 + 2.1 * column
                    if u < 0.9 or chance(k * 11 + row * 3 + column, 84 + side) < 0.72:
                        continue
                    low = 4.2 + 3.2 * row
                    p.setBrush(gray(mix(150, 80, fog)))
                    p.drawPolygon(
                        _quad((x, low, u), (x, low + 1.8, u), (x, low + 1.8, u + 1.1), (x, low, u + 1.1))
                    )
    for sign, x, z, low in (("HÔTEL", 3.85, 13.5, 3.4), ("TABAC", -5.4, 11.0, 3.2), ("BAL", -5.3, 22.0, 3.4)):
        _hanging_sign(p, sign, x, z + back, low)


def _hanging_sign(p: QPainter, sign: str, x: float, z: float, low: float) -> None:
    scale = FOCAL / z
    foot = _point(x, low, z)
    tall = 0.52 * scale
    board = QRectF(foot.x() - tall * 0.62, foot.y() - tall * (1.24 * len(sign) + 0.1), tall * 1.24, 0)
    board.setBottom(foot.y() + tall * 0.22)
    p.fillRect(board, gray(6))
    glow(p, foot.x(), board.center().y(), tall * 4.4, 0.5, 1.2, core=0.3)
    for k, letter in enumerate(reversed(sign)):
        letters.text(p, letter, foot.x(), foot.y() - 1.24 * tall * k, tall, tone=120, outline=tall * 0.16)
        letters.text(p, letter, foot.x(), foot.y() - 1.24 * tall * k, tall, tone=250, outline=tall * 0.06)


def _far_lamp(p: QPainter, x: float, z: float, t: float) -> None:
    foot = _point(x, 0, z)
    _lamp(p, foot.x(), foot.y(), 4.1 * FOCAL / z, t)


def _streak(p: QPainter, x: float, z: float, strength: float) -> None:
    """Paint a lamp's light on the wet ground: a streak towards the camera, broken by the drops."""
    foot = _point(x, 0, z)
    reach = 2.4 * FOCAL / z
    if reach < 700:
        glow(p, foot.x(), foot.y() + reach * 0.45, reach * 0.16, strength, 4.2, core=0.3)


def _car(p: QPainter, z: float, t: float) -> None:
    scale = FOCAL / z
    foot = _point(-2.1, 0, z)
    x, y = foot.x(), foot.y()
    body = QPainterPath(QPointF(x - 0.86 * scale, y - 0.12 * scale))
    body.cubicTo(
        x - 0.98 * scale, y - 0.7 * scale, x - 0.86 * scale, y - 0.95 * scale, x - 0.62 * scale, y - scale
    )
    body.cubicTo(
        x - 0.5 * scale, y - 1.5 * scale, x + 0.5 * scale, y - 1.5 * scale, x + 0.62 * scale, y - scale
    )
    body.cubicTo(
        x + 0.86 * scale,
        y - 0.95 * scale,
        x + 0.98 * scale,
        y - 0.7 * scale,
        x + 0.86 * scale,
        y - 0.12 * scale,
    )
    body.closeSubpath()
    p.fillPath(body, gray(8))
    screen = [(-0.56, -1.02), (-0.4, -1.34), (0.4, -1.34), (0.56, -1.02)]
    p.setBrush(gray(17))
    p.drawPolygon(QPolygonF([QPointF(x + dx * scale, y + dy * scale) for dx, dy in screen]))
    p.fillRect(QRectF(x - 0.36 * scale, y - 1.35 * scale, 0.72 * scale, 0.02 * scale), gray(90))
    for k in range(7):
        p.fillRect(
            QRectF(x - 0.3 * scale + 0.1 * k * scale, y - 0.72 * scale, 0.04 * scale, 0.4 * scale), gray(90)
        )
    p.fillRect(QRectF(x - 0.9 * scale, y - 0.28 * scale, 1.8 * scale, 0.08 * scale), gray(120))
    for side in (-1, 1):
        lamp = x + side * 0.66 * scale
        glow(p, lamp, y - 0.62 * scale, max(1.5 * scale, 46), 1.0, core=0.12)
        glow(p, lamp, y - 0.62 * scale, max(0.3 * scale, 9), 1.0, core=0.4)
        glow(p, lamp, y + 0.7 * scale, 0.26 * scale + 6, 0.75, 5.5, core=0.3)
        # Spray behind the wheels.
        glow(p, x + side * 1.1 * scale, y - 0.1 * scale, 0.8 * scale, 0.2 + 0.05 * drift(t * 9, 5), 0.5, 0.3)


def _her_coming(p: QPainter, stage: Stage, z: float, beams: float) -> None:
    foot = _point(1.42 - 0.06 * ramp(stage.since(TOWARDS), 0, 6), 0, z)
    height = HER_METRES * FOCAL / z
    base = replace(UMBRELLA, right_spread=30, right_elbow=112)
    pose = walk(_way(plan.HER_STEPS, stage.frame), base, 0.1)
    rim = Rim(-height * 0.013, -height * 0.006, 96 + 150 * beams)
    hand = person(
        p,
        WOMAN_IN_HAT,
        pose,
        foot.x(),
        foot.y(),
        height,
        78,
        light=0.5 - 0.2 * beams,
        rim=rim,
        sway=0.01 * drift(stage.t, 4),
    ).right_hand
    p.save()
    p.setOpacity(0.96)
    _umbrella(p, stage, QPointF(hand.x() + height * 0.045, hand.y()), height, -0.7, 0.35 + 0.6 * beams)
    p.restore()


# Before the hatter's window.

PANE = QRectF(-250, -268, 640, 470)
HIS_STOP = plan.HIS_STEPS[
    next(k for k, (a, b) in enumerate(zip(plan.HIS_STEPS, plan.HIS_STEPS[1:], strict=False)) if b - a > 30)
]


def _window(stage: Stage) -> None:
    """She stands before hats on stands; then the focus goes from the hats to the glass, and to a hat that
    moves."""
    since = stage.since(WINDOW)
    stage.camera = travel(since, (0.4, Camera(0, 0, 1.0)), (4.4, Camera(104, -48, 1.34)))
    pull = ease(since, 1.0, 2.1)
    _hats(stage)
    stage.defocus(9 * pull)
    _reflection(stage, 10 * (1 - pull), 0.5 + 0.5 * pull)
    with stage.layer(1.0) as p:  # The shop's front around the pane.
        for area in (
            QRectF(-1000, -700, 2000, 700 + PANE.top()),
            QRectF(-1000, PANE.bottom(), 2000, 600),
            QRectF(-1000, -700, 1000 + PANE.left(), 1500),
            QRectF(PANE.right(), -700, 900, 1500),
        ):
            p.fillRect(area, gray(8))
        p.setPen(QPen(gray(78), 2))
        p.setBrush(Qt.BrushStyle.NoBrush)
        p.drawRect(PANE.adjusted(-6, -6, 6, 6))
        p.setPen(Qt.PenStyle.NoPen)
        p.fillRect(QRectF(PANE.left() - 20, PANE.bottom() + 8, PANE.width() + 40, 5), gray(70))
        letters.text(p, "CHAPEAUX", 70, -300, 34, tone=150, tracking=0.4)
        glow(p, 70, 240, 420, 0.3, 0.3, core=0.3)
        weather.FAR.paint(p, stage.t, QRectF(-560, -400, 1200, 820), 0.16, 0.6)
    _her_back(stage)
    with stage.layer(1.3) as p:
        weather.MIDDLE.paint(p, stage.t, FRAME, 0.18)
    with stage.layer(0) as p:
        weather.NEAR.paint(p, stage.t, FRAME, 0.2)


def _hats(stage: Stage) -> None:
    with stage.layer(0.9) as p:
        back = QRadialGradient(QPointF(70, -150), 560)
        back.setColorAt(0, gray(215))
        back.setColorAt(0.5, gray(128))
        back.setColorAt(1, gray(52))
        p.fillRect(QRectF(-700, -500, 1500, 1100), QBrush(back))
        for k in range(9):  # A pleated curtain behind the goods.
            p.fillRect(QRectF(-320 + 88 * k, -400, 26, 800), gray(60, 0.16))
        p.fillRect(QRectF(-700, 120, 1500, 400), gray(70))
        p.fillRect(QRectF(-700, 118, 1500, 4), gray(190))
    with stage.layer(0.96) as p:
        for x, y, size, light in (
            (-165, 20, 0.92, 0.0),
            (-30, -62, 0.92, 0.0),
            (112, 34, 1.0, 0.0),
            (236, -84, 0.92, 0.0),
            (340, 24, 1.0, 0.0),
        ):
            _hat(p, x, y, size * 62, 22 + light)
            p.fillRect(QRectF(x - 2.5, y + 8, 5, 150 - y - 30), gray(18))
            p.setBrush(gray(18))
            p.drawEllipse(QPointF(x, 126), 26, 6)
        for x in (-110, 70, 250):
            glow(p, x, -262, 130, 0.85, 0.9, core=0.12)


def _hat(p: QPainter, x: float, y: float, size: float, tone: float) -> None:
    """Paint a man's felt hat, ``size`` half its brim wide."""
    p.save()
    p.translate(x, y)
    p.scale(size, size)
    crown = QPainterPath(QPointF(-0.56, 0.0))
    crown.cubicTo(-0.56, -0.5, -0.5, -0.78, -0.32, -0.82)
    crown.cubicTo(-0.12, -0.84, -0.06, -0.68, 0.06, -0.7)
    crown.cubicTo(0.2, -0.72, 0.26, -0.84, 0.4, -0.76)
    crown.cubicTo(0.52, -0.66, 0.56, -0.4, 0.57, 0.0)
    skin = QLinearGradient(-0.6, -0.9, 0.6, 0)
    skin.setColorAt(0, gray(tone * 3.6))
    skin.setColorAt(0.35, gray(tone * 1.3))
    skin.setColorAt(1, gray(tone * 0.5))
    p.fillPath(crown, QBrush(skin))
    p.fillRect(QRectF(-0.57, -0.24, 1.14, 0.2), gray(tone * 0.3))
    brim = QPainterPath(QPointF(-1.0, -0.12))
    brim.cubicTo(-0.6, 0.1, 0.6, 0.14, 1.0, -0.02)
    brim.cubicTo(0.7, 0.2, -0.6, 0.22, -1.0, -0.12)
    p.fillPath(brim, gray(tone * 1.1))
    p.restore()


def _reflection(stage: Stage, blur: float, strength: float) -> None:
    """Paint what the pane shows of the street behind us: a lamp, rain, and him beneath it."""
    gone = HER_METRES * (_way(plan.HIS_STEPS, stage.frame) - _way(plan.HIS_STEPS, HIS_STOP + 20))
    x = 176 - 120 * gone

    def picture(p: QPainter) -> None:
        p.setClipRect(PANE)
        p.fillRect(PANE, gray(6, 0.62 * strength))
        p.setOpacity(strength)
        p.fillRect(QRectF(-260, 110, 700, 110), gray(30, 0.7))
        _lamp(p, 262, 132, 330, stage.t)
        glow(p, 262, 134, 190, 0.5, 0.2, core=0.3)
        # Between two strides he stands with his feet together.
        stands = ease(stage.frame, HIS_STOP + 2, HIS_STOP + 12) * (1 - ease(stage.frame, 2194, 2206))
        pose = walk(_way(plan.HIS_STEPS, stage.frame), POCKETS, 0.05).toward(POCKETS, stands)
        person(p, MAN_IN_HAT, pose, x, 142, 236, mix(176, 152, stands), 0.25, Rim(3.0, -2.0, 170))
        p.setOpacity(1)

    if blur >= 4:
        with stage.unfocused(1.0, blur) as p:
            picture(p)
    else:
        with stage.layer(1.0) as p:
            picture(p)


def _her_back(stage: Stage) -> None:
    """Paint her from behind, dark against the window; she comes in, stands, and turns her head a little."""
    gone = _way(plan.HER_STEPS, stage.frame) - _way(plan.HER_STEPS, 2160)
    walking = stage.frame < plan.HER_STEPS[0] or abs(gone) > 1e-6
    height = 760.0
    x = -196 + gone * height * 0.9
    with stage.layer(1.16) as p:
        glow(p, x - 20, -40, 300, 0.1, core=0.4)
        pose = walk(_way(plan.HER_STEPS, stage.frame), UMBRELLA, 0.1) if walking else UMBRELLA
        turn = 318 - 18 * ease(stage.frame, 2118, 2136) + 40 * ease(stage.frame, 2176, 2190)
        hand = person(p, WOMAN_IN_HAT, pose, x, 560, height, turn, 0.13, Rim(3.4, -2.2, 170)).right_hand
        _umbrella(p, stage, QPointF(hand.x() - 12, hand.y() + 20), height * 0.96, 0.9, 0.25)


# From the bar's door.

NEWSPAPER = "LE VEILLEUR"


def _door(stage: Stage) -> None:
    """Across the street she goes up to the newspaper's door; he stays on this side, under the neon."""
    since = stage.since(DOOR)
    stage.camera = travel(since, (0.0, Camera(-14, 4, 1.0)), (4.2, Camera(16, -4, 1.07)))
    entered = settle(stage.frame, 2272, 2290)
    with stage.layer(0.3) as p:
        sky = QLinearGradient(0, -360, 0, 160)
        sky.setColorAt(0, gray(8))
        sky.setColorAt(1, gray(58))
        p.fillRect(FRAME.adjusted(-200, -100, 200, 100), QBrush(sky))
        skyline(p, 31, 1200, 330, 120, tone=25, window=11, light=140)
        haze(p, QRectF(-500, -200, 1000, 400), stage.t, 0.2)
    with stage.layer(0.7) as p:
        _newspaper(p, stage)
    with stage.lighting(0.7, ambient=0.24, blur=6, gain=2.6) as p:
        glow(p, 128, 20, 330, 0.9, 1.1, core=0.34)
        p.fillRect(QRectF(74, -92, 108, 196), gray(120))
        p.fillRect(QRectF(-40, -196, 340, 40), gray(110))
        for x in (-90.0, 346.0):
            glow(p, x, -30, 230, 0.6, core=0.2)
        for k in range(16):
            if chance(k, 92) > 0.7:
                p.fillRect(QRectF(-150 + 66 * (k % 8), -330 + 62 * (k // 8) - 8, 34, 48), gray(90))
    with stage.layer(0.7) as p:
        letters.text(p, NEWSPAPER, 128, -166, 34, tone=236, tracking=0.3)
        glow(p, 128, -180, 240, 0.3, 0.4, core=0.3)
        for x in (-90.0, 346.0):
            _lamp(p, x, 118, 190, stage.t)
        if entered < 1:
            _her_crossing(p, stage, entered)
    row = 360 + (120 - stage.camera.y) * 0.99
    weather.wet(stage, row, 0.9, 0.62, 4.5)
    with stage.layer(1.0) as p:
        weather.splashes(p, stage.t, QRectF(-520, 130, 1040, 240), 90, 0.36)
        weather.FAR.paint(p, stage.t, FRAME.adjusted(-20, -20, 20, 20), 0.18)
    _bar_corner(stage)
    with stage.layer(1.25) as p:
        x = -520 + 178 * 1.5 * (_way(plan.HIS_STEPS, stage.frame) - _way(plan.HIS_STEPS, 2206))
        pose = walk(_way(plan.HIS_STEPS, stage.frame), POCKETS, 0.05)
        person(p, MAN_IN_HAT, pose, x, 470, 640, 338, 0.05, Rim(4, -2.4, 150))
        weather.MIDDLE.paint(p, stage.t, FRAME, 0.2)
    with stage.layer(0) as p:
        weather.NEAR.paint(p, stage.t, FRAME, 0.2)


def _newspaper(p: QPainter, stage: Stage) -> None:
    p.fillRect(QRectF(-190, -700, 640, 822), gray(42))
    for x in (-190.0, -122.0, 46.0, 198.0, 366.0, 438.0):
        p.fillRect(QRectF(x, -700, 12, 822), gray(58))
        p.fillRect(QRectF(x + 12, -700, 4, 822), gray(16))
    for k in range(16):
        area = QRectF(-150 + 66 * (k % 8), -330 + 62 * (k // 8) - 8, 34, 48)
        p.fillRect(area, gray(190 if chance(k, 92) > 0.7 else 10))
    p.fillRect(QRectF(-200, -204, 660, 7), gray(80))
    p.fillRect(QRectF(-200, -154, 660, 7), gray(80))
    # A tall doorway with a revolving door in it.
    p.fillRect(QRectF(56, -112, 144, 234), gray(20))
    inside = QLinearGradient(0, -96, 0, 110)
    inside.setColorAt(0, gray(250))
    inside.setColorAt(1, gray(150))
    p.fillRect(QRectF(68, -100, 120, 210), QBrush(inside))
    turn = stage.since(2262) * 2.2 if stage.frame > 2262 else 0.0
    for k in range(4):
        x = 128 + 52 * math.cos(turn + k * math.pi / 2)
        p.fillRect(QRectF(x - 2, -60, 4, 170), gray(26))
    p.fillRect(QRectF(68, -66, 120, 6), gray(26))
    p.fillRect(QRectF(126, -60, 4, 170), gray(20))
    for k in range(3):
        p.fillRect(QRectF(36 - 12 * k, 104 + 6 * k, 184 + 24 * k, 6), gray(110 - 24 * k))
    p.fillRect(QRectF(-900, 120, 1900, 600), gray(20))


def _her_crossing(p: QPainter, stage: Stage, entered: float) -> None:
    near = ease(stage.frame, DOOR - 30, 2290)
    x, ground = mix(-20, 128, near), mix(186, 112, near)
    height = mix(205, 150, near)
    pose = walk(_way(plan.HER_STEPS, stage.frame), UMBRELLA, 0.1)
    p.save()
    p.setOpacity(1 - entered)
    hand = person(p, WOMAN_IN_HAT, pose, x, ground, height, 292, 0.2, Rim(2.6, -1.2, 150)).right_hand
    if stage.frame < 2262:
        _umbrella(p, stage, hand, height, 0.5, 0.5)
    p.restore()


def _bar_corner(stage: Stage) -> None:
    """Paint this side's corner: a dark wall, the bar's window, and its neon over the pavement."""
    on = 0.9 + 0.1 * drift(stage.t * 5, 94)
    if chance(stage.frame // 2, 95) < 0.06:
        on *= 0.4
    with stage.layer(1.12) as p:
        wall = QLinearGradient(-520, 0, -250, 0)
        wall.setColorAt(0, gray(4))
        wall.setColorAt(1, gray(17))
        p.setBrush(QBrush(wall))
        p.drawPolygon(
            QPolygonF([QPointF(-700, -600), QPointF(-262, -600), QPointF(-262, 236), QPointF(-700, 420)])
        )
        pane = QRadialGradient(QPointF(-470, -30), 250)
        for at, tone in ((0, 205), (0.3, 130), (1, 34)):
            pane.setColorAt(at, gray(tone))
        p.setBrush(QBrush(pane))
        p.drawPolygon(
            QPolygonF([QPointF(-560, -66), QPointF(-296, -40), QPointF(-296, 170), QPointF(-560, 262)])
        )
        for k in range(12):  # Bottles at the back, two guests before them.
            x, high = -548 + 20.5 * k, 26 + 18 * chance(k, 96)
            p.fillRect(QRectF(x, 34 - high, 8, high), gray(20, 0.6))
        p.fillRect(QRectF(-560, 34, 262, 3), gray(16, 0.7))
        p.setBrush(gray(7))
        for x, y, size, hat in ((-486.0, 84.0, 1.0, False), (-398.0, 92.0, 0.9, True)):
            p.drawEllipse(QPointF(x, y), 16 * size, 20 * size)
            if hat:
                p.drawEllipse(QPointF(x, y - 12 * size), 29 * size, 5 * size)
                p.drawRoundedRect(QRectF(x - 17 * size, y - 32 * size, 34 * size, 22 * size), 7, 6)
            p.drawRoundedRect(QRectF(x - 33 * size, y + 24 * size, 66 * size, 160), 26, 30)
        p.setBrush(gray(6))
        p.drawPolygon(
            QPolygonF([QPointF(-302, -600), QPointF(-290, -600), QPointF(-290, 250), QPointF(-302, 252)])
        )
        p.drawRect(QRectF(-300, -236, 70, 6))
        p.drawRect(QRectF(-266, -246, 92, 190))
        for k, letter in enumerate("BAR"):
            y = -190 + 60 * k
            letters.text(p, letter, -220, y, 44, tone=110 * on, outline=8)
            letters.text(p, letter, -220, y, 44, tone=30 + 225 * on, outline=3)
        glow(p, -220, -150, 330, 0.5 * on, 1.1, core=0.22)
        glow(p, -380, 100, 300, 0.16, core=0.4)
