"""The page that stands in the window's place while libVLC cannot be used: what is wrong, what to install."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from gallows_sync.ui import theme
from gallows_sync.ui.language import localized, translate

_WIDTH = 560


class MissingPage(QWidget):
    """Says in words why no film can be shown; ``again`` is called when «Look again» is pressed.

    ``again`` returns the new problem and advice, or None once all is well (and this page is to go).
    """

    def __init__(self, problem: str, advice: str, again: Callable[[], tuple[str, str] | None]) -> None:
        super().__init__()
        self._again = again
        self.setWindowTitle("Gallows Sync")
        self.resize(900, 560)
        heading = QLabel(translate("MissingPage", "The film cannot be shown yet"))
        heading.setFont(theme.font(theme.TITLE))
        self.problem, self.advice = QLabel(localized(problem)), QLabel(localized(advice))
        self.advice.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.advice.setStyleSheet(
            f"background: {theme.RAISED}; padding: {2 * theme.GRID}px; border-radius: {theme.GRID // 2}px;"
        )
        why = QLabel(
            translate(
                "MissingPage", "Gallows Sync plays films with libVLC, the library of the VLC media player."
            )
        )
        why.setStyleSheet(f"color: {theme.QUIET};")
        look = QPushButton(translate("MissingPage", "Look again"))
        look.setAutoDefault(True)
        look.clicked.connect(self._look)
        leave = QPushButton(translate("MissingPage", "Quit"))
        leave.setAutoDefault(True)
        leave.clicked.connect(self.close)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.GRID)
        buttons.addWidget(look)
        buttons.addWidget(leave)
        buttons.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(2 * theme.GRID)
        column.addStretch(1)
        for label in (heading, self.problem, why, self.advice):
            label.setWordWrap(True)
            label.setFixedWidth(_WIDTH)
            column.addWidget(label)
        column.addLayout(buttons)
        column.addStretch(1)
        row = QHBoxLayout(self)
        row.addStretch(1)
        row.addLayout(column)
        row.addStretch(1)
        look.setFocus()

    def _look(self) -> None:
        found = self._again()
        if found is None:
            self.close()
            return
        problem, advice = found
        self.problem.setText(localized(problem))
        self.advice.setText(localized(advice))
