from __future__ import annotations

from gallows_sync.ui.keys_sheet import key_rows


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
