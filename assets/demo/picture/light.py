"""Light that is added to a picture: glows, cones, haze. Every falloff is that of a real lamp, the inverse
square."""

import math
from functools import cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage, QPainter
from scipy.ndimage import gaussian_filter


def glow(
    p: QPainter,
    x: float,
    y: float,
    radius: float,
    strength: float = 1.0,
    squash: float = 1.0,
    core: float = 0.1,
) -> None:
    """Add the light around a lamp at (x, y), nothing left of it ``radius`` away.

    ``strength`` is 0 to 1; ``squash`` below 1 lays it down on a floor; ``core`` is the share of the radius
    within which it is half as bright as in its middle: 0.03 for a spark or a far lamp, 0.25 for a soft pool.
    """
    area = QRectF(x - radius, y - radius * squash, 2 * radius, 2 * radius * squash)
    _add(p, _glow(round(core, 2)), area, strength)


def cone(
    p: QPainter,
    x: float,
    y: float,
    angle: float,
    length: float,
    spread: float = 30.0,
    strength: float = 0.6,
    edge: float = 0.5,
) -> None:
    """Add a cone of light through hazy air, from (x, y) to ``length`` pixels away.

    ``angle`` is degrees, 0 to the right and 90 down; ``spread`` the full opening in degrees; ``edge`` is how
    soft its border is, 0.1 (a projector) to 1 (a street lamp)."""
    p.save()
    p.translate(x, y)
    p.rotate(angle)
    half = length * math.tan(math.radians(min(spread, 150) / 2))
    _add(p, _cone(round(edge, 1)), QRectF(0, -half, length, 2 * half), strength)
    p.restore()


def haze(
    p: QPainter, area: QRectF, t: float, strength: float = 0.15, scale: float = 1.0, wind: float = 12.0
) -> None:
    """Add drifting mist to ``area``, thin at its borders; ``scale`` 2 makes its clouds twice as large,
    ``wind`` is pixels a second."""
    slow = clouds(512, 5)
    near = _shifted(slow[(np.arange(96) * 4 / scale + 40).astype(int) % 512], t * wind / scale, 4 / scale)
    far = _shifted(
        slow[(np.arange(96) * 8 / scale + 300).astype(int) % 512], t * wind / scale * 2.3, 8 / scale
    )
    window = np.outer(np.sin(np.linspace(0, np.pi, 96)), np.sin(np.linspace(0, np.pi, 128)) ** 0.5)
    _add(p, _sprite(near * (0.4 + 0.9 * far) * window), area, strength)


def smoke(
    p: QPainter, x: float, y: float, t: float, height: float = 200.0, strength: float = 0.12, seed: int = 0
) -> None:
    """Add the smoke of a cigarette that lies or is held at (x, y): a thread that widens, curls and goes."""
    puffs = 44
    for k in range(puffs):
        age = (k + (t * 9) % 1) / puffs
        born = t - age * puffs / 9
        sway = math.sin(born * 2.1 + seed) * 0.5 + math.sin(born * 0.77 + 2 * seed) * 0.5
        curl = math.sin(age * 11 + born * 1.3 + seed) * age
        px = x + height * (0.16 * sway * age + 0.09 * curl)
        glow(
            p,
            px,
            y - height * age**0.85,
            height * (0.03 + 0.16 * age),
            strength * (1 - age) ** 1.4,
            core=0.25,
        )


def _shifted(rows: NDArray[np.float32], by: float, step: float) -> NDArray[np.float32]:
    """Return 128 columns of ``rows``, ``step`` apart, moved ``by`` columns (a fraction too) to the right."""
    columns = np.arange(128) * step - by
    left = np.floor(columns).astype(int)
    share = (columns - left).astype(np.float32)
    moved: NDArray[np.float32] = rows[:, left % 512] * (1 - share) + rows[:, (left + 1) % 512] * share
    return moved


@cache
def clouds(size: int, seed: int) -> NDArray[np.float32]:
    """Return a square of cloud (0 to 1) that joins itself at its borders."""
    grain = np.random.default_rng(seed).standard_normal((size, size)).astype(np.float32)
    total = np.zeros((size, size), np.float32)
    for width in (6, 14, 32, 64):
        octave = gaussian_filter(grain, width, mode="wrap")
        total += octave / octave.std() * width
    total = (total - total.mean()) / total.std()
    cloud: NDArray[np.float32] = np.clip(0.5 + 0.28 * total, 0, 1).astype(np.float32)
    return cloud


def _add(p: QPainter, image: QImage, area: QRectF, strength: float) -> None:
    mode, opacity = p.compositionMode(), p.opacity()
    p.setCompositionMode(QPainter.CompositionMode.CompositionMode_Plus)
    p.setOpacity(min(max(strength, 0.0), 1.0) * opacity)
    p.drawImage(area, image, QRectF(QPointF(0, 0), image.size()))
    p.setOpacity(opacity)
    p.setCompositionMode(mode)


def _sprite(light: NDArray[np.floating]) -> QImage:
    """Return ``light`` (0 to 1) as an image to be added; a touch of noise keeps its dark slopes free of
    steps."""
    noise = np.random.default_rng(1).random(light.shape) * (light > 0)
    level = np.clip(light * 255 + noise, 0, 255).astype(np.uint32)
    words = np.ascontiguousarray(level * np.uint32(0x01010101))
    height, width = words.shape
    return QImage(words.tobytes(), width, height, 4 * width, QImage.Format.Format_ARGB32_Premultiplied).copy()


@cache
def _glow(core: float) -> QImage:
    y, x = np.mgrid[-1:1:256j, -1:1:256j]
    r2 = np.clip(x * x + y * y, 0, 1)
    return _sprite((1 / (1 + r2 / core**2)) * (1 - r2) ** 2)


@cache
def _cone(edge: float) -> QImage:
    y, x = np.mgrid[-1:1:256j, 0:1:512j]
    across = np.abs(y) / np.maximum(x, 1e-3)
    border = np.clip((1 - across) / edge, 0, 1)
    border = border * border * (3 - 2 * border)
    along = (1 - x) ** 1.2 / (1 + (x / 0.28) ** 2)
    return _sprite(border * along)
