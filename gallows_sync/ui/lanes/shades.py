"""Tables of colours, for pictures whose pixels are strengths of one."""

from __future__ import annotations

from functools import cache

from PySide6.QtGui import QColor, qRgba


@cache
def strengths(shade: str, count: int) -> list[int]:
    """Return ``count`` colours from clear to solid, of a shade such as ``#e0a84a``."""
    color = QColor(shade)
    return [
        qRgba(color.red(), color.green(), color.blue(), round(255 * step / (count - 1)))
        for step in range(count)
    ]
