"""What the bubble at the pointer says: both times, and the scene."""

from __future__ import annotations

from gallows_sync.ui.lanes.dragging import Drag, Hold
from gallows_sync.ui.lanes.geometry import SnapKind
from gallows_sync.ui.lanes.scene import Part, Spot
from gallows_sync.ui.lanes.ties import Ties
from gallows_sync.ui.language import localized
from gallows_sync.ui.timecode import clock, precise_clock
from gallows_sync.wording import phrase

BOTH_TIMES = phrase("HoverWords", "Film {film}    Track {track}  {music}")
MUSIC_TIME = phrase("HoverWords", "Track {track}  {music}")
UNUSED = phrase("HoverWords", "The film does not use this stretch")
BEGINS = phrase("HoverWords", "In {film_in}")
ENDS = phrase("HoverWords", "Out {film_out}")
BEGINS_AND_ENDS = phrase("HoverWords", "In {film_in}    Out {film_out}")
PLACES = {
    SnapKind.PLAYHEAD: phrase("HoverWords", "At the playhead"),
    SnapKind.MATCH: phrase("HoverWords", "Where the music was found"),
    SnapKind.SHOT: phrase("HoverWords", "At a shot change"),
    SnapKind.SCENE: phrase("HoverWords", "At another scene"),
}


def hover_words(spot: Spot, ties: Ties, *, exact: bool) -> tuple[str, str]:
    """Return a line of times and a line of words, which may be empty; ``exact`` times have thousandths."""
    written = precise_clock if exact else clock
    if spot.track is None or spot.film_s is None:
        if spot.film_s is not None:
            return written(spot.film_s), _scenes(spot, ties)
        if spot.track is not None:
            times = MUSIC_TIME.fill(track=spot.track.number, music=written(spot.music_s))
            return localized(times), localized(UNUSED)
        return "", ""
    times = BOTH_TIMES.fill(film=written(spot.film_s), track=spot.track.number, music=written(spot.music_s))
    return localized(times), _scenes(spot, ties)


def drag_words(drag: Drag) -> tuple[str, str]:
    """Return a line of the new times of a block that is dragged, and what it sticks to, or its scene."""
    pattern = {Hold.IN: BEGINS, Hold.OUT: ENDS, Hold.BLOCK: BEGINS_AND_ENDS}[drag.grip.hold]
    times = pattern.fill(
        film_in=precise_clock(drag.block.film_in), film_out=precise_clock(drag.block.film_out)
    )
    words = localized(PLACES[drag.place.kind]) if drag.place is not None else drag.block.scene
    return localized(times), words


def _scenes(spot: Spot, ties: Ties) -> str:
    """Name the scenes that are there, the one that a click leads to first."""
    if spot.block is None:
        return ""
    if spot.part is Part.ALBUM:
        there = ties.at_music(spot.block.track, spot.music_s)
    elif spot.part is Part.FILM and spot.film_s is not None:
        there = ties.at_film(spot.film_s)
    else:
        there = ()
    others = (block.scene for block in there if block is not spot.block)
    return " / ".join(dict.fromkeys((spot.block.scene, *others)))
