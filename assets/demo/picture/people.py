"""The film's people: one skeleton with named joints, dressed in coats, hats and hair.

A figure is built in three dimensions and turned by ``yaw``, so it can be seen from the side (0: looking to
the right, 180: to the left), from the front (90) and from behind (270), and between. All lengths are shares
of the figure's height; all angles are degrees."""

import math
from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QImage, QPainter, QPainterPath, QPolygonF, QTransform

from picture.stage import gray, mix

HIP, KNEE, THIGH, SHIN, FOOT = 0.49, 0.265, 0.235, 0.225, 0.035
TORSO, NECK, UPPER_ARM, FOREARM = 0.325, 0.055, 0.165, 0.15


@dataclass(frozen=True, slots=True)
class Pose:
    """Angles of the joints, 0 for a body that stands upright with its arms hanging.

    ``lean`` and ``nod`` (torso, head) are positive forwards. ``shoulder`` lifts the upper arm forwards (90:
    level), ``elbow`` bends the forearm forwards from there, ``spread`` lifts the arm away from the body.
    ``hip`` lifts the thigh forwards, ``knee`` bends the shin back from there (a chair: hip 85, knee 85).
    ``perch`` keeps the hips at least at this share of the height above the ground (a bar stool: 0.45)."""

    lean: float = 2.0
    nod: float = 0.0
    left_shoulder: float = 2.0
    left_elbow: float = 12.0
    left_spread: float = 6.0
    right_shoulder: float = 2.0
    right_elbow: float = 12.0
    right_spread: float = 6.0
    left_hip: float = 0.0
    left_knee: float = 2.0
    right_hip: float = 0.0
    right_knee: float = 2.0
    perch: float = 0.0

    def toward(self, other: "Pose", amount: float) -> "Pose":
        """Return the pose on the way to ``other``: 0 is this one, 1 the other. Ease ``amount`` yourself."""
        return Pose(*(mix(getattr(self, f.name), getattr(other, f.name), amount) for f in fields(self)))


STAND = Pose()
SIT = Pose(
    lean=4,
    left_hip=84,
    left_knee=84,
    right_hip=80,
    right_knee=78,
    left_shoulder=24,
    left_elbow=50,
    right_shoulder=24,
    right_elbow=50,
)
STOOL = Pose(
    lean=12,
    left_hip=62,
    left_knee=78,
    right_hip=70,
    right_knee=70,
    left_shoulder=40,
    left_elbow=60,
    right_shoulder=44,
    right_elbow=62,
    perch=0.44,
)
PHOTOGRAPH = Pose(
    lean=4,
    nod=4,
    left_shoulder=58,
    left_elbow=95,
    left_spread=14,
    right_shoulder=52,
    right_elbow=104,
    right_spread=16,
)
"""A camera held to the eye with both hands."""
TORCH = Pose(right_shoulder=30, right_elbow=58)
UMBRELLA = Pose(right_shoulder=32, right_elbow=104, right_spread=4)
POCKETS = Pose(
    left_shoulder=-14, left_elbow=44, left_spread=12, right_shoulder=-14, right_elbow=44, right_spread=12
)

STRIDE = 0.66
"""Way that ``walk`` covers in one full cycle of two steps."""


def walk(way: float, base: Pose = STAND, swing: float = 1.0) -> Pose:
    """Return the pose after ``way`` (in heights of the figure) on foot: feed it the distance, so that no foot
    slides.

    ``base`` gives torso and arms; the arms swing around its angles, by ``swing`` (1 freely, 0.1 with an
    umbrella)."""
    phase = 2 * math.pi * way / STRIDE
    left, right = math.sin(phase), math.sin(phase + math.pi)

    def knee(angle: float) -> float:
        # The knee bends while its leg swings forwards, and gives a little under the weight.
        return 5 + 38 * max(math.cos(angle - 0.2), 0) ** 2 + 7 * max(math.cos(angle + math.pi), 0)

    return Pose(
        base.lean + 2,
        base.nod,
        base.left_shoulder - 20 * left * swing,
        base.left_elbow + 8 * swing * (1 - left),
        base.left_spread,
        base.right_shoulder - 20 * right * swing,
        base.right_elbow + 8 * swing * (1 - right),
        base.right_spread,
        20 * left + 4,
        knee(phase),
        20 * right + 4,
        knee(phase + math.pi),
    )


@dataclass(frozen=True, slots=True)
class Figure:
    """How someone looks. ``hem`` is the height of the coat's hem (0.47: a jacket); tones are 0 to 255."""

    hat: Literal["", "fedora", "rain", "cap"] = ""
    hair: Literal["", "bob", "short"] = "short"
    hem: float = 0.47
    flare: float = 1.0
    shoulders: float = 0.125
    belt: bool = False
    coat: float = 30
    legs: float = 16
    skin: float = 120
    cloth: float = 18
    """Tone of hat and hair."""


WOMAN = Figure("", "bob", 0.255, 1.12, 0.108, True, 64, 26, 150, 10)
WOMAN_IN_HAT = Figure("rain", "bob", 0.255, 1.12, 0.108, True, 64, 26, 150, 22)
MAN_IN_HAT = Figure("fedora", "short", 0.27, 1.05, 0.132, False, 24, 14, 120, 16)
WATCHMAN = Figure("cap", "short", 0.44, 1.0, 0.134, True, 30, 20, 120, 20)
BARMAN = Figure("", "short", 0.47, 0.96, 0.126, False, 150, 14, 130, 12)
MUSICIAN = Figure("", "short", 0.46, 1.0, 0.126, False, 20, 14, 120, 10)


@dataclass(frozen=True, slots=True)
class Joints:
    """Where the parts are that hold things, in the world of the painter they were painted with."""

    head: QPointF
    left_hand: QPointF
    right_hand: QPointF
    hips: QPointF
    left_foot: QPointF
    right_foot: QPointF


@dataclass(frozen=True, slots=True)
class Rim:
    """Light on a figure's edge: it falls on the sides towards (dx, dy), as many pixels wide as that is
    long."""

    dx: float
    dy: float = 0.0
    tone: float = 140.0


_Point = tuple[float, float, float]
"""Forwards, upwards, to the figure's left."""


def person(
    p: QPainter,
    figure: Figure,
    pose: Pose,
    x: float,
    ground: float,
    height: float,
    yaw: float = 0.0,
    light: float = 1.0,
    rim: Rim | None = None,
    sway: float = 0.0,
) -> Joints:
    """Paint someone who stands (or sits) on ``ground`` at ``x``, ``height`` pixels tall, and return the
    joints.

    ``light`` scales the figure's own tones: 0 is a black silhouette. ``sway`` moves the coat's hem (shares of
    the height; wind, or the lag of a walk)."""
    body = _Body(figure, pose, yaw, sway)
    to_world = QTransform.fromTranslate(x, ground).scale(height, -height)
    if rim is None:
        p.save()
        p.setTransform(to_world, True)
        body.paint(p, light)
        p.restore()
    else:
        _with_rim(p, body, to_world, light, rim)
    return Joints(*(to_world.map(QPointF(*body.flat(joint))) for joint in body.joints))


def _with_rim(p: QPainter, body: "_Body", to_world: QTransform, light: float, rim: Rim) -> None:
    """Paint the figure in the rim's tone, and itself once more, moved away from the light, on that only."""
    view = p.transform()
    area = (to_world * view).mapRect(QRectF(-0.75, -0.1, 1.5, 1.35)).toAlignedRect().intersected(p.viewport())
    if area.isEmpty():
        return
    image = QImage(area.size(), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    lit = image.copy()
    there = to_world * view * QTransform.fromTranslate(-area.x(), -area.y())
    scale = math.hypot(view.m11(), view.m12())
    for target, tone in ((image, rim.tone), (lit, None)):
        q = QPainter(target)
        q.setRenderHint(QPainter.RenderHint.Antialiasing)
        q.setPen(Qt.PenStyle.NoPen)
        q.setTransform(there)
        body.paint(q, light, tone)
        q.end()
    q = QPainter(image)
    q.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    q.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceAtop)
    q.drawImage(QPointF(-rim.dx * scale, -rim.dy * scale), lit)
    q.end()
    p.save()
    p.resetTransform()
    p.drawImage(area.topLeft(), image)
    p.restore()


class _Body:
    """A posed and turned figure, one unit tall, y upwards."""

    def __init__(self, figure: Figure, pose: Pose, yaw: float, sway: float) -> None:
        self.figure = figure
        self.sway = sway
        self.cos, self.sin = math.cos(math.radians(yaw)), math.sin(math.radians(yaw))
        legs = [
            self._leg(pose.left_hip, pose.left_knee, 0.045),
            self._leg(pose.right_hip, pose.right_knee, -0.045),
        ]
        hip = max(*(-leg[2][1] + FOOT for leg in legs), pose.perch)
        self.hip: _Point = (0.0, hip, 0.0)
        self.legs = [[_up(point, hip) for point in leg] for leg in legs]
        lean = math.radians(pose.lean)
        self.spine = (math.sin(lean), math.cos(lean))
        self.chest = self._along(TORSO)
        nod = lean * 0.5 + math.radians(pose.nod)
        self.nod = nod
        neck = self._along(TORSO + 0.01)
        self.neck = neck
        reach = NECK + 0.058
        self.head: _Point = (neck[0] + math.sin(nod) * reach + 0.008, neck[1] + math.cos(nod) * reach, 0.0)
        width = figure.shoulders - 0.03
        self.arms = [
            self._arm(pose.left_shoulder, pose.left_elbow, pose.left_spread, width),
            self._arm(pose.right_shoulder, pose.right_elbow, pose.right_spread, -width),
        ]
        self.joints = (
            self.head,
            self.arms[0][2],
            self.arms[1][2],
            self.hip,
            self.legs[0][2],
            self.legs[1][2],
        )

    def _along(self, length: float) -> _Point:
        return (self.spine[0] * length, self.hip[1] + self.spine[1] * length, 0.0)

    def _leg(self, hip: float, knee: float, side: float) -> list[_Point]:
        a, b = math.radians(hip), math.radians(hip - knee)
        k = (math.sin(a) * THIGH, -math.cos(a) * THIGH, side)
        return [(0.0, 0.0, side), k, (k[0] + math.sin(b) * SHIN, k[1] - math.cos(b) * SHIN, side)]

    def _arm(self, shoulder: float, elbow: float, spread: float, side: float) -> list[_Point]:
        top = self._along(TORSO - 0.035)
        a, b, s = math.radians(shoulder), math.radians(shoulder + elbow), math.radians(spread)
        out = math.copysign(1, side)
        start = (top[0], top[1], side)
        middle = (
            start[0] + math.sin(a) * UPPER_ARM,
            start[1] - math.cos(a) * UPPER_ARM * math.cos(s),
            side + out * math.sin(s) * UPPER_ARM,
        )
        inward = math.sin(b) * FOREARM * 0.45  # A forearm held up comes in front of the body.
        end = (
            middle[0] + math.sin(b) * FOREARM,
            middle[1] - math.cos(b) * FOREARM,
            middle[2] - out * max(inward, 0),
        )
        return [start, middle, end]

    def flat(self, point: _Point) -> tuple[float, float]:
        return point[0] * self.cos + point[2] * self.sin, point[1]

    def _depth(self, point: _Point) -> float:
        """Return how near to the camera a point is."""
        return point[0] * self.sin - point[2] * self.cos

    def _width(self, side: float, deep: float) -> float:
        """Return half the width at which an ellipse of a body is seen."""
        return math.hypot(side * self.sin, deep * self.cos)

    def paint(self, p: QPainter, light: float, only: float | None = None) -> None:
        """Paint with the figure's tones times ``light``, or all in the tone ``only``."""

        def brush(tone: float) -> QBrush:
            return QBrush(gray(tone * light if only is None else only))

        f = self.figure
        x, y = self.flat(self.head)
        neck = _limb(self.flat(self.neck), (x - 0.01 * self.cos, y - 0.02), 0.036, 0.03)
        # Legs and neck come out of the coat, whichever way it is turned.
        parts = [(self._depth(leg[1]) - 2, self._leg_shape(leg), f.legs) for leg in self.legs]
        parts.append((-1.0, neck, f.skin * 0.6))
        for arm in self.arms:
            depth = self._depth(arm[1])
            parts.append((depth, self._arm_shape(arm), f.coat * (0.92 if depth > 0 else 0.7)))
            parts.append((depth + 0.001, _oval(*self.flat(arm[2]), 0.017, 0.022), f.skin * 0.8))
        parts.append((0.0, self._coat(), f.coat))
        for _, path, tone in sorted(parts, key=lambda part: part[0]):
            p.fillPath(path, brush(tone))
        if f.belt:
            centre, width = self._along(0.085), self._width(0.086, 0.066)
            x, y = self.flat(centre)
            p.fillRect(QRectF(x - width, y - 0.009, 2 * width, 0.018), brush(f.coat * 0.6))
        self._paint_head(p, brush)

    def _leg_shape(self, leg: list[_Point]) -> QPainterPath:
        hip, knee, ankle = (self.flat(point) for point in leg)
        path = _limb(hip, knee, 0.052, 0.038)
        path.addPath(_limb(knee, ankle, 0.037, 0.026))
        toe = self.flat((leg[2][0] + 0.085, leg[2][1] - FOOT * 0.55, leg[2][2]))
        heel = self.flat((leg[2][0] - 0.025, leg[2][1] - FOOT * 0.45, leg[2][2]))
        path.addPath(_limb(heel, toe, 0.019, 0.013))
        path.addPath(_limb(ankle, heel, 0.024, 0.018))
        return path

    def _arm_shape(self, arm: list[_Point]) -> QPainterPath:
        shoulder, elbow, hand = (self.flat(point) for point in arm)
        path = _limb(shoulder, elbow, 0.038, 0.031)
        path.addPath(_limb(elbow, hand, 0.031, 0.024))
        return path

    def _coat(self) -> QPainterPath:
        f = self.figure
        sections: list[tuple[float, float, float]] = []
        for length, side, deep in (
            (TORSO + 0.034, 0.037, 0.04),
            (TORSO + 0.008, f.shoulders * 0.56, 0.05),
            (TORSO - 0.028, f.shoulders * 0.95, 0.064),
            (0.22, f.shoulders * 0.9, 0.074),
            (0.09, 0.082 if f.belt else 0.092, 0.064),
            (0.0, 0.1 * f.flare, 0.078 * f.flare),
        ):
            x, y = self.flat(self._along(length))
            sections.append((x, y, self._width(side, deep)))
        knees = [self.flat(leg[1]) for leg in self.legs]
        long = max((HIP - f.hem) / (HIP - KNEE), 0.0)
        if long > 0.02:
            # The hem hangs from the hips over both thighs and follows the knees.
            half = self._width(0.112 * f.flare, 0.098 * f.flare)
            share = min(long, 1.15)
            ends = [mix(0.0, knee[0], share) for knee in knees]
            low, high = min(*ends, 0.0) - 0.045, max(*ends, 0.0) + 0.045
            middle = (low + high) / 2
            half = max(mix(sections[-1][2], half, share), (high - low) / 2)
            drop = mix(0.0, self.hip[1] - min(knee[1] for knee in knees), share)
            drop = max(drop, 0.06)
            sections.append((middle + self.sway * 0.4, self.hip[1] - drop * 0.6, half * 0.94))
            sections.append((middle + self.sway, self.hip[1] - drop, half))
        return _loft(sections)

    def _paint_head(self, p: QPainter, brush: Callable[[float], QBrush]) -> None:
        f, c = self.figure, self.cos
        x, y = self.flat(self.head)
        p.save()
        p.translate(x, y)
        p.rotate(-math.degrees(self.nod) * c)
        wide = self._width(0.049, 0.056)
        hair = _oval(-0.008 * c, 0.008, wide + 0.005, 0.064)
        if f.hair == "bob":
            w, back = wide + 0.016, -0.014 * c
            hair = QPainterPath(QPointF(back - w * 0.9, -0.062))
            hair.cubicTo(back - w * 1.2, 0.0, back - w, 0.08, back, 0.081)
            hair.cubicTo(back + w, 0.08, back + w * 1.2, 0.0, back + w * 0.9, -0.058)
            hair.quadTo(back, -0.05, back - w * 0.9, -0.062)
        if f.hair:
            p.fillPath(hair, brush(f.cloth))
        if self.sin > -0.5 or not f.hair:
            p.fillPath(_oval(0.02 * c, -0.012, wide * 0.76, 0.054), brush(f.skin))
            nose = _shape((0.05 * c, 0.02), (0.061 * c, 0.004), (0.074 * c, -0.013), (0.05 * c, -0.021))
            chin = _shape((0.02 * c, -0.02), (0.061 * c, -0.028), (0.056 * c, -0.058), (0.02 * c, -0.066))
            p.fillPath(nose, brush(f.skin))
            p.fillPath(chin, brush(f.skin))
        p.rotate(-5 * c)
        if f.hat == "fedora":
            crown = QPainterPath(QPointF(-0.06, 0.03))
            crown.cubicTo(-0.058, 0.075, -0.052, 0.098, -0.034, 0.104)
            crown.cubicTo(-0.012, 0.104, 0.0, 0.092, 0.012 * c, 0.092)
            crown.cubicTo(0.02, 0.094, 0.03, 0.1, 0.038, 0.094)
            crown.cubicTo(0.054, 0.08, 0.058, 0.06, 0.06, 0.03)
            p.fillPath(crown, brush(f.cloth))
            p.fillRect(QRectF(-0.061, 0.028, 0.122, 0.018), brush(f.cloth * 0.45))
            brim = QPainterPath(QPointF(-0.105, 0.036))
            brim.cubicTo(-0.06, 0.014, 0.06, 0.014, 0.108, 0.026)
            brim.cubicTo(0.07, 0.042, -0.06, 0.044, -0.105, 0.036)
            p.fillPath(brim, brush(f.cloth * 1.25))
        elif f.hat == "rain":
            crown = QPainterPath(QPointF(-0.095, 0.004))
            crown.cubicTo(-0.066, 0.026, -0.07, 0.092, 0.0, 0.095)
            crown.cubicTo(0.07, 0.092, 0.066, 0.026, 0.095, 0.004)
            crown.cubicTo(0.05, 0.022, -0.05, 0.022, -0.095, 0.004)
            p.fillPath(crown, brush(f.cloth))
        elif f.hat == "cap":
            p.fillPath(
                _shape((-0.058, 0.022), (-0.074, 0.078), (0.0, 0.094), (0.074, 0.078), (0.058, 0.022)),
                brush(f.cloth),
            )
            front = 0.1 * c
            visor = _oval(0.0, 0.024, 0.05 * max(self.sin, 0.0) + 0.012, 0.014)
            if abs(c) > 0.05:
                visor = _shape((0.02 * c, 0.034), (front, 0.012), (front * 0.96, 0.006), (0.02 * c, 0.018))
            p.fillPath(visor, brush(f.cloth * 0.4))
        p.restore()


def _up(point: _Point, by: float) -> _Point:
    return point[0], point[1] + by, point[2]


def _oval(x: float, y: float, rx: float, ry: float) -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QPointF(x, y), rx, ry)
    return path


def _shape(*points: tuple[float, float]) -> QPainterPath:
    path = QPainterPath()
    path.addPolygon(QPolygonF([QPointF(*point) for point in points]))
    path.closeSubpath()
    return path


def _limb(a: tuple[float, float], b: tuple[float, float], ra: float, rb: float) -> QPainterPath:
    """Return a rounded limb from ``a`` to ``b``, ``ra`` and ``rb`` thick at its ends (half widths)."""
    path = _oval(*a, ra, ra)
    path.addEllipse(QPointF(*b), rb, rb)
    length = math.hypot(b[0] - a[0], b[1] - a[1])
    if length > 1e-6:
        nx, ny = -(b[1] - a[1]) / length, (b[0] - a[0]) / length
        side = _shape(
            (a[0] + nx * ra, a[1] + ny * ra),
            (b[0] + nx * rb, b[1] + ny * rb),
            (b[0] - nx * rb, b[1] - ny * rb),
            (a[0] - nx * ra, a[1] - ny * ra),
        )
        # All outlines turn the same way round, or the winding rule would leave holes where they meet.
        path.addPath(side.toReversed())
    path.setFillRule(Qt.FillRule.WindingFill)
    return path


def _loft(sections: list[tuple[float, float, float]]) -> QPainterPath:
    """Return the smooth outline through ``sections``: middle x, y, half width, from top to bottom."""
    right = [QPointF(x + w, y) for x, y, w in sections]
    left = [QPointF(x - w, y) for x, y, w in reversed(sections)]
    path = QPainterPath(right[0])
    for side in (right, left):
        path.lineTo(side[0])
        for i in range(len(side) - 1):
            before, a, b, after = side[max(i - 1, 0)], side[i], side[i + 1], side[min(i + 2, len(side) - 1)]
            path.cubicTo(a + (b - before) / 6, b - (after - a) / 6, b)
    path.closeSubpath()
    return path
