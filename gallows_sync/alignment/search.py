"""The search as a whole: what looks alike is held wave against wave; the lines that stand are told apart."""

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol, TypeVar

import numpy as np

from gallows_sync.alignment.claims import at_one_speed, claimed
from gallows_sync.alignment.coherence import FRAMES_PER_S, Sound, listened
from gallows_sync.alignment.decision import OF_SPECTRA, OF_WAVES, decide, frame_gains
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
from gallows_sync.alignment.spectra import Transfer, peak_frames
from gallows_sync.alignment.stretched import streaks, trace_stretched
from gallows_sync.alignment.tracing import Line, Seed, Times, Voice, check, search_speed, trace

_In = TypeVar("_In")
_Out = TypeVar("_Out")

TRANSFERS = (
    Transfer(1.0, 1.0),
    Transfer(25 / 24, 25 / 24),
    Transfer(24 / 25, 24 / 25),
    Transfer(25 / 24, 1.0),
)
"""How copies are made. Spectra look alike at 1 % more or less, too; what is closer is told by the waves."""

NEARBY = (1.0, 0.99, 1.01)
"""Times a transfer's speed at which waves are compared: between them the search of speeds reaches."""

COARSE_HOP_S, COARSE_PLACES = 6.0, 4
FINE_HOP_S, FINE_PLACES = 2.0, 6
"""Between windows, and places that are kept of each: to tell the transfer by, and to find everything."""

TRIED_FOR_SPEED, TRIED_FOR_UNLIKELY_SPEED = 16, 5
"""Likenesses looked into for the film's speed, the highest first; fewer after unlikelier transfers."""

TRIED_PER_RECORDING = 3
"""Likenesses of a recording that is not heard at the film's speed, looked into at others."""

SURE_AT_ANY_SPEED = 7.5
"""Height (standard deviations) that chance does not reach in half a million lags and speeds."""

SURE = 6.5
"""The same for the thousand places of one speed, and some ten thousand of them."""

IN_LINE_FRAMES = 2
"""Frames that two windows of one line may lie beside one another, at a speed 1 % off."""

SAME_SPEED = 50e-6
"""Speeds (relative) that need not be listened for apart."""

ONE_SPEED = 500e-6
"""How far (relative) lines through spectra may be off the speed of the copy."""

SAME_LINE_S = 0.003
"""What lies so near a line is on it: lags are told far better, and wow moves them by less within a window."""

CLEARLY = 2.0
"""So many times more must look alike with the pitch kept than without, for waves not to be asked at all."""

LEAST_CLEAR = 100.0
"""And so much in all: in a short film there is too little to tell transfers apart by."""

SURE_STRETCHED = 12.0
"""Height of a likeness of spectra that is shown as even odds."""

MOST_UNCLAIMED = 0.49
"""What was not claimed is shown as less than even."""


class Across(Protocol):
    """Applies a function to each item, in order, as ``map`` and ``ThreadPoolExecutor.map`` do."""

    def __call__(self, work: Callable[[_In], _Out], items: Iterable[_In], /) -> Iterator[_Out]: ...


@dataclass(frozen=True, slots=True)
class _Compared:
    """What looks alike after one transfer, recording by recording, and how much of it lies in lines."""

    transfer: Transfer
    likenesses: list[Likenesses]
    strength: float


@dataclass(frozen=True, slots=True)
class _Traced:
    """What was looked into of one recording, and the lines that stand."""

    matches: Matches
    lines: list[Line]


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
    ear, frames = _listened(film, across)
    voices = list(across(Voice, recordings))
    report(Progress(Stage.COMPARING, 0.1))
    compared = _compared(frames, recordings, across, report)
    report(Progress(Stage.MEASURING, 0.4))
    likeliest = compared[0].transfer
    speeds = [] if _clearly_kept_the_pitch(compared) else _speeds(ear, voices, compared)
    by_waves = bool(speeds) or not likeliest.pitch_kept
    for voice in voices:
        voice.forget_clocks()

    def listen(number: int) -> _Traced:
        if by_waves:
            return _listen(ear, frames, recordings[number], voices[number], number, speeds or [1.0])
        heard = Sound(film, ear.loudness)
        asked = Sound(recordings[number], voices[number].sound.loudness)
        return _listen_stretched(heard, asked, frames, number, likeliest)

    def told(lines: list[Line]) -> tuple[Stretch, ...]:
        if by_waves:
            return claimed(lines, groups, OF_WAVES)
        return at_one_speed(claimed(_of_one_speed(lines), groups, OF_SPECTRA))

    heard: list[_Traced] = []
    found: tuple[Stretch, ...] = ()
    for number, one in enumerate(across(listen, range(len(recordings))), 1):
        heard.append(one)
        found += told(one.lines)  # of this recording alone: what it claims may yet go to another
        report(Progress(Stage.MEASURING, 0.5 + 0.45 * number / len(recordings), found))
    report(Progress(Stage.DECIDING, 0.95, found))
    stretches = told([line for one in heard for line in one.lines])
    report(Progress(Stage.DECIDING, 1.0, stretches))
    matches = tuple(one.matches for one in heard)
    return Findings(stretches, _sightings(matches, stretches, groups), matches)


def _listened(film: Samples, across: Across) -> tuple[Sound, FilmFrames]:
    ears: list[Sound] = []
    frames: list[FilmFrames] = []
    works: tuple[Callable[[], None], ...] = (
        lambda: ears.append(listened(film)),
        lambda: frames.append(FilmFrames(peak_frames(film))),
    )
    for _ in across(lambda work: work(), works):
        pass
    return ears[0], frames[0]


def _compared(
    frames: FilmFrames, recordings: Sequence[Samples], across: Across, report: Callable[[Progress], None]
) -> list[_Compared]:
    """Return what looks alike after each transfer, the likeliest transfer first."""
    compared = []
    for number, transfer in enumerate(TRANSFERS, 1):

        def compare(sound: Samples, transfer: Transfer = transfer) -> Likenesses:
            return frames.likenesses(peak_frames(sound, transfer), COARSE_HOP_S, COARSE_PLACES)

        likenesses = list(across(compare, recordings))
        compared.append(_Compared(transfer, likenesses, sum(map(_in_line, likenesses))))
        report(Progress(Stage.COMPARING, 0.1 + 0.3 * number / len(TRANSFERS)))
    return sorted(compared, key=lambda one: -one.strength)


def _clearly_kept_the_pitch(compared: Sequence[_Compared]) -> bool:
    """Return whether no other transfer is likely: some stretchers leave waves that agree here and there."""
    first, second = compared[:2]
    return first.transfer.pitch_kept and first.strength > max(CLEARLY * second.strength, LEAST_CLEAR)


def _in_line(likenesses: Likenesses) -> float:
    """Return how much neighbouring windows look alike at places that are neighbours too."""
    total = 0.0
    windows = [np.flatnonzero(likenesses.music == start) for start in np.unique(likenesses.music)]
    away = likenesses.film - likenesses.music
    for here, there in pairwise(windows):
        together = np.abs(away[here][:, None] - away[there]) <= IN_LINE_FRAMES
        both = np.minimum(likenesses.height[here][:, None], likenesses.height[there])
        total += float(np.max(both * together, initial=0.0))
    return total


def _speeds(
    film: Sound,
    voices: Sequence[Voice],
    compared: Sequence[_Compared],
) -> list[float]:
    """Return the speeds at which waves agree where spectra look most alike, in the order they are met."""
    for place, one in enumerate(compared):
        transfer = one.transfer
        if transfer.pitch_kept:
            continue
        speeds: list[float] = []
        count = TRIED_FOR_SPEED if place == 0 else TRIED_FOR_UNLIKELY_SPEED
        for recording, film_at, music_at in _highest(one.likenesses, transfer, count):
            voice = voices[recording]
            known = [check(film.samples, voice, recording, [film_at], music_at, speed)[0] for speed in speeds]
            if any(seed.height > SURE for seed in known):
                continue
            seed = _at_any_speed(film, voice, recording, film_at, music_at, transfer.tempo)
            if seed is not None:
                line = trace(film, voice, seed)
                is_new = all(abs(line.speed / other - 1) > SAME_SPEED for other in speeds)
                if is_new and decide([line]):
                    speeds.append(line.speed)
        if speeds:
            return speeds
    return []


def _at_any_speed(
    film: Sound, voice: Voice, recording: int, film_at: float, music_at: float, tempo: float
) -> Seed | None:
    for nearby in NEARBY:
        seed = search_speed(film.samples, voice, recording, film_at, music_at, tempo * nearby)
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
        (recording, _middle(film), _middle(music) * transfer.tempo)
        for _, recording, film, music in found[:count]
    ]


def _middle(first: Times) -> Times:
    """Return the middle (s) of a window, given its first frame."""
    return first / FRAMES_PER_S + WINDOW_S / 2


def _listen(
    film: Sound, frames: FilmFrames, sound: Samples, voice: Voice, recording: int, speeds: Sequence[float]
) -> _Traced:
    """Look for one recording at the speeds that are known, and at others if it is not heard at those."""
    main = speeds[0]
    transfer = Transfer(main, main)
    likenesses = frames.likenesses(peak_frames(sound, transfer), FINE_HOP_S, FINE_PLACES)
    seeds: list[Seed] = []
    for start in np.unique(likenesses.music):
        places = _middle(likenesses.film[likenesses.music == start].astype(np.float64)).tolist()
        for speed in speeds:
            seeds += check(film.samples, voice, recording, places, _middle(float(start)) * main, speed)
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
    length_s = len(sound) / SAMPLE_RATE_HZ  # a short recording may end before the middle of its window
    return _Traced(
        Matches(
            recording,
            np.array([seed.film_at for seed in seeds], np.float64),
            np.array([min(seed.music_at, length_s) for seed in seeds], np.float64),
            np.array([seed.height / (seed.height + SURE) for seed in seeds], np.float64),
        ),
        lines,
    )


def _listen_stretched(
    film: Sound, sound: Sound, frames: FilmFrames, recording: int, transfer: Transfer
) -> _Traced:
    """Look for one recording where no wave is left to compare."""
    likenesses = frames.likenesses(peak_frames(sound.samples, transfer), FINE_HOP_S, FINE_PLACES)
    lines = [
        trace_stretched(film, sound, recording, streak, transfer.tempo) for streak in streaks(likenesses)
    ]
    film_at = _middle(likenesses.film.astype(np.float64))
    music_at = _middle(likenesses.music.astype(np.float64)) * transfer.tempo
    strength = likenesses.height / (likenesses.height + SURE_STRETCHED)
    return _Traced(Matches(recording, film_at, music_at, strength.astype(np.float64)), lines)


def _of_one_speed(lines: list[Line]) -> list[Line]:
    """Return the lines that run at the speed that most of what is heard runs at: a copy is made in one go."""
    if not lines:
        return []
    weights = np.array([max(0.0, float(frame_gains(line).sum())) for line in lines])
    order = np.argsort([line.speed for line in lines], kind="stable")
    middle = int(np.searchsorted(np.cumsum(weights[order]), weights.sum() / 2))
    speed = lines[int(order[min(middle, len(lines) - 1)])].speed
    return [line for line in lines if abs(line.speed / speed - 1) < ONE_SPEED]


def _explains(line: Line, seed: Seed) -> bool:
    """Return whether the seed lies on the line, or what was heard there is heard as surely along it."""
    half = int(WINDOW_S / 2 * FRAMES_PER_S)
    middle = round(seed.film_at * FRAMES_PER_S) - line.first
    window = line.agreement[max(0, middle - half) : max(0, middle + half)]
    if not len(window):
        return False
    if abs(line.music(seed.film_at) - seed.music_at) < SAME_LINE_S:
        return True
    return float(window.sum()) / math.sqrt(len(window)) > seed.height


def _sightings(
    matches: Sequence[Matches], stretches: Sequence[Stretch], groups: Sequence[int]
) -> tuple[Sighting, ...]:
    """Return the best that was seen of each recording of the tracks that were not found."""
    found = {groups[stretch.recording] for stretch in stretches}
    seen = []
    for one in matches:
        if groups[one.recording] not in found and len(one.strength):
            best = int(np.argmax(one.strength))
            strength = min(float(one.strength[best]), MOST_UNCLAIMED)
            seen.append(Sighting(one.recording, float(one.film_s[best]), float(one.music_s[best]), strength))
    return tuple(seen)
