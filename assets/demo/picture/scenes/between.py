"""In the dark of the cabin a match; above it the cables; then three knocks."""

import math

import plan
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QLinearGradient, QPainter, QPainterPath, QPen, QTransform

from picture.cabin import Shaft
from picture.light import cone, glow, haze, smoke
from picture.portrait import Eyes, hand, head, outline
from picture.relief import Lamp
from picture.stage import Camera, Stage, chance, drift, ease, gather, gray, mix, ramp, settle, travel

_CUE = next(cue for cue in plan.CUES if cue.id == "between")
_BAR = plan.TRACKS[_CUE.track - 1].bar
UP, BACK = _CUE.downbeat + 2 * _BAR, _CUE.downbeat + 3 * _BAR
"""The frames at which the picture cuts to the shaft above, and back to her."""

SCALE = 2.25
"""Pixels for a unit of her portrait."""
HEAD = QPointF(-168, -262)
NECK = QPointF(-10, 250)
"""What her head turns about, in the portrait's units."""


BLINKS = (plan.MATCH_STRUCK + 3, 4082, UP - 60, BACK + 62, 4412, plan.MATCH_OUT + 3)
"""Frames at which her eyes shut for a moment."""


def paint(stage: Stage) -> None:
    if UP <= stage.frame < BACK:
        _shaft(stage)
    else:
        _cabin(stage)


def _burning(frame: int) -> float:
    """Return how brightly the match burns: above 1 while it flares, 1 as a flame, 0 out."""
    t = (frame - plan.MATCH_STRUCK) / plan.FRAME_RATE
    if frame < plan.MATCH_STRUCK - 4 or frame >= plan.MATCH_OUT:
        return 0.0
    if t < 0:
        return 0.25 * chance(frame, 71)
    flare = 1.5 * math.exp(-t / 0.28) * (0.7 + 0.3 * chance(frame, 72))
    steady = 0.92 + 0.07 * drift(t * 5.5, 73) + 0.06 * drift(t * 1.3, 74)
    gutters = 1 - 0.5 * ease(frame, plan.MATCH_OUT - 40, plan.MATCH_OUT - 6) * (0.6 + 0.4 * drift(t * 9, 75))
    out = 1 - gather(frame, plan.MATCH_OUT - 5, plan.MATCH_OUT)
    return (flare + steady * ramp(t, 0, 0.3)) * gutters * out


def _cabin(stage: Stage) -> None:
    t, frame = stage.t, stage.frame
    close = frame >= BACK
    if close:
        since = stage.since(BACK)
        stage.camera = travel(since, (0.0, Camera(66, 30, 1.36)), (11.5, Camera(80, 26, 1.5)))
    else:
        stage.camera = travel(t, (0.0, Camera(0, 0, 1.0)), (10.5, Camera(34, 4, 1.16)))
    knock = _knock(frame)
    stage.camera = Camera(
        stage.camera.x + 2.4 * knock, stage.camera.y + 1.2 * knock, stage.camera.zoom, 0.12 * knock
    )
    fire = _burning(frame)
    # Where the hand is, in the portrait's units: it draws the match, lifts it, shields its breath from it.
    raised = settle(frame, plan.MATCH_STRUCK - 2, plan.MATCH_STRUCK + 34)
    drawn = ease(frame, plan.MATCH_STRUCK - 12, plan.MATCH_STRUCK - 2) - raised
    pinch = QPointF(
        mix(206, 161, raised) + 18 * drawn + 1.6 * drift(t * 0.9, 61),
        mix(300, 227, raised) + 26 * drawn + 1.4 * drift(t * 0.8, 62),
    )
    if frame >= plan.MATCH_OUT:
        # The spent match glows on in the hand that knocks.
        away = ease(frame, plan.MATCH_OUT, plan.MATCH_OUT + 7)
        pinch += QPointF(24 * away + 15 * _thrust(frame), -34 * away - 3 * _thrust(frame))
    burnt = ramp(frame, plan.MATCH_STRUCK + 10, plan.MATCH_OUT)
    tip = pinch + QPointF(-5.5, mix(-47, -20, burnt))
    looks_up = ease(frame, UP - 58, UP - 12) * (1 - ease(frame, BACK + 66, BACK + 120))
    looks_up += 0.5 * ease(frame, plan.MATCH_OUT - 30, plan.MATCH_OUT - 4) * -0.25
    turn = QTransform.fromTranslate(NECK.x(), NECK.y())
    turn.rotate(3 - 19 * looks_up + 0.5 * drift(t * 0.5, 63)).translate(-NECK.x(), -NECK.y())
    breath = 0.6 * math.sin(t * 1.9)

    _wall(stage)
    stage.defocus(4.5)
    flame = tip + QPointF(0, -13)
    at = QPointF(HEAD.x() + flame.x() * SCALE, HEAD.y() + flame.y() * SCALE)
    with stage.lighting(ambient=0.035, blur=26, gain=2.0) as p:
        glow(p, at.x() - 60, at.y(), 820, 0.42 * fire, core=0.3)
        # Her shadow on the wall behind, larger than she and never quite still.
        p.save()
        p.translate(HEAD.x() - 190 + 9 * drift(t * 3.1, 64), HEAD.y() - 60 + 5 * drift(t * 3.7, 65))
        p.scale(SCALE * 1.3, SCALE * 1.3)
        p.setTransform(turn, True)
        p.fillPath(outline(), gray(0, 0.85 * min(fire, 1)))
        p.restore()
    with stage.layer() as p:
        p.translate(HEAD.x(), HEAD.y() + breath)
        p.scale(SCALE, SCALE)
        lamp_at = turn.inverted()[0].map(flame)
        lamps = [Lamp(lamp_at.x() + 2, lamp_at.y(), 56, 96, 2.0 * fire)]
        # What is left of the night: from a door far above, along her hair and brow.
        lamps.append(Lamp(190, -260, 60, 500, 0.16))
        p.save()
        p.setTransform(turn, True)
        head(_eyes(frame, looks_up)).paint(p, lamps, 0.012 + 0.02 * fire)
        p.restore()
        _match(p, pinch, tip, burnt, fire, frame)
        p.save()
        p.translate(pinch)
        rel = flame - pinch
        hand().paint(
            p,
            [Lamp(rel.x() - 6, rel.y() + 2, 16, 52, 2.2 * fire), Lamp(30, -420, 60, 500, 0.16)],
            0.012 + 0.02 * fire,
        )
        p.restore()
        _flame(p, tip, fire, t)
    with stage.layer() as p:
        x, y = HEAD.x() + tip.x() * SCALE, HEAD.y() + tip.y() * SCALE
        glow(p, x, y - 30, 420, 0.16 * min(fire, 1.6), core=0.12)
        strength = 0.1 * min(fire, 1) * ramp(frame, plan.MATCH_STRUCK + 4, plan.MATCH_STRUCK + 30)
        after = stage.since(plan.MATCH_OUT)
        if after >= 0:
            strength = 0.05 * (1 - ramp(after, 0.6, 2.2))
        if frame >= plan.MATCH_STRUCK:
            smoke(p, x, y - 62 * min(fire, 1), t * 1.5, 300, strength, 3)
            flare = 1 - ramp(frame, plan.MATCH_STRUCK + 6, plan.MATCH_STRUCK + 60)
            if flare > 0:
                puff = stage.since(plan.MATCH_STRUCK)
                for k in range(9):
                    drift_x = 60 * (chance(k, 81) - 0.4) * (0.3 + puff)
                    rise = 90 * puff * (0.5 + chance(k, 82))
                    glow(p, x + drift_x, y - 20 - rise, 60 + 90 * puff, 0.10 * flare * min(fire, 1), core=0.4)
        haze(p, QRectF(-420, -420, 900, 760), t, 0.045 * min(fire, 1))


def _eyes(frame: int, looks_up: float) -> Eyes:
    if any(0 <= frame - blink < 4 for blink in BLINKS):
        return "shut"
    return "up" if looks_up > 0.3 else "ahead"


def _knock(frame: int) -> float:
    """Return how the knocks on the cabin's wall shake it, -1 to 1."""
    shake = 0.0
    for count in range(3):
        since = (frame - plan.WATCHMAN_HEARS - count * plan.KNOCKS) / plan.FRAME_RATE
        if since >= 0:
            shake += math.exp(-since * 11) * math.cos(since * 46)
    return shake


def _thrust(frame: int) -> float:
    """Return how far her hand has gone out to knock: 1 where it meets the wall."""
    knocks = (plan.WATCHMAN_HEARS + count * plan.KNOCKS for count in range(3))
    return sum(gather(frame, knock - 5, knock) - settle(frame, knock, knock + 6) for knock in knocks)


def _wall(stage: Stage) -> None:
    """Paint the cabin's panelled wall behind her, a brass rail along it, and the gate at its end."""
    with stage.layer(0.8) as p:
        p.fillRect(QRectF(-900, -700, 1800, 1400), gray(96))
        for x in (-560, -300, -40, 220):
            area = QRectF(x, -420, 220, 560)
            run = QLinearGradient(x, 0, x + 220, 0)
            for at, tone in ((0, 60), (0.05, 120), (0.5, 104), (0.95, 84), (1, 50)):
                run.setColorAt(at, gray(tone))
            p.fillRect(area, QBrush(run))
            p.setPen(QPen(gray(36), 7))
            p.drawRect(area)
            p.setPen(QPen(gray(150), 2))
            p.drawLine(QPointF(x + 5, -420), QPointF(x + 5, 140))
            p.setPen(Qt.PenStyle.NoPen)
        rail = QLinearGradient(0, 176, 0, 206)
        for at, tone in ((0, 40), (0.3, 235), (0.6, 90), (1, 24)):
            rail.setColorAt(at, gray(tone))
        p.fillRect(QRectF(-900, 176, 1800, 30), QBrush(rail))


def _match(p: QPainter, pinch: QPointF, tip: QPointF, burnt: float, fire: float, frame: int) -> None:
    """Paint the match: wood, then charcoal, that bends where the flame has gone."""
    whole = pinch + QPointF(-5.5, -47)
    p.setPen(QPen(gray(34 + 190 * min(fire, 1)), 2.3, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
    p.drawLine(pinch + QPointF(0, 12), tip)
    if burnt > 0 or frame > plan.MATCH_STRUCK:
        char = QPainterPath(tip)
        char.quadTo((tip + whole) / 2, whole + QPointF(3.5 * burnt, 7 * burnt))
        p.strokePath(char, QPen(gray(10), 2.0, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    else:
        p.setBrush(QBrush(gray(30)))
        p.drawEllipse(whole, 2.6, 3.6)
    p.setPen(Qt.PenStyle.NoPen)
    if frame >= plan.MATCH_OUT:
        ember = 1 - 0.8 * ramp(frame, plan.MATCH_OUT, plan.MATCH_OUT + 46)
        glow(p, tip.x(), tip.y(), 12, ember, core=0.2)
    p.setBrush(Qt.BrushStyle.NoBrush)


def _flame(p: QPainter, tip: QPointF, fire: float, t: float) -> None:
    """Paint the flame around the match's ``tip``: a bright drop, darker where the wood is."""
    if fire <= 0:
        return
    tall = 33 * min(fire, 1.5) ** 0.7 * (1 + 0.07 * drift(t * 7, 91))
    wide = 6.2 * min(fire, 1.9)
    lean = 2.6 * drift(t * 2.3, 92) + 1.5 * drift(t * 6, 93)
    for share, alpha in ((1.5, 0.14), (1.22, 0.25), (1.0, 1.0)):
        w, h = wide * share, tall * (0.4 + 0.6 * share)
        body = QPainterPath(QPointF(tip.x(), tip.y() + 5 * share))
        body.cubicTo(
            QPointF(tip.x() - w * 1.25, tip.y() + 2),
            QPointF(tip.x() - w * 0.9, tip.y() - h * 0.45),
            QPointF(tip.x() + lean, tip.y() - h),
        )
        body.cubicTo(
            QPointF(tip.x() + w * 0.9, tip.y() - h * 0.45),
            QPointF(tip.x() + w * 1.25, tip.y() + 2),
            QPointF(tip.x(), tip.y() + 5 * share),
        )
        run = QLinearGradient(0, tip.y() + 5, 0, tip.y() - h)
        for at, tone, cover in (
            (0, 120, 0.25),
            (0.18, 170, 0.55),
            (0.42, 255, 1),
            (0.8, 255, 1),
            (1, 235, 0.6),
        ):
            run.setColorAt(at, gray(tone, cover * alpha))
        p.fillPath(body, QBrush(run))
    glow(p, tip.x(), tip.y() - tall * 0.45, 60, 0.5 * min(fire, 1.6), core=0.2)


def _shaft(stage: Stage) -> None:
    """Look up the shaft: cables that sway a little, lamp light from far above, dust, drops of water."""
    t = stage.since(UP)
    stage.camera = travel(t, (0.0, Camera(0, 0, 1.0)), (5.0, Camera(0, -6, 1.07, 1.2)))
    shaft = Shaft(34, -84, swing=1.0)
    fire = _burning(stage.frame)

    def tone(z: float) -> float:
        # Light from the top, less of it with every floor, and a little of the match from below.
        return 2 + 32e-3 * z + 16 * fire * math.exp(-z / 260)

    with stage.layer() as p:
        shaft.paint(p, tone, -0.2, 0.1)
        far = shaft.square(5600)
        p.fillRect(far, gray(150))
        glow(p, shaft.x, shaft.y, 150, 0.85, core=0.18)
        shaft.cables(p, tone, 0.0, 5200, t)
        glow(p, shaft.x, shaft.y, 460, 0.34, core=0.14)
        glow(p, shaft.x, shaft.y, 30, 0.9, core=0.3)
        haze(p, QRectF(-300, -330, 660, 520), stage.t, 0.06)
        for k in range(5):  # The light falls in shafts past the cables.
            turn = 62 + 27 * k + 5 * drift(t * 0.25, 30 + k)
            cone(p, shaft.x, shaft.y, turn, 760, 9 + 5 * chance(k, 31), 0.15, edge=0.9)
        for k in range(110):  # Dust that sinks through the light.
            z = 160 + (chance(k, 41) * 1500 - t * 70) % 1500
            x = 380 * (chance(k, 42) - 0.5) + 14 * drift(t * 0.5, k)
            y = 380 * (chance(k, 43) - 0.5) + 14 * drift(t * 0.4, k + 500)
            at = shaft.at(x, y, z)
            near = math.hypot(at.x() - shaft.x, at.y() - shaft.y)
            bright = (0.25 + 0.75 * chance(k, 44)) * ramp(near, 420, 60)
            glow(p, at.x(), at.y(), 2.5 + 700 / z, bright, core=0.3)
        for k in range(16):  # Drops fall past.
            age = (t / 1.7 + chance(k, 51)) % 1.0
            z = 2600 * (1 - age) ** 2 + 45
            x, y = 300 * (chance(k, 52) - 0.5), 300 * (chance(k, 53) - 0.5)
            a, b = shaft.at(x, y, z), shaft.at(x, y, z * 1.09)
            alpha = 0.75 * ramp(age, 0.05, 0.4)
            p.setPen(QPen(gray(235, alpha), 0.7 + 170 / z, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            p.drawLine(a, b)
        p.setPen(Qt.PenStyle.NoPen)
