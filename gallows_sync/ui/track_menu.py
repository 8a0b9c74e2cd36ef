"""The album's tracks, each to be played by itself from its beginning, as a click in the album's lane does."""

from __future__ import annotations

from PySide6.QtWidgets import QMenu, QWidget

from gallows_sync.ui.language import translate
from gallows_sync.ui.search_words import track_words
from gallows_sync.ui.session_port import SessionPort


class TrackMenu(QMenu):
    """Plays a track; one that has no file is grey."""

    def __init__(self, session: SessionPort, parent: QWidget | None = None) -> None:
        super().__init__(translate("TrackMenu", "Play a track"), parent)
        self._session = session
        self._shown: tuple[tuple[int, str, bool], ...] = ()
        self.menuAction().setEnabled(False)

    def refresh(self) -> None:
        """Show the tracks of the album that is open now."""
        session = self._session
        matches = session.match.tracks if session.match is not None else ()
        there = {match.track for match in matches if match.recording is not None}
        numbers = [track.number for track in session.cue_map.album.tracks]
        shown = tuple((number, track_words(number, session.cue_map), number in there) for number in numbers)
        if shown == self._shown:
            return
        self._shown = shown
        self.clear()
        for number, words, playable in shown:
            action = self.addAction(words.replace("&", "&&"))
            action.triggered.connect(lambda _=False, number=number: self._session.play_music(number, 0.0))
            action.setEnabled(playable)
        self.menuAction().setEnabled(bool(there))
