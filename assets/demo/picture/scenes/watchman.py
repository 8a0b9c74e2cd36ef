"""The night watchman makes his round through the newspaper's dark building; all light is his torch's."""

import math

import plan
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QLinearGradient, QPainter, QPainterPath, QPen, QPolygonF, QRadialGradient

from picture import letters
from picture.light import cone, glow, haze
from picture.people import STRIDE, TORCH, WATCHMAN, Figure, Pose, Rim, person, walk
from picture.space import Lens, Place
from picture.stage import Camera, Stage, chance, drift, ease, gray, mix, ramp, settle, travel

DOWNBEAT = plan.CUES[7].downbeat
BEAT, BAR = plan.TRACKS[6].beat, plan.TRACKS[6].bar
DOORS, TRIES, SPIRAL, CAT, LISTENS = (DOWNBEAT + BAR * k for k in (1, 3, 5, 6, 7))
"""First frames of the shots after the first, all on downbeats."""
KEYS, LOCKED = 3640, 3654
"""He finds the key; the lock turns."""


def paint(stage: Stage) -> None:
    frame = stage.frame
    if frame < DOORS:
        _corridor(stage)
    elif frame < TRIES:
        _doors(stage)
    elif frame < SPIRAL:
        _direction(stage)
    elif frame < CAT:
        _spiral(stage)
    elif frame < LISTENS:
        _cat(stage)
    else:
        _listens(stage)


def _step(frame: float) -> float:
    """Return the steps that he has taken by this frame, a whole number as a foot comes down."""
    first, stride = plan.WATCHMAN_STEPS.start, plan.WATCHMAN_STEPS.step
    return (frame - first) / stride


def _bob(frame: float) -> float:
    """Return how high a walk lifts him between two steps, 0 to 1."""
    return math.sin(_step(frame) % 1 * math.pi) ** 2


def _disc(p: QPainter, at: QPointF, radius: float) -> None:
    """Paint the torch's light where it meets a wall: a hard disc with a brighter rim, and its spill."""
    spill = QRadialGradient(at, radius * 3.2)
    for stop, alpha in ((0, 1.0), (0.3, 0.6), (0.6, 0.2), (1, 0.0)):
        spill.setColorAt(stop, gray(58, alpha))
    p.setBrush(QBrush(spill))
    p.drawEllipse(at, radius * 3.2, radius * 3.2)
    disc = QRadialGradient(at, radius)
    for stop, tone in ((0, 205), (0.35, 168), (0.78, 112), (0.9, 128), (1, 84)):
        disc.setColorAt(stop, gray(tone))
    p.setBrush(QBrush(disc))
    p.drawEllipse(at, radius, radius)
    p.setBrush(Qt.BrushStyle.NoBrush)


def _way(frame: float) -> float:
    """Return how far he has walked, for ``people.walk``: his feet come down as his steps are heard."""
    return STRIDE * (0.25 + _step(frame) / 2)


# The corridor.

HALF, HIGH, LONG = 1.45, 3.3, 17.4
"""The corridor's half width, height and length in metres."""
UNIT = 3.2
"""From door to door."""


def _corridor(stage: Stage) -> None:
    frame, t = stage.frame, stage.t
    lens = Lens(-0.35, 0.95, mix(0, 1.1, ease(t, -1, 4)), 0.0, 640, 70)
    comes = mix(16.4, 11.6, ramp(frame, 3436, 3500))
    seen = ease(frame, 3434, 3446)
    aside = mix(2.3, 0.25, settle(frame, 3430, 3456))
    with stage.layer(1.0) as p:
        p.fillRect(QRectF(-500, -400, 1000, 800), gray(40))
        _hall(p, lens)
    with stage.lighting(1.0, ambient=0.1, blur=7, gain=3.0) as p:
        _from_torch(p, lens, comes, aside, frame)
        _from_windows(p, lens)
    with stage.layer(1.0) as p:
        for k in range(1, 5):
            z = 1.3 + UNIT * k
            pane = lens.shape(
                [(-HALF, 2.1, z), (-HALF, 2.1, z + 0.8), (-HALF, 1.15, z + 0.8), (-HALF, 1.15, z)]
            )
            p.setBrush(gray(170, 0.13 + 0.1 * chance(k, 151)))
            p.drawPolygon(pane)
        p.setBrush(Qt.BrushStyle.NoBrush)
        foot = lens.point(aside, 0, comes)
        size = lens.scale(aside, comes)
        if seen > 0:
            person(
                p,
                WATCHMAN,
                walk(_way(frame), TORCH, 0.3),
                foot.x(),
                foot.y(),
                1.8 * size,
                mix(180, 94, settle(frame, 3436, 3456)),
                0.25,
                Rim(1.2, -0.6, 60),
            )
            turned = settle(frame, 3440, 3460)
            lamp = QPointF(
                foot.x() - 0.22 * size * mix(1.6, 1, turned),
                foot.y() - 1.02 * size - 0.03 * size * _bob(frame),
            )
            away = 3 * drift(frame / 14, 152)
            floor = lens.point(aside - 0.2, 0, max(comes - 5.5, 5))
            angle = math.degrees(math.atan2(floor.y() - lamp.y(), floor.x() - lamp.x()))
            cone(
                p,
                lamp.x(),
                lamp.y(),
                mix(184, angle + away, turned),
                mix(200, 460, turned),
                34,
                0.7 * seen,
                0.7,
            )
            glow(p, lamp.x(), lamp.y(), 60 + 200 * turned, seen, 1.0, 0.05)
            # For a moment it points into our eyes.
            blind = math.exp(-(((frame - 3483) / 4) ** 2))
            glow(p, lamp.x(), lamp.y(), 900, 0.85 * blind, 0.8, 0.14)
        haze(p, QRectF(-400, -260, 800, 560), t, 0.06 + 0.05 * seen, 2.0)


def _hall(p: QPainter, lens: Lens) -> None:
    """Paint floor, walls, doors and ceiling of the corridor, in their own tones."""
    far = LONG
    p.setBrush(gray(96))
    p.drawPolygon(lens.shape([(-HALF, 0, 0.3), (HALF, 0, 0.3), (HALF, 0, far), (-HALF, 0, far)]))
    p.setBrush(gray(44))
    tile = HALF / 2
    for row in range(int(far / tile)):
        for column in range(4):
            if (row + column) % 2:
                x, z = -HALF + column * tile, 0.3 + row * tile
                p.drawPolygon(
                    lens.shape([(x, 0, z), (x + tile, 0, z), (x + tile, 0, z + tile), (x, 0, z + tile)])
                )
    p.setBrush(gray(70))
    p.drawPolygon(lens.shape([(-HALF, HIGH, 0.3), (HALF, HIGH, 0.3), (HALF, HIGH, far), (-HALF, HIGH, far)]))
    for side in (-1, 1):
        x = side * HALF
        p.setBrush(gray(112))
        p.drawPolygon(lens.shape([(x, 0, 0.3), (x, HIGH, 0.3), (x, HIGH, far), (x, 0, far)]))
        p.setBrush(gray(66))
        p.drawPolygon(lens.shape([(x, 0, 0.3), (x, 1.05, 0.3), (x, 1.05, far), (x, 0, far)]))
        p.setBrush(gray(40))
        p.drawPolygon(lens.shape([(x, 1.05, 0.3), (x, 1.1, 0.3), (x, 1.1, far), (x, 1.05, far)]))
        for k in range(5):
            z = 0.9 + UNIT * k
            x_ = side * (HALF - 0.01)
            for a, b, low, high, tone in (
                (z, z + 1.5, 0, 2.95, 44),
                (z + 0.1, z + 1.4, 0, 2.25, 60),
                (z + 0.1, z + 1.4, 2.35, 2.85, 120),
                (z + 0.25, z + 1.25, 1.1, 2.12, 150),
                (z + 0.25, z + 1.25, 0.15, 0.9, 50),
            ):
                p.setBrush(gray(tone))
                p.drawPolygon(lens.shape([(x_, low, a), (x_, high, a), (x_, high, b), (x_, low, b)]))
            knob = lens.point(x_ - side * 0.05, 1.0, z + 0.18)
            p.setBrush(gray(220))
            p.drawEllipse(knob, 0.05 * lens.scale(x_, z + 0.18), 0.05 * lens.scale(x_, z + 0.18))
    # At the end the corridor meets another.
    p.setBrush(gray(90))
    p.drawPolygon(lens.shape([(-HALF, 0, far), (HALF, 0, far), (HALF, HIGH, far), (-HALF, HIGH, far)]))
    p.setBrush(gray(30))
    p.drawPolygon(
        lens.shape([(HALF, 0, far - 2.2), (HALF, 2.7, far - 2.2), (HALF, 2.7, far), (HALF, 0, far)])
    )
    for k in range(3):  # Lamps that are out.
        z = 3 + 6.4 * k
        cord, size = lens.point(0, HIGH, z), lens.scale(0, z)
        p.fillRect(QRectF(cord.x() - 1, cord.y(), 2, 0.5 * size), gray(30))
        p.setBrush(gray(150))
        p.drawEllipse(QPointF(cord.x(), cord.y() + 0.62 * size), 0.2 * size, 0.17 * size)
    p.setBrush(Qt.BrushStyle.NoBrush)


def _from_torch(p: QPainter, lens: Lens, z: float, aside: float, frame: int) -> None:
    """Paint the light that runs before him along floor and walls."""
    coming = ease(frame, 3412, 3440)
    turned = settle(frame, 3440, 3462)
    end = lens.point(-0.6 + 0.5 * (1 - coming), 1.5, LONG)
    glow(p, end.x() + 30 * (1 - coming), end.y(), 34 + 60 * coming, coming * (1 - 0.6 * turned), 1.3, 0.4)
    slab = 0.6
    for k in range(42):
        near = LONG - slab * (k + 1)
        if near < 0.3:
            break
        before = z - near - 0.4
        light = (
            255 * turned * math.exp(-(((before - 3.4) / 3.4) ** 2))
            if before > 0
            else 80 * turned * math.exp(before)
        )
        light = min(light, 255)
        far = near + slab
        for side, share in ((-1, 0.62), (1, 0.5)):
            p.setBrush(gray(light * share * 0.7))
            p.drawPolygon(
                lens.shape(
                    [
                        (side * HALF, 0, near),
                        (side * HALF, HIGH, near),
                        (side * HALF, HIGH, far),
                        (side * HALF, 0, far),
                    ]
                )
            )
        p.setBrush(gray(light * 0.8))
        p.drawPolygon(lens.shape([(-HALF, 0, near), (HALF, 0, near), (HALF, 0, far), (-HALF, 0, far)]))
        p.setBrush(gray(light * 0.3))
        p.drawPolygon(
            lens.shape([(-HALF, HIGH, near), (HALF, HIGH, near), (HALF, HIGH, far), (-HALF, HIGH, far)])
        )
    p.setBrush(Qt.BrushStyle.NoBrush)


def _from_windows(p: QPainter, lens: Lens) -> None:
    """Paint the city's light that the frosted panes at the left let through onto the floor."""
    for k in range(5):
        z = 1.15 + UNIT * k
        p.setBrush(gray(70))
        p.drawPolygon(lens.shape([(-0.9, 0, z), (-0.9, 0, z + 0.9), (0.9, 0, z + 1.5), (0.9, 0, z + 0.5)]))
        p.drawPolygon(
            lens.shape(
                [(HALF, 0.2, z + 0.6), (HALF, 1.2, z + 0.6), (HALF, 1.2, z + 1.7), (HALF, 0.2, z + 1.7)]
            )
        )
    p.setBrush(Qt.BrushStyle.NoBrush)


# Along the doors, with his eyes.


def _doors(stage: Stage) -> None:
    frame = stage.frame
    t = stage.since(DOORS)
    way = mix(0, 4.6, ramp(frame, DOORS - 10, TRIES + 6))
    bob = 5 * _bob(frame)
    stage.camera = Camera(3 * drift(t, 161), bob, 1.0, 0.5 * math.sin(_step(frame) * math.pi))
    lens = Lens(-1.75, 1.6, way, 46, 690, 10)
    # The wall's metres run from its far end, at the left, towards us.
    left, right = (1.4, 0.0, END), (1.4, 0.0, way - 0.2)
    wall = lens.wall(left, right, 3.4)
    # Where the torch points, in metres along the wall and up: from one thing to the next.
    u = END - mix(2.2, 4.2, ease(t, 0.8, 1.6)) - 2.2 * ease(t, 2.6, 3.5) + 0.05 * drift(t * 1.3, 162)
    v = mix(1.6, 2.3, ease(t, 0.8, 1.6)) - 0.72 * ease(t, 2.6, 3.5) + 0.05 * drift(t * 1.1, 163)
    with stage.layer(1.0) as p:
        p.fillRect(QRectF(-520, -400, 1040, 800), gray(50))
        p.setBrush(gray(84))
        p.drawPolygon(lens.shape([(-4, 0, way - 2), (1.4, 0, way - 2), (1.4, 0, 16), (-4, 0, 16)]))
        p.save()
        p.setTransform(wall, True)
        p.fillRect(QRectF(0, -3.4, 14, 3.4), gray(120))
        p.fillRect(QRectF(0, -1.0, 14, 1.0), gray(76))
        p.fillRect(QRectF(0, -1.05, 14, 0.05), gray(40))
        for k, word in enumerate(("ARCHIVES", "SPORTS", "PHOTO")):
            _door(p, END - 2.2 - 4.2 * k, word)
        _notices(p, END - 8.6)
        _clock(p, END - 4.2, 2.32, frame, u, v)
        p.restore()
    with stage.lighting(1.0, ambient=0.05, blur=3, gain=2.1) as p:
        p.save()
        p.setTransform(wall, True)
        p.translate(u, -v)
        _disc(p, QPointF(0, 0), 0.74)
        p.restore()
    hit = wall.map(QPointF(u, -v))
    with stage.layer(1.0) as p:
        origin = QPointF(262 + 4 * drift(t, 164), 322 + bob)
        angle = math.degrees(math.atan2(hit.y() - origin.y(), hit.x() - origin.x()))
        reach = math.hypot(hit.x() - origin.x(), hit.y() - origin.y())
        cone(p, origin.x(), origin.y(), angle, reach * 1.15, 22, 0.3, 0.3)
        glow(p, hit.x(), hit.y(), 420, 0.16, 1.0, 0.3)
        haze(p, QRectF(-500, -300, 1000, 700), t, 0.05, 2.0)
    with stage.layer(1.8) as p:
        _column(p, mix(1300, -1500, ramp(t, 2.4, 3.6)))
    with stage.layer(0) as p:
        _torch_in_hand(p, origin.x(), origin.y(), angle)


END = 13.0
"""How far the wall of doors goes, in metres."""


def _column(p: QPainter, x: float) -> None:
    """Paint a column that passes close by, out of focus."""
    for soft, alpha in ((60, 0.2), (44, 0.25), (28, 0.35), (12, 0.6), (0, 1.0)):
        p.fillRect(QRectF(x - 90 - soft / 2, -600, 180 + soft, 1200), gray(1, alpha))


def _torch_in_hand(p: QPainter, x: float, y: float, angle: float) -> None:
    p.save()
    p.translate(x, y)
    p.rotate(angle)
    metal = QLinearGradient(0, -30, 0, 30)
    for at, tone in ((0, 16), (0.3, 52), (0.5, 20), (1, 3)):
        metal.setColorAt(at, gray(tone))
    p.setBrush(QBrush(metal))
    p.drawRoundedRect(QRectF(-160, -19, 190, 38), 8, 8)
    p.drawPolygon(
        QPolygonF(
            [
                QPointF(24, -20),
                QPointF(62, -36),
                QPointF(84, -36),
                QPointF(84, 36),
                QPointF(62, 36),
                QPointF(24, 20),
            ]
        )
    )
    p.setBrush(Qt.BrushStyle.NoBrush)
    for k in range(4):
        finger = QPainterPath(QPointF(-92 + 27 * k, 30))
        finger.quadTo(-96 + 27 * k, -22, -78 + 27 * k, -24)
        p.strokePath(finger, QPen(gray(3), 30, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        skin = QLinearGradient(0, -34, 0, 20)
        skin.setColorAt(0, gray(70 + 18 * k))
        skin.setColorAt(1, gray(8))
        p.strokePath(finger, QPen(QBrush(skin), 25, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    p.restore()
    glow(
        p, x + 84 * math.cos(math.radians(angle)), y + 84 * math.sin(math.radians(angle)), 150, 0.7, 1.0, 0.12
    )


def _door(p: QPainter, u: float, word: str) -> None:
    """Paint a door on a wall, its middle at ``u``, in metres."""
    p.fillRect(QRectF(u - 0.68, -2.95, 1.36, 2.95), gray(42))
    p.fillRect(QRectF(u - 0.58, -2.85, 1.16, 0.5), gray(110))
    p.fillRect(QRectF(u - 0.58, -2.25, 1.16, 2.25), gray(74))
    p.fillRect(QRectF(u - 0.47, -2.14, 0.94, 1.06), gray(30))
    glass_ = QLinearGradient(u - 0.45, 0, u + 0.45, 0)
    for at, tone in ((0, 150), (0.4, 205), (1, 165)):
        glass_.setColorAt(at, gray(tone))
    p.fillRect(QRectF(u - 0.45, -2.12, 0.9, 1.02), QBrush(glass_))
    size = min(0.17, 0.82 / max(len(word), 1) * 2.0)
    letters.text(p, word, u, -1.56, size, tone=14, tracking=0.1)
    p.fillRect(QRectF(u - 0.3, -1.47, 0.6, 0.012), gray(40))
    for low in (0.12, 0.55):
        p.fillRect(QRectF(u - 0.45, -low - 0.36, 0.9, 0.36), gray(54))
        p.fillRect(QRectF(u - 0.45, -low - 0.36, 0.9, 0.015), gray(120))
    p.setBrush(gray(36))
    p.drawRoundedRect(QRectF(u + 0.455, -1.12, 0.07, 0.26), 0.03, 0.03)
    p.setBrush(gray(240))
    p.drawEllipse(QPointF(u + 0.49, -1.03), 0.038, 0.038)
    p.setBrush(Qt.BrushStyle.NoBrush)


def _notices(p: QPainter, u: float) -> None:
    p.fillRect(QRectF(u - 0.5, -2.1, 1.0, 0.8), gray(60))
    for k in range(5):
        x, y = u - 0.42 + 0.19 * k, -2.02 + 0.12 * chance(k, 165)
        p.fillRect(QRectF(x, y, 0.15, 0.24 + 0.2 * chance(k, 166)), gray(150 + 80 * chance(k, 167)))


def _clock(p: QPainter, u: float, v: float, frame: int, light_u: float, light_v: float) -> None:
    """Paint the corridor's clock; its shadow falls away from the torch. Its hand moves with every second."""
    p.save()
    p.translate(u, -v)
    away = QPointF(u - light_u, light_v - v) * 0.18
    p.setBrush(gray(16))
    p.drawEllipse(away + QPointF(0.03, 0.05), 0.37, 0.37)
    p.setBrush(gray(28))
    p.drawEllipse(QPointF(0, 0), 0.36, 0.36)
    p.setBrush(gray(225))
    p.drawEllipse(QPointF(0, 0), 0.32, 0.32)
    for k in range(12):
        turn = k * math.tau / 12
        way = QPointF(math.sin(turn), -math.cos(turn))
        p.setPen(QPen(gray(16), 0.03 if k % 3 == 0 else 0.016))
        p.drawLine(way * 0.24, way * 0.295)
    minutes = 7 + (frame - plan.SCENES[6].first) / plan.FRAME_RATE / 60
    seconds = math.floor((frame - DOWNBEAT) / plan.FRAME_RATE) + settle(
        ((frame - DOWNBEAT) / plan.FRAME_RATE) % 1, 0, 0.15
    )
    for turn, length, wide in (
        (4 + minutes / 60, 0.15, 0.03),
        (minutes / 5, 0.23, 0.02),
        (seconds / 5, 0.26, 0.007),
    ):
        way = QPointF(math.sin(turn * math.tau / 12), -math.cos(turn * math.tau / 12))
        p.setPen(QPen(gray(10), wide, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        p.drawLine(way * -0.04, way * length)
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(Qt.BrushStyle.NoBrush)
    p.restore()


# The door that has to be shut.


def _direction(stage: Stage) -> None:
    frame = stage.frame
    t = stage.since(TRIES)
    stage.camera = Camera(mix(-24, 20, ease(t, -1, 5)), 0, mix(1.0, 1.1, ease(t, -1, 5)))
    search = 1 - ease(frame, TRIES, TRIES + 22)
    lower = ease(frame, KEYS - 12, KEYS) * (1 - ease(frame, LOCKED + 14, LOCKED + 26))
    leave = ease(frame, LOCKED + 30, SPIRAL + 4)
    spot = QPointF(
        -96 - 230 * search + 80 * lower + 560 * leave + 4 * drift(t * 1.6, 171),
        -110 - 60 * search + 190 * lower + 30 * leave + 4 * drift(t * 1.4, 172),
    )
    with stage.layer(0.9) as p:
        p.fillRect(QRectF(-800, -600, 1600, 1300), gray(104))
        p.fillRect(QRectF(-800, 130, 1600, 600), gray(70))
        p.fillRect(QRectF(-800, 122, 1600, 10), gray(40))
        p.fillRect(QRectF(-800, 356, 1600, 400), gray(40))
        p.save()
        p.translate(-96, 372)
        p.scale(286, 286)
        turn = _pulse(frame, LOCKED - 4, LOCKED + 6)
        _great_door(p, turn, spot)
        p.restore()
        _plant(p)
    with stage.lighting(0.9, ambient=0.05, blur=3, gain=2.1) as p:
        _disc(p, spot, 176)
    with stage.layer(1.15) as p:
        torch = QPointF(92, mix(196, 226, lower))
        angle = math.degrees(math.atan2(spot.y() - torch.y(), spot.x() - torch.x()))
        reach = math.hypot(spot.x() - torch.x(), spot.y() - torch.y())
        cone(p, torch.x(), torch.y(), angle, reach * 1.2, 46, 0.4, 0.3)
        _back(p, frame, torch, angle, lower)
        glow(p, torch.x() - 10, torch.y() - 4, 70, 0.8, 1.0, 0.1)
    with stage.layer(0.9) as p:
        glow(p, spot.x(), spot.y(), 380, 0.2, 1.0, 0.3)
        haze(p, QRectF(-500, -300, 1000, 700), t, 0.05, 2.0)


def _great_door(p: QPainter, turn: float, spot: QPointF) -> None:
    _door(p, 0.0, "")
    letters.text(p, "DIRECTION", 0.0, -1.58, 0.132, tone=10, tracking=0.14)
    # The handle, and the shadow that the torch gives it.
    for dx, dy, tone in ((0.03 - spot.x() / 8000, 0.03, 20), (0.0, 0.0, 235)):
        p.save()
        p.translate(0.49 + dx, -1.03 + dy)
        p.rotate(-24 * turn)
        p.setPen(QPen(gray(tone), 0.034, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        p.drawLine(QPointF(0, 0), QPointF(-0.15, 0.0))
        p.setPen(Qt.PenStyle.NoPen)
        p.restore()
    p.fillRect(QRectF(0.482, -0.94, 0.016, 0.04), gray(6))


def _plant(p: QPainter) -> None:
    p.setBrush(gray(60))
    p.drawPolygon(QPolygonF([QPointF(-420, 290), QPointF(-340, 290), QPointF(-352, 372), QPointF(-408, 372)]))
    p.setBrush(Qt.BrushStyle.NoBrush)
    for k in range(9):
        lean = (k - 4) * 26
        leaf = QPainterPath(QPointF(-380, 296))
        leaf.cubicTo(
            -380 + lean * 0.2,
            180,
            -380 + lean,
            130 + abs(lean) * 0.3,
            -380 + lean * 1.5,
            150 + abs(lean) * 0.9,
        )
        leaf.cubicTo(-380 + lean * 0.9, 170, -370 + lean * 0.3, 220, -376, 296)
        p.fillPath(leaf, gray(34))


def _back(p: QPainter, frame: int, torch: QPointF, angle: float, lower: float) -> None:
    """Paint the watchman from behind, near and dark, with the door's light along his edge."""
    breath = 2 * math.sin(frame / 13)
    p.save()
    p.translate(0, breath)
    coat = QPainterPath(QPointF(238, -96))
    coat.cubicTo(200, -92, 160, -74, 146, -30)
    coat.cubicTo(128, 60, 134, 240, 128, 520)
    coat.lineTo(470, 520)
    coat.cubicTo(462, 260, 470, 60, 438, -34)
    coat.cubicTo(420, -76, 384, -92, 346, -98)
    coat.closeSubpath()
    head = QPainterPath()
    head.addEllipse(QPointF(291, -162), 52, 66)
    neck = QPainterPath()
    neck.addRect(QRectF(258, -130, 66, 60))
    cap = QPainterPath(QPointF(226, -186))
    cap.cubicTo(214, -232, 240, -252, 291, -252)
    cap.cubicTo(344, -252, 368, -232, 356, -186)
    cap.cubicTo(330, -176, 252, -176, 226, -186)
    visor = QPainterPath(QPointF(232, -190))
    visor.cubicTo(208, -184, 200, -176, 196, -170)
    visor.cubicTo(216, -172, 232, -176, 246, -178)
    visor.closeSubpath()
    arm = QPainterPath(QPointF(160, -20))
    arm.quadTo(128, 250, torch.x() + 60, torch.y() + 22)
    p.strokePath(arm, QPen(gray(2), 66, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    for shape, tone in ((coat, 9), (neck, 22), (head, 20), (cap, 10), (visor, 5)):
        side = QLinearGradient(140, 0, 380, 0)
        side.setColorAt(0, gray(tone * 3.4))
        side.setColorAt(0.4, gray(tone))
        side.setColorAt(1, gray(2))
        p.fillPath(shape, QBrush(side))
    collar = QPainterPath(QPointF(236, -98))
    collar.cubicTo(260, -114, 322, -114, 348, -98)
    collar.cubicTo(352, -88, 350, -78, 346, -72)
    collar.cubicTo(318, -86, 268, -86, 238, -72)
    collar.closeSubpath()
    p.fillPath(collar, gray(7))
    ear = QPainterPath()
    ear.addEllipse(QPointF(244, -152), 8, 15)
    p.fillPath(ear, gray(46))
    seam = QPainterPath(QPointF(292, -78))
    seam.cubicTo(296, 60, 294, 200, 290, 420)
    p.strokePath(seam, QPen(gray(2), 2))
    p.fillRect(QRectF(130, 250, 336, 26), gray(3))
    rim = QLinearGradient(120, 0, 330, 0)
    rim.setColorAt(0, gray(230, 0.95))
    rim.setColorAt(0.5, gray(150, 0.4))
    rim.setColorAt(1, gray(0, 0))
    pen = QPen(QBrush(rim), 3.2)
    edge = QPainterPath(QPointF(238, -96))
    edge.cubicTo(200, -92, 160, -74, 146, -30)
    edge.cubicTo(132, 30, 132, 140, 130, 300)
    p.strokePath(edge, pen)
    face_ = QPainterPath(QPointF(243, -188))
    face_.cubicTo(236, -160, 240, -130, 262, -104)
    p.strokePath(face_, pen)
    top = QPainterPath(QPointF(226, -188))
    top.cubicTo(214, -232, 240, -252, 291, -252)
    p.strokePath(top, pen)
    p.fillRect(QRectF(232, -198, 120, 9), gray(12))
    p.restore()
    p.save()
    p.translate(torch)
    p.rotate(angle)
    metal = QLinearGradient(0, -24, 0, 24)
    for at, tone in ((0, 150), (0.25, 46), (0.6, 8), (1, 3)):
        metal.setColorAt(at, gray(tone))
    p.setBrush(QBrush(metal))
    p.drawRoundedRect(QRectF(-104, -13, 96, 26), 5, 5)
    bell = [(-12, -13), (2, -24), (14, -24), (14, 24), (2, 24), (-12, 13)]
    p.drawPolygon(QPolygonF([QPointF(*corner) for corner in bell]))
    p.setBrush(Qt.BrushStyle.NoBrush)
    for k in range(4):
        finger = QPainterPath(QPointF(-82 + 17 * k, 20))
        finger.quadTo(-86 + 17 * k, -14, -76 + 17 * k, -15)
        p.strokePath(finger, QPen(gray(4), 19, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        p.strokePath(finger, QPen(gray(34 + 12 * k), 15, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    p.restore()
    out = ease(frame, KEYS - 10, KEYS) * (1 - ease(frame, LOCKED + 16, LOCKED + 30))
    if out > 0:
        _keys(p, frame, out)


def _keys(p: QPainter, frame: int, out: float) -> None:
    """Paint his other hand with the ring of keys, at the lock."""
    p.save()
    hand = QPointF(mix(150, 60, out), mix(330, 106, out))
    sleeve = QPainterPath(QPointF(190, 360))
    sleeve.quadTo(120, 250, hand.x() + 20, hand.y() + 16)
    p.strokePath(sleeve, QPen(gray(3), 62, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    p.setBrush(gray(74))
    p.drawEllipse(hand, 22, 18)
    p.setBrush(gray(110))
    p.drawEllipse(hand + QPointF(-12, -6), 12, 10)
    p.setBrush(Qt.BrushStyle.NoBrush)
    p.setPen(QPen(gray(190), 2.4))
    swing = 16 * math.sin(frame * 1.1) * math.exp(-max(frame - KEYS, 0) / 12)
    p.drawLine(hand + QPointF(-18, -8), hand + QPointF(-36, -10))
    p.translate(hand + QPointF(-6, 16))
    p.drawEllipse(QPointF(0, 10), 13, 13)
    for k in range(5):
        p.save()
        p.translate(0, 21)
        p.rotate(-34 + 17 * k + swing * (0.7 + 0.2 * k))
        p.setPen(QPen(gray(120 + 26 * k), 3))
        p.drawLine(QPointF(0, 0), QPointF(0, 34))
        p.drawLine(QPointF(0, 30), QPointF(6, 30))
        p.drawLine(QPointF(0, 24), QPointF(5, 24))
        p.restore()
    p.setPen(Qt.PenStyle.NoPen)
    p.restore()


def _pulse(frame: float, first: float, stop: float) -> float:
    return ease(frame, first, first + 4) * (1 - ease(frame, stop, stop + 6))


# The stairs, from above.

TREADS = 22
"""Steps of one turn of the stairs."""
DROP = 0.165
INNER, OUTER = 0.55, 1.75


def _spiral(stage: Stage) -> None:
    frame = stage.frame
    t = stage.since(SPIRAL)
    stage.camera = Camera(0, 0, mix(1.0, 1.12, ramp(t, 0, 3)), mix(-14, 16, ramp(t, 0, 2.6)))
    walked = _step(frame) * 1.0 - _step(SPIRAL) + 13
    aim = 4.4 + 1.3 * drift(t * 1.2, 191)
    torch = _tread(walked + aim, (INNER + OUTER) / 2, 0.1)
    with stage.layer(1.0) as p:
        p.fillRect(QRectF(-900, -900, 1800, 1800), gray(2))
        for k in range(108, -11, -1):
            _step_from_above(p, k, torch, walked, aim)
        at = _shown(torch)
        glow(p, at.x(), at.y(), 250, 0.3, 1.0, 0.3)
        glow(p, 0, 0, 300, 0.1, 1.0, 0.3)
        haze(p, QRectF(-420, -400, 840, 800), t, 0.07, 2.0)


def _tread(k: float, radius: float, up: float = 0.0) -> Place:
    """Return the place at tread ``k`` of the stairs, ``up`` metres above it; third comes its depth."""
    turn = k / TREADS * math.tau - 1.9
    return radius * math.cos(turn), radius * math.sin(turn), 2.2 + k * DROP - up


def _shown(place: Place) -> QPointF:
    x, y, depth = place
    depth = max(depth, 0.5)
    return QPointF(x / depth * 640, y / depth * 640)


def _step_from_above(p: QPainter, k: int, torch: Place, walked: float, aim: float) -> None:
    inner, outer = _tread(k, INNER), _tread(k, OUTER)
    middle = _tread(k + 0.5, (INNER + OUTER) / 2)
    if middle[2] < 0.5:
        return
    distance = math.dist(middle, torch)
    light = 1 / (1 + (distance / 0.62) ** 2.6)
    if middle[2] < torch[2] - 0.5:
        light *= 0.35  # Their lower sides, lit from below, are not seen.
    ambient = 30 / (1 + (middle[2] / 6) ** 2)
    corners = [inner, outer, _tread(k + 1, OUTER), _tread(k + 1, INNER)]
    corners = [(x, y, middle[2]) for x, y, _ in corners]
    wedge = QPolygonF([_shown(corner) for corner in corners])
    p.setBrush(gray(ambient + 235 * light))
    p.drawPolygon(wedge)
    # The riser down to the next tread, and the nosing's edge of light.
    riser = [corners[3], corners[2], (*corners[2][:2], middle[2] + DROP), (*corners[3][:2], middle[2] + DROP)]
    p.setBrush(gray(2 + 40 * light))
    p.drawPolygon(QPolygonF([_shown(corner) for corner in riser]))
    p.setPen(QPen(gray(ambient * 2.4 + 255 * light), 3.2 / middle[2]))
    p.drawLine(_shown(corners[3]), _shown(corners[2]))
    # The wall round it.
    wall = [(x * 1.0, y * 1.0, d) for x, y, d in (corners[1], corners[2])]
    high = [(x, y, d - 1.4) for x, y, d in wall]
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(gray(ambient * 0.5 + 120 * light))
    p.drawPolygon(QPolygonF([_shown(place) for place in (*wall, *high[::-1])]))
    p.setBrush(Qt.BrushStyle.NoBrush)
    if k == math.floor(walked):
        _man_from_above(p, walked, aim)
    # Banister: a baluster for every step, and the rail on it.
    foot, head, on = inner, _tread(k, INNER, 0.9), _tread(k + 1, INNER, 0.9)
    tone = 6 + 190 * light
    p.setPen(QPen(gray(tone), 4.5 / middle[2]))
    p.drawLine(_shown(foot), _shown(head))
    p.setPen(
        QPen(gray(ambient * 3 + 220 * light), 15 / middle[2], Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
    )
    p.drawLine(_shown(head), _shown(on))
    p.setPen(Qt.PenStyle.NoPen)


def _man_from_above(p: QPainter, walked: float, aim: float) -> None:
    head = _tread(walked, 1.1, 1.7)
    at, scale = _shown(head), 640 / head[2]
    ahead = _shown(_tread(walked + aim, 1.15, 0.1))
    turn = math.degrees(math.atan2(ahead.y() - at.y(), ahead.x() - at.x()))
    p.save()
    p.translate(_shown(_tread(walked, 1.1, 1.4)))
    p.rotate(turn)
    lamp = QPointF(0.34 * scale, 0.16 * scale)
    cone(p, lamp.x(), lamp.y(), 0, math.hypot(ahead.x() - at.x(), ahead.y() - at.y()) * 1.6, 52, 0.7, 0.6)
    p.setBrush(gray(5))
    p.drawEllipse(QPointF(0, 0), 0.15 * scale, 0.27 * scale)
    arm = QPainterPath(QPointF(0.02 * scale, 0.2 * scale))
    arm.lineTo(0.3 * scale, 0.16 * scale)
    p.strokePath(arm, QPen(gray(4), 0.1 * scale, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    p.setBrush(gray(9))
    p.drawEllipse(QPointF(0.02 * scale, 0), 0.14 * scale, 0.13 * scale)
    p.setBrush(gray(3))
    p.drawEllipse(QPointF(0.1 * scale, 0), 0.1 * scale, 0.1 * scale)
    p.setPen(QPen(gray(90), 1.5))
    p.drawArc(QRectF(-0.12 * scale, -0.13 * scale, 0.28 * scale, 0.26 * scale), -60 * 16, 120 * 16)
    p.setPen(Qt.PenStyle.NoPen)
    glow(p, lamp.x(), lamp.y(), 0.3 * scale, 0.9, 1.0, 0.15)
    p.setBrush(Qt.BrushStyle.NoBrush)
    p.restore()


# The house's cat.


def _cat(stage: Stage) -> None:
    frame = stage.frame
    t = stage.since(CAT)
    stage.camera = Camera(mix(-10, 14, ramp(t, 0, 2.4)), 0, mix(1.0, 1.05, ramp(t, 0, 2.4)))
    rise = ease(frame, CAT - 6, CAT + 34)
    lamp = QPointF(mix(-420, -210, rise), mix(430, 330, rise))
    cat_at = QPointF(-20, 176)
    turned = ease(frame, CAT + 26, CAT + 31)
    light = ease(frame, CAT - 4, CAT + 16)
    with stage.layer(0.8) as p:
        p.fillRect(QRectF(-800, -600, 1600, 1300), gray(150))
        p.fillRect(QRectF(-800, 210, 1600, 500), gray(96))
        p.fillRect(QRectF(-800, 200, 1600, 12), gray(60))
    with stage.lighting(0.8, ambient=0.05, blur=6, gain=1.7) as p:
        glow(p, lamp.x() + 330, lamp.y() - 420, 720, light, 0.8, 0.28)
        # What stands between the torch and the wall is black on it, and large.
        grow = mix(3.6, 2.5, rise)
        for k in range(-4, 14):
            x = lamp.x() + (k * 74 - 250 - lamp.x()) * grow * 0.8
            p.fillRect(QRectF(x - 9, -700, 18, 1400), gray(5, 0.85))
        rail = lamp.y() + (60 - lamp.y()) * grow * 0.86
        p.fillRect(QRectF(-900, rail, 1800, 34), gray(5, 0.9))
        p.save()
        p.translate(
            lamp.x() + (cat_at.x() - lamp.x()) * grow * 0.62,
            lamp.y() + (cat_at.y() - 60 - lamp.y()) * grow * 0.5 + 250,
        )
        p.scale(grow * 1.25, grow * 1.25)
        p.fillPath(_cat_shape(t, turned), gray(4))
        p.restore()
    with stage.layer(0.8) as p:
        haze(p, QRectF(-600, -400, 1200, 800), t, 0.1 * light, 2.0)
    stage.defocus(1.5)
    with stage.layer(1.2) as p:
        _banister(p, light, lamp)
        p.save()
        p.translate(cat_at.x() + 150, 150)
        p.scale(1.15, 1.15)
        shape = _cat_shape(t, turned)
        p.fillPath(shape, gray(3))
        rim = QLinearGradient(-60, 0, 60, 0)
        rim.setColorAt(0, gray(170 * light, 0.9))
        rim.setColorAt(0.5, gray(70 * light, 0.25))
        rim.setColorAt(1, gray(0, 0))
        p.strokePath(shape, QPen(QBrush(rim), 2.2))
        _cat_eyes(p, turned * light, t)
        p.restore()


def _cat_shape(t: float, turned: float) -> QPainterPath:
    """Return a cat that sits, from the side, its tail alive; ``turned`` 1 looks at us."""
    cat = QPainterPath(QPointF(-34, 0))
    cat.cubicTo(-36, -30, -34, -54, -26, -70)
    cat.cubicTo(-42, -76, -48, -90, -46, -104)
    if turned < 0.5:
        cat.lineTo(-44, -128)
        cat.lineTo(-30, -116)
        cat.lineTo(-14, -126)
        cat.cubicTo(-10, -112, -6, -100, -4, -92)
    else:
        cat.lineTo(-48, -130)
        cat.lineTo(-34, -117)
        cat.lineTo(-16, -117)
        cat.lineTo(-2, -130)
        cat.cubicTo(-2, -112, -2, -98, -6, -88)
    cat.cubicTo(22, -78, 46, -50, 48, -18)
    cat.cubicTo(49, -8, 48, -2, 46, 0)
    cat.closeSubpath()
    curl = 10 * math.sin(t * 3.1)
    tail = QPainterPath(QPointF(40, -4))
    tail.cubicTo(72, 4, 96, -4 + curl, 92, -30 + curl)
    tail.cubicTo(90, -40 + curl, 82, -36 + curl, 84, -26 + curl)
    tail.cubicTo(84, -10, 66, -10, 44, -14)
    tail.closeSubpath()
    return cat.united(tail)


def _cat_eyes(p: QPainter, lit: float, t: float) -> None:
    if lit <= 0.02:
        return
    for x in (-35, -16):
        p.setBrush(gray(255 * lit))
        p.drawEllipse(QPointF(x, -101), 5.4, 4.2)
        p.setBrush(gray(20))
        p.drawEllipse(QPointF(x, -101), 1.3, 3.8)
        glow(p, x, -101, 26, 0.6 * lit, 1.0, 0.2)
    p.setBrush(Qt.BrushStyle.NoBrush)


def _banister(p: QPainter, light: float, lamp: QPointF) -> None:
    for k in range(-8, 9):
        x = k * 78 + 20
        tone = QLinearGradient(x - 8, 0, x + 8, 0)
        tone.setColorAt(0, gray(110 * light * math.exp(-(((x - lamp.x()) / 420) ** 2))))
        tone.setColorAt(0.5, gray(4))
        p.fillRect(QRectF(x - 7, 168, 14, 400), QBrush(tone))
    for y, high, tone_ in ((150, 26, 4), (150, 3, 120 * light)):
        p.fillRect(QRectF(-900, y, 1800, high), gray(tone_))


# He listens.


def _listens(stage: Stage) -> None:
    frame = stage.frame
    t = stage.since(LISTENS)
    stage.camera = travel(t, (-0.4, Camera(-20, 30, 1.0)), (4.8, Camera(10, -26, 1.06)))
    stops = plan.WATCHMAN_STEPS[-1]
    x = -150 - 330 * (_way(stops) - _way(min(frame, stops)))
    still = ease(frame, stops - 2, stops + 9)
    up = ease(frame, stops + 14, stops + 26) * (1 - 0.9 * ease(frame, 3916, 3932))
    hall = 250.0
    pose = TORCH.toward(Pose(lean=-3, nod=-16, right_shoulder=92, right_elbow=34, right_spread=6), up)
    going = walk(_way(min(frame, stops)), TORCH, 0.35)
    pose = going.toward(pose, still)
    with stage.layer(1.0) as p:
        _landing(p, hall)
    angle = mix(14 + 4 * drift(t, 181), -46 + 5 * drift(t * 0.8, 182), up)
    with stage.layer(1.0) as p:
        joints = person(p, _DARK, pose, x, hall, 330, 0, 1.0)
    lamp = joints.right_hand + QPointF(20, -6 - 10 * up)
    with stage.lighting(1.0, ambient=0.075, blur=5, gain=2.4) as p:
        cone(
            p,
            lamp.x() - 20 * math.cos(math.radians(angle)),
            lamp.y() - 20 * math.sin(math.radians(angle)),
            angle,
            1300,
            34,
            1.0,
            0.25,
        )
        glow(p, lamp.x(), lamp.y(), 300, 0.25, 1.0, 0.3)
        if up < 1:
            glow(p, lamp.x() + 270, hall + 12, 240, 0.7 * (1 - up), 0.22, 0.4)
        spot = lamp + QPointF(math.cos(math.radians(angle)), math.sin(math.radians(angle))) * 560
        glow(p, spot.x(), spot.y(), 260, 0.6, 0.8, 0.4)
    with stage.layer(1.0) as p:
        person(p, _DARK, pose, x, hall, 330, 0, 0.12, Rim(2.0, -1.0 - 0.6 * up, 120))
        p.save()
        p.translate(lamp - QPointF(8, 2))
        p.rotate(angle)
        p.fillRect(QRectF(-18, -4, 26, 8), gray(16))
        p.fillRect(QRectF(6, -7, 8, 14), gray(60))
        p.restore()
        cone(p, lamp.x(), lamp.y(), angle, 760, 28, 0.42, 0.3)
        glow(p, lamp.x() + 4, lamp.y(), 90, 0.9, 1.0, 0.08)
        haze(p, QRectF(-500, -400, 1000, 700), t, 0.07, 2.0)
        _stair_window(p, hall, t)
    with stage.layer(1.7) as p:
        _near_rail(p)


_DARK = Figure("cap", "short", 0.44, 1.0, 0.134, True, 70, 50, 130, 40)


def _landing(p: QPainter, hall: float) -> None:
    """Paint the landing: the lift's cage, and the stairs that climb around it into the dark."""
    p.fillRect(QRectF(-800, -900, 1600, 1800), gray(104))
    p.fillRect(QRectF(-800, hall - 120, 1600, 120), gray(64))
    p.fillRect(QRectF(-800, hall - 126, 1600, 7), gray(40))
    p.fillRect(QRectF(-800, hall, 1600, 600), gray(76))
    for k in range(-14, 15):
        p.setPen(QPen(gray(46), 2))
        p.drawLine(QPointF(k * 70, hall), QPointF(k * 190, hall + 260))
    p.setPen(Qt.PenStyle.NoPen)
    # Flights of stairs, one above the other, seen from their side.
    for flight in range(3):
        base_y = hall - 300 * flight
        left, right, low, high = (
            (-40, 330, base_y, base_y - 210) if flight % 2 == 0 else (330, -40, base_y + 90, base_y - 120)
        )
        steps = 10
        side = QPainterPath(QPointF(left, low))
        for k in range(steps):
            x = mix(left, right, k / steps)
            y = mix(low, high, k / steps)
            side.lineTo(x, y - 21)
            side.lineTo(mix(left, right, (k + 1) / steps), y - 21)
        side.lineTo(right, high + 26)
        side.lineTo(left, low + 26)
        side.closeSubpath()
        if flight:
            p.fillPath(side, gray(52))
            for k in range(steps * 2):
                x = mix(left, right, k / steps / 2)
                y = mix(low, high, k / steps / 2) - 18
                p.fillRect(QRectF(x - 1.6, y - 74, 3.2, 74), gray(150))
            rail = QPen(gray(190), 8, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
            p.setPen(rail)
            p.drawLine(QPointF(left, low - 94), QPointF(right, high - 94))
            p.setPen(Qt.PenStyle.NoPen)
    # The lift's cage.
    cage = QRectF(150, hall - 306, 190, 306)
    p.fillRect(QRectF(138, -900, 214, 900 + hall), gray(20))
    p.fillRect(cage, gray(8))
    for k in range(13):
        p.fillRect(QRectF(cage.x() + k * 15.8 - 1.5, -900, 3, 900 + hall), gray(130))
    for y in (hall - 306, hall - 200, hall - 100, hall - 8, hall - 420, hall - 540):
        p.fillRect(QRectF(138, y, 214, 8), gray(140))
    letters.text(p, "LIFT", 245, hall - 320, 26, tone=200)
    p.setBrush(gray(150))
    p.drawRoundedRect(QRectF(106, hall - 160, 20, 44), 5, 5)
    p.setBrush(gray(20))
    p.drawEllipse(QPointF(116, hall - 138), 5, 5)
    p.setBrush(Qt.BrushStyle.NoBrush)


def _stair_window(p: QPainter, hall: float, t: float) -> None:
    """Paint the tall window of the staircase, with the city's paleness in it, and rain that runs down it."""
    pane = QRectF(-450, hall - 470, 120, 270)
    pale = QLinearGradient(0, pane.top(), 0, pane.bottom())
    pale.setColorAt(0, gray(26))
    pale.setColorAt(1, gray(62))
    p.fillRect(pane, QBrush(pale))
    for k in range(9):
        x = pane.left() + pane.width() * chance(k, 183)
        y = pane.top() + pane.height() * ((t * 0.3 * (0.5 + chance(k, 184)) + chance(k, 185)) % 1)
        p.fillRect(QRectF(x, pane.top(), 1.2, y - pane.top()), gray(90, 0.35))
    for x in (pane.left() - 4, pane.center().x() - 3, pane.right() - 2):
        p.fillRect(QRectF(x, pane.top(), 6, pane.height()), gray(5))
    for k in range(5):
        p.fillRect(QRectF(pane.left(), pane.top() + pane.height() * k / 4 - 2, pane.width(), 5), gray(5))
    glow(p, pane.center().x(), pane.center().y(), 260, 0.07, 1.0, 0.4)


def _near_rail(p: QPainter) -> None:
    """Paint the banister that we look past, near and out of focus."""
    for k in range(-6, 7):
        for soft, alpha in ((16, 0.25), (10, 0.35), (4, 0.6), (0, 1.0)):
            p.fillRect(QRectF(k * 120 - 9 - soft / 2, 236, 18 + soft, 400), gray(1, alpha))
    for soft, alpha in ((22, 0.25), (14, 0.35), (6, 0.6), (0, 1.0)):
        p.fillRect(QRectF(-900, 206 - soft / 2, 1800, 34 + soft), gray(1, alpha))
