"""The window's language: which there are, which is meant, and how to say something in it.

English stands in the code itself; the others are Qt Linguist files in ``translations``.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from gallows_sync import wording
from gallows_sync.wording import phrase

LANGUAGES = {"en": "English", "fr": "Français"}
"""What can be chosen, each in its own words; the first is what those hear whose language is not there."""

QT_GAPS = (
    phrase("QAbstractFileIconProvider", "Drive"),
    phrase("QAbstractFileIconProvider", "Folder"),
    phrase("QFileDialog", "&Look in:"),
    phrase("QFileDialog", "Files of &type:"),
)
"""What Qt itself says in its dialogs and its own translations leave out; here they are collected for ours."""

_FOLDER = Path(__file__).parent / "translations"
_in_use: list[tuple[QTranslator, bytes]] = []
"""With what each reads from: Qt keeps no copy of it."""


def translate(context: str, source: str) -> str:
    """Return ``source`` in the window's language; ``lupdate`` collects these calls, so both are literals."""
    return QCoreApplication.translate(context, source)


def localized(text: str) -> str:
    """Return ``text`` in the window's language, if it can be translated, with numbers as written there."""
    return wording.translated(text, QCoreApplication.translate, QLocale().decimalPoint())


def chosen_language(choice: str | None, wanted: Sequence[str]) -> str:
    """Return the language to use.

    Args:
        choice: what the user chose; None or a language that is not there leaves it to the system.
        wanted: what the system asks for, the dearest first, as BCP 47 names.

    >>> chosen_language(None, ["de-CH", "fr-CH", "en"])
    'fr'
    >>> chosen_language("en", ["fr"])
    'en'
    """
    if choice in LANGUAGES:
        return choice
    spoken = (name.partition("-")[0] for name in wanted)
    return next((name for name in spoken if name in LANGUAGES), next(iter(LANGUAGES)))


def use_language(choice: str | None) -> None:
    """Have everything that is made from now on, Qt's own dialogs too, be in the language of ``choice``.

    What is no language of `LANGUAGES` leaves it to the system.
    """
    language = chosen_language(choice, QLocale.system().uiLanguages())
    for translator, _ in _in_use:
        QCoreApplication.removeTranslator(translator)
    _in_use.clear()
    # Everything is said in one language, numbers too, whatever the rest of the desktop speaks.
    QLocale.setDefault(QLocale(language))
    qts_own = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    for file in (qts_own / f"qtbase_{language}.qm", _FOLDER / f"gallows_sync_{language}.qm"):
        translator = QTranslator()
        # Read whole: Qt would map the file into memory, and crash if it is changed while the program runs.
        content = file.read_bytes() if file.is_file() else b""
        if content and translator.load(content):
            QCoreApplication.installTranslator(translator)
            _in_use.append((translator, content))
