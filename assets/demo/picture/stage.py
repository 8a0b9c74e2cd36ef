"""Where a scene is painted: one picture, a camera with parallax layers, and operations on what is painted so
far.

The world of a scene is measured in pixels of the finished frame: (0, 0) is its middle, x grows to the right
and y downwards, so that an untouched camera sees x from -480 to 480 and y from -360 to 360. Tones are luma, 0
to 255. A scene paints from the back to the front and keeps nothing from frame to frame: every frame can be
painted alone."""

import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import plan
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QTransform
from scipy.ndimage import gaussian_filter

WIDTH, HEIGHT = plan.WIDTH, plan.HEIGHT
FRAME = QRectF(-WIDTH / 2, -HEIGHT / 2, WIDTH, HEIGHT)
"""What an untouched camera sees of the world."""

_HINTS = QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform


def gray(tone: float, alpha: float = 1.0) -> QColor:
    """Return a colour of ``tone`` (0 to 255, clipped) that covers by ``alpha`` (0 to 1, clipped)."""
    level = round(min(max(tone, 0.0), 255.0))
    return QColor(level, level, level, round(255 * min(max(alpha, 0.0), 1.0)))


def ramp(t: float, start: float, stop: float) -> float:
    """Return 0 before ``start``, 1 after ``stop``, and a straight line between."""
    return min(max((t - start) / (stop - start), 0.0), 1.0)


def ease(t: float, start: float, stop: float) -> float:
    """Return 0 before ``start``, 1 after ``stop``, with a soft start and a soft landing between."""
    x = ramp(t, start, stop)
    return x * x * x * (x * (6 * x - 15) + 10)


def settle(t: float, start: float, stop: float) -> float:
    """Return 0 before ``start``, 1 after ``stop``: quick at first, slow at last, as a thing that is put
    down."""
    return 1 - (1 - ramp(t, start, stop)) ** 3


def gather(t: float, start: float, stop: float) -> float:
    """Return 0 before ``start``, 1 after ``stop``: slow at first, quick at last, as a thing that falls."""
    return ramp(t, start, stop) ** 3


def mix(a: float, b: float, amount: float) -> float:
    """Return ``a`` for an ``amount`` of 0, ``b`` for 1."""
    return a + (b - a) * amount


def drift(t: float, seed: int) -> float:
    """Return a smooth irregular value between -1 and 1 that changes about once a second of ``t``."""
    step = math.floor(t)
    x = t - step
    x = x * x * (3 - 2 * x)
    return mix(chance(step, seed), chance(step + 1, seed), x) * 2 - 1


def chance(index: int, seed: int) -> float:
    """Return number ``index`` of an endless sequence of random numbers in [0, 1), the same at every call."""
    x = (index * 0x9E3779B1 + seed * 0x85EBCA77 + 0x27D4EB2F) & 0xFFFFFFFF
    x = ((x ^ (x >> 15)) * 0x2C1B3C6D) & 0xFFFFFFFF
    x = ((x ^ (x >> 12)) * 0x297A2D39) & 0xFFFFFFFF
    return (x ^ (x >> 15)) / 2**32


@dataclass(frozen=True, slots=True)
class Camera:
    """Looks at the world's point (x, y); ``zoom`` 2 shows the plane of depth 1 twice as large; ``roll``
    degrees."""

    x: float = 0.0
    y: float = 0.0
    zoom: float = 1.0
    roll: float = 0.0

    def transform(self, depth: float) -> QTransform:
        """Return the world's way to the picture for a layer of ``depth``: 0 never moves, 1 is the plane of
        action, above 1 is nearer than it and passes faster."""
        transform = QTransform.fromTranslate(WIDTH / 2, HEIGHT / 2)
        transform.rotate(self.roll)
        zoom = self.zoom**depth
        transform.scale(zoom, zoom)
        return transform.translate(-self.x * depth, -self.y * depth)


def travel(t: float, *keys: tuple[float, Camera]) -> Camera:
    """Return the camera at second ``t`` on its way through ``keys`` (second, camera), easing in and out of
    each."""
    here = keys[0][1]
    for (start, a), (stop, b) in pairwise(keys):
        x = ease(t, start, stop)
        if t >= start:
            zoom = a.zoom * (b.zoom / a.zoom) ** x
            here = Camera(mix(a.x, b.x, x), mix(a.y, b.y, x), zoom, mix(a.roll, b.roll, x))
    return here


class Stage:
    """The picture that a scene is painted on, at one frame of the film.

    ``frame`` is counted from the film's first; ``t`` is seconds from the scene's first frame. In a dissolve a
    scene is also asked for a few frames before its first or after its last: it then shows what would be
    there."""

    def __init__(self, scene: plan.Scene, frame: int) -> None:
        self.scene = scene
        self.frame = frame
        self.t = (frame - scene.first) / plan.FRAME_RATE
        self.camera = Camera()
        self._image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
        self._image.fill(gray(0))
        self._pixels: NDArray[np.uint8] = np.frombuffer(self._image.bits(), np.uint8).reshape(
            HEIGHT, WIDTH, 4
        )

    def since(self, frame: int) -> float:
        """Return the seconds since a ``frame`` of the film (negative before it), to time things by the
        plan."""
        return (self.frame - frame) / plan.FRAME_RATE

    @contextmanager
    def layer(self, depth: float = 1.0) -> Iterator[QPainter]:
        """Give a painter for the layer of ``depth`` (see ``Camera.transform``), in front of all that is
        there."""
        painter = QPainter(self._image)
        painter.setRenderHints(_HINTS)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setTransform(self.camera.transform(depth))
        yield painter
        painter.end()

    @contextmanager
    def lighting(
        self, depth: float = 1.0, ambient: float = 0.1, blur: float = 6.0, gain: float = 2.0
    ) -> Iterator[QPainter]:
        """Give a painter for light that then falls on all that is there: what is painted there is multiplied
        by it.

        Paint surfaces first, in their own flat tones, then their light: ``glow`` and ``cone``, or light
        shapes (white panes on a floor) whose edges ``blur`` pixels soften, and black shapes for shadows.
        ``ambient`` is the light where none is painted; white light multiplies by ``gain``."""
        scale = 2
        image = QImage(WIDTH // scale, HEIGHT // scale, QImage.Format.Format_RGB32)
        image.fill(gray(255 * ambient / gain))
        painter = QPainter(image)
        painter.setRenderHints(_HINTS)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setTransform(self.camera.transform(depth) * QTransform.fromScale(1 / scale, 1 / scale))
        yield painter
        painter.end()
        light = np.frombuffer(image.constBits(), np.uint8).reshape(HEIGHT // scale, WIDTH // scale, 4)[..., 0]
        soft = gaussian_filter(light.astype(np.float32), max(blur, 1.0) / scale) * np.float32(gain / 255)
        self.show(self.pixels * enlarged(soft, scale))

    @contextmanager
    def unfocused(self, depth: float = 1.0, radius: float = 12.0) -> Iterator[QPainter]:
        """Give a painter like ``layer``, but what is painted there is out of focus by ``radius`` pixels (4 or
        more); what is there already stays sharp."""
        scale = 4
        image = QImage(WIDTH // scale, HEIGHT // scale, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        painter.setRenderHints(_HINTS)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setTransform(self.camera.transform(depth) * QTransform.fromScale(1 / scale, 1 / scale))
        yield painter
        painter.end()
        painted = np.frombuffer(image.constBits(), np.uint8).reshape(HEIGHT // scale, WIDTH // scale, 4)
        luma, cover = (
            enlarged(gaussian_filter(painted[..., k].astype(np.float32), radius / scale), scale)
            for k in (0, 3)
        )
        self.show(self.pixels * (1 - cover / np.float32(255)) + luma)

    def defocus(self, radius: float) -> None:
        """Put all that is there out of focus by ``radius`` pixels; below one nothing happens."""
        if radius < 1:
            return
        scale = 4 if radius >= 6 else 2
        small = self.pixels.reshape(HEIGHT // scale, scale, WIDTH // scale, scale).mean(
            (1, 3), dtype=np.float32
        )
        self.show(enlarged(gaussian_filter(small, radius / scale), scale))

    @property
    def pixels(self) -> NDArray[np.uint8]:
        """The picture so far, (720, 960), a view that changes with it."""
        return self._pixels[..., 0]

    def show(self, luma: NDArray[np.float32], top: int = 0) -> None:
        """Replace the picture by ``luma`` (rows from ``top`` on, 960 wide, clipped to 0..255)."""
        levels = np.clip(luma + np.float32(0.5), 0, 255).astype(np.uint32)
        words = self._pixels.view(np.uint32)[..., 0]
        words[top : top + len(luma)] = levels * np.uint32(0x010101) | np.uint32(0xFF000000)


def enlarged(small: NDArray[np.float32], scale: int) -> NDArray[np.float32]:
    """Return ``small`` enlarged ``scale`` times with straight lines between its points."""
    return _lines(_lines(small, scale).T, scale).T


def _lines(values: NDArray[np.float32], scale: int) -> NDArray[np.float32]:
    """Return ``values`` with ``scale`` rows for each of their own."""
    padded = np.pad(values, ((1, 1), (0, 0)), mode="edge")
    out = np.empty((len(values), scale, values.shape[1]), np.float32)
    for k in range(scale):
        x = (k + 0.5) / scale - 0.5
        near, share = (padded[:-2], -x) if x < 0 else (padded[2:], x)
        out[:, k] = values + (near - values) * np.float32(share)
    return out.reshape(-1, values.shape[1])
