"""What is heard: mix, film or album; one of three."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from gallows_sync.playback.ports import Monitor

_WORDS = {
    Monitor.MIX: ("Mix", "Hear film and album"),
    Monitor.FILM: ("Film", "Hear the film alone"),
    Monitor.ALBUM: ("Album", "Hear the album alone"),
}


class MonitorSwitch(QWidget):
    """Three joined buttons; emits ``chosen`` with the ``Monitor`` that was pressed.

    They are no ``QButtonGroup``: in an exclusive one Tab stops at the pressed button alone, and the arrow
    keys that would lead on to the others move the film.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Monitor")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.buttons: dict[Monitor, QPushButton] = {}
        for monitor, (word, tip) in _WORDS.items():
            button = QPushButton(word)
            button.setProperty("segment", "next" if self.buttons else "first")
            button.setCheckable(True)
            button.setAutoDefault(True)  # so that Enter presses it; Space plays and pauses everywhere
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setToolTip(f"{tip}  (M)")
            button.setAccessibleName(tip)
            button.clicked.connect(lambda _=False, monitor=monitor: self._choose(monitor))
            row.addWidget(button)
            self.buttons[monitor] = button

    def show_monitor(self, monitor: Monitor) -> None:
        """Mark ``monitor`` as the one that is heard."""
        for each, button in self.buttons.items():
            button.setChecked(each is monitor)

    def _choose(self, monitor: Monitor) -> None:
        self.show_monitor(monitor)
        self.chosen.emit(monitor)
