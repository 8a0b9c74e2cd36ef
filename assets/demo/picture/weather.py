"""Rain, its splashes, and the wet ground that shows the picture above it upside down."""

import math
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from picture.light import clouds
from picture.stage import WIDTH, Stage, chance, drift, gray


@dataclass(frozen=True, slots=True)
class Rain:
    """A sheet of rain. Several of them, at several layers, give depth: ``FAR``, ``MIDDLE``, ``NEAR``.

    ``drops`` are in the frame at once; ``speed`` is pixels a second, ``length`` and ``width`` those of a
    streak."""

    seed: int
    drops: int
    speed: float
    length: float
    width: float
    tone: float
    alpha: float

    def paint(self, p: QPainter, t: float, area: QRectF, wind: float = 0.15, strength: float = 1.0) -> None:
        """Paint the rain over ``area`` at second ``t``; ``wind`` is sideways pixels for each one
        downwards."""
        pen = QPen(gray(self.tone, self.alpha * strength), self.width)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        gust = wind * (1 + 0.25 * drift(t * 0.6, self.seed))
        span = area.height() + 2 * self.length
        lines = []
        for k in range(self.drops):
            fallen = t * self.speed * (0.8 + 0.4 * chance(k, self.seed)) / span + chance(k, self.seed + 1)
            turn = math.floor(fallen)
            y = area.top() - self.length + (fallen - turn) * span
            x = area.left() + chance(k + turn * 7919, self.seed + 2) * (area.width() + 200) - 100
            x += (y - area.center().y()) * gust
            lines.append(QLineF(x, y, x - gust * self.length, y - self.length))
        p.setPen(pen)
        p.drawLines(lines)
        p.setPen(Qt.PenStyle.NoPen)


FAR = Rain(11, 420, 620, 16, 0.8, 210, 0.16)
MIDDLE = Rain(12, 150, 980, 34, 1.2, 220, 0.17)
NEAR = Rain(13, 26, 1700, 130, 3.2, 230, 0.09)


def splashes(
    p: QPainter, t: float, area: QRectF, count: int = 60, strength: float = 0.5, seed: int = 3
) -> None:
    """Paint the drops that burst on the ground of ``area``, small at its top (far away) and large at its
    bottom."""
    for k in range(count):
        life = t / 0.34 + chance(k, seed)
        turn = math.floor(life)
        age = life - turn
        far = chance(k + turn * 613, seed + 1) ** 0.8
        x = area.left() + chance(k + turn * 331, seed + 2) * area.width()
        y = area.top() + far * area.height()
        size = (2 + 9 * far) * age**0.5
        p.setPen(QPen(gray(225, strength * (1 - age) * (0.3 + 0.7 * far)), 0.5 + 0.7 * far))
        p.setBrush(Qt.BrushStyle.NoBrush)
        p.drawEllipse(QPointF(x, y), size * 1.6, size * 0.45)
        if age < 0.5:
            p.drawLine(QPointF(x, y), QPointF(x, y - size * 0.9))
    p.setPen(Qt.PenStyle.NoPen)


def wet(
    stage: Stage,
    horizon: float,
    strength: float = 0.6,
    stretch: float = 1.6,
    ripple: float = 5.0,
    bottom: float = 720.0,
) -> None:
    """Let the ground between the rows ``horizon`` and ``bottom`` (of the picture, not of the world) show what
    is painted above it, mirrored, ``stretch`` times as long, broken by ``ripple`` pixels, and in patches
    only."""
    top, end = max(round(horizon), 1), round(bottom)
    if end <= top:
        return
    source = stage.pixels.astype(np.float32)
    down = np.arange(end - top, dtype=np.float32)[:, None]
    near = down / max(end - top, 1)
    across = np.arange(WIDTH, dtype=np.int32)[None, :]
    noise = clouds(512, 9)
    t = stage.t
    lines = (down * (1.8 - 1.1 * near)).astype(np.int32)
    wave = noise[(lines * 3 + int(t * 40)) % 512, (across // 3 + int(t * 11)) % 512] - 0.5
    wave = wave + 0.35 * np.sin(down * (0.9 - 0.6 * near) + t * 5 + across * 0.01)
    rows = np.clip(top - down / stretch + wave * ripple * 2 * (0.3 + near), 0, top - 1).astype(np.int32)
    columns = np.clip(across + wave * ripple * (0.4 + 1.6 * near), 0, WIDTH - 1).astype(np.int32)
    mirrored = source[rows, columns]
    patches = 0.35 + 0.65 * np.clip((noise[(lines * 2 + 80) % 512, across % 512] - 0.35) * 3, 0, 1)
    fade = (1 - 0.55 * near) * np.float32(strength)
    stage.show((source[top:end] + mirrored * patches * fade).astype(np.float32), top)
