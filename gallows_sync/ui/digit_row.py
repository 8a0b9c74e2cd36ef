"""The keys of 1…9 and 0 by their place: where digits need Shift, they jump without it as well."""

from __future__ import annotations

import sys

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

FIRST_KEY = {"linux": 10, "win32": 2}
"""What the system calls the key of 1; those of 2…9 and 0 follow. Linux is the same on X11 and Wayland."""


def place_in_digit_row(event: QKeyEvent) -> int | None:
    """Return 1 to 10 for a press of the key of 1…9 or 0, whatever it types; None for any other press."""
    first = FIRST_KEY.get(sys.platform)
    alone = event.modifiers() == Qt.KeyboardModifier.NoModifier and not event.isAutoRepeat()
    if first is None or not alone or not event.text():  # what types nothing by itself begins an accent
        return None
    place = event.nativeScanCode() - first + 1
    return place if 1 <= place <= 10 else None
