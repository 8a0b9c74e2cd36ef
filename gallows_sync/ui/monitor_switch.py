"""What is heard: mix, film or album; one of three."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from gallows_sync.playback.ports import Monitor

_WORDS = {
    Monitor.MIX: ("Mix", "Hear film and album"),
    Monitor.FILM: ("Film", "Hear the film alone"),
    Monitor.ALBUM: ("Album", "Hear the album alone"),
}


class MonitorSwitch(QWidget):
    """Three joined buttons; emits ``chosen`` with the ``Monitor`` that was pressed."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Monitor")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        group = QButtonGroup(self)
        self.buttons: dict[Monitor, QPushButton] = {}
        for monitor, (word, tip) in _WORDS.items():
            button = QPushButton(word)
            button.setProperty("segment", "next" if self.buttons else "first")
            button.setCheckable(True)
            button.setAutoDefault(True)  # so that Enter presses it; Space plays and pauses everywhere
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setToolTip(f"{tip}  (M)")
            button.setAccessibleName(tip)
            button.clicked.connect(lambda _=False, monitor=monitor: self.chosen.emit(monitor))
            group.addButton(button)
            row.addWidget(button)
            self.buttons[monitor] = button

    def show_monitor(self, monitor: Monitor) -> None:
        self.buttons[monitor].setChecked(True)
