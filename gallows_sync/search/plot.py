"""The evidence as a picture: for each recording, film time against music time, so that a person sees why.

Where a recording sounds, likenesses line up; elsewhere they lie about. Every row has the same scales, so that
equal speeds are equally steep and rows can be compared. The page is light, unlike the program: it is for
printing and passing on.
"""

from __future__ import annotations

import importlib.util
import io
import math
import os
import unicodedata
import warnings
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from gallows_sync.core.cue_map import CueMap, Track
from gallows_sync.core.findings import Found, Rival, Unfound
from gallows_sync.core.times import format_time
from gallows_sync.errors import GallowsSyncError
from gallows_sync.whole_file import write_whole

if TYPE_CHECKING:
    import numpy as np
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

    from gallows_sync.search.run import SearchResult, TrackMatches

    _Numbers = NDArray[np.float64]

ENDINGS = (".png", ".svg")

_DPI = 150
_MOST_PIXELS = 32_000
"""Up or across: viewers refuse larger pictures, and matplotlib twice that."""
_SHADES = 6
"""Steps from the weakest dots to the strongest: those of one shade cost an SVG little but their places."""
_MOST_VECTORS = 20_000
"""With more dots than this an SVG holds them as pixels, for it would be slow to open."""

_PAPER = "#ffffff"
_INK = "#161615"
_QUIET = "#696764"
_LINE = "#d9d6d1"
_EMPTY = "#f5f4f2"
_ACCENT = "#e0a84a"
_ACCENT_INK = "#946000"
"""The accent where it is text: dark enough on paper (contrast 5)."""

# Inches from the left edge of the page.
_WIDTH = 16.0
_LEFT = 0.55
_COLUMNS = (1.75, 2.62, 3.34, 4.02, 4.88)  # where film in, film out, music in, speed and confidence end
_CLOSE_UP = (5.08, 6.48)
_PANEL = 7.1
_RIGHT = 15.45

# Inches downward.
_HEAD = 2.0
_FOOT = 1.1
_GAP = 0.17
_LOWEST_PANEL = 0.22
_FIRST_LINE = 0.135
_LINE_STEP = 0.18
_KEY_SIZE = (0.1, 0.13)
_CLOSE_UP_HALF = 0.075

_CLOSE_UP_S = 1.0
"""How far from a stretch's line (s of music) a close-up reaches, up and down."""
_CLOSE_UP_BEYOND = 0.15
"""How far beyond its ends, as a share of its length."""

_SMALL, _TEXT, _TITLE = 8.5, 10.0, 18.0  # points

_OTHER_SCRIPTS = (
    *("Noto Sans CJK JP", "Noto Sans JP", "Hiragino Sans", "Yu Gothic", "MS Gothic", "PingFang SC"),
    *("Microsoft YaHei", "Noto Sans KR", "Apple SD Gothic Neo", "Malgun Gothic", "Noto Sans Thai"),
    *("Noto Sans Devanagari", "Arial Unicode MS", "Unifont"),
)
"""Faces, where installed, for titles that DejaVu Sans, which comes with matplotlib, has no letters for."""


class PlotError(GallowsSyncError):
    """The picture cannot be made or written; ``path`` is where it was to go."""

    def __init__(self, path: Path, message: str) -> None:
        super().__init__(message)
        self.path = path


def require_drawable(path: Path) -> None:
    """Refuse what ``draw`` could not do, without loading anything: to be asked before a long search.

    Raises:
        PlotError: the ending is not one of ``ENDINGS``, the folder is missing or closed to writing, or the
            extra ``plot`` is not installed.
    """
    if path.suffix.lower() not in ENDINGS:
        raise PlotError(path, f"{path}: a plot is written as {' or '.join(ENDINGS)}, by the name's ending")
    folder = path.absolute().parent
    if not folder.is_dir():
        raise PlotError(path, f"{path}: there is no folder {folder} to write the plot into")
    if path.is_dir():
        raise PlotError(path, f"{path} is a folder; give the name of the plot's file")
    if not os.access(path if path.exists() else folder, os.W_OK):
        raise PlotError(path, f"{path}: the plot cannot be written there: permission denied")
    if importlib.util.find_spec("matplotlib") is None:
        raise PlotError(
            path, 'a plot needs matplotlib, which is not installed: pip install "gallows-sync[plot]"'
        )


def draw(result: SearchResult, cue_map: CueMap, path: Path) -> None:
    """Write the picture of ``result`` to ``path``, a PNG or SVG by its ending; the same every time.

    Raises:
        PlotError: as ``require_drawable``, or writing failed; the file that was there is then still there.
    """
    require_drawable(path)
    picture = _picture(result, cue_map, "svg" if path.suffix.lower() == ".svg" else "png")
    try:
        write_whole(path, picture)
    except OSError as error:
        reason = error.strerror or str(error)
        raise PlotError(path, f"{path}: the plot cannot be written: {reason}") from error


# -- what there is to show


@dataclass(frozen=True, slots=True)
class _Row:
    """One recording: a track as the album has it (``take`` None), or one of its takes."""

    track: Track
    take: str | None
    title: str
    found: tuple[Found, ...]
    matches: TrackMatches | None
    unfound: Unfound | None
    note: str | None
    music_s: float

    @property
    def lines(self) -> int:
        """How many lines of text stand in the row."""
        if not self.found:
            return 1 + (self.note is not None)
        return 1 + len(self.found) + sum(_remark(stretch) is not None for stretch in self.found)


def _rows(result: SearchResult, cue_map: CueMap) -> list[_Row]:
    """Return a row for each track in album order, its takes after it."""
    matches = {(each.track, each.take): each for each in result.matches}
    unfound = {each.track: each for each in result.unfound}
    unsearched = {(each.track, each.take): _plain(each.reason) for each in result.unsearched}
    rows = []
    for track in cue_map.album.tracks:
        found = [each for each in result.found if each.track == track.number]
        titles = {take.id: take.title for take in track.takes}
        lengths = {None: track.duration} | {take.id: take.duration for take in track.takes}
        present = {each.take for each in found}
        present |= {take for number, take in (*matches, *unsearched) if number == track.number}
        takes = [take.id for take in track.takes if take.id in present]
        takes += sorted(take for take in present if take is not None and take not in titles)
        for take in (None, *takes):
            own = tuple(sorted((f for f in found if f.take == take), key=lambda f: f.film.film_in))
            dots = matches.get((track.number, take))
            row_unfound = unfound.get(track.number) if take is None else None
            reason = unsearched.get((track.number, take))
            rows.append(
                _Row(
                    track=track,
                    take=take,
                    title=_plain(track.title if take is None else _take_title(take, titles.get(take))),
                    found=own,
                    matches=dots,
                    unfound=row_unfound,
                    note=None if own else _absence(take, found, row_unfound, reason),
                    music_s=_music_extent(own, dots, row_unfound, lengths.get(take)),
                )
            )
    return rows


def _take_title(take: str, title: str | None) -> str:
    return take if title is None or title.casefold() == take.casefold() else f"{take}: {title}"


def _absence(take: str | None, found: Sequence[Found], unfound: Unfound | None, reason: str | None) -> str:
    """Return why the row is empty, ``found`` being the track's other stretches."""
    if reason is not None:
        return f"not searched for: {reason}"
    if any(rival.take == take and rival.equal for stretch in found for rival in stretch.rivals):
        return "sounds the same as the recording that was chosen"
    if found:
        return "another recording of it was found"
    if unfound is None:
        return "not found"
    if unfound.film_s is None or unfound.music_s is None:
        return "not found: nothing like it was heard"
    seen = f"{_clock(unfound.music_s)} of it at {_clock(unfound.film_s, hours=True)}"
    strength = "" if unfound.strength is None else f", strength {unfound.strength:.2f}"
    return f"not found: best seen {seen}{strength}"


def _music_extent(
    found: Sequence[Found], dots: TrackMatches | None, unfound: Unfound | None, length: Fraction | None
) -> float:
    """Return how far up the music axis goes (s)."""
    ends = [1.0 if length is None else float(length)]
    ends += [float(each.music_in + each.film.duration * each.speed) for each in found]
    if dots is not None and len(dots.music_s):
        ends.append(float(dots.music_s.max()))
    if unfound is not None and unfound.music_s is not None:
        ends.append(unfound.music_s)
    return max(ends)


def _remark(stretch: Found) -> str | None:
    """Return what more there is to say of a stretch: how other recordings fit it, how far it strays."""
    from gallows_sync.search.report import WANDERS_S

    remarks = []
    equal = [_recording(rival) for rival in stretch.rivals if rival.equal]
    others = sorted((r for r in stretch.rivals if not r.equal), key=lambda r: -r.fit)
    if equal:
        remarks.append(f"sounds the same as {', '.join(equal)}")
    elif others:
        remarks.append(f"fit {stretch.fit:.2f}; next, {_recording(others[0])}: {others[0].fit:.2f}")
    if stretch.residual_s >= WANDERS_S:
        remarks.append(f"strays {stretch.residual_s * 1000:.0f} ms from the line")
    return "; ".join(remarks) or None


def _recording(rival: Rival) -> str:
    return "the album's" if rival.take is None else _plain(rival.take)


# -- drawing


def _picture(result: SearchResult, cue_map: CueMap, kind: Literal["png", "svg"]) -> bytes:
    from matplotlib.figure import Figure

    rows = _rows(result, cue_map)
    film_s = max(float(result.film.duration), 1.0)
    inches_per_s = _music_scale(rows)
    heights = [
        max(row.music_s * inches_per_s, _LOWEST_PANEL, _FIRST_LINE + (row.lines - 1) * _LINE_STEP)
        for row in rows
    ]
    height = _HEAD + sum(heights) + _GAP * len(rows) + _FOOT
    rasterized = sum(len(each.film_s) for each in result.matches) > _MOST_VECTORS
    words = [_heading(cue_map), _album_line(cue_map), _summary(result)]
    words += [f"{row.title} {row.note}" for row in rows]
    with _defaults(_plain(" ".join(words))):
        figure = Figure(figsize=(_WIDTH, height), dpi=_DPI, facecolor=_PAPER)
        page = _Page(figure)
        _draw_head(page, result, cue_map)
        top = _HEAD
        for row, row_height in zip(rows, heights, strict=True):
            _draw_words(page, row, top)
            if row.found and row.matches is not None:
                _draw_close_ups(page, row, top, row_height, rasterized=rasterized)
            music_s = max(row.music_s, _LOWEST_PANEL / inches_per_s)
            axes = page.axes(_PANEL, top, _RIGHT - _PANEL, music_s * inches_per_s)
            axes.set_xlim(0, film_s)
            axes.set_ylim(0, music_s)
            _draw_panel(axes, row, rasterized=rasterized)
            if row is rows[0]:
                _draw_film_times(page, top - 0.1, film_s)
            top += row_height + _GAP
        if rows:
            _draw_film_times(page, top + 0.07, film_s)
        _draw_legend(page, top + 0.55)
        title = f"{_heading(cue_map)}; {_album_line(cue_map)}"
        written = io.BytesIO()
        dpi = min(_DPI, _MOST_PIXELS / max(height, _WIDTH))
        # Who drew it, and when, would make two files of the same picture differ.
        nobody = {"Date": None, "Creator": None} if kind == "svg" else {"Software": None}
        figure.savefig(written, format=kind, dpi=dpi, metadata={"Title": title, **nobody})
    return written.getvalue()


def _music_scale(rows: Sequence[_Row]) -> float:
    """Return inches up for a second of music, the same in every row: few rows are drawn tall, many low."""
    longest = max((row.music_s for row in rows), default=1.0)
    together = sum(row.music_s for row in rows) / longest if rows else 1.0
    return min(2.6, max(1.1, 9.0 / together)) / longest


class _Page:
    """The sheet, in inches from its upper left corner."""

    def __init__(self, figure: Figure) -> None:
        self.figure = figure
        self._height = float(figure.get_figheight())

    def write(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float = _SMALL,
        color: str = _INK,
        bold: bool = False,
        align: Literal["left", "center", "right"] = "left",
        room: float | None = None,
    ) -> None:
        """Put ``text`` with its baseline at ``y``, ending in an ellipsis where ``room`` is too little."""
        weight = "bold" if bold else "normal"
        if room is not None:
            text = _fitted(text, room, size, weight)
        self.figure.text(
            x / _WIDTH,
            1 - y / self._height,
            text,
            size=size,
            color=color,
            weight=weight,
            ha=align,
            va="baseline",
            parse_math=False,
        )

    def axes(self, x: float, y: float, width: float, height: float) -> Axes:
        return self.figure.add_axes(
            (x / _WIDTH, 1 - (y + height) / self._height, width / _WIDTH, height / self._height)
        )

    def rule(self, x: float, to_x: float, y: float) -> None:
        from matplotlib.lines import Line2D

        across = [x / _WIDTH, to_x / _WIDTH]
        self.figure.add_artist(Line2D(across, [1 - y / self._height] * 2, color=_LINE, linewidth=0.8))


def _fitted(text: str, room: float, size: float, weight: str) -> str:
    """Return as much of ``text`` as ``room`` (inches) holds."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import TextToPath

    font = FontProperties(size=size, weight=weight)
    ruler = TextToPath()

    def fits(part: str) -> bool:
        return float(ruler.get_text_width_height_descent(part, font, ismath=False)[0]) / 72 <= room

    if fits(text):
        return text
    too_long = bisect_left(range(len(text)), True, key=lambda end: not fits(text[:end] + "…"))
    return text[: max(too_long - 1, 0)].rstrip() + "…"


def _draw_head(page: _Page, result: SearchResult, cue_map: CueMap) -> None:
    across = _RIGHT - _LEFT
    page.write(_LEFT, 0.72, _heading(cue_map), size=_TITLE, bold=True, room=across)
    page.write(_LEFT, 1.04, _album_line(cue_map), size=_TEXT + 2, room=across)
    page.write(_LEFT, 1.32, _summary(result), size=_TEXT, color=_QUIET, room=across)
    if not result.found:
        return
    for end, name in zip(_COLUMNS, ("film in", "film out", "music in", "speed", "confidence"), strict=True):
        page.write(end, _HEAD - 0.2, name, color=_QUIET, align="right")
    if result.matches:
        page.write(sum(_CLOSE_UP) / 2, _HEAD - 0.2, "close up", color=_QUIET, align="center")


def _heading(cue_map: CueMap) -> str:
    return _plain(cue_map.film.title) + _year(cue_map.film.year)


def _album_line(cue_map: CueMap) -> str:
    album = cue_map.album
    artist = "" if album.artist is None else f", {_plain(album.artist)}"
    return f"the album: {_plain(album.title)}{artist}{_year(album.year)}"


def _year(year: int | None) -> str:
    return "" if year is None else f" ({year})"


def _summary(result: SearchResult) -> str:
    tracks = {each.track for each in result.found}
    stretches = f"{len(result.found)} stretch{'' if len(result.found) == 1 else 'es'}"
    found = f"{stretches} of {len(tracks)} track{'' if len(tracks) == 1 else 's'} found"
    absent = ", ".join(str(each.track) for each in result.unfound)
    rest = f"; not found: {absent}" if absent else ""
    length = _clock(float(result.film.duration), hours=True)
    return f"{_plain(result.film.path.name)}, {length}: {found if result.found else 'nothing found'}{rest}"


def _draw_words(page: _Page, row: _Row, top: float) -> None:
    """Write what the row is of, and a line of figures for each stretch."""
    room = _PANEL - _LEFT - 0.65
    empty = not row.found
    if row.take is None:
        page.rule(_LEFT, _CLOSE_UP[1], top - 0.055)
    y = top + _FIRST_LINE
    if row.take is None:
        page.write(
            _LEFT, y, str(row.track.number), size=_TEXT, bold=not empty, color=_QUIET if empty else _INK
        )
    page.write(
        _LEFT + 0.27,
        y,
        row.title,
        size=_TEXT,
        bold=not empty,
        color=_QUIET if empty else _INK,
        room=room - 0.27,
    )
    if row.note is not None:
        page.write(_LEFT + 0.27, y + _LINE_STEP, row.note, color=_QUIET, room=room - 0.27)
    for key, stretch in enumerate(row.found, start=1):
        y += _LINE_STEP
        if len(row.found) > 1:
            page.write(_LEFT + 0.27, y, str(key), bold=True, color=_ACCENT_INK)
        figures = (
            format_time(round(stretch.film.film_in, 2)),
            format_time(round(stretch.film.film_out, 2)),
            format_time(round(stretch.music_in, 2), hours=False),
            f"{float(stretch.speed):.6f}",
            f"{float(stretch.confidence):.2f}",
        )
        for end, text in zip(_COLUMNS, figures, strict=True):
            page.write(end, y, text, align="right")
        if (remark := _remark(stretch)) is not None:
            y += _LINE_STEP
            page.write(_LEFT + 0.5, y, remark, color=_QUIET, room=room - 0.5)


def _draw_close_ups(page: _Page, row: _Row, top: float, height: float, *, rasterized: bool) -> None:
    """Draw beside each stretch's figures the likenesses about its line, which lies level in the middle."""
    import numpy as np

    assert row.matches is not None
    left, right = _CLOSE_UP
    axes = page.axes(left, top, right - left, height)
    axes.set_axis_off()
    axes.set_xlim(0, right - left)
    axes.set_ylim(height, 0)  # inches downward, as the lines of text run
    xs, ys, strengths = [], [], []
    down = _FIRST_LINE - 0.045
    for stretch in row.found:
        down += _LINE_STEP
        length = float(stretch.film.duration)
        inches_per_s = (right - left) / length / (1 + 2 * _CLOSE_UP_BEYOND)
        begin = length * _CLOSE_UP_BEYOND * inches_per_s
        axes.plot(
            [begin, right - left - begin], [down, down], color=_ACCENT, linewidth=5, solid_capstyle="butt"
        )
        film_s = row.matches.film_s - float(stretch.film.film_in)
        off_s = row.matches.music_s - float(stretch.music_in) - film_s * float(stretch.speed)
        x = begin + film_s * inches_per_s
        shown = (np.abs(off_s) <= _CLOSE_UP_S) & (x >= 0) & (x <= right - left)
        xs.append(x[shown])
        ys.append(down - off_s[shown] / _CLOSE_UP_S * _CLOSE_UP_HALF)
        strengths.append(row.matches.strength[shown])
        down += _LINE_STEP * (_remark(stretch) is not None)
    _draw_dots(axes, *map(np.concatenate, (xs, ys, strengths)), rasterized=rasterized)


def _draw_dots(axes: Axes, x: _Numbers, y: _Numbers, strength: _Numbers, *, rasterized: bool) -> None:
    import numpy as np

    level = np.clip(strength * _SHADES, 0, _SHADES - 1).astype(int)
    for shade in range(_SHADES):  # the strongest last, on top
        shown = level == shade
        part = (shade + 0.5) / _SHADES
        axes.scatter(
            x[shown],
            y[shown],
            s=1.5 + 5 * part,
            color=_INK,
            alpha=0.12 + 0.78 * part,
            linewidths=0,
            rasterized=rasterized,
            zorder=3,
        )


def _draw_panel(axes: Axes, row: _Row, *, rasterized: bool) -> None:
    """Draw the likenesses as dots, each stretch as a band under them, the best sighting as a ring."""
    axes.set_facecolor(_PAPER if row.found else _EMPTY)
    for side in axes.spines.values():
        side.set_color(_LINE)
    axes.tick_params(length=0, labelsize=_SMALL, labelcolor=_QUIET, pad=4)
    axes.grid(True, color=_LINE, linewidth=0.5)
    axes.set_axisbelow(True)
    width, height = axes.bbox.width / _DPI, axes.bbox.height / _DPI
    film_s, music_s = axes.get_xlim()[1], axes.get_ylim()[1]
    axes.set_xticks(_ticks(film_s, width / 1.1), labels=[])
    ticks = _ticks(music_s, height / 0.32)
    axes.set_yticks(ticks, labels=[_clock(tick) for tick in ticks])
    for stretch in row.found:
        (x0, y0), (x1, y1) = _ends(stretch)
        axes.plot([x0, x1], [y0, y1], color=_ACCENT, linewidth=5, solid_capstyle="butt", zorder=2)
        axes.plot(
            [x0, x1],
            [y0, y1],
            "o",
            color=_ACCENT_INK,
            markersize=3.5,
            markeredgewidth=0,
            zorder=4,
            clip_on=False,
        )
    if row.matches is not None:
        matches = row.matches
        _draw_dots(axes, matches.film_s, matches.music_s, matches.strength, rasterized=rasterized)
    if row.unfound is not None and row.unfound.film_s is not None and row.unfound.music_s is not None:
        axes.plot(
            [row.unfound.film_s],
            [row.unfound.music_s],
            "o",
            markersize=9,
            markerfacecolor="none",
            markeredgecolor=_QUIET,
            markeredgewidth=1,
            clip_on=False,
            zorder=5,
        )
    if len(row.found) > 1:
        scale = (width / film_s, height / music_s)
        strokes = [[(x * scale[0], y * scale[1]) for x, y in _ends(stretch)] for stretch in row.found]
        for key, (x, y) in enumerate(_free_places(strokes, (width, height)), start=1):
            axes.text(
                x / scale[0],
                y / scale[1],
                str(key),
                size=_SMALL,
                weight="bold",
                color=_ACCENT_INK,
                ha="center",
                va="center_baseline",
                zorder=6,
            )


def _ends(stretch: Found) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return the in and the out point as film and music time (s)."""
    music_out = stretch.music_in + stretch.film.duration * stretch.speed
    return (
        (float(stretch.film.film_in), float(stretch.music_in)),
        (float(stretch.film.film_out), float(music_out)),
    )


def _free_places(
    strokes: Sequence[Sequence[tuple[float, float]]], panel: tuple[float, float]
) -> Iterator[tuple[float, float]]:
    """Yield where the number of each stroke stands: as near as it can without covering another (inches)."""
    wide, tall = _KEY_SIZE
    taken = [
        (x0 + (x1 - x0) * part / 8, y0 + (y1 - y0) * part / 8)
        for (x0, y0), (x1, y1) in strokes
        for part in range(9)
    ]
    for (x0, y0), (x1, y1) in strokes:
        x, y = (x0 + x1) / 2, (y0 + y1) / 2
        around = [
            (x + side * (wide * step + abs(x1 - x0) / 2 * (row == 0)), y + row * tall)
            for step in range(1, 6)
            for row in (0, 1, -1, 2, -2)
            for side in (1, -1)
        ]
        inside = [
            (min(max(px, wide), panel[0] - wide), min(max(py, tall / 2), panel[1] - tall / 2))
            for px, py in around
        ]
        best = max(
            inside,
            key=lambda place: min(
                1.0, *(max(abs(place[0] - tx) / wide, abs(place[1] - ty) / tall) for tx, ty in taken)
            ),
        )
        taken.append(best)
        yield best


def _draw_film_times(page: _Page, y: float, film_s: float) -> None:
    across = _RIGHT - _PANEL
    for tick in _ticks(film_s, across / 1.1):
        x = _PANEL + tick / film_s * across
        page.write(x, y, _clock(tick, hours=True), color=_QUIET, align="center")


def _draw_legend(page: _Page, y: float) -> None:
    lines = (
        "Across: film time; up: music time, to one scale in all rows. Dots: likenesses that were looked "
        "into, darker where stronger. Bands: stretches found.",
        f"Close up: what lies within {_CLOSE_UP_S:g} s of a stretch's line, laid level, and a little before "
        "and after it. Ring: the best seen of a track not found.",
    )
    for number, line in enumerate(lines):
        page.write(_LEFT, y + number * _LINE_STEP, line, color=_QUIET)


def _ticks(extent_s: float, most: float) -> list[float]:
    """Return round times from 0 to ``extent_s``, at most about ``most`` of them."""
    steps = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 18000)
    step = next((step for step in steps if extent_s / step <= max(most, 1)), 36000)
    return [float(tick) for tick in range(0, int(extent_s) + 1, step)]


def _clock(seconds: float, *, hours: bool = False) -> str:
    """Return ``H:MM:SS`` or ``M:SS``, to the second."""
    return format_time(Fraction(math.floor(seconds + 0.5)), hours=hours).partition(".")[0]


def _plain(text: str) -> str:
    """Return ``text`` on one line, without what a drawing cannot hold."""
    shown = (" " if unicodedata.category(char)[0] in "CZ" else char for char in text)
    return " ".join("".join(shown).split())


@contextmanager
def _defaults(words: str) -> Iterator[None]:
    """Draw by matplotlib's own settings, not the user's, in faces that have the letters of ``words``."""
    import matplotlib
    from matplotlib.font_manager import findfont, fontManager, get_font

    with matplotlib.rc_context(), warnings.catch_warnings():
        matplotlib.rcdefaults()
        faces = ["DejaVu Sans"]
        if not {ord(char) for char in words} <= get_font(findfont(faces[0])).get_charmap().keys():
            installed = {font.name for font in fontManager.ttflist}
            faces += [face for face in _OTHER_SCRIPTS if face in installed]
            warnings.filterwarnings("ignore", "Glyph .* missing from font")
        matplotlib.rcParams.update(
            {
                "font.family": [*faces, "sans-serif"],
                "font.sans-serif": faces,
                "svg.fonttype": "none",  # text stays text: it can be searched for and read out
                "svg.hashsalt": "gallows-sync",
            }
        )
        yield
