"""How everything looks: colours, spacing, type sizes, the one style sheet."""

from __future__ import annotations

from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

GRID = 8
"""Logical pixels; distances are whole multiples of it, or half of it inside a control."""

# Contrast against PANEL (WCAG 2.1): TEXT 15, QUIET 7, ACCENT 8.
INK = "#0c0c0d"
PANEL = "#141416"
RAISED = "#202023"
LINE = "#2e2e32"
EDGE = "#6d6c6a"
QUIET = "#a5a39f"
TEXT = "#eceae6"
ACCENT = "#e0a84a"

SMALL = 0.88
LARGE = 1.2
TITLE = 1.7


def font(factor: float = 1.0, *, bold: bool = False) -> QFont:
    """Return the system's own face at ``factor`` times the text size."""
    face = QFont(QApplication.font())
    face.setPointSizeF(face.pointSizeF() * factor)
    if bold:
        face.setWeight(QFont.Weight.DemiBold)
    return face


def color(name: str, alpha: float = 1.0) -> QColor:
    shade = QColor(name)
    shade.setAlphaF(alpha)
    return shade


def apply(application: QApplication) -> None:
    """Dress ``application``: style, palette, text size, style sheet."""
    application.setStyle("fusion")
    base = application.font()
    if base.pointSizeF() < 10:
        base.setPointSizeF(10)
        application.setFont(base)
    palette = QPalette()
    for role, shade in (
        (QPalette.ColorRole.Window, PANEL),
        (QPalette.ColorRole.WindowText, TEXT),
        (QPalette.ColorRole.Base, INK),
        (QPalette.ColorRole.AlternateBase, PANEL),
        (QPalette.ColorRole.Text, TEXT),
        (QPalette.ColorRole.PlaceholderText, QUIET),
        (QPalette.ColorRole.Button, RAISED),
        (QPalette.ColorRole.ButtonText, TEXT),
        (QPalette.ColorRole.BrightText, ACCENT),
        (QPalette.ColorRole.Highlight, ACCENT),
        (QPalette.ColorRole.HighlightedText, INK),
        (QPalette.ColorRole.ToolTipBase, RAISED),
        (QPalette.ColorRole.ToolTipText, TEXT),
        (QPalette.ColorRole.Link, ACCENT),
        (QPalette.ColorRole.Light, RAISED),
        (QPalette.ColorRole.Midlight, RAISED),
        (QPalette.ColorRole.Mid, LINE),
        (QPalette.ColorRole.Dark, INK),
        (QPalette.ColorRole.Shadow, INK),
    ):
        palette.setColor(role, QColor(shade))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(EDGE))
    application.setPalette(palette)
    application.setStyleSheet(_SHEET)


_SHEET = f"""
QToolTip {{ background: {RAISED}; color: {TEXT}; border: 1px solid {LINE}; padding: 4px 6px; }}
QMenuBar {{ background: {PANEL}; color: {QUIET}; border-bottom: 1px solid {LINE}; padding: 0 4px; }}
QMenuBar::item {{ padding: 5px 8px; background: transparent; }}
QMenuBar::item:selected, QMenuBar::item:pressed {{ background: {RAISED}; color: {TEXT}; }}
QMenu {{ background: {RAISED}; color: {TEXT}; border: 1px solid {LINE}; padding: 4px 0; }}
QMenu::item {{ padding: 6px 24px 6px 16px; }}
QMenu::indicator {{ left: 6px; }}
QMenu::item:selected {{ background: {ACCENT}; color: {INK}; }}
QMenu::item:disabled {{ color: {EDGE}; background: transparent; }}
QMenu::separator {{ height: 1px; background: {LINE}; margin: 4px 0; }}
QPushButton {{
    background: {RAISED}; color: {TEXT}; border: 1px solid {EDGE}; border-radius: 4px; padding: 5px 14px;
    outline: none;
}}
QPushButton:hover {{ background: {LINE}; }}
QPushButton:pressed {{ background: {INK}; }}
QPushButton:focus {{ border: 2px solid {ACCENT}; padding: 4px 13px; }}
QPushButton:disabled {{ color: {EDGE}; border-color: {LINE}; }}
QPushButton[segment] {{
    border-radius: 0; padding: 4px 10px; color: {QUIET}; background: transparent;
}}
QPushButton[segment="next"] {{ border-left-width: 0; padding-left: 11px; }}
QPushButton[segment]:hover {{ color: {TEXT}; background: {RAISED}; }}
QPushButton[segment]:checked {{ background: {TEXT}; color: {INK}; border-color: {TEXT}; }}
QPushButton[segment]:focus {{ border: 2px solid {ACCENT}; padding: 3px 9px; }}
QPushButton[segment]:disabled {{ color: {EDGE}; background: transparent; border-color: {LINE}; }}
QPushButton[quiet="true"] {{ border-color: transparent; background: transparent; color: {QUIET}; }}
QPushButton[quiet="true"]:hover {{ color: {TEXT}; background: {RAISED}; }}
QPushButton[quiet="true"]:checked {{ color: {TEXT}; background: {LINE}; }}
QPushButton[quiet="true"]:focus {{ border-color: {ACCENT}; }}
QPushButton[primary="true"] {{ background: {ACCENT}; color: {INK}; border-color: {ACCENT}; }}
QPushButton[primary="true"]:hover {{ background: {TEXT}; border-color: {TEXT}; }}
QPushButton[primary="true"]:focus {{ border: 2px solid {TEXT}; }}
QPushButton[primary="true"]:disabled {{ background: {RAISED}; color: {EDGE}; border-color: {LINE}; }}
QRadioButton {{ spacing: 8px; color: {TEXT}; }}
QRadioButton:disabled {{ color: {EDGE}; }}
QRadioButton::indicator {{ width: 10px; height: 10px; border: 1px solid {EDGE}; border-radius: 6px; }}
QRadioButton::indicator:checked {{ border: 3px solid {ACCENT}; width: 6px; height: 6px; background: {INK}; }}
QRadioButton::indicator:focus {{ border-color: {TEXT}; }}
QRadioButton::indicator:disabled {{ border-color: {LINE}; }}
QPlainTextEdit {{ background: transparent; border: 1px solid transparent; border-radius: 4px; }}
QPlainTextEdit:hover {{ border-color: {LINE}; }}
QPlainTextEdit:focus {{ background: {INK}; border-color: {ACCENT}; }}
QProgressBar {{ background: {LINE}; border: none; border-radius: 2px; max-height: 4px; }}
QProgressBar::chunk {{ background: {ACCENT}; border-radius: 2px; }}
QSlider::groove:horizontal {{ height: 3px; background: {EDGE}; border-radius: 1px; }}
QSlider::sub-page:horizontal {{ background: {TEXT}; border-radius: 1px; }}
QSlider::handle:horizontal {{ background: {TEXT}; width: 12px; margin: -5px 0; border-radius: 6px; }}
QSlider::handle:horizontal:focus {{ background: {ACCENT}; }}
QSlider::sub-page:horizontal:disabled, QSlider::handle:horizontal:disabled {{ background: {EDGE}; }}
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
QScrollBar::handle:vertical {{ background: {LINE}; min-height: 32px; border-radius: 3px; margin: 2px; }}
QScrollBar::handle:vertical:hover {{ background: {EDGE}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ height: 0; width: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""
