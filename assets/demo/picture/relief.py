"""Things seen so near that flat shapes would not do: outlines rounded like cushions, and lamps that fall on
them.

A relief has units of its own, x to the right, y downwards, z towards the camera. It is shaded there: whoever
paints it turned or mirrored gives its lamps in the relief's units."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath
from scipy.ndimage import gaussian_filter

from picture.stage import enlarged, gray

Field = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Lamp:
    """Light from a point; at the distance ``reach`` half of it is left. ``strength`` 1 shows a surface that
    faces the lamp in its own tone."""

    x: float
    y: float
    z: float
    reach: float
    strength: float = 1.0


@dataclass(frozen=True, slots=True)
class Dent:
    """A soft hollow (negative ``depth``) or bump at (x, y), ``wide`` and ``tall`` as a bell's deviations."""

    x: float
    y: float
    wide: float
    tall: float
    depth: float


@dataclass(frozen=True, slots=True)
class Part:
    """One outline of a relief. ``rounding`` are the widths over which its border rounds off: small ones keep
    the form of small things at the border, large ones make the whole of it swell. ``gloss`` 0 to 1."""

    outline: QPainterPath
    tone: float
    rounding: Sequence[float] = (4, 12)
    lift: float = 0.0
    gloss: float = 0.0
    dents: Sequence[Dent] = ()
    strands: float = 0.0
    """Depth of the grooves that run through hair."""
    shade: float = 0.0
    """How far around it the part darkens what it lies on."""


@dataclass(frozen=True, slots=True)
class Stain:
    """Another tone on a finished form: brows, lips, lashes. Its border is ``soft`` units wide."""

    outline: QPainterPath
    tone: float
    soft: float = 0.6
    gloss: float = 0.0


class Relief:
    """Parts that cover each other, the first one farthest, and stains on them, sampled ``scale`` times for
    each unit of ``area``."""

    def __init__(
        self, area: QRectF, scale: float, parts: Sequence[Part], stains: Sequence[Stain] = ()
    ) -> None:
        self.area = area
        self._scale = scale
        # Whole blocks of pixels, for blurs are made on fewer of them.
        self._shape = round(area.height() * scale) // 4 * 4, round(area.width() * scale) // 4 * 4
        rows, columns = np.indices(self._shape, np.float32)
        x: Field = columns / scale + np.float32(area.left())
        y: Field = rows / scale + np.float32(area.top())
        alpha, z, tone, gloss = (np.zeros(self._shape, np.float32) for _ in range(4))
        normal = np.zeros((3, *self._shape), np.float32)
        for part in parts:
            cover = self._coverage(part.outline)
            form = self._form(part, cover, x, y)
            down, right = np.gradient(gaussian_filter(form, 0.35 * scale), 1 / scale)
            length = np.sqrt(1 + down**2 + right**2)
            normal += (np.stack([-right / length, -down / length, 1 / length]) - normal) * cover
            z += (form - z) * cover
            border = np.clip(self._blurred(cover, 3.0) * 2 - 1, 0, 1)
            own = np.full(self._shape, part.tone, np.float32)
            if part.shade:  # What lies on another thing keeps the light from it, and itself ends in shade.
                tone *= 1 - np.minimum(1.7 * self._blurred(cover, part.shade), 0.95)
                own *= 0.3 + 0.7 * border
            tone += (own - tone) * cover
            gloss += (part.gloss * border - gloss) * cover
            alpha += (1 - alpha) * cover
        for stain in stains:
            cover = self._blurred(self._coverage(stain.outline), stain.soft)
            tone += (stain.tone - tone) * cover
            gloss += (stain.gloss - gloss) * cover
        normal /= np.maximum(np.sqrt((normal**2).sum(0)), 1e-3)
        self._inside = np.flatnonzero(alpha > 0.004)
        self._x, self._y, self._z, self._tone, self._gloss, self._alpha = (
            values.ravel()[self._inside] for values in (x, y, z, tone, gloss * 120, alpha)
        )
        self._normal = normal.reshape(3, -1)[:, self._inside]

    def _form(self, part: Part, cover: Field, x: Field, y: Field) -> Field:
        z = np.full(self._shape, part.lift, np.float32)
        for k, width in enumerate(part.rounding):
            near = self._blurred(cover, width)
            # The finest one falls steeply at the border, the others swell without a crease.
            steep: Field = np.sqrt(np.clip(near * 2 - 1, 0, 1)) * np.float32(1.2)
            z += (steep if k == 0 else near * near * np.float32(1.7)) * np.float32(width)
        for dent in part.dents:
            bell = ((x - dent.x) / dent.wide) ** 2 + ((y - dent.y) / dent.tall) ** 2
            z += dent.depth * np.exp(-0.5 * bell)
        if part.strands:
            # Strands fall from a crown above the middle.
            noise = np.random.default_rng(3).standard_normal(2048)
            line = gaussian_filter(noise, 1.5, mode="wrap") + 3 * gaussian_filter(noise, 6, mode="wrap")
            around = np.arctan2(x, np.maximum(y + 75, 8)) * 330 + 1024
            z += part.strands * np.interp(around, np.arange(2048), line).astype(np.float32)
        return z

    def _coverage(self, outline: QPainterPath) -> Field:
        """Return where ``outline`` covers the relief, 0 to 1."""
        height, width = self._shape
        image = QImage(width, height, QImage.Format.Format_RGB32)
        image.fill(gray(0))
        p = QPainter(image)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        p.scale(self._scale, self._scale)
        p.translate(-self.area.topLeft())
        p.fillPath(outline, gray(255))
        p.end()
        words = np.frombuffer(image.constBits(), np.uint8).reshape(height, width, 4)
        # A border of two pixels, or the one between two parts shows as a row of dots.
        cover: Field = gaussian_filter(words[..., 0].astype(np.float32) / np.float32(255), 0.6)
        return cover

    def _blurred(self, cover: Field, width: float) -> Field:
        sigma = width * self._scale
        if sigma < 8:
            blurred: Field = gaussian_filter(cover, sigma)
            return blurred
        height, across = self._shape
        small = cover.reshape(height // 4, 4, across // 4, 4).mean((1, 3), dtype=np.float32)
        return gaussian_filter(enlarged(gaussian_filter(small, sigma / 4), 4), 1.5)

    def lit(self, lamps: Sequence[Lamp], ambient: float = 0.0) -> QImage:
        """Return the relief in the light of ``lamps``, transparent where it is not."""
        light = np.full(len(self._inside), ambient, np.float32)
        shine = np.zeros(len(self._inside), np.float32)
        nx, ny, nz = self._normal
        for lamp in lamps:
            dx, dy, dz = lamp.x - self._x, lamp.y - self._y, lamp.z - self._z
            square = dx * dx + dy * dy + dz * dz
            distance = np.sqrt(square)
            across = nx * dx + ny * dy
            power = lamp.strength / (1 + square * (1 / lamp.reach**2))
            # Light creeps a little round an edge, through skin.
            light += power * np.maximum((across + nz * dz) / distance * 0.89 + 0.11, 0)
            # Gloss is seen where the surface faces the middle between lamp and camera.
            dz += distance
            half = np.maximum((across + nz * dz) / np.sqrt(2 * distance * dz), 0)
            half *= half
            half *= half
            half *= half
            shine += power * half * half
        luma = np.clip(self._tone * light + self._gloss * shine, 0, 255)
        words = np.zeros(self._shape[0] * self._shape[1], np.uint32)
        words[self._inside] = (luma * self._alpha + 0.5).astype(np.uint32) * np.uint32(0x010101) | (
            self._alpha * 255 + 0.5
        ).astype(np.uint32) << np.uint32(24)
        height, width = self._shape
        return QImage(
            words.tobytes(), width, height, 4 * width, QImage.Format.Format_ARGB32_Premultiplied
        ).copy()

    def paint(self, p: QPainter, lamps: Sequence[Lamp], ambient: float = 0.0) -> None:
        """Paint the relief in the light of ``lamps``; ``p`` counts in the relief's units."""
        image = self.lit(lamps, ambient)
        p.drawImage(self.area, image, QRectF(QPointF(0, 0), image.size()))


def smooth(points: Sequence[tuple[float, float]], closed: bool = True) -> QPainterPath:
    """Return the smooth outline through ``points``."""
    count = len(points)
    at = [QPointF(*point) for point in points]
    path = QPainterPath(at[0])
    for i in range(count if closed else count - 1):
        if closed:
            before, a, b, after = (at[(i + k) % count] for k in (-1, 0, 1, 2))
        else:
            before, a, b, after = (at[min(max(i + k, 0), count - 1)] for k in (-1, 0, 1, 2))
        path.cubicTo(a + (b - before) / 6, b - (after - a) / 6, b)
    if closed:
        path.closeSubpath()
    path.setFillRule(Qt.FillRule.WindingFill)
    return path
