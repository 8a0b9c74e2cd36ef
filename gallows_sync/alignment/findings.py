"""What goes into a search and what comes out, as values."""

from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]
"""Mono sound at ``SAMPLE_RATE_HZ``; sample 0 is time 0 of the film or of the recording."""

SAMPLE_RATE_HZ = 8000


class Stage(Enum):
    """What the search is doing."""

    LISTENING = "listening"
    """Both sounds are turned into spectra."""
    COMPARING = "comparing"
    """Every stretch of the album is held against the whole film, at each likely speed."""
    MEASURING = "measuring"
    """What was seen is held wave against wave, and its line and ends are measured."""
    DECIDING = "deciding"
    """Where several lines claim the same stretch, one is chosen."""


@dataclass(frozen=True, slots=True)
class Rival:
    """Another recording of the same group, held against the same stretch; see ``Stretch.fit``."""

    recording: int
    fit: float
    equal: bool


@dataclass(frozen=True, slots=True)
class Stretch:
    """One stretch of film where recording number ``recording`` (from 0) sounds; times in seconds.

    The line is ``music = music_in + (film - film_in) * speed``. ``confidence`` and ``fit`` are 0 to 1:
    ``fit`` is the share of what is heard that moves as the recording does. ``residual_s`` is the RMS distance
    of short blocks from the line.
    """

    recording: int
    film_in: float
    film_out: float
    music_in: float
    speed: float
    confidence: float
    residual_s: float
    fit: float
    rivals: tuple[Rival, ...] = ()


@dataclass(frozen=True, slots=True)
class Sighting:
    """The best that was seen of a recording that was not found; ``strength`` 0 to 1."""

    recording: int
    film_s: float
    music_s: float
    strength: float


@dataclass(frozen=True, slots=True)
class Matches:
    """Every likeness of one recording that was looked into: film and music times (s), strengths (0 to 1)."""

    recording: int
    film_s: NDArray[np.float64]
    music_s: NDArray[np.float64]
    strength: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the search is: ``done`` 0 to 1 of the whole, and what has been found so far."""

    stage: Stage
    done: float
    found: tuple[Stretch, ...] = ()


@dataclass(frozen=True, slots=True)
class Findings:
    """The result: stretches in film order, a sighting per recording that was not found, all matches."""

    stretches: tuple[Stretch, ...]
    sightings: tuple[Sighting, ...]
    matches: tuple[Matches, ...]
