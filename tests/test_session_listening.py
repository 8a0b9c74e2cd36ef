"""The session as a listener uses it: takes switched in place, cues described, albums as loud as films."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from gallows_sync.core.cue_map import Cue, CueMap, Take
from gallows_sync.core.media_files import Recording
from gallows_sync.formats.cue_map_yaml import read_cue_map
from tests.desk import TITLES, Desk, placed_map


def map_with_takes() -> CueMap:
    """Four tracks; of the first there is a second take, of which the album has a file."""
    made = placed_map()
    first = replace(made.album.tracks[0], takes=(Take("take-2", "First (take 2)"),))
    return replace(made, album=replace(made.album, tracks=(first, *made.album.tracks[1:])))


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    desk = Desk(tmp_path, monkeypatch)
    path = desk.map(cue_map=map_with_takes())
    desk.open(film=desk.film(), album=desk.album(titles=(*TITLES, "First (take 2)")), map=path)
    yield desk
    desk.end()


def cue(desk: Desk, cue_id: str) -> Cue:
    found = desk.session.cue_map.cue(cue_id)
    assert found is not None
    return found


def laid(desk: Desk, cue_id: str) -> object:
    """Return the title of what was laid under this cue last."""
    music = {pair[0]: pair[1] for pair in desk.transport.of("lay")[-1][1:] if isinstance(pair, tuple)}
    return music[cue_id]


# ---------------------------------------------------------------------- takes


def test_a_take_is_chosen_heard_saved_and_undone(desk: Desk) -> None:
    before = cue(desk, "first")
    desk.session.choose_take("first", "take-2")
    assert cue(desk, "first") == replace(before, take="take-2")
    assert laid(desk, "first") == "First (take 2)"
    assert ("want", "first") in desk.transport.commands
    assert desk.session.undo_words == "choose the take of «First»"
    desk.wait_until_saved()
    assert desk.session.map_path is not None
    assert read_cue_map(desk.session.map_path).cue_map.cue("first") == cue(desk, "first")
    desk.session.undo()
    assert cue(desk, "first") == before
    assert laid(desk, "first") == "First"


def test_takes_that_are_gone_through_are_one_step_of_undo(desk: Desk) -> None:
    before = cue(desk, "first")
    for take in ("take-2", None, "take-2"):
        desk.session.choose_take("first", take)
    desk.session.undo()
    assert cue(desk, "first") == before


def test_switching_takes_neither_stops_nor_moves_the_film(desk: Desk) -> None:
    desk.session.jump("first")
    desk.report(12.0, playing=True)
    moved = desk.transport.of("jump", "seek", "pause", "play", "open")
    desk.session.choose_take("first", "take-2")
    assert desk.transport.of("jump", "seek", "pause", "play", "open") == moved
    assert desk.session.playing


@pytest.mark.parametrize(
    ("cue_id", "take"), [("first", "take-9"), ("second", "take-2"), ("nowhere", None), ("first", None)]
)
def test_a_take_that_the_track_does_not_have_changes_nothing(
    desk: Desk, cue_id: str, take: str | None
) -> None:
    before = desk.session.cue_map
    desk.session.choose_take(cue_id, take)
    assert desk.session.cue_map is before
    assert desk.session.undo_words is None


# ---------------------------------------------------------------------- what the map says of a cue


def test_a_cue_is_described_saved_and_undone(desk: Desk) -> None:
    before = cue(desk, "third")
    desk.session.describe_cue("third", "Rain on the boulevard", "Two microphones")
    assert cue(desk, "third") == replace(before, scene="Rain on the boulevard", notes="Two microphones")
    assert desk.session.undo_words == "describe «Third»"
    desk.wait_until_saved()
    assert desk.session.map_path is not None
    assert read_cue_map(desk.session.map_path).cue_map.cue("third") == cue(desk, "third")
    desk.session.describe_cue("third", "Rain on the boulevard", "")
    assert cue(desk, "third").notes is None
    desk.session.undo()
    desk.session.undo()
    assert cue(desk, "third") == before


def test_the_same_description_is_no_change(desk: Desk) -> None:
    desk.session.describe_cue("first", cue(desk, "first").scene, "")
    desk.session.describe_cue("nowhere", "Rain", "")
    assert desk.session.undo_words is None


# ---------------------------------------------------------------------- equally loud


def test_recordings_are_made_as_loud_as_the_film_as_far_as_is_known(desk: Desk) -> None:
    lufs: dict[str | None, float] = {None: -20.0, "First": -14.0}

    def loudness(recording: Recording | None) -> float | None:
        return lufs.get(recording.title if recording is not None else None)

    desk.session.hear_equally(loudness)
    transport = desk.transport
    assert transport.equal_gains == {"First": pytest.approx(0.501, abs=0.001)}
    lufs["First (take 2)"] = -26.0
    desk.session.choose_take("first", "take-2")
    assert transport.equal_gains["First (take 2)"] == pytest.approx(1.995, abs=0.001)


def test_what_is_taken_out_of_the_films_sound_is_taken_out_until_it_is_asked_for_again(desk: Desk) -> None:
    heard = []
    for _ in range(2):
        desk.session.toggle_null()
        heard.append(desk.session.nulling)
    assert heard == [True, False]
