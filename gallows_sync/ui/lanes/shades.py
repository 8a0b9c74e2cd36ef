"""Tables of colours, for pictures whose pixels are strengths of one."""

from __future__ import annotations

from PySide6.QtGui import QColor, qRgba


def strengths(shade: QColor, count: int) -> list[int]:
    """Return ``count`` colours from clear to solid."""
    return [
        qRgba(shade.red(), shade.green(), shade.blue(), round(255 * step / (count - 1)))
        for step in range(count)
    ]
