"""The last guests of a bar. The band plays what is heard; a man in a hat looks at the clock, pays, and goes.

Six shots, each cut on a beat: the band, along the counter, the barman who turns the chairs up, hat and clock,
the coin, and the stool that stays empty."""

import math
from collections.abc import Iterable
from functools import cache

import plan
import tunes
from notation import Voice
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QFont,
    QImage,
    QLinearGradient,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
    QRadialGradient,
)

from picture import letters
from picture.light import cone, glow, haze, smoke
from picture.people import (
    BARMAN,
    MAN_IN_HAT,
    MUSICIAN,
    POCKETS,
    STAND,
    STOOL,
    Figure,
    Pose,
    Rim,
    person,
    walk,
)
from picture.stage import FRAME, Camera, Stage, chance, drift, ease, gather, gray, mix, ramp, settle, travel

CUE = next(cue for cue in plan.CUES if cue.id == "bar")
TRACK = plan.TRACKS[CUE.track - 1]
BAND = plan.SCENES[4].first
COUNTER = CUE.downbeat + 8 * TRACK.beat
CHAIRS = CUE.downbeat + 15 * TRACK.beat
CLOCK = CUE.downbeat + 18 * TRACK.beat
COIN = CUE.downbeat + 22 * TRACK.beat
STOOL_EMPTY = CUE.downbeat + 24 * TRACK.beat
"""First frames of the shots."""


def paint(stage: Stage) -> None:
    if stage.frame < COUNTER:
        _band(stage)
    elif stage.frame < CHAIRS:
        _counter(stage)
    elif stage.frame < CLOCK:
        _chairs(stage)
    elif stage.frame < COIN:
        _clock(stage)
    elif stage.frame < STOOL_EMPTY:
        _coin(stage)
    else:
        _empty(stage)


# The band.


def _beat(frame: float) -> float:
    """Return the beat of the track that is played at ``frame``."""
    return (frame - CUE.downbeat) / TRACK.beat + CUE.bar * TRACK.beats


def _played(voice: Voice, frame: float, before: float = 0.5, after: float = 0.25) -> float:
    """Return how loud a voice plays around ``frame`` (0 to 1), from so many beats before it to after it."""
    at = [_beat(frame) - before + (before + after) * (k + 0.5) / 8 for k in range(8)]
    notes = [note for note in tunes.played(TRACK, CUE.take) if note.voice is voice]
    return sum(
        max((n.loudness for n in notes if n.start <= beat < n.start + n.length), default=0.0) for beat in at
    ) / len(at)


def _struck(voices: Iterable[Voice], frame: float) -> float:
    """Return how lately a note of the voices began: 1 at that instant, 0 half a beat later."""
    beat = _beat(frame)
    ages = [beat - float(n.start) for n in tunes.played(TRACK, CUE.take) if n.voice in voices]
    return max((1 - age / 0.5 for age in ages if 0 <= age < 0.5), default=0.0) ** 2


BOARDS = 214.0


def _band(stage: Stage) -> None:
    stage.camera = travel(
        stage.since(BAND),
        (0.0, Camera(14, -62, 1.72)),
        (5.4, Camera(8, -6, 1.04)),
        (7.0, Camera(8, -6, 1.02)),
    )
    with stage.layer(0.85) as p:
        p.fillRect(QRectF(-900, -700, 1800, 1500), gray(30))
        for k in range(40):  # The curtain behind them falls in folds.
            x = -800 + 40.0 * k + 7 * chance(k, 1)
            fold = QLinearGradient(x, 0, x + 40, 0)
            fold.setColorAt(0, gray(14))
            fold.setColorAt(0.35, gray(70 + 36 * chance(k, 2)))
            fold.setColorAt(1, gray(12))
            p.fillRect(QRectF(x, -700, 41, 1000), QBrush(fold))
        p.fillRect(QRectF(-900, 196, 1800, 600), gray(40))
    with stage.lighting(0.85, ambient=0.1, blur=12, gain=2.4) as p:
        pulse = 0.62 + 0.05 * drift(stage.t * 0.7, 2)
        glow(p, -10, -30, 380, pulse, 1.0, core=0.5)
        glow(p, 230, 20, 260, 0.28, core=0.4)
        glow(p, -290, 30, 240, 0.24, core=0.4)
        glow(p, 0, 236, 420, 0.5, 0.16, core=0.5)
    with stage.layer(0.95) as p:
        haze(p, QRectF(-560, -330, 1120, 620), stage.t, 0.16, 1.5, 9)
        cone(p, 210, -560, 108, 940, 25, 0.5, 0.6)
        cone(p, -420, -480, 58, 800, 20, 0.2, 0.7)
    with stage.layer(1.0) as p:
        p.fillRect(QRectF(-900, BOARDS, 1800, 600), gray(6))
        edge = QLinearGradient(-420, 0, 420, 0)
        for at, tone in ((0, 10), (0.45, 180), (0.6, 120), (1, 12)):
            edge.setColorAt(at, gray(tone))
        p.fillRect(QRectF(-900, BOARDS, 1800, 2.5), QBrush(edge))
        glow(p, 10, BOARDS + 2, 360, 0.3, 0.07, core=0.4)
        _drummer(p, stage, -262, BOARDS)
        _bassist(p, stage, 250, BOARDS)
        _trumpeter(p, stage, 424, BOARDS)
        _tenor(p, stage, -28, BOARDS)
        smoke(p, 96, 60, stage.t, 330, 0.06, 3)
        haze(p, QRectF(-560, -60, 1120, 330), stage.t + 50, 0.1, 1.2, 14)
    with stage.unfocused(1.5, 11) as p:
        _listeners(p, stage)


def _tenor(p: QPainter, stage: Stage, x: float, ground: float) -> None:
    """Paint the tenor player: he leans into what he plays, and takes a breath where the tune does."""
    blow = _played(tunes.TENOR, stage.frame)
    coming = _played(tunes.TENOR, stage.frame + 12, 0.1, 0.4)
    breath = max(coming - blow, 0.0)
    sway = 3.0 * math.sin(math.tau * _beat(stage.frame) / 8) + drift(stage.t * 0.8, 5)
    pose = Pose(
        lean=-3 + 9 * blow + sway - 6 * breath,
        nod=10 - 16 * blow - 6 * breath,
        left_shoulder=30 + 10 * blow,
        left_elbow=84,
        left_spread=12,
        right_shoulder=10 + 12 * blow,
        right_elbow=66,
        right_spread=20,
        left_hip=9 + 3 * blow,
        left_knee=10 + 8 * blow,
        right_hip=-8,
        right_knee=5 + 4 * blow,
    )
    high = 428.0
    joints = person(p, MUSICIAN, pose, x, ground, high, 24, 0.0, Rim(2.6, -2.0, 190))
    head, upper, lower = joints.head, joints.left_hand, joints.right_hand
    p.save()
    p.translate(head.x() + 0.066 * high, head.y() + 0.028 * high)
    # The horn hangs at his mouth and goes through his hands.
    p.rotate(-14 * blow + 5 - sway)
    s = high
    tube = QPainterPath(QPointF(0, 0))
    tube.cubicTo(0.03 * s, -0.012 * s, 0.052 * s, -0.01 * s, 0.056 * s, 0.035 * s)
    tube.lineTo(0.088 * s, 0.3 * s)
    tube.cubicTo(0.094 * s, 0.365 * s, 0.165 * s, 0.36 * s, 0.168 * s, 0.3 * s)
    p.setBrush(Qt.BrushStyle.NoBrush)
    brass = QLinearGradient(0, 0, 0.18 * s, 0)
    for at, tone in ((0, 60), (0.3, 170), (0.5, 96), (0.62, 245), (0.78, 120), (0.94, 170), (1, 90)):
        brass.setColorAt(at, gray(tone))
    bore = QPen(QBrush(brass), 0.032 * s)
    bore.setCapStyle(Qt.PenCapStyle.RoundCap)
    p.setPen(bore)
    p.drawPath(tube)
    p.setPen(Qt.PenStyle.NoPen)
    bell = QPainterPath(QPointF(0.152 * s, 0.3 * s))
    bell.cubicTo(0.158 * s, 0.24 * s, 0.158 * s, 0.19 * s, 0.128 * s, 0.145 * s)
    bell.quadTo(0.195 * s, 0.118 * s, 0.258 * s, 0.162 * s)
    bell.cubicTo(0.21 * s, 0.2 * s, 0.19 * s, 0.25 * s, 0.184 * s, 0.3 * s)
    bell.quadTo(0.168 * s, 0.315 * s, 0.152 * s, 0.3 * s)
    bell.closeSubpath()
    flare = QLinearGradient(0.13 * s, 0, 0.26 * s, 0)
    for at, tone in ((0, 60), (0.35, 150), (0.7, 90), (0.9, 230), (1, 120)):
        flare.setColorAt(at, gray(tone))
    p.fillPath(bell, QBrush(flare))
    p.setBrush(gray(12))
    p.setPen(QPen(gray(215), 0.004 * s))
    p.save()
    p.translate(0.193 * s, 0.152 * s)
    p.rotate(8)
    p.drawEllipse(QPointF(0, 0), 0.065 * s, 0.017 * s)
    p.restore()
    p.setPen(Qt.PenStyle.NoPen)
    p.setPen(QPen(gray(20), 0.003 * s))
    for k in range(7):
        y = (0.085 + 0.032 * k) * s
        p.setBrush(gray(150 if k % 3 else 230))
        p.drawEllipse(QPointF((0.066 + 0.0034 * k) * s, y), 0.0085 * s, 0.0075 * s)
    p.drawLine(QPointF(0.046 * s, 0.06 * s), QPointF(0.076 * s, 0.3 * s))
    p.setPen(Qt.PenStyle.NoPen)
    glow(p, 0.256 * s, 0.156 * s, 46 + 30 * blow, 0.34 + 0.6 * blow, core=0.06)
    glow(p, 0.104 * s, 0.2 * s, 24, 0.5, core=0.1)
    p.restore()
    for hand in (upper, lower):
        p.setBrush(gray(5))
        p.drawEllipse(hand, 0.024 * high, 0.02 * high)


def _bassist(p: QPainter, stage: Stage, x: float, ground: float) -> None:
    pluck = _struck([tunes.BASS], stage.frame)
    sway = 2.2 * math.sin(math.tau * _beat(stage.frame) / 4 + 1)
    pose = Pose(
        lean=7 + sway,
        nod=14 + 3 * pluck,
        left_shoulder=8,
        left_elbow=4,
        right_shoulder=8,
        right_elbow=4,
        left_hip=8,
        left_knee=6,
        right_hip=-4,
        right_knee=8,
    )
    high = 436.0
    head = person(p, MUSICIAN, pose, x + 56, ground, high, 150, 0.0, Rim(-2.4, -2.0, 130)).head
    p.save()
    p.translate(x - 10, ground)
    p.rotate(9 + 0.7 * sway)
    wood = QLinearGradient(-72, 0, 72, 0)
    for at, tone in ((0, 150), (0.06, 60), (0.3, 22), (0.8, 8), (0.95, 36), (1, 8)):
        wood.setColorAt(at, gray(tone))
    body = QPainterPath(QPointF(0, -268))
    body.cubicTo(16, -262, 44, -252, 50, -220)
    body.cubicTo(54, -190, 36, -180, 38, -150)
    body.cubicTo(40, -126, 72, -118, 72, -74)
    body.cubicTo(72, -28, 40, -12, 0, -12)
    body.cubicTo(-40, -12, -72, -28, -72, -74)
    body.cubicTo(-72, -118, -40, -126, -38, -150)
    body.cubicTo(-36, -180, -54, -190, -50, -220)
    body.cubicTo(-44, -252, -16, -262, 0, -268)
    p.fillPath(body, QBrush(wood))
    p.fillRect(QRectF(-7, -424, 14, 290), gray(10))
    p.fillRect(QRectF(-7, -424, 2, 190), gray(110))
    p.setBrush(gray(9))
    p.drawEllipse(QPointF(-2, -430), 12, 15)
    for k in range(4):
        p.fillRect(QRectF(-20 if k % 2 else 8, -424 + 12 * k, 14, 4), gray(30))
    p.fillRect(QRectF(-17, -104, 34, 5), gray(70))
    p.fillRect(QRectF(-3, -12, 5, 14), gray(40))
    p.setPen(QPen(gray(190, 0.6), 0.8))
    for k in range(4):
        shiver = 1.4 * pluck * math.sin(stage.frame * 2.6 + k)
        line = QPainterPath(QPointF(-4.5 + 3 * k, -420))
        line.quadTo(-6 + 4 * k + shiver, -250, -9 + 6 * k, -104)
        p.drawPath(line)
    p.setPen(Qt.PenStyle.NoPen)
    for side in (-1, 1):
        hole = QPainterPath(QPointF(side * 30, -132))
        hole.cubicTo(side * 20, -128, side * 36, -92, side * 26, -86)
        p.strokePath(hole, QPen(gray(2), 3))
    p.restore()
    # His right forearm comes over the strings, his left hand holds the neck.
    pull = QPointF(x - 4 + 5 * pluck, ground - 176 + 6 * pluck)
    stop = QPointF(x + 34, ground - 344 + 26 * drift(_beat(stage.frame) / 2, 7))
    for shoulder, elbow, fist in (
        (head + QPointF(30, 76), QPointF(x + 74, ground - 226), pull),
        (head + QPointF(-12, 72), QPointF(x - 16, ground - 300), stop),
    ):
        arm = QPainterPath(shoulder)
        arm.lineTo(elbow)
        arm.lineTo(fist)
        for tone, width, shift in ((150, 21.0, -1.6), (4, 20.0, 0.6)):
            pen = QPen(gray(tone), width)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            p.strokePath(arm.translated(shift, shift), pen)
        p.setBrush(gray(34))
        p.drawEllipse(fist, 10, 9)


def _drummer(p: QPainter, stage: Stage, x: float, ground: float) -> None:
    beat = _beat(stage.frame)
    hit = _struck([tunes.DRUMS], stage.frame)
    turn = math.tau * beat / 2
    pose = Pose(
        lean=9 + 2 * math.sin(turn / 2),
        nod=9 + 3 * hit,
        left_shoulder=26,
        left_elbow=62 + 6 * math.sin(turn),
        left_spread=18,
        right_shoulder=32 + 5 * hit,
        right_elbow=58 + 6 * math.cos(turn),
        right_spread=30,
        left_hip=84,
        left_knee=84,
        right_hip=80,
        right_knee=78,
        perch=0.3,
    )
    joints = person(p, MUSICIAN, pose, x - 14, ground, 424, 42, 0.0, Rim(2.4, -1.8, 130))
    shell = QLinearGradient(x - 20, 0, x + 100, 0)
    for at, tone in ((0, 12), (0.7, 120), (0.85, 40), (1, 10)):
        shell.setColorAt(at, gray(tone))
    # Bass drum from the front, snare, hi-hat and a ride cymbal.
    p.setBrush(QBrush(shell))
    p.drawEllipse(QPointF(x + 30, ground - 72), 76, 72)
    p.setBrush(gray(16))
    p.drawEllipse(QPointF(x + 29, ground - 72), 70, 66)
    glow(p, x + 44, ground - 92, 56, 0.12 + 0.1 * hit, core=0.4)
    p.fillRect(QRectF(x + 64, ground - 158, 74, 26), QBrush(shell))
    p.setBrush(gray(150))
    p.drawEllipse(QPointF(x + 101, ground - 158), 37, 7)
    p.setPen(QPen(gray(26), 2.4))
    for dx in (-22, 0, 24):
        p.drawLine(QPointF(x + 101, ground - 132), QPointF(x + 101 + dx, ground))
    p.drawLine(QPointF(x - 104, ground - 246), QPointF(x - 104, ground))
    p.drawLine(QPointF(x + 150, ground - 206), QPointF(x + 150, ground))
    p.setPen(Qt.PenStyle.NoPen)
    for cx, cy, wide, tilt in ((x - 104, ground - 246, 62, -14), (x + 150, ground - 206, 40, 5)):
        p.save()
        p.translate(cx, cy)
        p.rotate(tilt + 2.2 * hit * math.sin(stage.frame * 1.3))
        disc = QLinearGradient(-wide, 0, wide, 0)
        for at, tone in ((0, 40), (0.4, 90), (0.62, 235), (0.75, 90), (1, 50)):
            disc.setColorAt(at, gray(tone))
        p.setBrush(QBrush(disc))
        p.drawEllipse(QPointF(0, 0), wide, 5.5)
        p.restore()
    for hand, way in ((joints.left_hand, 0.0), (joints.right_hand, math.pi)):
        end = QPointF(
            x + 101 + 22 * math.cos(turn + way),
            ground - 160 + 5 * math.sin(turn + way) - 8 * (1 - hit) * (way > 0),
        )
        brush = QPen(gray(190, 0.8), 1.3)
        p.setPen(brush)
        for fan in (-5, -2, 1, 4):
            p.drawLine(hand, QPointF(end.x() + fan, end.y() + fan * 0.4))
        p.setPen(Qt.PenStyle.NoPen)


def _trumpeter(p: QPainter, stage: Stage, x: float, ground: float) -> None:
    """Paint the trumpeter, who waits for his turn and listens."""
    nod = 10 + 4 * math.sin(math.tau * _beat(stage.frame) / 2)
    pose = Pose(nod=nod, right_shoulder=12, right_elbow=40, left_shoulder=6, left_elbow=74, left_spread=10)
    hand = person(p, MUSICIAN, pose, x, ground, 430, 160, 0.0, Rim(-3, -2.2, 110)).left_hand
    p.save()
    p.translate(hand)
    p.rotate(64)
    p.fillRect(QRectF(-40, -3, 96, 6), gray(90))
    p.fillRect(QRectF(-40, -3, 96, 1.4), gray(210))
    p.drawRoundedRect(QRectF(-14, -4, 44, 20), 9, 9)
    bell = QPolygonF([QPointF(50, -4), QPointF(78, -17), QPointF(78, 17), QPointF(50, 4)])
    p.setBrush(gray(130))
    p.drawPolygon(bell)
    p.restore()


def _listeners(p: QPainter, stage: Stage) -> None:
    """Paint a table and two heads between us and the band, out of focus."""
    nod = 3 * math.sin(math.tau * _beat(stage.frame) / 2)
    p.setBrush(gray(2))
    for x, y, size in ((-376.0, 140.0, 0.95), (396.0, 158.0, 1.1)):
        p.drawEllipse(QPointF(x, y + nod * (1 if x > 0 else 0.4)), 42 * size, 54 * size)
        p.drawRoundedRect(QRectF(x - 104 * size, y + 58 * size, 208 * size, 300), 70, 60)
    p.fillRect(QRectF(-150, 222, 300, 8), gray(90))
    p.fillRect(QRectF(-150, 230, 300, 200), gray(2))
    _near_glass(p, -74, 222, 100)
    p.fillRect(QRectF(60, 130, 26, 92), gray(6))
    p.fillRect(QRectF(66, 96, 14, 40), gray(6))
    p.fillRect(QRectF(63, 140, 4, 70), gray(170))


# Along the counter.

COUNTER_TOP = 74.0
FLOOR = 318.0
HIS_STOOL = 262.0
LAMPS = (-866.0, -490.0, -114.0, 262.0)
LAMP_FOOT = -186.0
SHELVES = (-148.0, -56.0, 34.0)


def _counter(stage: Stage) -> None:
    """Go along the counter, past glasses on the tables, until we are behind the man in the hat."""
    stage.camera = travel(stage.since(COUNTER), (-0.6, Camera(-290, 6, 1.0)), (6.2, Camera(172, 0, 1.16)))
    _room(stage, True)
    with stage.unfocused(1.75, 8) as p:
        _near_tables(p, stage)


def _room(stage: Stage, sitting: bool) -> None:
    """Paint the counter's side of the room, with the man (``sitting``) or without him."""
    t = stage.t
    _back_bar(stage)
    stage.defocus(1.6)
    with stage.layer(0.85) as p:
        _barman(p, stage)
    with stage.layer(1.0) as p:
        wood = QLinearGradient(0, COUNTER_TOP, 0, FLOOR)
        wood.setColorAt(0, gray(86))
        wood.setColorAt(0.12, gray(46))
        wood.setColorAt(1, gray(20))
        p.fillRect(QRectF(-1200, COUNTER_TOP, 1960, FLOOR - COUNTER_TOP), QBrush(wood))
        for k in range(20):
            p.fillRect(QRectF(-1180 + 98 * k, COUNTER_TOP + 38, 80, 150), gray(10, 0.5))
            p.fillRect(QRectF(-1180 + 98 * k, COUNTER_TOP + 38, 80, 1.5), gray(0, 0.6))
            p.fillRect(QRectF(-1180 + 98 * k, COUNTER_TOP + 187, 80, 1.5), gray(96, 0.4))
        p.fillRect(QRectF(-1212, COUNTER_TOP - 9, 1984, 14), gray(120))
        p.fillRect(QRectF(-1212, COUNTER_TOP - 10, 1984, 2), gray(235))
        p.fillRect(QRectF(-1200, FLOOR - 34, 1960, 5), gray(150))
        p.fillRect(QRectF(-1400, FLOOR, 2900, 500), gray(34))
        for k in range(9):
            _stool(p, HIS_STOOL + 142.0 * (k - 7), 1.0 if k == 7 else 0.45)
    with stage.lighting(1.0, ambient=0.085, blur=8, gain=2.6) as p:
        # The lit shelves keep their own light; the lamps fall on counter and floor.
        shelf = QLinearGradient(0, -280, 0, COUNTER_TOP)
        shelf.setColorAt(0, gray(30))
        shelf.setColorAt(0.5, gray(96))
        shelf.setColorAt(1, gray(80))
        p.fillRect(QRectF(-1400, -300, 2160, 300 + COUNTER_TOP - 12), QBrush(shelf))
        for x in LAMPS:
            glow(p, x, COUNTER_TOP - 6, 190, 0.62, 0.3, core=0.4)
            glow(p, x, COUNTER_TOP + 60, 170, 0.42, 0.9, core=0.4)
            glow(p, x, FLOOR + 40, 210, 0.3, 0.3, core=0.4)
        glow(p, 640, 0, 260, 0.4, core=0.3)
    with stage.layer(1.0) as p:
        for x in LAMPS:
            cone(p, x, LAMP_FOOT + 12, 90, 350, 76, 0.32 + 0.02 * drift(t, int(x)), 0.7)
            haze(p, QRectF(x - 150, LAMP_FOOT + 20, 300, 270), t + x, 0.2, 0.9, 8)
            _hanging_lamp(p, x)
        _glasses(p, (-430, -352, -60, 40, 196), COUNTER_TOP - 9)
        _guests(p, stage)
        if sitting:
            _he_sits(p, stage)
        _glass(p, HIS_STOOL + 58, COUNTER_TOP - 9, 30, 0.32)
        p.fillRect(QRectF(HIS_STOOL + 84, COUNTER_TOP - 14, 30, 5), gray(90))
        smoke(p, HIS_STOOL + 100, COUNTER_TOP - 16, t, 250, 0.17 if sitting else 0.42, 4)
        glow(p, HIS_STOOL + 92, COUNTER_TOP - 16, 9, 0.8, core=0.2)


def _back_bar(stage: Stage) -> None:
    with stage.layer(0.62) as p:
        p.fillRect(QRectF(-1200, -700, 2600, 1500), gray(14))
        mirror = QLinearGradient(0, -240, 0, 60)
        mirror.setColorAt(0, gray(34))
        mirror.setColorAt(0.55, gray(88))
        mirror.setColorAt(1, gray(104))
        p.fillRect(QRectF(-900, -238, 1240, 320), QBrush(mirror))
        # What the mirror holds of the room: lamps, and people as shadows.
        for x in LAMPS:
            glow(p, x * 0.7 + 60, -176, 90, 0.5, core=0.12)
        for x, tall in ((-420, 96), (-300, 110), (-40, 90), (150, 118)):
            p.setBrush(gray(26, 0.7))
            p.drawEllipse(QPointF(x, 60 - tall), 20, 26)
            p.drawRoundedRect(QRectF(x - 42, 90 - tall, 84, 160), 30, 30)
        p.fillRect(QRectF(126, 60 - 142, 50, 8), gray(20, 0.8))
        for k in range(5):
            p.fillRect(QRectF(-900 + 310 * k - 9, -248, 18, 340), gray(20))
            p.fillRect(QRectF(-900 + 310 * k - 9, -248, 3, 340), gray(74))
        p.fillRect(QRectF(-920, -258, 1280, 20), gray(24))
        p.fillRect(QRectF(-920, -240, 1280, 3), gray(110))
    with stage.layer(0.66) as p:
        for row, y in enumerate(SHELVES):
            p.fillRect(QRectF(-900, y, 1240, 5), gray(210))
            p.fillRect(QRectF(-900, y + 5, 1240, 6), gray(30))
            p.drawImage(QRectF(-900, y - 80, 1240, 80), _bottles(row))
    with stage.layer(0.8) as p:
        # The end of the counter: the wall, the door to the street, and the night behind its glass.
        p.fillRect(QRectF(436, -700, 700, 1100), gray(16))
        door = QRectF(560, -170, 132, 400)
        p.fillRect(door.adjusted(-14, -16, 14, 0), gray(44))
        p.fillRect(door, gray(24))
        p.fillRect(QRectF(574, -152, 104, 230), gray(70))
        for k in range(3):
            p.fillRect(QRectF(574 + 35 * k, -152, 3, 230), gray(16))
        letters.text(p, "RAB", 626, -60, 30, tone=150)


@cache
def _bottles(row: int) -> QImage:
    """Return a shelf's bottles, 1240 × 80, at twice that size."""
    image = QImage(2480, 160, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    p = QPainter(image)
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    p.setPen(Qt.PenStyle.NoPen)
    p.scale(2, 2)
    x = 20.0
    for k in range(52):
        if chance(k, 21 + row) > 0.12 and x < 1220:
            _bottle(p, x, 80, 44 + 26 * chance(k, 24 + row), chance(k, 27 + row))
        x += 21 + 10 * chance(k, 30 + row)
    p.end()
    return image


def _bottle(p: QPainter, x: float, foot: float, tall: float, kind: float) -> None:
    """Paint a bottle that stands before light: bright where it is thin, dark at its sides."""
    wide = 12 + 8 * kind
    path = QPainterPath(QPointF(x - wide / 2, foot))
    shoulder = tall * (0.5 + 0.18 * kind)
    path.lineTo(x - wide / 2, foot - shoulder)
    path.cubicTo(x - wide / 2, foot - tall * 0.8, x - 2.6, foot - tall * 0.7, x - 2.6, foot - tall)
    path.lineTo(x + 2.6, foot - tall)
    path.cubicTo(x + 2.6, foot - tall * 0.7, x + wide / 2, foot - tall * 0.8, x + wide / 2, foot - shoulder)
    path.lineTo(x + wide / 2, foot)
    path.closeSubpath()
    body = QLinearGradient(x - wide / 2, 0, x + wide / 2, 0)
    light = 46 + 130 * ((kind * 7.3) % 1)
    for at, tone in ((0, 8), (0.16, light), (0.3, light * 0.5), (0.7, light * 0.32), (0.86, 60), (1, 6)):
        body.setColorAt(at, gray(tone))
    p.fillPath(path, QBrush(body))
    if kind > 0.3:
        p.fillRect(
            QRectF(x - wide / 2 + 1, foot - shoulder * 0.72, wide - 2, shoulder * 0.4), gray(150 * kind + 30)
        )
    p.fillRect(QRectF(x - 3, foot - tall - 4, 6, 6), gray(12))
    p.fillRect(QRectF(x - wide * 0.34, foot - shoulder * 0.96, 1.3, shoulder * 0.8), gray(245, 0.8))


def _barman(p: QPainter, stage: Stage) -> None:
    """Paint the barman, who polishes a glass that has long been clean."""
    rub = math.sin(stage.t * 5.2) * (0.5 + 0.5 * (drift(stage.t * 0.5, 33) > -0.3))
    pose = Pose(
        lean=3,
        nod=12,
        left_shoulder=26,
        left_elbow=84 + 4 * rub,
        right_shoulder=26 + 3 * rub,
        right_elbow=88 - 5 * rub,
    )
    person(p, BARMAN, pose, 34, 330, 440, 150, 0.46, Rim(-2.4, -2, 180))


def _stool(p: QPainter, x: float, light: float) -> None:
    p.setPen(QPen(gray(110 * light), 5))
    for dx in (-1, 1):
        p.drawLine(QPointF(x + 20 * dx, 138), QPointF(x + 30 * dx, FLOOR + 18))
    p.setPen(QPen(gray(150 * light), 3.4))
    p.drawLine(QPointF(x - 26, 254), QPointF(x + 26, 254))
    p.setPen(Qt.PenStyle.NoPen)
    p.fillRect(QRectF(x - 34, 128, 68, 9), gray(50 * light))
    seat = QLinearGradient(x - 34, 0, x + 34, 0)
    for at, tone in ((0, 60), (0.5, 235), (1, 70)):
        seat.setColorAt(at, gray(tone * light))
    p.setBrush(QBrush(seat))
    p.drawEllipse(QPointF(x, 128), 34, 7)


def _hanging_lamp(p: QPainter, x: float) -> None:
    p.fillRect(QRectF(x - 1.2, -700, 2.4, 700 + LAMP_FOOT - 40), gray(6))
    shade = QPainterPath(QPointF(x - 54, LAMP_FOOT + 8))
    shade.cubicTo(x - 46, LAMP_FOOT - 26, x - 20, LAMP_FOOT - 34, x - 10, LAMP_FOOT - 48)
    shade.lineTo(x + 10, LAMP_FOOT - 48)
    shade.cubicTo(x + 20, LAMP_FOOT - 34, x + 46, LAMP_FOOT - 26, x + 54, LAMP_FOOT + 8)
    shade.closeSubpath()
    skin = QLinearGradient(x - 54, 0, x + 54, 0)
    for at, tone in ((0, 10), (0.25, 52), (0.5, 14), (1, 4)):
        skin.setColorAt(at, gray(tone))
    p.fillPath(shade, QBrush(skin))
    p.setBrush(gray(255))
    p.drawEllipse(QPointF(x, LAMP_FOOT + 9), 50, 5)
    glow(p, x, LAMP_FOOT + 12, 110, 0.8, 0.7, core=0.16)


def _glasses(p: QPainter, places: Iterable[float], foot: float) -> None:
    for k, x in enumerate(places):
        _glass(p, x, foot, 28 + 6 * (k % 2), 0.2 + 0.5 * chance(k, 36))


def _glass(p: QPainter, x: float, foot: float, tall: float, full: float) -> None:
    wide = tall * 0.72
    p.fillRect(QRectF(x - wide / 2, foot - tall, wide, tall), gray(120, 0.22))
    p.fillRect(QRectF(x - wide / 2 + 1, foot - tall * full - 2, wide - 2, tall * full), gray(170, 0.5))
    p.fillRect(QRectF(x - wide / 2, foot - tall, 1.4, tall), gray(235, 0.8))
    p.fillRect(QRectF(x + wide / 2 - 1.4, foot - tall, 1.4, tall), gray(160, 0.6))
    p.fillRect(QRectF(x - wide / 2, foot - 2.5, wide, 2.5), gray(235, 0.8))
    glow(p, x - wide * 0.3, foot - tall * 0.7, 11, 0.8, core=0.12)


def _guests(p: QPainter, stage: Stage) -> None:
    """Paint two who have talked all night, and one who sleeps on his arms."""
    nod = drift(stage.t * 0.9, 37)
    woman = Figure("", "bob", 0.3, 1.05, 0.1, True, 34, 16, 120, 12)
    talk = Pose(
        lean=13 + nod,
        nod=4 + 3 * nod,
        left_shoulder=44,
        left_elbow=62,
        right_shoulder=40,
        right_elbow=66 + 5 * nod,
        left_hip=62,
        left_knee=78,
        right_hip=70,
        right_knee=70,
        perch=0.44,
    )
    person(p, woman, talk, -448, FLOOR + 2, 408, 312, 0.2, Rim(2.6, -2.6, 150))
    person(p, MUSICIAN, talk, -306, FLOOR + 2, 430, 232, 0.2, Rim(-2.6, -2.6, 150))
    asleep = Pose(
        lean=42,
        nod=30,
        left_shoulder=70,
        left_elbow=40,
        right_shoulder=70,
        right_elbow=40,
        left_hip=62,
        left_knee=78,
        right_hip=70,
        right_knee=70,
        perch=0.44,
    )
    person(p, MUSICIAN, asleep, -26, FLOOR + 2, 424, 300, 0.15, Rim(2.4, -2.6, 130))


def _he_sits(p: QPainter, stage: Stage) -> None:
    sip = ease(stage.frame, COUNTER + 78, COUNTER + 92) * (
        1 - ease(stage.frame, COUNTER + 104, COUNTER + 120)
    )
    drinking = Pose(
        lean=9,
        nod=-6,
        left_shoulder=40,
        left_elbow=60,
        right_shoulder=48,
        right_elbow=104,
        left_hip=62,
        left_knee=78,
        right_hip=70,
        right_knee=70,
        perch=0.44,
    )
    pose = STOOL.toward(drinking, 0.9 * sip)
    person(p, MAN_IN_HAT, pose, HIS_STOOL, FLOOR + 4, 446, 306, 0.3, Rim(3.2, -3.0, 190))


def _near_tables(p: QPainter, stage: Stage) -> None:
    """Paint what passes between us and the counter: tables, glasses, a bottle with a candle, a chair."""
    for k, x in enumerate((-560.0, -60.0, 440.0)):
        y = 206.0 + 12 * (k % 2)
        p.fillRect(QRectF(x - 180, y, 360, 9), gray(110))
        p.fillRect(QRectF(x - 180, y + 9, 360, 300), gray(2))
        _near_glass(p, x - 112, y, 150)
        _near_glass(p, x + 112, y, 130)
        if k % 2 == 0:
            p.fillRect(QRectF(x - 24, y - 170, 58, 170), gray(3))
            p.fillRect(QRectF(x - 5, y - 260, 20, 100), gray(3))
            p.fillRect(QRectF(x - 20, y - 150, 6, 130), gray(150))
            flame = 0.9 + 0.1 * drift(stage.t * 6, 38 + k)
            glow(p, x + 5, y - 292, 120, 0.5 * flame, core=0.1)
            glow(p, x + 5, y - 286, 26, flame, 1.9, core=0.45)
        else:
            _chair(p, x - 10, y - 40, 180, 2.0)


def _near_glass(p: QPainter, x: float, foot: float, tall: float) -> None:
    """Paint a stemmed glass that is to be out of focus: its bowl's edges, its rim, what is left in it."""
    half = tall * 0.3
    bowl = QPainterPath(QPointF(x - half * 0.86, foot - tall))
    bowl.cubicTo(x - half * 1.3, foot - tall * 0.56, x - half * 0.7, foot - tall * 0.4, x, foot - tall * 0.36)
    bowl.cubicTo(
        x + half * 0.7, foot - tall * 0.4, x + half * 1.3, foot - tall * 0.56, x + half * 0.86, foot - tall
    )
    p.fillPath(bowl, gray(110, 0.16))
    p.strokePath(bowl, QPen(gray(170, 0.85), 4.5))
    p.setBrush(gray(150, 0.75))
    p.drawEllipse(QPointF(x, foot - tall * 0.5), half * 0.72, tall * 0.08)
    p.fillRect(QRectF(x - 2.5, foot - tall * 0.36, 5, tall * 0.36), gray(130, 0.9))
    p.drawEllipse(QPointF(x, foot), half * 0.8, 5)
    glow(p, x - half * 0.8, foot - tall * 0.82, tall * 0.34, 0.9, core=0.12)


# The chairs.


def _chairs(stage: Stage) -> None:
    """Last round: he lifts a chair, turns it in the air and sets it on the table."""
    since = stage.since(CHAIRS)
    stage.camera = travel(since, (0.0, Camera(-12, 2, 1.03)), (3.0, Camera(18, -4, 1.1)))
    with stage.layer(0.55) as p:
        back = QLinearGradient(0, -260, 0, 160)
        back.setColorAt(0, gray(8))
        back.setColorAt(0.7, gray(86))
        back.setColorAt(1, gray(24))
        p.fillRect(QRectF(-900, -600, 1800, 1200), QBrush(back))
        for row, y in enumerate((-40.0, 32.0)):
            p.fillRect(QRectF(-360, y, 640, 4), gray(190))
            for k in range(26):
                if chance(k, 40 + row) > 0.15:
                    _bottle(p, -346 + 24.5 * k, y, 38 + 20 * chance(k, 42 + row), chance(k, 44 + row))
        p.fillRect(QRectF(-520, 98, 960, 160), gray(20))
        p.fillRect(QRectF(-520, 96, 960, 4), gray(190))
        for x in (-250.0, -20.0, 210.0):
            cone(p, x, -150, 90, 300, 70, 0.3, 0.7)
            glow(p, x, -150, 80, 0.8, 0.6, core=0.14)
        person(p, MAN_IN_HAT, STOOL, 128, 206, 250, 262, 0.1, Rim(2, -2, 150))
    stage.defocus(4.5)
    lit = 182.0
    with stage.layer(1.0) as p:
        p.fillRect(QRectF(-900, 262, 1800, 400), gray(10))
        glow(p, -60, 290, 480, 0.3, 0.18, core=0.4)
        haze(p, QRectF(-520, -250, 1040, 520), stage.t, 0.14, 1.3, 10)
        cone(p, -170, -470, 90, 820, 50, 0.34, 0.7)
        _table(p, -330, 300, 0.92, 2)
        _table(p, 300, 306, 1.0, 0)
        lift = ease(stage.frame, CHAIRS + 2, CHAIRS + 26)
        over = ease(stage.frame, CHAIRS + 14, CHAIRS + 32)
        down = settle(stage.frame, CHAIRS + 30, CHAIRS + 42)
        reach = lift * (1 - 0.25 * down)
        pose = STAND.toward(
            Pose(
                lean=-4,
                nod=-4,
                left_shoulder=86,
                left_elbow=26,
                left_spread=12,
                right_shoulder=92,
                right_elbow=22,
                right_spread=12,
            ),
            reach,
        )
        bend = 1 - lift
        pose = pose.toward(
            Pose(
                lean=58,
                nod=-14,
                left_shoulder=66,
                left_elbow=6,
                right_shoulder=70,
                right_elbow=6,
                left_hip=30,
                left_knee=46,
                right_hip=14,
                right_knee=38,
            ),
            bend,
        )
        rest = ease(stage.frame, CHAIRS + 41, CHAIRS + 50)
        pose = pose.toward(Pose(lean=2, nod=-2), 0.7 * rest)
        joints = person(p, BARMAN, pose, 66, 326, 486, 12, 0.4, Rim(-4.2, -3, 215))
        hold = QPointF(
            (joints.left_hand.x() + joints.right_hand.x()) / 2,
            (joints.left_hand.y() + joints.right_hand.y()) / 2,
        )
        spot = QPointF(300, lit - 44)
        x = mix(hold.x() + 26, spot.x(), max(over * 0.75, down))
        y = mix(hold.y() + mix(84, 18, lift), spot.y() - 40 * (1 - down), max(over * 0.6, down))
        _chair(p, x, y, 180 * over, 1.0)
    with stage.unfocused(1.6, 13) as p:
        p.fillRect(QRectF(-420, 250, 300, 10), gray(80))
        p.fillRect(QRectF(-420, 260, 300, 300), gray(2))
        for x in (-380.0, -250.0):
            _chair(p, x, 214, 180, 1.35)


def _table(p: QPainter, x: float, floor: float, size: float, chairs: int) -> None:
    top = floor - 168 * size
    p.fillRect(QRectF(x - 112 * size, top, 224 * size, 9 * size), gray(22))
    p.fillRect(QRectF(x - 112 * size, top, 224 * size, 2), gray(190))
    p.fillRect(QRectF(x - 6 * size, top, 12 * size, 168 * size), gray(8))
    p.fillRect(QRectF(x - 52 * size, floor - 8 * size, 104 * size, 8 * size), gray(8))
    for k in range(chairs):
        _chair(p, x + (k - 0.5) * 92 * size, top - 44 * size, 180, size)


def _chair(p: QPainter, x: float, y: float, turn: float, size: float) -> None:
    """Paint a bentwood chair whose seat's middle is at (x, y); ``turn`` 180 is upside down."""
    p.save()
    p.translate(x, y)
    p.rotate(turn)
    p.scale(size, size)
    pen = QPen(gray(5), 6.5)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    p.setBrush(Qt.BrushStyle.NoBrush)
    for tone, width, dx in ((5, 6.5, 0.0), (120, 1.2, -2.6)):
        pen = QPen(gray(tone), width)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        p.setPen(pen)
        back = QPainterPath(QPointF(-34 + dx, 0))
        back.cubicTo(-44 + dx, -60, -46 + dx, -106, -16 + dx, -108)
        back.cubicTo(4 + dx, -106, -8 + dx, -50, -12 + dx, 0)
        p.drawPath(back)
        for a, b in ((-32, -40), (-14, -10), (18, 16), (34, 42)):
            p.drawLine(QPointF(a + dx, 4), QPointF(b + dx, 104))
        p.drawLine(QPointF(-36 + dx, 56), QPointF(38 + dx, 56))
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(gray(6))
    p.drawRoundedRect(QRectF(-42, -5, 84, 12), 5, 5)
    p.restore()


# Hat and clock.


def _clock(stage: Stage) -> None:
    """His hat, close; he looks up; the focus goes to the clock behind: it is nearly four."""
    since = stage.since(CLOCK)
    stage.camera = travel(since, (0.0, Camera(0, 0, 1.0)), (3.2, Camera(26, -10, 1.07)))
    pull = ease(since, 0.75, 1.5)
    with stage.layer(0.7) as p:
        wall = QRadialGradient(QPointF(170, -120), 520)
        wall.setColorAt(0, gray(74))
        wall.setColorAt(0.6, gray(30))
        wall.setColorAt(1, gray(8))
        p.fillRect(QRectF(-900, -700, 1900, 1500), QBrush(wall))
        p.fillRect(QRectF(-900, 129, 1900, 500), gray(20))
        for k in range(14):
            left = -640 + 118.0 * k
            p.fillRect(QRectF(left, 154, 92, 300), gray(14))
            p.fillRect(QRectF(left, 154, 92, 1.6), gray(4))
            p.fillRect(QRectF(left + 90.4, 154, 1.6, 300), gray(52))
        p.fillRect(QRectF(-900, 122, 1900, 10), gray(44))
        p.fillRect(QRectF(-900, 121, 1900, 2), gray(120))
        for left, top, wide, tall in (
            (-70.0, -196.0, 92.0, 118.0),
            (-52.0, -40.0, 74.0, 58.0),
            (392.0, -150, 120, 150),
        ):
            p.fillRect(QRectF(left + 5, top + 7, wide, tall), gray(4, 0.6))
            p.fillRect(QRectF(left, top, wide, tall), gray(10))
            p.fillRect(QRectF(left, top, wide, 1.5), gray(110))
            p.fillRect(QRectF(left + 9, top + 9, wide - 18, tall - 18), gray(96))
            p.setBrush(gray(28))
            p.drawEllipse(QPointF(left + wide / 2, top + tall * 0.42), wide * 0.13, wide * 0.16)
            p.drawRoundedRect(QRectF(left + wide * 0.26, top + tall * 0.6, wide * 0.48, tall * 0.3), 12, 12)
        _clock_face(p, stage, 186, -78, 128)
        for x in (-330.0, -140.0):
            glow(p, x, 40, 130, 0.3, core=0.15)
    stage.defocus(mix(9, 0, pull))
    with stage.layer(0.9) as p:
        haze(p, QRectF(-560, -330, 1120, 660), stage.t, 0.13, 1.4, 10)
    turn = ease(since, 0.5, 1.1)
    with stage.layer(1.15) if pull < 0.25 else stage.unfocused(1.15, 4 + 8 * pull) as p:
        p.translate(-196, 96)
        p.rotate(2 - 8 * turn)
        p.scale(1.16, 1.16)
        _profile(p)
        p.resetTransform() if False else None
    with stage.layer(1.15) as p:
        smoke(p, -30, 330, stage.t, 520, 0.09, 6)


def _clock_face(p: QPainter, stage: Stage, x: float, y: float, radius: float) -> None:
    p.save()
    p.translate(x, y)
    p.setBrush(gray(8))
    p.drawEllipse(QPointF(6, 8), radius * 1.12, radius * 1.12)
    rim = QLinearGradient(-radius, -radius, radius, radius)
    for at, tone in ((0, 190), (0.3, 70), (0.6, 16), (1, 60)):
        rim.setColorAt(at, gray(tone))
    p.setBrush(QBrush(rim))
    p.drawEllipse(QPointF(0, 0), radius * 1.1, radius * 1.1)
    face = QRadialGradient(QPointF(-radius * 0.3, -radius * 0.4), radius * 1.7)
    face.setColorAt(0, gray(232))
    face.setColorAt(0.7, gray(158))
    face.setColorAt(1, gray(96))
    p.setBrush(QBrush(face))
    p.drawEllipse(QPointF(0, 0), radius, radius)
    for k in range(60):
        p.save()
        p.rotate(6 * k)
        if k % 5 == 0:
            p.fillRect(QRectF(-2.6, -radius * 0.95, 5.2, radius * 0.12), gray(16))
        else:
            p.fillRect(QRectF(-0.7, -radius * 0.95, 1.4, radius * 0.05), gray(40))
        p.restore()
    for hour in range(1, 13):
        angle = math.tau * hour / 12
        letters.text(
            p,
            str(hour),
            radius * 0.7 * math.sin(angle),
            -radius * 0.7 * math.cos(angle) + radius * 0.085,
            radius * 0.19,
            tone=18,
            tracking=0.02,
            weight=QFont.Weight.Bold,
        )
    seconds = 11.0 + math.floor(stage.since(CLOCK) + 0.3)
    tick = (stage.since(CLOCK) + 0.3) % 1
    seconds += settle(tick, 0, 0.12) + 0.12 * math.sin(min(tick * 30, math.pi)) - 1
    minutes = 56 + seconds / 60
    for angle, length, width, tone in (
        (30 * (3 + minutes / 60), 0.52, 9.0, 8),
        (6 * minutes, 0.84, 6.0, 8),
        (6 * seconds, 0.88, 2.0, 60),
    ):
        p.save()
        p.rotate(angle)
        hand = QPolygonF(
            [
                QPointF(-width * 0.7, radius * 0.16),
                QPointF(-width * 0.5, -radius * length * 0.8),
                QPointF(0, -radius * length),
                QPointF(width * 0.5, -radius * length * 0.8),
                QPointF(width * 0.7, radius * 0.16),
            ]
        )
        p.setBrush(gray(60, 0.35))
        p.drawPolygon(hand.translated(4, 3))
        p.setBrush(gray(tone))
        p.drawPolygon(hand)
        p.restore()
    p.setBrush(gray(10))
    p.drawEllipse(QPointF(0, 0), 7, 7)
    p.restore()


def _profile(p: QPainter) -> None:
    """Paint the man's head from the side, looking to the right, lit from there: a hat, a face in its shadow,
    and a collar that is turned up."""
    face = QPainterPath(QPointF(104, -60))
    face.cubicTo(110, -44, 108, -30, 100, -18)
    face.cubicTo(112, 4, 130, 26, 138, 40)
    face.cubicTo(138, 50, 124, 54, 113, 55)
    face.cubicTo(112, 60, 120, 68, 118, 74)
    face.cubicTo(116, 78, 108, 79, 106, 81)
    face.cubicTo(112, 84, 118, 90, 114, 97)
    face.cubicTo(108, 104, 110, 108, 116, 118)
    face.cubicTo(119, 134, 108, 148, 88, 152)
    face.cubicTo(60, 158, 40, 150, 26, 170)
    face.lineTo(-90, 190)
    face.cubicTo(-112, 120, -124, 20, -118, -60)
    face.closeSubpath()
    coat = QPainterPath(QPointF(-124, 88))
    coat.cubicTo(-96, 96, -60, 112, -30, 134)
    coat.cubicTo(10, 150, 44, 166, 58, 196)
    coat.cubicTo(120, 226, 208, 262, 240, 420)
    coat.lineTo(-420, 420)
    coat.cubicTo(-400, 250, -280, 220, -170, 190)
    coat.cubicTo(-140, 170, -132, 130, -124, 88)
    crown = QPainterPath(QPointF(-130, -52))
    crown.cubicTo(-136, -150, -112, -208, -62, -214)
    crown.cubicTo(-20, -218, -2, -196, 32, -200)
    crown.cubicTo(72, -208, 104, -186, 112, -146)
    crown.cubicTo(118, -112, 120, -84, 122, -52)
    crown.closeSubpath()
    brim = QPainterPath(QPointF(-206, -72))
    brim.cubicTo(-140, -26, 90, -26, 214, -20)
    brim.cubicTo(150, -62, 110, -66, 0, -70)
    brim.cubicTo(-90, -74, -150, -66, -206, -72)
    ear = QPainterPath(QPointF(-30, 0))
    ear.cubicTo(-4, -22, 12, 0, 2, 24)
    ear.cubicTo(-4, 44, -20, 50, -24, 38)
    for path, tone, edge, wide in (
        (face, 30, 205, 5.0),
        (coat, 15, 120, 4.0),
        (crown, 17, 150, 5.0),
    ):
        skin = QLinearGradient(-60, 0, 140, 0)
        skin.setColorAt(0, gray(tone * 0.35))
        skin.setColorAt(1, gray(tone * 1.7))
        p.fillPath(path, gray(edge))
        p.fillPath(path.intersected(path.translated(-wide, wide * 0.5)), QBrush(skin))
    p.fillPath(ear, gray(22))
    shadow = QLinearGradient(0, -60, 0, 60)
    shadow.setColorAt(0, gray(0, 0.95))
    shadow.setColorAt(1, gray(0, 0.0))
    p.fillPath(face, QBrush(shadow))
    p.fillRect(QRectF(-131, -94, 252, 40), gray(5))
    p.fillPath(brim, gray(12))
    top = QPainterPath(QPointF(-60, -44))
    top.cubicTo(40, -40, 140, -36, 214, -20)
    p.strokePath(top, QPen(gray(170), 2.4))
    p.setBrush(gray(190))
    p.drawEllipse(QPointF(88, -8), 3.2, 1.8)


# The coin.


def _coin(stage: Stage) -> None:
    since = stage.since(COIN)
    stage.camera = travel(since, (0.0, Camera(0, 0, 1.04)), (1.6, Camera(10, 8, 1.1)))
    laid = settle(since, 0.15, 0.5)
    away = gather(since, 0.82, 1.5)
    with stage.layer(0.6) as p:
        back = QLinearGradient(0, -360, 0, 60)
        back.setColorAt(0, gray(10))
        back.setColorAt(0.7, gray(46))
        back.setColorAt(1, gray(14))
        p.fillRect(QRectF(-800, -600, 1600, 800), QBrush(back))
        for k in range(15):
            _bottle(p, -430 + 66.0 * k, 0, 190 + 80 * chance(k, 51), chance(k, 52))
        for x in (-300.0, 160.0):
            glow(p, x, -230, 160, 0.8, core=0.2)
    stage.defocus(13)
    with stage.layer(1.0) as p:
        wood = QLinearGradient(0, 0, 0, 380)
        for at, tone in ((0, 150), (0.08, 92), (0.4, 60), (1, 18)):
            wood.setColorAt(at, gray(tone))
        p.fillRect(QRectF(-800, 0, 1600, 700), QBrush(wood))
        for k in range(34):
            y = 10 + 340 * chance(k, 53) ** 0.8
            p.fillRect(QRectF(-600 + 300 * chance(k, 54), y, 900, 1.4), gray(20, 0.16))
    with stage.lighting(1.0, ambient=0.14, blur=9, gain=2.6) as p:
        p.fillRect(QRectF(-900, -700, 1800, 690), gray(98))
        glow(p, 20, 110, 400, 0.95, 0.42, core=0.4)
        shade = QRadialGradient(QPointF(0, 0), 1)
        shade.setColorAt(0, gray(0, 0.85))
        shade.setColorAt(1, gray(0, 0))
        for x, y, rx, ry in ((-160.0, 140.0, 110, 26), (mix(20, 340, away), 180.0, 190, 40)):
            p.save()
            p.translate(x, y)
            p.scale(rx, ry)
            p.fillRect(QRectF(-1, -1, 2, 2), QBrush(shade))
            p.restore()
    with stage.layer(1.0) as p:
        _tumbler(p, -190, 132)
        _ashtray(p, stage, 236, 92)
        down = 150 - 26 * (1 - laid)
        p.save()
        p.translate(-4, down + 12)
        disc = QLinearGradient(-30, -8, 30, 8)
        for at, tone in ((0, 120), (0.35, 250), (0.6, 150), (1, 70)):
            disc.setColorAt(at, gray(tone))
        p.setBrush(gray(40))
        p.drawEllipse(QPointF(0, 4), 30, 10.5)
        p.setBrush(QBrush(disc))
        p.drawEllipse(QPointF(0, 0), 30, 10.5)
        p.setPen(QPen(gray(70), 1.2))
        p.setBrush(Qt.BrushStyle.NoBrush)
        p.drawEllipse(QPointF(0, 0), 24, 8)
        p.setPen(Qt.PenStyle.NoPen)
        glow(p, -10, -3, 40, 0.5 + 0.5 * away, core=0.06)
        p.restore()
        p.save()
        p.translate(
            mix(0, 420, away) + 60 * (1 - laid), down - 6 - 40 * math.sin(math.pi * min(away * 1.2, 1))
        )
        _hand(p)
        p.restore()
        smoke(p, 206, 66, stage.t, 380, 0.13, 8)
        haze(p, QRectF(-520, -320, 1040, 420), stage.t, 0.1, 1.3, 10)


def _hand(p: QPainter) -> None:
    """Paint a hand from the right, a sleeve behind it, two fingers on the coin at (0, 0)."""
    sleeve = QPainterPath(QPointF(250, -70))
    sleeve.cubicTo(330, -96, 520, -150, 760, -220)
    sleeve.lineTo(760, 60)
    sleeve.cubicTo(560, 60, 360, 44, 262, 26)
    sleeve.closeSubpath()
    cuff = QPolygonF([QPointF(238, -60), QPointF(262, -70), QPointF(276, 28), QPointF(250, 24)])
    hand = QPainterPath(QPointF(250, -58))
    hand.cubicTo(200, -84, 150, -88, 108, -66)
    hand.cubicTo(70, -54, 40, -34, 6, -12)
    hand.cubicTo(-12, -4, -12, 10, 4, 9)
    hand.cubicTo(34, 6, 54, -8, 84, -16)
    hand.cubicTo(66, -2, 40, 10, 20, 16)
    hand.cubicTo(10, 24, 20, 32, 34, 28)
    hand.cubicTo(70, 22, 100, 6, 126, 4)
    hand.cubicTo(150, 20, 200, 28, 256, 22)
    hand.closeSubpath()
    skin = QLinearGradient(0, -90, 0, 34)
    for at, tone in ((0, 190), (0.3, 120), (0.7, 52), (1, 26)):
        skin.setColorAt(at, gray(tone))
    p.fillPath(hand, QBrush(skin))
    for a, b, bend in (
        (QPointF(84, -16), QPointF(150, -34), -6.0),
        (QPointF(126, 4), QPointF(176, -6), -4.0),
    ):
        line = QPainterPath(a)
        line.quadTo((a.x() + b.x()) / 2, (a.y() + b.y()) / 2 + bend, b.x(), b.y())
        p.strokePath(line, QPen(gray(20, 0.7), 2.4))
    p.setBrush(gray(170))
    p.drawPolygon(cuff)
    cloth = QLinearGradient(300, -120, 330, 60)
    for at, tone in ((0, 120), (0.12, 66), (0.5, 34), (1, 8)):
        cloth.setColorAt(at, gray(tone))
    p.fillPath(sleeve, QBrush(cloth))
    p.setBrush(gray(90))
    p.drawEllipse(QPointF(300, 4), 5, 6)


def _tumbler(p: QPainter, x: float, foot: float) -> None:
    p.save()
    p.translate(x, foot)
    side = QLinearGradient(-66, 0, 66, 0)
    for at, tone, alpha in (
        (0, 250, 0.85),
        (0.06, 90, 0.3),
        (0.5, 60, 0.14),
        (0.9, 120, 0.3),
        (1, 220, 0.75),
    ):
        side.setColorAt(at, gray(tone, alpha))
    glass = QPainterPath(QPointF(-66, -168))
    glass.lineTo(-56, 0)
    glass.cubicTo(-50, 16, 50, 16, 56, 0)
    glass.lineTo(66, -168)
    glass.cubicTo(50, -156, -50, -156, -66, -168)
    drink = QPainterPath(QPointF(-58, -50))
    drink.lineTo(-54, -10)
    drink.cubicTo(-46, 4, 46, 4, 54, -10)
    drink.lineTo(58, -50)
    drink.cubicTo(44, -38, -44, -38, -58, -50)
    amber = QLinearGradient(-58, 0, 58, 0)
    for at, tone in ((0, 60), (0.2, 150), (0.6, 70), (0.85, 210), (1, 60)):
        amber.setColorAt(at, gray(tone, 0.8))
    p.fillPath(drink, QBrush(amber))
    p.fillPath(glass, QBrush(side))
    p.setBrush(Qt.BrushStyle.NoBrush)
    p.setPen(QPen(gray(235, 0.8), 1.6))
    p.drawEllipse(QPointF(0, -168), 66, 13)
    p.setPen(QPen(gray(235, 0.5), 1.2))
    p.drawEllipse(QPointF(0, -50), 58, 11)
    p.setPen(Qt.PenStyle.NoPen)
    p.fillRect(QRectF(-46, -150, 4, 120), gray(255, 0.7))
    glow(p, -44, -120, 50, 0.5, core=0.06)
    glow(p, 30, 4, 60, 0.5, 0.3, core=0.2)
    p.restore()


def _ashtray(p: QPainter, stage: Stage, x: float, y: float) -> None:
    tray = QLinearGradient(x - 80, 0, x + 80, 0)
    for at, tone in ((0, 40), (0.3, 190), (0.6, 60), (1, 20)):
        tray.setColorAt(at, gray(tone))
    p.setBrush(QBrush(tray))
    p.drawEllipse(QPointF(x, y + 8), 84, 22)
    p.setBrush(gray(20))
    p.drawEllipse(QPointF(x, y + 2), 70, 15)
    p.save()
    p.translate(x - 40, y - 8)
    p.rotate(14)
    p.fillRect(QRectF(0, -5, 84, 9), gray(210))
    p.fillRect(QRectF(-12, -5, 14, 9), gray(90))
    glow(p, -12, 0, 26, 0.55 + 0.25 * drift(stage.t * 2, 55), core=0.2)
    p.restore()


# The empty stool.


def _empty(stage: Stage) -> None:
    """He goes to the door; the stool is empty; his smoke still hangs in the lamp's light."""
    since = stage.since(STOOL_EMPTY)
    stage.camera = travel(since, (0.0, Camera(268, 6, 1.1)), (3.0, Camera(262, 20, 1.3)))
    out = settle(since, 1.75, 2.5)
    _room(stage, False)
    with stage.layer(1.0) as p:
        x = 372 + 168 * since
        if out < 1:
            p.save()
            p.setOpacity(1 - out)
            pose = walk(0.36 * since * 1.4, POCKETS, 0.05)
            person(p, MAN_IN_HAT, pose, min(x, 690), FLOOR + 2, 440, 348, 0.16, Rim(3.2, -2.6, 150))
            p.restore()
        # The stool turns by a last few degrees.
        swing = math.exp(-since * 1.4) * math.sin(since * 7)
        glow(p, HIS_STOOL + 16 * swing, 128, 34, 0.5, 0.2, core=0.3)
        glow(p, HIS_STOOL + 40, COUNTER_TOP - 11, 10, 0.9, 0.5, core=0.1)
    with stage.unfocused(1.75, 11) as p:
        p.translate(285, 24)
        _near_tables(p, stage)
    if ramp(since, 3.2, 3.75) > 0:
        with stage.layer(0) as p:
            p.fillRect(FRAME, gray(0, 0.35 * ramp(since, 3.2, 3.75)))
