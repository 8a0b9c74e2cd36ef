"""The right side: what is known of the current cue and where from; its takes, its own words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Generic, TypeVar

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QLabel,
    QRadioButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from gallows_sync.core.cue_map import Certainty, Cue, CueMap, Source, Take, Track
from gallows_sync.core.media_files import AlbumMatch, TrackMatch
from gallows_sync.ui import theme
from gallows_sync.ui.card_parts import EditableWords, Scrolled, small_label
from gallows_sync.ui.language import localized, translate
from gallows_sync.ui.placing_words import marks_words, told_words
from gallows_sync.ui.search_words import heard_words, track_words
from gallows_sync.ui.session_port import EditingPort, SessionPort
from gallows_sync.ui.timecode import clock, precise_clock
from gallows_sync.wording import phrase

_T = TypeVar("_T")

_CHOICE_ROOM = 20
"""The words beside a radio button begin after so many pixels."""


@dataclass(frozen=True, slots=True)
class _Shown:
    """What the card shows."""

    cue: Cue
    track: Track | None
    match: TrackMatch | None
    elsewhere: tuple[Cue, ...]
    """The other scenes that have music of this track."""


class CueCard(Scrolled):
    """Shows the current cue; what the user may change of it is changed here, and undone like any edit.

    Its parts are made once: of another cue they show other words, which takes a fraction of the time.
    """

    def __init__(self, session: SessionPort, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._shown: _Shown | None = None
        self.setMinimumWidth(232)
        self.setAccessibleName(translate("CueCard", "About this cue"))
        self.scene = EditableWords(translate("CueCard", "The scene in a line"), single=True)
        self.scene.left.connect(self._describe)
        self._track = _words("", theme.QUIET)
        self._place = _Lines()
        self._edits = _Edits()
        self._takes = _Takes()
        self._takes.chosen.connect(self._choose)
        self._elsewhere = _Labels(translate("CueCard", "Its music is also in"), self._way_to)
        self._personnel = _Lines(translate("CueCard", "Played by"))
        self._about = _Lines(translate("CueCard", "About the music"))
        self.notes = EditableWords(translate("CueCard", "Your own notes on this cue"))
        self.notes.left.connect(self._describe)
        self._sources = _Labels(translate("CueCard", "Where this comes from"), _source)
        self._nothing = _nothing()
        self._known = self._assembled()
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._nothing)
        column.addWidget(self._known)
        self._known.hide()
        self.setWidget(body)
        self.refresh()

    @property
    def takes(self) -> list[QRadioButton]:
        """The recordings of this piece that there are to choose from."""
        return self._takes.buttons

    def _assembled(self) -> QWidget:
        known = QWidget()
        column = QVBoxLayout(known)
        column.setContentsMargins(2 * theme.GRID, 12, 2 * theme.GRID, 2 * theme.GRID)
        column.setSpacing(theme.GRID // 2)
        column.addWidget(self.scene)
        column.addWidget(self._track)
        column.addSpacing(theme.GRID)
        for part in (self._place, self._edits, self._takes, self._elsewhere, self._personnel, self._about):
            column.addWidget(part)
        column.addSpacing(theme.GRID)
        column.addWidget(_heading(translate("CueCard", "Notes")))
        column.addWidget(self.notes)
        column.addWidget(self._sources)
        column.addStretch(1)
        return known

    def refresh(self) -> None:
        """Show what the session says now of the cue that is meant: the current one, or one to be placed."""
        session = self._session
        cue = session.editing.cue
        if self._shown is not None and (cue is None or cue.id != self._shown.cue.id):
            for words in (self.scene, self.notes):
                words.clearFocus()  # what is written there belongs to the cue it was written on
        shown = None if cue is None else _shown(cue, session.cue_map, session.match)
        if shown != self._shown:
            before, self._shown = self._shown, shown
            if shown is not None:
                self._show(shown)
                if before is None or before.cue.id != shown.cue.id:
                    self.verticalScrollBar().setValue(0)
            self._nothing.setVisible(shown is None)
            self._known.setVisible(shown is not None)
        if shown is not None:
            self._edits.show_words(_edit_words(session.editing, shown.cue.id))

    def _show(self, shown: _Shown) -> None:
        cue = shown.cue
        self.scene.show_text(cue.scene)
        self._track.setText(localized(track_words(cue.track, self._session.cue_map)))
        self._place.show_lines(_place_words(cue))
        self._takes.show_takes(shown)
        self._elsewhere.show_things(shown.elsewhere)
        known = [one for one in (_take(shown), shown.track) if one is not None]  # of the take itself first
        self._personnel.show_lines(next((one.personnel for one in known if one.personnel), ()))
        self._about.show_lines([one.notes for one in known if one.notes is not None])
        self.notes.show_text(cue.notes or "")
        sources = (*cue.sources, *(source for one in known for source in one.sources))
        self._sources.show_things(tuple(dict.fromkeys(sources)))

    def _way_to(self, cue: Cue) -> QLabel:
        """Return what jumps to another cue."""
        begins = clock(float(cue.film.film_in)) if cue.film is not None else ""
        return _Link(
            f"{begins}  {cue.scene}".strip(),
            f"#{cue.id}",
            translate("CueCard", "Jumps to this scene"),
            lambda: self._session.jump(cue.id),
        )

    def _choose(self, take: str | None) -> None:
        if self._shown is not None:
            self._session.choose_take(self._shown.cue.id, take)

    def _describe(self) -> None:
        if self._shown is not None:
            self._session.describe_cue(self._shown.cue.id, self.scene.toPlainText(), self.notes.toPlainText())


class _Lines(QWidget):
    """Lines of text, under a heading if they have one; hidden while there are none."""

    def __init__(self, heading: str | None = None) -> None:
        super().__init__()
        self._labels: list[QLabel] = []
        self._column = _section(self, heading)

    def show_lines(self, lines: Sequence[str]) -> None:
        while len(self._labels) < len(lines):
            self._labels.append(_words(""))
            self._column.addWidget(self._labels[-1])
        for label, line in zip(self._labels, [*lines, *[""] * (len(self._labels) - len(lines))], strict=True):
            label.setText(line)
            label.setVisible(bool(line))
        self.setVisible(bool(lines))


class _Takes(QWidget):
    """The recordings of a piece to choose from; ``chosen`` says which one, None for the album's own."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.buttons: list[QRadioButton] = []
        self._column = _section(self, translate("CueCard", "Heard here"))
        self._of: tuple[tuple[Take, ...], frozenset[str]] = ((), frozenset())
        self._body = QWidget()

    def show_takes(self, shown: _Shown) -> None:
        there = shown.track is not None and shown.match is not None
        takes = shown.track.takes if shown.track is not None and there else ()
        found = frozenset(shown.match.takes) if shown.match is not None else frozenset()
        if (takes, found) != self._of:
            self._of = takes, found
            self._build(takes, found)
        for button, take in zip(self.buttons, (None, *(take.id for take in takes)), strict=False):
            button.setChecked(take == shown.cue.take)
        self.setVisible(bool(takes))

    def _build(self, takes: tuple[Take, ...], found: frozenset[str]) -> None:
        self._body.hide()
        self._body.deleteLater()
        self._body = QWidget()
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID // 2)
        group = QButtonGroup(self._body)
        choices: list[tuple[str | None, str]] = [(None, translate("CueCard", "The album's own recording"))]
        choices += [(take.id, take.title) for take in takes]
        self.buttons = []
        for take_id, title in choices:
            there = take_id is None or take_id in found
            button = _Choice(title)
            button.setEnabled(there)
            button.clicked.connect(lambda _=False, take=take_id: self.chosen.emit(take))
            group.addButton(button)
            column.addWidget(button)
            self.buttons.append(button)
            if not there:
                why = small_label()
                why.setText(translate("CueCard", "Not in this album folder"))
                why.setIndent(_CHOICE_ROOM)
                button.setAccessibleDescription(why.text())
                column.addWidget(why)
        self._column.addWidget(self._body)


class _Labels(QWidget, Generic[_T]):
    """A label for each of some things, made anew when these change; hidden while there are none."""

    def __init__(self, heading: str, make: Callable[[_T], QLabel]) -> None:
        super().__init__()
        self._make = make
        self._column = _section(self, heading)
        self._shown: tuple[_T, ...] = ()
        self._labels: list[QLabel] = []
        self.hide()

    def show_things(self, things: tuple[_T, ...]) -> None:
        if things == self._shown:
            return
        self._shown = things
        for label in self._labels:
            label.hide()
            label.deleteLater()
        self._labels = [self._make(thing) for thing in things]
        for label in self._labels:
            self._column.addWidget(label)
        self.setVisible(bool(things))


class _Edits(QWidget):
    """What was done to the cue by hand, and how far off its music was and is; or what to do next."""

    def __init__(self) -> None:
        super().__init__()
        self._lines = (_words(""), _words("", theme.QUIET))
        column = _section(self, translate("CueCard", "Placing by hand"))
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


def _shown(cue: Cue, cue_map: CueMap, match: AlbumMatch | None) -> _Shown:
    of_track = None if match is None else next((one for one in match.tracks if one.track == cue.track), None)
    elsewhere = (one for one in cue_map.cues if one.track == cue.track and one.placed and one.id != cue.id)
    return _Shown(cue, cue_map.track(cue.track), of_track, tuple(elsewhere))


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


def _section(part: QWidget, heading: str | None = None) -> QVBoxLayout:
    """Return the column of a part of the card, under a heading if it has one."""
    column = QVBoxLayout(part)
    column.setContentsMargins(0, 0 if heading is None else theme.GRID, 0, 0)
    column.setSpacing(theme.GRID // 2)
    if heading is not None:
        column.addWidget(_heading(heading))
    return column


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
    if (url := source.url) is not None:
        opens = localized(phrase("CueCard", "Opens {url}").fill(url=url))
        link = _Link(source.text, url, opens, lambda: QDesktopServices.openUrl(QUrl(url)))
        link.setToolTip(url)
        return link
    label = small_label()
    label.setText(source.text)
    return label


class _Link(QLabel):
    """Words that lead somewhere: by a click, or by Enter when Tab has come to them.

    Qt's own links for the keyboard take two steps of Tab, the first of which nobody sees.
    """

    def __init__(self, words: str, where: str, about: str, go: Callable[[], object]) -> None:
        super().__init__(f'<a href="{escape(where)}" style="color: {theme.ACCENT}">{escape(words)}</a>')
        self._go = go
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setFont(theme.font(theme.SMALL))
        self.setStyleSheet(
            f"QLabel {{ border: 1px solid transparent; }} QLabel:focus {{ border-color: {theme.ACCENT}; }}"
        )
        self.setIndent(0)  # in line with the words around
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.linkActivated.connect(lambda _: go())
        self.setAccessibleName(words)
        self.setAccessibleDescription(about)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self._go()
        else:
            super().keyPressEvent(event)


def _nothing() -> QLabel:
    label = small_label()
    label.setText(translate("CueCard", "Jump to a cue to read about it."))
    label.setAlignment(Qt.AlignmentFlag.AlignTop)
    label.setContentsMargins(2 * theme.GRID, 12, 2 * theme.GRID, 12)
    return label
