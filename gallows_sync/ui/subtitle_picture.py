"""A subtitle that is a picture, laid over the film's picture where its maker put it."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter

from gallows_sync.media.picture_subtitles import SubtitleBitmap, SubtitlePicture

_GAP = 0.03
"""So far above the edge, as a part of the picture's height, lies what would lie beyond it."""


class SubtitlePainter:
    """Makes the images of a subtitle once, and draws them over every picture for as long as it stays."""

    def __init__(self) -> None:
        self._made: tuple[SubtitlePicture, QSize] | None = None
        self._images: list[QImage] = []

    def paint(self, painter: QPainter, shown: SubtitlePicture, picture: QRect, lifted: int = 0) -> None:
        """Draw ``shown`` over ``picture``, both in device pixels, which the painter must count in too."""
        placed = places(shown, picture, lifted)
        if self._made is None or self._made[0] is not shown or self._made[1] != picture.size():
            self._made = shown, picture.size()
            pairs = zip(shown.bitmaps, placed, strict=True)
            self._images = [_image(bitmap, place.size()) for bitmap, place in pairs]
        for image, place in zip(self._images, placed, strict=True):
            painter.drawImage(place.topLeft(), image)


def places(shown: SubtitlePicture, picture: QRect, lifted: int = 0) -> list[QRect]:
    """Return where the bitmaps lie over ``picture``: inside it, and ``lifted`` pixels above its lower edge.

    The canvas keeps its shape and covers the picture: where they differ, black bars were cut off the film.
    """
    width, height = shown.canvas
    tall = max(picture.height(), picture.width() / shown.aspect)
    across, down = tall * shown.aspect / width, tall / height
    left = min(bitmap.left for bitmap in shown.bitmaps)
    top = min(bitmap.top for bitmap in shown.bitmaps)
    right = max(bitmap.left + bitmap.width for bitmap in shown.bitmaps)
    bottom = max(bitmap.top + bitmap.height for bitmap in shown.bitmaps)
    shrink = min(1.0, picture.width() / (across * (right - left)), picture.height() / (down * (bottom - top)))
    across, down = across * shrink, down * shrink
    x = picture.left() + (picture.width() - width * across) / 2
    y = picture.top() + (picture.height() - height * down) / 2
    below, beside = picture.top() + picture.height() - lifted, picture.left() + picture.width()
    x += max(0.0, picture.left() - (x + left * across)) - max(0.0, x + right * across - beside)
    if y + bottom * down > below + 0.5:
        y = below - bottom * down - _GAP * picture.height()
    y += max(0.0, picture.top() - (y + top * down))
    return [
        QRect(
            round(x + bitmap.left * across),
            round(y + bitmap.top * down),
            max(1, round(bitmap.width * across)),
            max(1, round(bitmap.height * down)),
        )
        for bitmap in shown.bitmaps
    ]


def _image(bitmap: SubtitleBitmap, size: QSize) -> QImage:
    pixels = bitmap.pixels()
    numbers = QImage(pixels, bitmap.width, bitmap.height, bitmap.width, QImage.Format.Format_Indexed8)
    numbers.setColorTable(bitmap.colors)
    image = numbers.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
    return image.scaled(
        size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
