"""The strip of controls: play, cues, loop, time, monitor, sync, volume, full screen."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QFont, QFontMetrics, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from gallows_sync.ui import theme
from gallows_sync.ui.icon_button import IconButton
from gallows_sync.ui.language import localized, translate
from gallows_sync.ui.lone_track import lone_track
from gallows_sync.ui.monitor_switch import MonitorSwitch
from gallows_sync.ui.session_port import SessionPort
from gallows_sync.ui.timecode import clock
from gallows_sync.ui.volume_control import VolumeControl
from gallows_sync.wording import phrase

METER_MS = 60
_WIDEST_MS = 88.88


class TransportBar(QWidget):
    """Buttons for the window's commands; ``refresh`` reads the session, ``show_position`` the clock."""

    def __init__(
        self, session: SessionPort, actions: Mapping[str, QAction], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._actions = actions
        self.previous = self._button("previous", "previous", translate("TransportBar", "Previous cue"), "P")
        self.play = self._button(
            "play", "play", translate("TransportBar", "Play"), translate("TransportBar", "Space"), side=48
        )
        self.next = self._button("next", "next", translate("TransportBar", "Next cue"), "N")
        self.loop = self._button("loop", "loop", translate("TransportBar", "Loop the cue"), "L")
        self.loop.setCheckable(True)
        self.full_screen = self._button(
            "full screen", "full screen", translate("TransportBar", "Picture only, full screen"), "F"
        )
        self.time = _figure("0:00:00", theme.font(theme.LARGE), theme.TEXT)
        self.duration = _figure("/ 0:00:00", theme.font(), theme.QUIET)
        self.sync = _figure(sync_words(_WIDEST_MS), theme.font(theme.SMALL), theme.QUIET)
        self.sync.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.sync.setToolTip(
            translate(
                "TransportBar", "How far the album sounds from its place under the film's sound, measured"
            )
        )
        self.monitor = MonitorSwitch()
        self.monitor.chosen.connect(session.set_monitor)
        self.monitor.balanced.connect(session.set_balance)
        self._metering = QTimer(self, interval=METER_MS)
        self._metering.timeout.connect(self._show_levels)
        self.null = QPushButton(translate("TransportBar", "Null"))
        self.null.setProperty("segment", "first")
        self.null.setCheckable(True)
        self.null.setAutoDefault(True)
        self.null.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.null.setToolTip(
            translate(
                "TransportBar",
                "Hear the film without the album: where a cue lies right, its music sinks  (X)",
            )
        )
        self.null.setAccessibleName(translate("TransportBar", "Null listen: the film without the album"))
        self.null.clicked.connect(actions["null"].trigger)
        self.monitor.add_beside(self.null)
        self.volume = VolumeControl()
        self.volume.changed.connect(session.set_volume)

        row = QHBoxLayout(self)
        row.setContentsMargins(theme.GRID, theme.GRID // 2, theme.GRID, theme.GRID // 2)
        row.setSpacing(theme.GRID // 2)
        for button in (self.previous, self.play, self.next, self.loop):
            row.addWidget(button)
        row.addSpacing(2 * theme.GRID)
        row.addWidget(self.time)
        row.addWidget(self.duration)
        row.addStretch(1)
        row.addWidget(self.sync)
        row.addSpacing(2 * theme.GRID)
        row.addWidget(self.monitor)
        row.addSpacing(theme.GRID)
        row.addWidget(self.volume)
        row.addSpacing(theme.GRID)
        row.addWidget(self.full_screen)

    def _button(self, command: str, icon: str, label: str, key: str, side: int = 36) -> IconButton:
        button = IconButton(icon, label, side)
        button.set_label(label, key)
        button.clicked.connect(self._actions[command].trigger)
        return button

    def refresh(self) -> None:
        """Show what the session says now."""
        session = self._session
        ready = session.film is not None
        for part in (self.previous, self.next, self.loop, self.full_screen, self.monitor):
            part.setEnabled(ready)
        self.play.setEnabled(ready or session.music_alone is not None)
        self.play.set_icon("pause" if session.playing else "play")
        self.play.set_label(
            translate("TransportBar", "Pause") if session.playing else translate("TransportBar", "Play"),
            translate("TransportBar", "Space"),
        )
        self.loop.setChecked(session.looping)
        self.monitor.show_balance(session.monitor, session.balance)
        self.null.setChecked(session.nulling)
        self._meter()
        self.volume.show_volume(session.volume)
        self._name_figures()
        self.show_position()

    def _name_figures(self) -> None:
        """Show how long the film is, or the track that plays without one, and say which of them it is."""
        film, alone = self._session.film, lone_track(self._session)
        length = float(film.duration) if film is not None else alone.length_s if alone is not None else None
        duration = f"/ {clock(length)}" if length is not None else ""
        if duration != self.duration.text():
            self.duration.setText(duration)
        of_track = alone is not None
        self.time.setAccessibleDescription(
            translate("TransportBar", "Music time") if of_track else translate("TransportBar", "Film time")
        )
        self.duration.setAccessibleDescription(
            translate("TransportBar", "Track length")
            if of_track
            else translate("TransportBar", "Film duration")
        )

    @property
    def metering(self) -> bool:
        """Whether the levels are being followed."""
        return self._metering.isActive()

    def _meter(self) -> None:
        if self._session.playing and self.isVisible() and not self._metering.isActive():
            self._metering.start()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        self._meter()

    def _show_levels(self) -> None:
        self.monitor.show_levels(self._session.levels(), METER_MS / 1000)
        if not self.isVisible() or (self.monitor.at_rest and not self._session.playing):
            self._metering.stop()

    def show_position(self) -> None:
        """Move the clock and the sync figure on; nothing is repainted that reads the same."""
        session = self._session
        alone = lone_track(session)
        seconds = session.position() if session.film is not None else alone.music_s if alone else None
        time = clock(seconds) if seconds is not None else ""
        if time != self.time.text():
            self.time.setText(time)
        sync = sync_words(session.sync_error_ms) if session.film is not None else ""
        if sync != self.sync.text():
            self.sync.setText(sync)


def sync_words(error_ms: float | None) -> str:
    """Return the measured sync as the strip shows it; an exact hit has no sign."""
    if error_ms is None:
        return translate("TransportBar", "sync –")
    words = phrase("TransportBar", "sync {size:.2f} ms")
    if round(error_ms, 2):
        late = phrase("TransportBar", "sync +{size:.2f} ms")
        words = late if error_ms > 0 else phrase("TransportBar", "sync −{size:.2f} ms")
    return localized(words.fill(size=abs(error_ms)))


def _figure(widest: str, face: QFont, shade: str) -> QLabel:
    """Return a label that keeps the width of ``widest``, so that nothing beside it moves."""
    label = QLabel()
    label.setFont(face)
    label.setStyleSheet(f"color: {shade};")
    label.setFixedWidth(QFontMetrics(label.font()).horizontalAdvance(widest) + 4)
    return label
