"""Lines made by hand: agreement as the wave comparison would measure it, frame by frame."""

from itertools import pairwise

import numpy as np
import pytest
from numpy.typing import NDArray

from gallows_sync.alignment.coherence import FRAMES_PER_S
from gallows_sync.alignment.decision import (
    MOST_AGAINST,
    MOST_FOR,
    OF_SPECTRA,
    OF_WAVES,
    Demands,
    Run,
    decide,
    frame_gains,
)
from gallows_sync.alignment.tracing import Line

FRAMES = 2400
HEARD = 3.0
FAINTLY = 1.2
LIKELY_OFF = 5
"""Frames by which an edge may be off where every frame tells clearly whether the music is there."""

Level = tuple[float, float, float]
"""From and to which second, and how much."""


def line(
    *agreement: Level,
    inaudible: tuple[tuple[float, float], ...] = (),
    recording: int = 0,
    first: int = 0,
    frames: int = FRAMES,
) -> Line:
    """Return a line that agrees by chance, 0, but for the levels given; film times in seconds."""
    none = np.zeros(0)
    made = Line(recording, 0, 0, 1, first, _frames(0, frames), _frames(1, frames), none, none, none)
    for begin, end, level in agreement:
        made.agreement[_place(begin) - first : _place(end) - first] = level
    for begin, end in inaudible:
        made.audible[_place(begin) - first : _place(end) - first] = 0
    return made


def _frames(level: float, count: int) -> NDArray[np.float32]:
    return np.full(count, level, np.float32)


def _place(film_s: float) -> int:
    return round(film_s * FRAMES_PER_S)


def spans(runs: list[Run]) -> list[tuple[int, float, float]]:
    """Return line, in and out point (s) of each run."""
    return [(run.line, run.begin / FRAMES_PER_S, run.end / FRAMES_PER_S) for run in runs]


def near(*expected: tuple[int, float, float]) -> list[tuple[int, object, object]]:
    off = LIKELY_OFF / FRAMES_PER_S
    return [
        (number, pytest.approx(begin, abs=off), pytest.approx(end, abs=off))
        for number, begin, end in expected
    ]


def test_a_run_is_claimed_where_its_line_agrees() -> None:
    assert spans(decide([line((20, 40, HEARD))])) == near((0, 20, 40))


def test_lines_that_begin_late_in_the_film_are_placed_in_film_time() -> None:
    assert spans(decide([line((70, 80, HEARD), first=1300, frames=500)])) == near((0, 70, 80))


def test_a_run_may_take_up_the_whole_of_its_line() -> None:
    assert spans(decide([line((10, 30, HEARD), first=200, frames=400)])) == near((0, 10, 30))


def test_the_gain_of_a_run_is_the_sum_over_its_frames() -> None:
    made = line((20, 40, HEARD))

    (run,) = decide([made])

    assert run.gain == pytest.approx(float(frame_gains(made)[400:800].sum()), rel=1e-3)


def test_no_line_no_run() -> None:
    assert decide([]) == []
    assert decide([line(frames=0)]) == []


@pytest.mark.parametrize("frames", [1, 39, 40, 79, 80, 400])
def test_a_line_that_agrees_by_chance_is_not_claimed(frames: int) -> None:
    chance = np.random.default_rng(1).normal(0, 1, frames).astype(np.float32)
    made = line(frames=frames)
    made.agreement[:] = chance

    assert decide([made]) == []


def test_a_run_is_claimed_if_it_gains_enough() -> None:
    made = line((20, 40, FAINTLY))
    gain = 400 * (FAINTLY - 0.5)

    assert spans(decide([made], Demands(gain - 1, 0.5))) == near((0, 20, 40))
    assert decide([made], Demands(gain + 1, 0.5)) == []


def test_spectra_have_to_say_more_than_waves() -> None:
    made = line((20, 26, 0.5 + (OF_WAVES.gain + OF_SPECTRA.gain) / 2 / 120))

    assert spans(decide([made], OF_WAVES)) == near((0, 20, 26))
    assert decide([made], OF_SPECTRA) == []


def test_what_lasts_too_short_is_not_claimed_however_clear() -> None:
    assert decide([line((20, 24.5, MOST_FOR))]) == []
    assert spans(decide([line((20, 25.5, MOST_FOR))])) == near((0, 20, 25.5))


def test_what_comes_from_one_instant_is_not_claimed() -> None:
    barely = 0.52
    assert decide([line((20, 40, barely), (29, 31, HEARD))]) == []
    assert len(decide([line((20, 40, barely), (24, 26, HEARD), (29, 31, HEARD))])) == 1


def test_a_click_counts_for_no_more_than_another_frame() -> None:
    made = line((20, 20.05, 1000), (30, 30.05, -1000))

    gains = frame_gains(made)

    assert gains[400] == MOST_FOR - 0.5
    assert gains[600] == MOST_AGAINST - 0.5


def test_frames_in_which_the_music_would_not_be_heard_say_nothing() -> None:
    made = line((20, 40, HEARD), inaudible=((30, 50),))

    gains = frame_gains(made)

    assert gains[500] > 0
    assert not gains[600:1000].any()


def test_an_end_under_what_is_louder_is_put_where_it_is_as_likely_before_as_after() -> None:
    made = line((20, 40, HEARD), inaudible=((40, 50),))

    assert spans(decide([made])) == near((0, 20, 40 + 5))


def test_a_beginning_under_what_is_louder_is_put_where_it_is_as_likely_before_as_after() -> None:
    made = line((20, 40, HEARD), inaudible=((14, 20),))

    assert spans(decide([made])) == near((0, 20 - 3, 40))


def test_music_that_is_turned_down_before_its_end_ends_where_it_is_heard_last() -> None:
    made = line((20, 40, HEARD), (40, 43, 0.15), (43, 44.5, 1))

    assert spans(decide([made])) == near((0, 20, 44.5))


def test_an_end_is_not_looked_for_without_end() -> None:
    made = line((20, 40, HEARD), inaudible=((40, 120),))

    ((_, _, end),) = spans(decide([made]))

    assert end == pytest.approx(50, abs=5)


def test_likely_ends_stay_within_the_line() -> None:
    made = line((20, 40, HEARD), first=380, frames=440, inaudible=((19, 20), (40, 41)))

    (run,) = decide([made])

    assert 380 <= run.begin <= 400
    assert 800 <= run.end <= 820


def test_music_that_goes_on_along_its_line_was_there_all_the_time() -> None:
    assert spans(decide([line((20, 35, HEARD), (45, 60, HEARD))])) == near((0, 20, 60))


def test_music_that_goes_on_much_later_was_away_meanwhile() -> None:
    assert spans(decide([line((20, 35, HEARD), (56, 71, HEARD))])) == near((0, 20, 35), (0, 56, 71))


def test_a_hole_is_not_bridged_to_a_run_too_weak_for_it() -> None:
    weak_gain = 20 * 1.5
    made = line((20, 35, HEARD), (52, 53, 0.5 + weak_gain / 20))

    assert spans(decide([made])) == near((0, 20, 35))


def test_a_weak_run_of_another_line_does_not_part_a_run() -> None:
    strong = line((20, 35, HEARD), (45, 60, HEARD))
    weak = line((38, 42, 0.5 + 0.9 * OF_WAVES.gain / 80), recording=1)

    assert spans(decide([strong, weak])) == near((0, 20, 60))


def test_a_clear_run_of_another_line_does() -> None:
    strong = line((20, 35, HEARD), (45, 60, HEARD))
    other = line((36, 44, HEARD), recording=1)

    assert spans(decide([strong, other])) == near((0, 20, 35), (1, 36, 44), (0, 45, 60))


def test_what_two_lines_claim_goes_to_the_one_that_agrees_more() -> None:
    less, more = line((20, 50, HEARD)), line((35, 60, 2 * HEARD), recording=1)

    assert spans(decide([less, more])) == near((0, 20, 35), (1, 35, 60))


def test_a_jump_inside_the_music_is_where_one_line_stops_and_the_other_begins() -> None:
    assert spans(decide([line((20, 40, HEARD)), line((40, 60, HEARD))])) == near((0, 20, 40), (1, 40, 60))


@pytest.mark.parametrize("swapped", [False, True])
def test_one_line_that_explains_two_runs_nearly_as_well_stands_for_both(swapped: bool) -> None:
    lines = [line((20, 40, HEARD)), line((40, 60, HEARD)), line((20, 60, 0.8 * HEARD))]
    whole = 0 if swapped else 2

    assert spans(decide(lines[::-1] if swapped else lines)) == near((whole, 20, 60))


def test_one_line_that_explains_them_badly_does_not() -> None:
    lines = [line((20, 40, HEARD)), line((40, 60, HEARD)), line((20, 60, 0.6 * HEARD))]

    assert spans(decide(lines)) == near((0, 20, 40), (1, 40, 60))


def test_a_line_of_another_recording_does_not_stand_for_runs() -> None:
    lines = [line((20, 40, HEARD)), line((40, 60, HEARD)), line((20, 60, 0.8 * HEARD), recording=1)]

    assert spans(decide(lines)) == near((0, 20, 40), (1, 40, 60))


def test_runs_far_apart_are_not_taken_for_one() -> None:
    lines = [
        line((20, 40, HEARD)),
        line((52, 68, HEARD)),
        line((20, 40, 0.8 * HEARD), (52, 68, 0.8 * HEARD)),
    ]

    assert spans(decide(lines)) == near((0, 20, 40), (1, 52, 68))


def test_likely_ends_of_neighbours_share_what_lies_between_them() -> None:
    hidden = ((40, 50),)
    lines = [
        line((20, 40, HEARD), inaudible=hidden),
        line((50, 70, HEARD), inaudible=hidden, recording=1),
    ]

    runs = decide(lines)

    (_, begin, end), (_, next_begin, next_end) = spans(runs)
    assert [(0, begin, 40), (1, 50, next_end)] == near((0, 20, 40), (1, 50, 70))
    assert 40.5 < end <= next_begin < 49.5


def test_what_is_too_short_to_be_claimed_does_not_part_a_run() -> None:
    music, instant = line((20, 60, HEARD)), line((38, 41, MOST_FOR), recording=1)

    assert spans(decide([music, instant])) == near((0, 20, 60))


def drawn(seed: int) -> list[Line]:
    draw = np.random.default_rng(seed)
    return [
        line(
            *((begin, begin + draw.uniform(4, 30), draw.uniform(1, 5)) for begin in draw.uniform(0, 90, 4)),
            inaudible=tuple((begin, begin + 6) for begin in draw.uniform(0, 110, 4)),
            recording=number,
        )
        for number in range(3)
    ]


def test_runs_come_in_film_order() -> None:
    for seed in range(40):
        runs = decide(drawn(seed))

        assert len(runs) > 1
        assert all(run.begin < run.end for run in runs)
        assert [run.begin for run in runs] == sorted(run.begin for run in runs)


def test_runs_are_never_two_at_once() -> None:
    for seed in range(40):
        runs = decide(drawn(seed))

        assert all(before.end <= after.begin for before, after in pairwise(runs)), seed
