"""What the two lanes show at one moment, and what lies where in them. Knows nothing of widgets."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from gallows_sync.ui.lanes.dragging import Drag, Grip, hold_at
from gallows_sync.ui.lanes.geometry import LaneHeights, LaneView, lane_heights
from gallows_sync.ui.lanes.ribbons import Ribbons
from gallows_sync.ui.lanes.ties import AlbumLane, AlbumTrack, Block, Ties

MARGIN = 8
"""Logical pixels left and right of the lanes."""

TOP = 6
"""Logical pixels above the film lane, for the playhead's mark."""

_NEAREST_FRAME = 96  # pixels one frame of film may have at most
_NO_RATE_S = 1 / 24  # taken for a frame where the film has no steady rate
_NEAREST_SOUND_S = 1 / 480_000  # seconds of music a pixel at least: ten pixels or so a sample


class Part(Enum):
    """The three parts from top to bottom."""

    FILM = "film"
    RIBBONS = "ribbons"
    ALBUM = "album"


@dataclass(frozen=True, slots=True)
class Spot:
    """What lies under a point: a film time (s), a music time (s) in a track, the block that ties them.

    ``film_s`` is None in music that the film does not use; ``track`` between tracks, and in film without
    music.
    """

    part: Part
    film_s: float | None = None
    track: AlbumTrack | None = None
    music_s: float = 0.0
    block: Block | None = None

    @property
    def album_s(self) -> float | None:
        """The time in the album lane."""
        return None if self.track is None else self.track.start + self.music_s


class Scene:
    """Film, album and what ties them, each lane seen through a view of its own. Points are widget pixels."""

    def __init__(self) -> None:
        self.ties = Ties()
        self.album = AlbumLane()
        self.ribbons = Ribbons((), self.album)
        self.duration = 0.0
        self.frame_s: float | None = None
        self.heights: LaneHeights = lane_heights(0)
        self.current: str | None = None
        """The id of the cue that is marked."""
        self.current_proposed = False
        """Whether it is a proposal that is listened to."""
        self.position = 0.0
        self.alone: float | None = None
        """The album lane's time (s) that plays where the film does not have it."""
        self.hover: Spot | None = None
        self.drag: Drag | None = None
        """The block that is being dragged."""
        self.width = 1.0
        self.film_view = LaneView.whole(0.0, 1.0, 1.0)
        self.album_view = LaneView.whole(0.0, 1.0, 1.0)

    # Where the parts are

    @property
    def film_top(self) -> int:
        return TOP

    @property
    def ribbons_top(self) -> int:
        return TOP + self.heights.film

    @property
    def album_top(self) -> int:
        return self.ribbons_top + self.heights.ribbons

    @property
    def bottom(self) -> int:
        """Where the album lane, and with it the widget, ends."""
        return self.album_top + self.heights.album

    def part_at(self, y: float) -> Part:
        if y < self.ribbons_top:
            return Part.FILM
        return Part.RIBBONS if y < self.album_top else Part.ALBUM

    # What is shown

    def show(self, ties: Ties, album: AlbumLane, duration: float, frame_s: float | None) -> None:
        """Show another map, film or album; a lane whose length stays keeps its view."""
        if duration != self.duration or frame_s != self.frame_s:
            finest = (frame_s or _NO_RATE_S) / _NEAREST_FRAME
            self.film_view = LaneView.whole(duration, self.width, finest)
        if album.length != self.album.length:
            self.album_view = LaneView.whole(album.length, self.width, _NEAREST_SOUND_S)
        self.ties, self.album, self.ribbons = ties, album, Ribbons(ties.blocks, album)
        self.duration, self.frame_s = duration, frame_s
        self.hover = self.drag = None

    def resize(self, width: float) -> None:
        """Be ``width`` pixels wide, margins included."""
        self.width = max(1.0, width - 2 * MARGIN)
        self.film_view = self.film_view.resized(self.width)
        self.album_view = self.album_view.resized(self.width)

    def show_whole(self) -> None:
        """See both lanes from end to end."""
        self.film_view = LaneView.whole(self.duration, self.width, self.film_view.finest)
        self.album_view = LaneView.whole(self.album.length, self.width, self.album_view.finest)

    def show_block(self, block: Block) -> None:
        """See a block and its music as large as they go."""
        self.film_view = self.film_view.fitted(block.film_in, block.film_out)
        place = self.album.place(block.track, block.music_in)
        if place is not None:
            self.album_view = self.album_view.fitted(place, place + block.music_out - block.music_in)

    def zoom(self, part: Part, factor: float, x: float) -> None:
        """Magnify the lane around a point; over the ribbons both."""
        if part is not Part.ALBUM:
            self.film_view = self.film_view.zoomed(factor, x - MARGIN)
        if part is not Part.FILM:
            self.album_view = self.album_view.zoomed(factor, x - MARGIN)

    def zoom_at_playhead(self, factor: float) -> None:
        """Magnify both lanes around the playhead where it is seen, else around their middle."""
        places = (self.position, next(iter(self.playing_at()), None))
        for part, view, seconds in zip(
            (Part.FILM, Part.ALBUM), (self.film_view, self.album_view), places, strict=True
        ):
            shown = seconds is not None and view.shows(seconds)
            x = view.x(seconds) if shown and seconds is not None else view.width / 2
            self.zoom(part, factor, x + MARGIN)

    def pan(self, part: Part, pixels: float) -> None:
        """Go along the lane; over the ribbons along both."""
        if part is not Part.ALBUM:
            self.film_view = self.film_view.panned(pixels)
        if part is not Part.FILM:
            self.album_view = self.album_view.panned(pixels)

    def heard(self, film_s: float) -> list[float]:
        """Return the album lane's times (s) that are heard at a film time: mostly one or none."""
        places = (
            self.album.place(block.track, block.music_at(film_s))
            for block in self.ties.at_film(film_s)
            if not block.proposed or self.is_current(block)
        )
        return [place for place in places if place is not None]

    def playing_at(self) -> list[float]:
        """Return the album lane's times (s) that are heard now."""
        return self.heard(self.position) if self.alone is None else [self.alone]

    def is_current(self, block: Block) -> bool:
        return block.cue_id == self.current and block.proposed == self.current_proposed

    def current_block(self) -> Block | None:
        """Return the marked block: the one that is dragged, where it would be; else that of the cue."""
        if self.drag is not None:
            return self.drag.block
        return self.ties.block(self.current, proposed=self.current_proposed)

    # What lies under a point

    def spot(self, x: float, y: float) -> Spot:
        """Return what lies under a point of the widget; without a film that is music alone."""
        part = self.part_at(y)
        if part is Part.ALBUM:
            return self.album_spot(x)
        if self.duration <= 0:
            return Spot(part)
        if part is Part.FILM:
            return self._film_spot(x - MARGIN, y)
        share = (y - self.ribbons_top) / self.heights.ribbons
        found = self.ribbons.at(self.film_view, self.album_view, x - MARGIN, share)
        return Spot(part) if found is None else self._tied(part, found[1], found[0])

    def grip(self, x: float, y: float) -> Grip | None:
        """Return the block that a press at a point of the widget holds, and what of it."""
        film_x = x - MARGIN
        if self.duration <= 0 or not 0 <= film_x <= self.width:
            return None
        view = self.film_view
        for block in self.ties.at_film(view.time(film_x)):
            height = self.heights.film / block.rows
            down = y - self.film_top - block.row * height
            if block.proposed or not 0 <= down < height:
                continue
            hold = hold_at(film_x - view.x(block.film_in), view.x(block.film_out) - film_x, down, height)
            if hold is not None:
                return Grip(block, hold)
        return None

    def film_time(self, x: float) -> float:
        """Return the film time (s) under ``x``, within what is seen."""
        return self.film_view.time(x - MARGIN)

    def album_spot(self, x: float) -> Spot:
        """Return the music under ``x`` in the album lane, and its use in the film nearest to the playhead."""
        found = self.album.at(self.album_view.time(x - MARGIN))
        if found is None:
            return Spot(Part.ALBUM)
        track, music_s = found
        block = self.ties.nearest(track.number, music_s, self.position) if self.duration > 0 else None
        film_s = None if block is None else block.film_at(music_s)
        return Spot(Part.ALBUM, film_s, track, music_s, block)

    def _film_spot(self, x: float, y: float) -> Spot:
        film_s = self.film_view.time(x)
        blocks = self.ties.at_film(film_s)
        share = min(0.999, max(0.0, (y - self.film_top) / self.heights.film))
        in_row = (block for block in blocks if block.proposed or int(share * block.rows) == block.row)
        block = next(in_row, None) or next(iter(blocks), None)
        return Spot(Part.FILM, film_s) if block is None else self._tied(Part.FILM, film_s, block)

    def _tied(self, part: Part, film_s: float, block: Block) -> Spot:
        track = self.album.track(block.track)
        return Spot(part, film_s, track, block.music_at(film_s), block)
