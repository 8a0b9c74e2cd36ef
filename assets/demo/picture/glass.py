"""Drops on a pane of glass: small lenses that gather the lights behind them."""

from collections.abc import Iterable
from functools import cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage, QPainter
from scipy.ndimage import gaussian_filter

from picture.stage import HEIGHT, WIDTH, Stage

Drop = tuple[float, float, float, float]
"""x, y in the untouched world, radius in pixels, and how much longer than wide it is (1: round)."""


def drops(stage: Stage, wanted: Iterable[Drop], strength: float = 1.0) -> None:
    """Paint drops on a pane in front of all that is there; each shows the light around it, upside down."""
    light = behind(stage)
    with stage.layer(0) as p:
        for x, y, radius, stretch in wanted:
            row = min(max(int((y + HEIGHT / 2) / 8), 0), HEIGHT // 8 - 1)
            column = min(max(int((x + WIDTH / 2) / 8), 0), WIDTH // 8 - 1)
            level = float(light[row, column])
            area = QRectF(x - radius, y - radius * stretch, 2 * radius, 2 * radius * stretch)
            p.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
            p.setOpacity(min(0.3 + level / 160, 0.8) * strength)
            p.drawImage(area, _shade(), _SPRITE)
            p.setCompositionMode(QPainter.CompositionMode.CompositionMode_Plus)
            p.setOpacity(min((0.06 + level / 62) * strength, 1.0))
            p.drawImage(area, _gleam(), _SPRITE)


def behind(stage: Stage) -> NDArray[np.float32]:
    """Return the light behind the pane, blurred, one value for eight pixels of each row and column."""
    small = stage.pixels.reshape(HEIGHT // 8, 8, WIDTH // 8, 8).mean((1, 3), dtype=np.float32)
    near, far = gaussian_filter(small, 2.0), gaussian_filter(small, 7.0)
    return ((near + far) / 2).astype(np.float32)


_SPRITE = QRectF(QPointF(0, 0), QPointF(32, 32))


def _round() -> tuple[NDArray[np.floating], NDArray[np.floating], NDArray[np.floating]]:
    y, x = np.mgrid[-1:1:32j, -1:1:32j]
    return x, y, np.hypot(x, y)


@cache
def _shade() -> QImage:
    """Return the drop's dark upper rim."""
    _, y, r = _round()
    edge = np.clip((1 - r) * 8, 0, 1)
    dark = edge * np.clip(0.35 + 0.75 * r**3 - 0.7 * y, 0, 1)
    alpha = (dark * 255).astype(np.uint32) << np.uint32(24)
    return QImage(alpha.tobytes(), 32, 32, 128, QImage.Format.Format_ARGB32_Premultiplied).copy()


@cache
def _gleam() -> QImage:
    """Return the light in a drop: a crescent at its foot and a spark above."""
    x, y, r = _round()
    inside = np.clip((1 - r) * 6, 0, 1)
    crescent = np.exp(-(((r - 0.68) / 0.17) ** 2)) * np.clip(y * 1.4, 0, 1)
    spark = np.exp(-((x + 0.28) ** 2 + (y + 0.36) ** 2) / 0.02)
    level = np.clip((0.12 + crescent + 0.7 * spark) * inside, 0, 1)
    words = (level * 255).astype(np.uint32) * np.uint32(0x01010101)
    return QImage(words.tobytes(), 32, 32, 128, QImage.Format.Format_ARGB32_Premultiplied).copy()
