"""The session as a listener uses it: tracks played by themselves, takes switched in place, cues described."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from gallows_sync.core.cue_map import Cue, CueMap, Take
from gallows_sync.core.media_files import Recording
from gallows_sync.formats.cue_map_yaml import read_cue_map
from tests.desk import TITLES, Desk, FakeTransport, placed_map


class Listening(FakeTransport):
    """Plays what it is told to from the music, at ``music_s``."""

    def __init__(self) -> None:
        super().__init__()
        self.recording: Recording | None = None
        self.music_s = 0.0
        self.equal_gains: dict[str, float] = {}

    def play_music(self, recording: Recording, music_time: float) -> None:
        self.recording, self.music_s = recording, music_time
        self.commands.append(("play_music", recording.title, music_time))

    def set_equal_gains(self, gains: Mapping[Recording, float]) -> None:
        self.equal_gains = {recording.title: gain for recording, gain in gains.items()}

    def set_null(self, nulling: bool) -> None:
        self.status = replace(self.status, nulling=nulling)

    def music_alone(self) -> tuple[Recording, float] | None:
        return (self.recording, self.music_s) if self.recording is not None else None


def map_with_takes() -> CueMap:
    """Four tracks; of the first there is a second take, of which the album has a file."""
    made = placed_map()
    first = replace(made.album.tracks[0], takes=(Take("take-2", "First (take 2)"),))
    return replace(made, album=replace(made.album, tracks=(first, *made.album.tracks[1:])))


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setattr("tests.desk.FakeTransport", Listening)
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


# ---------------------------------------------------------------------- from the music


def test_a_track_is_played_by_itself_and_it_is_said_that_the_film_does_not_use_it(desk: Desk) -> None:
    desk.session.play_music(2, 3.5)
    assert desk.transport.of("play_music") == [("play_music", "Second", 3.5)]
    assert desk.session.music_alone is None
    desk.report(playing=True, album_alone=True)
    assert desk.session.music_alone == (2, 3.5)
    assert desk.texts() == ["The film does not use this stretch of «Second»."]
    desk.report(album_alone=False)
    assert desk.session.music_alone is None
    assert desk.texts() == []


def test_the_arrows_move_in_the_track_while_it_plays_by_itself(desk: Desk) -> None:
    desk.session.play_music(1, 2.0)
    desk.report(playing=True, album_alone=True)
    desk.session.skip(5.0)
    desk.session.skip(-20.0)
    assert [command[2] for command in desk.transport.of("play_music")] == [2.0, 7.0, 0.0]
    desk.report(album_alone=False)
    desk.session.skip(5.0)
    assert desk.transport.of("seek") == [("seek", 5.0)]


def test_without_a_film_a_track_plays_pauses_and_is_sought_in(desk: Desk) -> None:
    desk.begin()
    desk.open(album=desk.album())
    desk.session.play_music(2, 0.0)
    assert desk.transport.of("play_music") == [("play_music", "Second", 0.0)]
    desk.report(playing=True, album_alone=True)
    assert desk.texts() == []
    desk.session.toggle_play()
    desk.report(playing=False, album_alone=True)
    desk.session.toggle_play()
    assert desk.transport.of("play", "pause") == [("pause",), ("play",)]
    desk.session.step(1)
    desk.session.skip(5.0)
    assert desk.transport.of("play_music", "step")[1:] == [("play_music", "Second", 5.0)]
    desk.report(playing=True, album_alone=True, output_works=False)
    assert desk.texts() == ["There is no sound device: nothing is heard."]


def test_a_track_without_a_file_is_not_played(desk: Desk) -> None:
    desk.open(album=desk.album("other", TITLES[:2]))
    desk.session.play_music(4, 0.0)
    assert "There is no file for «Fourth»." in desk.texts()
    assert desk.transport.of("play_music") == []


def test_a_track_picked_ends_the_loop_of_a_cue(desk: Desk) -> None:
    desk.session.jump("first")
    desk.session.toggle_loop()
    desk.session.play_music(1, 0.0)
    assert not desk.session.looping


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
    assert isinstance(transport, Listening)
    assert transport.equal_gains == {"First": pytest.approx(0.501, abs=0.001)}
    lufs["First (take 2)"] = -26.0
    desk.session.choose_take("first", "take-2")
    assert transport.equal_gains["First (take 2)"] == pytest.approx(1.995, abs=0.001)


# ---------------------------------------------------------------------- the loop's lead-in


def test_a_loop_begins_before_its_cue_and_that_is_remembered(desk: Desk) -> None:
    desk.session.jump("second")  # at 20 s
    desk.session.toggle_loop()
    for seconds in (5.0, 30.0, 0.0, 2.0):
        desk.session.set_lead_in(seconds)
    assert desk.transport.of("loop")[-4:] == [("loop", place) for place in (15.0, 0.0, 20.0, 18.0)]
    desk.session.seek(18.5)
    assert desk.session.looping
    desk.session.seek(17.5)
    assert not desk.session.looping
    desk.begin()
    assert desk.session.lead_in == 2.0


def test_what_is_taken_out_of_the_films_sound_is_taken_out_until_it_is_asked_for_again(desk: Desk) -> None:
    heard = []
    for _ in range(2):
        desk.session.toggle_null()
        heard.append(desk.session.nulling)
    assert heard == [True, False]
