"""One place that was found: what sounds where and how surely, with buttons to listen and to decide."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gallows_sync.cue_search import Verdict
from gallows_sync.ui import theme
from gallows_sync.ui.elided_label import ElidedLabel
from gallows_sync.ui.icon_button import IconButton
from gallows_sync.ui.language import localized, translate
from gallows_sync.ui.search_words import place_words, sureness, take_words
from gallows_sync.ui.wrapping import WrappedLabel
from gallows_sync.wording import phrase

if TYPE_CHECKING:
    from gallows_sync.cue_search import Candidate

_SIDE = 32
_MOST_LINES = 2
_VERDICTS = {
    Verdict.OPEN: "",
    Verdict.PRESENT: phrase("CandidateRow", "Already there"),
    Verdict.ACCEPTED: phrase("CandidateRow", "In the map"),
    Verdict.REJECTED: phrase("CandidateRow", "Left out"),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """What a row shows; the scene may be empty.

    ``heard`` says that this one is listened to, ``sounding`` that it plays at this moment.
    """

    candidate: Candidate
    scene: str
    track: str
    decidable: bool
    heard: bool
    sounding: bool


class CandidateRow(QWidget):
    """Emits ``listened``, ``accepted`` or ``rejected`` with the id of the cue it proposes, or ``paused``."""

    listened = Signal(str)
    paused = Signal()
    accepted = Signal(str)
    rejected = Signal(str)

    def __init__(self, cue_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cue_id = cue_id
        self._shown: Shown | None = None
        self.scene = WrappedLabel(theme.font(bold=True), _MOST_LINES)
        self.track = ElidedLabel(theme.font(theme.SMALL), theme.QUIET)
        self.take = WrappedLabel(theme.font(theme.SMALL), _MOST_LINES)
        self.place = ElidedLabel(theme.font(theme.SMALL), theme.TEXT)
        self.sureness = ElidedLabel(theme.font(theme.SMALL), theme.TEXT)
        self.verdict = QLabel()
        self.verdict.setFont(theme.font(theme.SMALL))
        self.listen = IconButton("play", translate("CandidateRow", "Listen"), _SIDE)
        self.listen.clicked.connect(self._listen)
        self.accept = IconButton("check", translate("CandidateRow", "Accept"), _SIDE)
        self.accept.clicked.connect(lambda: self.accepted.emit(cue_id))
        self.reject = IconButton("close", translate("CandidateRow", "Leave out"), _SIDE)
        self.reject.clicked.connect(lambda: self.rejected.emit(cue_id))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.place)
        words.addWidget(self.sureness)
        below = QHBoxLayout()
        below.setSpacing(0)
        below.addLayout(words, 1)
        below.addWidget(self.verdict)
        below.addSpacing(theme.GRID // 2)
        for button in (self.listen, self.accept, self.reject):
            below.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * theme.GRID, 12, theme.GRID, 12)
        column.setSpacing(2)
        for label in (self.scene, self.track, self.take):
            column.addWidget(label)
        column.addLayout(below)

    def show_candidate(self, shown: Shown) -> None:
        """Show what is to be shown now; what reads the same already stays untouched."""
        if shown == self._shown:
            return
        self._shown = shown
        proposal, verdict = shown.candidate.proposal, shown.candidate.verdict
        rejected = verdict is Verdict.REJECTED
        title = shown.scene or shown.track
        self.scene.set_text(title, theme.QUIET if rejected else theme.TEXT)
        track = _track(shown)
        self.track.set_text(track)
        self.track.setVisible(bool(track))
        take = take_words(proposal.found)
        self.take.set_text(take, theme.QUIET)
        self.take.setVisible(bool(take))
        self.place.set_text(place_words(proposal.found))
        self.sureness.set_text(sureness(float(proposal.found.confidence)))
        self.verdict.setText(localized(_VERDICTS[verdict]))
        self.verdict.setVisible(verdict is not Verdict.OPEN)
        palette = self.verdict.palette()  # a style sheet for each would take five times as long
        shade = theme.QUIET if rejected else theme.ACCENT
        palette.setColor(palette.ColorRole.WindowText, theme.color(shade))
        self.verdict.setPalette(palette)
        self.listen.set_icon("pause" if shown.sounding else "play")
        listen = phrase("CandidateRow", "Listen to «{title}»")
        if shown.sounding:
            listen = phrase("CandidateRow", "Pause «{title}»")
        self.listen.set_label(localized(listen.fill(title=title)))
        self.accept.set_label(localized(phrase("CandidateRow", "Accept «{title}»").fill(title=title)))
        self.accept.setVisible(shown.decidable and verdict in (Verdict.OPEN, Verdict.REJECTED))
        self.reject.set_label(localized(phrase("CandidateRow", "Leave «{title}» out").fill(title=title)))
        self.reject.setVisible(shown.decidable and verdict is Verdict.OPEN)
        self.update()

    def _listen(self) -> None:
        if self._shown is not None and self._shown.sounding:
            self.paused.emit()
        else:
            self.listened.emit(self._cue_id)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        if self._shown is not None and self._shown.heard:
            painter.fillRect(self.rect(), theme.color(theme.RAISED))
            painter.fillRect(0, 0, 3, self.height(), theme.color(theme.ACCENT))
        left = 2 * theme.GRID
        painter.fillRect(left, self.height() - 1, self.width() - left, 1, theme.color(theme.LINE, 0.7))


def _track(shown: Shown) -> str:
    """Return what is said of the track below the title; empty where the title says it all."""
    further = shown.candidate.proposal.new
    if not shown.scene:
        return translate("CandidateRow", "In a further place") if further else ""
    if not further:
        return shown.track
    return localized(phrase("CandidateRow", "{track}, in a further place").fill(track=shown.track))
