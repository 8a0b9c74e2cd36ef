"""Draws the lanes: copied grounds below, then words, ribbons, what is current, and the playhead on top."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QImage, QPainter, QPainterPath, QPen, QPolygonF, QRegion

from gallows_sync.core.cue_map import Certainty
from gallows_sync.media.thumbnails import Thumbnail
from gallows_sync.ui import theme
from gallows_sync.ui.lanes import album_ground
from gallows_sync.ui.lanes.album_ground import AlbumGround
from gallows_sync.ui.lanes.dragging import Drag
from gallows_sync.ui.lanes.film_ground import (
    BEYOND_BLOCK,
    FilmGround,
    block_area,
    label_height,
    paint_proposed,
)
from gallows_sync.ui.lanes.geometry import BLOCK_LABEL, LaneView
from gallows_sync.ui.lanes.previews_port import PreviewsPort
from gallows_sync.ui.lanes.ribbons import Ribbons, extent, ribbons_image, thread_path
from gallows_sync.ui.lanes.scene import MARGIN, TOP, Scene
from gallows_sync.ui.lanes.ties import Block
from gallows_sync.ui.lanes.tiles import Tiles

_HEAD = 5  # half the width of the playhead's mark
_NUMBER_ROOM = 8  # pixels there must be for a block's number
_WORDS_ROOM = 64  # and for its scene beside it
_TITLE_ROOM = 16
_KEPT_WORDS = 2000


class LanesPainter:
    """Draws a ``scene``; what does not change from one picture to the next is kept."""

    def __init__(self, scene: Scene, previews: PreviewsPort) -> None:
        self._scene = scene
        self._previews = previews
        self._film = FilmGround()
        self._album = AlbumGround(previews)
        self._accent = AlbumGround(previews, accented=True)
        self._film_tiles = Tiles(self._film.draw)
        self._album_tiles = Tiles(self._album.draw)
        self._accent_tiles = Tiles(self._accent.draw)
        self._film_pictures: tuple[Thumbnail, ...] = ()
        self._album_from: object = None
        self._waves: set[tuple[float, float]] = set()
        self._blocks: set[tuple[float, float, int, int, Certainty, bool]] = set()
        self._used: set[tuple[float, float]] = set()
        """What the grounds that are kept were drawn from."""
        self._ribbons: dict[tuple[str, float], tuple[object, QRectF, QImage]] = {}
        self._face = theme.font(theme.SMALL)
        self._metrics = QFontMetricsF(self._face)
        self._words: dict[tuple[str, int], str] = {}

    # What to draw anew

    def scene_changed(self) -> None:
        """The scene shows another map, film or album."""
        scene = self._scene
        if (self._film.duration, self._film.frame_s) != (scene.duration, scene.frame_s):
            self._film.forget_pictures()
            self._film_tiles.forget()
        self._film.ties = self._album.ties = self._accent.ties = scene.ties
        self._album.album = self._accent.album = scene.album
        self._film.duration, self._film.frame_s = scene.duration, scene.frame_s
        self._ribbons.clear()
        self.previews_changed()

    def previews_changed(self) -> None:
        """There may be more waveforms or thumbnails than before; what shows none of them is kept."""
        scene = self._scene
        self._film.thumbnails = thumbnails = tuple(self._previews.thumbnails())
        if thumbnails != self._film_pictures:
            self._film_pictures = thumbnails
            self._film_tiles.renew()
        blocks = {
            (block.film_in, block.film_out, block.row, block.rows, block.certainty, block.proposed)
            for block in scene.ties.blocks
        }
        changed = [(film_in, film_out) for film_in, film_out, *_ in blocks ^ self._blocks]
        self._film_tiles.renew_along(changed, BEYOND_BLOCK)
        self._blocks = blocks
        tracks = scene.album.tracks
        waves = {
            (track.start, track.stop)
            for track in tracks
            if track.recording is not None and self._previews.waveform(track.recording) is not None
        }
        used = [scene.ties.used(track.number) for track in tracks]
        album_from = (tracks, [bool(spans) for spans in used])
        lacks_samples = self._album.lacks_samples or self._accent.lacks_samples
        spans = {
            (track.start + start, track.start + stop)
            for track, of_track in zip(tracks, used, strict=True)
            for start, stop in of_track
        }
        for tiles in (self._album_tiles, self._accent_tiles):
            if album_from != self._album_from:
                tiles.forget()
            elif waves != self._waves or lacks_samples:
                tiles.renew()
            tiles.renew_along(spans ^ self._used, 1)
        self._album_from, self._waves, self._used = album_from, waves, spans
        self._album.lacks_samples = self._accent.lacks_samples = False

    @property
    def unfinished(self) -> bool:
        """Whether some of a ground is still to be drawn at the scale of its lane."""
        return any(tiles.unfinished for tiles in (self._film_tiles, self._album_tiles, self._accent_tiles))

    @property
    def stretching(self) -> bool:
        """Whether the grounds may be stretched for now: quicker than drawing them at a new scale."""
        return self._album_tiles.stretching

    @stretching.setter
    def stretching(self, stretching: bool) -> None:
        for tiles in (self._film_tiles, self._album_tiles, self._accent_tiles):
            tiles.stretching = stretching

    def playhead_region(self) -> QRegion:
        """Return where the playhead is drawn."""
        region = QRegion()
        for film_s, album_s in self._playheads():
            region += self.instant_region(film_s, album_s)
        return region

    def _playheads(self) -> list[tuple[float | None, float | None]]:
        """Return the pairs of film and album lane time that a line marks; music alone is tied to no film."""
        scene = self._scene
        if scene.duration <= 0:
            return [(None, scene.alone)]
        if scene.alone is not None:
            return [(scene.position, None), (None, scene.alone)]
        return [(scene.position, album_s) for album_s in scene.playing_at()] or [(scene.position, None)]

    def hover_region(self) -> QRegion:
        """Return where what is under the pointer is marked."""
        spot = self._scene.hover
        if spot is None:
            return QRegion()
        region = self.instant_region(spot.film_s, spot.album_s)
        if spot.block is not None:
            whole = _strip(0, self._scene.width + 2 * MARGIN, self._scene.ribbons_top, self._scene.album_top)
            region += whole
        return region

    def instant_region(self, film_s: float | None, album_s: float | None) -> QRegion:
        """Return where an instant's line is drawn, with the playhead's mark."""
        scene = self._scene
        region = QRegion()
        film_x, album_x = self._film_x(film_s), self._album_x(album_s)
        if film_x is not None:
            region += _strip(film_x - _HEAD - 1, film_x + _HEAD + 1, 0, scene.ribbons_top)
        if album_x is not None:
            region += _strip(album_x - 2, album_x + 2, scene.album_top, scene.bottom)
        if film_x is not None and album_x is not None:
            left, right = min(film_x, album_x), max(film_x, album_x)
            region += _strip(left - 2, right + 2, scene.ribbons_top, scene.album_top)
        return region

    def _film_x(self, film_s: float | None) -> float | None:
        """Return where a film time lies in the widget, if it is seen."""
        view = self._scene.film_view
        return MARGIN + view.x(film_s) if film_s is not None and view.shows(film_s) else None

    def _album_x(self, album_s: float | None) -> float | None:
        view = self._scene.album_view
        return MARGIN + view.x(album_s) if album_s is not None and view.shows(album_s) else None

    # Drawing

    def paint(self, painter: QPainter, part: QRect, *, focused: bool) -> None:
        """Draw what lies in ``part`` of the widget."""
        scene = self._scene
        painter.fillRect(part, theme.color(theme.PANEL))
        painter.setFont(self._face)
        well = QRect(MARGIN, 0, round(scene.width), scene.bottom)
        seen = part & well
        if not seen.isEmpty():
            painter.save()
            painter.setClipRect(well, Qt.ClipOperation.IntersectClip)
            self._paint_film(painter, seen)
            self._paint_album(painter, seen)
            if seen.bottom() >= scene.ribbons_top and seen.top() < scene.album_top:
                self._paint_ribbons(painter)
            self._paint_hover(painter)
            painter.restore()
        self._paint_playhead(painter, focused)
        if focused:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.color(theme.ACCENT), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(MARGIN - 3, 1, scene.width + 6, scene.bottom - 2), 3, 3)

    def _paint_film(self, painter: QPainter, part: QRect) -> None:
        scene = self._scene
        if part.top() >= scene.ribbons_top:
            return
        view, height = scene.film_view, scene.heights.film
        self._film_tiles.paint(painter, view, MARGIN, scene.film_top, height, part)
        reach = 3 * view.scale
        start = view.start + (part.left() - MARGIN) * view.scale - reach
        stop = view.start + (part.right() + 1 - MARGIN) * view.scale + reach
        least = _NUMBER_ROOM * view.scale
        for block in scene.ties.between(start, stop):
            if block.film_out - block.film_in < least and not scene.is_current(block):
                continue
            area = self._block_area(block)
            if scene.drag is not None and block == scene.drag.grip.block:
                painter.fillRect(area, theme.color(theme.INK, 0.62))
                continue
            current = scene.is_current(block) and scene.drag is None
            if current:
                self._paint_current_block(painter, block, area)
            if not block.proposed:
                self._paint_label(painter, block, area, current)
        if scene.drag is not None:
            self._paint_drag(painter, scene.drag)
        self._paint_reach(painter, view, scene.ribbons_top - 2)

    def _block_area(self, block: Block) -> QRectF:
        view = self._scene.film_view
        area = block_area(block, view.x(block.film_in), view.x(block.film_out), self._scene.heights.film)
        return area.translated(MARGIN, self._scene.film_top)

    def _paint_drag(self, painter: QPainter, drag: Drag) -> None:
        """Draw the block where it would be, and a line at what it sticks to."""
        area = self._block_area(drag.block)
        painter.fillRect(area, theme.color(theme.ACCENT, 0.18))
        self._paint_current_block(painter, drag.block, area)
        self._paint_label(painter, drag.block, area, True)
        if drag.place is not None:
            self._paint_instant(painter, drag.place.seconds, None, theme.TEXT, 2.0)

    def _paint_current_block(self, painter: QPainter, block: Block, area: QRectF) -> None:
        if block.proposed:
            paint_proposed(painter, area)
        band = QRectF(area.left(), area.top(), area.width(), label_height(area))
        painter.fillRect(band, theme.color(theme.ACCENT))
        if area.width() > 4:
            painter.setPen(QPen(theme.color(theme.ACCENT), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(area.adjusted(0.5, 0.5, -0.5, -0.5))

    def _paint_label(self, painter: QPainter, block: Block, area: QRectF, current: bool) -> None:
        left = max(area.left(), MARGIN) + 5
        room = min(area.right(), MARGIN + self._scene.width) - left - 3
        if room < _NUMBER_ROOM or area.height() < BLOCK_LABEL - 5:
            return
        number = str(block.number)
        words = f"{number}  {block.scene}" if room >= _WORDS_ROOM else number
        shown = self._elided(words, room)
        if shown.rstrip("…") == "":
            return
        painter.setPen(theme.color(theme.INK if current else theme.TEXT))
        band = QRectF(left, area.top(), room, label_height(area))
        painter.drawText(band, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)

    def _paint_album(self, painter: QPainter, part: QRect) -> None:
        scene = self._scene
        if part.bottom() < scene.album_top:
            return
        view, height = scene.album_view, scene.heights.album
        well = QRect(MARGIN, scene.album_top, round(scene.width), height)
        painter.fillRect(well & part, theme.color(theme.INK))
        self._album_tiles.paint(painter, view, MARGIN, scene.album_top, height, part)
        current = scene.current_block()
        place = scene.album.place(current.track, current.music_in) if current is not None else None
        if current is not None and place is not None:
            left, right = view.x(place), view.x(place + current.music_out - current.music_in)
            area = QRectF(MARGIN + left, scene.album_top, max(2.0, right - left), height)
            if area.intersects(QRectF(part)):
                painter.save()
                painter.setClipRect(area, Qt.ClipOperation.IntersectClip)
                seen = area.intersected(QRectF(part)).toAlignedRect()
                self._accent_tiles.paint(painter, view, MARGIN, scene.album_top, height, seen)
                painter.restore()
                painter.fillRect(QRectF(area.left(), area.top(), area.width(), 2), theme.color(theme.ACCENT))
        start = view.start + (part.left() - MARGIN) * view.scale
        stop = view.start + (part.right() + 1 - MARGIN) * view.scale
        for track in scene.album.between(start, stop):
            left = max(0.0, view.x(track.start)) + MARGIN + 4
            room = min(scene.width, view.x(track.stop)) + MARGIN - left - 2
            if room >= _TITLE_ROOM:
                heard = current is not None and current.track == track.number
                painter.setPen(theme.color(theme.TEXT if heard else theme.QUIET))
                band = QRectF(left, scene.bottom - album_ground.LABEL, room, album_ground.LABEL)
                words = f"{track.number}  {track.title}" if room >= _WORDS_ROOM / 2 else str(track.number)
                painter.drawText(
                    band,
                    int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter),
                    self._elided(words, room),
                )
        self._paint_reach(painter, view, scene.bottom - 2)

    def _paint_reach(self, painter: QPainter, view: LaneView, top: int) -> None:
        """Say in a thin line which part of the lane is seen, unless it is all of it."""
        if view.is_whole or view.length <= 0:
            return
        width = self._scene.width
        painter.fillRect(QRectF(MARGIN, top, width, 2), theme.color(theme.LINE))
        left, right = view.start / view.length * width, view.stop / view.length * width
        long = max(6.0, right - left)
        painter.fillRect(QRectF(MARGIN + min(left, width - long), top, long, 2), theme.color(theme.QUIET))

    def _paint_ribbons(self, painter: QPainter) -> None:
        scene = self._scene
        area = QRectF(MARGIN, scene.ribbons_top, scene.width, scene.heights.ribbons)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        current = scene.current_block()
        hovered = scene.hover.block if scene.hover is not None else None
        self._paint_bands(painter, area, None, theme.TEXT, 0.17)
        if current is not None:  # a dragged one lies where it would be, and faintly where it is
            self._paint_bands(painter, area, current, theme.ACCENT, 0.42)
        if hovered is not None and hovered != current:
            self._paint_bands(painter, area, hovered, theme.TEXT, 0.3)

    def _paint_bands(
        self, painter: QPainter, area: QRectF, of: Block | None, shade: str, strength: float
    ) -> None:
        """Draw the band of one block, or those of all."""
        scene = self._scene
        ratio = painter.device().devicePixelRatioF()
        zooming = self.stretching  # in haste: with half the rows
        key = (scene.film_view, scene.album_view, scene.heights, ratio, of, zooming)
        found = self._ribbons.get((shade, strength))
        if found is None or found[0] != key:
            ribbons = scene.ribbons if of is None else Ribbons((of,), scene.album)
            ends = ribbons.seen(scene.film_view, scene.album_view)
            left, right = extent(ends, area.width(), ratio)
            height = round(area.height() / (2 if zooming else 1))
            image = ribbons_image(ends - left, right - left, height, ratio, shade, strength)
            place = QRectF(area.left() + left, area.top(), right - left, area.height())
            found = (key, place, image)
            self._ribbons[shade, strength] = found
        painter.drawImage(found[1], found[2])

    def _paint_hover(self, painter: QPainter) -> None:
        spot = self._scene.hover
        if spot is not None:
            self._paint_instant(painter, spot.film_s, spot.album_s, theme.EDGE, 1.0)

    def _paint_playhead(self, painter: QPainter, focused: bool) -> None:
        scene = self._scene
        painter.save()
        painter.setClipRect(
            QRectF(MARGIN - _HEAD, 0, scene.width + 2 * _HEAD, scene.bottom), Qt.ClipOperation.IntersectClip
        )
        for film_s, album_s in self._playheads():
            self._paint_instant(painter, film_s, album_s, theme.TEXT, 1.6)
        if scene.duration > 0 and scene.film_view.shows(scene.position):
            x = MARGIN + scene.film_view.x(scene.position)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color(theme.ACCENT if focused else theme.TEXT))
            painter.drawPolygon(
                QPolygonF([QPointF(x - _HEAD, 0), QPointF(x + _HEAD, 0), QPointF(x, TOP + 1)])
            )
        painter.restore()

    def _paint_instant(
        self, painter: QPainter, film_s: float | None, album_s: float | None, shade: str, width: float
    ) -> None:
        """Draw an upright line in both lanes, and the thread between them."""
        scene = self._scene
        color = theme.color(shade)
        film_x, album_x = self._film_x(film_s), self._album_x(album_s)
        ratio = painter.device().devicePixelRatioF()
        sharp = max(1, round(width * ratio)) / ratio  # whole device pixels, and on them: else it flickers
        for x, top, height in (
            (film_x, scene.film_top, scene.heights.film),
            (album_x, scene.album_top, scene.heights.album),
        ):
            if x is not None:
                left = round((x - sharp / 2) * ratio) / ratio
                painter.fillRect(QRectF(left, top, sharp, height), color)
        if film_x is not None and album_x is not None:
            painter.save()
            painter.setClipRect(
                QRectF(MARGIN, scene.ribbons_top, scene.width, scene.heights.ribbons),
                Qt.ClipOperation.IntersectClip,
            )
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            path: QPainterPath = thread_path(film_x, album_x, scene.ribbons_top, scene.heights.ribbons)
            painter.strokePath(path, QPen(color, width))
            painter.restore()

    def _elided(self, words: str, room: float) -> str:
        key = (words, int(room))
        found = self._words.get(key)
        if found is None:
            if len(self._words) >= _KEPT_WORDS:
                self._words.clear()
            found = self._metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
            self._words[key] = found
        return found


def _strip(left: float, right: float, top: int, bottom: int) -> QRegion:
    """Return an upright strip that holds ``left`` and ``right``."""
    first, last = math.floor(left), math.ceil(right)
    return QRegion(first, top, last - first + 1, bottom - top)
