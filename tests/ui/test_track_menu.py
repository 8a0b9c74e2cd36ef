"""The album's tracks in the menu: each plays by itself, whether the film uses it or not."""

from __future__ import annotations

from dataclasses import replace

from gallows_sync.core.media_files import AlbumMatch
from gallows_sync.ui.window import Window
from tests.ui.fake_session import FakeSession


def test_a_track_plays_from_its_beginning(window: Window, session: FakeSession) -> None:
    session.miss_track(4)
    session.tell()
    assert window.tracks.menuAction().isEnabled()
    words = [action.text() for action in window.tracks.actions()]
    assert words == [f"{track.number}  {track.title}" for track in session.cue_map.album.tracks]
    window.tracks.actions()[1].trigger()
    assert session.commands == [("play_music", 2, 0.0)]


def test_a_track_without_a_file_cannot_be_played(window: Window, session: FakeSession) -> None:
    session.miss_track(1)
    session.tell()
    assert [action.isEnabled() for action in window.tracks.actions()] == [False, True, True, True]


def test_without_an_album_there_is_none_to_play(window: Window, session: FakeSession) -> None:
    session.album_path, session.match = None, AlbumMatch(())
    session.tell()
    assert not window.tracks.menuAction().isEnabled()


def test_a_sign_in_a_title_is_no_key(window: Window, session: FakeSession) -> None:
    first, *others = session.cue_map.album.tracks
    album = replace(session.cue_map.album, tracks=(replace(first, title="You & Me"), *others))
    session.cue_map = replace(session.cue_map, album=album)
    session.tell()
    assert window.tracks.actions()[0].text() == "1  You && Me"
