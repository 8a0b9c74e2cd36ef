"""What film does to a picture: bloom, tone, vignette, weave, flicker, grain, a speck of dust now and then."""

import math
from functools import cache

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter

from picture.stage import HEIGHT, WIDTH, chance, drift, enlarged

GRAIN = 3.2
"""Standard deviation of the grain in the middle tones, in luma. More of it costs more bits than it is
worth."""


def develop(light: NDArray[np.float32], frame: int) -> NDArray[np.uint8]:
    """Return the ``light`` of a painted frame (720, 960; 0 to 255) as the film shows it."""
    bright = np.maximum(light - 90, 0).reshape(HEIGHT // 8, 8, WIDTH // 8, 8).mean((1, 3))
    bloom = gaussian_filter(bright, 1.3) * 0.30 + gaussian_filter(bright, 5) * 0.30
    picture = light + enlarged(bloom.astype(np.float32), 8)
    picture = _woven(picture, 0.7 * drift(frame / 19, 1), 0.5 * drift(frame / 14, 2))
    flicker = 1 + 0.008 * (chance(frame // 2, 3) - 0.5) + 0.006 * drift(frame / 30, 4)
    picture *= _vignette() * np.float32(flicker)
    # A straight line with a shoulder: lamps glow without a flat white patch around them.
    picture = np.where(picture > 150, 150 + 105 * (1 - np.exp((150 - picture) / 105)), picture)
    # Grain that changes on every second frame looks alive and costs half the bits.
    tile = _grain(frame // 2 % 6)
    dx, dy = int(chance(frame // 2, 5) * 64), int(chance(frame // 2, 6) * 64)
    picture += tile[dy : dy + HEIGHT, dx : dx + WIDTH] * (
        0.35 + 0.65 * np.sin(np.clip(picture, 0, 255) * (math.pi / 255))
    )
    _dust(picture, frame)
    film: NDArray[np.uint8] = np.clip(picture + 0.5, 0, 255).astype(np.uint8)
    return film


def _woven(picture: NDArray[np.float32], dx: float, dy: float) -> NDArray[np.float32]:
    """Return ``picture`` shifted by a part of a pixel (-1 to 1): the film is never quite still in its
    gate."""
    height, width = picture.shape
    around = np.pad(picture, 1, mode="edge")
    right, down = (1 if dx > 0 else -1), (1 if dy > 0 else -1)
    here, side = around[:, 1:-1], around[:, 1 - right : 1 - right + width]
    moved = here + (side - here) * np.float32(abs(dx))
    picture, above = moved[1:-1], moved[1 - down : 1 - down + height]
    return picture + (above - picture) * np.float32(abs(dy))


def _dust(picture: NDArray[np.float32], frame: int) -> None:
    """Put a dark or light speck on about one frame of twenty."""
    if chance(frame, 7) > 0.05:
        return
    x, y = int(chance(frame, 8) * (WIDTH - 20)) + 10, int(chance(frame, 9) * (HEIGHT - 20)) + 10
    size = 1.2 + 1.6 * chance(frame, 10)
    rows, columns = np.mgrid[-8:9, -8:9]
    bend = columns * (1 + chance(frame, 11)) + rows * (chance(frame, 12) - 0.5) * 2
    speck = np.exp(-(bend**2 + (rows * 0.7) ** 2) / (2 * size**2))
    picture[y - 8 : y + 9, x - 8 : x + 9] += (60 if chance(frame, 13) < 0.6 else -40) * speck


@cache
def _vignette() -> NDArray[np.float32]:
    y, x = np.mgrid[-1 : 1 : HEIGHT * 1j, -1 : 1 : WIDTH * 1j]
    shade: NDArray[np.float32] = (1 / (1 + 0.16 * (x * x + y * y)) ** 2 * 1.06).astype(np.float32)
    return shade


@cache
def _grain(number: int) -> NDArray[np.float32]:
    """Return one of a few sheets of grain: blurred noise, for the finest grain is what a codec can least
    keep."""
    noise = np.random.default_rng(100 + number).standard_normal((HEIGHT + 64, WIDTH + 64))
    soft = gaussian_filter(noise, 0.9)
    sheet: NDArray[np.float32] = (soft / soft.std() * GRAIN).astype(np.float32)
    return sheet
