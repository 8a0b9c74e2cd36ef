"""Listening in the window: by mouse and by key."""

from __future__ import annotations

from gallows_sync.ui.window import Window
from tests.ui.fake_session import FakeSession


def test_music_picked_in_the_lanes_is_played(window: Window, session: FakeSession) -> None:
    window.lanes.music_chosen.emit(2, 12.5)
    assert session.commands[-1] == ("play_music", 2, 12.5)


def test_the_picture_is_dimmed_while_the_film_does_not_use_what_plays(
    window: Window, session: FakeSession
) -> None:
    session.music_alone = (2, 12.5)
    session.tell()
    assert window.picture.dimmed
    session.music_alone = None
    session.tell()
    assert not window.picture.dimmed
