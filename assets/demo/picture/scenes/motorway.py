"""Back to the city at a hundred and forty, in the rain, and somebody follows."""

import math
from collections.abc import Iterator
from functools import cache

import numpy as np
import plan
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QLinearGradient, QPainter, QPainterPath, QPen, QPolygonF, QRadialGradient

from picture import face, glass, letters, traffic, weather
from picture.city import skyline
from picture.light import clouds, cone, glow, haze
from picture.space import Lens
from picture.stage import HEIGHT, WIDTH, Camera, Stage, chance, drift, ease, enlarged, gray, mix, ramp, settle

DOWNBEAT = plan.CUES[2].downbeat
BAR = plan.TRACKS[2].bar
STROKE = plan.WIPER_STROKE
SPEED = 1.6
"""Metres a frame."""
LAMPS = SPEED * STROKE
"""Metres from lamp to lamp: one passes overhead with every stroke of the wipers, on the first beat and the
third."""
DIALS, AHEAD_AGAIN = DOWNBEAT + 5 * BAR, DOWNBEAT + 7 * BAR
JUMP = plan.CUES[3].film_in
AFTER = plan.CUES[3].downbeat
AHEAD_THEN, MIRROR, HOME = AFTER + 3 * BAR, AFTER + 6 * BAR, AFTER + 8 * BAR
"""First frames of the shots: all on a downbeat, but for the jump, which is the music's own."""


def paint(stage: Stage) -> None:
    frame = stage.frame
    if DIALS <= frame < AHEAD_AGAIN:
        _dials(stage)
    elif JUMP <= frame < AHEAD_THEN:
        _alongside(stage)
    elif MIRROR <= frame < HOME:
        _mirror(stage)
    else:
        _ahead(stage)


def _overhead(frame: int) -> float:
    """Return how much light falls in from the lamp that passes: 1 as it is overhead."""
    beat = (frame - DOWNBEAT) / STROKE
    beat -= round(beat)
    return math.exp(-((beat / 0.16) ** 2)) if beat > 0 else math.exp(-((beat / 0.24) ** 2))


def _meeting(frame: int) -> float:
    """Return how much light the car throws in that comes from the other side: 1 just before it passes."""
    light = 0.0
    for passes in plan.PASSING_CARS:
        before = passes - frame
        light += math.exp(-before / 14) if before >= 0 else max(1 + before / 3, 0.0)
    return min(light, 1.0)


# The view ahead.


def _ahead(stage: Stage) -> None:
    frame = stage.frame
    shake = Camera(0.8 * (chance(frame, 81) - 0.5), 1.6 * (chance(frame, 82) - 0.5) + drift(stage.t * 2, 83))
    stage.camera = shake
    lens = Lens(0.2, 1.25, 0, 0.8 * drift(stage.t * 0.35, 84), 700, -44 + 2 * drift(stage.t * 0.9, 85))
    with stage.layer(1.0) as p:
        _night(p, stage, lens)
        _road(p, frame, lens)
        _signs(p, frame, lens)
        _lamps(p, frame, lens)
        _cars(p, frame, lens)
        _bonnet(p, frame)
        _streaks(p, frame, lens)
    _film_of_water(stage)
    glass.drops(stage, _drops(frame), 1.0)
    with stage.layer(0.4) as p:
        flare = _meeting(frame)
        glow(p, -330, -30, 620, 0.3 * flare**2, 0.8, 0.3)
        glow(p, -60, -420, 560, 0.22 * _overhead(frame), 0.8, 0.4)
        _wipers(p, frame)
    stage.camera = Camera(0.5 * (chance(frame, 86) - 0.5), 0.9 * (chance(frame, 87) - 0.5))
    with stage.layer(1.0) as p:
        _cabin(p, frame)
        _wheel(p, frame)


def _bend(frame: int, depth: float) -> float:
    """Return how far the road has turned aside ``depth`` metres ahead."""
    return 0.0007 * drift(frame / 90, 88) * depth * depth


def _night(p: QPainter, stage: Stage, lens: Lens) -> None:
    horizon = lens.horizon
    near = ramp(stage.frame, plan.SCENES[2].first, plan.SCENES[2].stop)
    sky = QLinearGradient(0, -360, 0, horizon)
    for at, tone in ((0, 5), (0.55, 13), (1, 40 + 26 * near)):
        sky.setColorAt(at, gray(tone))
    p.fillRect(QRectF(-500, -380, 1000, 400 + horizon), QBrush(sky))
    # The city: first a paleness over the road, in the end its roofs.
    aside = _bend(stage.frame, 400) * lens.focal / 400 - math.radians(lens.heading) * lens.focal
    glow(p, 30 + aside, horizon, 520, 0.1 + 0.3 * near, 0.4, 0.3)
    p.save()
    p.translate(30 + aside, 0)
    grown = 0.35 + 0.65 * near
    skyline(
        p,
        4,
        760 * grown,
        120 * grown**1.6,
        horizon + 4,
        tone=16,
        window=5 + 2 * near,
        awake=0.55,
        light=90 + 110 * near,
    )
    p.restore()
    haze(p, QRectF(-620, horizon - 170, 1240, 250), stage.t, 0.2, 2.0, 40)
    ground = QLinearGradient(0, horizon, 0, 360)
    for at, tone in ((0, 22), (0.1, 16), (0.5, 11), (1, 8)):
        ground.setColorAt(at, gray(tone))
    p.fillRect(QRectF(-500, horizon + 2, 1000, 500), QBrush(ground))


def _every(frame: int, spacing: float, reach: float, offset: float = 0.0) -> Iterator[tuple[int, float]]:
    """Yield number and distance of the things that stand every ``spacing`` metres along the road, far ones
    first."""
    way = SPEED * (frame - DOWNBEAT)
    first = math.floor((way - offset) / spacing) - 1
    for k in range(first + int(reach / spacing), first, -1):
        yield k, k * spacing + offset - way


def _stripe(
    p: QPainter, lens: Lens, frame: int, x: float, wide: float, a: float, b: float, tone: float
) -> None:
    if b < 0.6:
        return
    a = max(a, 0.6)
    bend_a, bend_b = _bend(frame, a), _bend(frame, b)
    p.setBrush(gray(tone))
    p.drawPolygon(
        lens.shape(
            [
                (x - wide + bend_a, 0, a),
                (x + wide + bend_a, 0, a),
                (x + wide + bend_b, 0, b),
                (x - wide + bend_b, 0, b),
            ]
        )
    )


def _shine(depth: float) -> float:
    """Return how far our own head lamps light the road at a distance, 0 to 1."""
    return 1 / (1 + (depth / 26) ** 2) * ramp(depth, 2, 7)


def _road(p: QPainter, frame: int, lens: Lens) -> None:
    for depth in (70, 48, 34, 24, 17, 12, 8.5, 6, 4.2, 2.9, 2.1):
        _stripe(p, lens, frame, -1.8, 4.1, depth, depth * 1.42, 16 + 40 * _shine(depth))
    pool = lens.point(_bend(frame, 16), 0, 15)
    glow(p, pool.x() + 10, pool.y() + 20, 520, 0.46, 0.26, 0.4)
    for near, far in ((2.2, 4), (4, 8), (8, 16), (16, 34), (34, 80), (80, 200)):
        _stripe(p, lens, frame, 2.1, 0.09, near, far, 26 + 190 * _shine(near * 1.3))
        _stripe(p, lens, frame, -5.6, 0.09, near, far, 22 + 120 * _shine(near * 1.5))
    for _, depth in _every(frame, SPEED * 7, 110):
        _stripe(p, lens, frame, -1.75, 0.1, depth, depth + 4.2, 24 + 220 * _shine(depth))
    p.setBrush(Qt.BrushStyle.NoBrush)
    # The barrier of the middle, and the posts at the right with their cat's eyes.
    for high, tone in ((0.75, 80), (0.55, 34), (0.5, 60)):
        rail = QPainterPath(lens.point(-6.6 + _bend(frame, 3), high, 3))
        for depth in (5, 8, 13, 21, 34, 55, 90, 200):
            rail.lineTo(lens.point(-6.6 + _bend(frame, depth), high, depth))
        p.strokePath(rail, QPen(gray(tone * 0.6), 1.6))
    for _, depth in _every(frame, LAMPS, 130, 9):
        if depth > 2.5:
            x = 4.3 + _bend(frame, depth)
            foot, top = lens.point(x, 0, depth), lens.point(x, 0.95, depth)
            size = lens.scale(0, depth)
            p.fillRect(
                QRectF(top.x() - 0.06 * size, top.y(), 0.12 * size, foot.y() - top.y()),
                gray(20 + 60 * _shine(depth)),
            )
            glow(
                p,
                top.x(),
                top.y() + 0.15 * size,
                3 + 0.5 * size,
                0.9 * min(1.0, 1.6 * _shine(depth * 0.6)),
                1.0,
                0.16,
            )


def _lamps(p: QPainter, frame: int, lens: Lens) -> None:
    for _, depth in _every(frame, LAMPS, 260):
        if depth < 1.5:
            continue
        aside = _bend(frame, depth)
        size = lens.scale(0, depth)
        head = lens.point(-3.4 + aside, 8.6, depth)
        foot = lens.point(-6.6 + aside, 0, depth)
        mast = QPainterPath(foot)
        mast.lineTo(lens.point(-6.6 + aside, 7.6, depth))
        mast.quadTo(lens.point(-6.5 + aside, 8.8, depth), head)
        p.strokePath(mast, QPen(gray(14 + 20 * _shine(depth * 0.5)), max(0.12 * size, 0.8)))
        far = 1 / (1 + depth / 90)
        wet = lens.point(-3.4 + aside * 1.02, -8.6, depth)
        ground = lens.point(-3.4 + aside, 0, depth)
        # Its light on the wet road, drawn out towards us.
        reach = min(max((wet.y() - ground.y()) * 0.8, 6.0), 420)
        glow(p, ground.x(), ground.y(), 4.5 * size, 0.3 * far, 0.22, 0.4)
        _streak(p, ground.x(), ground.y(), 5 + 0.6 * size, reach, 0.5 * far)
        cone(p, head.x(), head.y(), 90, 9.5 * size, 66, 0.2 * far, 1.0)
        glow(p, head.x(), head.y(), 12 + 2.6 * size, 1.0, 0.8, 0.1)


def _streak(p: QPainter, x: float, y: float, wide: float, tall: float, strength: float) -> None:
    """Add the reflection of a light on the wet road: narrow, long, brightest near the light."""
    half = max(0.55 * tall, 2.0)
    for share, alpha in ((2.6, 0.5), (1.0, 1.0)):
        glow(p, x, y + 0.42 * tall, wide * share, strength * alpha, half / (wide * share), 0.3)


def _signs(p: QPainter, frame: int, lens: Lens) -> None:
    """Paint the sign bridges over the road; each passes on a downbeat."""
    for passes, above, below in (
        (1264, "CENTRE", "18 KM"),
        (1404, "PORT", "1000 M"),
        (1684, "CENTRE", "4 KM"),
    ):
        depth = SPEED * (passes - frame)
        if not 9 < depth < 190:
            continue
        aside = _bend(frame, depth)
        size = lens.scale(0, depth)
        beam_left, beam_right = lens.point(-7.5 + aside, 6.9, depth), lens.point(6.5 + aside, 6.9, depth)
        p.setPen(QPen(gray(12), max(0.3 * size, 1)))
        p.drawLine(beam_left, beam_right)
        p.drawLine(beam_right, lens.point(6.5 + aside, 0, depth))
        p.setPen(Qt.PenStyle.NoPen)
        lit = min(1.0, 30 / depth + 0.3) * ramp(depth, 9, 18)
        left, right = (-2.6 + aside, 5.6, depth), (3.8 + aside, 5.6, depth)
        p.save()
        p.setTransform(lens.wall(left, right, 8.6), True)
        p.fillRect(QRectF(0, -8.6, 6.4, 3.0), gray(16 + 200 * lit))
        p.fillRect(QRectF(0.1, -8.5, 6.2, 2.8), gray(8 + 34 * lit))
        letters.text(p, above, 3.2, -7.2, 0.95, tone=40 + 215 * lit)
        letters.text(p, below, 3.2, -5.95, 0.75, tone=40 + 190 * lit)
        p.restore()


def _cars(p: QPainter, frame: int, lens: Lens) -> None:
    t = (frame - DOWNBEAT) / plan.FRAME_RATE
    ahead: list[tuple[float, float]] = [
        (mix(95, 46, ease(t, -1, 11)) + 60 * ease(t, 15, 21) + 4 * drift(t * 0.3, 91), 0.1),
        (150 + 20 * drift(t * 0.2, 92), -3.5),
        # One overtakes us, in a cloud of its own.
        (4 + 1.15 * 24 * (t - 2.9) if t < 11 else 4 + 26 * (t - 20.6), -3.7),
    ]
    for depth, x in sorted(ahead, reverse=True):
        if not 3 < depth < 240:
            continue
        aside = x + _bend(frame, depth)
        size = lens.scale(0, depth)
        foot = lens.point(aside, 0, depth)
        haze_ = 0.5 * ramp(depth, 4, 16)
        glow(p, foot.x(), foot.y() - 0.7 * size, 2.6 * size + 14, haze_ * 0.34, 0.6, 0.4)
        body = QPainterPath()
        body.addRoundedRect(
            QRectF(foot.x() - 0.85 * size, foot.y() - 1.05 * size, 1.7 * size, 0.85 * size),
            0.2 * size,
            0.2 * size,
        )
        body.addRoundedRect(
            QRectF(foot.x() - 0.62 * size, foot.y() - 1.5 * size, 1.24 * size, 0.7 * size),
            0.24 * size,
            0.24 * size,
        )
        p.fillPath(body, gray(5))
        shine = 0.3 + 0.7 * _overhead(frame)
        p.fillRect(
            QRectF(foot.x() - 0.5 * size, foot.y() - 1.42 * size, size, 0.36 * size), gray(10 + 26 * shine)
        )
        p.fillRect(
            QRectF(foot.x() - 0.6 * size, foot.y() - 1.5 * size, 1.2 * size, 0.05 * size),
            gray(30 + 90 * shine),
        )
        p.fillRect(
            QRectF(foot.x() - 0.82 * size, foot.y() - 0.42 * size, 1.64 * size, 0.09 * size),
            gray(60 + 90 * shine),
        )
        p.fillRect(QRectF(foot.x() - 0.22 * size, foot.y() - 0.58 * size, 0.44 * size, 0.12 * size), gray(90))
        for side in (-0.66, 0.66):
            lamp = QPointF(foot.x() + side * size, foot.y() - 0.72 * size)
            _streak(p, lamp.x(), foot.y() + 0.5 * size, 1.5 + 0.16 * size, 20 + 2.4 * size, 0.34)
            glow(p, lamp.x(), lamp.y(), 9 + 1.1 * size, 0.9, 1.0, 0.13)
    for passes in plan.PASSING_CARS:
        _oncoming(p, frame, lens, 2.9 * (passes - frame) + 3, -9.4, 1.0)
    for k in range(9):  # Others, farther off, that are not heard.
        _oncoming(p, frame, lens, 2.9 * (1150 + 71 * k + 30 * chance(k, 93) - frame), -14.5, 0.45)


def _oncoming(p: QPainter, frame: int, lens: Lens, depth: float, x: float, strength: float) -> None:
    if not 4 < depth < 330:
        return
    aside = x + _bend(frame, depth)
    size = lens.scale(0, depth)
    far = ramp(depth, 330, 220)
    for side in (-0.6, 0.6):
        lamp = lens.point(aside + side, 0.72, depth)
        ground = lens.point(aside + side, 0, depth)
        _streak(p, lamp.x(), ground.y(), 2 + 0.3 * size, 30 + 3.4 * size, 0.42 * strength * far)
        glow(p, lamp.x(), lamp.y(), 16 + 3.6 * size * strength, far, 1.0, 0.09)
        glow(p, lamp.x(), lamp.y(), 60 + 9 * size * strength, 0.34 * far * strength, 0.7, 0.2)


def _streaks(p: QPainter, frame: int, lens: Lens) -> None:
    """Paint the rain as it comes at us, in the light of our lamps and of those above."""
    near: list[QLineF] = []
    far: list[QLineF] = []
    for k in range(330):
        depth = 1.6 + (chance(k, 94) * 30 - (frame * (SPEED * 0.55 + 0.3 * chance(k, 95)))) % 30
        x = (chance(k, 96) - 0.5) * 16
        y = chance(k, 97) * 8 - (0.14 * (frame + 40 * chance(k, 98))) % 2.4
        line = QLineF(lens.point(x, y, depth), lens.point(x + 0.02, y + 0.16, depth + 0.75))
        (near if depth < 9 else far).append(line)
    light = 0.5 + 0.8 * _overhead(frame) + 0.7 * _meeting(frame)
    p.setPen(QPen(gray(220, 0.13 * light), 1.5))
    p.drawLines(near)
    p.setPen(QPen(gray(220, 0.16 * light), 0.9))
    p.drawLines(far)
    p.setPen(Qt.PenStyle.NoPen)


# The windscreen.

PIVOTS = ((-236.0, 330.0), (170.0, 336.0))
REACH = (70.0, 566.0)
LIE, STAND_UP = 172.0, 68.0
"""Degrees of a wiper at either end of its stroke, 0 to the right and 90 upwards."""
TURNS = 0.86
"""The share of a stroke after which the blade has come to its end, and knocks."""
DRY = 90.0


def _stroke(frame: int) -> tuple[int, float]:
    """Return the number of the wipers' stroke (even ones go up) and how much of it is over."""
    strokes = (frame - DOWNBEAT) / STROKE
    return math.floor(strokes), strokes % 1


def _swept(share: NDArray[np.floating]) -> NDArray[np.floating]:
    """Return when in an upward stroke the blade is ``share`` (0 to 1) of its way."""
    when: NDArray[np.floating] = np.arccos(np.clip(1 - 2 * share, -1, 1)) / math.pi * TURNS
    return when


def _age(x: NDArray[np.floating], y: NDArray[np.floating], frame: int) -> NDArray[np.floating]:
    """Return how many frames ago a blade was last at places on the windscreen; ``DRY`` where none ever is."""
    number, over = _stroke(frame)
    age = np.full(x.shape, DRY)
    for px, py in PIVOTS:
        dx, dy = x - px, py - y
        share = (LIE - np.degrees(np.arctan2(dy, dx))) / (LIE - STAND_UP)
        here = (share >= 0) & (share <= 1) & (np.hypot(dx, dy) > REACH[0]) & (np.hypot(dx, dy) < REACH[1])
        up, down = _swept(share), _swept(1 - share)
        this, last = (up, down) if number % 2 == 0 else (down, up)
        since = np.where(over >= this, over - this, over + 1 - last) * STROKE
        age = np.where(here, np.minimum(age, since), age)
    return age


@cache
def _grid() -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    y, x = np.mgrid[0 : HEIGHT : HEIGHT // 8 * 1j, 0 : WIDTH : WIDTH // 8 * 1j]
    return (x - WIDTH / 2).astype(np.float32), (y - HEIGHT / 2).astype(np.float32)


def _film_of_water(stage: Stage) -> None:
    """Let the water on the glass bend what is seen through it; a blade has just made it clear."""
    x, y = _grid()
    age = _age(x, y, stage.frame)
    thick = np.clip(age / 16, 0.04, 1.5).astype(np.float32)
    noise = clouds(512, 9)
    slow = int(stage.frame * 3)
    rows, columns = np.arange(HEIGHT // 8), np.arange(WIDTH // 8)
    bend = (noise[(rows[:, None] * 14 + slow) % 512, (columns[None, :] * 16) % 512] - 0.5) * thick
    amount = enlarged(bend.astype(np.float32), 8)
    top = 610
    source = stage.pixels[:top].astype(np.float32)
    # Where it has gathered it also scatters the light.
    veil = enlarged((np.clip(age / 44, 0, 1) * 0.42).astype(np.float32), 8)[:top]
    scattered = enlarged(glass.behind(stage), 8)[:top]
    row = np.clip(np.arange(top)[:, None] + amount[:top] * 15, 0, top - 1).astype(np.int32)
    column = np.clip(np.arange(WIDTH)[None, :] + amount[:top] * 9, 0, WIDTH - 1).astype(np.int32)
    bent = source[row, column]
    stage.show(bent + (scattered * np.float32(1.1) - bent) * veil)


@cache
def _sites() -> NDArray[np.float64]:
    """Return where drops may fall on the windscreen: x, y, radius, frames after the blade, stretch."""
    random = np.random.default_rng(99)
    sites = random.random((1700, 5))
    sites[:, 0] = sites[:, 0] * 980 - 490
    sites[:, 1] = sites[:, 1] * 610 - 350
    sites[:, 2] = 2.0 + 8.0 * sites[:, 2] ** 4
    sites[:, 3] = 2 + 62 * sites[:, 3]
    sites[:, 4] = 1 + 0.35 * sites[:, 4]
    return sites


def _drops(frame: int) -> list[glass.Drop]:
    found: list[glass.Drop] = []
    sites = _sites()
    ages = _age(sites[:, 0], sites[:, 1], frame)
    for k, ((x, y, radius, born, stretch), age) in enumerate(zip(sites.tolist(), ages.tolist(), strict=True)):
        if age <= born:
            continue
        # After each wipe another drop falls, near the place of the one before.
        fell = round(frame - age + born) if age < DRY else 0
        x += 26 * (chance(k + fell * 31, 101) - 0.5)
        y += 26 * (chance(k + fell * 31, 102) - 0.5) - 0.25 * min(age - born, 12)
        grown = settle(age - born, 0, 3)
        found.append((x, y, radius * (0.5 + 0.5 * grown), stretch))
    return found


def _wipers(p: QPainter, frame: int) -> None:
    number, over = _stroke(frame)

    def angle(at: float) -> float:
        share = 0.5 - 0.5 * math.cos(math.pi * min(at / TURNS, 1.0))
        return mix(LIE, STAND_UP, share if number % 2 == 0 else 1 - share)

    now, before = angle(over), angle(max(over - 0.5 / STROKE, 0))
    for x, y in PIVOTS:
        for degrees, alpha in ((before, 0.45), (now, 1.0)):
            turn = math.radians(degrees)
            way = QPointF(math.cos(turn), -math.sin(turn))
            foot = QPointF(x, y)
            blade = QLineF(foot + way * REACH[0], foot + way * REACH[1])
            side = QPointF(-way.y(), way.x()) * (1 if number % 2 else -1)
            p.setPen(QPen(gray(190, 0.2 * alpha), 3))
            p.drawLine(blade.translated(side * -5))
            p.setPen(QPen(gray(3, alpha), 6.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            p.drawLine(blade)
            p.setPen(QPen(gray(3, alpha), 9, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            p.drawLine(QLineF(foot, foot + way * 280))
            p.setPen(QPen(gray(90, 0.5 * alpha), 1.2))
            p.drawLine(blade.translated(side * 2.4))
    p.setPen(Qt.PenStyle.NoPen)


# The cabin.


def _bonnet(p: QPainter, frame: int) -> None:
    """Paint the car's bonnet, wet; the lamps run over it towards us."""
    beat = ((frame - DOWNBEAT) / STROKE) % 1
    bonnet = QPainterPath(QPointF(-480, 260))
    bonnet.cubicTo(-400, 176, -220, 140, 30, 138)
    bonnet.cubicTo(260, 140, 400, 176, 500, 260)
    bonnet.closeSubpath()
    skin = QLinearGradient(0, 138, 0, 250)
    for at, tone in ((0, 44), (0.12, 22), (0.5, 9), (1, 4)):
        skin.setColorAt(at, gray(tone))
    p.fillPath(bonnet, QBrush(skin))
    p.save()
    p.setClipPath(bonnet)
    glow(p, -60, 138 + 130 * beat**1.6, 300 + 120 * beat, 0.5 * (1 - beat) * ramp(beat, 0, 0.15), 0.14, 0.35)
    glow(p, -260, 176, 200, 0.5 * _meeting(frame), 0.3, 0.3)
    ridge = QPainterPath(QPointF(8, 138))
    ridge.quadTo(6, 180, 2, 250)
    p.strokePath(ridge, QPen(gray(110, 0.5), 2))
    p.restore()


def _cabin(p: QPainter, frame: int) -> None:
    sweep, flare = _overhead(frame), _meeting(frame)
    lit = 0.7 * sweep + 0.5 * flare
    roof = QPainterPath(QPointF(-600, -500))
    roof.lineTo(600, -500)
    roof.lineTo(600, -272)
    roof.cubicTo(300, -318, -250, -322, -600, -262)
    roof.closeSubpath()
    p.fillPath(roof, gray(3))
    pillar = QPainterPath(QPointF(-600, -330))
    pillar.lineTo(-428, -330)
    pillar.cubicTo(-452, -120, -470, 60, -486, 260)
    pillar.lineTo(-600, 260)
    pillar.closeSubpath()
    p.fillPath(pillar, gray(4))
    edge = QPainterPath(QPointF(-430, -300))
    edge.cubicTo(-454, -120, -470, 60, -486, 260)
    p.strokePath(edge, QPen(gray(40 + 120 * lit), 1.4))
    dash = QPainterPath(QPointF(-600, 250))
    dash.cubicTo(-420, 190, -300, 176, -190, 176)
    dash.cubicTo(-60, 178, 20, 214, 160, 214)
    dash.lineTo(600, 222)
    dash.lineTo(600, 500)
    dash.lineTo(-600, 500)
    dash.closeSubpath()
    skin = QLinearGradient(0, 176, 0, 360)
    for at, tone in ((0, 26 + 90 * lit), (0.12, 12 + 40 * lit), (0.4, 6 + 10 * lit), (1, 3)):
        skin.setColorAt(at, gray(tone))
    p.fillPath(dash, QBrush(skin))
    rim = QPainterPath(QPointF(-600, 251))
    rim.cubicTo(-420, 191, -300, 177, -190, 177)
    rim.cubicTo(-60, 179, 20, 215, 160, 215)
    rim.lineTo(600, 223)
    p.strokePath(rim, QPen(gray(60 + 150 * lit), 1.6))
    # The lamp's light runs over the dashboard towards us.
    beat = ((frame - DOWNBEAT) / STROKE) % 1
    p.save()
    p.setClipPath(dash)
    glow(p, 20 + 420 * beat, 190 + 190 * beat, 330, 0.34 * (1 - beat) ** 1.5 * ramp(beat, 0, 0.1), 0.5, 0.4)
    glow(p, -330 + 200 * flare, 210, 260, 0.3 * flare, 0.5, 0.4)
    p.restore()
    _cluster(p, frame)
    # The wireless, with its lit scale.
    p.setBrush(gray(4))
    p.drawRoundedRect(QRectF(96, 262, 250, 70), 8, 8)
    scale = QLinearGradient(110, 0, 330, 0)
    for at, tone in ((0, 60), (0.4, 150), (1, 40)):
        scale.setColorAt(at, gray(tone))
    p.fillRect(QRectF(112, 272, 218, 22), QBrush(scale))
    for k in range(19):
        p.fillRect(QRectF(120 + k * 11, 274, 1.4, 9 if k % 3 else 15), gray(10))
    p.fillRect(QRectF(214, 270, 2.4, 26), gray(255))
    glow(p, 220, 284, 170, 0.16, 0.5, 0.3)
    for x in (112, 330):
        p.setBrush(gray(30))
        p.drawEllipse(QPointF(x, 316), 9, 9)
    p.setBrush(Qt.BrushStyle.NoBrush)
    _small_mirror(p, frame)


def _cluster(p: QPainter, frame: int) -> None:
    """Paint the instruments behind the wheel."""
    hood = QPainterPath(QPointF(-344, 300))
    hood.cubicTo(-330, 196, -70, 196, -54, 300)
    p.fillPath(hood, gray(3))
    for x, radius, value in (
        (-246, 44, 0.74 + 0.012 * drift(frame / 9, 111)),
        (-150, 44, 0.5 + 0.04 * drift(frame / 6, 112)),
    ):
        _dial(p, x, 268, radius, value, 1.0)


def _dial(
    p: QPainter, x: float, y: float, radius: float, value: float, light: float, numbers: bool = False
) -> None:
    """Paint an instrument lit from within; its needle stands at ``value`` of its scale."""
    p.save()
    p.translate(x, y)
    face_ = QRadialGradient(QPointF(0, 0), radius)
    for at, tone in ((0, 34), (0.7, 26), (0.93, 60), (1, 8)):
        face_.setColorAt(at, gray(tone * light))
    p.setBrush(QBrush(face_))
    p.drawEllipse(QPointF(0, 0), radius, radius)
    for k in range(37):
        turn = math.radians(225 - 270 * k / 36)
        way = QPointF(math.cos(turn), -math.sin(turn))
        long = k % 4 == 0
        p.setPen(QPen(gray(235 * light, 0.95), radius * (0.028 if long else 0.014)))
        p.drawLine(way * radius * (0.78 if long else 0.84), way * radius * 0.92)
        if numbers and long:
            place = way * radius * 0.62
            foot = place.y() + radius * 0.05
            letters.text(p, str(k * 5), place.x(), foot, radius * 0.11, tone=225 * light, tracking=0.06)
    p.setPen(QPen(gray(255 * light), radius * 0.035, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    turn = math.radians(225 - 270 * value)
    way = QPointF(math.cos(turn), -math.sin(turn))
    p.drawLine(way * radius * -0.12, way * radius * 0.8)
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(gray(14))
    p.drawEllipse(QPointF(0, 0), radius * 0.1, radius * 0.1)
    p.setBrush(Qt.BrushStyle.NoBrush)
    glow(p, 0, 0, radius * 2.1, 0.22 * light, 1.0, 0.3)
    p.restore()


def _wheel(p: QPainter, frame: int) -> None:
    steer = 3.5 * drift(frame / 26, 113) + 900 * _bend(frame, 1)
    sweep, flare = _overhead(frame), _meeting(frame)
    lit = 0.15 + 0.75 * sweep + 0.6 * flare
    p.save()
    p.translate(-198, 392)
    p.scale(1, 0.9)
    p.rotate(steer)
    p.setBrush(Qt.BrushStyle.NoBrush)
    p.setPen(QPen(gray(3), 20))
    p.drawEllipse(QPointF(0, 0), 216, 216)
    p.setPen(QPen(gray(20 + 130 * lit), 3))
    p.drawArc(QRectF(-222, -222, 444, 444), 35 * 16, 110 * 16)
    p.setPen(QPen(gray(10 + 30 * lit), 2))
    p.drawArc(QRectF(-209, -209, 418, 418), 30 * 16, 120 * 16)
    p.setPen(QPen(gray(3), 15))
    for spoke in (200, -20, 90):
        way = QPointF(math.cos(math.radians(spoke)), math.sin(math.radians(spoke)))
        p.drawLine(QPointF(0, 0), way * 212)
    p.setPen(Qt.PenStyle.NoPen)
    for side, angle in ((-1, 139), (1, 43)):
        turn = math.radians(angle + 1.5 * drift(frame / 40, 114 + side))
        _hand(p, 216 * math.cos(turn), -216 * math.sin(turn), side, lit)
    p.restore()


def _hand(p: QPainter, x: float, y: float, side: int, lit: float) -> None:
    """Paint a gloved hand on the wheel's rim at (x, y), and its sleeve; ``side`` -1 is the left one."""
    p.save()
    p.translate(x, y)
    p.scale(-side, 1)
    sleeve = QPainterPath(QPointF(-46, 26))
    sleeve.lineTo(4, 52)
    sleeve.cubicTo(10, 120, 20, 190, 30, 300)
    sleeve.lineTo(-130, 300)
    sleeve.cubicTo(-96, 180, -66, 90, -46, 26)
    p.fillPath(sleeve, gray(4 + 9 * lit))
    cuff = QPainterPath(QPointF(-50, 18))
    cuff.lineTo(8, 46)
    cuff.lineTo(2, 62)
    cuff.lineTo(-58, 34)
    cuff.closeSubpath()
    p.fillPath(cuff, gray(9 + 26 * lit))
    thumb = QPainterPath(QPointF(6, 18))
    thumb.cubicTo(24, 10, 34, -4, 40, -20)
    p.strokePath(thumb, QPen(gray(3), 19, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    p.strokePath(thumb, QPen(gray(8 + 44 * lit), 15, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    hand = QPainterPath(QPointF(-46, 20))
    hand.cubicTo(-50, 0, -44, -20, -30, -30)
    hand.cubicTo(-14, -40, 14, -38, 24, -24)
    hand.cubicTo(30, -12, 24, 10, 16, 24)
    hand.cubicTo(12, 34, 8, 42, 4, 48)
    hand.closeSubpath()
    leather = QLinearGradient(-6, -38, -20, 44)
    for at, tone in ((0, 14 + 165 * lit), (0.13, 10 + 74 * lit), (0.36, 7 + 22 * lit), (1, 4 + 5 * lit)):
        leather.setColorAt(at, gray(tone))
    p.fillPath(hand, QBrush(leather))
    for k in range(4):
        knuckle = QPointF(-29 + 13.5 * k, -16 - 5 * math.sin(0.5 + k * 0.8))
        tip = knuckle + QPointF(-4 + 3 * k, -20)
        finger = QLineF(knuckle, tip)
        p.setPen(QPen(gray(1), 14, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        p.drawLine(finger)
        bend = QLinearGradient(0, tip.y() - 6, 0, knuckle.y() + 8)
        for at, tone in ((0, 5 + 20 * lit), (0.3, 9 + 62 * lit), (0.6, 10 + 88 * lit), (1, 7 + 26 * lit)):
            bend.setColorAt(at, gray(tone))
        p.setPen(QPen(QBrush(bend), 12, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        p.drawLine(finger)
    p.setPen(QPen(gray(2, 0.4), 1.4))
    for k in range(3):  # The glove's seams.
        p.drawLine(QPointF(-26 + 13 * k, -6), QPointF(-28 + 11 * k, 18))
    p.setPen(Qt.PenStyle.NoPen)
    p.restore()


def _small_mirror(p: QPainter, frame: int) -> None:
    p.setPen(QPen(gray(4), 7))
    p.drawLine(QPointF(150, -330), QPointF(150, -280))
    p.setPen(Qt.PenStyle.NoPen)
    p.save()
    p.translate(150, -244)
    p.rotate(3)
    p.setBrush(gray(3))
    p.drawRoundedRect(QRectF(-122, -37, 244, 74), 22, 22)
    pane = QPainterPath()
    pane.addRoundedRect(QRectF(-116, -31, 232, 62), 18, 18)
    p.fillPath(pane, gray(13))
    p.setClipPath(pane)
    p.fillRect(QRectF(-120, 12, 240, 40), gray(5))
    _followers(p, frame, 0.42)
    p.restore()
    p.setBrush(Qt.BrushStyle.NoBrush)
    p.setPen(QPen(gray(110, 0.6), 1.2))
    p.drawArc(QRectF(30, -282, 60, 60), 95 * 16, 80 * 16)
    p.setPen(Qt.PenStyle.NoPen)


def _followers(p: QPainter, frame: int, scale: float) -> None:
    """Paint what the mirror shows: two lights that keep their distance, whatever she does."""
    t = (frame - DOWNBEAT) / plan.FRAME_RATE
    close = 0.62 + 0.2 * ease(t, 9, 15) + 0.3 * ease(t, 17, 21) + 0.06 * drift(t * 0.5, 115)
    x = (20 + 26 * drift(t * 0.3, 116)) * scale * 2
    beat = ((frame - DOWNBEAT) / STROKE) % 1
    for k in range(3):  # Lamps that we have left behind, going away.
        away = (k + beat) / 3
        glow(
            p,
            (150 - 110 * away) * 2 * scale,
            (-64 + 50 * away) * scale,
            40 * scale * (1.2 - away),
            0.8 - 0.6 * away,
            1,
            0.12,
        )
    for side in (-1, 1):
        glow(p, x + side * 30 * scale * close * 1.5, 0, 150 * scale * close, 1.0, 0.9, 0.1)
        _streak(p, x + side * 45 * scale * close, 8 * scale, 9 * scale, 70 * scale, 0.5)
    glow(p, x, 0, 330 * scale * close, 0.26, 0.6, 0.3)


# The dials, the mirror, the car from outside.


def _dials(stage: Stage) -> None:
    frame = stage.frame
    t = stage.since(DIALS)
    stage.camera = Camera(
        mix(-14, 18, ramp(t, 0, 2.4)) + 0.8 * (chance(frame, 121) - 0.5),
        1.2 * (chance(frame, 122) - 0.5),
        mix(1.0, 1.06, ramp(t, 0, 2.4)),
    )
    beat = ((frame - DOWNBEAT) / STROKE) % 1
    with stage.layer(0.9) as p:
        board = QLinearGradient(0, -360, 0, 360)
        for at, tone in ((0, 30), (0.2, 14), (1, 6)):
            board.setColorAt(at, gray(tone))
        p.fillRect(QRectF(-700, -500, 1400, 1000), QBrush(board))
        for x, radius in ((-120, 236), (322, 168)):
            ring = QLinearGradient(x - radius, -radius, x + radius, radius)
            for at, tone in ((0, 170), (0.4, 20), (0.7, 70), (1, 10)):
                ring.setColorAt(at, gray(tone))
            p.setBrush(QBrush(ring))
            p.drawEllipse(QPointF(x, 20), radius + 14, radius + 14)
        p.setBrush(Qt.BrushStyle.NoBrush)
        speed = 0.765 + 0.012 * ease(t, 0, 2.4) + 0.005 * drift(t * 4, 123)
        _dial(p, -120, 20, 236, speed, 1.0, numbers=True)
        letters.text(p, "KM/H", -120, 122, 17, tone=190)
        p.fillRect(QRectF(-178, 142, 116, 30), gray(3))
        letters.text(p, "42", -142, 167, 20, tone=200)
        letters.text(p, str(617 + int(t / 2)), -98, 167, 20, tone=200)
        _dial(p, 322, 20, 168, 0.5 + 0.02 * drift(t * 6, 124), 0.8)
    stage.defocus(1.2)
    with stage.lighting(0, ambient=0.5, blur=26, gain=2.6) as p:
        across = mix(-760, 900, beat)
        p.setBrush(gray(235))
        p.drawPolygon(
            QPolygonF(
                [
                    QPointF(across - 90, -400),
                    QPointF(across + 120, -400),
                    QPointF(across - 60, 400),
                    QPointF(across - 330, 400),
                ]
            )
        )
        p.setBrush(Qt.BrushStyle.NoBrush)
    with stage.layer(1.5) as p:
        lit = math.exp(-(((beat - 0.42) / 0.2) ** 2))
        p.setBrush(Qt.BrushStyle.NoBrush)
        for wide, alpha in ((74, 0.2), (66, 0.35), (58, 0.6), (50, 1.0)):
            p.setPen(QPen(gray(3, alpha), wide))
            p.drawEllipse(QPointF(-90, 512), 480, 420)
        p.setPen(QPen(gray(90 + 150 * lit, 0.5), 4))
        p.drawArc(QRectF(-90 - 494, 512 - 434, 988, 868), 40 * 16, 100 * 16)
        p.setPen(Qt.PenStyle.NoPen)
        for side, x, y in ((-1, -400, 186), (1, 226, 176)):
            p.save()
            p.translate(x, y)
            p.scale(2.5, 2.5)
            _hand(
                p, 0, 0, side, 0.12 + 0.8 * math.exp(-(((beat - (0.16 if side < 0 else 0.66)) / 0.16) ** 2))
            )
            p.restore()


def _mirror(stage: Stage) -> None:
    frame = stage.frame
    t = stage.since(MIRROR)
    stage.camera = Camera(
        0.9 * (chance(frame, 131) - 0.5), 1.4 * (chance(frame, 132) - 0.5), mix(1, 1.06, ramp(t, 0, 2.4))
    )
    lens = Lens(0.2, 1.25, 0, 2.0, 1000, 190)
    with stage.layer(1.0) as p:
        p.fillRect(QRectF(-600, -500, 1200, 1000), gray(7))
        _lamps(p, frame, lens)
        _cars(p, frame, lens)
    stage.defocus(9)
    glass.drops(stage, [(x * 1.3, y * 1.3, r * 2.2, s) for x, y, r, s in _drops(frame)[::5]], 0.6)
    stage.defocus(2.5)
    with stage.layer(1.05) as p:
        p.setPen(QPen(gray(2), 40))
        p.drawLine(QPointF(20, -420), QPointF(20, -120))
        p.setPen(Qt.PenStyle.NoPen)
        p.translate(0, -20)
        p.rotate(-2.5)
        case = QPainterPath()
        case.addRoundedRect(QRectF(-392, -136, 784, 272), 84, 84)
        p.fillPath(case, gray(2))
        p.strokePath(case, QPen(gray(50 + 130 * _overhead(frame)), 1.6))
        pane = QPainterPath()
        pane.addRoundedRect(QRectF(-376, -120, 752, 240), 72, 72)
        p.fillPath(pane, gray(9))
        p.save()
        p.setClipPath(pane)
        p.save()
        p.translate(176, -26)
        _followers(p, frame, 0.8)
        p.restore()
        _eyes(p, frame)
        shine = QLinearGradient(-376, -120, 376, 120)
        for at, alpha in ((0, 0.14), (0.3, 0.0), (0.55, 0.05), (0.6, 0.0), (1, 0.0)):
            shine.setColorAt(at, gray(255, alpha))
        p.fillRect(QRectF(-376, -120, 752, 240), QBrush(shine))
        p.restore()


def _eyes(p: QPainter, frame: int) -> None:
    """Paint her eyes in the mirror: on the road; then, on a downbeat, on what follows."""
    light = 0.62 + 0.5 * _overhead(frame)
    up = ease(frame, MIRROR + BAR - 2, MIRROR + BAR + 3) * (1 - ease(frame, HOME - 12, HOME - 8))
    p.save()
    p.translate(-170, 30)
    p.rotate(3)
    face.front(p, 11 * up - 3, 6 * (1 - up), 0.12 * (1 - up), light)
    p.restore()


CAR_LENGTH = 640


def _alongside(stage: Stage) -> None:
    frame = stage.frame
    t = stage.since(JUMP)
    stage.camera = Camera(
        mix(-70, 60, ease(t, -1, 5)) + drift(t * 2, 141),
        1.5 * drift(t * 3, 142),
        mix(1.0, 1.1, ease(t, 0, 4.5)),
    )
    way = SPEED * (frame - DOWNBEAT) * CAR_LENGTH / 4.5
    sweep = _overhead(frame)
    road = 172.0
    bounce = 0.004 * drift(t * 5, 143)
    with stage.layer(0.06) as p:
        sky = QLinearGradient(0, -360, 0, 140)
        for at, tone in ((0, 5), (0.5, 26), (1, 120)):
            sky.setColorAt(at, gray(tone))
        p.fillRect(QRectF(-700, -500, 1400, 700), QBrush(sky))
    with stage.layer(0.1) as p:
        p.translate(-frame * 0.8 + 1200, 0)
        skyline(p, 6, 2600, 150, 96, tone=24, window=6, awake=0.6, light=150)
    with stage.layer(0.3) as p:
        haze(p, QRectF(-700, -120, 1400, 260), t, 0.2, 2.0, 90)
        for k in range(-2, 26):  # Poplars of the other side.
            x = (k * 97 + 40 * chance(k, 144) - frame * 11) % 2600 - 900
            tall = 130 + 90 * chance(k, 145)
            p.setBrush(gray(9))
            p.drawEllipse(QPointF(x, road - 40 - tall * 0.4), 24 + 9 * chance(k, 146), tall * 0.72)
        p.setBrush(Qt.BrushStyle.NoBrush)
        for k in range(22):  # Lights of the places that she leaves behind.
            x = (k * 71 + 60 * chance(k, 154) - frame * 13) % 1560 - 780
            y = road - 66 - 54 * chance(k, 155) ** 2
            glow(p, x, y, 26 + 40 * chance(k, 156), 0.35 + 0.6 * chance(k, 157), 1.0, 0.3)
    stage.defocus(2.5)
    with stage.layer(0.7) as p:
        for k in range(3):  # And those who come from there.
            x = ((k * 1180 + 300 * chance(k, 158) - frame * 68) % 3400) - 1500
            for n in range(6):
                glow(p, x + n * 24, road - 84, 90 - 9 * n, 0.5 - 0.06 * n, 0.7, 0.14)
            glow(p, x, road - 84, 420, 0.3, 0.5, 0.3)
    with stage.layer(1.0) as p:
        ground = QLinearGradient(0, road - 64, 0, 420)
        for at, tone in ((0, 36), (0.25, 20), (1, 6)):
            ground.setColorAt(at, gray(tone))
        p.fillRect(QRectF(-900, road - 60, 1800, 700), QBrush(ground))
        p.fillRect(QRectF(-900, road - 62, 1800, 3), gray(90))
        p.fillRect(QRectF(-900, road - 96, 1800, 9), gray(34))
        p.fillRect(QRectF(-900, road - 97, 1800, 2), gray(110))
        for k in range(8):
            x = (k * 260 - way * 0.9) % 2080 - 1040
            p.fillRect(QRectF(x - 40, road - 88, 80, 30), gray(20, 0.5))
    beat = (frame - DOWNBEAT) / STROKE
    over = (beat - round(beat)) * -2300
    head, tail = traffic.lamps(0, road, CAR_LENGTH)
    with stage.layer(1.0) as p:
        # The lamp overhead, drawn out by the speed.
        for k in (-1, 0, 1):
            x = over + k * 2300
            for n in range(7):
                glow(p, x + n * 16, -330, 150, 0.34, 0.6, 0.1)
            cone(p, x + 40, -340, 90, 640, 80, 0.5, 1.0)
            glow(p, x + 40, road + 30, 420, 0.6, 0.2, 0.4)
        _spray(p, t, road, sweep)
        traffic.sedan(
            p, 0, road, CAR_LENGTH, 1.0, 0.5 + 0.4 * sweep, 0.05 + 0.05 * sweep, way / CAR_LENGTH, bounce
        )
        _driver(p, road - bounce * CAR_LENGTH, sweep)
    with stage.lighting(1.0, ambient=0.9, blur=8, gain=3.0) as p:
        # What the lamp touches as it glides over the car, from the bonnet to the boot.
        glow(p, over + 40, road - 0.28 * CAR_LENGTH, 330, 1.0, 0.8, 0.3)
        glow(p, head.x() + 120, road - 20, 300, 0.4, 0.4, 0.4)
    with stage.layer(1.0) as p:
        cone(p, head.x() - 4, head.y(), 3, 640, 26, 0.95, 1.0)
        glow(p, head.x(), head.y(), 190, 1.0, 0.7, 0.07)
        glow(p, head.x() + 190, road + 14, 260, 0.4, 0.12, 0.4)
        for n in range(6):
            glow(p, tail.x() - n * 22, tail.y(), 44 + 6 * n, 0.6 - 0.09 * n, 0.7, 0.1)
        weather.FAR.paint(p, t, QRectF(-620, -420, 1240, 700), -0.9, 1.5)
        # The other's lights, behind in the spray.
        follow = mix(-700, -392, ease(t, 0.5, 3.6))
        glow(p, follow, road - 60, 420, 0.5, 0.5, 0.2)
        glow(p, follow + 30, road - 66, 130, 0.9, 0.8, 0.1)
    weather.wet(stage, stage.camera.transform(1.0).map(QPointF(0, road + 4)).y(), 0.75, 1.3, 5.0)
    with stage.layer(1.0) as p:
        lines = []
        for k in range(70):
            y = road + 14 + 230 * chance(k, 147) ** 1.5
            x = (chance(k, 148) * 1400 - way * (0.6 + 0.5 * (y - road) / 200)) % 1400 - 700
            lines.append(QLineF(x, y, x + 90 + 0.6 * (y - road), y))
        p.setPen(QPen(gray(220, 0.08 + 0.1 * sweep), 1.4))
        p.drawLines(lines)
        p.setPen(Qt.PenStyle.NoPen)
    with stage.layer(1.6) as p:
        weather.MIDDLE.paint(p, t, QRectF(-620, -420, 1240, 900), -0.8, 1.0)
        # The near rail, a dark streak with posts that flash by.
        for k in range(5):
            x = (k * 620 - way * 1.7) % 3100 - 1300
            for n in range(8):
                p.fillRect(QRectF(x + n * 20, 300, 46, 300), gray(2, 0.2))
        for soft, alpha in ((16, 0.3), (8, 0.5), (0, 1.0)):
            p.fillRect(QRectF(-900, 316 - soft / 2, 1800, 60 + soft), gray(3, alpha))
        p.fillRect(QRectF(-900, 316, 1800, 2.4), gray(40 + 60 * sweep))


def _spray(p: QPainter, t: float, road: float, sweep: float) -> None:
    for axle in traffic.WHEELBASE:
        for k in range(16):
            age = (t * 2.6 + k / 16 + chance(k, 149)) % 1
            x = axle * CAR_LENGTH - 40 - 420 * age
            y = road - 16 - 92 * age**0.7 * (0.4 + 0.8 * chance(k, 150)) + 30 * age * age
            glow(p, x, y, 30 + 130 * age, (0.17 + 0.2 * sweep) * (1 - age), 0.6, 0.35)


def _driver(p: QPainter, road: float, sweep: float) -> None:
    """Paint her behind the window, her hands on the wheel."""
    p.save()
    p.setClipRect(QRectF(-200, road - 0.338 * CAR_LENGTH, 400, 0.094 * CAR_LENGTH))
    p.translate(16, road - 0.276 * CAR_LENGTH)
    p.scale(-0.22, 0.22)
    shoulders = QPainterPath()
    shoulders.addRoundedRect(QRectF(-60, 84, 210, 300), 70, 70)
    p.fillPath(shoulders, gray(6 + 20 * sweep))
    p.fillPath(face.profile(), gray(16 + 90 * sweep))
    p.fillPath(face.bob(), gray(4))
    p.restore()
    p.setPen(QPen(gray(5), 4))
    p.drawLine(QPointF(66, road - 0.245 * CAR_LENGTH), QPointF(56, road - 0.272 * CAR_LENGTH))
    p.setPen(Qt.PenStyle.NoPen)
