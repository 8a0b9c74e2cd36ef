"""Editing cues by hand: what moves, what stays, what is refused."""

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gallows_sync.core.cue_map import Album, Certainty, Cue, CueMap, Film, FilmSpan, Track
from gallows_sync.core.placing import (
    EditError,
    Pair,
    edited,
    moved,
    nudged,
    placed_by_pair,
    placed_by_pairs,
    shifted,
    stretched,
    with_film_in,
    with_film_out,
)
from gallows_sync.core.times import RESOLUTION

END = Fraction(6000)
UNPLACED = Cue("cue", 1)

micros = st.integers(0, 3_000_000_000).map(lambda n: n * RESOLUTION)
shifts = st.integers(-20_000_000, 20_000_000).map(lambda n: n * RESOLUTION)
lengths = st.integers(1_000_000, 600_000_000).map(lambda n: n * RESOLUTION)
speeds = st.sampled_from([Fraction(1), Fraction(25, 24), Fraction(24, 25), Fraction("1.0000123")])


@st.composite
def cues(draw: st.DrawFn) -> Cue:
    film_in = draw(micros)
    return Cue(
        "cue",
        1,
        film=FilmSpan(film_in, film_in + draw(lengths)),
        music_in=draw(st.one_of(st.just(Fraction(0)), micros)),
        speed=draw(speeds),
        certainty=Certainty.ALIGNED,
        confidence=Fraction(9, 10),
    )


def placed(film_in: str, film_out: str, music_in: str = "0", speed: str = "1") -> Cue:
    span = FilmSpan(Fraction(film_in), Fraction(film_out))
    return Cue(
        "cue", 1, film=span, music_in=Fraction(music_in), speed=Fraction(speed), certainty=Certainty.ALIGNED
    )


def film(cue: Cue) -> FilmSpan:
    assert cue.film is not None
    return cue.film


def on_line(cue: Cue, film_time: Fraction) -> Fraction:
    """The music time on the cue's line, also outside its film times."""
    return cue.music_in + (film_time - film(cue).film_in) * cue.speed


def attempt(edit: Callable[[], Cue]) -> Cue | None:
    try:
        return edit()
    except EditError:
        return None


# ---------------------------------------------------------------------- nudging


@given(cues(), shifts)
def test_a_nudge_moves_the_line_by_just_so_much(cue: Cue, seconds: Fraction) -> None:
    after = attempt(lambda: nudged(cue, seconds))
    if after is None:
        assert seconds > 0  # only music that comes later can run out of film
        return
    time = film(cue).film_out
    assert abs(on_line(after, time) - on_line(cue, time - seconds)) <= 2 * RESOLUTION
    assert film(after).film_out == time
    assert (after.certainty, after.confidence) == (Certainty.CONFIRMED, None)


@given(cues(), shifts)
def test_a_nudge_keeps_the_in_point_unless_the_track_begins_there(cue: Cue, seconds: Fraction) -> None:
    after = attempt(lambda: nudged(cue, seconds))
    if after is not None and cue.music_in > 0 and after.music_in > 0:
        assert film(after) == film(cue)


def test_later_music_is_heard_later() -> None:
    cue = placed("100", "200", "30")
    assert nudged(cue, Fraction("0.01")).music_in == Fraction("29.99")
    assert nudged(cue, Fraction("-0.01")).music_in == Fraction("30.01")


@pytest.mark.parametrize("seconds", [Fraction("0.1"), Fraction("-0.1")])
def test_a_cue_that_begins_with_its_track_still_does_after_a_nudge(seconds: Fraction) -> None:
    after = nudged(placed("100", "200"), seconds)
    assert (film(after).film_in, after.music_in) == (100 + seconds, Fraction(0))
    assert nudged(after, -seconds).film == FilmSpan(Fraction(100), Fraction(200))


def test_music_cannot_begin_before_its_track_nor_before_the_film() -> None:
    late = nudged(placed("100", "200", "0.05", "1.25"), Fraction(1))
    assert (film(late).film_in, late.music_in) == (Fraction("100.96"), Fraction(0))
    early = nudged(placed("0.5", "200"), Fraction(-2))
    assert (film(early).film_in, early.music_in) == (Fraction(0), Fraction("1.5"))


def test_a_nudge_that_leaves_nothing_of_the_cue_is_refused() -> None:
    with pytest.raises(EditError, match="Nothing would be left of the cue"):
        nudged(placed("100", "101"), Fraction(1))


# ---------------------------------------------------------------------- in and out points


@given(cues(), shifts)
def test_setting_the_in_point_keeps_the_line_and_the_out_point(cue: Cue, by: Fraction) -> None:
    time = film(cue).film_in + by
    after = attempt(lambda: with_film_in(cue, time))
    if after is None:
        assert time >= film(cue).film_out
        return
    assert film(after).film_out == film(cue).film_out
    assert abs(on_line(after, film(cue).film_out) - on_line(cue, film(cue).film_out)) <= 2 * RESOLUTION
    assert film(after).film_in == time or after.music_in <= RESOLUTION or film(after).film_in == 0


def test_the_in_point_goes_back_to_the_tracks_first_instant_at_most() -> None:
    after = with_film_in(placed("100", "200", "10"), Fraction(50))
    assert (film(after).film_in, after.music_in) == (Fraction(90), Fraction(0))


def test_the_out_point_keeps_all_else() -> None:
    cue = placed("100", "200", "10")
    assert with_film_out(cue, Fraction(150)) == replace(
        cue, film=FilmSpan(Fraction(100), Fraction(150)), certainty=Certainty.CONFIRMED
    )


@pytest.mark.parametrize(
    "edit",
    [
        lambda cue: with_film_in(cue, Fraction(200)),
        lambda cue: with_film_out(cue, Fraction(100)),
        lambda cue: with_film_out(cue, Fraction(90)),
    ],
)
def test_points_in_the_wrong_order_are_refused(edit: Callable[[Cue], Cue]) -> None:
    with pytest.raises(EditError, match="out point must come after its in point"):
        edit(placed("100", "200", "10"))


@pytest.mark.parametrize(
    "edit",
    [
        lambda cue: nudged(cue, Fraction(1)),
        lambda cue: with_film_in(cue, Fraction(1)),
        lambda cue: with_film_out(cue, Fraction(1)),
        lambda cue: moved(cue, Fraction(1)),
    ],
)
def test_a_cue_without_a_place_cannot_be_moved(edit: Callable[[Cue], Cue]) -> None:
    with pytest.raises(EditError, match="no place in the film yet"):
        edit(UNPLACED)


# ---------------------------------------------------------------------- moving


@given(cues(), shifts)
def test_moving_takes_the_music_along_and_stays_within_the_film(cue: Cue, seconds: Fraction) -> None:
    after = moved(cue, seconds, film(cue).film_out + 5)
    assert (after.music_in, after.speed) == (cue.music_in, cue.speed)
    assert film(after).duration == film(cue).duration
    assert film(after).film_in - film(cue).film_in == max(min(seconds, 5), -film(cue).film_in)


# ---------------------------------------------------------------------- marking


@given(st.one_of(cues(), st.just(UNPLACED)), micros, micros)
def test_a_pair_lies_on_the_line_afterwards(cue: Cue, film_time: Fraction, music_time: Fraction) -> None:
    after = attempt(lambda: placed_by_pair(cue, Pair(film_time, music_time), music_time + 60, film_time + 30))
    if after is not None:
        assert abs(on_line(after, film_time) - music_time) <= 2 * RESOLUTION
        assert after.speed == cue.speed
        assert after.certainty is Certainty.CONFIRMED


def test_a_pair_places_a_cue_from_its_tracks_beginning_to_its_end() -> None:
    after = placed_by_pair(UNPLACED, Pair(Fraction(100), Fraction(20)), Fraction(90), END)
    assert (after.film, after.music_in) == (FilmSpan(Fraction(80), Fraction(170)), Fraction(0))


def test_what_the_map_says_of_the_music_in_point_is_kept() -> None:
    after = placed_by_pair(
        replace(UNPLACED, music_in=Fraction(10)), Pair(Fraction(100), Fraction(20)), Fraction(90), END
    )
    assert (after.film, after.music_in) == (FilmSpan(Fraction(90), Fraction(170)), Fraction(10))


def test_a_placed_cue_is_clipped_to_the_film() -> None:
    after = placed_by_pair(UNPLACED, Pair(Fraction(10), Fraction(20)), Fraction(90), Fraction(60))
    assert (after.film, after.music_in) == (FilmSpan(Fraction(0), Fraction(60)), Fraction(10))


def test_a_track_of_unknown_length_lasts_until_the_film_ends() -> None:
    after = placed_by_pair(UNPLACED, Pair(Fraction(10), Fraction(0)), None, Fraction(60))
    assert after.film == FilmSpan(Fraction(10), Fraction(60))


def test_a_pair_within_the_cue_leaves_its_points_and_one_outside_takes_it_along() -> None:
    cue = placed("100", "200", "30")
    within = placed_by_pair(cue, Pair(Fraction(150), Fraction(81)), Fraction(600), END)
    assert (within.film, within.music_in) == (cue.film, Fraction(31))
    elsewhere = placed_by_pair(cue, Pair(Fraction(1000), Fraction(50)), Fraction(600), END)
    assert (elsewhere.film, elsewhere.music_in) == (FilmSpan(Fraction(980), Fraction(1080)), Fraction(30))


@given(st.one_of(cues(), st.just(UNPLACED)), micros, lengths, speeds)
def test_two_pairs_give_the_speed(cue: Cue, film_time: Fraction, apart: Fraction, speed: Fraction) -> None:
    one = Pair(film_time, Fraction(1000))
    other = Pair(film_time + apart, 1000 + apart * speed)
    pairs = ((one, other), (other, one))
    for first, second in pairs:
        after = attempt(lambda f=first, s=second: placed_by_pairs(cue, f, s, Fraction(4000), END))  # type: ignore[misc]
        if after is not None:
            assert abs(after.speed - speed) <= Fraction(1, 10**9)
            for pair in (one, other):
                assert abs(on_line(after, pair.film_time) - pair.music_time) <= Fraction(1, 10**5)


def test_pairs_too_close_together_are_refused() -> None:
    with pytest.raises(EditError, match="less than a second apart"):
        placed_by_pairs(
            UNPLACED, Pair(Fraction(10), Fraction(0)), Pair(Fraction("10.9"), Fraction("0.9")), None, END
        )


@pytest.mark.parametrize("music", [Fraction(7), Fraction(13), Fraction(-10)])
def test_speeds_that_no_copy_has_are_refused(music: Fraction) -> None:
    with pytest.raises(EditError, match=r"times its speed; it can be 0\.8 to 1\.25"):
        placed_by_pairs(UNPLACED, Pair(Fraction(10), Fraction(20)), Pair(Fraction(20), 20 + music), None, END)


# ---------------------------------------------------------------------- another copy


def cue_map(*cues: Cue) -> CueMap:
    film = Film("The Film", duration=Fraction(1000), frame_rate=Fraction(24))
    return CueMap(film, Album("The Album", tracks=(Track(1, "Track"),)), cues)


@given(cues(), shifts)
def test_a_shift_of_all_cues_moves_film_and_not_music(cue: Cue, seconds: Fraction) -> None:
    if film(cue).film_out + seconds <= 0 or film(cue).film_in + seconds < 0:
        return
    after = shifted(cue_map(cue, UNPLACED), seconds)
    assert after.cues[1] == UNPLACED
    assert after.cues[0] == replace(
        cue,
        film=FilmSpan(film(cue).film_in + seconds, film(cue).film_out + seconds),
        certainty=Certainty.ESTIMATED,
        confidence=None,
    )
    assert (after.film.duration, after.film.frame_rate) == (None, None)


def test_what_would_lie_before_the_film_is_cut_off() -> None:
    after = shifted(cue_map(placed("10", "60")), Fraction(-15))
    assert (after.cues[0].film, after.cues[0].music_in) == (FilmSpan(Fraction(0), Fraction(45)), Fraction(5))
    with pytest.raises(EditError, match="Nothing would be left"):
        shifted(cue_map(placed("10", "60")), Fraction(-60))


def test_a_copy_that_runs_faster_has_faster_music() -> None:
    after = stretched(cue_map(placed("240", "480", "12")), Fraction(24, 25))
    (cue,) = after.cues
    assert (cue.film, cue.music_in) == (FilmSpan(Fraction("230.4"), Fraction("460.8")), Fraction(12))
    assert cue.speed == Fraction(25, 24)
    back = stretched(after, Fraction(25, 24)).cues[0]
    assert (back.film, back.speed) == (FilmSpan(Fraction(240), Fraction(480)), Fraction(1))


def test_one_film_time_stays_where_the_others_are_stretched() -> None:
    after = stretched(cue_map(placed("100", "200")), Fraction("1.1"), about=Fraction(100))
    assert after.cues[0].film == FilmSpan(Fraction(100), Fraction(210))


def test_a_stretch_that_no_copy_needs_is_refused() -> None:
    with pytest.raises(EditError, match=r"0\.8 to 1\.25 times as long"):
        stretched(cue_map(), Fraction(2))


# ---------------------------------------------------------------------- in the map


def test_an_edited_cue_takes_the_place_of_the_old_one() -> None:
    other = replace(placed("1", "2"), id="other")
    cue = placed("100", "200")
    after = edited(cue_map(other, cue), nudged(cue, Fraction(1)))
    assert after.cues == (other, nudged(cue, Fraction(1)))


def test_a_cue_cannot_end_after_the_film() -> None:
    with pytest.raises(EditError, match="after the end of the film"):
        edited(cue_map(placed("100", "200")), placed("100", "1000.001"))
