"""A city at night, seen from a high window: rows of houses, their windows going out one by one."""

from functools import cache

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPainterPath

from picture.stage import gray


@cache
def _houses(
    seed: int, width: float, height: float, window: float
) -> tuple[QPainterPath, list[tuple[QRectF, float, float]]]:
    """Return the outline of a row of houses, and of each window its place, its brightness, and its bedtime (0
    to 1)."""
    random = np.random.default_rng(seed)
    outline = QPainterPath()
    windows = []
    x = -width / 2
    while x < width / 2:
        wide = window * (5 + 7 * random.random())
        tall = height * (0.35 + 0.65 * random.random() ** 1.6)
        outline.addRect(QRectF(x, -tall, wide + 1, tall + 2000))
        if random.random() < 0.45:  # A setback, a tank, a mast: roofs are what makes a skyline.
            outline.addRect(QRectF(x + wide * 0.25, -tall - window * 2.4, wide * 0.5, window * 2.4))
        if random.random() < 0.25:
            outline.addRect(QRectF(x + wide * 0.48, -tall - window * 8, window * 0.2, window * 8))
        columns = int(wide / window) - 1
        awake = 0.08 + 0.4 * random.random() ** 2
        for row in range(int(tall / (window * 1.7))):
            for column in range(columns):
                if random.random() < awake:
                    place = QRectF(
                        x + (wide - columns * window) / 2 + (column + 0.22) * window,
                        -tall + window * (0.9 + 1.7 * row),
                        window * 0.56,
                        window * (0.8 if random.random() < 0.8 else 0.45),
                    )
                    windows.append((place, 0.25 + 0.75 * random.random() ** 2, random.random()))
        x += wide + window * 0.4 * random.random()
    return outline, windows


def skyline(
    p: QPainter,
    seed: int,
    width: float,
    height: float,
    ground: float,
    tone: float = 14,
    window: float = 9.0,
    awake: float = 1.0,
    light: float = 170,
) -> None:
    """Paint a row of houses ``width`` wide around x = 0, up to ``height`` above ``ground`` and far below it.

    ``tone`` is that of the walls (the farther the lighter, for haze), ``window`` the pixels from window to
    window, ``awake`` the share of its lit windows that still are lit, ``light`` the tone of the brightest of
    them."""
    outline, windows = _houses(seed, width, height, window)
    p.save()
    p.translate(0, ground)
    p.fillPath(outline, gray(tone))
    for place, brightness, bedtime in windows:
        if bedtime < awake:
            p.fillRect(place, gray(tone + (light - tone) * brightness))
    p.restore()
