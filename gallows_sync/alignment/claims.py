"""From runs of lines to what is claimed: exact numbers, and which of a track's recordings it is."""

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from gallows_sync.alignment.coherence import FRAME, FRAMES_PER_S, noise
from gallows_sync.alignment.decision import Demands, Run, decide
from gallows_sync.alignment.findings import Rival, Stretch
from gallows_sync.alignment.tracing import Line, refit

SOUNDS_AT_ALL = 0.1
"""Share of the best one's agreement that another recording of the track must show to be named beside it."""

SAME_FIT = 0.05
"""Recordings whose agreement is within this share of each other are called equal: so much comes and goes with
where the frames of whitening happen to fall."""

TOLD_APART = 3.0
"""Standard deviations of the mean, second by second, from which on one recording fits better than another."""


def claimed(lines: Sequence[Line], groups: Sequence[int], demands: Demands) -> tuple[Stretch, ...]:
    """Return what the lines together claim, each stretch for the recording of its track that fits best."""
    return tuple(_stretch(lines, run, groups, demands) for run in decide(lines, demands))


def _stretch(lines: Sequence[Line], run: Run, groups: Sequence[int], demands: Demands) -> Stretch:
    chosen, rivals = _best_fitting(lines, run, groups)
    film_in, film_out = run.begin / FRAMES_PER_S, run.end / FRAMES_PER_S
    exact = refit(chosen, film_in, film_out)
    film_in, music_in = _from_beginning(film_in, exact.music(film_in), exact.speed)
    return Stretch(
        recording=exact.recording,
        film_in=film_in,
        film_out=film_out,
        music_in=music_in,
        speed=exact.speed,
        confidence=1 - 0.5 ** (run.gain / demands.gain),
        residual_s=exact.residual_s,
        fit=_fit(_agreement_in(chosen, run)),
        rivals=rivals,
    )


def at_one_speed(stretches: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """Return the stretches at the speed that they have together, each still right in its middle.

    For copies of one speed whose short stretches tell it badly: the variance of a slope falls with the cube
    of the length.
    """
    if not stretches:
        return ()
    lengths = np.array([stretch.film_out - stretch.film_in for stretch in stretches])
    speed = float(np.average([stretch.speed for stretch in stretches], weights=lengths**3))
    turned = []
    for stretch, length in zip(stretches, lengths.tolist(), strict=True):
        music_in = stretch.music_in + (stretch.speed - speed) * length / 2
        film_in, music_in = _from_beginning(stretch.film_in, music_in, speed)
        turned.append(replace(stretch, film_in=film_in, music_in=music_in, speed=speed))
    return tuple(turned)


def _from_beginning(film_in: float, music_in: float, speed: float) -> tuple[float, float]:
    """Return film and music in points (s), the film's moved where the recording begins only after it."""
    return (film_in, music_in) if music_in >= 0 else (film_in - music_in / speed, 0.0)


def _best_fitting(lines: Sequence[Line], run: Run, groups: Sequence[int]) -> tuple[Line, tuple[Rival, ...]]:
    """Return the line of the recording that fits best, and how the track's others fit that are heard too.

    Of those that the sound does not tell apart the first is chosen: a track's own recording before its takes.
    """
    own = lines[run.line]
    best = {own.recording: own}
    agreements = {own.recording: _agreement_in(own, run)}
    for line in lines:
        if line.recording == own.recording or groups[line.recording] != groups[own.recording]:
            continue
        agreement = _agreement_in(line, run)
        if line.recording not in best or agreement.sum() > agreements[line.recording].sum():
            best[line.recording], agreements[line.recording] = line, agreement
    agreements = dict(sorted(agreements.items()))
    top = max(agreements.values(), key=lambda one: float(one.sum()))
    chosen = next(recording for recording, one in agreements.items() if _alike(one, top))
    return best[chosen], tuple(
        Rival(recording, _fit(one), _alike(one, top))
        for recording, one in agreements.items()
        if recording != chosen and one.mean() > SOUNDS_AT_ALL * top.mean()
    )


def _agreement_in(line: Line, run: Run) -> NDArray[np.float32]:
    """Return how the line agrees with each frame of the run; 0 where its recording does not reach."""
    inside = np.zeros(run.end - run.begin, np.float32)
    first = max(run.begin, line.first)
    last = min(run.end, line.first + len(line.agreement))
    if first < last:
        inside[first - run.begin : last - run.begin] = line.agreement[first - line.first : last - line.first]
    return inside


def _alike(one: NDArray[np.float32], top: NDArray[np.float32]) -> bool:
    """Return whether the sound does not tell which of two recordings it is."""
    better = top - one
    if float(better.mean()) < SAME_FIT * float(top.mean()):
        return True
    seconds = [part.mean() for part in np.array_split(better, max(2, len(better) // FRAMES_PER_S))]
    return float(np.mean(seconds)) < TOLD_APART * float(np.std(seconds)) / math.sqrt(len(seconds))


def _fit(agreement: NDArray[np.float32]) -> float:
    return min(1.0, max(0.0, float(agreement.mean()) * noise(FRAME)))
