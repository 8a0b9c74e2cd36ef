"""The album's tracks, each to be played by itself from its beginning, as a click in the album's lane does."""

from __future__ import annotations

from PySide6.QtWidgets import QMenu, QWidget

from gallows_sync.core.cue_map import Track
from gallows_sync.ui.language import translate
from gallows_sync.ui.search_words import track_words
from gallows_sync.ui.session_port import SessionPort


class TrackMenu(QMenu):
    """Plays a track; one that has no file is grey."""

    def __init__(self, session: SessionPort, parent: QWidget | None = None) -> None:
        super().__init__(translate("TrackMenu", "Play a &track"), parent)
        self._session = session
        self._shown: tuple[tuple[Track, ...], frozenset[int]] = ((), frozenset())
        self.menuAction().setEnabled(False)

    def refresh(self) -> None:
        """Show the tracks of the album that is open now."""
        session = self._session
        matches = session.match.tracks if session.match is not None else ()
        there = frozenset(match.track for match in matches if match.recording is not None)
        tracks = session.cue_map.album.tracks
        if (tracks, there) == self._shown:
            return
        self._shown = tracks, there
        self.clear()
        for number in (track.number for track in tracks):
            action = self.addAction(track_words(number, session.cue_map).replace("&", "&&"))
            action.triggered.connect(lambda _=False, number=number: session.play_music(number, 0.0))
            action.setEnabled(number in there)
        self.menuAction().setEnabled(bool(there))
