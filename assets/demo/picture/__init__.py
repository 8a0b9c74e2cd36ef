"""The film's picture, drawn and animated in code: ``frame(number)`` gives any frame, in any order."""

from collections.abc import Callable

import numpy as np
import plan
from numpy.typing import NDArray
from PySide6.QtGui import QGuiApplication

from picture.lab import develop
from picture.scenes import (
    bar,
    between,
    current,
    darkroom,
    lift,
    motel,
    motorway,
    street,
    telephone,
    watchman,
)
from picture.stage import Stage, ease, ramp

_PAINTERS: dict[str, Callable[[Stage], None]] = {
    "telephone": telephone.paint,
    "motel": motel.paint,
    "motorway": motorway.paint,
    "street": street.paint,
    "bar": bar.paint,
    "lift": lift.paint,
    "watchman": watchman.paint,
    "between": between.paint,
    "current": current.paint,
    "darkroom": darkroom.paint,
}

DISSOLVES = {"motel": 18, "street": 16, "watchman": 12, "darkroom": 18}
"""Frames of the dissolve into a scene, half of them on either side of its first; all other scenes begin by a
cut."""

FADE_IN, FADE_OUT = 30, 36
"""Frames from black at the film's beginning, and to black at its end."""

_application: QGuiApplication | None = None


def frame(number: int) -> NDArray[np.uint8]:
    """Return film frame ``number`` as luma, (720, 960), 0 to 255."""
    global _application
    # Letters need Qt's font database, and that an application.
    _application = _application or QGuiApplication(["film", "-platform", "offscreen"])
    index = next(i for i, scene in enumerate(plan.SCENES) if number < scene.stop)
    light = _painted(index, number)
    for i in (index, index + 1):  # A dissolve into this scene still lasts, or one into the next has begun.
        half = DISSOLVES.get(plan.SCENES[i].id, 0) // 2 if i < len(plan.SCENES) else 0
        first = plan.SCENES[min(i, len(plan.SCENES) - 1)].first
        if half and first - half <= number < first + half:
            share = np.float32(ramp(number + 0.5, first - half, first + half))
            other = _painted(2 * i - 1 - index, number)
            new, old = (light, other) if i == index else (other, light)
            light = old + (new - old) * share
    fade = ease(number, 0, FADE_IN) * (1 - ease(number + 1, plan.FILM_FRAMES - FADE_OUT, plan.FILM_FRAMES))
    return develop(light * np.float32(fade), number)


def _painted(index: int, number: int) -> NDArray[np.float32]:
    scene = plan.SCENES[index]
    stage = Stage(scene, number)
    _PAINTERS[scene.id](stage)
    return stage.pixels.astype(np.float32)
