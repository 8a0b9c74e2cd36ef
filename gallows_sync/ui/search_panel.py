"""The search for the cues in the open film: how far it is, what it found, and what is to be decided."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from gallows_sync.cue_search import Verdict
from gallows_sync.ui import theme
from gallows_sync.ui.candidate_row import CandidateRow, Shown
from gallows_sync.ui.card_parts import Scrolled, small_label, text_button
from gallows_sync.ui.language import localized, translate
from gallows_sync.ui.search_words import (
    summary,
    time_left,
    track_words,
    unfound_words,
    unsearched_words,
)
from gallows_sync.ui.session_port import SessionPort
from gallows_sync.wording import phrase

if TYPE_CHECKING:
    from gallows_sync.cue_search import SearchState

_STEPS = 1000


class SearchPanel(QWidget):
    """Stands in the place of the list of scenes while ``session.search`` is not None."""

    def __init__(
        self, session: SessionPort, actions: Mapping[str, QAction], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self.rows: dict[str, CandidateRow] = {}
        self.title = QLabel()
        self.title.setFont(theme.font(bold=True))
        self.title.setWordWrap(True)
        self.words = small_label()
        self.bar = QProgressBar()
        self.bar.setRange(0, _STEPS)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(translate("SearchPanel", "How far the search is"))
        self.left = small_label()
        self.saved = small_label()
        self.cancel = text_button(
            translate("SearchPanel", "Cancel"),
            translate("SearchPanel", "Stop searching; everything stays as it was"),
        )
        self.cancel.clicked.connect(session.cancel_search)
        self.accept_all = text_button(
            translate("SearchPanel", "Accept all"),
            translate("SearchPanel", "Put all that was found into the map"),
        )
        self.accept_all.setProperty("primary", "true")
        self.accept_all.clicked.connect(session.accept_all)
        self.again = text_button(translate("SearchPanel", "Search again"), "")
        self.again.clicked.connect(actions["find cues"].trigger)
        self.close_button = text_button(
            translate("SearchPanel", "Close"), translate("SearchPanel", "Back to the list of scenes")
        )
        self.close_button.clicked.connect(session.cancel_search)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.GRID)
        buttons.addWidget(self.left, 1)
        for button in (self.accept_all, self.again, self.close_button, self.cancel):
            buttons.addWidget(button)
        head = QVBoxLayout()
        head.setContentsMargins(2 * theme.GRID, theme.GRID, 2 * theme.GRID, 12)
        head.setSpacing(theme.GRID)
        head.addWidget(self.title)
        head.addWidget(self.words)
        head.addWidget(self.bar)
        head.addLayout(buttons)
        head.addWidget(self.saved)
        self._list = _List()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._list, 1)

    def refresh(self) -> None:
        """Show how the search stands now."""
        search = self._session.search
        if search is None:
            return
        running = not search.finished and search.error is None
        self.title.setText(_title(search))
        step = phrase("SearchPanel", "{step}…").fill(step=search.words)
        self.words.setText(localized(step if running else search.error or summary(search)))
        self.bar.setVisible(running)
        self.bar.setValue(round(search.done * _STEPS))
        self.left.setText(time_left(search.seconds_left) if running else "")
        self._show_buttons(search, running=running)
        self._show_saved(search)
        self._show_rows(search)
        self._list.show_rest(_rest(search, self._session, running=running))

    def _show_buttons(self, search: SearchState, *, running: bool) -> None:
        undecided = len(search.undecided)
        self.accept_all.setText(
            translate("SearchPanel", "Accept") if undecided == 1 else translate("SearchPanel", "Accept all")
        )
        accepted = any(candidate.verdict is Verdict.ACCEPTED for candidate in search.candidates)
        done = accepted and not undecided
        self.close_button.setText(
            translate("SearchPanel", "Done") if done else translate("SearchPanel", "Close")
        )
        had_focus = self.cancel.hasFocus()
        for button, shown in (
            (self.cancel, running),
            (self.accept_all, undecided > 0),
            (self.again, search.error is not None),
            (self.close_button, not running),
        ):
            button.setVisible(shown)
        if had_focus and not running:
            (self.accept_all if undecided else self.close_button).setFocus()

    def _show_saved(self, search: SearchState) -> None:
        path = self._session.map_path
        accepted = any(candidate.verdict is Verdict.ACCEPTED for candidate in search.candidates)
        self.saved.setVisible(accepted and path is not None)
        if path is not None:
            said = phrase("SearchPanel", "Saved in {file}. Ctrl+Z takes it back.").fill(file=path.name)
            self.saved.setText(localized(said))

    def _show_rows(self, search: SearchState) -> None:
        session = self._session
        ids = [candidate.id for candidate in search.candidates]
        if ids != list(self.rows):
            for cue_id in self.rows.keys() - set(ids):
                _remove(self.rows[cue_id])
            self.rows = {cue_id: self.rows.get(cue_id) or self._row(cue_id) for cue_id in ids}
            self._list.show_rows(list(self.rows.values()))
        for candidate in search.candidates:
            cue = candidate.proposal.cue
            heard = cue == session.auditioned
            self.rows[candidate.id].show_candidate(
                Shown(
                    candidate,
                    cue.scene,
                    track_words(cue.track, session.cue_map),
                    decidable=search.finished,
                    heard=heard,
                    sounding=heard and session.playing,
                )
            )

    def _row(self, cue_id: str) -> CandidateRow:
        row, session = CandidateRow(cue_id), self._session
        row.listened.connect(session.audition)
        row.paused.connect(session.toggle_play)
        row.accepted.connect(session.accept)
        row.rejected.connect(session.reject)
        return row


class _List(Scrolled):
    """The places found, and below them, in words, what was not."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(translate("SearchPanel", "What was found"))
        body = QWidget()
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self._rest = QVBoxLayout()
        self._rest.setContentsMargins(2 * theme.GRID, theme.GRID // 2, 2 * theme.GRID, 2 * theme.GRID)
        self._rest.setSpacing(2)
        self._said: list[tuple[str, bool]] = []
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._rows)
        column.addLayout(self._rest)
        column.addStretch(1)
        self.setWidget(body)

    def show_rows(self, rows: list[CandidateRow]) -> None:
        """Show these, in this order."""
        while self._rows.count():
            self._rows.takeAt(0)
        for row in rows:
            self._rows.addWidget(row)

    def show_rest(self, lines: list[tuple[str, bool]]) -> None:
        """Say these lines below; the flag makes a heading of one."""
        if lines == self._said:
            return
        self._said = lines
        while (item := self._rest.takeAt(0)) is not None:
            _remove(item.widget())
        for words, heading in lines:
            label = small_label(theme.TEXT if heading else theme.QUIET)
            label.setText(words)
            label.setContentsMargins(0, theme.GRID if heading else 0, 0, 0)
            self._rest.addWidget(label)


def _title(search: SearchState) -> str:
    if search.error is not None:
        return translate("SearchPanel", "The search stopped")
    if not search.finished:
        return translate("SearchPanel", "Finding the cues in this copy")
    if search.candidates:
        return translate("SearchPanel", "Found in this copy")
    return translate("SearchPanel", "Nothing was found")


def _rest(search: SearchState, session: SessionPort, *, running: bool) -> list[tuple[str, bool]]:
    if search.error is not None:
        return [(translate("SearchPanel", "Nothing was changed."), False)]
    if running:
        hint = translate(
            "SearchPanel", "What is found appears here, to be listened to. Playing goes on meanwhile."
        )
        return [] if search.candidates else [(hint, False)]
    lines: list[tuple[str, bool]] = []
    for unfound in search.unfound:
        lines += [(track_words(unfound.track, session.cue_map), True), (unfound_words(unfound), False)]
    for missing in search.unsearched:
        lines += [(track_words(missing.track, session.cue_map), True), (unsearched_words(missing), False)]
    return lines


def _remove(widget: QWidget | None) -> None:
    if widget is not None:
        widget.hide()  # at once: it is deleted only when the event loop comes round to it
        widget.deleteLater()
