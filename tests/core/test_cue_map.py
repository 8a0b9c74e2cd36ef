"""The sync line and the values around it."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gallows_sync.core.cue_map import (
    Album,
    Certainty,
    Cue,
    CueMap,
    Film,
    FilmSpan,
    ModelError,
    OutsideCueError,
    Track,
)

times = st.fractions(0, 10_000)
lengths = st.fractions(Fraction(1, 1000), 1000)
speeds = st.fractions(Fraction(1, 8), 8)
insides = st.fractions(0, 1).filter(lambda share: share < 1)


@st.composite
def placed_cues(draw: st.DrawFn) -> Cue:
    film_in = draw(times)
    span = FilmSpan(film_in, film_in + draw(lengths))
    return Cue("cue", 1, film=span, music_in=draw(times), speed=draw(speeds), certainty=Certainty.ESTIMATED)


def inside(cue: Cue, share: Fraction) -> Fraction:
    assert cue.film is not None
    return cue.film.film_in + cue.film.duration * share


@given(placed_cues(), insides)
def test_music_time_inverts_film_time(cue: Cue, share: Fraction) -> None:
    film_time = inside(cue, share)
    assert cue.film_time(cue.music_time(film_time)) == film_time


@given(placed_cues())
def test_the_in_points_meet(cue: Cue) -> None:
    assert cue.film is not None
    assert cue.music_time(cue.film.film_in) == cue.music_in


@given(placed_cues(), insides, insides)
def test_music_moves_with_the_film_at_the_cues_speed(cue: Cue, one: Fraction, other: Fraction) -> None:
    first, second = inside(cue, one), inside(cue, other)
    assert cue.music_time(second) - cue.music_time(first) == (second - first) * cue.speed


@given(placed_cues(), times)
def test_outside_the_cue_there_is_no_music_time(cue: Cue, away: Fraction) -> None:
    assert cue.film is not None
    for film_time in (cue.film.film_out + away, cue.film.film_in - away - 1):
        with pytest.raises(OutsideCueError, match="does not cover that film time"):
            cue.music_time(film_time)


@given(placed_cues())
def test_music_that_the_cue_does_not_reach_has_no_film_time(cue: Cue) -> None:
    assert cue.film is not None
    after = cue.music_in + cue.film.duration * cue.speed
    for music_time in (after, cue.music_in - 1):
        with pytest.raises(OutsideCueError, match="does not cover that music time"):
            cue.film_time(music_time)


def test_an_unplaced_cue_has_neither_time() -> None:
    cue = Cue("cue", 1)
    assert not cue.placed
    with pytest.raises(OutsideCueError, match="does not cover that film time"):
        cue.music_time(Fraction(0))
    with pytest.raises(OutsideCueError, match="does not cover that music time"):
        cue.film_time(Fraction(0))


@pytest.mark.parametrize(
    ("other", "shared"), [((0, 4), 2), ((3, 4), 1), ((6, 9), 0), ((8, 9), -2), ((0, 9), 4)]
)
def test_spans_overlap_by_what_they_share_and_by_less_than_nothing_where_apart(
    other: tuple[int, int], shared: int
) -> None:
    one, two = FilmSpan(Fraction(2), Fraction(6)), FilmSpan(Fraction(other[0]), Fraction(other[1]))
    assert one.overlap(two) == two.overlap(one) == shared


@pytest.mark.parametrize(("film_in", "film_out"), [(1, 1), (2, 1), (-1, 1)])
def test_a_span_ends_after_it_begins_at_or_after_zero(film_in: int, film_out: int) -> None:
    with pytest.raises(ModelError, match="the film out point must come after the film in point"):
        FilmSpan(Fraction(film_in), Fraction(film_out))


def test_certainty_and_film_times_must_agree() -> None:
    with pytest.raises(ModelError, match="cue 'a': certainty and film times must agree"):
        Cue("a", 1, certainty=Certainty.CONFIRMED)
    with pytest.raises(ModelError, match="cue 'a': certainty and film times must agree"):
        Cue("a", 1, film=FilmSpan(Fraction(0), Fraction(1)))


def test_speed_is_above_zero_and_music_in_not_below() -> None:
    with pytest.raises(ModelError, match="speed must be above 0"):
        Cue("a", 1, speed=Fraction(0))
    with pytest.raises(ModelError, match="music_in not below"):
        Cue("a", 1, music_in=Fraction(-1))


def test_cues_at_a_film_time_come_in_list_order_and_end_before_their_out_point() -> None:
    def placed(cue_id: str, film_in: int, film_out: int) -> Cue:
        span = FilmSpan(Fraction(film_in), Fraction(film_out))
        return Cue(cue_id, 1, film=span, certainty=Certainty.ALIGNED)

    later, earlier, unplaced = placed("later", 5, 10), placed("earlier", 0, 6), Cue("unplaced", 1)
    cue_map = CueMap(Film("F"), Album("A", tracks=(Track(1, "One"),)), (later, unplaced, earlier))
    assert cue_map.cues_at(5.5) == (later, earlier)
    assert cue_map.cues_at(Fraction(6)) == (later,)
    assert cue_map.cues_at(10) == ()
    assert cue_map.cue("earlier") is earlier
    assert cue_map.cue("none") is None
    assert cue_map.track(1) == Track(1, "One")
    assert cue_map.track(2) is None
