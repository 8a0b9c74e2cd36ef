"""Which of the user's recordings is which track: titles, lengths and numbers weighed together, all at once.

Each pair of track and recording gets points for and against; the assignment with the most points in all
wins. Nothing is taken because it is merely the best there is: a pair below ``_ENOUGH`` points stays apart,
and a pair that another one equals within ``_MARGIN`` is called ambiguous. No files are opened here.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

from gallows_sync.core.cue_map import Album, Cue, CueMap, Film, Take, Track
from gallows_sync.core.media_files import AlbumMatch, FilmFile, MatchState, Recording, TrackMatch
from gallows_sync.core.times import format_time, quantized
from gallows_sync.media.assignment import assigned
from gallows_sync.media.container import printable
from gallows_sync.media.names import is_placeholder, parse_name
from gallows_sync.media.titles import (
    ALIKE,
    folded,
    letters_off,
    readings,
    similarity,
    slug,
    take_number,
    without_take,
)
from gallows_sync.wording import Phrase, joined, phrase

__all__ = ["is_album", "match_album", "match_new", "new_cue_map"]

# Points. A title weighs most; the right length makes up for a title in another language only together with
# numbers that hold for the whole album.
_TITLE = 6.0  # the same title
_OTHER_TITLE = -2.5
_TITLE_OF_NONE = -1.0  # the same, where no file has the title of any track: they tell nothing
_OTHER_TAKE = -2.5  # names a take where the track is meant, or another one
_TOO_FAR = -3.0  # a length more than _FAR_S off
_NUMBER = 0.75
_NUMBER_OF_ALL = 2.5  # the number, where numbers and lengths agree throughout
_OTHER_NUMBER = -0.5
_SAME_EDITION = 1.0  # lies where most of the album was found
_ENOUGH = 2.0
_MARGIN = 0.75

_NEAR_S = 3.0  # lengths published for one and the same edition differ by rounding and by pauses
_EDITION_S = 10.0  # between editions they differ by up to 9 s
_FAR_S = 30.0
_SAME_SOUND_S = 1.0  # the same recording in another format

_LOSSLESS = frozenset(
    {".flac", ".wav", ".w64", ".aif", ".aiff", ".aifc", ".wv", ".ape", ".tta", ".tak", ".dsf", ".dff", ".caf"}
)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A recording and what it may be called; ``copies`` are the same sound in other files."""

    recording: Recording
    readings: Mapping[str, float]
    without_take: str
    take: int | None
    copies: tuple[Recording, ...] = ()

    @property
    def edition(self) -> tuple[Path, str | None]:
        return self.recording.path.parent, self.recording.album


@dataclass(frozen=True, slots=True)
class _Evidence:
    """The points of one pair, and what they rest on; ``letters`` off is None where titles do not agree.

    ``may_be_chance``: a length, or a number under another title, that any other album could have too.
    """

    points: float
    letters: int | None = None
    by_length: bool = False
    by_number: bool = False
    seconds_off: Fraction | None = None
    may_be_chance: bool = False

    @property
    def by_title(self) -> bool:
        return self.letters is not None


_IMPOSSIBLE = _Evidence(-100.0)


@dataclass(slots=True)
class _Weighing:
    """What holds for the album as a whole: whether titles and lengths tell, and how its numbers run."""

    titles_tell: bool = True
    lengths_tell: bool = True
    numbers_hold: bool = False
    disc: int | None = None
    offset: int = 0
    editions: Counter[tuple[Path, str | None]] = field(default_factory=Counter)

    def best_edition(self) -> tuple[Path, str | None] | None:
        return self.editions.most_common(1)[0][0] if len(self.editions) > 1 else None


def match_album(album: Album, recordings: Sequence[Recording]) -> AlbumMatch:
    """Return which of ``recordings`` is which track of ``album``, why, and what is ambiguous or missing."""
    pieces = _pieces(recordings)
    tracks = album.tracks
    weighing = _weighing(tracks, pieces)
    table = _table(tracks, pieces, weighing)
    chosen = _assigned(table)
    weighing.editions.update(pieces[place].edition for place in chosen if place is not None)
    if weighing.best_edition() is not None:
        table = _table(tracks, pieces, weighing)
        chosen = _assigned(table)
    chosen = _without_chance_hits(table, chosen)
    taken = {place for place in chosen if place is not None}
    takes = _takes_found(tracks, [piece for place, piece in enumerate(pieces) if place not in taken])
    found = tuple(
        _track_match(track, pieces, table, chosen, row, takes[row]) for row, track in enumerate(tracks)
    )
    return AlbumMatch(tracks=found, unused=_unused(recordings, pieces, found))


def is_album(album: Album, recordings: Sequence[Recording]) -> bool:
    """Return whether ``recordings`` are ``album``, in any edition.

    Most titles must be there, and besides them the album's or the artist's name, or the lengths; where there
    are no titles at all, the lengths in the album's order.
    """
    pieces = _pieces(recordings)
    if not album.tracks or not pieces:
        return False
    is_named = any(_is_named(album, recording) for recording in recordings)
    if _weighing(album.tracks, pieces).numbers_hold:
        has_titles = any(piece.readings for piece in pieces)
        if is_named or (not has_titles and len(album.tracks) >= _FEWEST_IN_ORDER):
            return True
    titled = [pair for track in album.tracks if (pair := _same_title(track, pieces)) is not None]
    if len(titled) * 10 < len(album.tracks) * 6:
        return False
    lengths = [
        off for track, piece in titled if (off := _seconds_off(track.duration, piece.recording)) is not None
    ]
    close = sum(off <= _EDITION_S for off in lengths)
    return (bool(lengths) and close * 10 >= len(lengths) * 6) or is_named


def new_cue_map(recordings: Sequence[Recording], film: FilmFile | None) -> CueMap:
    """Return a map made from tags and names: each recording a track, each track one unplaced cue.

    Several discs continue the count. The film's length and rate stay out: they belong to placed cues.
    """
    pieces = _pieces(recordings)
    tracks: list[Track] = []
    cues: list[Cue] = []
    ids: set[str] = set()
    for number, piece in zip(_running_numbers(pieces), pieces, strict=True):
        recording = piece.recording
        title = recording.title or f"Track {number}"
        duration = None if recording.duration is None else quantized(recording.duration)
        tracks.append(Track(number=number, title=title, duration=duration))
        cue_id = stem = slug(title) or f"track-{number}"
        again = 2
        while cue_id in ids:
            cue_id, again = f"{stem}-{again}", again + 1
        ids.add(cue_id)
        cues.append(Cue(id=cue_id, track=number))
    title = (film.title or printable(film.path.stem)) if film is not None else "Untitled film"
    return CueMap(film=Film(title=title), album=_album(recordings, tracks), cues=tuple(cues))


def match_new(recordings: Sequence[Recording]) -> AlbumMatch:
    """Return the match for the map that ``new_cue_map`` makes: nothing is weighed, each file is its track."""
    pieces = _pieces(recordings)
    return AlbumMatch(
        tuple(
            TrackMatch(
                number,
                MatchState.MATCHED,
                piece.recording,
                phrase("Matching", "the track was named after {recording}").fill(
                    recording=_name(piece.recording)
                ),
                (piece.recording, *piece.copies),
            )
            for number, piece in zip(_running_numbers(pieces), pieces, strict=True)
        )
    )


_FEWEST_IN_ORDER = 6  # tracks; this many lengths do not agree in order by chance


def _pieces(recordings: Sequence[Recording]) -> list[_Piece]:
    """Return each recording once: of one that is there in several formats, the lossless file."""
    groups: list[list[Recording]] = []
    for recording in recordings:
        group = next((group for group in groups if _same_sound(group[0], recording)), None)
        if group is None:
            groups.append([recording])
        else:
            group.append(recording)
    pieces: list[_Piece] = []
    for group in groups:
        best = next((r for r in group if r.path.suffix.lower() in _LOSSLESS), group[0])
        others = tuple(r for r in group if r is not best)
        spoken = best.title if not is_placeholder(best.title) else ""
        take = take_number(spoken)
        if take is None and _is_whole(best):
            take = take_number(best.path.stem)
        pieces.append(_Piece(best, _called(best), folded(without_take(spoken)), take, others))
    return pieces


def _same_sound(one: Recording, other: Recording) -> bool:
    """Return whether two files hold the same recording in two formats: called alike, of one length."""
    if one.path.suffix.lower() == other.path.suffix.lower():
        return False
    if one.number != other.number or folded(one.title) != folded(other.title):
        return False
    if is_placeholder(one.title) and one.number is None:
        return False
    if one.disc is not None and other.disc is not None and one.disc != other.disc:
        return False
    off = _seconds_off(one.duration, other)
    return off is not None and off <= _SAME_SOUND_S


def _is_whole(recording: Recording) -> bool:
    return recording.start == 0 and recording.stop is None


def _called(recording: Recording) -> dict[str, float]:
    """Return all readings of the recording's title, and of its file's name if the file is not divided."""
    called = {} if is_placeholder(recording.title) else readings(recording.title)
    if _is_whole(recording):
        named = parse_name(recording.path.stem).title
        if named and not is_placeholder(named):
            for reading, belief in readings(named).items():
                called[reading] = max(called.get(reading, 0.0), 0.98 * belief)
    return called


def _track_titles(track: Track) -> list[str]:
    return [key for title in (track.title, *track.also_known_as) if (key := folded(title))]


def _likeness(titles: Sequence[str], piece: _Piece) -> tuple[float, int]:
    """Return how alike the best title and reading are (0..1), and how many letters they differ by."""
    best, letters = 0.0, 0
    for title in titles:
        for reading, belief in piece.readings.items():
            alike = belief * similarity(title, reading)
            if alike > best:
                best, letters = alike, 0 if title in reading else letters_off(title, reading)
    return best, letters


def _take_likeness(take: Take, piece: _Piece) -> float:
    """Return how alike a take and a piece are by title (0..1); 0 where they name different takes."""
    wanted = take_number(take.title)
    if wanted is not None and piece.take is not None and wanted != piece.take:
        return 0.0
    alike = similarity(folded(without_take(take.title)), piece.without_take) if piece.without_take else 0.0
    return alike if wanted == piece.take else 0.9 * alike


def _seconds_off(expected: Fraction | None, recording: Recording) -> Fraction | None:
    if expected is None or recording.duration is None:
        return None
    return abs(recording.duration - expected)


def _same_title(track: Track, pieces: Sequence[_Piece]) -> tuple[Track, _Piece] | None:
    """Return the track with the piece that has its title, or that of one of its takes, if any has."""
    titles = _track_titles(track)
    best = max(pieces, key=lambda piece: _likeness(titles, piece)[0])
    if _likeness(titles, best)[0] >= 0.8:
        return track, best
    for take in track.takes:
        for piece in pieces:
            if _take_likeness(take, piece) >= 0.85:
                return Track(track.number, track.title, take.duration), piece
    return None


def _weighing(tracks: Sequence[Track], pieces: Sequence[_Piece]) -> _Weighing:
    weighing = _Weighing()
    alike = [(t, piece, _likeness(_track_titles(t), piece)[0]) for t in tracks for piece in pieces]
    weighing.titles_tell = any(likeness > 0.8 for _, _, likeness in alike)
    offs = [
        off
        for track, piece, likeness in alike
        if likeness >= 0.9 and (off := _seconds_off(track.duration, piece.recording)) is not None
    ]
    # An excerpt or another version of everything: then the titles alone have to do.
    weighing.lengths_tell = len(offs) < 3 or sum(off > _EDITION_S * 2 for off in offs) * 2 <= len(offs)
    _find_numbering(weighing, tracks, pieces)
    return weighing


def _find_numbering(weighing: _Weighing, tracks: Sequence[Track], pieces: Sequence[_Piece]) -> None:
    """Find the disc and the offset (the LP may be tracks 17 to 26) at which numbers and lengths agree."""
    numbered = {
        (piece.recording.disc, piece.recording.number): piece.recording
        for piece in pieces
        if piece.recording.number is not None
    }
    timed = [track for track in tracks if track.duration is not None]
    if not timed:
        if sorted(number or 0 for _, number in numbered) == sorted(track.number for track in tracks):
            weighing.numbers_hold = len({disc for disc, _ in numbered}) == 1
            weighing.disc = next(iter(numbered))[0]
        return
    agreeing: Counter[tuple[int | None, int]] = Counter()
    for (disc, number), recording in numbered.items():
        for track in timed:
            off = _seconds_off(track.duration, recording)
            if off is not None and off <= _EDITION_S:
                agreeing[disc, (number or 0) - track.number] += 1
    if not agreeing:
        return
    (place, most), *others = agreeing.most_common(2)
    beaten = not others or others[0][1] < most
    if beaten and most >= 4 and most * 10 >= len(timed) * 8:
        weighing.numbers_hold = True
        weighing.disc, weighing.offset = place


def _table(tracks: Sequence[Track], pieces: Sequence[_Piece], weighing: _Weighing) -> list[list[_Evidence]]:
    takes = [take for track in tracks for take in track.takes]
    as_take = [max((_take_likeness(take, piece) for take in takes), default=0.0) for piece in pieces]
    return [
        [_evidence(track, piece, as_take[place], weighing) for place, piece in enumerate(pieces)]
        for track in tracks
    ]


def _evidence(track: Track, piece: _Piece, as_take: float, weighing: _Weighing) -> _Evidence:
    """Return the points for ``piece`` being ``track``; ``as_take`` is how well it fits any take (0..1)."""
    alike, letters = _likeness(_track_titles(track), piece)
    if as_take >= 0.85 and as_take > alike:
        return _IMPOSSIBLE  # a take belongs among the takes, even if its length is the track's
    by_title = alike > ALIKE
    has_other_title = not by_title and any(_is_latin(reading) for reading in piece.readings)
    if by_title:
        points = _TITLE * (alike - ALIKE) / (1 - ALIKE)
    elif has_other_title:
        points = _OTHER_TITLE if weighing.titles_tell else _TITLE_OF_NONE
    else:
        points = 0.0
    if piece.take != take_number(track.title):
        points += _OTHER_TAKE
    off = _seconds_off(track.duration, piece.recording)
    by_length = off is not None and off <= _EDITION_S and weighing.lengths_tell
    if off is not None and weighing.lengths_tell:
        points += _length_points(float(off))
    number = _number_points(track, piece.recording, weighing)
    points += number
    if weighing.best_edition() == piece.edition and points > 0:
        points += _SAME_EDITION
    by_number = number > _NUMBER or (number > 0 and not by_title)
    told_by_number = by_number and (weighing.numbers_hold or not has_other_title)
    return _Evidence(
        points=points,
        letters=letters if by_title else None,
        by_length=by_length,
        by_number=by_number,
        seconds_off=off,
        may_be_chance=not by_title and not told_by_number,
    )


def _is_latin(reading: str) -> bool:
    return any("a" <= char <= "z" for char in reading)


def _length_points(off: float) -> float:
    """Return the points for lengths ``off`` seconds apart: straight lines between the corners."""
    corners = ((0.0, 3.5), (_NEAR_S, 3.0), (_EDITION_S, 1.5), (_FAR_S, _TOO_FAR))
    for (near, high), (far, low) in pairwise(corners):
        if off <= far:
            return high + (low - high) * (off - near) / (far - near)
    return _TOO_FAR


def _number_points(track: Track, recording: Recording, weighing: _Weighing) -> float:
    if recording.number is None:
        return 0.0
    if weighing.numbers_hold and recording.disc == weighing.disc:
        return _NUMBER_OF_ALL if recording.number - weighing.offset == track.number else _OTHER_NUMBER
    return _NUMBER if recording.number == track.number else _OTHER_NUMBER


def _assigned(table: Sequence[Sequence[_Evidence]]) -> list[int | None]:
    """Return the piece (its place) that each row gets; None where nothing reaches ``_ENOUGH`` points."""
    return assigned([[evidence.points - _ENOUGH for evidence in row] for row in table])


def _without_chance_hits(
    table: Sequence[Sequence[_Evidence]], chosen: Sequence[int | None]
) -> list[int | None]:
    """Return ``chosen`` without pairs that may be chance, unless nearly the whole album is found."""
    found = sum(place is not None for place in chosen)
    if found * 10 >= len(chosen) * 8:
        return list(chosen)
    return [
        None if place is None or table[row][place].may_be_chance else place
        for row, place in enumerate(chosen)
    ]


def _rivals(table: Sequence[Sequence[_Evidence]], chosen: Sequence[int | None], row: int) -> list[int]:
    """Return the pieces that could as well be the one chosen for ``row``: free, or by exchange."""
    own = chosen[row]
    if own is None:
        return []
    least = table[row][own].points - _MARGIN
    owner = {place: other for other, place in enumerate(chosen) if place is not None}
    rivals: list[int] = []
    for place, evidence in enumerate(table[row]):
        if place == own or evidence.points < max(least, _ENOUGH):
            continue
        other = owner.get(place)
        if other is None:
            rivals.append(place)
            continue
        exchanged = table[other][own].points
        before = table[row][own].points + table[other][place].points
        if exchanged >= _ENOUGH and evidence.points + exchanged > before - _MARGIN:
            rivals.append(place)
    return rivals


def _takes_found(tracks: Sequence[Track], pieces: Sequence[_Piece]) -> list[dict[str, Recording]]:
    """Return for each track its takes among ``pieces`` (those that are no track themselves)."""
    wanted = [(row, take) for row, track in enumerate(tracks) for take in track.takes]
    table: list[list[_Evidence]] = []
    for _, take in wanted:
        line: list[_Evidence] = []
        for piece in pieces:
            alike = _take_likeness(take, piece)
            off = _seconds_off(take.duration, piece.recording)
            points = _TITLE * (alike - ALIKE) / (1 - ALIKE) + (
                0 if off is None else _length_points(float(off))
            )
            line.append(_Evidence(points) if alike >= 0.75 else _IMPOSSIBLE)
        table.append(line)
    found: list[dict[str, Recording]] = [{} for _ in tracks]
    for (row, take), place in zip(wanted, _assigned(table), strict=True):
        if place is not None:
            found[row][take.id] = pieces[place].recording
    return found


def _master_take(track: Track) -> Take | None:
    """Return the take that the track was made from: the one nearest to it in length."""
    timed = [take for take in track.takes if take.duration is not None]
    if track.duration is None or not timed:
        return track.takes[0] if len(track.takes) == 1 else None
    wanted = track.duration
    return min(timed, key=lambda take: abs((take.duration or 0) - wanted))


def _track_match(
    track: Track,
    pieces: Sequence[_Piece],
    table: Sequence[Sequence[_Evidence]],
    chosen: Sequence[int | None],
    row: int,
    takes: Mapping[str, Recording],
) -> TrackMatch:
    place = chosen[row]
    if place is None:
        return _from_take(track, takes) or _missing(track, pieces, table[row], chosen, takes)
    piece, evidence = pieces[place], table[row][place]
    rivals = [pieces[rival] for rival in _rivals(table, chosen, row)]
    if rivals:
        candidates = (piece.recording, *(rival.recording for rival in rivals))
        recording = piece.recording if evidence.by_title else None
        reason = _which_of(candidates)
        return TrackMatch(track.number, MatchState.AMBIGUOUS, recording, reason, candidates, takes)
    reason = _grounds(track, piece.recording, evidence)
    if piece.copies:
        kinds = _listed(sorted({copy.path.suffix.lstrip(".").lower() for copy in piece.copies}))
        also_there = (
            phrase("Matching", "{match}; it is also there as {kinds}, and the lossless file is taken")
            if piece.recording.path.suffix.lower() in _LOSSLESS
            else phrase("Matching", "{match}; it is also there as {kinds}, and the first file is taken")
        )
        reason = also_there.fill(match=reason, kinds=kinds)
    candidates = (piece.recording, *piece.copies)
    return TrackMatch(track.number, MatchState.MATCHED, piece.recording, reason, candidates, takes)


def _which_of(candidates: Sequence[Recording]) -> Phrase:
    """Return that all of ``candidates`` fit equally, and what to do about it."""
    if len(candidates) == 2:
        equal = phrase("Matching", "two files fit equally: {files}; rename or remove one")
    elif len(candidates) == 3:
        equal = phrase("Matching", "three files fit equally: {files}; rename or remove some")
    else:
        equal = phrase("Matching", "{count} files fit equally: {files}; rename or remove some")
    return equal.fill(count=len(candidates), files=_listed([_name(recording) for recording in candidates]))


def _grounds(track: Track, recording: Recording, evidence: _Evidence) -> Phrase:
    """Return by what ``recording`` was taken for ``track``."""
    grounds: list[Phrase] = []
    if evidence.letters == 1:
        grounds.append(phrase("Matching", "title (1 letter off)"))
    elif evidence.letters:
        grounds.append(phrase("Matching", "title ({count} letters off)").fill(count=evidence.letters))
    elif evidence.by_title:
        grounds.append(phrase("Matching", "title"))
    if evidence.by_length:
        grounds.append(phrase("Matching", "length"))
    if evidence.by_number:
        grounds.append(phrase("Matching", "number"))
    match = phrase("Matching", "{recording} by its {grounds}").fill(
        recording=_name(recording), grounds=_listed(grounds)
    )
    if evidence.seconds_off is None or evidence.seconds_off <= _EDITION_S:
        return match
    return phrase("Matching", "{match}, though it lasts {length} and {expected} was expected").fill(
        match=match, length=_clock(recording.duration), expected=_clock(track.duration)
    )


def _from_take(track: Track, takes: Mapping[str, Recording]) -> TrackMatch | None:
    """Return the match by the take that the track was made from, where the track itself is not there."""
    master = _master_take(track)
    if master is None or master.id not in takes:
        return None
    recording = takes[master.id]
    reason = phrase(
        "Matching", "the track itself is not there; {recording} is the take it was made from ({take})"
    ).fill(recording=_name(recording), take=master.title)
    return TrackMatch(track.number, MatchState.MATCHED, recording, reason, (recording,), takes)


def _missing(
    track: Track,
    pieces: Sequence[_Piece],
    line: Sequence[_Evidence],
    chosen: Sequence[int | None],
    takes: Mapping[str, Recording],
) -> TrackMatch:
    free = [place for place in range(len(pieces)) if place not in chosen]
    nearest = max(free, key=lambda place: line[place].points, default=None)
    if takes:
        reason = phrase("Matching", "no file fits; there are only other takes of it: {files}").fill(
            files=_listed([_name(take) for take in takes.values()])
        )
    elif nearest is None or line[nearest] is _IMPOSSIBLE:
        reason = phrase("Matching", "no file fits its title or its length")
    else:
        reason = _nearest(track, pieces[nearest].recording, line[nearest])
    return TrackMatch(track.number, MatchState.MISSING, None, reason, (), takes)


def _nearest(track: Track, recording: Recording, evidence: _Evidence) -> Phrase:
    """Return that not even ``recording`` is ``track``, and why not."""
    name = _name(recording)
    if evidence.by_length and not evidence.by_title:
        return phrase(
            "Matching", "no file fits; the nearest is {recording} (its length fits, its title does not)"
        ).fill(recording=name)
    if recording.duration is None or track.duration is None:
        return phrase("Matching", "no file fits; the nearest is {recording}").fill(recording=name)
    return phrase(
        "Matching", "no file fits; the nearest is {recording} (length {length}, expected {expected})"
    ).fill(recording=name, length=_clock(recording.duration), expected=_clock(track.duration))


def _unused(
    recordings: Sequence[Recording], pieces: Sequence[_Piece], found: Sequence[TrackMatch]
) -> tuple[Recording, ...]:
    """Return the recordings that are no track, no take and no copy of one, in their own order."""
    used = [r for match in found for r in (match.recording, *match.candidates, *match.takes.values())]
    used += [copy for piece in pieces if piece.recording in used for copy in piece.copies]
    return tuple(recording for recording in recordings if recording not in used)


def _name(recording: Recording) -> Phrase:
    """Return what a person finds the recording by: its file's name, or its place in a divided file."""
    file = printable(recording.path.name)
    if _is_whole(recording):
        return phrase("Matching", '"{file}"').fill(file=file)
    if recording.number is not None:
        return phrase("Matching", 'track {number} of "{file}"').fill(number=recording.number, file=file)
    return phrase("Matching", '"{title}" of "{file}"').fill(title=recording.title, file=file)


def _listed(words: Sequence[str]) -> Phrase:
    if len(words) < 2:
        return joined("", words)
    return phrase("Matching", "{words} and {last}").fill(words=joined(", ", words[:-1]), last=words[-1])


def _clock(seconds: Fraction | None) -> str:
    return (
        "?"
        if seconds is None
        else format_time(Fraction(round(seconds)), hours=seconds >= 3600).removesuffix(".000")
    )


def _is_named(album: Album, recording: Recording) -> bool:
    """Return whether tags or folders give the recording the album's name or its artist's."""
    names = [recording.album or "", *(folder.name for folder in list(recording.path.parents)[:2])]
    if recording.start or recording.stop is not None:
        names.append(recording.path.stem)
    wanted = folded(album.title)
    if any(similarity(wanted, reading) >= 0.8 for name in names for reading in readings(name)):
        return True
    artists = [recording.artist or "", *names]
    wanted = folded(album.artist or "")
    return bool(wanted) and any(
        similarity(wanted, reading) >= 0.8 for a in artists for reading in readings(a)
    )


def _album(recordings: Sequence[Recording], tracks: Sequence[Track]) -> Album:
    """Return the album as most of the recordings' tags have it, else called after its folder or file."""
    album = _most_common(recording.album for recording in recordings)
    if album is None and recordings:
        first = recordings[0]
        album = printable(first.path.parent.name if _is_whole(first) else first.path.stem)
    return Album(
        title=album or "Untitled album",
        artist=_most_common(recording.artist for recording in recordings),
        year=_most_common(recording.year for recording in recordings),
        tracks=tuple(sorted(tracks, key=lambda track: track.number)),
    )


_T = TypeVar("_T")


def _most_common(values: Iterable[_T | None]) -> _T | None:
    counted = Counter(value for value in values if value is not None)
    return counted.most_common(1)[0][0] if counted else None


def _running_numbers(pieces: Sequence[_Piece]) -> list[int]:
    """Return each piece's number, discs continuing the count; its place where not all have one."""
    places = [(piece.recording.disc or 0, piece.recording.number) for piece in pieces]
    if any(number is None or number < 1 for _, number in places) or len(set(places)) < len(places):
        return list(range(1, len(pieces) + 1))
    before: dict[int, int] = {}
    count = 0
    for disc in sorted({disc for disc, _ in places}):
        before[disc] = count
        count += max(number or 0 for other, number in places if other == disc)
    return [before[disc] + (number or 0) for disc, number in places]
