"""Rooms and roads in true perspective: a lens that puts points of a space, in metres, on the picture."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPolygonF, QTransform

NEAR = 0.15
"""Metres before the lens within which nothing is shown."""

Place = tuple[float, float, float]
"""To the right, upwards from the ground, into the picture."""


@dataclass(frozen=True, slots=True)
class Lens:
    """Looks from (x, y, z), turned ``heading`` degrees to the right; uprights stay upright.

    ``focal`` is its length in pixels (480: a wide lens, 90 degrees across), ``horizon`` the stage's y
    of eye height: a look up or down without a tilt."""

    x: float = 0.0
    y: float = 1.6
    z: float = 0.0
    heading: float = 0.0
    focal: float = 700.0
    horizon: float = 0.0

    def seen(self, x: float, y: float, z: float) -> Place:
        """Return the place as the lens has it: to its right, above it, before it."""
        turn = math.radians(self.heading)
        x, z = x - self.x, z - self.z
        return x * math.cos(turn) - z * math.sin(turn), y - self.y, x * math.sin(turn) + z * math.cos(turn)

    def point(self, x: float, y: float, z: float) -> QPointF:
        """Return where a place is in the stage's world (one behind the lens: far outside)."""
        return self._flat(self.seen(x, y, z))

    def scale(self, x: float, z: float) -> float:
        """Return the pixels of a metre at a place, 0 for one behind the lens."""
        depth = self.seen(x, 0, z)[2]
        return self.focal / depth if depth > NEAR else 0.0

    def shape(self, places: Iterable[Place]) -> QPolygonF:
        """Return a flat shape of the space in the stage's world, without its part behind the lens."""
        corners = [self.seen(*place) for place in places]
        kept: list[Place] = []
        for a, b in pairwise([*corners, corners[0]]):
            if a[2] >= NEAR:
                kept.append(a)
            if (a[2] >= NEAR) != (b[2] >= NEAR):
                share = (NEAR - a[2]) / (b[2] - a[2])
                kept.append((a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share, NEAR))
        return QPolygonF([self._flat(place) for place in kept])

    def wall(self, left: Place, right: Place, top: float) -> QTransform:
        """Return the way from a wall's own metres to the stage's world.

        The wall stands between the places ``left`` and ``right`` (both before the lens), up to the height
        ``top``; its (0, 0) is at ``left`` and grows to the right and *downwards*, so that letters stand
        upright: what hangs two metres high has y = -2."""
        width = math.hypot(right[0] - left[0], right[2] - left[2])
        foot = left[1]
        flat = [QPointF(0, -top), QPointF(width, -top), QPointF(width, -foot), QPointF(0, -foot)]
        there = [
            self.point(left[0], top, left[2]),
            self.point(right[0], top, right[2]),
            self.point(*right),
            self.point(*left),
        ]
        way = QTransform()
        QTransform.quadToQuad(QPolygonF(flat), QPolygonF(there), way)
        return way

    def _flat(self, place: Place) -> QPointF:
        depth = max(place[2], NEAR)
        return QPointF(place[0] / depth * self.focal, self.horizon - place[1] / depth * self.focal)
