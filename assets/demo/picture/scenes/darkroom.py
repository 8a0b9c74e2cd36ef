"""The photograph comes up in the developer, the man in the hat last of all; the telephone again; and morning.

Seven shots, each cut on a beat: the darkroom, the tray, her face over it, the print from close by, the
telephone, her answer, and the window."""

import math
from dataclasses import dataclass
from functools import cache

import numpy as np
import plan
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QImage,
    QLinearGradient,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
    QRadialGradient,
    QTransform,
)
from scipy.ndimage import gaussian_filter

from picture import letters, phone
from picture.city import skyline
from picture.light import clouds, cone, glow, haze
from picture.people import POCKETS, STAND, WOMAN, Figure, Pose, Rim, person, walk
from picture.portrait import hand, head
from picture.relief import Lamp
from picture.scenes.motel import meeting
from picture.stage import (
    FRAME,
    HEIGHT,
    WIDTH,
    Camera,
    Stage,
    chance,
    drift,
    ease,
    enlarged,
    gray,
    mix,
    ramp,
    settle,
    travel,
)

SCENE = plan.SCENES[9]
CUE = next(cue for cue in plan.CUES if cue.id == "darkroom")
TRACK = plan.TRACKS[CUE.track - 1]
TRAY = CUE.downbeat + 2 * TRACK.beat
FACE = CUE.downbeat + 7 * TRACK.beat
CLOSE = CUE.downbeat + 9 * TRACK.beat
BELL = CUE.downbeat + 14 * TRACK.beat
ANSWER = CUE.downbeat + 17 * TRACK.beat
DAWN = CUE.downbeat + 20 * TRACK.beat
"""First frames of the shots."""
LIGHT = CUE.downbeat + 24 * TRACK.beat
"""The last bar: its major chord brings the sun."""
ROCKING = 5020
"""The tray is tilted to and fro from this frame on, a second and a half each way."""

Field = NDArray[np.float32]


def paint(stage: Stage) -> None:
    if stage.frame < TRAY:
        _room(stage)
    elif stage.frame < FACE:
        _tray(stage)
    elif stage.frame < CLOSE:
        _face(stage)
    elif stage.frame < BELL:
        _close(stage)
    elif stage.frame < ANSWER:
        _bell(stage)
    elif stage.frame < DAWN:
        _answer(stage)
    else:
        _dawn(stage)


def _tilt(stage: Stage) -> float:
    """Return how the tray is tilted: -1 to 1."""
    return math.sin(math.pi * stage.since(ROCKING) / 1.5) * ramp(stage.frame, ROCKING - 12, ROCKING + 12)


def _ripples(t: float, scale: float = 1.0) -> Field:
    """Return the net of light that moving water throws (90 × 120, 0 to 1)."""
    y, x = np.mgrid[0:90, 0:120].astype(np.float32) * np.float32(0.1 / scale)
    bent_x = x + 0.9 * np.sin(y * 1.1 + t * 1.3) + 0.5 * np.sin(x * 0.7 - t * 0.9 + 2)
    bent_y = y + 0.9 * np.sin(x * 0.9 - t * 1.1) + 0.5 * np.sin(y * 1.3 + t * 1.7 + 1)
    first = 1 - np.abs(np.sin(bent_x * 1.3 + 0.6 * np.sin(bent_y * 1.7 + t)))
    second = 1 - np.abs(np.sin(bent_y * 1.2 - 0.7 * np.sin(bent_x * 1.4 - t * 0.8)))
    net: Field = np.maximum(first**3, second**3).astype(np.float32) * (0.25 + 0.75 * first * second)
    return gaussian_filter(net, 1.0)


def _throw_ripples(
    stage: Stage, x: float, y: float, reach: float, strength: float, scale: float = 1.0
) -> None:
    """Let the tray's ripples of light fall around (x, y) of the picture on what is there."""
    rows, columns = np.mgrid[0:90, 0:120].astype(np.float32)
    away = ((columns * 8 - 476 - x) ** 2 + (rows * 8 - 356 - y) ** 2) / reach**2
    light = enlarged(_ripples(stage.t * 1.2, scale) * np.exp(-away) * np.float32(strength), 8)
    stage.show(stage.pixels * (1 + light) + 9 * light)


# The photograph.

EXPOSED = plan.SHUTTER[2] + 36
"""The frame of the film that the photograph holds: the man in the hat has just turned round."""
PICTURE = QRectF(-480, -360, 960, 720)
MAN = QPointF(300, -14)
"""Where he stands in the photograph, and how much nearer its second plate is."""
NEARER = 3.0


@dataclass(frozen=True, slots=True)
class _Loupe(Camera):
    """A camera whose picture is enlarged around ``MAN``: all layers alike, not as by moving nearer."""

    enlargement: float = 1.0

    def transform(self, depth: float) -> QTransform:
        e = self.enlargement
        left, top = MAN.x() - WIDTH / e / 2, MAN.y() - HEIGHT / e / 2
        if e == 1:
            left, top = -WIDTH / 2, -HEIGHT / 2
        shift = QTransform.fromTranslate(-(left + WIDTH / 2), -(top + HEIGHT / 2))
        return Camera.transform(self, depth) * shift * QTransform.fromScale(e, e)


@dataclass(frozen=True, slots=True)
class _Plate:
    """What the print will show, as density (0 to 1), and how it comes to it."""

    density: Field
    late: Field
    """How late each place begins (0 to 1): no tray is rocked quite evenly."""
    murk: Field
    """The density that the man's corner has as long as nothing in it can be told apart."""
    corner: Field
    """How much a place belongs to that corner (0 to 1)."""


@cache
def _plate(enlargement: float) -> _Plate:
    stage = Stage(plan.SCENES[1], EXPOSED)
    camera = _Loupe(110, -10, 1.4, 0, enlargement)
    stage.camera = camera
    meeting(stage, EXPOSED)
    _likeness(stage)
    stage.defocus(1.0 if enlargement == 1 else 1.5)
    light = stage.pixels.astype(np.float32) * np.float32(1.35 / 255)
    tones = (1 - np.exp(-1.6 * light)) / np.float32(1 - math.exp(-1.6 * 1.35)) * np.float32(0.96)
    noise = np.random.default_rng(1958).standard_normal((HEIGHT, WIDTH)).astype(np.float32)
    tones += noise * np.float32(0.02) * (0.3 + np.sin(np.pi * tones))
    density = np.clip(1 - tones, 0, 1).astype(np.float32)
    rows, columns = np.indices((HEIGHT, WIDTH), np.float32)

    def around(x: float, y: float, wide: float, tall: float) -> Field:
        place, e = camera.transform(0).map(QPointF(x, y)), np.float32(enlargement)
        away = ((columns - place.x()) / (wide * e)) ** 2 + ((rows - place.y()) / (tall * e)) ** 2
        near: Field = np.exp(-0.7 * away)
        return near

    late = 0.10 * clouds(512, 9)[(rows * 0.6).astype(int) % 512, (columns * 0.6).astype(int) % 512]
    late = np.maximum(late, 0.10 * around(-270, 20, 130, 260))
    late = np.maximum(late, 0.14 * around(-60, 40, 130, 260))
    # What a man and the wall behind him have in common: their mean, and clouds.
    small = density.reshape(HEIGHT // 8, 8, WIDTH // 8, 8).mean((1, 3), dtype=np.float32)
    murk = enlarged(gaussian_filter(small, 7 * enlargement), 8) * np.float32(0.9)
    corner = np.clip(1.9 * around(MAN.x(), MAN.y() - 50, 96, 116), 0, 1)
    return _Plate(density, late.astype(np.float32), murk, corner)


_ROOF = (
    (150.0, 60.0),
    (212.0, 22.0),
    (233.6, 8.0),
    (260.0, 2.5),
    (291.0, 0.0),
    (314.5, 1.0),
    (344.0, 13.0),
    (364.5, 30.0),
    (384.0, 56.0),
    (500.0, 56.0),
    (500.0, -400.0),
    (150.0, -400.0),
)
"""Where the photograph shows what is behind the car: above its roof, in the plane of action."""


def _likeness(stage: Stage) -> None:
    """Paint the man behind the car as a lens catches him, for the print is looked at from nearby: a face that
    ends in the shadow of a hat, light from the car on the left, and the folds of a coat."""
    behind = QPainterPath()
    behind.addPolygon(QPolygonF([QPointF(*point) for point in _ROOF]))
    behind = stage.camera.transform(1.0).map(behind)
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    p = QPainter(image)
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    p.setPen(Qt.PenStyle.NoPen)
    p.setTransform(stage.camera.transform(0.8))
    clothes = Figure("fedora", "short", 0.27, 1.08, 0.138, False, 96, 14, 176, 24)
    at = person(p, clothes, POCKETS, 322, 96, 172, 100, 1.0, Rim(-1.1, -0.5, 190)).head
    p.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceAtop)
    p.translate(at)
    p.scale(172, 172)
    side = QLinearGradient(-0.12, 0, 0.14, 0)
    for stop, alpha in ((0, 0.0), (0.3, 0.05), (0.55, 0.5), (1, 0.9)):
        side.setColorAt(stop, gray(4, alpha))
    p.fillRect(QRectF(-0.3, 0.075, 0.6, 1.0), QBrush(side))
    fall = QLinearGradient(0, 0.1, 0, 0.5)
    fall.setColorAt(0, gray(0, 0.0))
    fall.setColorAt(1, gray(0, 0.5))
    p.fillRect(QRectF(-0.3, 0.075, 0.6, 1.0), QBrush(fall))
    soft = QPen(gray(6, 0.6), 0.009)
    soft.setCapStyle(Qt.PenCapStyle.RoundCap)
    p.setPen(soft)
    for points in (
        ((-0.034, 0.088), (-0.074, 0.15), (-0.008, 0.27)),
        ((0.03, 0.088), (0.066, 0.15), (-0.008, 0.27)),
        ((-0.008, 0.27), (-0.012, 0.42), (-0.014, 0.66)),
        ((-0.074, 0.15), (-0.098, 0.158)),
        ((-0.062, 0.3), (-0.054, 0.45)),
        ((0.05, 0.32), (0.06, 0.5)),
    ):
        p.drawPolyline(QPolygonF([QPointF(*point) for point in points]))
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(gray(6, 0.8))
    p.drawPolygon(QPolygonF([QPointF(-0.03, 0.085), QPointF(0.024, 0.085), QPointF(-0.006, 0.2)]))
    p.setBrush(gray(190, 0.8))
    p.drawPolygon(QPolygonF([QPointF(-0.028, 0.086), QPointF(-0.012, 0.084), QPointF(-0.008, 0.16)]))
    # The face: eyes in the shadow of the brim, light on cheekbone, nose and chin, its other side dark.
    shade = QLinearGradient(0, -0.03, 0, 0.045)
    for stop, alpha in ((0, 0.97), (0.35, 0.9), (0.7, 0.3), (1, 0.0)):
        shade.setColorAt(stop, gray(3, alpha))
    p.fillRect(QRectF(-0.06, -0.028, 0.12, 0.1), QBrush(shade))
    far = QLinearGradient(-0.03, 0, 0.034, 0)
    for stop, alpha in ((0, 0.0), (0.45, 0.1), (0.62, 0.75), (1, 0.95)):
        far.setColorAt(stop, gray(3, alpha))
    p.fillRect(QRectF(-0.07, -0.028, 0.14, 0.104), QBrush(far))
    p.setBrush(gray(150, 0.7))
    p.drawPolygon(QPolygonF([QPointF(-0.008, -0.004), QPointF(-0.001, 0.018), QPointF(-0.013, 0.019)]))
    p.setBrush(gray(4, 0.75))
    p.drawEllipse(QPointF(-0.004, 0.036), 0.015, 0.0036)
    p.drawEllipse(QPointF(-0.006, 0.0215), 0.008, 0.0026)
    p.drawEllipse(QPointF(-0.024, 0.001), 0.009, 0.0045)
    p.setBrush(gray(190, 0.9))
    p.drawEllipse(QPointF(-0.0245, 0.0005), 0.0022, 0.0018)
    p.drawEllipse(QPointF(0.012, 0.0005), 0.0016, 0.0014)
    p.end()
    with stage.layer(0) as p:
        p.resetTransform()
        p.setClipPath(behind)
        p.drawImage(0, 0, image)


def _developed(enlargement: float, age: float, shrink: int = 1) -> QImage:
    """Return the print at ``age`` (0: blank paper, 1: all is there): what is darkest comes first, the man
    last."""
    plate = _plate(enlargement)
    density, late, murk, corner = (
        values[::shrink, ::shrink] for values in (plate.density, plate.late, plate.murk, plate.corner)
    )
    density = density + (murk - density) * corner * np.float32(1 - ease(age, 0.66, 1.0))
    since = np.clip((np.float32(1.25 * age) - late) / (1 - late), 0, 1)
    since = since * since * (3 - 2 * since)
    speed = np.float32(4.5) * density
    there = density * (1 - np.exp(-speed * since)) / (1 - np.exp(-np.maximum(speed, np.float32(1e-3))))
    level = np.clip((1 - there) * 238 + 8, 0, 255).astype(np.uint32)
    opaque = np.full(level.shape, 255, np.uint32)
    if enlargement > 1:  # The nearer plate fades into the whole print around it.
        height, width = level.shape
        across = np.minimum(np.arange(width), np.arange(width)[::-1]) / (0.1 * width)
        down = np.minimum(np.arange(height), np.arange(height)[::-1]) / (0.1 * height)
        soft = np.clip(np.minimum(across[None, :], down[:, None]), 0, 1)
        opaque = (255 * soft).astype(np.uint32)
        level = (level * soft).astype(np.uint32)
    words = np.ascontiguousarray(level * np.uint32(0x010101) | opaque << np.uint32(24))
    height, width = words.shape
    return QImage(words.tobytes(), width, height, 4 * width, QImage.Format.Format_ARGB32_Premultiplied).copy()


def _age(frame: float) -> float:
    return ramp(frame, 5080, plan.IMAGE_SEEN)


def _sheet(p: QPainter, age: float, near: bool) -> None:
    """Paint the sheet of paper with what is to be seen of the photograph, in the photograph's own units."""
    p.fillRect(PICTURE.adjusted(-42, -42, 42, 42), gray(246))
    p.drawImage(PICTURE, _developed(1.0, age, 1 if near else 2))
    if near:
        part = QRectF(0, 0, PICTURE.width() / NEARER, PICTURE.height() / NEARER)
        part.moveCenter(MAN)
        p.drawImage(part, _developed(NEARER, age))


# The room.

BENCH = 92.0
LAMP = QPointF(96, -196)


def _room(stage: Stage) -> None:
    """She exposes the paper under the enlarger, and lets it slide into the tray on the first downbeat."""
    since = stage.t
    stage.camera = travel(since, (-0.5, Camera(-34, -8, 1.0)), (4.2, Camera(22, 2, 1.13)))
    exposing = 1 - ease(stage.frame, 4988, 4992)
    with stage.layer(0.7) as p:
        wall = QLinearGradient(0, -400, 0, 200)
        wall.setColorAt(0, gray(60))
        wall.setColorAt(1, gray(84))
        p.fillRect(QRectF(-900, -700, 1800, 1100), QBrush(wall))
        for k in range(26):  # Tiles up to the height of her shoulders.
            p.fillRect(QRectF(-900 + 70 * k, -64, 1.5, 300), gray(44))
        for k in range(4):
            p.fillRect(QRectF(-900, -64 + 52 * k, 1800, 1.5), gray(44))
        p.fillRect(QRectF(-900, -72, 1800, 8), gray(100))
        p.fillRect(QRectF(-420, -188, 300, 7), gray(40))
        for k in range(9):
            high = 44 + 34 * chance(k, 3)
            x = -408 + 32.0 * k
            p.setBrush(gray(26))
            p.drawRoundedRect(QRectF(x, -188 - high, 23, high), 5, 5)
            p.fillRect(QRectF(x + 7, -200 - high, 9, 14), gray(20))
            p.fillRect(QRectF(x + 3, -188 - high * 0.66, 17, high * 0.34), gray(110))
    with stage.layer(0.86) as p:
        _line_of_prints(p, stage, 0.0, -236.0, 0.7, 3)
    with stage.lighting(0.86, ambient=0.06, blur=10, gain=2.2) as p:
        x, y = LAMP.x(), LAMP.y()
        glow(p, x, y + 60, 470, 0.75, 0.9, core=0.2)
        glow(p, x, BENCH - 20, 300, 0.4, 0.5, core=0.4)
        glow(p, -344, BENCH - 30, 150, 0.5 * exposing, core=0.3)
    _throw_ripples(stage, 110 - stage.camera.x, 0, 290, 2.6, 1.2)
    with stage.layer(0.95) as p:
        _timer(p, stage, -226, -96)
        _safelight(p, stage)
        _enlarger(p, -344, exposing)
    with stage.layer(1.0) as p:
        p.fillRect(QRectF(-900, BENCH, 1800, 800), gray(4))
        edge = QLinearGradient(-300, 0, 480, 0)
        for at, tone in ((0, 20), (0.5, 150), (1, 16)):
            edge.setColorAt(at, gray(tone))
        p.fillRect(QRectF(-900, BENCH, 1800, 3), QBrush(edge))
        for k, x in enumerate((70.0, 246.0, 404.0)):
            _tray_from_side(p, stage, x, 1.0 if k == 0 else 0.0, 150 - 16 * k)
        _she_works(p, stage)
        cone(p, LAMP.x(), LAMP.y() + 16, 90, 420, 92, 0.2, 1.0)
        haze(p, QRectF(-420, -240, 960, 420), stage.t, 0.06, 1.4, 8)
    with stage.unfocused(1.5, 13) as p:
        _line_of_prints(p, stage, 60.0, -262.0, 1.5, 5)
        p.fillRect(QRectF(-430, 210, 84, 300), gray(2))
        p.fillRect(QRectF(-404, 176, 32, 60), gray(2))
        p.fillRect(QRectF(-352, 214, 4, 200), gray(60))


def _line_of_prints(p: QPainter, stage: Stage, shift: float, y: float, size: float, seed: int) -> None:
    """Paint a line across the room with prints that dry on it."""
    p.setPen(QPen(gray(20), 1.6 * size))
    line = QPainterPath(QPointF(-620, y - 16))
    line.quadTo(0, y + 24 * size, 620, y - 16)
    p.drawPath(line)
    p.setPen(Qt.PenStyle.NoPen)
    for k in range(6):
        x = -520 + 214 * k + 60 * chance(k, seed) + shift
        if size > 1 and 1 <= k <= 3:
            continue
        p.save()
        p.translate(x, y + 10 * size * (1 - (x / 620) ** 2))
        p.rotate(3 * drift(stage.t * 0.5 + k, seed + k) + 5 * (chance(k, seed + 1) - 0.5))
        p.fillRect(QRectF(-44 * size, 0, 88 * size, 66 * size), gray(128 if size < 1 else 30))
        p.fillRect(QRectF(-39 * size, 5 * size, 78 * size, 56 * size), gray(44 if size < 1 else 12))
        p.fillRect(QRectF(-39 * size, 36 * size, 78 * size, 25 * size), gray(64 if size < 1 else 8))
        for dx in (-30, 30):
            p.fillRect(QRectF((dx - 2) * size, -8 * size, 4 * size, 16 * size), gray(16))
        p.restore()


def _safelight(p: QPainter, stage: Stage) -> None:
    x, y = LAMP.x(), LAMP.y()
    p.fillRect(QRectF(x - 1.5, -700, 3, 700 + y - 34), gray(4))
    box = QPolygonF(
        [QPointF(x - 26, y - 36), QPointF(x + 26, y - 36), QPointF(x + 52, y), QPointF(x - 52, y)]
    )
    p.setBrush(gray(7))
    p.drawPolygon(box)
    p.fillRect(QRectF(x - 50, y, 100, 7), gray(190))
    glow(p, x, y + 6, 190, 0.5 + 0.015 * drift(stage.t * 2, 2), 0.8, core=0.16)
    glow(p, x, y + 4, 70, 0.7, 0.34, core=0.4)


def _timer(p: QPainter, stage: Stage, x: float, y: float) -> None:
    """Paint the clock on the wall, whose hands glow faintly: the developer takes its time by it."""
    p.setBrush(gray(3))
    p.drawEllipse(QPointF(x, y), 50, 50)
    p.setBrush(gray(20))
    p.drawEllipse(QPointF(x, y), 45, 45)
    seconds = math.floor(stage.t) + settle(stage.t % 1, 0, 0.14)
    for k in range(12):
        angle = math.tau * k / 12
        p.setBrush(gray(120))
        p.drawEllipse(QPointF(x + 37 * math.cos(angle), y + 37 * math.sin(angle)), 2.2, 2.2)
    for turn, length, width in ((seconds / 60 + 0.55, 36, 1.6), (0.16, 24, 3.2)):
        angle = math.tau * turn
        p.setPen(QPen(gray(150), width))
        p.drawLine(QPointF(x, y), QPointF(x + length * math.sin(angle), y - length * math.cos(angle)))
    p.setPen(Qt.PenStyle.NoPen)
    glow(p, x, y, 80, 0.16, core=0.4)


def _enlarger(p: QPainter, x: float, light: float) -> None:
    black = gray(4)
    p.fillRect(QRectF(x - 84, BENCH - 12, 150, 12), black)
    p.setPen(QPen(black, 12))
    p.drawLine(QPointF(x - 62, BENCH), QPointF(x - 34, -250))
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(black)
    p.drawRoundedRect(QRectF(x - 34, -242, 62, 78), 20, 16)
    p.drawPolygon(
        QPolygonF([QPointF(x - 30, -166), QPointF(x + 24, -166), QPointF(x + 8, -112), QPointF(x - 14, -112)])
    )
    p.fillRect(QRectF(x - 10, -112, 14, 16), black)
    p.fillRect(QRectF(x + 26, -228, 2, 50), gray(70))
    cone(p, x - 3, -98, 90, 260, 34, 0.75 * light, 0.3)
    p.fillRect(QRectF(x - 54, BENCH - 15, 102, 4), gray(40 + 210 * light))


def _tray_from_side(p: QPainter, stage: Stage, x: float, rocked: float, tone: float) -> None:
    p.save()
    p.translate(x, BENCH - 4)
    p.rotate(1.6 * _tilt(stage) * rocked)
    side = QPolygonF([QPointF(-72, -24), QPointF(72, -24), QPointF(60, 0), QPointF(-60, 0)])
    skin = QLinearGradient(-72, 0, 72, 0)
    for at, share in ((0, 0.25), (0.4, 0.7), (1, 0.2)):
        skin.setColorAt(at, gray(tone * share))
    p.setBrush(QBrush(skin))
    p.drawPolygon(side)
    p.fillRect(QRectF(-75, -26, 150, 3), gray(tone * 1.3))
    p.restore()
    glow(p, x + 24 * _tilt(stage) * rocked, BENCH - 28, 60, 0.4 * rocked, 0.12, core=0.3)


def _she_works(p: QPainter, stage: Stage) -> None:
    to_tray = ease(stage.frame, 4998, 5014)
    tilt = _tilt(stage)
    at_enlarger = Pose(
        lean=8,
        nod=12,
        left_shoulder=40,
        left_elbow=52,
        right_shoulder=46,
        right_elbow=46,
    )
    at_tray = Pose(
        lean=12 + 1.2 * tilt,
        nod=16,
        left_shoulder=38 + 3 * tilt,
        left_elbow=42,
        left_spread=8,
        right_shoulder=42 - 3 * tilt,
        right_elbow=40,
        right_spread=8,
    )
    pose = at_enlarger.toward(at_tray, to_tray)
    turn = mix(196, 332, to_tray)
    joints = person(p, WOMAN, pose, mix(-196, -70, to_tray), 348, 536, turn, 0.03, Rim(2.8, -2.0, 140))
    sliding = ramp(stage.frame, 5010, 5024)
    if to_tray > 0 and sliding < 1:
        p.save()
        p.setOpacity(1 - sliding)
        p.translate(joints.right_hand.x() + 30 * sliding, joints.right_hand.y() + 8 * sliding)
        p.rotate(24 - 20 * sliding)
        p.fillRect(QRectF(-6, -2, 82, 4), gray(190))
        p.restore()


# The tray from above.


def _tray(stage: Stage) -> None:
    """The sheet lies in the developer and is rocked; what was darkest in the night comes up first."""
    since = stage.since(TRAY)
    tilt = _tilt(stage)
    stage.camera = travel(since, (0.0, Camera(-8, 0, 1.0, 2.0)), (5.2, Camera(14, 8, 1.16, -1.5)))
    slide = settle(since, -0.6, 0.9)
    with stage.layer(1.0) as p:
        p.fillRect(QRectF(-900, -700, 1800, 1400), gray(16))
        for k in range(12):
            p.fillRect(QRectF(-900, -420 + 82 * k, 1800, 2), gray(8))
        _basin(p)
        p.save()
        p.setClipRect(QRectF(-392, -292, 784, 584))
        p.translate(8 * tilt - 130 * (1 - slide), 3 + 3 * math.sin(stage.t * 1.7))
        p.rotate(-4 + 0.9 * tilt + 6 * (1 - slide))
        p.scale(0.64, 0.64)
        p.fillRect(PICTURE.adjusted(-30, -28, 62, 66), gray(20, 0.6))
        _sheet(p, _age(stage.frame), False)
        p.restore()
    _red_light(stage, 0.44)
    _water(stage, 1.0)
    with stage.layer(1.12) as p:
        _tongs(p, stage, 292 + 10 * tilt, 196 - 6 * tilt)


def _basin(p: QPainter) -> None:
    for inset, tone in ((0, 92), (5, 150), (12, 66), (24, 100)):
        p.setBrush(gray(tone))
        p.drawRoundedRect(
            QRectF(-452, -350, 904, 700).adjusted(inset, inset, -inset, -inset), 46 - inset, 46 - inset
        )
    floor = QLinearGradient(-420, -320, 420, 320)
    floor.setColorAt(0, gray(72))
    floor.setColorAt(1, gray(112))
    p.setBrush(QBrush(floor))
    p.drawRoundedRect(QRectF(-416, -314, 832, 628), 22, 22)
    for k in range(7):
        p.fillRect(QRectF(-380 + 126 * k, -300, 5, 600), gray(60, 0.5))


def _red_light(stage: Stage, strength: float) -> None:
    """Let the darkroom's lamp fall from above on the left; its light moves a little with the water."""
    with stage.lighting(0.0, ambient=0.16, blur=8, gain=1.5) as p:
        glow(p, -70, -70, 820, strength, 0.8, core=0.52)


def _water(stage: Stage, size: float) -> None:
    """Bend what lies in the developer by its waves, and lay the lamp's reflection on them."""
    t = stage.t
    source = stage.pixels.astype(np.float32)
    y, x = np.mgrid[0:90, 0:120].astype(np.float32)
    tilt = np.float32(_tilt(stage))
    slope = np.sin(x * 0.16 / size + t * 2.6 + y * 0.05) + 0.7 * np.sin(y * 0.21 / size - t * 2.1 + x * 0.07)
    slope = (slope * (0.8 + 0.5 * abs(tilt))).astype(np.float32)
    bend = enlarged(slope, 8) * np.float32(1.5 * size)
    rows, columns = np.indices((HEIGHT, WIDTH), np.int32)
    bent = source[
        np.clip(rows + bend.astype(np.int32), 0, HEIGHT - 1),
        np.clip(columns + (bend * 0.7).astype(np.int32), 0, WIDTH - 1),
    ]
    band = np.exp(-(((x - 42 - 26 * tilt + 0.35 * y) / 15) ** 2)) * (0.5 + 0.5 * slope / 2)
    net = _ripples(t * 1.1, 1.3 * size)
    light = enlarged((net * (0.09 + 0.26 * np.clip(band, 0, 1))).astype(np.float32), 8)
    stage.show(bent * (1 + light) + light * 46)


def _tongs(p: QPainter, stage: Stage, x: float, y: float) -> None:
    p.save()
    p.translate(x, y)
    p.rotate(-6 + 2 * _tilt(stage))
    wood = QPen(gray(30), 9)
    wood.setCapStyle(Qt.PenCapStyle.RoundCap)
    for tone, width, dx in ((14, 10.0, 0.0), (96, 2.0, -2.0)):
        pen = QPen(gray(tone), width)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        p.setPen(pen)
        p.drawLine(QPointF(8 + dx, 12), QPointF(-92 + dx, -98))
        p.drawLine(QPointF(2 + dx, 22), QPointF(-98 + dx, -86))
    p.setPen(Qt.PenStyle.NoPen)
    p.scale(1.5, 1.5)
    hand().paint(p, [Lamp(-160, -190, 150, 260, 0.75), Lamp(-60, -20, 30, 60, 0.12)], 0.015)
    p.restore()


# Her face.


def _face(stage: Stage) -> None:
    """She bends over it; the tray throws its light up to her."""
    since = stage.since(FACE)
    stage.camera = travel(since, (0.0, Camera(0, 0, 1.0)), (2.2, Camera(14, 8, 1.06)))
    with stage.layer(0.5) as p:
        back = QRadialGradient(QPointF(230, -190), 620)
        back.setColorAt(0, gray(58))
        back.setColorAt(0.5, gray(22))
        back.setColorAt(1, gray(6))
        p.fillRect(QRectF(-800, -700, 1600, 1400), QBrush(back))
        _line_of_prints(p, stage, 60, -220, 0.96, 3)
        glow(p, 262, -262, 260, 0.8, 0.7, core=0.12)
    stage.defocus(11)
    _throw_ripples(stage, 200, 40, 300, 0.7, 1.6)
    flicker = 1 + 0.16 * drift(stage.t * 2.3, 12) + 0.1 * _tilt(stage)
    with stage.layer(1.0) as p:
        p.translate(-92, -262)
        p.rotate(10)
        p.scale(2.02, 2.02)
        head().paint(
            p,
            [
                Lamp(178 + 16 * _tilt(stage), 318, 50, 150, 1.25 * flicker),
                Lamp(250, -70, 50, 240, 0.55),
            ],
            0.01,
        )
    _throw_ripples(stage, 60, 60, 230, 0.42, 1.2)
    with stage.layer(1.0) as p:
        glow(p, 330, 420, 420, 0.16 * flicker, 0.6, core=0.3)
        haze(p, QRectF(-480, -300, 960, 660), stage.t, 0.06, 1.5, 8)


# The print from close by.


def _close(stage: Stage) -> None:
    """The men, the car, the case are there; we go in, past them, to the one who was not to be seen."""
    since = stage.since(CLOSE)
    x = ease(stage.frame, CLOSE + 6, plan.IMAGE_SEEN + 16)
    scale = 0.86 * (3.3 / 0.86) ** x
    centre = QPointF(mix(10, MAN.x() - 6, x), mix(16, MAN.y() + 2, x))
    tilt = _tilt(stage)
    stage.camera = Camera(0, 0, 1.0 + 0.02 * ramp(since, 2.6, 5))
    with stage.layer(1.0) as p:
        p.fillRect(QRectF(-900, -700, 1800, 1400), gray(84))
        p.translate(5 * tilt, 2 * math.sin(stage.t * 1.7))
        p.rotate(mix(-5, 1.5, x) + 0.5 * tilt)
        p.scale(scale, scale)
        p.translate(-centre)
        p.fillRect(PICTURE.adjusted(-30, -28, 62, 66), gray(20, 0.6))
        _sheet(p, _age(stage.frame), True)
    _red_light(stage, 0.74)
    _water(stage, mix(1.1, 1.7, x))


# The telephone.

PHONE = QPointF(176, 214)
PHONE_SIZE = 2.75


def _bell(stage: Stage) -> None:
    """It rings in the dark room next door; she comes, and at the end of the ring she has the receiver."""
    since = stage.since(BELL)
    stage.camera = travel(since, (0.0, Camera(0, 0, 1.0)), (3.0, Camera(22, 4, 1.08)))
    near = ease(stage.frame, 5370, 5398)
    there = ease(stage.frame, 5362, 5370)
    lift = ease(stage.frame, plan.RECEIVER_UP - 1, plan.RECEIVER_UP + 16)
    with stage.layer(0.5) as p:
        p.fillRect(QRectF(-900, -700, 1800, 1400), gray(12))
        door = QRectF(-250, -190, 150, 420)
        inside = QLinearGradient(0, -190, 0, 230)
        inside.setColorAt(0, gray(150))
        inside.setColorAt(1, gray(66))
        p.fillRect(door.adjusted(-12, -12, 12, 0), gray(30))
        p.fillRect(door, QBrush(inside))
        p.fillRect(QRectF(-250, -30, 150, 6), gray(40))
        p.fillRect(QRectF(-236, -96, 44, 34), gray(40))
        p.fillRect(QRectF(-178, -102, 44, 34), gray(40))
        glow(p, -176, -150, 110, 0.8, core=0.2)
        wing = QPolygonF([QPointF(-262, -202), QPointF(-338, -230), QPointF(-338, 290), QPointF(-262, 230)])
        p.setBrush(gray(24))
        p.drawPolygon(wing)
        beam = QPolygonF([QPointF(-250, 230), QPointF(-100, 230), QPointF(150, 420), QPointF(-330, 420)])
        p.setBrush(gray(58))
        p.drawPolygon(beam)
        # The window on the other side: the night is not quite black any more.
        pane = QLinearGradient(0, -280, 0, 60)
        pane.setColorAt(0, gray(26))
        pane.setColorAt(1, gray(62))
        p.fillRect(QRectF(130, -300, 330, 350), QBrush(pane))
        p.save()
        p.translate(300, 0)
        p.setClipRect(QRectF(-170, -300, 330, 350))
        skyline(p, 2, 700, 190, 60, tone=20, window=8, awake=0.4, light=170)
        p.restore()
        p.fillRect(QRectF(290, -300, 7, 350), gray(6))
        p.fillRect(QRectF(130, -140, 330, 5), gray(6))
    size = mix(318, 640, near)
    x, ground = mix(-170, -96, near), mix(228, 520, near)
    with stage.layer(mix(0.5, 1.0, near)) as p:
        pose = walk(1.25 * near, STAND, 0.6) if 0 < near < 1 else STAND
        body = person(
            p, WOMAN, pose, x - 60 * (1 - there), ground, size, mix(40, 24, near), 0.1, Rim(-3, -1.6, 150)
        )
    stage.defocus(mix(5.5, 1.2, near))
    with stage.layer(1.0) as p:
        glow(p, -190, -40, 420, 0.2, core=0.3)
        haze(p, QRectF(-520, -300, 1000, 600), stage.t, 0.08, 1.4, 8)
        top = QLinearGradient(0, 168, 0, 380)
        for at, tone in ((0, 70), (0.3, 34), (1, 8)):
            top.setColorAt(at, gray(tone))
        p.fillRect(QRectF(-900, 168, 1800, 600), QBrush(top))
        p.fillRect(QRectF(-900, 167, 1800, 1.6), gray(120))
    ring = 0.0
    first, stop = plan.LAST_RING
    if first <= stage.frame < stop:
        ring = 0.55 + 0.45 * math.cos(stage.since(first) * math.tau * 5.5) ** 2
    lifted = QPointF(-84, -26) * lift + QPointF(-6, -34) * math.sin(math.pi * lift)
    with stage.layer(1.0) as p:
        p.translate(PHONE)
        p.scale(PHONE_SIZE, PHONE_SIZE)
        taken = stage.frame >= plan.RECEIVER_UP - 1
        mouth = QTransform().rotate(-62 * lift).map(QPointF(-52, 10)) - QPointF(-52, 10)
        phone.telephone(p, stage.frame, ring, 150, lifted + mouth if taken else None)
    with stage.lighting(1.0, ambient=0.12, blur=8, gain=2.4) as p:
        p.fillRect(QRectF(-900, -800, 1800, 960), gray(100))
        glow(p, PHONE.x() - 120, PHONE.y() - 60, 420, 0.8, 0.8, core=0.35)
        glow(p, -160, 240, 300, 0.4, 0.3, core=0.4)
    with stage.layer(1.0) as p:
        reach = ease(stage.frame, 5387, plan.RECEIVER_UP)
        if reach > 0:
            middle = PHONE + QPointF(lifted.x(), lifted.y() - 69) * PHONE_SIZE
            if taken:
                p.save()
                p.translate(middle)
                p.rotate(-62 * lift)
                p.scale(PHONE_SIZE, PHONE_SIZE)
                phone.receiver(p, 150)
                p.restore()
            shoulder = QPointF(body.head.x() + 8, body.head.y() + 112)
            hanging = shoulder + QPointF(36, 70)
            _arm(p, shoulder, hanging + (middle + QPointF(-8, -30) - hanging) * reach, -62 * lift)
        glow(p, PHONE.x() - 128, PHONE.y() - 236, 90, 0.2 + 0.4 * ring * chance(stage.frame, 31), core=0.07)


def _arm(p: QPainter, shoulder: QPointF, grip: QPointF, turn: float) -> None:
    """Paint a sleeve from her shoulder, and the hand that closes round the receiver."""
    sag = 40 + 0.24 * max(260 - abs(grip.x() - shoulder.x()), 0)
    elbow = QPointF(mix(shoulder.x(), grip.x(), 0.5), mix(shoulder.y(), grip.y(), 0.5) + sag)
    sleeve = QPainterPath(shoulder)
    sleeve.quadTo(elbow, grip + QPointF(-16, 22))
    for tone, width, shift in ((84, 62.0, -1.5), (13, 60.0, 1.5)):
        cloth = QLinearGradient(shoulder + QPointF(10, 0), grip)
        cloth.setColorAt(0, gray(20, 0.0))
        cloth.setColorAt(0.3, gray(tone * 0.6 + 8, 1.0))
        cloth.setColorAt(1, gray(tone))
        p.strokePath(sleeve.translated(0, shift), QPen(QBrush(cloth), width))
    p.save()
    p.translate(grip)
    p.rotate(turn)
    for k in range(4):
        p.save()
        p.translate(-30 + 20 * k, 3 + 2 * abs(k - 1))
        p.rotate(-9 + 6 * k)
        skin = QLinearGradient(0, -22, 0, 40)
        for at, tone in ((0, 120), (0.35, 70), (1, 14)):
            skin.setColorAt(at, gray(tone))
        p.setBrush(QBrush(skin))
        p.drawRoundedRect(QRectF(-10.5, -20, 21, 58), 10, 12)
        p.restore()
    p.restore()


# Her answer.


def _answer(stage: Stage) -> None:
    since = stage.since(ANSWER)
    stage.camera = travel(since, (0.0, Camera(-6, 0, 1.0)), (3.2, Camera(18, 4, 1.06)))
    dawn = ramp(stage.frame, ANSWER, DAWN + 40)
    with stage.layer(0.4) as p:
        _sky(p, 0.34 + 0.2 * dawn)
        p.save()
        p.translate(120, 60)
        skyline(p, 2, 1500, 280, 130, tone=26, window=12, awake=0.5, light=190)
        p.restore()
        p.fillRect(QRectF(60, -500, 12, 1000), gray(5))
        p.fillRect(QRectF(-600, -120, 1300, 8), gray(5))
        p.fillRect(QRectF(-900, -500, 560, 1000), gray(7))
    stage.defocus(10)
    with stage.layer(1.0) as p:
        p.translate(-70, -236)
        p.rotate(1.5 * drift(stage.t * 0.6, 14) - 2)
        p.scale(1.95, 1.95)
        lamps = [Lamp(330, 80, 20, 300, 1.45), Lamp(-260, 20, -40, 300, 1.6)]
        head().paint(p, lamps, 0.012)
        p.save()
        p.translate(44, 176)
        p.rotate(24)
        p.scale(1.02, 1.02)
        phone.receiver(p, 210)
        p.restore()
        back = QPainterPath(QPointF(14, 190))
        back.cubicTo(10, 206, 14, 222, 22, 236)
        back.lineTo(24, 262)
        back.lineTo(84, 268)
        back.cubicTo(90, 226, 88, 214, 76, 204)
        back.closeSubpath()
        palm = QLinearGradient(10, 200, 90, 224)
        for at, tone in ((0, 10), (0.7, 34), (1, 88)):
            palm.setColorAt(at, gray(tone))
        p.fillPath(back, QBrush(palm))
        for k in range(4):
            p.save()
            p.translate(22 + 13.4 * k, 170 + 7.6 * k)
            p.rotate(20 + 3 * k)
            skin = QLinearGradient(-7, -18, 8, 20)
            for at, tone in ((0, 14 + 6 * k), (0.6, 44 + 12 * k), (1, 22)):
                skin.setColorAt(at, gray(tone))
            p.setBrush(gray(4, 0.7))
            p.drawRoundedRect(QRectF(-7.6, -19, 15, 50), 7.4, 7.4)
            p.setBrush(QBrush(skin))
            p.drawRoundedRect(QRectF(-6.2, -20, 13.2, 49), 6.6, 6.6)
            p.restore()
        sleeve = QPainterPath(QPointF(8, 236))
        sleeve.cubicTo(-6, 270, -8, 330, 6, 420)
        sleeve.lineTo(112, 420)
        sleeve.cubicTo(106, 350, 100, 290, 94, 252)
        sleeve.cubicTo(70, 246, 34, 230, 8, 236)
        cloth = QLinearGradient(0, 0, 104, 0)
        for at, tone in ((0, 10), (0.7, 30), (1, 112)):
            cloth.setColorAt(at, gray(tone))
        p.fillPath(sleeve, QBrush(cloth))
    with stage.layer(1.0) as p:
        haze(p, QRectF(-480, -330, 960, 660), stage.t, 0.05, 1.5, 8)


# Morning.


def _sky(p: QPainter, dawn: float) -> None:
    sky = QLinearGradient(0, -360, 0, 190)
    for at, night, day in ((0.0, 6, 74), (0.4, 14, 124), (0.75, 30, 190), (1.0, 54, 240)):
        sky.setColorAt(at, gray(mix(night, day, dawn)))
    p.fillRect(QRectF(-1200, -800, 2400, 1600), QBrush(sky))


def _dawn(stage: Stage) -> None:
    """The city from the tall window: the lights go out, the sun comes with the major chord."""
    since = stage.since(DAWN)
    stage.camera = travel(since, (0.0, Camera(20, 10, 1.07)), (11.0, Camera(-16, -8, 1.0)))
    dawn = mix(0.2, 1.0, ease(stage.frame, DAWN - 30, LIGHT + 110))
    sun = ease(stage.frame, LIGHT - 6, LIGHT + 110)
    awake = 0.62 * (1 - ramp(stage.frame, DAWN + 10, LIGHT + 110))
    with stage.layer(0.05) as p:
        _sky(p, dawn)
        glow(p, -120, 96, 560, 0.7 * sun, 0.5, core=0.2)
        glow(p, -120, 104, 190, 0.8 * sun, 0.7, core=0.12)
        haze(p, QRectF(-700, -330, 1400, 300), since, 0.16 * dawn, 2.4, 5)
    for depth, seed, tall, ground, night, window in (
        (0.1, 1, 150.0, 92.0, 40.0, 5.0),
        (0.16, 2, 240.0, 138.0, 24.0, 8.0),
        (0.24, 8, 270.0, 226.0, 9.0, 13.0),
    ):
        with stage.layer(depth) as p:
            far = 1 - (depth - 0.1) / 0.16
            tone = night + dawn * mix(14, 92, far)
            skyline(p, seed, 1700, tall, ground, tone=tone, window=window, awake=awake, light=225)
            haze(
                p, QRectF(-760, ground - 190, 1520, 250), since + 30 * depth, 0.1 + 0.22 * dawn * far, 2.0, 9
            )
    stage.defocus(1.2)
    with stage.layer(0.6) as p:
        glow(p, -72, 70, 460, 0.42 * sun, 0.6, core=0.14)
        black = gray(4)
        for x in (-520.0, -330.0, 192.0, 500.0):
            p.fillRect(QRectF(x - 9, -700, 18, 1400), black)
            p.fillRect(QRectF(x - 9, -700, 1.6, 1400), gray(20 + 70 * sun))
        p.fillRect(QRectF(-900, -292, 1800, 9), black)
        p.fillRect(QRectF(-900, 236, 1800, 500), black)
        p.fillRect(QRectF(-900, 234, 1800, 2.5), gray(40 + 110 * sun))
        p.fillRect(QRectF(-1200, -700, 680, 1400), black)
        p.fillRect(QRectF(500, -700, 700, 1400), black)
    with stage.layer(1.0) as p:
        breath = 1.2 * math.sin(since * 1.4)
        pose = Pose(
            lean=1,
            nod=4 - 6 * ease(stage.frame, LIGHT, LIGHT + 60),
            left_shoulder=30,
            left_elbow=64,
            right_shoulder=4,
            right_elbow=10,
        )
        her = person(p, WOMAN, pose, 318, 452 - breath, 610, 226, 0.05, Rim(-3, -1.4, 60 + 170 * sun))
        p.save()
        p.translate(her.left_hand)
        p.rotate(-14)
        p.fillRect(QRectF(-64, -40, 66, 50), gray(60 + 120 * sun))
        p.fillRect(QRectF(-60, -36, 58, 42), gray(16 + 20 * sun))
        p.restore()
    _end_card(stage)


def _end_card(stage: Stage) -> None:
    first, stop = plan.END_CARD
    dim = ease(stage.frame, first - 10, first + 40)
    with stage.layer(0) as p:
        shade = QLinearGradient(0, -360, 0, 60)
        shade.setColorAt(0, gray(0, 0.42 * dim))
        shade.setColorAt(1, gray(0, 0))
        p.fillRect(FRAME, QBrush(shade))
        spread = ramp(stage.frame, first, stop)
        for string, y, size, tracking, start in (
            (plan.FILM_TITLE, -150.0, 66.0, 0.2, first + 2),
            ("drawn, written and played for Gallows Sync".upper(), -106.0, 17.0, 0.17, LIGHT + 12),
            ("Fin".upper(), -30.0, 32.0, 0.5, LIGHT + 60),
        ):
            shown = ease(stage.frame, start, start + 24)
            if shown > 0:
                letters.text(p, string, -67, y, size, 245, shown, tracking * (1 + 0.12 * spread))
