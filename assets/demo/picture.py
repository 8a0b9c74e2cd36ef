"""The demo's picture: flat shapes in black and white, every one of them moved by a note.

``Painter.frame(n)`` draws film frame n as luma. Along the bottom of each scene with music its notes pass from
right to left and light up at the line, and a lamp beside it flashes with the bass, so that the eye can check
the ear. Lengths are pixels, times are seconds from the scene's first frame.
"""

import math
import random
from collections.abc import Sequence
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QGuiApplication,
    QImage,
    QLinearGradient,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
    QRadialGradient,
)
from score import FILM_TITLE, FRAME_RATE, SCENES, Note, Scene, Voice, scene_notes, track
from sound import MATCH_SECOND, relay_times

WIDTH, HEIGHT = 960, 540
FONT = "DejaVu Sans"
"""Bitstream Vera's free licence; only its pixels end up in the film."""

STRIP_TOP, STRIP_BOTTOM = 484, 530
LINE_X = 120
PIXELS_A_SECOND = 84
MARKER = QPointF(60, 507)

_TONE = np.round(np.interp(np.arange(256), (0, 4, 16, 48, 128, 255), (0, 6, 32, 78, 156, 255))).astype(
    np.uint8
)
"""The scenes are drawn for a dark room; this lifts their shadows for any other."""


class Heard:
    """The notes of one scene, asked by voice and time."""

    def __init__(self, notes: Sequence[Note]) -> None:
        self.notes = notes

    def started(self, voice: Voice, t: Fraction) -> list[Note]:
        """Return the notes of ``voice`` that have begun by ``t``, oldest first."""
        return [note for note in self.notes if note.voice is voice and note.start <= t]

    def coming(self, voice: Voice, t: Fraction) -> list[Note]:
        return [note for note in self.notes if note.voice is voice and note.start > t]

    def pulse(self, voice: Voice, t: Fraction, decay: float) -> float:
        """Return 1 at the onset of the newest note of ``voice``, falling to 1/e in ``decay`` seconds."""
        started = self.started(voice, t)
        return math.exp(-float(t - started[-1].start) / decay) if started else 0.0

    def sounding(self, voice: Voice, t: Fraction) -> Note | None:
        """Return the note of ``voice`` that is held at ``t``."""
        return next((note for note in self.started(voice, t)[::-1] if t < note.start + note.length), None)


class Painter:
    """Draws any frame of the film, in any order."""

    def __init__(self) -> None:
        self._application = QGuiApplication.instance() or QGuiApplication(
            ["make_demo", "-platform", "offscreen"]
        )
        self._heard = {scene.id: Heard(scene_notes(scene)) for scene in SCENES}
        self._image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)

    def frame(self, number: int) -> NDArray[np.uint8]:
        """Return film frame ``number`` as (``HEIGHT``, ``WIDTH``) grey, 0 black to 255 white."""
        scene = next(one for one in SCENES if one.frame_in <= number < one.frame_out)
        t = Fraction(number - scene.frame_in, FRAME_RATE)
        heard = self._heard[scene.id]
        self._image.fill(grey(0))
        p = QPainter(self._image)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        p.setPen(Qt.PenStyle.NoPen)
        match scene.id:
            case "titles":
                draw_titles(p, t, float(scene.film_out - scene.film_in))
            case "lift":
                draw_lift(p, heard, t)
            case "lamps":
                draw_lamps(p, heard, t, float(scene.film_out - scene.film_in))
            case "stuck":
                draw_stuck(p, t)
            case "telephone":
                draw_telephone(p, heard, t)
            case "wipers":
                draw_wipers(p, heard, t)
            case "windows":
                draw_windows(p, heard, t, float(scene.film_out - scene.film_in))
        if scene.track is not None:
            draw_strip(p, heard, t, scene.film_out - scene.film_in)
        draw_label(p, scene, float(t))
        p.end()
        pixels = np.frombuffer(self._image.constBits(), np.uint8).reshape(HEIGHT, WIDTH, 4)
        return _TONE[pixels[..., 1]]


# Small things that every scene uses.


def grey(level: float, alpha: float = 1.0) -> QColor:
    """Return a grey, ``level`` 0..255, ``alpha`` 0..1, both held within their range."""
    value = round(min(255.0, max(0.0, level)))
    return QColor(value, value, value, round(255 * min(1.0, max(0.0, alpha))))


def ease(x: float) -> float:
    """Return ``x`` (held to 0..1) with a soft start and a soft end."""
    x = min(1.0, max(0.0, x))
    return x * x * (3 - 2 * x)


def glow(p: QPainter, x: float, y: float, radius: float, strength: float) -> None:
    """Add light around a point, ``strength`` 0..1."""
    if strength < 0.004:
        return
    gradient = QRadialGradient(QPointF(x, y), radius)
    for step in range(11):
        gradient.setColorAt(step / 10, grey(255, (1 - step / 10) ** 3 * strength))
    p.setCompositionMode(QPainter.CompositionMode.CompositionMode_Screen)
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(QBrush(gradient))
    p.drawEllipse(QPointF(x, y), radius, radius)
    p.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)


def box(
    p: QPainter, x: float, y: float, width: float, height: float, level: float, alpha: float = 1.0
) -> None:
    p.fillRect(QRectF(x, y, width, height), grey(level, alpha))


def stroke(p: QPainter, level: float, width: float, alpha: float = 1.0) -> None:
    """Draw outlines from here on; ``fill`` ends it."""
    p.setPen(QPen(grey(level, alpha), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    p.setBrush(Qt.BrushStyle.NoBrush)


def fill(p: QPainter, level: float, alpha: float = 1.0) -> None:
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(grey(level, alpha))


def write(
    p: QPainter,
    x: float,
    y: float,
    text: str,
    size: int,
    level: float,
    alpha: float,
    spacing: float = 0,
    centre: bool = False,
) -> None:
    """Write ``text`` with its base line at ``y``, from ``x`` on or centred there."""
    font = QFont(FONT)
    font.setPixelSize(size)
    font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, spacing)
    font.setWeight(QFont.Weight.ExtraLight if size >= 40 else QFont.Weight.Normal)
    p.setFont(font)
    if centre:
        x -= (p.fontMetrics().horizontalAdvance(text) - spacing) / 2
    p.setPen(grey(level, alpha))
    p.drawText(QPointF(x, y), text)
    p.setPen(Qt.PenStyle.NoPen)


def draw_strip(p: QPainter, heard: Heard, t: Fraction, length: Fraction) -> None:
    """Draw the passing notes, the line at which they sound, and the lamp that flashes with the bass."""
    box(p, 0, STRIP_TOP - 6, WIDTH, HEIGHT - STRIP_TOP + 6, 8)
    for note in heard.notes:
        if not note.pitches or note.start < 0:
            continue
        left = LINE_X + float(note.start - t) * PIXELS_A_SECOND
        width = float(min(note.length, length - note.start)) * PIXELS_A_SECOND - 3
        if left > WIDTH or left + width < LINE_X - 60:
            continue
        on = note.start <= t < note.start + note.length
        if on:
            level = 130 + 125 * math.exp(-float(t - note.start) / 0.25)
        else:
            level = 34 if note.start < t else 84 if note.voice in (Voice.LEAD, Voice.BASS) else 50
        for pitch in note.pitches:
            y = STRIP_BOTTOM - 3 - (pitch - 33) * (STRIP_BOTTOM - STRIP_TOP) / 46
            box(p, left, y, max(3.0, width), 3, level)
    fade = QLinearGradient(0, 0, LINE_X, 0)
    fade.setColorAt(0.72, grey(8))
    fade.setColorAt(1, grey(8, 0))
    p.fillRect(QRectF(0, STRIP_TOP - 6, LINE_X, HEIGHT - STRIP_TOP + 6), fade)
    box(p, LINE_X - 1, STRIP_TOP - 2, 2, STRIP_BOTTOM - STRIP_TOP + 6, 120)
    flash = heard.pulse(Voice.BASS, t, 0.09)
    glow(p, MARKER.x(), MARKER.y(), 30, 0.7 * flash)
    fill(p, 28 + 227 * flash)
    p.drawEllipse(MARKER, 10, 10)


def draw_label(p: QPainter, scene: Scene, t: float) -> None:
    """Say what is seen and heard, for the first seconds of a scene."""
    if scene.id in ("titles", "end"):
        return
    alpha = ease(t / 0.4) * (1 - ease((t - 4.6) / 0.8))
    if alpha <= 0:
        return
    if scene.track is None:
        music = "no music here"
    else:
        music = f"track {scene.track}   {track(scene.track).title}"
        if scene.music_in:
            music += f"   from 0:{scene.music_in:02d}"
    write(p, 40, 50, scene.text, 20, 235, alpha)
    write(p, 40, 76, music, 15, 150, alpha, spacing=0.5)


# The scenes.


def draw_titles(p: QPainter, t: Fraction, length: float) -> None:
    second = float(t)
    draw_rain(p, second, 70, 46)
    alpha = ease((second - 0.3) / 0.9) * (1 - ease((second - length + 0.7) / 0.6))
    glow(p, WIDTH / 2, 250, 420, 0.16 * alpha)
    write(p, WIDTH / 2, 268, FILM_TITLE.upper(), 64, 245, alpha, spacing=22, centre=True)
    box(p, WIDTH / 2 - 60 * alpha, 300, 120 * alpha, 1.5, 150 * alpha)
    write(p, WIDTH / 2, 336, "a short film for a pair of ears", 18, 165, alpha, spacing=2, centre=True)


def draw_rain(p: QPainter, t: float, count: int, level: float) -> None:
    """Draw ``count`` streaks that fall for ever; each keeps to its own column."""
    dice = random.Random(7)
    for _ in range(count):
        x, speed, phase, long = (
            dice.uniform(-40, WIDTH),
            dice.uniform(500, 800),
            dice.uniform(0, 1),
            dice.uniform(18, 44),
        )
        y = (phase * (HEIGHT + 80) + t * speed) % (HEIGHT + 80) - 60
        stroke(p, level, 1.2)
        p.drawLine(QPointF(x - y * 0.06, y), QPointF(x - (y + long) * 0.06, y + long))
    p.setPen(Qt.PenStyle.NoPen)


_FLOOR_OF_PITCH = {38: 0, 40: 1, 41: 2, 43: 3, 45: 4, 46: 5, 48: 6, 50: 7}


def lift_floor(heard: Heard, t: Fraction) -> float:
    """Return where the lift is, in floors; it arrives with the note."""
    started, coming = heard.started(Voice.BASS, t), heard.coming(Voice.BASS, t)
    here = _FLOOR_OF_PITCH[started[-1].pitches[0]] if started else 0
    if not coming:
        return here
    there = _FLOOR_OF_PITCH[coming[0].pitches[0]]
    return here + (there - here) * ease(1 - float(coming[0].start - t) / 0.45)


def draw_lift(p: QPainter, heard: Heard, t: Fraction) -> None:
    floor, pulse = lift_floor(heard, t), heard.pulse(Voice.BASS, t, 0.28)
    started = heard.started(Voice.BASS, t)
    stop = _FLOOR_OF_PITCH[started[-1].pitches[0]] if started else 0
    top, pitch, left, width = 104, 45, 560, 74

    def y_of(number: float) -> float:
        return top + (7 - number) * pitch

    # the house, cut open
    box(p, 470, top - 14, 400, 8 * pitch + 22, 15)
    box(p, left - 6, top - 14, width + 12, 8 * pitch + 22, 4)
    for number in range(8):
        y = y_of(number)
        box(p, 470, y + pitch - 5, 90 - 6, 2, 46)
        box(p, left + width + 6, y + pitch - 5, 870 - left - width - 6, 2, 46)
        lit = pulse if number == stop else 0.0
        box(p, left + width + 6, y - 3, 870 - left - width - 6, pitch - 2, 15 + 60 * lit)
        for door in range(3):
            box(p, left + width + 40 + door * 64, y + 9, 22, pitch - 14, 24 + 120 * lit)
        write(p, 500, y + 25, str(number), 16, 70 + 185 * lit, 1, centre=True)
        lead = heard.sounding(Voice.LEAD, t)
        if lead is not None and number == (lead.pitches[0] - 60) % 8:
            shine = 0.35 + 0.65 * math.exp(-float(t - lead.start) / 0.4)
            box(p, left + width + 40 + 2 * 64, y + 9, 22, pitch - 14, 40 + 200 * shine)
            glow(p, left + width + 51 + 2 * 64, y + 20, 70, 0.4 * shine)
    # the cabin and its rope
    y = y_of(floor)
    box(p, left + width / 2 - 1, top - 14, 2, y - top + 12, 90)
    glow(p, left + width / 2, y + 20, 110, 0.20 + 0.5 * pulse)
    box(p, left + 4, y - 2, width - 8, pitch - 4, 150 + 105 * pulse)
    box(p, left + width / 2 - 1, y - 2, 2, pitch - 4, 40)
    fill(p, 12)
    p.drawEllipse(QPointF(left + 22, y + 12), 4.5, 5)
    p.drawRoundedRect(QRectF(left + 15, y + 17, 14, 22), 5, 5)
    # the dial over the doors
    centre, radius = QPointF(240, 330), 150.0
    stroke(p, 60, 2)
    p.drawArc(QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius), 0, 180 * 16)
    p.drawLine(QPointF(centre.x() - radius - 14, centre.y()), QPointF(centre.x() + radius + 14, centre.y()))
    for number in range(8):
        angle = math.pi * (1 - (number + 0.5) / 8)
        x, y = centre.x() + (radius - 26) * math.cos(angle), centre.y() - (radius - 26) * math.sin(angle)
        lit = pulse if number == stop else 0.0
        glow(p, x, y, 44, 0.5 * lit)
        write(p, x, y + 8, str(number), 22, 95 + 160 * lit, 1, centre=True)
    angle = math.pi * (1 - (floor + 0.5) / 8)
    stroke(p, 215, 4)
    p.drawLine(centre, QPointF(centre.x() + 98 * math.cos(angle), centre.y() - 98 * math.sin(angle)))
    fill(p, 215)
    p.drawEllipse(centre, 9, 9)
    # a vibraphone's four bars, under the dial
    ring = heard.pulse(Voice.VIBES, t, 0.5)
    for bar in range(4):
        box(p, 150 + bar * 48, 372, 36, 9, 22 + 150 * ring)


def draw_lamps(p: QPainter, heard: Heard, t: Fraction, length: float) -> None:
    horizon, ground = 250.0, 470.0
    chord = heard.pulse(Voice.VIBES, t, 1.6)
    sky = QLinearGradient(0, 0, 0, horizon)
    sky.setColorAt(0, grey(4))
    sky.setColorAt(1, grey(14 + 26 * chord))
    p.fillRect(QRectF(0, 0, WIDTH, horizon), sky)
    box(p, 0, horizon, WIDTH, HEIGHT - horizon, 10)
    dice = random.Random(11)
    x = -10.0
    while x < WIDTH:
        wide, high = dice.uniform(50, 110), dice.uniform(40, 130) * (0.35 + abs(x - 700) / 600)
        box(p, x, horizon - high, wide, high, 7)
        x += wide + dice.choice((0, 0, 12))
    lead = heard.sounding(Voice.LEAD, t)
    moon = 0.0
    if lead is not None:
        moon = 0.25 + 0.75 * min(1.0, float(t - lead.start) / 0.06) * math.exp(-float(t - lead.start) / 0.9)
    glow(p, 800, 104, 150, 0.18 + 0.4 * moon)
    fill(p, 70 + 150 * moon)
    p.drawEllipse(QPointF(800, 104), 26, 26)
    # eight lamps, from far to near; the ninth beat puts them out and begins again
    beats = heard.started(Voice.BASS, t)
    beats = [note for note in beats if note.start >= 0]
    lit_count = (len(beats) - 1) % 8 + 1 if beats else 0
    flash = heard.pulse(Voice.BASS, t, 0.3)
    for lamp in range(8):
        near = 1 / (1 + (7 - lamp) * 0.42)
        x = 700 - 620 * near
        foot = horizon + (ground - horizon) * near
        head = foot - 300 * near
        on = lamp < lit_count
        newest = on and lamp == lit_count - 1
        strength = (0.45 + (0.55 * flash if newest else 0)) if on else 0.0
        box(p, x - 3 * near, head, 6 * near, foot - head, 26 + 50 * strength)
        box(p, x - 3 * near, head - 3 * near, 44 * near, 5 * near, 26 + 50 * strength)
        lamp_x, lamp_y = x + 40 * near, head + 9 * near
        if on:
            cone = QPolygonF(
                [
                    QPointF(lamp_x - 8 * near, lamp_y),
                    QPointF(lamp_x + 8 * near, lamp_y),
                    QPointF(lamp_x + 110 * near, foot),
                    QPointF(lamp_x - 110 * near, foot),
                ]
            )
            shaft = QLinearGradient(0, lamp_y, 0, foot)
            shaft.setColorAt(0, grey(255, 0.30 * strength))
            shaft.setColorAt(1, grey(255, 0.05 * strength))
            p.setBrush(QBrush(shaft))
            p.drawPolygon(cone)
            fill(p, 255, 0.22 * strength)
            p.drawEllipse(QPointF(lamp_x, foot), 110 * near, 15 * near)
        glow(p, lamp_x, lamp_y, 120 * near + 10, 0.9 * strength)
        fill(p, 40 + 215 * strength)
        p.drawEllipse(QPointF(lamp_x, lamp_y), 10 * near, 8 * near)
    # she walks; each foot comes down on a beat
    x = 150 + 560 * float(t) / length
    steps = float(t) - 0.25
    swing = math.cos(math.pi * steps)
    base = 452.0
    rise = 3 * abs(math.sin(math.pi * steps))
    box(p, x - 26, base, 52, 4, 0, 0.6)
    stroke(p, 0, 7)
    p.drawLine(QPointF(x, base - 46 - rise), QPointF(x + 15 * swing, base))
    p.drawLine(QPointF(x, base - 46 - rise), QPointF(x - 15 * swing, base))
    rim = 40 + 90 * flash
    p.setPen(QPen(grey(rim), 1.6))
    p.setBrush(grey(0))
    coat = QPainterPath(QPointF(x - 9, base - 108 - rise))
    coat.cubicTo(QPointF(x - 18, base - 80), QPointF(x - 22, base - 60), QPointF(x - 24, base - 34 - rise))
    coat.lineTo(QPointF(x + 22, base - 34 - rise))
    coat.cubicTo(QPointF(x + 20, base - 60), QPointF(x + 15, base - 85), QPointF(x + 9, base - 108 - rise))
    coat.closeSubpath()
    p.drawPath(coat)
    p.drawEllipse(QPointF(x + 1, base - 120 - rise), 11, 13)
    p.setPen(Qt.PenStyle.NoPen)


def draw_stuck(p: QPainter, t: Fraction) -> None:
    second = float(t)
    clicks = [time for time in relay_times() if time <= second]
    flicker = math.exp(-(second - clicks[-1]) / 0.12) if clicks else 0.0
    flame = 0.0
    if second >= MATCH_SECOND:
        age = second - MATCH_SECOND
        flame = (0.55 + 0.45 * math.exp(-age / 0.15)) * (1 - ease((age - 2.6) / 0.5))
        flame *= 1 + 0.06 * math.sin(23 * age) + 0.04 * math.sin(37 * age)
    # the cabin from inside: two doors, panels, a row of floor lamps
    glow(p, 480, 330, 430, 0.32 * flame)
    for side in (-1, 1):
        level = 10 + 12 * flicker + 26 * flame
        box(p, 480 + (2 if side > 0 else -182), 130, 180, 350, level)
        stroke(p, level + 16, 1.5)
        p.drawRect(QRectF(480 + (22 if side > 0 else -162), 154, 140, 302))
        p.setPen(Qt.PenStyle.NoPen)
    stroke(p, 26 + 30 * flicker + 40 * flame, 3)
    p.drawRect(QRectF(292, 124, 376, 360))
    p.setPen(Qt.PenStyle.NoPen)
    for number in range(8):
        x = 354 + number * 36
        lit = flicker if number in (3, 4) and (len(clicks) % 2 == number % 2) else 0.0
        glow(p, x, 104, 46, 0.8 * lit)
        write(p, x, 110, str(number), 17, 40 + 215 * lit, 1, centre=True)
    # a hand with a match
    if flame > 0:
        x, y = 420, 300
        glow(p, x, y, 260, 0.55 * flame)
        stroke(p, 120 * flame, 3)
        p.drawLine(QPointF(x, y + 10), QPointF(x + 6, y + 62))
        fill(p, 255, flame)
        tip = 26 + 5 * math.sin(19 * second)
        drop = QPainterPath(QPointF(x, y - tip))
        drop.cubicTo(QPointF(x + 4, y - 8), QPointF(x + 9, y), QPointF(x, y + 11))
        drop.cubicTo(QPointF(x - 9, y), QPointF(x - 4, y - 8), QPointF(x, y - tip))
        p.drawPath(drop)


def draw_telephone(p: QPainter, heard: Heard, t: Fraction) -> None:
    chord = heard.pulse(Voice.VIBES, t, 0.7)
    ring = heard.pulse(Voice.BELL, t, 0.10)
    bass = heard.pulse(Voice.BASS, t, 0.4)
    lead = heard.sounding(Voice.LEAD, t)
    # blinds; the street behind them breathes with the chords
    for slat in range(13):
        box(p, 560, 96 + slat * 20, 330, 13, 12 + 62 * chord)
    box(p, 722, 90, 6, 268, 5)
    # light from the blinds lies on the wall, moved by the trumpet
    if lead is not None:
        age = float(t - lead.start)
        shine = min(1.0, age / 0.06) * (0.35 + 0.65 * math.exp(-age / 0.6))
        y = 330.0 - (lead.pitches[0] - 57) * 14
        for slat in range(4):
            box(p, 60, y - 22 + slat * 12, 250, 6, 150 * shine + 8)
        glow(p, 185, y - 2, 190, 0.22 * shine)
    box(p, 0, 420, WIDTH, HEIGHT - 420, 16 + 14 * bass)
    box(p, 0, 418, WIDTH, 2, 50 + 60 * bass)
    # rings in the air, one a bell note
    x, y = 440.0, 330.0
    for note in heard.started(Voice.BELL, t):
        age = float(t - note.start)
        if age < 1.0:
            stroke(p, 235, 2.2, 0.75 * (1 - age) ** 2)
            radius = 96 + 210 * age
            for start in (25, 115):
                p.drawArc(QRectF(x - radius, y - 20 - radius, 2 * radius, 2 * radius), start * 16, 40 * 16)
    p.setPen(Qt.PenStyle.NoPen)
    glow(p, x, y, 210, 0.5 * ring)
    shake = 3.5 * ring * (1 if len(heard.started(Voice.BELL, t)) % 2 else -1)
    x += shake
    rim = 74 + 181 * ring
    p.setPen(QPen(grey(rim), 2.2))
    p.setBrush(grey(10 + 34 * ring))
    body = QPainterPath(QPointF(x - 92, 424))
    body.cubicTo(QPointF(x - 84, 380), QPointF(x - 52, 372), QPointF(x - 44, 330))
    body.lineTo(QPointF(x + 44, 330))
    body.cubicTo(QPointF(x + 52, 372), QPointF(x + 84, 380), QPointF(x + 92, 424))
    body.closeSubpath()
    p.drawPath(body)
    lifted = 5 * ring
    handset = QPainterPath(QPointF(x - 108, 322 - lifted))
    handset.cubicTo(
        QPointF(x - 100, 268 - lifted), QPointF(x + 100, 268 - lifted), QPointF(x + 108, 322 - lifted)
    )
    handset.lineTo(QPointF(x + 64, 330 - lifted))
    handset.cubicTo(
        QPointF(x + 60, 302 - lifted), QPointF(x - 60, 302 - lifted), QPointF(x - 64, 330 - lifted)
    )
    handset.closeSubpath()
    p.drawPath(handset)
    p.drawEllipse(QPointF(x, 384), 33, 31)
    p.setPen(Qt.PenStyle.NoPen)
    for hole in range(10):
        angle = math.radians(40 + hole * 30)
        fill(p, rim * 0.8)
        p.drawEllipse(QPointF(x + 23 * math.cos(angle), 384 - 21 * math.sin(angle)), 3.4, 3.4)


def draw_wipers(p: QPainter, heard: Heard, t: Fraction) -> None:
    beat = (float(t) - 0.25) / 0.75
    bass = heard.pulse(Voice.BASS, t, 0.35)
    chord = heard.pulse(Voice.VIBES, t, 1.2)
    # the road: headlights come up with the bass, the town with the chords
    horizon = 260.0
    sky = QLinearGradient(0, 60, 0, horizon)
    sky.setColorAt(0, grey(5))
    sky.setColorAt(1, grey(12 + 46 * chord))
    p.fillRect(QRectF(0, 0, WIDTH, horizon), sky)
    box(p, 0, horizon, WIDTH, HEIGHT - horizon, 8)
    for dash in range(5):
        near = ((dash + beat * 0.5) % 5) / 5
        y = horizon + 210 * near**2
        fill(p, 30 + 70 * near)
        wide = 3 + 14 * near
        p.drawPolygon(
            QPolygonF(
                [
                    QPointF(480 - wide * 0.5 - 40 * near, y),
                    QPointF(480 + wide * 0.5 - 40 * near, y),
                    QPointF(480 + wide - 46 * near, y + 30 * near),
                    QPointF(480 - wide - 46 * near, y + 30 * near),
                ]
            )
        )
    for side in (-1, 1):
        glow(p, 590 + side * 34, 296, 150, 0.12 + 0.75 * bass)
        fill(p, 70 + 185 * bass)
        p.drawEllipse(QPointF(590 + side * 34, 296), 9, 9)
    lead = heard.sounding(Voice.LEAD, t)
    if lead is not None:
        age = float(t - lead.start)
        shine = min(1.0, age / 0.05) * (0.4 + 0.6 * math.exp(-age / 0.5))
        y = 250 - (lead.pitches[0] - 60) * 9
        glow(p, 300, y, 120, 0.6 * shine)
        box(p, 220, y - 2, 160, 4, 60 + 190 * shine)
    # drops: each note of the hi-hat throws its own, they stay until a wiper has passed
    for index, note in enumerate(heard.started(Voice.HAT, t)):
        age = float(t - note.start)
        if age > 0.8 or note.start < 0:
            continue
        dice = random.Random(index * 31 + 5)
        for _ in range(16):
            x, y, long = dice.uniform(90, 870), dice.uniform(80, 420), dice.uniform(16, 46)
            alpha = math.exp(-age / 0.22)
            run = 40 * age
            stroke(p, 225, 1.8, alpha)
            p.drawLine(QPointF(x, y + run), QPointF(x - long * 0.25, y + run + long))
    p.setPen(Qt.PenStyle.NoPen)
    # the wipers turn round on the beat
    phase = 0.5 - 0.5 * math.cos(math.pi * beat)
    for pivot in (300.0, 660.0):
        angle = math.radians(164 - 128 * phase)
        tip = QPointF(pivot + 300 * math.cos(angle), 474 - 300 * math.sin(angle))
        mid = QPointF(pivot + 110 * math.cos(angle), 474 - 110 * math.sin(angle))
        stroke(p, 0, 11)
        p.drawLine(QPointF(pivot, 474), tip)
        stroke(p, 70 + 60 * bass, 3)
        p.drawLine(mid, tip)
    # the frame of the windscreen
    frame = QPainterPath()
    frame.addRect(QRectF(0, 0, WIDTH, HEIGHT))
    glass = QPainterPath(QPointF(56, 474))
    glass.cubicTo(QPointF(70, 250), QPointF(110, 120), QPointF(170, 96))
    glass.cubicTo(QPointF(360, 84), QPointF(600, 84), QPointF(790, 96))
    glass.cubicTo(QPointF(850, 120), QPointF(890, 250), QPointF(904, 474))
    glass.closeSubpath()
    fill(p, 3)
    p.drawPath(frame.subtracted(glass))
    stroke(p, 46, 2)
    p.drawPath(glass)
    p.setPen(Qt.PenStyle.NoPen)


def draw_windows(p: QPainter, heard: Heard, t: Fraction, length: float) -> None:
    second = float(t)
    dawn = ease((second - length + 9) / 8)
    sky = QLinearGradient(0, 0, 0, 470)
    sky.setColorAt(0, grey(5 + 50 * dawn))
    sky.setColorAt(1, grey(12 + 150 * dawn))
    p.fillRect(QRectF(0, 0, WIDTH, 480), sky)
    chords = heard.started(Voice.VIBES, t)
    lead = heard.sounding(Voice.LEAD, t)
    bass = heard.pulse(Voice.BASS, t, 0.3)
    dice = random.Random(3)
    houses = (
        (30, 150, 210),
        (190, 130, 300),
        (330, 190, 250),
        (530, 120, 340),
        (660, 160, 270),
        (830, 110, 200),
    )
    for house, (left, width, high) in enumerate(houses):
        top = 470 - high
        box(p, left, top, width, high, 9 + 4 * (house % 2))
        columns, rows = width // 26, high // 32
        for row in range(rows):
            for column in range(columns):
                x, y = left + 9 + column * 26, top + 12 + row * 32
                draw = dice.random()
                # every window belongs to one chord of four and one of its notes
                turn, level = int(draw * 4), 0.0
                if chords and (len(chords) - 1) % 4 == turn:
                    level = math.exp(-float(t - chords[-1].start) / 1.1)
                elif len(chords) > 1 and (len(chords) - 2) % 4 == turn:
                    level = 0.7 * math.exp(-float(t - chords[-2].start) / 1.1)
                box(p, x, y, 13, 18, 20 + 190 * level + 30 * dawn * (1 - level))
    if lead is not None:
        age = float(t - lead.start)
        shine = min(1.0, age / 0.06) * (0.45 + 0.55 * math.exp(-age / 0.6))
        row = min(9, max(0, (lead.pitches[0] - 58) // 2))
        sings_x, sings_y = 530 + 9 + 26 * (lead.pitches[0] % 4), 470 - 340 + 12 + 32 * (9 - row)
        glow(p, sings_x + 6, sings_y + 9, 110, 0.7 * shine)
        box(p, sings_x, sings_y, 13, 18, 90 + 165 * shine)
    # a lift runs up the outside of the third house
    floor = lift_floor(heard, t)
    box(p, 424, 220, 3, 250, 34)
    cabin_y = 452 - floor * 28
    glow(p, 425, cabin_y + 8, 60, 0.25 + 0.6 * bass)
    box(p, 417, cabin_y, 17, 18, 140 + 115 * bass)
    box(p, 0, 470, WIDTH, 10, 4)
    fin = ease((second - length + 3.6) / 0.8)
    if fin > 0:
        write(p, WIDTH / 2, 110, "END", 48, 250, fin, spacing=26, centre=True)
    box(p, 0, 0, WIDTH, HEIGHT, 0, ease((second - length + 1.0) / 1.0))
