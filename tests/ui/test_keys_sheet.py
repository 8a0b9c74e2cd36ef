from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QPoint
from PySide6.QtWidgets import QLabel, QScrollArea

from gallows_sync.ui.keys_sheet import key_rows
from gallows_sync.ui.window import Window


def test_every_key_of_the_contract_is_listed() -> None:
    listed = {key for rows in key_rows().values() for keys, _ in rows for key in keys}
    assert listed >= {
        *("[", "]", "Shift+[", "Shift+]", "Ctrl+[", "Ctrl+]", "I", "O", "K"),
        *("1 … 9, 0", "Space", "N", "P", "Left", "Right", ",", ".", "L", "M"),
        *(
            "F",
            "F11",
            "double click",
            "Escape",
            "Ctrl+O",
            "Ctrl+Shift+O",
            "Ctrl+S",
            "Ctrl+Z",
            "Ctrl+Shift+Z",
            "?",
        ),
    }


def test_opposite_commands_share_a_row() -> None:
    rows = dict(key_rows()["Edit"])
    assert rows["[", "]"] == "Music 10 ms earlier, later"
    assert rows["I", "O"] == "Cue begins, ends here"


def test_a_sheet_that_is_too_high_for_the_window_scrolls(window: Window) -> None:
    window.resize(900, 560)
    window.show_keys()
    overlay = window.overlay_up()
    assert overlay is not None
    (scrolled,) = overlay.findChildren(QScrollArea)
    assert scrolled.height() < window.height()
    body = scrolled.widget()
    assert body is not None
    assert body.height() >= body.minimumSizeHint().height()


def test_in_another_language_keys_have_its_names_and_longer_words_wrap(
    window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    french = {"Space": "Espace", "Shift": "Maj", "{key} or {other}": "{key} ou {other}"}
    monkeypatch.setattr(
        QCoreApplication, "translate", lambda _, source: french.get(source, f"{source}, dit en français")
    )
    window.resize(900, 560)
    window.show_keys()
    overlay = window.overlay_up()
    assert overlay is not None
    assert {"Espace", "Maj+[ ou Maj+]"} <= {label.accessibleName() for label in overlay.findChildren(QLabel)}
    (scrolled,) = overlay.findChildren(QScrollArea)
    body = scrolled.widget()
    assert body is not None
    for label in body.findChildren(QLabel):
        assert label.mapTo(body, QPoint(label.width(), 0)).x() <= scrolled.viewport().width()
        assert label.heightForWidth(label.width()) <= label.height()
