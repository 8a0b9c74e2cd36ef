"""The search as a whole: what looks alike is held wave against wave; the lines that stand are told apart."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from gallows_sync.alignment.coherence import noise, whitened
from gallows_sync.alignment.decision import Run, decide
from gallows_sync.alignment.findings import (
    SAMPLE_RATE_HZ,
    Findings,
    Matches,
    Progress,
    Samples,
    Sighting,
    Stage,
    Stretch,
)
from gallows_sync.alignment.likeness import WINDOW_S, FilmFrames, Likenesses
from gallows_sync.alignment.spectra import FRAMES_PER_S, Transfer, peak_frames
from gallows_sync.alignment.tracing import FRAME, Line, Seed, Voice, check, refit, search_speed, trace

_In = TypeVar("_In")
_Out = TypeVar("_Out")

TRANSFERS = (
    Transfer(1.0, 1.0),
    Transfer(25 / 24, 25 / 24),
    Transfer(24 / 25, 24 / 25),
    Transfer(25 / 24, 1.0),
)
"""How copies are made. The likeness of spectra bears 1 % more or less; what is closer is found by the waves."""

NEARBY = (1.0, 0.99, 1.01)

COARSE_HOP_S = 6.0
COARSE_PLACES = 4
FINE_HOP_S = 2.0
FINE_PLACES = 6

TRIED_FOR_SPEED = 16
"""Likenesses looked into for the film's speed, the highest first."""

TRIED_PER_RECORDING = 3
"""Likenesses of a recording that is not heard at the film's speed, looked into at others."""

SURE_AT_ANY_SPEED = 7.5
"""Height (standard deviations) that chance does not reach in the half million places of a search of speeds."""

SURE = 6.5
"""The same for the thousand places of one speed, and some ten thousand of them."""

CLAIMED_GAIN = 21.0
"""Gain of a run at which it is claimed: its confidence is then one half."""

GAIN_SCALE = 30.0

IN_LINE_FRAMES = 2
SAME_SPEED = 50e-6
EXPLAINED = 0.7


class Across(Protocol):
    """Applies a function to each item, in order, as ``map`` and ``ThreadPoolExecutor.map`` do."""

    def __call__(self, work: Callable[[_In], _Out], items: Iterable[_In], /) -> Iterator[_Out]: ...


@dataclass(frozen=True, slots=True)
class _Heard:
    """What was looked into of one recording, and the lines that stand."""

    seeds: tuple[Seed, ...]
    lines: tuple[Line, ...]


def find(
    film: Samples,
    recordings: Sequence[Samples],
    groups: Sequence[int],
    *,
    report: Callable[[Progress], None] = lambda _: None,
    across: Across = map,
) -> Findings:
    """Return every stretch of ``film`` where one of ``recordings`` sounds.

    Args:
        film: the film's sound.
        recordings: what may sound in it.
        groups: for each recording, the number of its track: recordings of one track are takes of one piece.
        report: is told how far the search is; what it raises ends the search.
        across: spreads work that does not depend on one another; a thread pool's ``map`` uses all cores.
    """
    report(Progress(Stage.LISTENING, 0.0))
    white, frames = _listened(film, across)
    voices = list(across(lambda sound: Voice(whitened(sound)), recordings))
    report(Progress(Stage.COMPARING, 0.1))
    coarse = _compared(frames, recordings, across, report)
    report(Progress(Stage.MEASURING, 0.4))
    speeds = _speeds(white, voices, coarse, across)
    if not speeds:
        return Findings((), (), ())

    def listen(number: int) -> _Heard:
        return _listen(white, frames, recordings[number], voices[number], number, speeds)

    lines: list[Line] = []
    heard: list[_Heard] = []
    for number, one in enumerate(across(listen, range(len(recordings))), 1):
        heard.append(one)
        lines += one.lines
        report(Progress(Stage.MEASURING, 0.5 + 0.45 * number / len(recordings), _stretches(lines)))
    report(Progress(Stage.DECIDING, 0.95, _stretches(lines)))
    stretches = _stretches(lines)
    report(Progress(Stage.DECIDING, 1.0, stretches))
    return Findings(stretches, (), ())


def _listened(film: Samples, across: Across) -> tuple[Samples, FilmFrames]:
    white: list[Samples] = []
    frames: list[FilmFrames] = []
    works: tuple[Callable[[], None], ...] = (
        lambda: white.append(whitened(film)),
        lambda: frames.append(FilmFrames(peak_frames(film))),
    )
    for _ in across(lambda work: work(), works):
        pass
    return white[0], frames[0]


def _compared(
    frames: FilmFrames, recordings: Sequence[Samples], across: Across, report: Callable[[Progress], None]
) -> list[tuple[Transfer, list[Likenesses]]]:
    """Return what looks alike after each transfer, the likeliest transfer first."""
    compared = []
    for number, transfer in enumerate(TRANSFERS, 1):

        def compare(sound: Samples, transfer: Transfer = transfer) -> Likenesses:
            return frames.likenesses(peak_frames(sound, transfer), COARSE_HOP_S, COARSE_PLACES)

        compared.append((transfer, list(across(compare, recordings))))
        report(Progress(Stage.COMPARING, 0.1 + 0.3 * number / len(TRANSFERS)))
    return sorted(compared, key=lambda one: -sum(map(_in_line, one[1])))


def _in_line(likenesses: Likenesses) -> float:
    """Return how much speaks for it that neighbouring windows look alike at places that are neighbours too."""
    total = 0.0
    windows = [np.flatnonzero(likenesses.music == start) for start in np.unique(likenesses.music)]
    away = likenesses.film - likenesses.music
    for here, there in pairwise(windows):
        together = np.abs(away[here][:, None] - away[there]) <= IN_LINE_FRAMES
        both = np.minimum(likenesses.height[here][:, None], likenesses.height[there])
        total += float(np.max(both * together, initial=0.0))
    return total


def _speeds(
    film: Samples,
    voices: Sequence[Voice],
    compared: Sequence[tuple[Transfer, list[Likenesses]]],
    across: Across,
) -> list[float]:
    """Return the speeds at which waves agree where spectra look most alike; the first that is found, first."""
    for transfer, likenesses in compared:
        if transfer.pitch_kept:
            continue
        speeds: list[float] = []
        for recording, film_at, music_at in _highest(likenesses, transfer, TRIED_FOR_SPEED):
            voice = voices[recording]
            known = [check(film, voice, recording, [film_at], music_at, speed)[0] for speed in speeds]
            if any(seed.height > SURE for seed in known):
                continue
            seed = _at_any_speed(film, voice, recording, film_at, music_at, transfer.tempo)
            if seed is not None:
                speed = trace(film, voice, seed).speed
                if all(abs(speed / other - 1) > SAME_SPEED for other in speeds):
                    speeds.append(speed)
        if speeds:
            return speeds
    return []


def _at_any_speed(
    film: Samples, voice: Voice, recording: int, film_at: float, music_at: float, tempo: float
) -> Seed | None:
    for nearby in NEARBY:
        seed = search_speed(film, voice, recording, film_at, music_at, tempo * nearby)
        if seed.height > SURE_AT_ANY_SPEED:
            return seed
    return None


def _highest(
    likenesses: Sequence[Likenesses], transfer: Transfer, count: int
) -> list[tuple[int, float, float]]:
    """Return recording, film and music time (s) of the middles of the windows that look most alike."""
    found = [
        (float(height), recording, int(film), int(music))
        for recording, one in enumerate(likenesses)
        for height, film, music in zip(one.height, one.film, one.music, strict=True)
    ]
    found.sort(key=lambda one: (-one[0], one[1:]))
    return [
        (recording, *_middles(film, music, transfer.tempo)) for _, recording, film, music in found[:count]
    ]


def _middles(film: int, music: int, tempo: float) -> tuple[float, float]:
    half = WINDOW_S / 2
    return film / FRAMES_PER_S + half, (music / FRAMES_PER_S + half) * tempo


def _listen(
    film: Samples, frames: FilmFrames, sound: Samples, voice: Voice, recording: int, speeds: Sequence[float]
) -> _Heard:
    """Look for one recording at the speeds that are known, and at others if it is not heard at those."""
    main = speeds[0]
    transfer = Transfer(main, main)
    likenesses = frames.likenesses(peak_frames(sound, transfer), FINE_HOP_S, FINE_PLACES)
    seeds: list[Seed] = []
    for start in np.unique(likenesses.music):
        places = [
            _middles(int(film_at), int(start), main) for film_at in likenesses.film[likenesses.music == start]
        ]
        film_places = [film_at for film_at, _ in places]
        for speed in speeds:
            seeds += check(film, voice, recording, film_places, places[0][1], speed)
    if not any(seed.height > SURE for seed in seeds):
        for _, film_at, music_at in _highest([likenesses], transfer, TRIED_PER_RECORDING):
            other = _at_any_speed(film, voice, recording, film_at, music_at, main)
            if other is not None:
                seeds.append(other)
    seeds.sort(key=lambda seed: -seed.height)
    lines: list[Line] = []
    for seed in seeds:
        if seed.height < SURE:
            break
        if not any(_explains(line, seed) for line in lines):
            lines.append(trace(film, voice, seed))
    voice.forget_clocks()
    return _Heard(tuple(seeds), tuple(lines))


def _explains(line: Line, seed: Seed) -> bool:
    """Return whether what was heard at the seed's place is heard about as surely along the line."""
    half = int(WINDOW_S / 2 * FRAMES_PER_S)
    middle = round(seed.film_at * FRAMES_PER_S) - line.first
    window = line.agreement[max(0, middle - half) : max(0, middle + half)]
    return len(window) > 0 and float(window.sum()) / np.sqrt(len(window)) > EXPLAINED * seed.height


def _stretches(lines: Sequence[Line]) -> tuple[Stretch, ...]:
    return tuple(_stretch(lines[run.line], run) for run in decide(lines) if run.gain > CLAIMED_GAIN)


def _stretch(line: Line, run: Run) -> Stretch:
    film_in, film_out = run.begin / FRAMES_PER_S, run.end / FRAMES_PER_S
    exact = refit(line, film_in, film_out)
    inside = line.agreement[run.begin - line.first : run.end - line.first]
    music_in = exact.music(film_in)
    if music_in < 0:  # begun within the frame
        film_in, music_in = film_in - music_in / exact.speed, 0.0
    return Stretch(
        recording=line.recording,
        film_in=film_in,
        film_out=film_out,
        music_in=music_in,
        speed=exact.speed,
        confidence=1 - float(np.exp(-run.gain / GAIN_SCALE)),
        residual_s=exact.residual_s,
        fit=max(0.0, float(inside.mean()) * noise(FRAME)),
    )
