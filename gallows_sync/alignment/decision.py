"""Which line is heard when: in and out points, decided between all lines together."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gallows_sync.alignment.tracing import FRAMES_PER_S, Line

EXPECTED = 0.5
"""Agreement (standard deviations a frame) that is neither for nor against a line: half of faint music's."""

MOST_FOR = 6.0
"""No single frame counts for more than this, so that a click does not outweigh a second of nothing."""

MOST_AGAINST = -3.0
BEGIN_COST = 10.0
"""What a run has to gain before it is believed: chance gains that much once in e^10 places."""

BRIDGED_S = 20.0
"""Music that goes on along the very same line after so long was there all the time, under loud speech."""

_LOOK = int(2 * FRAMES_PER_S)
_MARGIN = int(4 * FRAMES_PER_S)


@dataclass(frozen=True, slots=True)
class Run:
    """Line number ``line`` is heard in film frames ``[begin, end)``; ``gain`` is what speaks for it."""

    line: int
    begin: int
    end: int
    gain: float


def decide(lines: Sequence[Line]) -> list[Run]:
    """Return the runs, in film order, never two at a time, that together gain most."""
    spans = [_span(line) for line in lines]
    if not any(begin < end for begin, end in spans):
        return []
    first = min(begin for begin, end in spans if begin < end)
    last = max(end for begin, end in spans if begin < end)
    gains = np.full((last - first, len(lines)), -np.inf, np.float32)
    for number, (line, (begin, end)) in enumerate(zip(lines, spans, strict=True)):
        part = line.agreement[begin - line.first : end - line.first]
        gains[begin - first : end - first, number] = frame_gains(part)
    return _bridged(_runs(_best_states(gains), gains, first))


def frame_gains(agreement: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return what each frame says for the line."""
    gains: NDArray[np.float32] = np.clip(agreement - EXPECTED, MOST_AGAINST, MOST_FOR)
    return gains


def _span(line: Line) -> tuple[int, int]:
    """Return the film frames outside which there is nothing of the line."""
    if len(line.agreement) < _LOOK:
        return line.first, line.first + len(line.agreement)
    gained = np.convolve(frame_gains(line.agreement), np.ones(_LOOK, np.float32), "valid")
    here = np.flatnonzero(gained > 0)
    if not len(here):
        return line.first, line.first
    begin = max(0, int(here[0]) - _MARGIN)
    end = min(len(line.agreement), int(here[-1]) + _LOOK + _MARGIN)
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


def _runs(states: NDArray[np.int64], gains: NDArray[np.float32], first: int) -> list[Run]:
    edges = np.flatnonzero(np.diff(states)) + 1
    found = []
    for begin, end in zip([0, *edges], [*edges, len(states)], strict=True):
        line = int(states[begin])
        if line >= 0:
            gain = float(gains[begin:end, line].sum())
            found.append(Run(line, first + int(begin), first + int(end), gain))
    return found


def _bridged(runs: list[Run]) -> list[Run]:
    joined: list[Run] = []
    for run in runs:
        before = joined[-1] if joined else None
        if before and before.line == run.line and run.begin - before.end < BRIDGED_S * FRAMES_PER_S:
            joined[-1] = Run(run.line, before.begin, run.end, before.gain + run.gain)
        else:
            joined.append(run)
    return joined
