"""The album lane's ground: the tracks' waveforms, quieter where the film does not use them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage, QPainter

from gallows_sync.media.waveform import BIN_S, LEVEL_FACTOR, Samples, Waveform
from gallows_sync.ui import theme
from gallows_sync.ui.lanes.previews_port import PreviewsPort
from gallows_sync.ui.lanes.shades import strengths
from gallows_sync.ui.lanes.ties import AlbumLane, AlbumTrack, Ties
from gallows_sync.ui.lanes.tiles import Tile

LABEL = 16
"""Logical pixels below the waveforms for the tracks' titles."""

_PEAK = 127.0
_DOT_ROOM = 6  # pixels a sample must have to be marked by itself
_UNUSED = "#4b4a4c"
_SILENT_TRACK = "#38383b"


class AlbumGround:
    """Draws tiles of the album lane from what ``previews`` have at that moment.

    ``accented`` draws what the film uses in the accent colour: the ground of the current cue.
    """

    def __init__(self, previews: PreviewsPort, *, accented: bool = False) -> None:
        self.ties = Ties()
        self.album = AlbumLane()
        self.lacks_samples = False
        """Whether something was drawn of which the very samples are still to come."""
        self._previews = previews
        self._accented = accented
        loud = strengths(theme.ACCENT if accented else theme.QUIET, 128)
        self._used = strengths(_UNUSED, 128) + loud
        self._silent = strengths(_SILENT_TRACK, 128) + loud

    def draw(self, painter: QPainter, tile: Tile) -> None:
        for track in self.album.between(tile.start, tile.stop):
            self._draw_track(painter, tile, track)

    def _draw_track(self, painter: QPainter, tile: Tile, track: AlbumTrack) -> None:
        used = self.ties.used(track.number)
        left, right = max(0.0, tile.x(track.start)), min(tile.width, tile.x(track.stop))
        painter.fillRect(QRectF(left, 0, right - left, tile.height), theme.color(theme.PANEL))
        for start, stop in used:
            used_left = max(left, tile.x(track.start + start))
            used_right = min(right, tile.x(track.start + stop))
            if used_right > used_left:
                painter.fillRect(
                    QRectF(used_left, 0, used_right - used_left, tile.height), theme.color(theme.RAISED)
                )
        waveform = self._previews.waveform(track.recording) if track.recording is not None else None
        if waveform is not None and right > left:
            self._draw_wave(painter, tile, track, waveform, used)
        elif right > left:
            middle = (tile.height - LABEL) / 2
            painter.fillRect(QRectF(left, middle, right - left, 1), theme.color(theme.LINE))

    def _draw_wave(
        self,
        painter: QPainter,
        tile: Tile,
        track: AlbumTrack,
        waveform: Waveform,
        used: list[tuple[float, float]],
    ) -> None:
        first = max(0, int(tile.x(track.start) * tile.ratio))
        last = min(round(tile.width * tile.ratio), -int(-tile.x(track.stop) * tile.ratio // 1))
        step = tile.scale / tile.ratio
        edges = tile.start - track.start + np.arange(first, last + 1, dtype=np.float64) * step
        near = self._near_samples(track, edges) if step < BIN_S else None
        peaks = column_peaks(waveform, edges) if near is None else sample_peaks(near, edges)
        if peaks.shape[0] == 0:
            return
        marked = covered(edges[: peaks.shape[0]] + step / 2, used)
        shades = self._used if used else self._silent
        peaks *= _gain(waveform)
        image = wave_image(peaks, marked, round((tile.height - LABEL) * tile.ratio), shades)
        image.setDevicePixelRatio(tile.ratio)
        painter.drawImage(QPointF(first / tile.ratio, 0), image)
        if near is not None and tile.scale * near.rate_hz * _DOT_ROOM < 1:
            self._draw_dots(painter, tile, track, near, _gain(waveform))

    def _near_samples(self, track: AlbumTrack, edges: NDArray[np.float64]) -> Samples | None:
        """Return the very samples of a stretch, once they have been read."""
        if track.recording is None:
            return None
        start, stop = max(0.0, float(edges[0])), min(float(edges[-1]), track.duration)
        if stop <= start:
            return None
        found = self._previews.samples(track.recording, start, stop)
        self.lacks_samples |= found is None
        return None if found is None or found.values.size == 0 else found

    def _draw_dots(
        self, painter: QPainter, tile: Tile, track: AlbumTrack, near: Samples, gain: float
    ) -> None:
        """Mark the single samples."""
        height = tile.height - LABEL
        first = (tile.start - track.start - near.start) * near.rate_hz
        last = (tile.stop - track.start - near.start) * near.rate_hz
        shade = theme.color(theme.ACCENT if self._accented else theme.TEXT)
        for number in range(max(0, int(first)), min(near.values.size, int(last) + 2)):
            x = tile.x(track.start + near.start + number / near.rate_hz)
            y = height / 2 - float(near.values[number]) * gain * (height / 2 - 1)
            painter.fillRect(QRectF(x - 1.5, y - 1.5, 3, 3), shade)


def _gain(waveform: Waveform) -> float:
    """Return what makes the loudest place of a recording as high as the lane."""
    return _PEAK / max(1, int(np.abs(waveform.levels[-1].astype(np.int16)).max(initial=0)))


def column_peaks(waveform: Waveform, edges: NDArray[np.float64]) -> NDArray[np.float32]:
    """Return least and greatest sample (-1 to 1) between each of ``edges`` (s, rising) and the next.

    Columns beyond the recording's end are left out. The level is the coarsest whose bins are no longer than a
    column, so that a column looks at a handful of them.
    """
    if edges.size < 2 or not waveform.levels or waveform.levels[0].shape[0] == 0:
        return np.empty((0, 2), np.float32)
    step = (edges[-1] - edges[0]) / (edges.size - 1)
    level, bin_s = waveform.levels[0], BIN_S
    for coarser in waveform.levels[1:]:
        if bin_s * LEVEL_FACTOR > step:
            break
        level, bin_s = coarser, bin_s * LEVEL_FACTOR
    bins = np.maximum(0, np.floor(edges / bin_s)).astype(np.intp)
    within = int(np.searchsorted(bins[:-1], level.shape[0]))
    if within == 0:
        return np.empty((0, 2), np.float32)
    starts = bins[:within]
    stop = max(int(starts[-1]) + 1, min(int(bins[within]), level.shape[0]))
    least = np.minimum.reduceat(level[:stop, 0], starts)
    greatest = np.maximum.reduceat(level[:stop, 1], starts)
    return np.stack((least, greatest), axis=1).astype(np.float32) / _PEAK


def sample_peaks(samples: Samples, edges: NDArray[np.float64]) -> NDArray[np.float32]:
    """Return, as ``column_peaks``, least and greatest value of the samples and of lines between them."""
    places = (edges - samples.start) * samples.rate_hz
    numbers = np.arange(samples.values.size, dtype=np.float64)
    at_edges = np.interp(places, numbers, samples.values).astype(np.float32)
    least = np.minimum(at_edges[:-1], at_edges[1:])
    greatest = np.maximum(at_edges[:-1], at_edges[1:])
    first = np.clip(np.ceil(places), 0, samples.values.size).astype(np.intp)
    full = np.flatnonzero(first[1:] > first[:-1])  # columns with a sample of their own
    if full.size:
        upto = int(first[full[-1] + 1])
        least[full] = np.minimum(least[full], np.minimum.reduceat(samples.values[:upto], first[full]))
        greatest[full] = np.maximum(greatest[full], np.maximum.reduceat(samples.values[:upto], first[full]))
    within = int(np.searchsorted(places[:-1], samples.values.size))
    return np.stack((least, greatest), axis=1)[:within]


def covered(times: NDArray[np.float64], spans: Sequence[tuple[float, float]]) -> NDArray[np.bool_]:
    """Return for each time (s) whether one of ``spans`` holds it; these are in order and lie apart."""
    ends = np.array(spans).reshape(-1, 2)
    begun = np.searchsorted(ends[:, 0], times, side="right")
    over = np.searchsorted(ends[:, 1], times, side="right")
    found: NDArray[np.bool_] = begun > over
    return found


def wave_image(
    peaks: NDArray[np.float32], marked: NDArray[np.bool_], height: int, shades: Sequence[int]
) -> QImage:
    """Draw a column a peak: ``height`` pixels for -1 to 1, edges smoothed, never thinner than a pixel.

    ``shades`` is a table of colours: 128 strengths for plain columns, then 128 for ``marked`` ones.
    """
    middle, reach = np.float32(height / 2), np.float32(height / 2 - 1)
    top = middle - peaks[:, 1] * reach
    bottom = middle - peaks[:, 0] * reach
    thin = np.maximum(0, 1 - (bottom - top)) / 2
    rows = np.arange(height, dtype=np.float32)[:, np.newaxis]
    cover = np.minimum(rows + 1, bottom + thin) - np.maximum(rows, top - thin)
    levels = (np.clip(cover, 0, 1) * np.float32(127)).astype(np.uint8)
    levels += marked.astype(np.uint8) * np.uint8(128)
    columns = peaks.shape[0]
    image = QImage(levels.data, columns, height, columns, QImage.Format.Format_Indexed8)
    image.setColorTable(shades)
    return image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
