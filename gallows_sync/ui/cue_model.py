"""The cues as rows of a Qt list."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from gallows_sync.core.cue_map import Certainty, Cue, CueMap
from gallows_sync.core.media_files import AlbumMatch, MatchState
from gallows_sync.ui.language import localized, translate
from gallows_sync.ui.search_words import track_words
from gallows_sync.ui.timecode import clock
from gallows_sync.wording import phrase

_Index = QModelIndex | QPersistentModelIndex
_Marks = tuple[str | None, str | None]
_KEYS = "1234567890"


class Sound(Enum):
    """Whether a cue's music is there; ``UNKNOWN`` while no album is open."""

    UNKNOWN = "unknown"
    FOUND = "found"
    UNSURE = "unsure"
    MISSING = "missing"


_STATES = {
    Certainty.UNPLACED: phrase("CueModel", "Not placed in your copy"),
    Certainty.ESTIMATED: phrase("CueModel", "Estimated   {span}"),
    Certainty.ALIGNED: phrase("CueModel", "Aligned   {span}"),
    Certainty.CONFIRMED: phrase("CueModel", "Confirmed   {span}"),
}
_TROUBLES = {
    Sound.MISSING: phrase("CueModel", "No file for this track"),
    Sound.UNSURE: phrase("CueModel", "File uncertain"),
}


@dataclass(frozen=True, slots=True)
class CueRow:
    """What one row shows; ``key`` is the digit that jumps to the cue, empty past the tenth.

    ``to_place`` marks the unplaced cue that was asked for, which is placed by hand next.
    """

    cue_id: str
    key: str
    scene: str
    track: str
    certainty: Certainty
    span: str
    sound: Sound
    reason: str
    current: bool = False
    to_place: bool = False

    @property
    def state(self) -> str:
        """How sure the cue's place is, in words."""
        return localized(_STATES[self.certainty].fill(span=self.span))

    @property
    def trouble(self) -> str:
        """What is wrong with the cue's music, in a few words; empty when nothing is."""
        return localized(_TROUBLES.get(self.sound, ""))

    @property
    def measure(self) -> tuple[str, str, bool]:
        """Which row it is, and what its height depends on."""
        return self.cue_id, self.scene, self.sound in _TROUBLES

    @property
    def spoken(self) -> str:
        """The row for a screen reader."""
        parts = [self.scene, self.track, self.state, self.trouble]
        if self.current:
            parts.insert(0, translate("CueModel", "Current cue"))
        if self.to_place:
            parts.insert(0, translate("CueModel", "To be placed"))
        if self.key:
            parts.append(localized(phrase("CueModel", "key {key}").fill(key=self.key)))
        return ", ".join(part for part in parts if part)


def cue_rows(cue_map: CueMap, match: AlbumMatch | None) -> tuple[CueRow, ...]:
    """Return one row a cue, in list order."""
    return tuple(
        _row(cue, _KEYS[index] if index < len(_KEYS) else "", cue_map, match)
        for index, cue in enumerate(cue_map.cues)
    )


def _row(cue: Cue, key: str, cue_map: CueMap, match: AlbumMatch | None) -> CueRow:
    track = cue_map.track(cue.track)
    span = ""
    if cue.film is not None:
        span = f"{clock(float(cue.film.film_in))} – {clock(float(cue.film.film_out))}"
    sound, reason = _sound(cue, match)
    return CueRow(
        cue.id,
        key,
        cue.scene or (track.title if track else cue.id),
        track_words(cue.track, cue_map),
        cue.certainty,
        span,
        sound,
        reason,
    )


def _sound(cue: Cue, match: AlbumMatch | None) -> tuple[Sound, str]:
    if match is None:
        return Sound.UNKNOWN, ""
    found = next((track for track in match.tracks if track.track == cue.track), None)
    reason = found.reason if found is not None else ""
    if match.recording_for(cue) is None:
        return Sound.MISSING, reason
    if found is not None and found.state is MatchState.AMBIGUOUS:
        return Sound.UNSURE, reason
    return Sound.FOUND, ""


class CueModel(QAbstractListModel):
    """Rows of ``CueRow`` (``ROW``); one may be current, another to be placed; views hear of what changed."""

    ROW = int(Qt.ItemDataRole.UserRole)

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[CueRow, ...] = ()
        self._marks: _Marks = (None, None)

    def show(self, rows: tuple[CueRow, ...], current: str | None, to_place: str | None = None) -> None:
        """Take over what is to be shown, and the ids of the cues that are current and to be placed."""
        before, marked, marks = self._rows, self._marks, (current, to_place)
        if rows is before and marks == marked:
            return
        if rows is not before and [row.measure for row in rows] != [row.measure for row in before]:
            self.beginResetModel()
            self._rows, self._marks = rows, marks
            self.endResetModel()
            return
        self._rows, self._marks = rows, marks
        changed = {*marked} ^ {*marks}
        for position, row in enumerate(rows):
            if row != before[position] or row.cue_id in changed:
                self.dataChanged.emit(self.index(position), self.index(position))

    def position(self, cue_id: str | None) -> QModelIndex:
        """Return the index of a cue, invalid where it is not listed."""
        for position, row in enumerate(self._rows):
            if row.cue_id == cue_id:
                return self.index(position)
        return QModelIndex()

    def row(self, index: _Index) -> CueRow:
        """Return what the row at a valid ``index`` shows."""
        row = self._rows[index.row()]
        if row.cue_id not in self._marks:
            return row
        current, to_place = self._marks
        return replace(row, current=row.cue_id == current, to_place=row.cue_id == to_place)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: N802, B008
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        if not index.isValid():
            return None
        row = self.row(index)
        if role == self.ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.scene
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken
        if role == Qt.ItemDataRole.ToolTipRole:
            return localized(row.reason) or None
        return None
