"""What does not work, or is worth knowing, in words a person can act on: pure functions of what is open."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from gallows_sync.core.cue_map import Cue, CueMap, Track
from gallows_sync.core.media_files import AlbumMatch, FilmFile, MatchState, TrackMatch
from gallows_sync.errors import GallowsSyncError
from gallows_sync.formats.cue_map_yaml import CueMapError
from gallows_sync.wording import Phrase, joined, phrase

DURATION_TOLERANCE_S = 1
"""A film whose length differs by more from the map's is another copy: its times may not hold."""

FRAME_RATE_TOLERANCE = Fraction(1, 2000)
"""Relative; half of what 24 differs from 24000/1001."""

MOST_NAMED = 3
"""So many faults, tracks or cues are named; the rest is counted, and told where to be read."""

_OPEN_INSTEAD = {
    "film": phrase("Notices", "Open another file; «gallows-sync doctor» says what can be played."),
    "album": phrase("Notices", "Open the folder that holds its files, one sound file, or its CUE sheet."),
    "map": phrase("Notices", "Open another map, or film and album without one."),
}

_OPEN_WHERE_IT_IS = {
    "film": phrase("Notices", "It was open last. If it has moved, open the film from where it is now."),
    "album": phrase("Notices", "It was open last. If it has moved, open the album from where it is now."),
    "map": phrase("Notices", "It was open last. If it has moved, open the map from where it is now."),
}


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
        words = phrase("Notices", "This film has no sound; only the album is heard.")
        notices.append(Notice("info", words, about=about))
    placed = [cue for cue in cue_map.cues if cue.film is not None]
    if placed and (differences := copy_differences(film, cue_map)):
        notices.append(
            Notice(
                "problem",
                phrase(
                    "Notices",
                    "This is another copy than the one that the map's film times belong to: {differences}.",
                ).fill(differences=differences),
                phrase(
                    "Notices",
                    "Its scenes may lie elsewhere: «Find the cues in this copy» (Edit menu) finds them.",
                ),
                about,
            )
        )
    beyond = [cue for cue in placed if begins_after(cue, film)]
    if beyond:
        notices.append(
            Notice(
                "problem",
                phrase("Notices", "After the end of this film: {titles}.").fill(
                    titles=_named([track_title(cue, cue_map) for cue in beyond])
                ),
                phrase("Notices", "Correct their film times in the map, then load it again."),
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
                phrase("Notices", "{album} has no file for any of the map's {count} tracks.").fill(
                    album=album.name, count=len(match.tracks)
                ),
                phrase(
                    "Notices",
                    "Open the album that belongs to this map, or the map that belongs to this album.",
                ),
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
                    phrase(
                        "Notices",
                        "«{title}»: this album does not hold take {take}; "
                        "the album's own version is heard in its place.",
                    ).fill(title=track_title(cue, cue_map), take=cue.take),
                    about=about,
                )
            )
    return notices


def kept_notices(cues: Sequence[Cue], cue_map: CueMap) -> list[Notice]:
    """Say which cues keep the film times of another copy, while others are placed in this one."""
    if not cues:
        return []
    titles = _named([track_title(cue, cue_map) for cue in cues])
    return [
        Notice(
            "info",
            phrase(
                "Notices", "Confirmed for another copy of the film, and left as they were: {titles}."
            ).fill(titles=titles),
            phrase("Notices", "They may lie elsewhere in this one: look before you trust them."),
            "search",
        )
    ]


def reading_notices(failures: Mapping[str, str], cue_map: CueMap, album: Path | None) -> list[Notice]:
    """Say for which cues the recording was there but could not be read; ``failures``: why, by cue id."""
    cues = [(cue, failures[cue.id]) for cue in cue_map.cues if cue.id in failures]
    return [
        Notice(
            "problem",
            phrase("Notices", "«{title}» cannot be heard. {why}").fill(
                title=track_title(cue, cue_map), why=why
            ),
            phrase("Notices", "Once the file is in order, open the album again."),
            str(album),
        )
        for cue, why in cues
    ]


def silence_notice(film: FilmFile | None) -> Notice:
    """Say that nothing is heard of the film, or, where none is open, of the track that is played."""
    words = phrase("Notices", "There is no sound device: the picture plays silently.")
    if film is None:
        words = phrase("Notices", "There is no sound device: nothing is heard.")
    advice = phrase("Notices", "Connect one: it is used at once. «gallows-sync doctor» says what was found.")
    return Notice("problem", words, advice)


def unused_notice(track: Track) -> Notice:
    """Say that the track which is played is not in the film where it is played."""
    words = phrase("Notices", "The film does not use this stretch of «{title}».")
    return Notice("info", words.fill(title=track.title))


def opening_notice(what: str, error: GallowsSyncError, *, was_open_last: bool) -> Notice:
    """Say that ``what`` ("film", "album", "map") could not be opened, and why."""
    if isinstance(error, CueMapError):
        return faults_notice(error)
    advice = _OPEN_WHERE_IT_IS if was_open_last else _OPEN_INSTEAD
    return Notice("problem", str(error), advice[what], what)


def faults_notice(error: CueMapError) -> Notice:
    """Name the first faults of a map, count the others, and say where all of them can be read."""
    count, more = len(error.faults), len(error.faults) - MOST_NAMED
    head = (
        phrase("Notices", "{file} has a fault and was not opened:")
        if count == 1
        else phrase("Notices", "{file} has {count} faults and was not opened:")
    )
    lines = [
        phrase("Notices", "line {line}: {fault}").fill(line=fault.line, fault=fault.message)
        for fault in error.faults[:MOST_NAMED]
    ]
    advice = (
        phrase("Notices", "Correct it, then open the map again.")
        if count == 1
        else phrase("Notices", "Correct them, then open the map again.")
    )
    if more > 0:
        rest = (
            phrase("Notices", "«gallows-sync check {path}» names the other.")
            if more == 1
            else phrase("Notices", "«gallows-sync check {path}» names all {count}.")
        )
        advice = joined(" ", (rest.fill(path=error.path, count=count), advice))
    text = joined("\n", (head.fill(file=error.path.name, count=count), *lines))
    return Notice("problem", text, advice, "map")


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
        longer = phrase("Notices", "{length} longer") if off > 0 else phrase("Notices", "{length} shorter")
        found.append(longer.fill(length=_length(abs(off))))
    if asked.frame_rate is not None and film.frame_rate is not None:
        ratio = film.frame_rate / asked.frame_rate
        if abs(ratio - 1) > FRAME_RATE_TOLERANCE:
            words = phrase("Notices", "{rate:.6g} pictures a second, not {expected:.6g}")
            found.append(words.fill(rate=float(film.frame_rate), expected=float(asked.frame_rate)))
    return joined(", ", found)


def _length(seconds: Fraction) -> Phrase:
    whole = round(seconds)
    if whole < 10:
        return phrase("Notices", "{seconds:.1f} s").fill(seconds=float(seconds))
    if whole < 120:
        return phrase("Notices", "{seconds} s").fill(seconds=whole)
    return phrase("Notices", "{minutes} min").fill(minutes=whole // 60)


def _track_in_words(found: TrackMatch, cue_map: CueMap) -> Phrase:
    track = cue_map.track(found.track)
    name = phrase("Notices", "Track {number}").fill(number=found.track)
    if track is not None:
        words = phrase("Notices", "Track {number}, «{title}»")
        name = words.fill(number=found.track, title=track.title)
    if found.recording is None:
        words = phrase("Notices", "{track}: {reason}; it stays silent.")
        return words.fill(track=name, reason=found.reason)
    words = phrase("Notices", "{track}: {reason}; {file} is heard.")
    return words.fill(track=name, reason=found.reason, file=found.recording.path.name)


def _track_advice(found: TrackMatch) -> Phrase:
    if found.state is MatchState.AMBIGUOUS:
        return phrase("Notices", "Once only one of them fits, open the album again.")
    return phrase(
        "Notices", "Add its file to the album, or correct its name or tags; then open the album again."
    )


def _named(titles: Sequence[str]) -> Phrase:
    shown = joined(", ", [phrase("Notices", "«{title}»").fill(title=title) for title in titles[:MOST_NAMED]])
    if len(titles) <= MOST_NAMED:
        return shown
    more = len(titles) - MOST_NAMED
    words = (
        phrase("Notices", "{titles} and 1 more")
        if more == 1
        else phrase("Notices", "{titles} and {count} more")
    )
    return words.fill(titles=shown, count=more)
