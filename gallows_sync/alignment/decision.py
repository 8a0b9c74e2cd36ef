"""Which line is heard when: in and out points, decided between all lines together."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest

import numpy as np
from numpy.typing import NDArray

from gallows_sync.alignment.coherence import FRAMES_PER_S
from gallows_sync.alignment.tracing import Line

MOST_FOR = 6.0
"""No single frame counts for more than this, so that a click does not outweigh a second of nothing."""

MOST_AGAINST = -3.0
"""Nor against: a door that slams is louder than any music."""

BEGIN_COST = 10.0
"""What a run has to gain before it is believed: chance gains that much once in e^10 places."""

LEAST_S = 5.0
"""Shorter runs are not claimed: other music made of the same samples can agree for some seconds."""

BRIDGED_S = 20.0
"""Music that goes on along the very same line after so long was there all the time, under loud speech."""

BRIDGE_COST = 2.0
"""Gain that a run must have for each second it lies off the next: else chance would lengthen cues."""

NEIGHBOURING_S = 10.0
"""Runs no further apart may be one run of another line, parted by speech."""

FADED_IN, FADED_OUT = 1, 2
"""Frames of a fade that are too soft to be told; films fade music out more slowly than in."""

EDGE_S = 20.0
"""How far from where a run seemed to end its end is looked for."""

TURNED_DOWN, TURNED_UP = 1e-3, 5e-3
"""Chances that it is turned down, or up again, at any frame: every minute, and for ten seconds, about."""

_LOOK = int(2 * FRAMES_PER_S)
_MARGIN = int(4 * FRAMES_PER_S)


@dataclass(frozen=True, slots=True)
class Demands:
    """What is asked of evidence: ``gain`` for a claim; ``nearly`` is the share of what neighbouring runs gain
    that one line must gain to stand for them all, and half of it of each; ``ducked`` the share of its usual
    agreement that music shows while it is turned down, under speech, say: with 1 it never is."""

    gain: float
    nearly: float
    ducked: float = 1.0


OF_WAVES = Demands(21.0, 0.6, 0.5)
OF_SPECTRA = Demands(70.0, 0.3)
"""Spectra are alike by chance for seconds on end, and nearly as alike where music repeats itself."""


@dataclass(frozen=True, slots=True)
class Run:
    """Line number ``line`` is heard in film frames ``[begin, end)``; ``gain`` is what speaks for it.

    The gain is the logarithm of how much likelier the film's sound is with this music in it than without.
    """

    line: int
    begin: int
    end: int
    gain: float


def decide(lines: Sequence[Line], demands: Demands = OF_WAVES) -> list[Run]:
    """Return the runs worth claiming, in film order, never two at once, that together gain most."""
    gains = [frame_gains(line) for line in lines]
    runs = _bridged([run for rivals in _rivals(lines, gains) for run in _heard(rivals)], demands.gain)
    runs = _bridged(_simplified(runs, lines, gains, demands.nearly), demands.gain)
    # Once more, for what is no claim itself parts no other.
    runs = _bridged([run for run in runs if _lasts(run, lines, gains)], demands.gain)
    claimed: list[Run] = []
    worthy = [run for run in runs if run.gain > demands.gain]
    for run, after in zip_longest(worthy, worthy[1:]):
        before = claimed[-1] if claimed else None
        claimed.append(_with_likely_edges(run, lines[run.line], demands.ducked, before, after))
    return claimed


def frame_gains(line: Line, share: float = 1.0) -> NDArray[np.float32]:
    """Return what each frame says for the line: the log likelihood ratio of the agreement to be expected.

    ``share`` is what of the usual agreement is to be expected.
    """
    expected = share * line.audible
    gains = expected * np.clip(line.agreement, MOST_AGAINST, MOST_FOR) - expected**2 / 2
    return gains.astype(np.float32)


def _lasts(run: Run, lines: Sequence[Line], gains: Sequence[NDArray[np.float32]]) -> bool:
    """Return whether a run is long enough, and its gain does not come from one instant of it."""
    first = lines[run.line].first
    inside = gains[run.line][run.begin - first : run.end - first]
    if len(inside) < LEAST_S * FRAMES_PER_S:
        return False
    best_instant = np.convolve(inside, np.ones(_LOOK, np.float32), "valid").max()
    return float(inside.sum() - best_instant) > BEGIN_COST


@dataclass(frozen=True, slots=True)
class _Part:
    """Line number ``line`` from film frame ``begin`` on, where there may be something of it."""

    line: int
    begin: int
    gains: NDArray[np.float32]

    @property
    def end(self) -> int:
        return self.begin + len(self.gains)


def _rivals(lines: Sequence[Line], gains: Sequence[NDArray[np.float32]]) -> list[list[_Part]]:
    """Return the parts of the lines that may be heard, in film order, those together that overlap."""
    parts = []
    for number, (line, gain) in enumerate(zip(lines, gains, strict=True)):
        begin, end = _span(line, gain)
        if begin < end:
            parts.append(_Part(number, begin, gain[begin - line.first : end - line.first]))
    parts.sort(key=lambda part: part.begin)
    together: list[list[_Part]] = []
    reached = -1
    for part in parts:
        if part.begin < reached:
            together[-1].append(part)
        else:
            together.append([part])
        reached = max(reached, part.end)
    return together


def _heard(parts: Sequence[_Part]) -> list[Run]:
    """Return the runs of overlapping parts, never two at once, that together gain most."""
    first = parts[0].begin
    ordered = sorted(parts, key=lambda part: part.line)  # of equals the first line wins
    table = np.full((max(part.end for part in parts) - first, len(parts)), -np.inf, np.float32)
    for column, part in enumerate(ordered):
        table[part.begin - first : part.end - first, column] = part.gains
    states = _best_states(table)
    edges = (np.flatnonzero(np.diff(states)) + 1).tolist()
    return [
        Run(ordered[column].line, first + begin, first + end, float(table[begin:end, column].sum()))
        for begin, end in pairwise([0, *edges, len(states)])
        if (column := int(states[begin])) >= 0
    ]


def _span(line: Line, gains: NDArray[np.float32]) -> tuple[int, int]:
    """Return the film frames outside which there is nothing of the line."""
    if len(gains) < _LOOK:
        return line.first, line.first + len(gains)
    gained = np.convolve(gains, np.ones(_LOOK, np.float32), "valid")
    here = np.flatnonzero(gained > 1)
    if not len(here):
        return line.first, line.first
    begin = max(0, int(here[0]) - _MARGIN)
    end = min(len(gains), int(here[-1]) + _LOOK + _MARGIN)
    return line.first + begin, line.first + end


def _best_states(gains: NDArray[np.float32]) -> NDArray[np.int64]:
    """Return the line (or -1) of each frame on the best way through, by dynamic programming."""
    frames, lines = gains.shape
    came_from = np.empty((frames, lines + 1), np.int32)
    total = np.full(lines + 1, -np.inf)
    total[lines] = 0.0  # the last state is: nothing
    own = np.arange(lines + 1)
    for frame in range(frames):
        best = int(np.argmax(total))
        begun = total[best] - BEGIN_COST
        stays = total >= begun
        came_from[frame] = np.where(stays, own, best)
        entered = np.where(stays, total, begun)
        # To fall silent costs nothing.
        came_from[frame, lines], entered[lines] = best, total[best]
        entered[:lines] += gains[frame]
        total = entered
    states = np.empty(frames, np.int64)
    state = int(np.argmax(total))
    for frame in range(frames - 1, -1, -1):
        states[frame] = state
        state = int(came_from[frame, state])
    states[states == lines] = -1
    return states


def _bridged(runs: list[Run], strong: float) -> list[Run]:
    """Return the runs, those of one line joined over what hides it; weak ones of others do not part them."""
    joined: list[Run] = []
    for run in runs:
        place = len(joined) - 1
        while place >= 0 and joined[place].line != run.line and joined[place].gain < strong:
            place -= 1
        if place >= 0 and joined[place].line == run.line:
            before = joined[place]
            gap_s = (run.begin - before.end) / FRAMES_PER_S
            if gap_s < BRIDGED_S and min(before.gain, run.gain) > gap_s * BRIDGE_COST:
                joined[place:] = [Run(run.line, before.begin, run.end, before.gain + run.gain)]
                continue
        joined.append(run)
    return joined


def _simplified(
    runs: list[Run], lines: Sequence[Line], gains: Sequence[NDArray[np.float32]], nearly: float
) -> list[Run]:
    """Return the runs, one line where it explains neighbouring runs of its recording nearly as well as they.

    Music made of loops agrees with several of its own repeats; which of them it is, only a whole line tells.
    """
    simplified: list[Run] = []
    rest = list(runs)
    while rest:
        best = (1, rest[0].gain, rest[0].line)
        for number, line in enumerate(lines):
            count, gain = _explained(rest, line, gains[number], lines, nearly)
            if count > 1 and (count, gain) > best[:2]:
                best = (count, gain, number)
        count, gain, number = best
        simplified.append(Run(number, rest[0].begin, rest[count - 1].end, gain))
        del rest[:count]
    return simplified


def _explained(
    runs: list[Run], line: Line, gains: NDArray[np.float32], lines: Sequence[Line], nearly: float
) -> tuple[int, float]:
    """Return how many of the first runs ``line`` explains, and what it gains in them."""
    explained = (0, 0.0)
    total = asked = 0.0
    for count, run in enumerate(runs, 1):
        apart_s = (run.begin - runs[count - 2].end) / FRAMES_PER_S if count > 1 else 0.0
        gain = float(gains[max(0, run.begin - line.first) : max(0, run.end - line.first)].sum())
        if (
            lines[run.line].recording != line.recording
            or apart_s > NEIGHBOURING_S
            or gain < nearly / 2 * run.gain
        ):
            break
        total, asked = total + gain, asked + run.gain
        if total >= nearly * asked:
            explained = (count, total)
    return explained


def _with_likely_edges(run: Run, line: Line, ducked: float, before: Run | None, after: Run | None) -> Run:
    """Return the run from the median of where it may begin to the median of where it may end.

    Where the music is loud enough to be told, that is where it is cut; where it fades into what is louder, it
    is the middle of the time in which nothing can be told.
    """
    middle = (run.begin + run.end) // 2
    reach = int(EDGE_S * FRAMES_PER_S)
    last = line.first + len(line.agreement)
    earliest = max(line.first, run.begin - reach, before.end if before else 0)
    latest = min(last, run.end + reach, after.begin if after else last)
    gains = np.stack([frame_gains(line), frame_gains(line, ducked)], axis=1).astype(np.float64)
    ending = gains[middle - line.first : latest - line.first]
    beginning = gains[earliest - line.first : middle - line.first][::-1]
    begin = middle - _likely_end(beginning) - FADED_IN
    end = middle + _likely_end(ending) + FADED_OUT
    return Run(run.line, max(begin, earliest), min(end, latest), run.gain)


def _likely_end(gains: NDArray[np.float64]) -> int:
    """Return after how many frames the music has ended with even chances.

    Args:
        gains: (frames, 2) what each frame says for music at its usual level, and turned down; at first it is
            at its usual level, and at every frame it may change (forward algorithm of a hidden Markov model).
    """
    if not len(gains):
        return 0
    stays_up, turns_down = math.log1p(-TURNED_DOWN), math.log(TURNED_DOWN)
    stays_down, turns_up = math.log1p(-TURNED_UP), math.log(TURNED_UP)
    up, down = 0.0, -math.inf
    ended_after = []
    for usual, ducked in gains.tolist():
        up, down = (
            _log_sum(up + stays_up, down + turns_up) + usual,
            _log_sum(up + turns_down, down + stays_down) + ducked,
        )
        ended_after.append(_log_sum(up, down))
    chances = np.cumsum(np.exp(np.array(ended_after) - max(ended_after)))
    return int(np.searchsorted(chances, chances[-1] / 2)) + 1


def _log_sum(one: float, other: float) -> float:
    """Return the logarithm of the sum of two numbers, given theirs."""
    return max(one, other) + math.log1p(math.exp(-abs(one - other)))
