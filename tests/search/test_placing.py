"""What was found becomes cues: nothing of the user's is lost, nothing grows twice, every line stays true."""

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from gallows_sync.core.cue_map import Album, Certainty, Cue, CueMap, Film, FilmSpan, Source, Take, Track
from gallows_sync.core.findings import Found, Rival
from gallows_sync.core.media_files import FilmFile
from gallows_sync.formats.cue_map_yaml import new_text, parse_cue_map
from gallows_sync.search.placing import Proposal, confirmed_in_another_copy, proposals, with_placed

SYNC_TOLERANCE_S = Fraction(1, 10_000)
SLUG = re.compile(r"[a-z0-9]+(?:[-_.][a-z0-9]+)*")


def film(duration: Fraction | float = 6000, rate: Fraction | None = Fraction(24)) -> FilmFile:
    return FilmFile(
        path=Path("film.mkv"),
        duration=Fraction(duration),
        container_start=Fraction(0),
        frame_rate=rate,
        width=640,
        height=360,
        display_aspect=Fraction(16, 9),
        picture_start=Fraction(0),
        sound=None,
    )


def found(
    track: int,
    film_in: float | Fraction,
    film_out: float | Fraction,
    music_in: float | Fraction = 0,
    *,
    speed: Fraction = Fraction(1),
    confidence: Fraction = Fraction(9, 10),
    take: str | None = None,
    rivals: tuple[Rival, ...] = (),
) -> Found:
    span = FilmSpan(Fraction(film_in), Fraction(film_out))
    return Found(track, take, span, Fraction(music_in), speed, confidence, rivals=rivals)


def cue(
    cue_id: str,
    track: int,
    span: tuple[Fraction | float, Fraction | float] | None = None,
    certainty: Certainty = Certainty.ALIGNED,
    music_in: int = 0,
) -> Cue:
    if span is None:
        return Cue(cue_id, track, music_in=Fraction(music_in))
    return Cue(
        cue_id,
        track,
        film=FilmSpan(Fraction(span[0]), Fraction(span[1])),
        music_in=Fraction(music_in),
        certainty=certainty,
    )


def cue_map(*cues: Cue, duration: int | None = 6000, rate: Fraction | None = Fraction(24)) -> CueMap:
    tracks = (
        Track(1, "Générique", takes=(Take("take-1", "One"), Take("take-2", "Two"))),
        Track(2, "Dîner au motel"),
        Track(3, "Final"),
    )
    known = Fraction(duration) if duration is not None else None
    return CueMap(Film("F", duration=known, frame_rate=rate), Album("A", tracks=tracks), cues)


def placed(base: CueMap, stretches: Sequence[Found], copy: FilmFile | None = None) -> CueMap:
    copy = copy or film()
    return with_placed(base, proposals(base, stretches, copy), copy)


def spans(of: CueMap) -> list[tuple[str, float | None, float | None]]:
    """Return of each cue its id and film times, in list order."""
    return [
        (c.id, float(c.film.film_in) if c.film else None, float(c.film.film_out) if c.film else None)
        for c in of.cues
    ]


# -- a map nobody has placed yet


def test_an_unplaced_map_is_placed_and_keeps_what_is_told_of_its_cues() -> None:
    told = Cue("generique", 1, "The titles", notes="A note", sources=(Source("A book", "https://b.example"),))
    base = cue_map(told, cue("diner", 2), cue("final", 3), duration=None, rate=None)
    after = placed(base, [found(3, 50, 80, 4), found(1, 200, 240, 7, speed=Fraction(25, 24))])
    assert after.cues[0] == replace(
        told,
        film=FilmSpan(Fraction(200), Fraction(240)),
        music_in=Fraction(7),
        speed=Fraction("1.0416667"),
        certainty=Certainty.ALIGNED,
        confidence=Fraction(9, 10),
    )
    assert spans(after) == [("generique", 200, 240), ("diner", None, None), ("final", 50, 80)]
    assert (after.film.duration, after.film.frame_rate) == (Fraction(6000), Fraction(24))
    assert after.album == base.album


def test_proposals_come_in_film_order_and_say_what_was_found() -> None:
    first, second = found(1, 200, 240), found(3, 50, 80)
    base = cue_map(cue("generique", 1), cue("final", 3))
    seen = proposals(base, [first, second], film())
    assert [(p.cue.id, p.found, p.new) for p in seen] == [
        ("final", second, False),
        ("generique", first, False),
    ]


def test_further_stretches_become_cues_right_behind_their_tracks_cue() -> None:
    base = cue_map(cue("generique", 1), cue("diner", 2), duration=None)
    after = placed(base, [found(1, 500, 520), found(1, 100, 120), found(1, 300, 320), found(2, 10, 20)])
    assert spans(after) == [
        ("generique", 100, 120),
        ("generique-2", 300, 320),
        ("generique-3", 500, 520),
        ("diner", 10, 20),
    ]
    assert [c.scene for c in after.cues] == ["", "", "", ""]


def test_derived_ids_avoid_those_that_are_taken() -> None:
    base = cue_map(cue("generique", 1), cue("generique-2", 2), duration=None)
    after = placed(base, [found(1, 100, 120), found(1, 300, 320)])
    assert [c.id for c in after.cues] == ["generique", "generique-3", "generique-2"]


def test_a_track_without_a_cue_gets_one_named_after_it() -> None:
    after = placed(cue_map(cue("final", 3), duration=None), [found(2, 100, 120), found(2, 300, 320)])
    assert spans(after) == [
        ("final", None, None),
        ("diner-au-motel", 100, 120),
        ("diner-au-motel-2", 300, 320),
    ]


def test_several_unplaced_cues_of_a_track_take_its_stretches_in_film_order() -> None:
    base = cue_map(cue("a", 1), cue("x", 2), cue("b", 1), duration=None)
    after = placed(base, [found(1, 500, 520), found(1, 100, 120), found(1, 300, 320)])
    assert spans(after) == [("a", 100, 120), ("x", None, None), ("b", 300, 320), ("a-2", 500, 520)]


def test_an_unplaced_cue_that_says_where_its_music_begins_takes_the_stretch_that_begins_there() -> None:
    base = cue_map(cue("a", 1, music_in=90), duration=None)
    after = placed(base, [found(1, 100, 120, 0), found(1, 300, 320, 91)])
    assert spans(after) == [("a", 300, 320), ("a-2", 100, 120)]


def test_nothing_found_leaves_an_unplaced_map_as_it_was() -> None:
    base = cue_map(cue("a", 1), cue("b", 2), duration=None, rate=None)
    assert placed(base, []) == base


# -- takes


def test_the_take_is_the_recording_that_the_line_is_true_of() -> None:
    base = cue_map(replace(cue("a", 1), take="take-1"), duration=None)
    rivals = (Rival(None, 0.5, equal=False),)
    assert placed(base, [found(1, 1, 2, take="take-2", rivals=rivals)]).cues[0].take == "take-2"
    assert placed(base, [found(1, 1, 2, take=None)]).cues[0].take is None


# -- searching again


def test_searching_again_changes_nothing() -> None:
    stretches = [found(1, 100.0004, 120), found(1, 300, 320, 40), found(2, 10, 20, 3), found(2, 19, 40, 70)]
    once = placed(cue_map(cue("a", 1), cue("b", 2), duration=None), stretches)
    assert len(once.cues) == 4
    assert placed(once, stretches) == once


def test_a_stretch_measured_anew_updates_its_cue_and_adds_none() -> None:
    base = cue_map(cue("a", 1, (100, 120)), cue("a-2", 1, (300, 320)))
    after = placed(base, [found(1, 302, 330, 2), found(1, 99, 119, 0)])
    assert spans(after) == [("a", 99, 119), ("a-2", 302, 330)]


def test_a_cue_keeps_to_its_own_place_when_an_earlier_stretch_turns_up() -> None:
    after = placed(cue_map(cue("a", 1, (300, 320))), [found(1, 100, 120), found(1, 300, 321)])
    assert spans(after) == [("a", 300, 321), ("a-2", 100, 120)]


def test_an_aligned_cue_that_is_not_found_again_stays_where_it_was() -> None:
    base = cue_map(cue("a", 1, (100, 120)), cue("b", 2, (10, 20)))
    after = placed(base, [found(1, 500, 520, 30), found(2, 10, 21)])
    assert spans(after) == [("a", 100, 120), ("a-2", 500, 520), ("b", 10, 21)]


def test_a_cue_that_a_stretch_only_touches_stays() -> None:
    base = cue_map(cue("a", 1, (100, 140)))
    after = placed(base, [found(1, 135, 180, 35)])
    assert spans(after) == [("a", 100, 140), ("a-2", 135, 180)]


def test_an_estimate_takes_the_stretch_nearest_to_it() -> None:
    base = cue_map(cue("a", 1, (480, 490), Certainty.ESTIMATED), duration=None)
    after = placed(base, [found(1, 100, 120), found(1, 500, 520)])
    assert spans(after) == [("a", 500, 520), ("a-2", 100, 120)]
    assert {c.certainty for c in after.cues} == {Certainty.ALIGNED}


def test_an_estimate_that_is_not_found_stays() -> None:
    base = cue_map(cue("a", 1, (480, 490), Certainty.ESTIMATED), cue("b", 2))
    assert placed(base, [found(2, 1, 2)]).cues[0] == base.cues[0]


def test_one_cue_does_not_take_two_stretches() -> None:
    after = placed(cue_map(cue("a", 1, (100, 200))), [found(1, 100, 140, 0), found(1, 150, 200, 50)])
    assert spans(after) == [("a", 150, 200), ("a-2", 100, 140)]


def test_a_jump_in_the_music_where_two_stretches_touch_is_not_taken_for_one_line() -> None:
    base = cue_map(cue("a", 1, (100, 140)))
    after = placed(base, [found(1, 100, 140, 0), found(1, 139.5, 180, 100)])
    assert spans(after) == [("a", 100, 140), ("a-2", 139.5, 180)]


# -- what the user confirmed


def test_a_confirmed_cue_stays_as_it_is_and_its_stretch_is_not_proposed() -> None:
    own = replace(cue("a", 1, (101, 119), Certainty.CONFIRMED, music_in=1), take="take-1", notes="Mine")
    base = cue_map(own, cue("b", 2))
    seen = proposals(base, [found(1, 100, 121, 0.2)], film())
    assert seen == ()
    assert placed(base, [found(1, 100, 121, 0.2)]).cues == base.cues


def test_another_stretch_of_a_confirmed_cues_track_is_a_further_cue() -> None:
    own = cue("a", 1, (100, 120), Certainty.CONFIRMED)
    after = placed(cue_map(own), [found(1, 100, 120, 0), found(1, 300, 320, 0)])
    assert after.cues[0] == own
    assert spans(after)[1:] == [("a-2", 300, 320)]


def test_other_music_of_the_track_under_a_confirmed_cue_is_proposed() -> None:
    own = cue("a", 1, (100, 120), Certainty.CONFIRMED, music_in=0)
    after = placed(cue_map(own), [found(1, 100, 120, 60)])
    assert spans(after) == [("a", 100, 120), ("a-2", 100, 120)]


def test_another_track_under_a_confirmed_cue_is_proposed() -> None:
    base = cue_map(cue("a", 1, (100, 120), Certainty.CONFIRMED), cue("b", 2))
    assert spans(placed(base, [found(2, 100, 120)])) == [("a", 100, 120), ("b", 100, 120)]


def test_a_cue_confirmed_since_the_search_began_is_not_touched() -> None:
    base = cue_map(cue("a", 1), duration=None)
    seen = proposals(base, [found(1, 100, 120)], film())
    own = cue("a", 1, (130, 150), Certainty.CONFIRMED)
    assert with_placed(cue_map(own), seen, film()).cues == (own,)


# -- another copy of the film


def test_times_of_another_copy_that_are_not_found_are_taken_out() -> None:
    base = cue_map(
        replace(cue("a", 1, (100, 120), music_in=4), speed=Fraction(25, 24), confidence=Fraction(1, 2)),
        cue("b", 2, (200, 220), Certainty.ESTIMATED),
        cue("c", 3, (300, 330)),
    )
    after = placed(base, [found(3, 288, 317)], film(5760, Fraction(25)))
    assert after.cues[0] == replace(cue("a", 1, music_in=4))
    assert spans(after) == [("a", None, None), ("b", None, None), ("c", 288, 317)]
    assert (after.film.duration, after.film.frame_rate) == (Fraction(5760), Fraction(25))


def test_another_copy_of_which_nothing_was_found_leaves_no_times_at_all() -> None:
    after = placed(cue_map(cue("a", 1, (100, 120))), [], film(5760))
    assert spans(after) == [("a", None, None)]
    assert (after.film.duration, after.film.frame_rate) == (None, None)


def test_cues_of_another_copy_are_known_again_by_their_music_and_their_place() -> None:
    base = cue_map(cue("a", 1, (100, 120), music_in=30), cue("b", 1, (4000, 4020), music_in=30))
    after = placed(
        base, [found(1, 96, 115, 30), found(1, 1500, 1520, 80), found(1, 3840, 3860, 30)], film(5760)
    )
    assert spans(after) == [("a", 96, 115), ("a-2", 1500, 1520), ("b", 3840, 3860)]


def test_places_in_another_copy_are_held_against_its_length() -> None:
    base = cue_map(cue("a", 1, (4000, 4020)))
    after = placed(base, [found(1, 3840, 3860), found(1, 4040, 4060)], film(5760))
    assert spans(after) == [("a", 3840, 3860), ("a-2", 4040, 4060)]


def test_confirmed_cues_of_another_copy_are_kept_and_named() -> None:
    own = cue("a", 1, (100, 120), Certainty.CONFIRMED)
    base = cue_map(own, cue("b", 2, (200, 220)))
    copy = film(5760)
    on_its_line = placed(base, [found(1, 99, 119, 0)], copy)
    assert spans(on_its_line) == [("a", 100, 120), ("b", None, None)]
    elsewhere = placed(base, [found(1, 96, 115, 0)], copy)
    assert spans(elsewhere) == [("a", 100, 120), ("a-2", 96, 115), ("b", None, None)]
    assert on_its_line.cues[0] == elsewhere.cues[0] == own
    assert confirmed_in_another_copy(base, copy) == (own,)
    assert confirmed_in_another_copy(base, film()) == ()


def test_no_length_is_claimed_that_a_kept_cue_lies_beyond() -> None:
    base = cue_map(cue("a", 1, (5900, 5950), Certainty.CONFIRMED), cue("b", 2))
    after = placed(base, [found(2, 96, 115)], film(5760))
    assert after.film.duration is None
    assert parse_cue_map(new_text(after), Path("m.yaml")).cue_map == after


def test_a_cue_that_ends_within_the_tolerance_of_lengths_is_still_in_the_film() -> None:
    base = cue_map(cue("a", 1, (5900, 6000), Certainty.CONFIRMED), cue("b", 2))
    after = placed(base, [found(2, 96, 115)], film(5999.5))
    assert after.film.duration == 6000


# -- numbers


def test_the_line_stays_where_it_is_when_times_are_rounded() -> None:
    stretch = found(1, 83.45648, 300.12345, 12.3456789, speed=Fraction(1041668, 1000000))
    (one,) = placed(cue_map(cue("a", 1), duration=None), [stretch]).cues
    assert one.film == FilmSpan(Fraction("83.456"), Fraction("300.123"))
    for at in (Fraction(84), Fraction(300)):
        true = stretch.music_in + (at - stretch.film.film_in) * stretch.speed
        assert abs(one.music_time(at) - true) < Fraction(1, 100_000)


def test_a_music_in_point_is_no_finer_than_any_line_is_known() -> None:
    (one,) = placed(cue_map(cue("a", 1), duration=None), [found(1, 10, 20, Fraction("69.949999"))]).cues
    assert one.music_in == Fraction("69.95")


def test_a_line_that_begins_with_the_track_is_not_rounded_to_before_it() -> None:
    (one,) = placed(cue_map(cue("a", 1), duration=None), [found(1, 10.0004, 20, 0)]).cues
    assert (one.film, one.music_in) == (FilmSpan(Fraction("10.001"), Fraction(20)), Fraction("0.0006"))


def test_a_stretch_to_the_films_very_end_does_not_reach_beyond_it() -> None:
    copy = film(Fraction("119.9994"))
    after = placed(cue_map(cue("a", 1), duration=None), [found(1, 100, 120)], copy)
    assert spans(after) == [("a", 100, 119.999)]
    assert after.film.duration == Fraction("119.999")


# -- whatever was there and whatever is found

times = st.integers(0, 5_900_000_000).map(lambda micros: Fraction(micros, 1_000_000))
lengths = st.integers(1_000_000, 100_000_000).map(lambda micros: Fraction(micros, 1_000_000))
speeds = st.sampled_from([Fraction(1), Fraction(25, 24), Fraction(24, 25)]) | st.fractions(
    Fraction(97, 100), Fraction(103, 100), max_denominator=1_000_003
)


@st.composite
def findings(draw: st.DrawFn) -> list[Found]:
    count = draw(st.integers(0, 6))
    result = []
    for _ in range(count):
        start = draw(times)
        result.append(
            found(
                draw(st.integers(1, 3)),
                start,
                start + draw(lengths),
                draw(st.just(Fraction(0)) | times),
                speed=draw(speeds),
                confidence=draw(st.fractions(0, 1)),
            )
        )
    return result


@st.composite
def bases(draw: st.DrawFn) -> CueMap:
    cues = []
    for number in range(draw(st.integers(0, 5))):
        certainty = draw(st.sampled_from(Certainty))
        track = draw(st.integers(1, 3))
        start, length = draw(times), draw(lengths)
        span = None if certainty is Certainty.UNPLACED else (start, start + length)
        cue_id = draw(st.sampled_from(["a", "b-2", "final", "generique"])) + (f"-{number}" if number else "")
        cues.append(cue(cue_id, track, span, certainty, music_in=draw(st.integers(0, 60))))
    return cue_map(*cues, duration=draw(st.sampled_from([None, 6000, 5760])))


@given(bases(), findings())
def test_nothing_of_the_users_is_lost_and_the_map_can_be_saved(base: CueMap, stretches: list[Found]) -> None:
    after = placed(base, stretches)
    ids = [c.id for c in after.cues]
    assert len(set(ids)) == len(ids)
    assert all(SLUG.fullmatch(one) for one in ids)
    assert [one for one in ids if base.cue(one)] == [c.id for c in base.cues]
    for before in base.cues:
        now = after.cue(before.id)
        assert now is not None
        if before.certainty is Certainty.CONFIRMED:
            assert now == before
        assert (now.track, now.scene, now.notes, now.sources) == (
            before.track,
            before.scene,
            before.notes,
            before.sources,
        )
    assert after.album == base.album
    assert parse_cue_map(new_text(after), Path("m.yaml")).cue_map == after


@given(bases(), findings())
def test_every_stretch_is_in_the_map_on_its_line(base: CueMap, stretches: list[Found]) -> None:
    after = placed(base, stretches)
    for stretch in stretches:
        lines = [
            (c, stretch.music_in + (c.film.film_in - stretch.film.film_in) * stretch.speed)
            for c in after.cues
            if c.track == stretch.track and c.film is not None
        ]
        aligned = any(
            abs(c.music_in - at) < SYNC_TOLERANCE_S and abs(c.speed - stretch.speed) <= Fraction(1, 10**7)
            for c, at in lines
            if c.certainty is Certainty.ALIGNED
        )
        confirmed = any(
            c.certainty is Certainty.CONFIRMED
            and c.film is not None
            and c.film.film_in < stretch.film.film_out
            and stretch.film.film_in < c.film.film_out
            for c, _ in lines
        )
        assert aligned or confirmed


@given(bases(), findings())
def test_searching_the_same_copy_again_adds_no_cue(base: CueMap, stretches: list[Found]) -> None:
    apart = [
        one
        for place, one in enumerate(stretches)
        if not any(
            one.track == other.track
            and one.film.film_in < other.film.film_out
            and other.film.film_in < one.film.film_out
            for other in stretches[:place]
        )
    ]
    once = placed(base, apart)
    again = placed(once, apart)
    assert [c.id for c in again.cues] == [c.id for c in once.cues]


@given(bases(), findings(), st.data())
def test_accepted_one_by_one_in_any_order_the_map_is_the_same(
    base: CueMap, stretches: list[Found], data: st.DataObject
) -> None:
    copy = film()
    seen = proposals(base, stretches, copy)
    order: list[Proposal] = data.draw(st.permutations(seen))
    one_by_one = base
    for proposal in order:
        one_by_one = with_placed(one_by_one, [proposal], copy)
    if seen:
        assert one_by_one == with_placed(base, seen, copy)


def test_a_track_that_the_map_does_not_list_is_still_a_cue() -> None:
    assert [c.id for c in placed(cue_map(), [found(9, 1, 2)]).cues] == ["track-9"]
