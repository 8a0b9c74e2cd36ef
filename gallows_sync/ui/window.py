"""The main window: puts the parts together, hands commands to the session, shows what it says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QRect, QSettings, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QMainWindow, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from gallows_sync.core.cue_map import Cue
from gallows_sync.core.media_files import FilmFile
from gallows_sync.ui import open_dialogs
from gallows_sync.ui.busy_sign import BusySign
from gallows_sync.ui.commands import LEAD_INS, add_actions, menu_of, plain
from gallows_sync.ui.cue_card import CueCard
from gallows_sync.ui.cue_panel import CuePanel
from gallows_sync.ui.digit_row import place_in_digit_row
from gallows_sync.ui.drop_veil import DropVeil
from gallows_sync.ui.dropped import Dropped, Role, sorted_out
from gallows_sync.ui.empty_page import EmptyPage
from gallows_sync.ui.lanes.lanes import Lanes
from gallows_sync.ui.lanes.previews_port import NoPreviews, PreviewsPort
from gallows_sync.ui.language import localized, translate
from gallows_sync.ui.language_menu import LanguageMenu
from gallows_sync.ui.notice_strip import NoticeStrip
from gallows_sync.ui.overlay import Overlay
from gallows_sync.ui.picture_view import PictureView
from gallows_sync.ui.placing_words import marks_words, told_words
from gallows_sync.ui.recent_menu import RecentMenu
from gallows_sync.ui.search_words import track_words
from gallows_sync.ui.session_port import SessionPort
from gallows_sync.ui.subtitle_menu import SubtitleMenu
from gallows_sync.ui.subtitles_port import NoSubtitles, SubtitlesPort
from gallows_sync.ui.timecode import precise_clock
from gallows_sync.ui.track_menu import TrackMenu
from gallows_sync.ui.transport_bar import TransportBar
from gallows_sync.ui.whole_frame import WholeFrame
from gallows_sync.wording import Phrase, phrase

if TYPE_CHECKING:
    from gallows_sync.editing import EditTold
    from gallows_sync.hand_placing import Marks
    from gallows_sync.notices import Notice
    from gallows_sync.ui.caption import Caption

SMALLEST = (900, 560)
PICTURE_WIDTH = 480
"""The picture is never narrower; where there is no room for both, there is no card."""
LANGUAGE_SETTING = "language"
CARD_FROM = 1200
"""A window this wide has the card beside the picture, until the user says otherwise."""
_UNDO, _REDO = phrase("Window", "&Undo: {step}"), phrase("Window", "&Redo: {step}")
_CARD_MS = 25  # its many words come after the rest, not together with it
_RESIZING_MS = 100  # a window that asked for another size has it long before
_CURSOR_MS = 2000
_SKIP_S = 5.0


class Window(QMainWindow):
    """The window of one session.

    ``settings`` keep its place and size from one start to the next; ``previews`` are what the lanes show,
    ``subtitles`` what is to be read over the picture. Its words are in the language of the time when it is
    made: for another language another window takes its place.
    """

    language_chosen = Signal(str)
    """A language, or nothing for the system's."""

    def __init__(
        self,
        session: SessionPort,
        settings: QSettings | None = None,
        previews: PreviewsPort | None = None,
        subtitles: SubtitlesPort | None = None,
    ) -> None:
        super().__init__()
        self._session = session
        self._settings = settings
        self._film_alone = False
        self._film: FilmFile | None = None
        self._selected: str | None = None
        self._auditioned: Cue | None = None
        self._said: tuple[Notice, ...] = ()
        self._marks: Marks | None = None
        self._told: EditTold | None = None
        self._telling: Caption | None = None
        self._bare = False
        self._card_wanted: bool | None = None
        self._was_maximized = False
        self._windowed = QRect()
        self._focus: QWidget | None = None
        self._overlays: dict[str, Overlay] = {}
        self.setAcceptDrops(True)
        self.setMinimumSize(*SMALLEST)
        self.actions_by_name = add_actions(self, self._handlers())
        self.recent = RecentMenu(session, self)
        first = self.actions_by_name["open map"]
        menu_of(first).insertMenu(first, self.recent)
        self.tracks = TrackMenu(session, self)
        loop = self.actions_by_name["loop"]
        menu_of(loop).insertMenu(loop, self.tracks)
        self._subtitles = subtitles or NoSubtitles()
        self._subtitle_file: Path | None = None
        self._subtitle_problem: str | None = None
        self.subtitles = SubtitleMenu(self._subtitles, session.position, settings, self)
        self.subtitles.picked.connect(self.show_subtitles)
        below = self.actions_by_name["open subtitles"]
        menu_of(below).insertMenu(below, self.subtitles)
        language = settings.value(LANGUAGE_SETTING) if settings is not None else None
        self.languages = LanguageMenu(language if isinstance(language, str) else None, self)
        self.languages.chosen.connect(self.language_chosen)
        full_screen = self.actions_by_name["full screen"]
        menu_of(full_screen).insertMenu(full_screen, self.languages)

        self.picture = PictureView()
        self.picture.subtitle_at = self._subtitles.text_at
        self.picture.subtitle_picture_at = self._subtitles.picture_at
        self.picture.double_clicked.connect(self.toggle_full_screen)
        self.empty = EmptyPage(self.actions_by_name)
        self.empty.film_alone.connect(self._show_film_alone)
        self.stage = QStackedWidget()
        self.stage.addWidget(self.empty)
        self.stage.addWidget(self.picture)
        if session.busy is not None:  # something is on its way: black, rather than an invitation to open it
            self.stage.setCurrentWidget(self.picture)
        self.stage.setMinimumWidth(PICTURE_WIDTH)
        self.busy = BusySign(self.stage)
        self.panel = CuePanel(session, self.actions_by_name)
        self.panel.cues.chosen.connect(self._name_again)
        self.card = CueCard(session)
        self.notices = NoticeStrip()
        self.notices.dismissed.connect(session.dismiss)
        self.lanes = Lanes(session, previews or NoPreviews())
        self.lanes.sought.connect(session.seek)
        self.lanes.scrubbed.connect(session.seek)
        self.lanes.music_chosen.connect(session.play_music)
        self.transport = TransportBar(session, self.actions_by_name)
        self.veil = DropVeil(self)
        self._assemble()

        self._tick = QTimer(self, interval=self.lanes.tick_ms)
        self._tick.timeout.connect(self._show_position)
        self._card_due = QTimer(self, singleShot=True, interval=_CARD_MS)
        self._card_due.timeout.connect(self.card.refresh)
        self._resizing = QTimer(self, singleShot=True, interval=_RESIZING_MS)
        self._resizing.timeout.connect(self._draw_again)
        self._cursor = QTimer(self, singleShot=True, interval=_CURSOR_MS)
        self._cursor.timeout.connect(self._hide_cursor)
        self.picture.pointer_moved.connect(self._show_cursor)
        self._restore_place()
        self.lanes.fit_height(self.height())

        self.picture.size_wanted.connect(session.set_picture_size)
        session.set_picture_sink(self.picture.show_picture)
        session.subscribe(self.refresh)
        self.refresh()

    def _assemble(self) -> None:
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(self.panel)
        self._splitter.addWidget(self.stage)
        self._splitter.addWidget(self.card)
        self._splitter.setStretchFactor(1, 1)
        self._splitter.setSizes([300, 716, 264])
        self._bottom = QFrame()
        bottom = QVBoxLayout(self._bottom)
        bottom.setContentsMargins(0, 0, 0, 0)
        bottom.setSpacing(0)
        bottom.addWidget(self.notices)  # above the lanes: these stay under the pointer when it comes and goes
        bottom.addWidget(self.lanes)
        bottom.addWidget(self.transport)
        center = QWidget()
        column = QVBoxLayout(center)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._splitter, 1)
        column.addWidget(self._bottom)
        self.setCentralWidget(center)

    def _handlers(self) -> dict[str, Callable[[], None]]:
        session = self._session
        jumps = {f"cue {number}": self._jump_to(number) for number in range(1, 11)}
        return {
            "open film": self._open_film,
            "open album": self._open_album,
            "open album file": self._open_album_file,
            "open map": self._open_map,
            "reload map": self._reload_map,
            "save": session.save,
            "save still": self._save_still,
            "undo": lambda: self._step(session.undo, session.undo_words, _UNDO),
            "redo": lambda: self._step(session.redo, session.redo_words, _REDO),
            "find cues": session.find_cues,
            "earlier": lambda: session.editing.nudge(-10),
            "later": lambda: session.editing.nudge(10),
            "much earlier": lambda: session.editing.nudge(-100),
            "much later": lambda: session.editing.nudge(100),
            "little earlier": lambda: session.editing.nudge(-1),
            "little later": lambda: session.editing.nudge(1),
            "begin here": session.editing.set_film_in,
            "end here": session.editing.set_film_out,
            "mark": session.editing.mark,
            "shift all": session.editing.shift_all_here,
            "stretch all": session.editing.stretch_all_here,
            "restore": session.restore_original,
            "quit": self._quit,
            "play": session.toggle_play,
            "next": session.next_cue,
            "previous": session.previous_cue,
            "loop": session.toggle_loop,
            "back": lambda: session.skip(-_SKIP_S),
            "on": lambda: session.skip(_SKIP_S),
            "frame back": lambda: session.step(-1),
            "frame on": lambda: session.step(1),
            "monitor": session.cycle_monitor,
            "null": session.toggle_null,
            **{name: self._lead_in_of(seconds) for name, _, seconds in LEAD_INS},
            "mute": lambda: self.transport.volume.mute.click(),
            "copy time": self._copy_time,
            "zoom in": lambda: self.lanes.zoom_in(),
            "zoom out": lambda: self.lanes.zoom_out(),
            "whole film": lambda: self.lanes.show_whole(),
            "card": self._toggle_card,
            "subtitles": lambda: self.subtitles.toggle(),
            "open subtitles": lambda: self._open(Role.SUBTITLES, open_dialogs.ask_subtitles(self)),
            "full screen": self.toggle_full_screen,
            "leave": self._leave,
            "keys": self.show_keys,
            "about": self.show_about,
            **jumps,
        }

    def _lead_in_of(self, seconds: float) -> Callable[[], None]:
        return lambda: self._session.set_lead_in(seconds)

    def _jump_to(self, number: int) -> Callable[[], None]:
        def command() -> None:
            self._session.jump_number(number)
            cues = self._session.cue_map.cues
            if number <= len(cues):
                self._name_again(cues[number - 1].id)

        return command

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Jump by the place of a key that is no command and that nobody types with."""
        number = place_in_digit_row(event)
        if number is not None:
            self._jump_to(number)()
        else:
            super().keyPressEvent(event)

    def _step(self, go: Callable[[], None], step: str | None, words: Phrase) -> None:
        """Undo or redo, and say over the picture what."""
        go()
        if step is not None:
            self.picture.show_caption(plain(_step_words(words, step)), "")

    def _quit(self) -> None:
        self.close()

    # Showing

    def refresh(self) -> None:
        """Read the session and show it; parts that show the same already stay as they are."""
        session = self._session
        film, title = session.film, session.cue_map.film.title
        self.setWindowTitle(f"{title} — Gallows Sync" if film is not None and title else "Gallows Sync")
        if film != self._film:
            self._film = film
            self.picture.clear()
        ready = film is not None and (session.album_path is not None or self._film_alone)
        opening = session.busy is not None and self.stage.currentWidget() is self.picture
        self.stage.setCurrentWidget(self.picture if ready or opening else self.empty)
        if not ready:
            self.empty.refresh(session)
        self.picture.dim(session.music_alone is not None)
        self.recent.refresh()
        self.tracks.refresh()
        self._subtitles.open(film)
        self._add_subtitles()
        self._show_choice_of_subtitles()
        self.panel.refresh()
        self._card_due.start()
        self._place_card()
        self.busy.show_busy(session.busy)
        self.notices.refresh(session)
        self.lanes.setVisible(film is not None or session.album_path is not None)
        self.lanes.refresh()
        self.transport.refresh()
        self.actions_by_name["loop"].setChecked(session.looping)
        self.actions_by_name["null"].setChecked(session.nulling)
        for name, _, seconds in LEAD_INS:
            self.actions_by_name[name].setChecked(seconds == session.lead_in)
        self.actions_by_name["reload map"].setEnabled(session.map_path is not None)
        undo, redo = phrase("Window", "&Undo"), phrase("Window", "&Redo")
        self._show_step("undo", undo, _UNDO, session.undo_words)
        self._show_step("redo", redo, _REDO, session.redo_words)
        self.actions_by_name["save still"].setEnabled(film is not None)
        self.actions_by_name["restore"].setEnabled(session.can_restore)
        self._show_position()
        self._keep_ticking()
        if session.auditioned != self._auditioned:
            self._auditioned = session.auditioned
            if session.auditioned is not None:
                self._name(session.auditioned)
        if session.selected != self._selected:
            self._name_the_scene()
        self._tell_edits()
        self._say_over_the_picture(session.notices)

    def _show_step(self, name: str, words: Phrase, of_step: Phrase, step: str | None) -> None:
        """Name in the menu what undo or redo would do."""
        action = self.actions_by_name[name]
        action.setText(_step_words(of_step, step) if step is not None else localized(words))
        action.setEnabled(step is not None)

    def _tell_edits(self) -> None:
        """Say over the picture what was marked, or what was done and how far off it is."""
        marks, told = self._session.editing.marks, self._session.editing.told
        words = None
        if marks != self._marks and marks is not None:
            words = marks_words(marks)
        if told != self._told and told is not None:
            words = told_words(told)
        self._marks, self._told = marks, told
        over = told is None and (marks is None or marks.picture is None)  # forgotten, or taken back
        if words is not None:
            self.picture.show_caption(*(localized(line) for line in words))
            self._telling = self.picture.caption
            self.lanes.put_bubble_away()  # the pointer is often still where it chose the place
        elif over and self.picture.caption is self._telling:
            self.picture.end_caption()

    def _say_over_the_picture(self, notices: tuple[Notice, ...]) -> None:
        """Full screen has no strip for notices; a new one passes over the picture instead."""
        new = [notice for notice in notices if notice not in self._said]
        self._said = notices
        if self._bare and new:
            self.picture.show_caption(localized(new[-1].text), localized(new[-1].advice or ""))

    def _show_position(self) -> None:
        self.lanes.show_position(self._session.position())
        if self._tick.interval() != self.lanes.tick_ms:
            self._tick.setInterval(self.lanes.tick_ms)
        self.transport.show_position()

    @property
    def ticking(self) -> bool:
        """Whether clock and playhead are being moved on."""
        return self._tick.isActive()

    def _keep_ticking(self) -> None:
        """Run the clock only while it moves and can be seen."""
        wanted = self._session.playing and self._bottom.isVisible() and not self.isMinimized()
        if wanted and not self._tick.isActive():
            self._tick.start()
        elif not wanted:
            self._tick.stop()

    def _name_again(self, cue_id: str) -> None:
        """Name the scene after a jump to ``cue_id``, even where it was the current one before."""
        if self._session.selected == cue_id:
            self._name_the_scene()

    def _name_the_scene(self) -> None:
        """Name the current scene and its track over the picture."""
        session = self._session
        self._selected = session.selected
        cue = session.cue_map.cue(session.selected) if session.selected is not None else None
        if cue is not None and cue.placed and session.film is not None:
            self._name(cue)

    def _name(self, cue: Cue) -> None:
        music = localized(track_words(cue.track, self._session.cue_map))
        self.picture.show_caption(cue.scene or music, music if cue.scene else "")

    def _show_film_alone(self) -> None:
        self._film_alone = True
        self.refresh()

    # Subtitles

    def show_subtitles(self) -> None:
        """Show which subtitles there are now, and what they say."""
        self._show_choice_of_subtitles()
        self.picture.update()

    def _show_choice_of_subtitles(self) -> None:
        subtitles = self._subtitles
        self.subtitles.refresh()
        self.actions_by_name["subtitles"].setChecked(subtitles.chosen is not None)
        self.actions_by_name["subtitles"].setEnabled(self.subtitles.can_toggle)
        self.actions_by_name["open subtitles"].setEnabled(self._session.film is not None)
        if subtitles.problem != self._subtitle_problem:
            self._subtitle_problem = subtitles.problem
            if subtitles.problem is not None:
                title = translate("Window", "These subtitles cannot be shown")
                self.picture.show_caption(title, localized(subtitles.problem))

    def _add_subtitles(self) -> None:
        """Add the file that was opened or dropped, once its film is there."""
        if self._subtitle_file is not None and self._session.busy is None and self._session.film is not None:
            path, self._subtitle_file = self._subtitle_file, None
            self._subtitles.add_file(path, self._session.position())

    # The card

    def _toggle_card(self) -> None:
        self._card_wanted = self.card.isHidden()
        if self._settings is not None:
            self._settings.setValue("card", self._card_wanted)
        self._place_card()

    def _place_card(self) -> None:
        """Show the card beside the picture, where it is wanted and the picture keeps its width."""
        least = self.panel.minimumWidth() + PICTURE_WIDTH + self.card.minimumWidth()
        room = self.width() >= least + 2 * self._splitter.handleWidth()
        wanted = self.width() >= CARD_FROM if self._card_wanted is None else self._card_wanted
        shown = wanted and room and not self._bare and self.stage.currentWidget() is self.picture
        if self.card.isAncestorOf(self.focusWidget() or self) and not shown:
            self.panel.cues.setFocus()
        self.card.setVisible(shown)
        self.actions_by_name["card"].setEnabled(room)
        self.actions_by_name["card"].setChecked(shown)

    # Opening

    def _open_film(self) -> None:
        self._open(Role.FILM, open_dialogs.ask_film(self))

    def _open_album(self) -> None:
        self._open(Role.ALBUM, open_dialogs.ask_album_folder(self))

    def _open_album_file(self) -> None:
        self._open(Role.ALBUM, open_dialogs.ask_album_file(self))

    def _open_map(self) -> None:
        self._open(Role.MAP, open_dialogs.ask_map(self))

    def _reload_map(self) -> None:
        self._open(Role.MAP, self._session.map_path)

    def _open(self, role: Role, path: Path | None) -> None:
        if path is None:
            return
        session = self._session
        if role is Role.SUBTITLES:
            self._subtitle_file = path
            self._add_subtitles()
            self.show_subtitles()
            return
        opened = {Role.FILM: session.open_film, Role.ALBUM: session.open_album, Role.MAP: session.open_map}
        opened[role](path)

    def _save_still(self) -> None:
        session, shown = self._session, self.picture.showing
        film = session.film
        if film is None:
            return
        film_time = session.position() if shown is None else shown.film_time
        title = session.cue_map.film.title or film.title or film.path.stem
        path = open_dialogs.ask_still(self, open_dialogs.still_name(title, precise_clock(film_time)))
        if path is not None and film == session.film:
            session.save_still(film_time, path)

    def _copy_time(self) -> None:
        QGuiApplication.clipboard().setText(precise_clock(self._session.position()))

    # Sheets

    def show_keys(self) -> None:
        """Bring up the list of keys, or put it away."""
        from gallows_sync.ui.keys_sheet import keys_overlay

        self._toggle_overlay("keys", keys_overlay)

    def show_about(self) -> None:
        """Say what this program is."""
        from gallows_sync.ui.about_sheet import about_overlay

        self._toggle_overlay("about", about_overlay)

    def _toggle_overlay(self, name: str, make: Callable[[QWidget], Overlay]) -> None:
        up = self.overlay_up()
        if up is not None:
            up.close_sheet()
        if name not in self._overlays:
            self._overlays[name] = make(self)
        if self._overlays[name] is not up:
            self._overlays[name].open()

    def overlay_up(self) -> Overlay | None:
        """Return the sheet that lies over the window."""
        return next((overlay for overlay in self._overlays.values() if overlay.isVisible()), None)

    # Full screen

    def toggle_full_screen(self) -> None:
        """Show the picture and nothing else on the whole screen, or come back from there."""
        if self.isFullScreen():
            self._leave_full_screen()
        elif self._session.film is not None:
            self.enter_full_screen()

    def enter_full_screen(self) -> None:
        """Show the picture alone on the whole screen, whether the window is on screen already or not."""
        self._was_maximized = self.isMaximized()
        self._windowed = self.geometry()
        self._draw_in_the_new_size()
        self._set_bare(True)
        self.showFullScreen()
        # Without a window manager nobody else would do it. The widget's own setGeometry ends full screen.
        self.windowHandle().setGeometry(self.screen().geometry())
        self._cursor.start()

    def _leave_full_screen(self) -> None:
        self._cursor.stop()
        self.picture.unsetCursor()
        self._draw_in_the_new_size()
        self._set_bare(False)
        if self._was_maximized:
            self.showMaximized()
        else:
            self.showNormal()
            self.windowHandle().setGeometry(self._windowed)
        self._show_position()
        self._keep_ticking()

    def _draw_in_the_new_size(self) -> None:
        """Draw nothing before the window has it: all that is in it would be drawn twice."""
        if self.isVisible():
            self.setUpdatesEnabled(False)
            self._resizing.start()

    def _draw_again(self) -> None:
        self._resizing.stop()
        self.setUpdatesEnabled(True)

    def _set_bare(self, bare: bool) -> None:
        """Hide or show all but the picture; what had the keyboard has it again afterwards."""
        if bare and not self._bare:
            self._focus = self.focusWidget()
            self.setFocus()  # else Qt hands it to some control that is not hidden yet
        self._bare = bare
        for part in (self.menuBar(), self.panel, self._bottom):
            part.setVisible(not bare)
        self._place_card()
        self.stage.setMinimumWidth(0 if bare else PICTURE_WIDTH)
        self.setMinimumSize(*((0, 0) if bare else SMALLEST))
        if not bare and self._focus is not None:
            self._focus.setFocus()
        self._keep_ticking()

    def _leave(self) -> None:
        up = self.overlay_up()
        if up is not None:
            up.close_sheet()
        elif self._session.editing.marks is not None and self._session.editing.marks.picture is not None:
            self._session.editing.forget_marks()
        elif self.isFullScreen():
            self._leave_full_screen()

    def _hide_cursor(self) -> None:
        if self.isFullScreen():
            self.picture.setCursor(Qt.CursorShape.BlankCursor)

    def _show_cursor(self) -> None:
        if self.isFullScreen():
            self.picture.unsetCursor()
            self._cursor.start()

    # Files dropped on the window

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        things = _dropped(event)
        if not things:
            return
        event.acceptProposedAction()
        if self.stage.currentWidget() is self.empty:
            self.empty.set_wanted(frozenset(thing.role for thing in things))
        else:
            self.veil.show_for(things)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: N802
        self._end_drag()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        self._end_drag()
        event.acceptProposedAction()
        for thing in _dropped(event):
            self._open(thing.role, thing.path)

    def _end_drag(self) -> None:
        self.veil.hide()
        self.empty.set_wanted(frozenset())

    # Place and end

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange:
            if self._bare and not self.isFullScreen():  # the window manager ended it
                self._leave_full_screen()
            self._keep_ticking()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        if self._resizing.isActive():
            self._draw_again()
        self.lanes.fit_height(self.height())
        self._place_card()
        if self.veil.isVisible():
            self.veil.setGeometry(self.rect())

    def _restore_place(self) -> None:
        geometry = self._settings.value("geometry") if self._settings is not None else None
        if not (isinstance(geometry, QByteArray) and self.restoreGeometry(geometry)):
            room = self.screen().availableGeometry()
            width, height = min(1280, room.width()), min(720, room.height())
            self.setGeometry(
                room.x() + (room.width() - width) // 2,
                room.y() + (room.height() - height) // 2,
                width,
                height,
            )
        if self._settings is not None and isinstance(split := self._settings.value("split"), QByteArray):
            self._splitter.restoreState(split)
        if self._settings is not None and self._settings.contains("card"):
            self._card_wanted = self._settings.value("card", type=bool) is True

    def show_in_place(self) -> None:
        """Show the window where it was left, or in the middle of the screen, with its frame."""
        WholeFrame(self)
        self.show()

    def _keep_place(self) -> None:
        if self._settings is not None and not self.isFullScreen():
            self._settings.setValue("geometry", self.saveGeometry())
            self._settings.setValue("split", self._splitter.saveState())

    def make_way(self) -> None:
        """Hear no more of the session, which goes on: another window is about to take this one's place."""
        self._keep_place()
        self._tick.stop()
        self._session.unsubscribe(self.refresh)

    def take_the_place_of(self, before: Window) -> None:
        """Show what ``before`` shows, which made way and goes."""
        self._film_alone = before._film_alone
        self.refresh()
        self.show()
        self._keep_ticking()
        self.lanes.show_views(before.lanes.scene.film_view, before.lanes.scene.album_view)
        if before.picture.showing is not None:
            self.picture.show_picture(before.picture.showing)
        before.hide()
        before.deleteLater()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        self._keep_place()
        self._tick.stop()
        self._session.close()
        event.accept()


def _step_words(words: Phrase, step: str) -> str:
    """Return what a menu calls this step of undo or redo; an & of the step's own is no letter's mark."""
    return localized(words.fill(step=localized(step).replace("&", "&&")))


def _dropped(event: QDropEvent) -> tuple[Dropped, ...]:
    urls: list[QUrl] = event.mimeData().urls()
    return sorted_out([Path(url.toLocalFile()) for url in urls if url.isLocalFile()])
