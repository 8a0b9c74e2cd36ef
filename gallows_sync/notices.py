"""What does not work, or is worth knowing, in words a person can act on: pure functions of what is open."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from gallows_sync.core.cue_map import Cue, CueMap
from gallows_sync.core.media_files import AlbumMatch, FilmFile, MatchState, TrackMatch
from gallows_sync.errors import GallowsSyncError
from gallows_sync.formats.cue_map_yaml import CueMapError

DURATION_TOLERANCE_S = 1
"""A film whose length differs by more from the map's is another copy: its times may not hold."""

FRAME_RATE_TOLERANCE = Fraction(1, 2000)
"""Relative; half of what 24 differs from 24000/1001."""

MOST_NAMED = 3
"""So many faults, tracks or cues are named; the rest is counted, and told where to be read."""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that does not work ("problem") or is worth knowing ("info"); ``advice`` says what to do.

    ``about`` names what it is about, such as a file: the same words about another file are another notice.
    """

    kind: str
    text: str
    advice: str | None = None
    about: str = ""


class NoticeBoard:
    """The notices that are shown: those said once, then those found to hold now; without the dismissed ones.

    A dismissed one stays away until it has ceased to hold and is found again.
    """

    def __init__(self) -> None:
        self._said: tuple[Notice, ...] = ()
        self._found: tuple[Notice, ...] = ()
        self._dismissed: frozenset[Notice] = frozenset()

    @property
    def shown(self) -> tuple[Notice, ...]:
        return (*self._said, *(notice for notice in self._found if notice not in self._dismissed))

    def say(self, notice: Notice) -> None:
        """Show ``notice`` until it is dismissed, or ``unsay`` is called for what it is about."""
        self._said = (*(said for said in self._said if said != notice), notice)

    def unsay(self, about: str) -> None:
        """Take away what was said about this."""
        self._said = tuple(said for said in self._said if said.about != about)

    def show_found(self, found: Sequence[Notice]) -> None:
        """Show what was found to hold now, instead of what was found before."""
        self._found = tuple(dict.fromkeys(found))
        self._dismissed &= frozenset(found)

    def dismiss(self, notice: Notice) -> None:
        """Put ``notice`` away."""
        self._said = tuple(said for said in self._said if said != notice)
        self._dismissed |= {notice}


def film_notices(film: FilmFile, cue_map: CueMap) -> list[Notice]:
    """Say what of this copy of the film does not fit the map, or is not there."""
    about = str(film.path)
    notices = []
    if film.sound is None:
        notices.append(Notice("info", "This film has no sound; only the album is heard.", about=about))
    placed = [cue for cue in cue_map.cues if cue.film is not None]
    if placed and (differences := copy_differences(film, cue_map)):
        notices.append(
            Notice(
                "problem",
                f"This is another copy than the one that the map's film times belong to: {differences}.",
                "Its scenes may lie elsewhere: «Find the cues in this copy» (Edit menu) finds them.",
                about,
            )
        )
    beyond = [cue for cue in placed if begins_after(cue, film)]
    if beyond:
        notices.append(
            Notice(
                "problem",
                f"After the end of this film: {_named([track_title(cue, cue_map) for cue in beyond])}.",
                "Correct their film times in the map, then load it again.",
                about,
            )
        )
    return notices


def album_notices(match: AlbumMatch, cue_map: CueMap, album: Path) -> list[Notice]:
    """Say for each track whether its recording is missing or uncertain, and which takes are not there."""
    about = str(album)
    if match.tracks and all(found.recording is None for found in match.tracks):
        return [
            Notice(
                "problem",
                f"{album.name} has no file for any of the map's {len(match.tracks)} tracks.",
                "Open the album that belongs to this map, or the map that belongs to this album.",
                about,
            )
        ]
    notices = [
        Notice("problem", _track_in_words(found, cue_map), _track_advice(found), about)
        for found in match.tracks
        if found.state is not MatchState.MATCHED
    ]
    takes = {found.track: found.takes for found in match.tracks if found.recording is not None}
    for cue in cue_map.cues:
        if cue.take is not None and cue.track in takes and cue.take not in takes[cue.track]:
            notices.append(
                Notice(
                    "info",
                    f"«{track_title(cue, cue_map)}»: this album does not hold take {cue.take}; "
                    "the album's own version is heard in its place.",
                    about=about,
                )
            )
    return notices


def kept_notices(cues: Sequence[Cue], cue_map: CueMap) -> list[Notice]:
    """Say which cues keep the film times of another copy, while others are placed in this one."""
    if not cues:
        return []
    names = _named([track_title(cue, cue_map) for cue in cues])
    return [
        Notice(
            "info",
            f"Confirmed for another copy of the film, and left as they were: {names}.",
            "They may lie elsewhere in this one: look before you trust them.",
            "search",
        )
    ]


def reading_notices(failures: Mapping[str, str], cue_map: CueMap, album: Path | None) -> list[Notice]:
    """Say for which cues the recording was there but could not be read; ``failures``: why, by cue id."""
    cues = [(cue, failures[cue.id]) for cue in cue_map.cues if cue.id in failures]
    return [
        Notice(
            "problem",
            f"«{track_title(cue, cue_map)}» cannot be heard. {why}",
            "Once the file is in order, open the album again.",
            str(album),
        )
        for cue, why in cues
    ]


def opening_notice(what: str, error: GallowsSyncError, *, was_open_last: bool) -> Notice:
    """Say that ``what`` ("film", "album", "map") could not be opened, and why."""
    if isinstance(error, CueMapError):
        return faults_notice(error)
    advice = {
        "film": "Open another file; «gallows-sync doctor» says what can be played.",
        "album": "Open the folder that holds its files, one sound file, or its CUE sheet.",
        "map": "Open another map, or film and album without one.",
    }[what]
    if was_open_last:
        advice = f"It was open last. If it has moved, open the {what} from where it is now."
    return Notice("problem", str(error), advice, what)


def faults_notice(error: CueMapError) -> Notice:
    """Name the first faults of a map, count the others, and say where all of them can be read."""
    lines = [f"line {fault.line}: {fault.message}" for fault in error.faults[:MOST_NAMED]]
    count, more = len(error.faults), len(error.faults) - len(lines)
    head = f"{error.path.name} has {'a fault' if count == 1 else f'{count} faults'} and was not opened:"
    rest = f"«gallows-sync check {error.path}» names {'the other' if more == 1 else f'all {count}'}. "
    return Notice(
        "problem",
        "\n".join((head, *lines)),
        f"{rest if more else ''}Correct {'it' if count == 1 else 'them'}, then open the map again.",
        "map",
    )


def begins_after(cue: Cue, film: FilmFile) -> bool:
    """Return whether the cue's scene would begin after the end of this copy of the film."""
    return cue.film is not None and cue.film.film_in >= film.duration


def track_title(cue: Cue, cue_map: CueMap) -> str:
    """Return what the cue's music is called."""
    track = cue_map.track(cue.track)
    return track.title if track is not None else cue.id


def copy_differences(film: FilmFile, cue_map: CueMap) -> str:
    """Return in what this copy differs from the one that the map was made with; empty if in nothing."""
    asked = cue_map.film
    found = []
    if asked.duration is not None and abs(film.duration - asked.duration) > DURATION_TOLERANCE_S:
        off = film.duration - asked.duration
        found.append(f"{_length(abs(off))} {'longer' if off > 0 else 'shorter'}")
    if asked.frame_rate is not None and film.frame_rate is not None:
        ratio = film.frame_rate / asked.frame_rate
        if abs(ratio - 1) > FRAME_RATE_TOLERANCE:
            found.append(f"{float(film.frame_rate):.6g} pictures a second, not {float(asked.frame_rate):.6g}")
    return ", ".join(found)


def _length(seconds: Fraction) -> str:
    whole = round(seconds)
    return f"{float(seconds):.1f} s" if whole < 10 else f"{whole} s" if whole < 120 else f"{whole // 60} min"


def _track_in_words(found: TrackMatch, cue_map: CueMap) -> str:
    track = cue_map.track(found.track)
    name = f"Track {found.track}, «{track.title}»" if track is not None else f"Track {found.track}"
    heard = f"; {found.recording.path.name} is heard" if found.recording is not None else "; it stays silent"
    return f"{name}: {found.reason}{heard}."


def _track_advice(found: TrackMatch) -> str | None:
    if found.state is MatchState.AMBIGUOUS:
        return "Once only one of them fits, open the album again."
    return "Add its file to the album, or correct its name or tags; then open the album again."


def _named(names: Sequence[str]) -> str:
    shown = ", ".join(f"«{name}»" for name in names[:MOST_NAMED])
    return shown if len(names) <= MOST_NAMED else f"{shown} and {len(names) - MOST_NAMED} more"
