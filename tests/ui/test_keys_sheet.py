from __future__ import annotations

from PySide6.QtWidgets import QScrollArea

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
