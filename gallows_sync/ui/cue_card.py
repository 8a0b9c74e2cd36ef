"""The right side: what is known of the current cue and where from; its takes, its own words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape
from math import ceil

from PySide6.QtCore import QEvent, QMimeData, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QLabel,
    QPlainTextEdit,
    QRadioButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from gallows_sync.core.cue_map import Certainty, Cue, CueMap, Source, Take, Track
from gallows_sync.core.media_files import AlbumMatch, TrackMatch
from gallows_sync.ui import theme
from gallows_sync.ui.card_parts import Scrolled, small_label
from gallows_sync.ui.language import localized, translate
from gallows_sync.ui.placing_words import marks_words, told_words
from gallows_sync.ui.search_words import heard_words, track_words
from gallows_sync.ui.session_port import EditingPort, SessionPort
from gallows_sync.ui.timecode import precise_clock
from gallows_sync.wording import phrase

_CHOICE_ROOM = 20
"""The words beside a radio button begin after so many pixels."""
_PLACE_LINES = 4
"""Where a cue is, and how that is known, takes so many lines at most."""


@dataclass(frozen=True, slots=True)
class _Shown:
    """What the card shows; it is built anew when more of this changes than the cue's place."""

    cue: Cue
    track: Track | None
    match: TrackMatch | None

    def same_but_for_place(self, other: _Shown) -> bool:
        """Return whether only the place differs, and how that is known."""
        cue = replace(
            self.cue,
            film=other.cue.film,
            music_in=other.cue.music_in,
            speed=other.cue.speed,
            certainty=other.cue.certainty,
            confidence=other.cue.confidence,
        )
        return replace(self, cue=cue) == other


class CueCard(Scrolled):
    """Shows the current cue; what the user may change of it is changed here, and undone like any edit."""

    def __init__(self, session: SessionPort, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._shown: _Shown | None = None
        self.setMinimumWidth(232)
        self.setAccessibleName(translate("CueCard", "About this cue"))
        self.scene = _scene_words()
        self.notes = _notes_words()
        self.takes: list[QRadioButton] = []
        self._place: list[QLabel] = []
        self._edits = _Edits()
        self.refresh()

    def refresh(self) -> None:
        """Show what the session says of the current cue now."""
        session = self._session
        cue = session.cue_map.cue(session.selected) if session.selected is not None else None
        shown = None if cue is None else _shown(cue, session.cue_map, session.match)
        if shown != self._shown or self.widget() is None:
            before, self._shown = self._shown, shown
            if before is not None and shown is not None and before.same_but_for_place(shown):
                self._show_place(shown.cue)
            else:
                self.setWidget(_nothing() if shown is None else self._body(shown))
        if shown is not None:
            self._edits.show_words(_edit_words(session.editing, shown.cue.id))

    def _body(self, shown: _Shown) -> QWidget:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(2 * theme.GRID, 12, 2 * theme.GRID, 2 * theme.GRID)
        column.setSpacing(theme.GRID // 2)
        cue = shown.cue
        self.scene = _scene_words(cue.scene)
        self.scene.left.connect(self._describe)
        column.addWidget(self.scene)
        column.addWidget(_words(track_words(cue.track, self._session.cue_map), theme.QUIET))
        column.addSpacing(theme.GRID)
        self._place = [_words("") for _ in range(_PLACE_LINES)]
        for label in self._place:
            column.addWidget(label)
        self._show_place(cue)
        self._edits = _Edits()
        column.addWidget(self._edits)
        self._add_takes(column, shown)
        known = [one for one in (_take(shown), shown.track) if one is not None]  # of the take itself first
        self._add(
            column,
            translate("CueCard", "Played by"),
            next((one.personnel for one in known if one.personnel), ()),
        )
        self._add(
            column,
            translate("CueCard", "About the music"),
            [one.notes for one in known if one.notes is not None],
        )
        column.addSpacing(theme.GRID)
        column.addWidget(_heading(translate("CueCard", "Notes")))
        self.notes = _notes_words(cue.notes or "")
        self.notes.left.connect(self._describe)
        column.addWidget(self.notes)
        sources = (*cue.sources, *(source for one in known for source in one.sources))
        if sources:
            column.addSpacing(theme.GRID)
            column.addWidget(_heading(translate("CueCard", "Where this comes from")))
            for source in dict.fromkeys(sources):
                column.addWidget(_source(source))
        column.addStretch(1)
        return body

    def _show_place(self, cue: Cue) -> None:
        lines = _place_words(cue)
        for label, words in zip(self._place, lines + [""] * (_PLACE_LINES - len(lines)), strict=True):
            label.setText(words)
            label.setVisible(bool(words))

    def _add_takes(self, column: QVBoxLayout, shown: _Shown) -> None:
        self.takes = []
        if shown.track is None or shown.match is None or not shown.track.takes:
            return
        column.addSpacing(theme.GRID)
        column.addWidget(_heading(translate("CueCard", "Heard here")))
        group = QButtonGroup(column.parentWidget())
        choices: list[tuple[str | None, str]] = [(None, translate("CueCard", "The album's own recording"))]
        choices += [(take.id, take.title) for take in shown.track.takes]
        for take_id, title in choices:
            there = take_id is None or take_id in shown.match.takes
            button = _Choice(title)
            button.setEnabled(there)
            button.setChecked(take_id == shown.cue.take)
            button.clicked.connect(
                lambda _=False, take=take_id: self._session.choose_take(shown.cue.id, take)
            )
            group.addButton(button)
            column.addWidget(button)
            self.takes.append(button)
            if not there:
                why = small_label()
                why.setText(translate("CueCard", "Not in this album folder"))
                why.setIndent(_CHOICE_ROOM)
                button.setAccessibleDescription(why.text())
                column.addWidget(why)

    def _add(self, column: QVBoxLayout, heading: str, lines: Sequence[str]) -> None:
        if not lines:
            return
        column.addSpacing(theme.GRID)
        column.addWidget(_heading(heading))
        for line in lines:
            column.addWidget(_words(line))

    def _describe(self) -> None:
        if self._shown is not None:
            self._session.describe_cue(self._shown.cue.id, self.scene.toPlainText(), self.notes.toPlainText())


class _Edits(QWidget):
    """What was done to the cue by hand, and how far off its music was and is; or what to do next."""

    def __init__(self) -> None:
        super().__init__()
        self._lines = (_words(""), _words("", theme.QUIET))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.GRID, 0, 0)
        column.setSpacing(theme.GRID // 2)
        column.addWidget(_heading(translate("CueCard", "Placing by hand")))
        for label in self._lines:
            column.addWidget(label)

    def show_words(self, words: tuple[str, str] | None) -> None:
        """Show a line, and a quieter one below it that may be empty; None hides everything."""
        for label, line in zip(self._lines, words or ("", ""), strict=True):
            label.setText(localized(line))
            label.setVisible(bool(line))
        self.setVisible(words is not None)


class _Choice(QRadioButton):
    """A take to choose; a title too long for the card ends in an ellipsis, and is read as a whole."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self._title = title
        self.setFont(theme.font(theme.SMALL))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(title)
        self.setToolTip(title)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        room = event.size().width() - _CHOICE_ROOM
        self.setText(self.fontMetrics().elidedText(self._title, Qt.TextElideMode.ElideRight, room))


class _Words(QPlainTextEdit):
    """Words that read as text until they are edited; ``left`` says that an edit is done, Escape undoes it.

    Return ends the edit of a ``single`` line, which grows with what is in it; Tab leaves, as elsewhere.
    """

    left = Signal()

    def __init__(self, name: str, text: str = "", *, single: bool = False) -> None:
        super().__init__(text)
        self._before = text
        self._single = single
        self.setFont(theme.font(bold=True) if single else theme.font(theme.SMALL))
        self.setAccessibleName(name)
        self.setPlaceholderText(name)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(0)  # in line with the words around
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.textChanged.connect(self._fit)

    def _fit(self) -> None:
        """Be as high as what is written, within reason."""
        lines = int(self.document().size().height())  # a plain text document counts in lines
        least, most = (1, 8) if self._single else (3, 12)
        first = self.document().firstBlock()
        line = self.blockBoundingRect(first).height() / max(1, first.layout().lineCount())
        around = self.height() - self.viewport().height() + theme.GRID // 2
        self.setFixedHeight(ceil(line * min(max(lines, least), most)) + around)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._fit()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusOutEvent(event)
        if self.toPlainText() != self._before:
            self._before = self.toPlainText()
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Escape:
            self.setPlainText(self._before)
            self.clearFocus()
        elif self._single and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.clearFocus()
        else:
            super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802
        """Paste; into a single line, several become one."""
        self.insertPlainText(" ".join(source.text().split()) if self._single else source.text())

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:  # letters are letters here, not the player's keys
            event.accept()
        return super().event(event)


def _shown(cue: Cue, cue_map: CueMap, match: AlbumMatch | None) -> _Shown:
    of_track = None if match is None else next((one for one in match.tracks if one.track == cue.track), None)
    return _Shown(cue, cue_map.track(cue.track), of_track)


def _take(shown: _Shown) -> Take | None:
    takes = shown.track.takes if shown.track is not None else ()
    return next((take for take in takes if take.id == shown.cue.take), None)


def _place_words(cue: Cue) -> list[str]:
    """Return where the cue is, and how that is known."""
    if cue.film is None:
        return [translate("CueCard", "Not placed in your copy yet")]
    film_in, film_out = (precise_clock(float(time)) for time in (cue.film.film_in, cue.film.film_out))
    words: list[str] = [
        phrase("CueCard", "Film {film_in} – {film_out}").fill(film_in=film_in, film_out=film_out),
        phrase("CueCard", "Music from {time}").fill(time=precise_clock(float(cue.music_in))),
    ]
    if cue.speed != 1:
        said = phrase("CueCard", "Music runs at {speed:.6f} of the film's time")
        words.append(said.fill(speed=float(cue.speed)))
    match cue.certainty:
        case Certainty.CONFIRMED:
            words.append(phrase("CueCard", "Confirmed: somebody has looked and listened"))
        case Certainty.ALIGNED if cue.confidence is not None:
            words.append(heard_words(float(cue.confidence)))
        case Certainty.ALIGNED:
            words.append(phrase("CueCard", "Found in the film's sound"))
        case _:
            words.append(phrase("CueCard", "Estimated: not yet checked by ear"))
    return [localized(line) for line in words]


def _edit_words(editing: EditingPort, cue_id: str) -> tuple[str, str] | None:
    """Return what is told of placing this cue: first what waits to be done, then what was done."""
    marks, told = editing.marks, editing.told
    waiting = marks_words(marks) if marks is not None and marks.cue_id == cue_id else None
    if waiting is not None:
        return waiting
    return told_words(told) if told is not None and told.after.id == cue_id else None


def _scene_words(text: str = "") -> _Words:
    return _Words(translate("CueCard", "The scene in a line"), text, single=True)


def _notes_words(text: str = "") -> _Words:
    return _Words(translate("CueCard", "Your own notes on this cue"), text)


def _heading(words: str) -> QLabel:
    label = small_label()
    label.setFont(theme.font(theme.SMALL, bold=True))
    label.setText(words)
    return label


def _words(words: str, shade: str = theme.TEXT) -> QLabel:
    label = small_label(shade)
    label.setText(words)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def _source(source: Source) -> QLabel:
    if source.url is not None:
        return _Link(source.text, source.url)
    label = small_label()
    label.setText(source.text)
    return label


class _Link(QLabel):
    """Words that open a page: by a click, or by Enter when Tab has come to them.

    Qt's own links for the keyboard take two steps of Tab, the first of which nobody sees.
    """

    def __init__(self, words: str, url: str) -> None:
        super().__init__(f'<a href="{escape(url)}" style="color: {theme.ACCENT}">{escape(words)}</a>')
        self._url = url
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setFont(theme.font(theme.SMALL))
        self.setStyleSheet(
            f"QLabel {{ border: 1px solid transparent; }} QLabel:focus {{ border-color: {theme.ACCENT}; }}"
        )
        self.setIndent(0)  # in line with the words around
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setOpenExternalLinks(True)
        self.setToolTip(url)
        self.setAccessibleName(words)
        self.setAccessibleDescription(localized(phrase("CueCard", "Opens {url}").fill(url=url)))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            QDesktopServices.openUrl(QUrl(self._url))
        else:
            super().keyPressEvent(event)


def _nothing() -> QWidget:
    label = small_label()
    label.setText(translate("CueCard", "Jump to a cue to read about it."))
    label.setAlignment(Qt.AlignmentFlag.AlignTop)
    label.setContentsMargins(2 * theme.GRID, 12, 2 * theme.GRID, 12)
    return label
