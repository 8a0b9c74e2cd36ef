"""How loud one of film and album is now: a thin bar that rises at once and falls slowly."""

from __future__ import annotations

import math

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from gallows_sync.ui import theme

LOWEST_DB = -48.0
FALL_DB_S = 24.0
_HOT_DB = -3.0
_WIDTH = 4


class LevelMeter(QWidget):
    """``show_peak`` gives it the highest peak of late; it is repainted only when it looks otherwise."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(_WIDTH)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self._db = LOWEST_DB

    @property
    def level_db(self) -> float:
        """What it shows (dB below full scale)."""
        return self._db

    @property
    def at_rest(self) -> bool:
        return self._db <= LOWEST_DB

    def show_peak(self, peak: float, seconds: float) -> None:
        """Rise to ``peak`` (full scale 1), or fall for as long as has passed since (s)."""
        before = self._bar()
        heard = 20 * math.log10(peak) if peak > 0 else LOWEST_DB
        self._db = min(0.0, max(heard, self._db - FALL_DB_S * seconds, LOWEST_DB))
        if self._bar() != before:
            self.update()

    def _bar(self) -> int:
        """Return the height of the bar, in logical pixels."""
        return round(self.height() * (1 - self._db / LOWEST_DB))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color(theme.RAISED))
        bar = self._bar()
        shade = theme.ACCENT if self._db > _HOT_DB else theme.QUIET
        painter.fillRect(QRect(0, self.height() - bar, self.width(), bar), theme.color(shade))
