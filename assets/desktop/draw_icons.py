"""Draws the icon's sizes from its SVG: ``python assets/desktop/draw_icons.py``, when that has changed."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

HERE = Path(__file__).parent
SIZES = (16, 24, 32, 48, 64, 128, 256, 512)


def main() -> None:
    """Write one file a size, in pixels."""
    application = QGuiApplication(["draw_icons", "-platform", "offscreen"])
    drawing = QSvgRenderer(str(HERE / "gallows-sync.svg"))
    for size in SIZES:
        image = QImage(size, size, QImage.Format.Format_ARGB32)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        drawing.render(painter)
        painter.end()
        image.save(str(HERE / "icons" / f"{size}.png"))
    del application


if __name__ == "__main__":
    main()
