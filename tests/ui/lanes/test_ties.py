from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from gallows_sync.core.cue_map import Album, Certainty, Cue, CueMap, Film, FilmSpan, Take, Track
from gallows_sync.core.media_files import AlbumMatch, MatchState, Recording, TrackMatch
from gallows_sync.ui.lanes.ties import album_lane, ties_of


def placed(
    cue_id: str, track: int, film: tuple[int, int], music_in: int = 0, speed: Fraction = Fraction(1)
) -> Cue:
    span = FilmSpan(Fraction(film[0]), Fraction(film[1]))
    return Cue(cue_id, track, f"scene {cue_id}", span, Fraction(music_in), speed, Certainty.ALIGNED)


MAP = CueMap(
    Film("Film"),
    Album(
        "Album",
        tracks=(
            Track(1, "One", Fraction(100)),
            Track(2, "Two", Fraction(60), takes=(Take("other", "Two, again"),)),
            Track(3, "Three"),
        ),
    ),
    (
        placed("late", 1, (500, 540), 20),
        placed("early", 1, (100, 140), 10),
        placed("over", 2, (130, 150), speed=Fraction(25, 24)),
        Cue("nowhere", 3),
    ),
)


def test_blocks_stand_in_film_order_and_keep_their_numbers() -> None:
    assert [(block.cue_id, block.number) for block in ties_of(MAP).blocks] == [
        ("early", 2),
        ("over", 3),
        ("late", 1),
    ]


def test_a_cue_without_a_place_has_no_block() -> None:
    assert ties_of(MAP).block("nowhere", proposed=False) is None


def test_blocks_that_overlap_share_their_place() -> None:
    assert [(block.row, block.rows) for block in ties_of(MAP).blocks] == [(0, 2), (1, 2), (0, 1)]


def test_a_block_turns_film_time_into_music_time_and_back() -> None:
    over = ties_of(MAP).block("over", proposed=False)
    assert over is not None
    assert over.music_at(142) == pytest.approx(12.5)
    assert over.film_at(12.5) == pytest.approx(142)


def test_a_film_time_leads_to_all_music_that_is_heard_then() -> None:
    assert [block.cue_id for block in ties_of(MAP).at_film(135)] == ["early", "over"]
    assert ties_of(MAP).at_film(300) == ()


@pytest.mark.parametrize(("playhead", "cue_id"), [(0, "early"), (600, "late")])
def test_music_that_two_scenes_use_leads_to_the_one_nearest_to_the_playhead(
    playhead: float, cue_id: str
) -> None:
    nearest = ties_of(MAP).nearest(1, 25, playhead)
    assert nearest is not None
    assert nearest.cue_id == cue_id


def test_music_that_no_scene_uses_leads_nowhere() -> None:
    assert ties_of(MAP).nearest(1, 80, 0) is None
    assert ties_of(MAP).nearest(3, 0, 0) is None


def test_what_the_film_uses_of_a_track_and_what_no_block_covers() -> None:
    ties = ties_of(MAP)
    assert ties.used(1) == [(10, 60)]
    assert ties.used(3) == []
    assert ties.film_gaps(0, 600) == [(0, 100), (150, 500), (540, 600)]
    assert ties.film_gaps(110, 120) == []


def test_a_proposal_is_a_block_without_a_number_over_all_rows() -> None:
    proposal = placed("early", 1, (105, 145), 10)
    block = ties_of(MAP, (proposal,)).block("early", proposed=True)
    assert block is not None
    assert (block.number, block.row, block.rows) == (0, 0, 1)
    own = ties_of(MAP, (proposal,)).block("early", proposed=False)
    assert own is not None
    assert own.film_in == 100


# The album


def recording(name: str, duration: int | None) -> Recording:
    return Recording(Path(f"/{name}"), name, duration=None if duration is None else Fraction(duration))


def matched(takes: dict[str, Recording]) -> AlbumMatch:
    return AlbumMatch(
        (
            TrackMatch(1, MatchState.MATCHED, recording("one", 110), ""),
            TrackMatch(2, MatchState.MATCHED, recording("two", 61), "", takes=takes),
            TrackMatch(3, MatchState.MISSING, None, "No file"),
        )
    )


def test_tracks_lie_end_to_end_with_small_gaps_as_long_as_their_files() -> None:
    lane = album_lane(MAP, matched({}), ties_of(MAP))
    assert [track.duration for track in lane.tracks[:2]] == [110, 61]
    gap = lane.tracks[1].start - lane.tracks[0].stop
    assert 0 < gap < 2
    assert lane.length == lane.tracks[2].stop


def test_without_files_tracks_are_as_long_as_published_and_as_the_film_needs() -> None:
    longer = replace(MAP, cues=(placed("long", 1, (0, 130)),))
    assert album_lane(longer, None, ties_of(longer)).tracks[0].duration == 130
    lane = album_lane(MAP, None, ties_of(MAP))
    assert [track.duration for track in lane.tracks[:2]] == [100, 60]
    assert lane.tracks[2].duration > 0


def test_a_track_sounds_like_the_take_that_its_cue_asks_for() -> None:
    other = recording("two again", 58)
    cues = tuple(replace(cue, take="other") if cue.id == "over" else cue for cue in MAP.cues)
    lane = album_lane(replace(MAP, cues=cues), matched({"other": other}), ties_of(MAP))
    assert lane.tracks[1].recording is other
    assert lane.tracks[0].recording == recording("one", 110)
    assert lane.tracks[2].recording is None


def test_a_place_in_the_lane_is_a_place_in_a_track() -> None:
    lane = album_lane(MAP, matched({}), ties_of(MAP))
    place = lane.place(2, 30)
    assert place is not None
    found = lane.at(place)
    assert found is not None
    assert found[0].number == 2
    assert found[1] == pytest.approx(30)
    assert lane.at((lane.tracks[0].stop + lane.tracks[1].start) / 2) is None
    assert lane.place(9, 0) is None


def test_an_album_without_tracks_is_an_empty_lane() -> None:
    empty = CueMap(Film(""), Album(""))
    lane = album_lane(empty, None, ties_of(empty))
    assert (lane.length, lane.at(0), lane.between(0, 10)) == (0.0, None, ())
