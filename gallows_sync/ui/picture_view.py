"""The picture: shows each frame of the film the moment it comes, and nothing besides it."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gallows_sync.ui import theme
from gallows_sync.ui.caption import Caption
from gallows_sync.ui.language import translate
from gallows_sync.ui.subtitle_picture import SubtitlePainter
from gallows_sync.ui.subtitle_text import SubtitleText

if TYPE_CHECKING:
    from gallows_sync.media.picture_subtitles import SubtitlePicture
    from gallows_sync.playback.ports import Picture

_SETTLE_MS = 120  # a size is asked for when the window has kept it this long; a drag passes many
_FADE_MS = 40
_DIM = QColor(0, 0, 0, 150)


class PictureView(QWidget):
    """Black, with the newest picture centred in it at its own aspect.

    ``show_picture`` may be called on any thread. Pictures that match the view are drawn pixel by pixel; one
    of another size (just after a resize) is stretched to fit until the next comes.
    """

    size_wanted = Signal(int, int)
    """Device pixels (width, height) that pictures should fit."""
    double_clicked = Signal()
    pointer_moved = Signal()
    _arrived = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(320, 180)
        self.setMouseTracking(True)
        self.setAccessibleName(translate("PictureView", "Picture"))
        self._newest: Picture | None = None
        self._shown: Picture | None = None  # holds the pixels that _image looks at
        self._image: QImage | None = None
        self._caption: Caption | None = None
        self._dimmed = False
        self.subtitle_at: Callable[[float], str] = lambda _: ""
        """What is to be read over the picture of a film time (s)."""
        self._subtitle = SubtitleText()
        self.subtitle_picture_at: Callable[[float], SubtitlePicture | None] = lambda _: None
        """What is to be seen over the picture of a film time (s), of subtitles that are pictures."""
        self._subtitle_picture = SubtitlePainter()
        self._asked: tuple[int, int] | None = None
        self._ratio = self.devicePixelRatioF()
        self._arrived.connect(self._take_newest, Qt.ConnectionType.QueuedConnection)
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settle.timeout.connect(self._ask_size)
        self._fade = QTimer(self, interval=_FADE_MS)
        self._fade.timeout.connect(self._fade_caption)

    def show_picture(self, picture: Picture) -> None:
        """Hand over a picture from the thread that has it; a picture not yet shown is replaced."""
        self._newest = picture
        self._arrived.emit()

    def clear(self) -> None:
        """Show black again, as before the first picture."""
        self._newest = self._shown = self._image = None
        self.update()

    def dim(self, dimmed: bool) -> None:
        """Show the picture dimmed, as one that stands while the music goes on, or as it is again."""
        if dimmed != self._dimmed:
            self._dimmed = dimmed
            self.update()

    @property
    def dimmed(self) -> bool:
        return self._dimmed

    @property
    def showing(self) -> Picture | None:
        """The picture on screen."""
        return self._shown

    @property
    def subtitle(self) -> str:
        """What is to be read over the picture on screen."""
        return "" if self._shown is None else self.subtitle_at(self._shown.film_time)

    @property
    def caption(self) -> Caption | None:
        """The caption on screen."""
        return self._caption

    def show_caption(self, title: str, subtitle: str) -> None:
        """Lay the words over the picture for some seconds."""
        self._caption = Caption(title, subtitle, time.monotonic())
        self.update()
        self._fade.start(_FADE_MS)

    def end_caption(self) -> None:
        """Take the words away that lie over the picture."""
        self._caption = None
        self.update()

    def picture_rect(self) -> QRect:
        """Return where the picture lies, in device pixels of the view."""
        view = self._device_size()
        if self._image is None:
            return QRect()
        size = self._image.size()
        fits = size.width() <= view.width() and size.height() <= view.height()
        touches = view.width() - size.width() <= 2 or view.height() - size.height() <= 2
        if not (fits and touches):
            size = size.scaled(view, Qt.AspectRatioMode.KeepAspectRatio)
        return QRect(
            (view.width() - size.width()) // 2,
            (view.height() - size.height()) // 2,
            size.width(),
            size.height(),
        )

    def _take_newest(self) -> None:
        picture, self._newest = self._newest, None
        if picture is None:
            return
        before = None if self._image is None else self._image.size()
        height, width = picture.pixels.shape[:2]
        self._image = QImage(picture.pixels.data, width, height, width * 4, QImage.Format.Format_RGB32)
        self._shown = picture
        if before == self._image.size():
            # repaint, not update: on screen now rather than at the next turn of the event loop.
            self.repaint(self._logical(self.picture_rect()))
        else:
            self.repaint()

    def _logical(self, device: QRect) -> QRect:
        ratio = self.devicePixelRatioF()
        left, top = int(device.left() / ratio), int(device.top() / ratio)
        right = -int(-(device.left() + device.width()) // ratio)
        bottom = -int(-(device.top() + device.height()) // ratio)
        return QRect(left, top, right - left, bottom - top)

    def _device_size(self) -> QSize:
        ratio = self.devicePixelRatioF()
        return QSize(round(self.width() * ratio), round(self.height() * ratio))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        ratio = self.devicePixelRatioF()
        if ratio != self._ratio:  # on another screen now
            self._ratio = ratio
            self._settle.start()
        place = self.picture_rect()
        painter.save()
        painter.scale(1 / ratio, 1 / ratio)  # device pixels from here on, so that nothing is resampled
        if self._image is None:
            painter.fillRect(
                QRect(0, 0, self._device_size().width(), self._device_size().height()), Qt.GlobalColor.black
            )
        else:
            self._paint_bars(painter, place)
            if place.size() == self._image.size():
                painter.drawImage(place.topLeft(), self._image)
            else:
                painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
                painter.drawImage(place, self._image)
            if self._dimmed:
                painter.fillRect(place, _DIM)
        painter.restore()
        if self._caption is not None and self._caption_area(self._caption).intersects(event.rect()):
            self._caption.paint(painter, self._caption_room(), ratio, time.monotonic())
        self._paint_subtitle(painter, place, ratio)

    def _paint_subtitle(self, painter: QPainter, place: QRect, ratio: float) -> None:
        if self._shown is None:
            return
        lifted = 0 if self._caption is None else self._caption_area(self._caption).height() - 5 * theme.GRID
        if text := self.subtitle:
            self._subtitle.paint(painter, text, self._caption_room(), ratio, lifted)
        if (picture := self.subtitle_picture_at(self._shown.film_time)) is not None:
            painter.scale(1 / ratio, 1 / ratio)
            self._subtitle_picture.paint(painter, picture, place, round(lifted * ratio))

    def _paint_bars(self, painter: QPainter, place: QRect) -> None:
        view = self._device_size()
        below, right = place.top() + place.height(), place.left() + place.width()
        for bar in (
            QRect(0, 0, view.width(), place.top()),
            QRect(0, below, view.width(), view.height() - below),
            QRect(0, place.top(), place.left(), place.height()),
            QRect(right, place.top(), view.width() - right, place.height()),
        ):
            if not bar.isEmpty():
                painter.fillRect(bar, Qt.GlobalColor.black)

    def _caption_room(self) -> QRect:
        """Return what a caption is laid over: the picture, or the whole view before there is one."""
        return self.rect() if self._image is None else self._logical(self.picture_rect()) & self.rect()

    def _caption_area(self, caption: Caption) -> QRect:
        return caption.place(self._caption_room(), self.devicePixelRatioF())

    def _fade_caption(self) -> None:
        if self._caption is None:
            self._fade.stop()
            return
        now = time.monotonic()
        area = self._caption_area(self._caption)
        if self._caption.over(now):
            self._caption = None
            self._fade.stop()
            self.update()
        elif self._caption.fading(now):
            self.update(area)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        if self._asked is None:
            self._ask_size()
        else:
            self._settle.start()

    def _ask_size(self) -> None:
        size = self._device_size()
        wanted = (size.width(), size.height())
        if wanted != self._asked:
            self._asked = wanted
            self.size_wanted.emit(*wanted)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        self.pointer_moved.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if event.button() == Qt.MouseButton.LeftButton:
            self.double_clicked.emit()
