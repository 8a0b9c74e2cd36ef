"""The film lane's ground: a strip of thumbnails, dimmed where no cue lies, and the cues as blocks over it."""

from __future__ import annotations

from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPen

from gallows_sync.core.cue_map import Certainty
from gallows_sync.media.thumbnails import Thumbnail
from gallows_sync.ui import theme
from gallows_sync.ui.lanes.geometry import BLOCK_LABEL
from gallows_sync.ui.lanes.ties import Block, Ties
from gallows_sync.ui.lanes.tiles import Tile

_KEPT_BYTES = 24_000_000  # of pictures ready to be drawn
BEYOND_BLOCK = 6
"""So many pixels beside a block nothing of it is drawn any more."""

_NARROW = 5  # pixels; narrower blocks have no frame
_NARROW_STRENGTH = {Certainty.CONFIRMED: 0.45, Certainty.ALIGNED: 0.35, Certainty.ESTIMATED: 0.22}
_FRAME_ROOM = 6  # pixels a frame of film must have for its edge to be drawn
_REPEATED = 0.45  # how strongly a picture is shown again where there is no nearer one

_BAND = theme.color(theme.INK, 0.72)
_CONFIRMED_BAND = theme.color(theme.RAISED, 0.92)
_EDGE = theme.color(theme.TEXT)
_FRAME = QPen(theme.color(theme.TEXT, 0.55), 1)
_DASHED = QPen(_FRAME)
_DASHED.setDashPattern([4, 3])


class FilmGround:
    """Draws tiles of the film lane from what it was given last."""

    def __init__(self) -> None:
        self.ties = Ties()
        self.thumbnails: Sequence[Thumbnail] = ()
        self.duration = 0.0
        self.frame_s: float | None = None
        """Seconds a frame, where the film keeps to one rate."""
        self._pictures: OrderedDict[tuple[float, int], QImage] = OrderedDict()

    def forget_pictures(self) -> None:
        """Another film is open."""
        self._pictures.clear()

    def draw(self, painter: QPainter, tile: Tile) -> None:
        if self.duration <= 0:
            return
        end = min(tile.width, tile.x(self.duration))
        painter.setClipRect(QRectF(0, 0, end, tile.height))
        self._draw_pictures(painter, tile)
        self._draw_frames(painter, tile)
        self._draw_veil(painter, tile)
        self._draw_blocks(painter, tile)

    def _draw_pictures(self, painter: QPainter, tile: Tile) -> None:
        """Lay pictures side by side, each the nearest to the middle of its place."""
        if not self.thumbnails:
            return
        times = [thumbnail.film_time for thumbnail in self.thumbnails]
        shape = self.thumbnails[0]
        width = max(8, round(tile.height * shape.width / max(1, shape.height)))
        slot = width * tile.scale
        for place in range(int(tile.start / slot), int(tile.stop / slot) + 1):
            middle = (place + 0.5) * slot
            right = bisect_left(times, middle)
            nearest = min(
                (index for index in (right - 1, right) if 0 <= index < len(times)),
                key=lambda index: abs(times[index] - middle),
            )
            picture = self._picture(self.thumbnails[nearest], tile)
            if picture is None:
                continue
            painter.setOpacity(1.0 if abs(times[nearest] - middle) <= 1.5 * slot else _REPEATED)
            painter.drawImage(QRectF(tile.x(place * slot), 0, width, tile.height), picture)
        painter.setOpacity(1.0)

    def _picture(self, thumbnail: Thumbnail, tile: Tile) -> QImage | None:
        height = round(tile.height * tile.ratio)
        key = (thumbnail.film_time, height)
        found = self._pictures.get(key)
        if found is None:
            found = QImage.fromData(thumbnail.jpeg)
            if not found.isNull() and found.height() > height:
                found = found.scaledToHeight(height, Qt.TransformationMode.SmoothTransformation)
            self._pictures[key] = found
            while len(self._pictures) * found.sizeInBytes() > _KEPT_BYTES:
                self._pictures.popitem(last=False)
        self._pictures.move_to_end(key)
        return None if found.isNull() else found

    def _draw_frames(self, painter: QPainter, tile: Tile) -> None:
        """Mark the edges of single frames once there is room for them."""
        if self.frame_s is None or self.frame_s / tile.scale < _FRAME_ROOM:
            return
        shade = theme.color(theme.QUIET)
        for frame in range(int(tile.start / self.frame_s), int(tile.stop / self.frame_s) + 1):
            painter.fillRect(QRectF(tile.x(frame * self.frame_s), tile.height - 8, 1, 6), shade)

    def _draw_veil(self, painter: QPainter, tile: Tile) -> None:
        least = tile.scale / tile.ratio
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(theme.INK, 0.62))
        painter.drawRects(
            [
                QRectF(tile.x(start), 0, (stop - start) / tile.scale, tile.height)
                for start, stop in self.ties.film_gaps(tile.start, tile.stop)
                if stop - start >= least
            ]
        )

    def _draw_blocks(self, painter: QPainter, tile: Tile) -> None:
        reach = _NARROW * tile.scale  # a block's frame goes beyond it by less
        narrow: dict[Certainty, list[QRectF]] = {certainty: [] for certainty in Certainty}
        for block in self.ties.between(tile.start - reach, tile.stop + reach):
            area = block_area(block, tile.x(block.film_in), tile.x(block.film_out), tile.height)
            if block.proposed:
                paint_proposed(painter, area)
            elif block.film_out - block.film_in < reach:
                area.setHeight(label_height(area))
                narrow[block.certainty].append(area)
            else:
                _paint_block(painter, block, area)
        painter.setPen(Qt.PenStyle.NoPen)
        for certainty, strength in _NARROW_STRENGTH.items():
            painter.setBrush(theme.color(theme.TEXT, strength))
            painter.drawRects(narrow[certainty])


def block_area(block: Block, left: float, right: float, height: float) -> QRectF:
    """Return where a block is drawn between two x, in a lane of ``height`` that begins at 0."""
    row = height / block.rows
    return QRectF(left, block.row * row, max(2.0, right - left), row)


def label_height(area: QRectF) -> float:
    """Return how high the band of a block's words is."""
    return min(float(BLOCK_LABEL), area.height())


def _paint_block(painter: QPainter, block: Block, area: QRectF) -> None:
    """Draw a block's frame and the band of its words: filled, outlined or dashed, as sure as its place is."""
    band = QRectF(area.left(), area.top(), area.width(), label_height(area))
    confirmed = block.certainty is Certainty.CONFIRMED
    painter.fillRect(band, _CONFIRMED_BAND if confirmed else _BAND)
    painter.setPen(_DASHED if block.certainty is Certainty.ESTIMATED else _FRAME)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(area.adjusted(0.5, 0.5, -0.5, -0.5))
    if confirmed:
        painter.fillRect(QRectF(area.left(), area.top(), area.width(), 2), _EDGE)


def paint_proposed(painter: QPainter, area: QRectF) -> None:
    """Draw the outline of a place that waits to be decided about."""
    painter.setPen(QPen(theme.color(theme.ACCENT), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(area.adjusted(0.5, 0.5, -0.5, -0.5))
