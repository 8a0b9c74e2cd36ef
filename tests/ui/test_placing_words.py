from __future__ import annotations

from fractions import Fraction

import pytest

from gallows_sync.editing import EditTold
from gallows_sync.hand_placing import Marks
from gallows_sync.ui.placing_words import marks_words, off_words, told_words
from tests.ui.fake_session import cue_map

CUE = cue_map().cues[0]


@pytest.mark.parametrize(
    ("late_ms", "words"),
    [
        (0.04, "in time"),
        (-0.04, "in time"),
        (0.26, "0.3 ms late"),
        (-9.94, "9.9 ms early"),
        (12.4, "12 ms late"),
        (-350.0, "350 ms early"),
        (5254.0, "5.3 s late"),
    ],
)
def test_how_far_off_the_music_is_is_said_as_exactly_as_it_is_worth(late_ms: float, words: str) -> None:
    assert off_words(late_ms) == words


def test_a_marked_picture_says_what_comes_next() -> None:
    words = marks_words(Marks("cue-1", Fraction("723.48")))
    assert words is not None
    assert words[0] == "Picture marked at 0:12:03.480"
    assert "press K when the music that belongs to it is heard" in words[1]


def test_finished_marks_say_nothing() -> None:
    assert marks_words(Marks("cue-1")) is None


@pytest.mark.parametrize(
    ("listening", "before", "now", "words"),
    [
        (True, None, None, "Listening to the film's own sound…"),
        (False, None, None, ""),
        (False, None, 0.3, "Against the film's own sound: 0.3 ms late"),
        (False, 12.0, -0.3, "Against the film's own sound: 12 ms late → 0.3 ms early"),
        (True, 12.0, 2.0, "Against the film's own sound: 12 ms late → 2.0 ms late"),
    ],
)
def test_what_was_done_is_said_with_how_far_off_it_was_and_is(
    listening: bool, before: float | None, now: float | None, words: str
) -> None:
    told = EditTold("Music 10 ms earlier", CUE, CUE, listening, before, now)
    assert told_words(told) == ("Music 10 ms earlier", words)
