"""From a place where a recording seems to sound to the line it runs along, and how surely it is heard."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from scipy import fft

from gallows_sync.alignment.coherence import (
    FRAME,
    FRAMES_PER_S,
    LEAST_POWER,
    FilmRows,
    Sound,
    correlations,
    listened,
    noise,
    on_film_clock,
    products,
    stretch,
    vertex,
)
from gallows_sync.alignment.findings import SAMPLE_RATE_HZ, Samples

SPEED_STEP = 250e-6
"""Speeds tried are so far apart (relative): over a block, both sounds stay within a fraction of a wave."""

SPEED_STEPS = 24
SEED_REACH = int(0.1 * SAMPLE_RATE_HZ)
"""Likenesses are found in frames of 50 ms, and so are their places."""

SEED_BLOCKS = 4
LONGEST_PIECE = 2.0
"""Times the length that is wanted: among so many there are two whose ratio is right to 200 ppm at worst."""

SEED_MARGIN = 3
SEED_SLOPES = (0.0, -0.75, 0.75, -1.5, 1.5, -2.25, 2.25)
"""Samples that the lag may grow a block: speeds between two steps of the search, and wow."""

AROUND_S = (12.0, 45.0, np.inf, np.inf)
"""How far around its seed a line is fitted, wider and wider."""

STILL_HEARD = 0.8
"""Share of what is heard around the seed that must be heard still, once a line was fitted further."""

CLOCKS_KEPT = 3

BLOCK = int(1.5 * SAMPLE_RATE_HZ)
HOP = BLOCK // 2
REACH = int(0.02 * SAMPLE_RATE_HZ)
MOST_MOVE = 4
"""Samples that a lag may move from block to block; wow of 500 ppm moves it by 3."""

MOVE_COST = 1.0
MOST_EXPECTED = 2.0
"""Agreement (standard deviations a frame) that music is expected to show at most, however loud it seems."""

FADES = 1.25
"""Power of its share of the loudness with which agreement falls: of faint music some pitches are left."""

HIGHEST_SHARE = 3.0
"""Times its usual share of the film's loudness that music is taken to have at most."""

SURE = 4.5
"""Standard deviations at which a block's lag is taken for measured."""


Times = TypeVar("Times", float, NDArray[np.float64])


@dataclass(frozen=True, slots=True)
class Seed:
    """A place to begin: ``film_at`` and ``music_at`` (s) sound together, music at ``speed``."""

    recording: int
    film_at: float
    music_at: float
    speed: float
    height: float


@dataclass(slots=True)
class Line:
    """A recording laid along the film: ``music = music_at + (film - film_at) * speed`` (s).

    ``agreement`` says, per frame from ``first`` (in frames of the film), how alike both are, in standard
    deviations of what unrelated sounds reach; ``audible`` (likewise) how much the music would reach by its
    loudness, were it there, up to some most: where it is near 0, nothing can be told. ``times`` and
    ``lags`` (s) are where blocks were measured, and by how much off the line; ``weights`` how surely.
    """

    recording: int
    film_at: float
    music_at: float
    speed: float
    first: int
    agreement: NDArray[np.float32]
    audible: NDArray[np.float32]
    times: NDArray[np.float64]
    lags: NDArray[np.float64]
    weights: NDArray[np.float64]

    @property
    def residual_s(self) -> float:
        """How far (s, RMS) the blocks that were measured are off the line."""
        return float(np.sqrt(np.average(self.lags**2, weights=self.weights))) if len(self.lags) else 0.0

    def music(self, film: Times) -> Times:
        """Return the music time (s) at a film time (s)."""
        return self.music_at + (film - self.film_at) * self.speed

    def straighten(self) -> None:
        """Lay the line through its blocks; ``lags`` are then what is left."""
        since = self.times - self.film_at
        slope, offset = line_through(since, self.lags, self.weights)
        self.lags = self.lags - offset - slope * since
        # film - film_at = (music - music_at) / speed + lag: the film falls behind by offset + slope * since.
        self.music_at -= offset * self.speed
        self.speed *= 1 - slope


class Voice:
    """A whitened recording, on the film's clock at whatever speed it is asked for; for one thread at a time.

    Args:
        recording: its samples as they are.
    """

    def __init__(self, recording: Samples) -> None:
        self.sound = listened(recording)
        self._on_clock: dict[int, tuple[Samples, float]] = {}

    def on_clock(self, speed: float) -> tuple[Samples, float]:
        """Return the recording as it runs at about ``speed``, and at which exactly."""
        key = round(speed * 1e5)
        if key not in self._on_clock:
            while len(self._on_clock) >= CLOCKS_KEPT:
                del self._on_clock[next(iter(self._on_clock))]
            self._on_clock[key] = on_film_clock(self.sound.samples, key / 1e5)
        return self._on_clock[key]

    def forget_clocks(self) -> None:
        """Free what can be made again."""
        self._on_clock.clear()


def check(
    film: Samples, voice: Voice, recording: int, film_at: Sequence[float], music_at: float, speed: float
) -> list[Seed]:
    """Return how surely the recording around ``music_at`` (s) sounds around each of ``film_at`` (s)."""
    clock, exact = voice.on_clock(speed)
    length = SEED_BLOCKS * BLOCK
    clock_from = round(music_at / exact * SAMPLE_RATE_HZ) - length // 2
    asked = np.tile(stretch(clock, clock_from, length).reshape(SEED_BLOCKS, BLOCK), (len(film_at), 1))
    starts = [round(place * SAMPLE_RATE_HZ) - length // 2 for place in film_at]
    blocks = [
        stretch(film, start + block * BLOCK - SEED_REACH, BLOCK + 2 * SEED_REACH)
        for start in starts
        for block in range(SEED_BLOCKS)
    ]
    rows = correlations(np.stack(blocks), asked, SEED_REACH)
    by_place = rows.reshape(len(film_at), SEED_BLOCKS, -1)
    seeds = []
    for start, likeness in zip(starts, by_place, strict=True):
        lag, slope, height = _stacked(likeness)
        seeds.append(
            Seed(
                recording,
                (start + lag + length / 2) / SAMPLE_RATE_HZ,
                (clock_from + length / 2) / SAMPLE_RATE_HZ * exact,
                exact / (1 + slope / BLOCK),
                height,
            )
        )
    return seeds


def search_speed(
    film: Samples, voice: Voice, recording: int, film_at: float, music_at: float, tempo: float
) -> Seed:
    """Return the best lag and speed, within 0.6 % of ``tempo``, near a likeness (middles, s)."""
    length = SEED_BLOCKS * BLOCK
    middle = round(music_at * SAMPLE_RATE_HZ)
    start = round(film_at * SAMPLE_RATE_HZ) - length // 2
    view = np.lib.stride_tricks.sliding_window_view
    heard = stretch(film, start - SEED_REACH, length + 2 * SEED_REACH)
    rows = FilmRows(view(heard, BLOCK + 2 * SEED_REACH)[::BLOCK], SEED_REACH)
    best = Seed(recording, film_at, music_at, tempo, 0.0)
    for step in range(-SPEED_STEPS, SPEED_STEPS + 1):
        source, target = _fast_lengths(length, tempo * (1 + step * SPEED_STEP))
        piece = fft.rfft(stretch(voice.sound.samples, middle - source // 2, source))
        resampled = fft.irfft(piece[: target // 2 + 1], target)
        spare = (target - length) // 2
        asked = resampled[spare : spare + length].reshape(SEED_BLOCKS, BLOCK)
        lag, slope, height = _stacked(rows.correlations(asked))
        if height > best.height:
            best = Seed(
                recording,
                (start + lag + length / 2) / SAMPLE_RATE_HZ,
                (middle - source // 2 + (spare + length / 2) * source / target) / SAMPLE_RATE_HZ,
                source / target / (1 + slope / BLOCK),
                height,
            )
    return best


@cache
def _fast_lengths(least: int, speed: float) -> tuple[int, int]:
    """Return two lengths of fast transforms whose ratio is about ``speed``, the second ``least`` or more."""
    fast = np.array(_smooth_numbers(int(least * 0.9), int(least * LONGEST_PIECE)))
    targets = fast[(fast >= least) & (fast * speed < fast[-1])]
    above = np.searchsorted(fast, targets * speed)
    sources = np.concatenate([fast[above - 1], fast[above]])
    targets = np.concatenate([targets, targets])
    best = int(np.argmin(np.abs(sources / targets / speed - 1)))
    return int(sources[best]), int(targets[best])


@cache
def _smooth_numbers(first: int, last: int) -> tuple[int, ...]:
    found = [fft.next_fast_len(first)]
    while found[-1] <= last:
        found.append(fft.next_fast_len(found[-1] + 1))
    return tuple(found)


def _stacked(likeness: NDArray[np.float32]) -> tuple[int, float, float]:
    """Return the lag at which all rows agree best (samples), by how much it grows a row, and the height."""
    rows, lags = likeness.shape
    inner = np.arange(SEED_MARGIN, lags - SEED_MARGIN)
    away = np.arange(rows) - (rows - 1) / 2
    best = (0, 0.0, 0.0)
    for slope in SEED_SLOPES:
        shifts = np.round(slope * away).astype(int)
        total = np.zeros(len(inner), np.float32)
        for row, shift in zip(likeness, shifts, strict=True):
            total += row[inner + shift]
        place = int(np.argmax(total))
        height = float(total[place]) / (noise(BLOCK) * np.sqrt(rows))
        if height > best[2]:
            best = (int(inner[place]) - lags // 2, slope, height)
    return best


def trace(film: Sound, voice: Voice, seed: Seed) -> Line:
    """Follow the music from ``seed`` as far as the recording goes, and fit the line it runs along."""
    nothing, none = np.zeros(0, np.float32), np.zeros(0)
    line = Line(
        seed.recording, seed.film_at, seed.music_at, seed.speed, 0, nothing, nothing, none, none, none
    )
    for around_s in AROUND_S:
        wider = replace(line)
        _fit(film.samples, voice, wider, around_s)
        if _heard_near(wider, seed) < STILL_HEARD * _heard_near(line, seed):
            break  # drawn away by the same notes elsewhere, as loops have them
        line = wider
    line.audible = audible(film.loudness, voice.sound.loudness, line, MOST_EXPECTED)
    return line


def _heard_near(line: Line, seed: Seed) -> float:
    """Return the agreement with the line around the seed, in all."""
    half = SEED_BLOCKS * BLOCK // FRAME // 2
    middle = round(seed.film_at * FRAMES_PER_S) - line.first
    return float(line.agreement[max(0, middle - half) : max(0, middle + half)].sum())


def audible(
    film: NDArray[np.float32], recording: NDArray[np.float32], line: Line, most: float
) -> NDArray[np.float32]:
    """Return how much agreement each frame would show, were the music there as loud as where it is heard."""
    count = len(line.agreement)
    if not count:
        return line.agreement
    times = (line.first + np.arange(count) + 0.5) / FRAMES_PER_S
    music = np.interp(line.music(times) * FRAMES_PER_S - 0.5, np.arange(len(recording)), recording)
    share = (music / np.maximum(film[line.first : line.first + count], 1e-9)) ** FADES
    gained = np.concatenate([[0.0], np.cumsum(line.agreement - 0.5)])
    end = int(np.argmax(gained - np.minimum.accumulate(gained)))
    begin = int(np.argmin(gained[: end + 1]))
    if begin == end:
        return np.zeros(count, np.float32)
    # Where the film is silent for a moment the share is beyond all measure: it must not set the scale.
    share = np.minimum(share, HIGHEST_SHARE * float(np.median(share[begin:end])))
    heard, there = line.agreement[begin:end], share[begin:end]
    scale = float(there @ heard) / max(float(there @ there), 1e-12)
    return np.clip(scale * share, 0, most).astype(np.float32)


def refit(line: Line, film_in: float, film_out: float) -> Line:
    """Return the line as the blocks between two film times (s) alone would have it."""
    half = BLOCK / 2 / SAMPLE_RATE_HZ
    inside = (line.times > film_in + half - 1e-6) & (line.times < film_out - half + 1e-6)
    if np.count_nonzero(inside) < 2:
        return line
    exact = replace(line, times=line.times[inside], lags=line.lags[inside], weights=line.weights[inside])
    exact.straighten()
    return exact


def _fit(film: Samples, voice: Voice, line: Line, around_s: float) -> None:
    """Measure the blocks within ``around_s`` of the line's place and lay the line through them."""
    clock, speed = voice.on_clock(line.speed)
    # Film sample number = clock's sample number + base + lag.
    base = round((line.film_at - line.music_at / speed) * SAMPLE_RATE_HZ)
    line.music_at, line.speed = (line.film_at - base / SAMPLE_RATE_HZ) * speed, speed
    at = round(line.film_at * SAMPLE_RATE_HZ)
    reach = min(around_s * SAMPLE_RATE_HZ, 1e9)
    first = int(max(base - BLOCK + HOP, -HOP, at - reach))
    last = int(min(base + len(clock), len(film), at + reach)) - HOP
    starts = np.arange(first, max(last, first + 1), HOP)
    heights = _block_heights(film, clock, starts, base)
    middle = int(np.argmin(np.abs(starts + BLOCK / 2 - at)))
    path = _path(heights, middle)
    rows = np.arange(len(starts))
    lags, tops = _interpolated(heights, rows, path)
    sure = tops > SURE
    times = (starts + BLOCK / 2) / SAMPLE_RATE_HZ
    line.times, line.lags, line.weights = times[sure], lags[sure] / SAMPLE_RATE_HZ, tops[sure] ** 2
    if sure.sum() >= 2:
        line.straighten()
    line.agreement, line.first = _agreement(film, clock, speed, base, line)


def _block_heights(
    film: Samples, clock: Samples, starts: NDArray[np.int64], base: int
) -> NDArray[np.float32]:
    span = int(starts[-1] - starts[0]) + BLOCK
    heard = stretch(film, int(starts[0]) - REACH, span + 2 * REACH)
    asked = stretch(clock, int(starts[0]) - base, span)
    view = np.lib.stride_tricks.sliding_window_view
    return correlations(view(heard, BLOCK + 2 * REACH)[::HOP], view(asked, BLOCK)[::HOP], REACH) / noise(
        BLOCK
    )


def _path(heights: NDArray[np.float32], middle: int) -> NDArray[np.int64]:
    """Return the lag (index) of every block along the smoothest strong way through block ``middle``."""
    path = np.empty(len(heights), np.int64)
    for step, rows in ((1, range(middle, len(heights))), (-1, range(middle, -1, -1))):
        _follow(heights, rows, path, step)
    return path


def _follow(heights: NDArray[np.float32], rows: range, path: NDArray[np.int64], step: int) -> None:
    lags = heights.shape[1]
    total = heights[rows[0]].copy()
    moves = np.arange(-MOST_MOVE, MOST_MOVE + 1)
    costs = (MOVE_COST * np.abs(moves)).astype(np.float32)
    before = np.empty((len(rows), lags), np.int64)
    for number, row in enumerate(rows[1:], 1):
        padded = np.pad(total, MOST_MOVE, constant_values=-np.inf)
        candidates = np.lib.stride_tricks.sliding_window_view(padded, len(moves)) - costs
        choice = np.argmax(candidates, axis=1)
        before[number] = np.arange(lags) + moves[choice]
        total = candidates[np.arange(lags), choice] + np.minimum(heights[row], 12)
    lag = int(np.argmax(total))
    for number in range(len(rows) - 1, -1, -1):
        path[rows[number]] = lag
        if number:
            lag = int(before[number, lag])


def _interpolated(
    heights: NDArray[np.float32], rows: NDArray[np.int64], path: NDArray[np.int64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return lag (samples, to a fraction) and height of the peaks next to ``path``."""
    path = np.clip(path, 1, heights.shape[1] - 2)
    for move in (-1, 0, 1):
        near = np.clip(path + move, 1, heights.shape[1] - 2)
        path = np.where(heights[rows, near] > heights[rows, path], near, path)
    left, top, right = (heights[rows, path + side].astype(np.float64) for side in (-1, 0, 1))
    return path - REACH + vertex(left, top, right), top


def line_through(
    times: NDArray[np.float64], lags: NDArray[np.float64], weights: NDArray[np.float64]
) -> tuple[float, float]:
    """Return slope and offset of the line through ``lags``, not drawn away by the few that are off."""
    slope, offset = 0.0, float(np.average(lags, weights=weights))
    kept = weights.copy()
    for _ in range(8):
        middle = np.average(times, weights=kept)
        spread = np.average((times - middle) ** 2, weights=kept)
        offset = float(np.average(lags, weights=kept))
        slope = float(np.average((times - middle) * (lags - offset), weights=kept) / max(spread, 1e-9))
        offset -= slope * float(middle)
        away = np.abs(lags - offset - slope * times)
        scale = max(1.4826 * float(np.median(away)), 0.02e-3)
        kept = weights * np.minimum(1, (2 * scale / np.maximum(away, 1e-9)) ** 2)
    return slope, offset


def _agreement(
    film: Samples, clock: Samples, speed: float, base: int, line: Line
) -> tuple[NDArray[np.float32], int]:
    """Return how alike film and recording are along the line, frame by frame, and the first frame."""
    first = max(0, -(-base // FRAME))
    last = min(len(film), base + len(clock)) // FRAME
    if last <= first:
        return np.zeros(0, np.float32), first
    times = (np.arange(first, last) + 0.5) / FRAMES_PER_S
    lags = times - base / SAMPLE_RATE_HZ - line.music(times) / speed
    if len(line.times):
        # Between measured blocks as they were measured (wow), beyond them on along the line.
        lags += np.interp(times, line.times, line.lags, left=0.0, right=0.0)
    starts = np.arange(first, last) * FRAME - base - np.round(lags * SAMPLE_RATE_HZ).astype(int)
    index = starts[:, None] + np.arange(FRAME)
    asked = clock[np.clip(index, 0, len(clock) - 1)]
    asked[(index < 0) | (index >= len(clock))] = 0
    heard = film[first * FRAME : last * FRAME].reshape(-1, FRAME)
    power = np.sqrt(products(heard, heard) * products(asked, asked))
    agreement = products(heard, asked) / np.maximum(power, LEAST_POWER) / noise(FRAME)
    return agreement.astype(np.float32), first
