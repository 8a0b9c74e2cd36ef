"""Her head and her hand close by, in profile, looking to the right: reliefs for any light to fall on."""

import math
from functools import cache
from itertools import pairwise
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainterPath, QPainterPathStroker, QPolygonF

from picture.relief import Dent, Part, Relief, Stain, smooth

EYE = QPointF(84, 119)
CHIN = QPointF(92, 229)

_FACE = (
    (40, 20),
    (70, 28),
    (87, 46),
    (97, 68),
    (100, 86),
    (97.5, 101),
    (93.5, 112),
    (96.5, 122),
    (103, 133),
    (111, 144),
    (118, 151.5),
    (118, 157),
    (112, 161.5),
    (104.5, 163.5),
    (104.2, 167),
    (107.8, 172),
    (109.5, 176),
    (105.2, 179.3),
    (107.8, 183.5),
    (106.4, 189.5),
    (100.2, 194.5),
    (98.6, 199),
    (101.2, 207),
    (100.8, 217),
    (93, 226.5),
    (80, 230),
    (60, 226),
    (38, 219),
    (14, 208),
    (-10, 190),
    (-22, 160),
    (-20, 90),
)
_NECK = (
    (-66, 150),
    (20, 170),
    (64, 216),
    (47, 240),
    (40, 268),
    (42, 300),
    (56, 345),
    (-90, 345),
    (-76, 290),
    (-70, 220),
)
_HAIR = (
    (101.5, 90),
    (105.5, 74),
    (100, 45),
    (82, 14),
    (48, -8),
    (6, -18),
    (-38, -11),
    (-74, 14),
    (-96, 56),
    (-103, 104),
    (-98, 152),
    (-86, 192),
    (-66, 211),
    (-36, 212),
    (-6, 208),
    (20, 205),
    (42, 197),
    (52, 187),
    (40, 168),
    (30, 140),
    (36, 112),
    (54, 97),
    (80, 92),
)
_COLLAR_BACK = (
    (-60, 236),
    (-84, 214),
    (-104, 222),
    (-112, 262),
    (-150, 300),
    (-170, 345),
    (60, 345),
    (30, 300),
)
_LAPEL = ((20, 282), (46, 292), (72, 300), (104, 346), (0, 350), (-20, 300))
_COLLAR = (
    (-92, 210),
    (-66, 220),
    (-30, 246),
    (14, 276),
    (46, 292),
    (58, 300),
    (44, 318),
    (24, 350),
    (-172, 350),
    (-152, 306),
    (-120, 276),
    (-104, 240),
)


Eyes = Literal["ahead", "up", "shut"]


@cache
def head(eyes: Eyes = "ahead") -> Relief:
    """Return her head down to the collar of her coat; its area is 300 × 384 units, crown to chin 250."""
    face = Part(
        smooth(_FACE),
        205,
        (1.6, 5, 14, 30),
        8,
        0.1,
        (
            Dent(86, 116, 9, 7.5, -7.0),  # the eye's socket, the eyeball and its lid
            Dent(82, 119, 6.5, 5.5, 5.0),
            Dent(58, 146, 20, 13, 6.0),  # the cheekbone, and the hollow below it
            Dent(62, 186, 17, 17, -4.5),
            Dent(104, 158, 4.2, 3.8, 4.0),  # the wing of the nose, and the fold behind it
            Dent(97, 160, 2.6, 5.0, -2.4),
            Dent(96, 178, 4, 2.6, -2.2),  # the corner of the mouth
            Dent(103, 173, 5, 3, 1.6),
            Dent(102, 186, 5, 3.2, 2.2),
            Dent(90, 213, 10, 9, 3.0),
            Dent(88, 101, 10, 4, 2.0),
        ),
    )
    parts = (
        Part(smooth(_COLLAR_BACK), 46, (3, 10), 0),
        Part(smooth(_NECK), 186, (3, 12, 24), 0, 0.05, (Dent(6, 262, 9, 40, 3.0),)),
        face,
        Part(smooth(_HAIR), 19, (3, 10, 30), 14, 0.6, (), 0.5, 5.0),
        Part(smooth(_LAPEL), 84, (1.4, 5, 14), 10, 0.03, (), 0.0, 8.0),
        Part(smooth(_COLLAR), 108, (1.4, 5, 20), 20, 0.03, (Dent(-30, 282, 60, 5, 2.0),), 0.0, 9.0),
    )
    # Below the jaw it is dark, as it is under every chin.
    under = smooth(((64, 229), (42, 243), (0, 230), (-20, 205), (-10, 192), (20, 212), (44, 222)))
    return Relief(QRectF(-150, -40, 300, 384), 1.7, parts, (Stain(under, 60, 5), *_features(eyes)))


@cache
def hand() -> Relief:
    """Return her hand, which holds something small and upright at (0, 0) between thumb and index finger."""
    skin = 196
    palm = ((57, 28), (67, 50), (66, 88), (60, 124), (22, 126), (14, 102), (22, 74), (38, 48))
    sleeve = ((6, 138), (14, 126), (40, 122), (70, 128), (82, 144), (130, 262), (30, 290))
    cuff = ((4, 140), (12, 124), (40, 119), (70, 124), (84, 142), (87, 160), (50, 153), (8, 160))
    index = ((58, 42, 11.5), (54, 16, 10.6), (45, -3, 9.8), (31, -11, 9.2), (17, -8, 8), (4, 1, 6.2))
    thumb = ((32, 104, 17), (19, 78, 13), (8, 52, 10.6), (3, 34, 10), (1, 20, 8.6), (1.5, 8, 6.4))
    parts = []
    for k in range(3):
        y = 32 + 17 * k
        far = finger(
            (54 - 2 * k, y, 9.4),
            (41, y - 7 + k, 9.2),
            (27, y - 6 + 2 * k, 8.8 - 0.4 * k),
            (15 + k, y + 2, 8 - 0.5 * k),
            (8 + 3 * k, y + 9, 6.6 - 0.6 * k),
        )
        parts.append(Part(far, skin * (0.92 - 0.06 * k), (1.4, 4), -6 - 3 * k, 0.06, (), 0.0, 3.0))
    parts += [
        Part(smooth(palm), skin, (2, 7, 14), -2, 0.05, (Dent(42, 62, 9, 16, -3.0),), 0.0, 4.0),
        Part(finger(*index), skin, (1.4, 5), 2, 0.1, (Dent(48, -2, 7, 6, 1.6),), 0.0, 4.0),
        Part(finger(*thumb), skin, (1.4, 5), 7, 0.1, (Dent(3, 35, 7, 5, 1.2),), 0.0, 4.0),
        Part(smooth(sleeve), 84, (2, 8, 20), 6, 0.0, (Dent(60, 200, 6, 40, -3.0),), 0.0, 6.0),
        Part(smooth(cuff), 104, (1.4, 5), 14, 0.0, (), 0.0, 4.0),
    ]
    stains = [
        Stain(_oval(-1.4, 9, 3.0, 5.2), 222, 0.7, 0.7),
        Stain(_line(((-5, 33), (0, 35.5), (5, 35)), 1.0), 120, 0.7),
        Stain(_line(((43, -12), (46, -8), (47, -3)), 1.0), 130, 0.9),
    ]
    return Relief(QRectF(-30, -40, 180, 320), 1.7, parts, stains)


def finger(*joints: tuple[float, float, float]) -> QPainterPath:
    """Return the outline of a finger through ``joints`` (x, y, half width there)."""
    path = QPainterPath()
    for (ax, ay, a), (bx, by, b) in pairwise(joints):
        length = math.hypot(bx - ax, by - ay)
        nx, ny = -(by - ay) / length, (bx - ax) / length
        side = QPolygonF()
        for x, y, r in ((ax, ay, a), (bx, by, b), (bx, by, -b), (ax, ay, -a)):
            side.append(QPointF(x + nx * r, y + ny * r))
        bone = QPainterPath()
        bone.addPolygon(side)
        bone.closeSubpath()
        path = path.united(bone).united(_oval(ax, ay, a, a)).united(_oval(bx, by, b, b))
    return path


def _features(eyes: Eyes) -> list[Stain]:
    stains = [
        Stain(_line(((60, 107), (70, 100.8), (82, 99.4), (91.5, 103)), 2.4), 34, 0.8),
        Stain(_line(((95.5, 164), (95, 159), (98.5, 154.5)), 1.2), 110, 0.9),
        Stain(smooth(((94, 178.6), (100, 174.2), (108, 172), (110.5, 176), (105, 179.4))), 84, 0.6, 0.3),
        Stain(smooth(((95, 178.8), (105, 179.2), (109, 184), (107, 190), (101, 188.5))), 100, 0.6, 0.6),
        Stain(_line(((92, 178.2), (98, 178.4), (106, 179.2)), 1.1), 24, 0.45),
        Stain(smooth(((106.5, 160.2), (109, 157.8), (113, 159), (111.5, 161.6))), 30, 0.6),
    ]
    # Lashes: they are what an eye in profile is known by.
    if eyes == "shut":
        stains.append(Stain(_line(((75.5, 118.6), (81, 121.4), (87, 122.4), (93, 121.2)), 1.7), 8, 0.4))
        for k in range(3):
            x, y = 88 + 2.4 * k, 122.4 - 0.5 * k
            stains.append(Stain(_line(((x, y), (x + 3.4, y + 2), (x + 6.4, y + 2.6)), 0.8), 5, 0.25))
        return stains
    up = 1.0 if eyes == "up" else 0.0
    white = smooth(((77, 120.6), (81, 117), (88, 114.2 - up), (91.6, 118 - up), (89.6, 122.6), (83, 122.6)))
    lid = ((74.5, 121.4), (79, 117 - 0.5 * up), (85, 113.8 - up), (91, 112.6 - up), (95, 111.6 - up))
    stains += [
        Stain(white, 180, 0.4, 0.5),
        Stain(_oval(88.2 - 0.2 * up, 118.2 - 2.6 * up, 2.5, 4.3 - 0.6 * up), 24, 0.35, 1.0),
        Stain(_oval(89.4 - 0.2 * up, 116.8 - 2.0 * up, 0.8, 1.0), 255, 0.2, 1.0),
        Stain(_line(lid, 1.7), 6, 0.35),
        Stain(_line(((73, 114.5), (79, 110.6 - 0.6 * up), (87, 109 - up)), 0.9), 90, 0.6),
        Stain(_line(((80, 123), (85, 123.8), (90, 123)), 0.7), 70, 0.4),
    ]
    for k in range(3):
        x, y = 88.5 + 2.4 * k, 112.8 - 0.5 * k - up
        stains.append(Stain(_line(((x, y), (x + 3.4, y - 1.0), (x + 6.2, y - 3.8)), 0.8), 5, 0.25))
    return stains


def _oval(x: float, y: float, rx: float, ry: float) -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QPointF(x, y), rx, ry)
    return path


def _line(points: tuple[tuple[float, float], ...], width: float) -> QPainterPath:
    stroker = QPainterPathStroker()
    stroker.setWidth(width)
    stroker.setCapStyle(Qt.PenCapStyle.RoundCap)
    return stroker.createStroke(smooth(points, closed=False))


@cache
def outline() -> QPainterPath:
    """Return the outline of ``head``, to cast her shadow."""
    path = smooth(_FACE)
    for points in (_HAIR, _NECK, _COLLAR, _LAPEL):
        path = path.united(smooth(points))
    return path


TALL = 400.0
"""Her height in the units of ``back``, whose (0, 0) is the top of her head; the coat's hem is at 300."""


@cache
def back() -> Relief:
    """Return her from behind, down to the hem of her coat."""
    hair = ((0, 0), (13, 2), (23, 11), (27, 27), (28, 44), (27.5, 56), (24, 59), (12, 60), (0, 60.5))
    coat = (
        (0, 74),
        (18, 75),
        (36, 82),
        (44, 91),
        (43, 112),
        (37, 146),
        (32.5, 167),
        (38, 190),
        (46, 240),
        (53, 298),
    )
    hem = ((28, 303), (0, 301))
    collar = ((0, 66), (15, 63), (20, 70), (25, 83), (13, 92), (0, 94))
    yoke = ((0, 82), (24, 83), (43, 92), (43, 108), (28, 123), (0, 128))
    folds = [
        Dent(x, y, 5, tall, depth)
        for x, y, tall, depth in (
            (0, 250, 60, -3.0),
            (-24, 260, 50, 2.0),
            (26, 255, 50, 2.2),
            (-12, 194, 18, 1.4),
            (14, 196, 18, 1.4),
            (-17, 150, 12, -1.6),
            (19, 148, 12, -1.6),
        )
    ]
    cloth = 74
    # Her hands are in her pockets.
    parts = [
        Part(
            finger((side * 36, 95, 11), (side * 48, 148, 9.5), (side * 41, 196, 8.5)),
            cloth * 0.9,
            (2, 5),
            0,
            0.03,
        )
        for side in (-1, 1)
    ]
    parts += [
        Part(smooth(((-12, 50), (12, 50), (13, 80), (-13, 80))), 120, (2, 6), 0),
        Part(_mirrored((*coat, *hem)), cloth, (2, 7, 20), 6, 0.03, folds, 0.0, 3.0),
        Part(_mirrored(yoke), cloth * 1.08, (1, 4, 14), 12, 0.03, (), 0.0, 3.0),
        Part(
            finger((-28, 167, 5.5), (28, 167, 5.5)),
            cloth * 0.72,
            (1, 3),
            12,
            0.05,
            (),
            0.0,
            3.0,
        ),
        Part(_mirrored(collar), cloth * 1.12, (1.4, 5, 10), 12, 0.03, (), 0.0, 3.0),
        Part(_mirrored(hair), 15, (2, 6, 16), 14, 0.5, (), 0.3, 4.0),
    ]
    stains = [
        Stain(_line(((0, 134), (0.5, 160)), 0.8), 40, 0.5),
        Stain(_line(((0, 173), (1, 230), (0, 300)), 1.2), 34, 0.6),
    ]
    return Relief(QRectF(-70, -6, 140, 314), 2.2, parts, stains)


def _mirrored(right: tuple[tuple[float, float], ...]) -> QPainterPath:
    """Return the outline whose right half is ``right``, from top to bottom along x = 0."""
    return smooth((*right, *((-x, y) for x, y in reversed(right[1:-1]))))
