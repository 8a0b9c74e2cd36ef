"""Copies that run fast with their pitch kept: no wave is left to compare, only spectra, and how they change.

What stretches time cuts the sound to pieces and moves them by tens of milliseconds, or builds it anew.
That spectra are alike is weaker evidence than that waves are, so more of it is asked for: lines of some
length, and all of one speed.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gallows_sync.alignment.coherence import FRAMES_PER_S, Sound, products, vertex
from gallows_sync.alignment.findings import SAMPLE_RATE_HZ, Samples
from gallows_sync.alignment.likeness import WINDOW_S, Likenesses
from gallows_sync.alignment.spectra import levels, peaks_of
from gallows_sync.alignment.tracing import Line, audible

STEP_S = 0.01
"""Between two looks at the spectrum: lags are told to a fraction of this."""

LISTEN = 1024
"""Samples (128 ms) of a look: shorter than for the search, so that ends are sharp."""

LISTEN_TO_BEGINNINGS = 512
"""The same (64 ms) for how spectra change: shorter still, so that beginnings of notes are."""

RISE = 3
"""Steps (30 ms) over which the beginning of a note is a rise."""

REACH = 20
"""Steps (0.2 s) that a lag is looked for around the line."""

WINDOW = int(WINDOW_S / STEP_S)
WINDOW_HOP = WINDOW // 2
MARGIN_S = 25.0
"""How far beyond what looks alike the music is looked for."""

APART = 3
"""Frames that two likenesses of one line may lie beside one another."""

GAP_S = 20.0
"""Windows of a line that are further apart in the recording are two streaks."""

LEAST_TOGETHER = 30.0
"""Heights of a line's likenesses, summed: two strong ones, or several weak."""

OUTSHINES = 1.0
"""A line is no rival where another is so much stronger: music is like its own repeats."""

CHANCE_SHIFTS_S = (-29.0, -13.0, 13.0, 29.0)
"""Where the same music is laid wrongly, to learn how alike it is by chance: same key, same instruments."""

CORRELATED = 2.5
"""Looks overlap and notes last: frames are not independent, and their sum strays by so much more."""

MOST_EXPECTED = 1.0
"""Agreement (standard deviations a frame) that music is expected to show at most."""


@dataclass(frozen=True, slots=True)
class Streak:
    """Windows that look alike along one line: their first frames in film and recording, and heights."""

    film: NDArray[np.int64]
    music: NDArray[np.int64]
    height: NDArray[np.float32]

    @property
    def strength(self) -> float:
        return float(self.height.sum())

    def strength_within(self, begin: int, end: int) -> float:
        return float(self.height[(self.film >= begin) & (self.film <= end)].sum())


def streaks(likenesses: Likenesses) -> list[Streak]:
    """Return the lines along which windows look alike, the strongest first, without what they outshine."""
    found: list[Streak] = []
    left = np.ones(len(likenesses.film), bool)
    away = likenesses.film - likenesses.music
    for start in np.argsort(-likenesses.height, kind="stable"):
        if not left[start]:
            continue
        near = np.flatnonzero(left & (np.abs(away - away[start]) <= APART))
        near = near[np.lexsort((-likenesses.height[near], likenesses.music[near]))]
        parts = np.split(near, np.flatnonzero(np.diff(likenesses.music[near]) > GAP_S * FRAMES_PER_S) + 1)
        members = next(part for part in parts if start in part)
        left[members] = False
        _, first = np.unique(likenesses.music[members], return_index=True)  # the best of each window
        best = members[first]
        found.append(
            Streak(likenesses.music[best] + away[start], likenesses.music[best], likenesses.height[best])
        )
    found.sort(key=lambda one: -one.strength)
    kept: list[Streak] = []
    for streak in found:
        begin, end = int(streak.film[0]), int(streak.film[-1])
        outshone = any(other.strength_within(begin, end) > OUTSHINES * streak.strength for other in kept)
        if streak.strength > LEAST_TOGETHER and not outshone:
            kept.append(streak)
    return kept


def trace_stretched(film: Sound, sound: Sound, recording: int, streak: Streak, tempo: float) -> Line:
    """Return the line near ``streak``, and how alike both sounds are along it, frame by frame."""
    begin = int(streak.film[0]) / FRAMES_PER_S
    end = int(streak.film[-1]) / FRAMES_PER_S + WINDOW_S
    nothing, none = np.zeros(0, np.float32), np.zeros(0)
    music_at = int(streak.music[0]) / FRAMES_PER_S * tempo
    line = Line(recording, begin, music_at, tempo, 0, nothing, nothing, none, none, none)
    _fit(film, sound, line, begin, end)
    _fit(film, sound, line, begin, end)
    _agree(film, sound, line, begin - MARGIN_S, end + MARGIN_S)
    return line


def _fit(film: Sound, sound: Sound, line: Line, begin: float, end: float) -> None:
    """Lay the line through the lags at which notes begin together between two film times (s)."""
    steps = np.arange(int(begin / STEP_S), max(int(end / STEP_S), int(begin / STEP_S) + WINDOW))
    times = steps * STEP_S
    heard = _beginnings(film.samples, times[0] - REACH * STEP_S + np.arange(len(times) + 2 * REACH) * STEP_S)
    asked = _beginnings(sound.samples, line.music_at + (times - line.film_at) * line.speed)
    found: list[tuple[float, float, float]] = []
    for start in range(0, len(times) - WINDOW + 1, WINDOW_HOP):
        piece = asked[start : start + WINDOW].ravel()
        bins = asked.shape[1]
        around = heard[start : start + WINDOW + 2 * REACH].ravel()
        alike = np.array(
            [piece @ around[lag * bins : lag * bins + len(piece)] for lag in range(2 * REACH + 1)]
        )
        best = int(np.argmax(alike[1:-1])) + 1
        off = float(vertex(*alike[best - 1 : best + 2].astype(np.float64)))
        height = float(alike[best] - alike.mean()) / max(float(alike.std()), 1e-9)
        found.append((times[start] + WINDOW_S / 2, (best - REACH + off) * STEP_S, height))
    line.times, line.lags, line.weights = (np.array(column) for column in zip(*found, strict=True))
    line.weights = np.maximum(line.weights, 0.1) ** 2
    line.straighten()


def _agree(film: Sound, sound: Sound, line: Line, begin: float, end: float) -> None:
    """Measure how alike both are, frame by frame, where the recording reaches."""
    reaches_from = line.film_at - line.music_at / line.speed
    reaches_to = reaches_from + len(sound.samples) / SAMPLE_RATE_HZ / line.speed
    first = int(max(0.0, begin, reaches_from) * FRAMES_PER_S) + 1
    last = int(min(len(film.samples) / SAMPLE_RATE_HZ, end, reaches_to) * FRAMES_PER_S)
    if last <= first:
        return
    per_frame = round(1 / FRAMES_PER_S / STEP_S / 2)
    steps = np.arange(first * per_frame, last * per_frame)
    times = (steps + 0.5) / (FRAMES_PER_S * per_frame)
    heard = peaks_of(levels(film.samples, times * SAMPLE_RATE_HZ, LISTEN))
    alike = _alike(sound.samples, heard, line, times, 0.0)
    by_chance = np.concatenate(
        [_alike(sound.samples, heard, line, times, shift) for shift in CHANCE_SHIFTS_S]
    )
    usual, spread = float(by_chance.mean()), float(by_chance.std())
    frames = (alike - usual).reshape(-1, per_frame).mean(axis=1) / max(spread, 1e-6)
    line.first, line.agreement = first, (frames / CORRELATED).astype(np.float32)
    line.audible = audible(film.loudness, sound.loudness, line, MOST_EXPECTED)


def _alike(
    sound: Samples, heard: NDArray[np.float32], line: Line, times: NDArray[np.float64], shift: float
) -> NDArray[np.float32]:
    music = line.music_at + (times - line.film_at) * line.speed + shift
    return products(heard, peaks_of(levels(sound, music * SAMPLE_RATE_HZ, LISTEN)))


def _beginnings(samples: Samples, times: NDArray[np.floating]) -> NDArray[np.float32]:
    """Return how much louder each pitch has become, at each time (s); rows of length 1 or less."""
    level = levels(samples, times * SAMPLE_RATE_HZ, LISTEN_TO_BEGINNINGS)
    rises = np.zeros_like(level)
    rises[RISE:] = np.maximum(0, level[RISE:] - level[:-RISE])
    rises /= np.maximum(np.sqrt(products(rises, rises)), 0.5)[:, None]
    return rises
