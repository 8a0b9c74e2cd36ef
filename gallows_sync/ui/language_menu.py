"""The choice of the window's language: the system's own, or one of those that there are."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from gallows_sync.ui.language import LANGUAGES, translate


class LanguageMenu(QMenu):
    """Emits ``chosen`` with a language of `LANGUAGES`, or with nothing for the system's."""

    chosen = Signal(str)

    def __init__(self, choice: str | None, parent: QWidget | None = None) -> None:
        super().__init__(translate("LanguageMenu", "&Language"), parent)
        self._group = QActionGroup(self)
        known = choice if choice in LANGUAGES else ""
        names = {language: f"&{words}" for language, words in LANGUAGES.items()}
        for language, words in {"": translate("LanguageMenu", "&As the system"), **names}.items():
            action = QAction(words, self)
            action.setCheckable(True)
            action.setChecked(language == known)
            action.triggered.connect(lambda _=False, language=language: self.chosen.emit(language))
            self._group.addAction(action)
            self.addAction(action)
