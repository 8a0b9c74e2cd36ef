from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from gallows_sync.core.cue_map import Cue, CueMap
from gallows_sync.core.media_files import AlbumMatch, MatchState, Recording, TrackMatch
from gallows_sync.ui.cue_model import CueModel, Sound, cue_rows
from gallows_sync.wording import phrase
from tests.ui.fake_session import FakeSession, cue_map


def test_the_first_ten_cues_have_a_key_and_the_others_none() -> None:
    base = cue_map()
    many = replace(base, cues=tuple(Cue(f"c{number}", 1) for number in range(12)))
    assert [row.key for row in cue_rows(many, None)] == [*"1234567890", "", ""]


@pytest.mark.parametrize(
    ("position", "state"),
    [
        (0, "Confirmed   0:00:04 – 0:00:22"),
        (1, "Aligned   0:00:30 – 0:00:55"),
        (2, "Estimated   0:00:50 – 0:01:10"),
        (3, "Not placed in your copy"),
    ],
)
def test_a_row_says_how_sure_the_place_is(position: int, state: str) -> None:
    assert cue_rows(cue_map(), None)[position].state == state


def test_a_cue_without_a_scene_is_named_by_its_track() -> None:
    row = cue_rows(cue_map(), None)[3]
    assert (row.scene, row.track) == ("Julien dans l'ascenseur", "4  Julien dans l'ascenseur")


def test_while_no_album_is_open_nothing_is_missing() -> None:
    assert {row.trouble for row in cue_rows(cue_map(), None)} == {""}


def test_a_cue_whose_track_has_no_file_says_so_and_why(session: FakeSession) -> None:
    session.miss_track(3)
    row = cue_rows(session.cue_map, session.match)[2]
    assert (row.sound, row.trouble, row.reason) == (
        Sound.MISSING,
        "No file for this track",
        "No file is about 2:45 long",
    )


def test_a_cue_whose_file_is_ambiguous_says_so_and_why(session: FakeSession) -> None:
    session.miss_track(3, MatchState.AMBIGUOUS)
    row = cue_rows(session.cue_map, session.match)[2]
    assert (row.trouble, row.reason) == ("File uncertain", "Two files could be it")


def test_a_cue_that_names_a_take_which_was_found_lacks_nothing(session: FakeSession) -> None:
    take = Recording(Path("/music/take3.flac"), "take 3")
    session.miss_track(1)
    assert session.match is not None
    missing = TrackMatch(1, MatchState.MISSING, None, "only the take is here", takes={"take-3": take})
    match = replace(session.match, tracks=(missing, *session.match.tracks[1:]))
    cues = (replace(session.cue_map.cues[0], take="take-3"),)
    assert cue_rows(replace(session.cue_map, cues=cues), match)[0].sound is Sound.FOUND


def test_a_row_is_read_out_whole(session: FakeSession) -> None:
    model = CueModel()
    model.show(cue_rows(session.cue_map, None), "cue-1")
    assert model.index(0).data(int(Qt.ItemDataRole.AccessibleTextRole)) == (
        "Current cue, Florence and Julien on the telephone; the titles, 1  Générique, "
        "Confirmed   0:00:04 – 0:00:22, key 1"
    )


@pytest.mark.usefixtures("abroad")
def test_why_a_file_is_missing_is_told_in_the_language_in_use(session: FakeSession) -> None:
    why = phrase("Matching", "No file is about {length} long").fill(length="2:45")
    match = AlbumMatch((TrackMatch(1, MatchState.MISSING, None, why),))
    model = CueModel()
    model.show(cue_rows(session.cue_map, match), None)
    assert model.index(0).data(int(Qt.ItemDataRole.ToolTipRole)) == "‹No file is about 2:45 long›"


def test_another_current_cue_touches_two_rows_and_no_other() -> None:
    model = CueModel()
    rows = cue_rows(cue_map(), None)
    model.show(rows, "cue-1")
    touched: list[int] = []
    resets: list[bool] = []
    model.dataChanged.connect(lambda first, last: touched.append(first.row()))
    model.modelReset.connect(lambda: resets.append(True))
    model.show(rows, "cue-3")
    model.show(rows, "cue-3")
    assert sorted(touched) == [0, 2]
    assert not resets


def test_other_cues_reset_the_list() -> None:
    model = CueModel()
    model.show(cue_rows(cue_map(), None), None)
    empty = CueMap(cue_map().film, cue_map().album)
    model.show(cue_rows(empty, None), None)
    assert model.rowCount() == 0
