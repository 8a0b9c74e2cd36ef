"""What cards in the side panel are made of."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from gallows_sync.ui import theme


def small_label(shade: str = theme.QUIET) -> QLabel:
    """Return a label in small letters that breaks its lines."""
    label = QLabel()
    label.setWordWrap(True)
    label.setFont(theme.font(theme.SMALL))
    label.setStyleSheet(f"color: {shade};")
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def text_button(words: str, tip: str) -> QPushButton:
    """Return a button with words on it that takes the keyboard by Tab only: keys are the player's."""
    button = QPushButton(words)
    button.setAutoDefault(True)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setToolTip(tip)
    return button
