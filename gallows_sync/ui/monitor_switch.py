"""What is heard: film, mix or album, and all between them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QSlider, QWidget

from gallows_sync.playback.ports import Levels, Monitor
from gallows_sync.ui import theme
from gallows_sync.ui.language import localized, translate
from gallows_sync.ui.level_meter import LevelMeter
from gallows_sync.wording import phrase

_WORDS = {
    Monitor.FILM: (phrase("MonitorSwitch", "Film"), phrase("MonitorSwitch", "Hear the film alone")),
    Monitor.MIX: (phrase("MonitorSwitch", "Mix"), phrase("MonitorSwitch", "Hear film and album")),
    Monitor.ALBUM: (phrase("MonitorSwitch", "Album"), phrase("MonitorSwitch", "Hear the album alone")),
}
_STEPS = 100
_DETENT = 8
"""So near the middle the slider stays in it."""


class MonitorSwitch(QWidget):
    """Three joined buttons, under them a slider from film to album, beside them what is heard of each.

    Emits ``chosen`` with the ``Monitor`` that was pressed, and ``balanced`` with a balance from -1 to 1.

    The buttons are no ``QButtonGroup``: in an exclusive one Tab stops at the pressed button alone, and the
    arrow keys that would lead on to the others move the film.
    """

    chosen = Signal(object)
    balanced = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(translate("MonitorSwitch", "Monitor"))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, theme.GRID // 2, 0, 0)
        grid.setHorizontalSpacing(0)
        grid.setVerticalSpacing(2)
        self.buttons: dict[Monitor, QPushButton] = {}
        for column, (monitor, (word, tip)) in enumerate(_WORDS.items(), 2):
            button = QPushButton(localized(word))
            button.setProperty("segment", "next" if self.buttons else "first")
            button.setCheckable(True)
            button.setAutoDefault(True)  # so that Enter presses it; Space plays and pauses everywhere
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setToolTip(f"{localized(tip)}  (M)")
            button.setAccessibleName(localized(tip))
            button.clicked.connect(lambda _=False, monitor=monitor: self._choose(monitor))
            grid.addWidget(button, 0, column)
            self.buttons[monitor] = button
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(-_STEPS, _STEPS)
        self.slider.setPageStep(25)
        self.slider.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.slider.setAccessibleName(translate("MonitorSwitch", "Balance from film to album"))
        self.slider.setToolTip(translate("MonitorSwitch", "Balance from film to album, equally loud"))
        self.slider.setStyleSheet(f"QSlider::sub-page:horizontal {{ background: {theme.EDGE}; }}")
        self.slider.valueChanged.connect(self._move)
        grid.addWidget(self.slider, 1, 2, 1, 3)
        self.film_level = LevelMeter(translate("MonitorSwitch", "Level of the film"))
        self.album_level = LevelMeter(translate("MonitorSwitch", "Level of the album"))
        for meter, column, gap in ((self.film_level, 0, 1), (self.album_level, 6, 5)):
            grid.addWidget(meter, 0, column, 2, 1)
            grid.setColumnMinimumWidth(gap, theme.GRID)

    def add_beside(self, button: QPushButton) -> None:
        """Put another button of what is heard into the row of these."""
        grid = self.layout()
        assert isinstance(grid, QGridLayout)
        grid.setColumnMinimumWidth(7, 2 * theme.GRID)
        grid.addWidget(button, 0, 8)

    def show_balance(self, monitor: Monitor, balance: float) -> None:
        """Mark ``monitor`` as the one that is heard, and where between film and album that is."""
        for each, button in self.buttons.items():
            button.setChecked(each is monitor)
        if not self.slider.isSliderDown() and round(balance * _STEPS) != self.slider.value():
            self.slider.blockSignals(True)
            self.slider.setValue(round(balance * _STEPS))
            self.slider.blockSignals(False)
            self.slider.update()

    def show_levels(self, levels: Levels, seconds: float) -> None:
        """Show the highest peaks of the last ``seconds``."""
        self.film_level.show_peak(levels.film, seconds)
        self.album_level.show_peak(levels.album, seconds)

    @property
    def at_rest(self) -> bool:
        """Whether the meters have nothing more to show."""
        return self.film_level.at_rest and self.album_level.at_rest

    def _choose(self, monitor: Monitor) -> None:
        self.chosen.emit(monitor)

    def _move(self, value: int) -> None:
        self.balanced.emit(0.0 if abs(value) <= _DETENT else value / _STEPS)
