"""The lift: where it is at which frame, the lamps of its floors, its cabin and its shaft."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import plan
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QLinearGradient, QPainter, QPainterPath, QPen, QPolygonF, QRadialGradient

from picture import letters
from picture.light import cone, glow, haze
from picture.portrait import TALL, back
from picture.relief import Lamp
from picture.stage import Stage, chance, ease, gray, mix, ramp

FLOORS = "L123456789"
"""The lobby and nine floors, as they stand on their lamps."""

_UP = next(cue for cue in plan.CUES if cue.id == "lift")
_ON = next(cue for cue in plan.CUES if cue.id == "current")
BAR = plan.TRACKS[_UP.track - 1].bar
STOPPED_AT = 6
"""The last floor whose lamp lit before the current was cut."""

PASSES: tuple[tuple[int, int], ...] = (
    *((_UP.downbeat + k * BAR, k) for k in range(_UP.bars)),
    *((_ON.downbeat + k * BAR, STOPPED_AT + k) for k in range(_ON.bars)),
)
"""At which frame of the film which floor's lamp comes on: one to every bar."""

STARTS = plan.LIFT_DOORS[1] + 6


def height(frame: float) -> float:
    """Return where the cabin is, in floors above the lobby.

    Halfway between two floors the lamp of the next one lights; so the cabin passes the floor itself half a
    bar later."""
    bar = 1 / BAR
    if frame < STARTS:
        return 0.0
    first = PASSES[1][0]
    if frame < first:
        # As much way as half a floor takes, and at its end the speed of a floor to a bar.
        way = first - STARTS
        share = (frame - STARTS) / way
        return 0.5 * math.exp(2 * way * bar * math.log(max(share, 1e-6)))
    if frame < plan.CURRENT_CUT:
        return 0.5 + (frame - first) * bar
    between = 0.5 + (plan.CURRENT_CUT - first) * bar
    again, slow = PASSES[_UP.bars + 1][0], PASSES[-1][0]
    start = again - 4 * (6.5 - between) * BAR
    if frame < again:
        return between + (6.5 - between) * ramp(frame, start, again) ** 4
    # At last it loses its speed evenly, so that it stands at the ninth floor when the music ends.
    braking = 2 * ((plan.LIFT_ARRIVES - slow) * bar - 0.5) * BAR
    brake = plan.LIFT_ARRIVES - braking
    end = min(frame, plan.LIFT_ARRIVES)
    lost = max(end - brake, 0.0) ** 2 / (2 * braking)
    return 6.5 + (end - again - lost) * bar


def bounce(frame: float) -> float:
    """Return how far (-1 to 1) the cabin swings on its cables after it was stopped, or set down at last."""
    swing = 0.0
    for stop, strength in ((plan.CURRENT_CUT, 1.0), (plan.LIFT_ARRIVES, 0.12)):
        since = (frame - stop) / plan.FRAME_RATE
        if since >= 0:
            swing += strength * math.exp(-2.1 * since) * math.sin(since * 11)
    return swing


def power(frame: int) -> float:
    """Return whether the building has current: 1 or 0, with the last light of the lamps' wires."""
    if frame < plan.CURRENT_CUT:
        return 1.0
    if frame < plan.CURRENT_BACK:
        return 0.3 * 0.4 ** (frame - plan.CURRENT_CUT)
    return 1.0


def floor_light(floor: int, frame: int) -> float:
    """Return how brightly the lamp of ``floor`` burns, 0 to 1: at once, and then a little less."""
    level = 0.0
    for (start, lit), (stop, _) in zip(PASSES, (*PASSES[1:], (plan.FILM_FRAMES, 0)), strict=True):
        if start < plan.CURRENT_CUT:
            stop = min(stop, plan.CURRENT_CUT)
        if lit == floor and frame >= start:
            burning = 0.9 + 0.1 * ramp(frame, start + 12, start)
            level = max(level, burning if frame < stop else 0.5 ** (frame - stop + 1))
    return level


def floor_lamp(p: QPainter, floor: int, frame: int, x: float, y: float, radius: float) -> None:
    """Paint the lamp of ``floor``: a disc of milk glass in a brass ring, its numeral on it."""
    level = floor_light(floor, frame)
    ring = QLinearGradient(x - radius, y - radius, x + radius, y + radius)
    for at, tone in ((0, 120), (0.3, 44), (0.6, 20), (1, 66)):
        ring.setColorAt(at, gray(tone * mix(0.25, 1, power(frame)) + 60 * level))
    p.setBrush(QBrush(ring))
    p.drawEllipse(QPointF(x, y), radius * 1.2, radius * 1.2)
    glass = QRadialGradient(QPointF(x, y - radius * 0.1), radius)
    glass.setColorAt(0, gray(mix(13, 255, level)))
    glass.setColorAt(0.75, gray(mix(11, 232, level)))
    glass.setColorAt(1, gray(mix(5, 150, level)))
    p.setBrush(QBrush(glass))
    p.drawEllipse(QPointF(x, y), radius, radius)
    p.setBrush(Qt.BrushStyle.NoBrush)
    if level > 0.02:
        glow(p, x, y, radius * 5, 0.5 * level, core=0.16)
    ink = mix(62 * mix(0.3, 1, power(frame)), 12, level)
    size = radius * 1.04
    letters.text(p, FLOORS[floor], x, y + radius * 0.52, size, ink, tracking=0)
    if level > 0.3:  # Dark on bright glass, a numeral looks thinner.
        letters.text(p, FLOORS[floor], x, y + radius * 0.52, size, ink, tracking=0, outline=radius * 0.07)


def girder_row(k: int) -> QPointF:
    """Return where the lamp of floor ``k`` is on the girder of ``girder``."""
    return QPointF(-297 + 66 * k, -306)


def girder(stage: Stage, light: float) -> None:
    """Paint the iron girder along the top of shaft and engine room that carries a row of the floors' lamps;
    ``light`` (0 to 1) falls on its lower edge."""
    with stage.layer(0) as p:
        iron = QLinearGradient(0, -352, 0, -262)
        for at, tone in ((0, 3), (0.1, 8 + 30 * light), (0.17, 8), (0.84, 6), (0.93, 8 + 60 * light), (1, 3)):
            iron.setColorAt(at, gray(tone))
        p.fillRect(QRectF(-480, -360, 960, 98), QBrush(iron))
        for k in range(len(FLOORS)):
            place = girder_row(k)
            floor_lamp(p, k, stage.frame, place.x(), place.y(), 21)


def lattice(
    p: QPainter, area: QRectF, open_: float, tone: float, width: float, fold: float = 58.0, shine: float = 0.0
) -> None:
    """Paint a folding gate over ``area``; ``open_`` 0 is shut, 1 folded against its left side. ``fold`` is
    the width of one diamond when shut, ``shine`` the tone of the light on its edges."""
    count = max(round(area.width() / fold), 1)
    step = area.width() / count * mix(1, 0.13, open_)
    rise = area.height() / 6
    lines = []
    for k in range(count):
        x = area.left() + k * step
        for row in range(6):
            y = area.top() + row * rise
            lines += [QLineF(x, y, x + step, y + rise), QLineF(x, y + rise, x + step, y)]
    bars = [
        QLineF(area.left() + k * step, area.top(), area.left() + k * step, area.bottom())
        for k in range(count + 1)
    ]
    passes = [(tone, width, 0.0)]
    if shine:
        passes.append((shine, width * 0.3, -width * 0.3))
    for level, wide, shift in passes:
        p.setPen(QPen(gray(level), wide, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        p.drawLines([line.translated(shift, shift) for line in lines])
        p.setPen(QPen(gray(level), wide * 1.5))
        p.drawLines([bar.translated(shift, 0) for bar in bars])
    p.setPen(Qt.PenStyle.NoPen)


GATE = QRectF(-250, -232, 500, 640)
"""The gate, seen from the back of the cabin."""
PITCH = 760.0
"""Pixels from floor to floor, seen through the gate."""
SILL = 296.0


def row(k: int) -> QPointF:
    """Return where the lamp of floor ``k`` is over the gate, in the cabin's picture."""
    return QPointF(-297 + 66 * k, -293)


@dataclass(frozen=True, slots=True)
class Her:
    """How she stands in the cabin, seen from behind: where her feet are, how tall she is in pixels, how far
    she leans to a side in degrees, and the way she has walked, in steps."""

    x: float = 74.0
    ground: float = 606.0
    tall: float = 700.0
    tilt: float = 0.0
    steps: float = 0.0


def behind_her(stage: Stage, opened: float, her: Her) -> None:
    """Paint the cabin from its back wall: the gate (``opened`` 0 to 1), floors that pass behind it, her
    against their light, and the row of lamps over it."""
    at = height(stage.frame)
    on = power(stage.frame)
    near = (at + 0.5) % 1 - 0.5  # 0 when a floor is level with the cabin
    light = _brightness(at) * on
    with stage.layer() as p:
        p.fillRect(QRectF(-700, -500, 1400, 1200), gray(3))
        p.save()
        p.setClipRect(GATE)
        for floor in (math.floor(at), math.floor(at) + 1):
            _landing(p, stage, floor, (at - floor) * PITCH, on)
        p.restore()
    stage.defocus(2.2)
    with stage.layer() as p:
        _cables(p, at, on)
        lattice(p, GATE, opened, 5, 8.0, 62, 38 * on)
    with stage.layer() as p:
        _interior(p, on)
    with stage.lighting(ambient=0.12 + 0.1 * on, blur=9, gain=2.0) as p:
        # What passes behind the gate shines by itself; the cabin has only its own small lamp.
        p.fillRect(GATE, gray(122))
        glow(p, 0, near * PITCH, 640, 0.6 * light, squash=0.8, core=0.4)
        glow(p, -20, -420, 620, 0.5 * on, core=0.35)
        # A floor's light also runs down the walls on either side, wider the nearer to us.
        p.setBrush(QBrush(gray(92 * light)))
        for side in (-1, 1):
            corners = ((252, -190), (520, -330), (520, 430), (252, 250))
            p.drawPolygon(QPolygonF([QPointF(side * x, y + near * PITCH * (x / 252)) for x, y in corners]))
        p.setBrush(Qt.BrushStyle.NoBrush)
    with stage.layer() as p:
        _paint_her(p, her, near, light, on)
        cone(p, -10, near * PITCH - 150, 90, 560, 100, 0.14 * light, edge=1)
        haze(p, QRectF(-420, -320, 840, 700), stage.t, 0.05 * on + 0.015)
        for floor in range(len(FLOORS)):
            place = row(floor)
            floor_lamp(p, floor, stage.frame, place.x(), place.y(), 21)


def _paint_her(p: QPainter, her: Her, near: float, light: float, on: float) -> None:
    scale = her.tall / TALL
    p.save()
    p.translate(her.x, her.ground)
    p.rotate(her.tilt)
    p.scale(scale, scale)
    p.translate(0, -TALL)
    for side in (-1, 1):
        # From behind a step is a foot that leaves the ground.
        lift = 15 * max(math.sin(math.pi * her.steps) * side, 0.0)
        leg = QPainterPath()
        leg.addPolygon(
            QPolygonF(
                [QPointF(side * x, y) for x, y in ((4, 292), (26, 292), (20, 384 - lift), (11, 384 - lift))]
            )
        )
        leg.addEllipse(QPointF(side * 15.5, 390 - lift), 7.5, 9)
        p.fillPath(leg, gray(9))
    lamps = [
        Lamp(-160, 330, -120, 300, 0.25 * (1 - on)),
        # The floor's light comes from beyond her: it is seen at her edges only.
        Lamp(-230, 60 + near * PITCH / scale, -200, 340, 3.4 * light),
        Lamp(210, 60 + near * PITCH / scale, -230, 340, 3.6 * light),
        Lamp(20, -160 + 0.5 * near * PITCH / scale, -170, 300, 2.2 * light),
        Lamp(-20, -150, 90, 150, 0.5 * on),
        Lamp(60, -300, -60, 400, 0.12),
    ]
    back().paint(p, lamps, 0.02)
    p.restore()


def _brightness(at: float) -> float:
    """Return how much light of a landing falls into the cabin."""
    near = abs((at + 0.5) % 1 - 0.5)
    return 1 - ease(near, 0.16, 0.44)


def _landing(p: QPainter, stage: Stage, floor: int, oy: float, on: float) -> None:
    """Paint a floor's corridor: a lamp, doors, and the slab under it; ``oy`` pixels below the gate's
    middle."""
    p.save()
    p.translate(0, oy)
    lit = on * (0.75 + 0.25 * chance(floor, 5))
    side = -1 if chance(floor, 8) < 0.5 else 1
    wall = QLinearGradient(0, -260, 0, SILL)
    for at, tone in ((0, 60), (0.35, 168), (0.7, 120), (1, 70)):
        wall.setColorAt(at, gray(tone * lit))
    p.fillRect(QRectF(-300, -300, 600, 640), QBrush(wall))
    # The corridor runs away from the gate to a window.
    vanish = QPointF(side * 40, -10)
    end = QRectF(vanish.x() - 70, vanish.y() - 96, 140, 190)
    for tone, corners in (
        (54, (QPointF(-320, SILL), QPointF(320, SILL), end.bottomRight(), end.bottomLeft())),
        (36, (QPointF(-320, -330), QPointF(320, -330), end.topRight(), end.topLeft())),
        (92, (QPointF(-320, -330), end.topLeft(), end.bottomLeft(), QPointF(-320, SILL))),
        (116, (QPointF(320, -330), end.topRight(), end.bottomRight(), QPointF(320, SILL))),
    ):
        p.setBrush(QBrush(gray(tone * lit)))
        p.drawPolygon(QPolygonF(corners))
    p.fillRect(end, gray(150 * lit))
    p.fillRect(QRectF(end.center().x() - 30, end.top() + 40, 60, 150), gray(64 * lit))
    for k in (0.2, 0.55):
        for s in (-1, 1):
            x0, x1 = (
                mix(s * 300, end.center().x() + s * 70, k),
                mix(s * 300, end.center().x() + s * 70, k + 0.2),
            )
            top0, top1 = mix(-190, end.top() + 24, k), mix(-190, end.top() + 24, k + 0.2)
            foot0, foot1 = mix(SILL, end.bottom(), k), mix(SILL, end.bottom(), k + 0.2)
            p.setBrush(QBrush(gray(40 * lit)))
            p.drawPolygon(
                QPolygonF([QPointF(x0, top0), QPointF(x1, top1), QPointF(x1, foot1), QPointF(x0, foot0)])
            )
    p.setBrush(Qt.BrushStyle.NoBrush)
    glow(p, vanish.x() * 0.5, -190, 330, 0.9 * lit, core=0.12)
    glow(p, vanish.x() * 0.5, -178, 60, lit, core=0.3)
    glow(p, vanish.x(), 250, 240, 0.3 * lit, squash=0.25, core=0.4)
    # The slab, its edge of iron, and the number of the floor that begins above it.
    p.fillRect(QRectF(-320, SILL, 640, PITCH - SILL - 300), gray(7))
    p.fillRect(QRectF(-320, SILL, 640, 5), gray(mix(16, 150, lit)))
    p.fillRect(QRectF(-320, PITCH - 304, 640, 4), gray(mix(6, 40, lit)))
    letters.text(p, FLOORS[floor % 10], -190, SILL + 92, 58, tone=30 + 34 * lit, tracking=0)
    if on < 0.5:
        # With the current gone, a floor's window still lets a little of the night in.
        night = 1 - on
        glow(p, vanish.x(), vanish.y() + 20, 250, 0.3 * night, core=0.22)
        p.fillRect(end.adjusted(34, 40, -34, -60), gray(96 * night, 0.8))
        glow(p, vanish.x(), SILL - 30, 300, 0.16 * night, squash=0.3, core=0.4)
        p.fillRect(QRectF(-320, SILL, 640, 3), gray(74 * night))
    p.restore()


def _cables(p: QPainter, at: float, on: float) -> None:
    for x, wide in ((-224, 5), (-206, 4), (214, 5)):
        rope = QLinearGradient(x - wide, 0, x + wide, 0)
        for stop, tone in ((0, 2), (0.4, 10 + 50 * on), (1, 2)):
            rope.setColorAt(stop, gray(tone))
        p.fillRect(QRectF(x - wide, GATE.top(), 2 * wide, GATE.height()), QBrush(rope))
        p.setPen(QPen(gray(3), 1.6))
        first = at * PITCH % 14
        for k in range(47):
            y = GATE.top() + first + 14 * k
            p.drawLine(QPointF(x - wide, y), QPointF(x + wide, y - 8))
        p.setPen(Qt.PenStyle.NoPen)


def _interior(p: QPainter, on: float) -> None:
    """Paint the walls of the cabin on either side of the gate, its header and its floor."""
    for side in (-1, 1):
        wall = QLinearGradient(side * 250, 0, side * 480, 0)
        for stop, tone in ((0, 74), (0.1, 30), (0.5, 44), (1, 22)):
            wall.setColorAt(stop, gray(tone))
        corners = ((250, -232), (520, -400), (520, 520), (250, 320))
        p.setBrush(QBrush(wall))
        p.drawPolygon(QPolygonF([QPointF(side * x, y) for x, y in corners]))
        for inner, outer, top, foot in (
            (276, 356, 0.05, 0.52),
            (276, 356, 0.58, 0.95),
            (376, 500, 0.05, 0.52),
        ):
            panel = []
            for x, share in ((inner, top), (outer, top), (outer, foot), (inner, foot)):
                k = (x - 250) / 270
                panel.append(QPointF(side * x, mix(mix(-232, -400, k), mix(320, 520, k), share)))
            p.setBrush(Qt.BrushStyle.NoBrush)
            p.setPen(QPen(gray(9), 3))
            p.drawPolygon(QPolygonF(panel))
            p.setPen(QPen(gray(82), 0.8))
            p.drawPolyline(QPolygonF([QPointF(a.x() + 2, a.y() + 2) for a in panel[:2]]))
            p.setPen(Qt.PenStyle.NoPen)
    header = QLinearGradient(0, -345, 0, -240)
    for stop, tone in ((0, 20), (0.12, 112), (0.2, 54), (0.8, 34), (0.93, 84), (1, 12)):
        header.setColorAt(stop, gray(tone))
    p.fillRect(QRectF(-520, -420, 1040, 80), gray(12))
    p.fillRect(QRectF(-345, -342, 690, 104), QBrush(header))
    floor = QLinearGradient(0, 320, 0, 420)
    floor.setColorAt(0, gray(46))
    floor.setColorAt(1, gray(16))
    p.setBrush(QBrush(floor))
    near = [QPointF(-250, 322), QPointF(250, 322), QPointF(520, 520), QPointF(-520, 520)]
    p.drawPolygon(QPolygonF(near))
    p.fillRect(QRectF(-250, 318, 500, 4), gray(90))
    p.setBrush(Qt.BrushStyle.NoBrush)


FOCAL = 330.0
"""The shaft's pixels at the distance of one unit."""
STOREY = 420.0


@dataclass(frozen=True, slots=True)
class Shaft:
    """The lift's shaft seen along its length, from a point at its axis: half ``SIDE`` to every wall."""

    x: float
    y: float
    """Where its far end lies in the picture."""
    swing: float = 0.0
    """Sideways sway of the cables, -1 to 1."""

    def at(self, x: float, y: float, z: float) -> QPointF:
        """Return where a point of the shaft is seen, ``z`` away."""
        return QPointF(self.x + x * FOCAL / z, self.y + y * FOCAL / z)

    def square(self, z: float, half: float = 300.0) -> QRectF:
        return QRectF(self.at(-half, -half, z), self.at(half, half, z))

    def ring(self, near: float, far: float, half: float = 300.0) -> QPainterPath:
        """Return what is seen of the walls between two distances."""
        path = QPainterPath()
        path.addRect(self.square(near, half))
        path.addRect(self.square(far, half))
        return path

    def paint(self, p: QPainter, tone: Callable[[float], float], offset: float, lit: float) -> None:
        """Paint walls whose brightness at a distance is ``tone``; a floor is ``STOREY`` long, the nearest one
        begins ``offset`` (0 to 1) of it away. ``lit`` is how brightly the floors' doors shine through."""
        for k in reversed(range(13)):
            z = 150 + (k + offset) * STOREY
            if z <= 40:
                continue
            level = tone(z)
            for part in range(7):  # Courses of brick, each of its own tone.
                near = z + part / 7 * STOREY
                shade = 0.82 + 0.3 * chance(part + 7 * k, 6)
                p.fillPath(self.ring(near, near + STOREY / 7 + 4), gray(tone(near) * shade))
            # One wall is darker, one has the floors' doors, and an iron beam runs round at every floor.
            p.setBrush(QBrush(gray(0, 0.45)))
            p.drawPolygon(self._wall(z, z + STOREY, -300, 300, -300))
            p.setBrush(QBrush(gray(0, 0.25)))
            p.drawPolygon(self._wall(z, z + STOREY, 300, 300, -300))
            door = self._wall(z + 0.16 * STOREY, z + 0.78 * STOREY, -300, 130, -130)
            p.setBrush(QBrush(gray(level * 0.35 + 26 * lit)))
            p.drawPolygon(door)
            p.setPen(QPen(gray(level * 0.5 + 190 * lit), 0.5 + 900 / z))
            p.drawLine(self.at(-300, -130, z + 0.16 * STOREY), self.at(-300, 130, z + 0.16 * STOREY))
            p.setPen(QPen(gray(level * 0.5 + 90 * lit), 0.4 + 400 / z))
            p.drawLine(self.at(-300, 0, z + 0.16 * STOREY), self.at(-300, 0, z + 0.78 * STOREY))
            p.setPen(Qt.PenStyle.NoPen)
            p.fillPath(self.ring(z, z + 26, 300), gray(level * 0.2))
            p.fillPath(self.ring(z, z + 8, 288), gray(level * 1.5))
        for x, y in ((-90, -292), (90, -292), (292, -150), (292, 150)):
            self._rod(p, x, y, 5, lambda z: tone(z) * 1.9)

    def _wall(self, near: float, far: float, x: float, top: float, foot: float) -> QPolygonF:
        return QPolygonF(
            [self.at(x, top, near), self.at(x, top, far), self.at(x, foot, far), self.at(x, foot, near)]
        )

    def _rod(self, p: QPainter, x: float, y: float, half: float, tone: Callable[[float], float]) -> None:
        for near, far in pairwise((90, 200, 400, 800, 1600, 3200, 6000)):
            p.setBrush(QBrush(gray(tone((near + far) / 2))))
            p.drawPolygon(
                QPolygonF(
                    [
                        self.at(x - half, y, near),
                        self.at(x + half, y, near),
                        self.at(x + half, y, far),
                        self.at(x - half, y, far),
                    ]
                )
            )
        p.setBrush(Qt.BrushStyle.NoBrush)

    def cables(self, p: QPainter, tone: Callable[[float], float], run: float, stop: float, t: float) -> None:
        """Paint the cables from the camera to the distance ``stop``; ``run`` is how far they have run."""
        for k, (x, y) in enumerate(((-38, 26), (-13, 40), (15, 36), (40, 22), (142, -226), (160, -222))):

            def at(z: float, side: float, x: float = x, y: float = y, k: int = k) -> QPointF:
                held = math.sin(math.pi * math.sqrt(min(z / stop, 1)))  # at both ends
                sway = self.swing * 20 * held * math.sin(t * 1.7 + k * 0.8)
                return self.at(x + sway + side * 3.0, y + 0.5 * sway + side * 0.8, z)

            depths = [14 * (stop / 14) ** (n / 18) for n in range(19)]
            for near, far in pairwise(depths):
                level = tone((near + far) / 2)
                for left, right, share in ((-1.0, 1.0, 0.35), (-0.75, 0.2, 1.7), (-0.5, -0.1, 3.6)):
                    p.setBrush(QBrush(gray((level + 5) * share)))
                    p.drawPolygon(QPolygonF([at(near, left), at(near, right), at(far, right), at(far, left)]))
            # The lay of its strands is what is seen to run.
            for band, wide in ((18, 4.0), (40, 2.2), (88, 1.4), (194, 0.9), (420, 0.5)):
                if band < stop:
                    p.setPen(QPen(gray(tone(band * 1.4) * 0.2), wide))
                    first, last = band, min(band * 2.2, stop)
                    step = 5.0 if band < 80 else 9.0
                    n = math.ceil((first - run) / step)
                    lines = []
                    while n * step + run < last:
                        z = n * step + run
                        lines.append(QLineF(at(z, -1), at(z + 5, 1)))
                        n += 1
                    p.drawLines(lines)
            p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(Qt.BrushStyle.NoBrush)
