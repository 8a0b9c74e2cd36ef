"""What the lanes show of film and album: the cues as blocks tied to music, the tracks end to end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from gallows_sync.core.cue_map import Certainty, Cue, CueMap, Track
from gallows_sync.core.media_files import AlbumMatch, Recording
from gallows_sync.ui.lanes.geometry import Spans, shared_rows

_GAP = 0.004  # between tracks, as a share of the album
_UNKNOWN_S = 60.0  # drawn so long: a track of which neither file nor published length is known


@dataclass(frozen=True, slots=True)
class Block:
    """A placed cue: film and music times in seconds, ``number`` its place in the user's list (from 1).

    Blocks that overlap in the film stand in ``rows`` rows, this one in ``row`` (from 0). One that is only
    ``proposed`` is not in the map, has no number, and takes all rows.
    """

    cue_id: str
    number: int
    scene: str
    track: int
    film_in: float
    film_out: float
    music_in: float
    speed: float
    certainty: Certainty
    row: int = 0
    rows: int = 1
    proposed: bool = False

    @property
    def music_out(self) -> float:
        return self.music_at(self.film_out)

    def music_at(self, film_s: float) -> float:
        return self.music_in + (film_s - self.film_in) * self.speed

    def film_at(self, music_s: float) -> float:
        return self.film_in + (music_s - self.music_in) / self.speed


class Ties:
    """The blocks in film order, asked from either side."""

    def __init__(self, blocks: Sequence[Block] = ()) -> None:
        self.blocks = tuple(blocks)
        self._by_id = {(block.cue_id, block.proposed): block for block in self.blocks}
        self._in_film = Spans([(block.film_in, block.film_out) for block in self.blocks])
        by_track: defaultdict[int, list[Block]] = defaultdict(list)
        for block in sorted(self.blocks, key=lambda block: block.music_in):
            by_track[block.track].append(block)
        self._of_track = dict(by_track)
        self._in_track = {
            track: Spans([(block.music_in, block.music_out) for block in blocks])
            for track, blocks in by_track.items()
        }
        self._used = {track: spans.joined() for track, spans in self._in_track.items()}

    def block(self, cue_id: str | None, *, proposed: bool) -> Block | None:
        """Return the block of a cue, or of a proposal."""
        return None if cue_id is None else self._by_id.get((cue_id, proposed))

    def at_film(self, film_s: float) -> tuple[Block, ...]:
        """Return the blocks that hold this film time."""
        return tuple(self.blocks[place] for place in self._in_film.at(film_s))

    def between(self, start: float, stop: float) -> tuple[Block, ...]:
        """Return the blocks that have a part in this stretch of film (s)."""
        return tuple(self.blocks[place] for place in self._in_film.between(start, stop))

    def at_music(self, track: int, music_s: float) -> tuple[Block, ...]:
        """Return the blocks under which this music time of this track is heard."""
        spans = self._in_track.get(track)
        return () if spans is None else tuple(self._of_track[track][place] for place in spans.at(music_s))

    def nearest(self, track: int, music_s: float, film_s: float) -> Block | None:
        """Return of several blocks that use this music the one that does so nearest to ``film_s``."""
        return min(
            self.at_music(track, music_s),
            key=lambda block: abs(block.film_at(music_s) - film_s),
            default=None,
        )

    def used(self, track: int) -> list[tuple[float, float]]:
        """Return the stretches of a track (s) that the film uses, in order and apart from each other."""
        return self._used.get(track, [])

    def film_gaps(self, start: float, stop: float) -> list[tuple[float, float]]:
        """Return what no block covers of this stretch of film (s)."""
        gaps, free = [], start
        for block in self.between(start, stop):
            if block.film_in > free:
                gaps.append((free, block.film_in))
            free = max(free, block.film_out)
        if free < stop:
            gaps.append((free, stop))
        return gaps


def ties_of(cue_map: CueMap, proposed: Sequence[Cue] = ()) -> Ties:
    """Return the placed cues of a map, and cues that are ``proposed`` besides, as blocks."""
    placed = [(number, cue) for number, cue in enumerate(cue_map.cues, 1) if cue.film is not None]
    blocks = [_block(cue, number, cue_map) for number, cue in placed]
    blocks.sort(key=lambda block: block.film_in)
    rows = shared_rows([(block.film_in, block.film_out) for block in blocks])
    blocks = [replace(block, row=row, rows=of) for block, (row, of) in zip(blocks, rows, strict=True)]
    blocks += [_block(cue, 0, cue_map) for cue in proposed if cue.film is not None]
    return Ties(sorted(blocks, key=lambda block: block.film_in))


def _block(cue: Cue, number: int, cue_map: CueMap) -> Block:
    assert cue.film is not None
    track = cue_map.track(cue.track)
    return Block(
        cue.id,
        number,
        cue.scene or (track.title if track is not None else cue.id),
        cue.track,
        float(cue.film.film_in),
        float(cue.film.film_out),
        float(cue.music_in),
        float(cue.speed),
        cue.certainty,
        proposed=number == 0,
    )


@dataclass(frozen=True, slots=True)
class AlbumTrack:
    """A track in the album lane: it begins at lane time ``start`` and lasts ``duration`` (s, both).

    ``recording`` is what it sounds like, where the user has it.
    """

    number: int
    title: str
    start: float
    duration: float
    recording: Recording | None

    @property
    def stop(self) -> float:
        return self.start + self.duration


class AlbumLane:
    """The tracks end to end, in album order, with small gaps. Lane times (s) run over tracks and gaps."""

    def __init__(self, tracks: Sequence[AlbumTrack] = ()) -> None:
        self.tracks = tuple(tracks)
        self.length = self.tracks[-1].stop if self.tracks else 0.0
        self._by_number = {track.number: track for track in self.tracks}
        self._spans = Spans([(track.start, track.stop) for track in self.tracks])

    def track(self, number: int) -> AlbumTrack | None:
        return self._by_number.get(number)

    def place(self, number: int, music_s: float) -> float | None:
        """Return the lane time of a place in a track; None where the album has no such track."""
        track = self._by_number.get(number)
        return None if track is None else track.start + music_s

    def at(self, lane_s: float) -> tuple[AlbumTrack, float] | None:
        """Return the track at this lane time and the music time in it; None between tracks."""
        found = self._spans.at(lane_s)
        return (self.tracks[found[0]], lane_s - self.tracks[found[0]].start) if found else None

    def between(self, start: float, stop: float) -> tuple[AlbumTrack, ...]:
        """Return the tracks that have a part in this stretch of the lane (s)."""
        return tuple(self.tracks[place] for place in self._spans.between(start, stop))


def album_lane(cue_map: CueMap, match: AlbumMatch | None, ties: Ties) -> AlbumLane:
    """Lay the album's tracks end to end.

    A track is as long as its file, else as published, and never shorter than what the film uses of it. Where
    several recordings of it are at hand it is the one that its first cue asks for.
    """
    found = [_recording(track.number, cue_map, match) for track in cue_map.album.tracks]
    lengths = [
        _duration(track, recording, ties)
        for track, recording in zip(cue_map.album.tracks, found, strict=True)
    ]
    gap = _GAP * sum(lengths)
    tracks: list[AlbumTrack] = []
    start = 0.0
    for track, recording, length in zip(cue_map.album.tracks, found, lengths, strict=True):
        tracks.append(AlbumTrack(track.number, track.title, start, length, recording))
        start += length + gap
    return AlbumLane(tracks)


def _recording(number: int, cue_map: CueMap, match: AlbumMatch | None) -> Recording | None:
    if match is None:
        return None
    cue = next((cue for cue in cue_map.cues if cue.track == number and cue.placed), None)
    if cue is not None:
        return match.recording_for(cue)
    return next((found.recording for found in match.tracks if found.track == number), None)


def _duration(track: Track, recording: Recording | None, ties: Ties) -> float:
    known = recording.duration if recording is not None else None
    length = float(known or track.duration or 0)
    used = ties.used(track.number)
    return max(length, used[-1][1] if used else 0.0) or _UNKNOWN_S
