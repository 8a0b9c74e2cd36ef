"""The command line: words in, exit status out, faults told in one line.

Nothing heavy is imported before it is known to be needed: help, version and ``check`` answer at once.
"""

import argparse
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from difflib import get_close_matches
from fractions import Fraction
from pathlib import Path
from typing import Any, NoReturn

from gallows_sync import __version__
from gallows_sync.core.cue_map import Cue, CueMap
from gallows_sync.core.media_files import AlbumMatch, FilmFile, MatchState
from gallows_sync.core.times import format_time
from gallows_sync.errors import GallowsSyncError
from gallows_sync.launch_options import LaunchOptions

DONE = 0
PROBLEM_FOUND = 1
BAD_INPUT = 2
INTERRUPTED = 130

DURATION_TOLERANCE = Fraction(1)
"""Seconds by which a copy's length may differ from the map's before it counts as another copy."""

FRAME_RATE_TOLERANCE = Fraction(1, 2000)
"""Relative; half of what 24 differs from 24000/1001."""

MUSIC_TOLERANCE = Fraction(1, 20)
"""Seconds by which a cue may run past the end of its recording: less than anybody hears."""

PUBLISHED_LENGTH_TOLERANCE = Fraction(3)
"""Seconds by which a recording may differ from its published length: silence at the ends, rounding."""

_PROGRAM = "gallows-sync"
_MOST_NAMED = 20


class UsageError(GallowsSyncError):
    """The command line asks for something that cannot be done; the text says what would do."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program and return its exit status: 0 done, 1 a problem was found, 2 bad usage or input."""
    for stream in (sys.stdout, sys.stderr):
        # A title that the terminal cannot show must not end the program.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        options = _parser().parse_args(arguments)
        command: Callable[[argparse.Namespace], int] = options.run
        status = command(options)
        _flush()
        return status
    except GallowsSyncError as error:
        _say_error(str(error))
        return BAD_INPUT
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read the output has seen enough. Python flushes once more at exit, so give it somewhere to.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PROBLEM_FOUND


def _flush() -> None:
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:  # closed by whoever started the program
            stream.flush()


def _say_error(message: str) -> None:
    print(f"{_PROGRAM}: error: {' '.join(message.split())}", file=sys.stderr)


class _Parser(argparse.ArgumentParser):
    """Shows an example below the help, and says what is wrong in one line without the usage before it."""

    def __init__(self, *, example: str, **settings: Any) -> None:
        super().__init__(
            **settings,
            epilog=f"example:\n  {example}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )

    def error(self, message: str) -> NoReturn:
        _say_error(message)
        sys.exit(BAD_INPUT)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog=_PROGRAM,
        description="A player for a film and its album: pick a scene, hear its cue, in sync.\n"
        "Without a command it opens what was open last, paused where it was left.",
        example=f"{_PROGRAM} play --film film.mkv --album album/",
    )
    parser.add_argument("--version", action="version", version=f"{_PROGRAM} {__version__}")
    parser.set_defaults(run=_open_last)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")

    def command(
        name: str, run: Callable[[argparse.Namespace], int], purpose: str, example: str, more: str = ""
    ) -> _Parser:
        description = f"{purpose[0].upper()}{purpose[1:]}.\n{more}".strip()
        made = commands.add_parser(name, help=purpose, description=description, example=example)
        made.set_defaults(run=run)
        return made

    play = command(
        "play",
        _play,
        "open a film, its album and a cue map, and play",
        f"{_PROGRAM} play --film film.mkv --album album/ --cues cues.yaml --cue generique",
    )
    play.add_argument("--film", type=Path, required=True, metavar="FILE", help="the film")
    album_help = "the album: a folder of files, a CUE sheet, or one file with a CUE sheet or chapters"
    play.add_argument("--album", type=Path, required=True, metavar="DIR_OR_FILE", help=album_help)
    play.add_argument(
        "--cues",
        type=Path,
        metavar="MAP",
        help="the cue map; without it the one last saved for film and album, else a shipped or a new one",
    )
    play.add_argument("--cue", metavar="ID", help="start at this cue instead of the film's beginning")
    play.add_argument("--fullscreen", action="store_true", help="show the picture only")
    play.add_argument(
        "--stats", type=Path, metavar="FILE.jsonl", help="append what is measured, one JSON object a line"
    )

    play.add_argument(
        "--decks", type=_at_least_one, metavar="N", help="hold at most N places of the film ready (memory)"
    )

    align = command(
        "align",
        _align,
        "find where the album sounds in the film's own sound, and write a placed map",
        f"{_PROGRAM} align --film film.mkv --album album/ --output cues.yaml --report found.json",
        "Neither film nor album is changed. Cues that are confirmed stay as they are; tracks that are not\n"
        "found stay unplaced. Exit status: 0 if any of the album was found (a track need not occur in the\n"
        "film); 1 if nothing was, or a track had no recording to search for; 2 bad usage or input.",
    )
    align.add_argument("--film", type=Path, required=True, metavar="FILE", help="the film")
    align.add_argument("--album", type=Path, required=True, metavar="DIR_OR_FILE", help=album_help)
    align.add_argument(
        "--cues",
        type=Path,
        metavar="BASE",
        help="the map to place; without it the one last saved for the two, else a shipped or a new one",
    )
    align.add_argument(
        "--output", type=Path, required=True, metavar="OUT.yaml", help="the placed map; may be BASE itself"
    )
    align.add_argument("--report", type=Path, metavar="R.json", help="write what was found as JSON, too")
    align.add_argument(
        "--plot", type=Path, metavar="OUT.png|svg", help="draw film time against music time, to see why"
    )

    command("demo", _demo, "play the film, album and cue map that come with the program", f"{_PROGRAM} demo")

    check = command(
        "check",
        _check,
        "name every fault of a cue map, and whatever of film and album does not fit it",
        f"{_PROGRAM} check cues.yaml --film film.mkv --album album/",
    )
    check.add_argument("map", type=Path, metavar="MAP", help="the cue map")
    check.add_argument("--film", type=Path, metavar="FILE", help="a film to hold against the map")
    check.add_argument("--album", type=Path, metavar="DIR_OR_FILE", help="an album to hold against the map")

    command("doctor", _doctor, "say what was found on this system and what to install", f"{_PROGRAM} doctor")
    return parser


def _at_least_one(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError
    return number


# -- opening the window


def _open_last(_options: argparse.Namespace) -> int:
    return _launch(LaunchOptions())


def _play(options: argparse.Namespace) -> int:
    _require_file(options.film, "film")
    _require_album(options.album)
    if options.cues is not None:
        _require_readable(options.cues, options.cue)
    if options.stats is not None and not options.stats.absolute().parent.is_dir():
        raise UsageError(f"no such folder for --stats: {options.stats.absolute().parent}")
    return _launch(
        LaunchOptions(
            film=options.film,
            album=options.album,
            cue_map=options.cues,
            cue=options.cue,
            fullscreen=options.fullscreen,
            stats=options.stats,
            play=True,
            decks=options.decks,
        )
    )


def _demo(_options: argparse.Namespace) -> int:
    from gallows_sync.shipped import shipped_path

    return _launch(
        LaunchOptions(
            film=shipped_path("assets/demo/film.mkv"),
            album=shipped_path("assets/demo/album"),
            play=True,
        )
    )


def _launch(options: LaunchOptions) -> int:
    try:
        from gallows_sync import app
    except ImportError as error:
        raise UsageError(f"the window cannot open ({error}); run {_PROGRAM} doctor to see why") from error
    return app.run(options)


def _require_file(path: Path, what: str) -> None:
    if path.is_dir():
        raise UsageError(f"{path} is a folder; give the {what} file itself")
    if not path.exists():
        raise UsageError(f"no such {what}: {path}")


def _require_album(path: Path) -> None:
    if not path.exists():
        raise UsageError(f"no such album: {path}")


def _require_readable(path: Path, cue_id: str | None) -> None:
    """Read the map before the window opens, so that what is wrong with it is said where it was asked."""
    from gallows_sync.formats.cue_map_yaml import CueMapError, read_cue_map

    try:
        cue_map = read_cue_map(path).cue_map
    except CueMapError as error:
        first = str(error).splitlines()[0]
        more = len(error.faults) - 1
        rest = f" (and {more} more: {_PROGRAM} check {path} names them)" if more else ""
        raise UsageError(f"{first}{rest}") from error
    if cue_id is not None and cue_map.cue(cue_id) is None:
        ids = [cue.id for cue in cue_map.cues]
        near = get_close_matches(cue_id.lower(), ids, n=1)
        advice = f"did you mean {near[0]}?" if near else f"it has {', '.join(ids[:_MOST_NAMED]) or 'no cues'}"
        raise UsageError(f"no cue {cue_id!r} in {path}; {advice}")


# -- align


def _align(options: argparse.Namespace) -> int:
    _require_file(options.film, "film")
    _require_album(options.album)
    if options.cues is not None:
        _require_readable(options.cues, None)
    from gallows_sync.align_command import AlignOptions, align

    given = {name: getattr(options, name) for name in ("film", "album", "cues", "output", "report", "plot")}
    try:
        return DONE if align(AlignOptions(**given)) else PROBLEM_FOUND
    except KeyboardInterrupt:
        # Threads may be deep in a computation that only the end of the process ends at once.
        _flush()
        os._exit(INTERRUPTED)


# -- check


def _check(options: argparse.Namespace) -> int:
    from gallows_sync.formats.cue_map_yaml import CueMapError, read_cue_map

    if options.film is not None:
        _require_file(options.film, "film")
    if options.album is not None:
        _require_album(options.album)
    try:
        cue_map = read_cue_map(options.map).cue_map
    except CueMapError as error:
        print(error)
        return PROBLEM_FOUND
    placed = sum(cue.placed for cue in cue_map.cues)
    tracks, cues = len(cue_map.album.tracks), len(cue_map.cues)
    print(f"{options.map}: good: {_counted(tracks, 'track')}, {_counted(cues, 'cue')}, {placed} placed")
    problems: list[str] = []
    if options.film is not None:
        problems += _film_problems(cue_map, options.film)
    if options.album is not None:
        problems += _album_problems(cue_map, options.album)
    for problem in problems:
        print(f"problem: {problem}")
    return PROBLEM_FOUND if problems else DONE


def _film_problems(cue_map: CueMap, path: Path) -> Iterator[str]:
    from gallows_sync.media.film import probe_film

    film = probe_film(path)
    print(f"{path}: {_film_in_words(film)}")
    asked = cue_map.film
    if asked.duration is not None and abs(film.duration - asked.duration) > DURATION_TOLERANCE:
        yield (
            f"{path} lasts {format_time(film.duration)}; the map's film times are of a copy that lasts "
            f"{format_time(asked.duration)}"
        )
    if (
        asked.frame_rate is not None
        and film.frame_rate is not None
        and abs(film.frame_rate / asked.frame_rate - 1) > FRAME_RATE_TOLERANCE
    ):
        yield (
            f"{path} has {_rate(film.frame_rate)} frames a second; the map's film times are of a copy that "
            f"has {_rate(asked.frame_rate)}"
        )
    for cue in cue_map.cues:
        if cue.film is not None and cue.film.film_out > film.duration + DURATION_TOLERANCE:
            yield f"cue {cue.id} ends at {format_time(cue.film.film_out)}, after the end of {path}"


def _album_problems(cue_map: CueMap, path: Path) -> Iterator[str]:
    from gallows_sync.media.album import read_album
    from gallows_sync.media.matching import match_album

    recordings = read_album(path)
    print(f"{path}: {_counted(len(recordings), 'recording')}")
    match = match_album(cue_map.album, recordings)
    for track, found in zip(cue_map.album.tracks, match.tracks, strict=True):
        line = f"track {track.number}, {track.title}: {found.state.value}: {found.reason}"
        if found.state is not MatchState.MATCHED:
            yield line
            continue
        print(line)
        length = None if found.recording is None else found.recording.duration
        if length is not None and track.duration is not None:
            apart = abs(length - track.duration)
            if apart > PUBLISHED_LENGTH_TOLERANCE:
                print(f"  its length is {_minutes(length)}, published as {_minutes(track.duration)}")
    for cue in cue_map.cues:
        yield from _cue_problems(cue, match)


def _cue_problems(cue: Cue, match: AlbumMatch) -> Iterator[str]:
    recording = match.recording_for(cue)
    if recording is None or recording.duration is None:
        return
    heard = Fraction(0) if cue.film is None else cue.film.duration * cue.speed
    music_out = cue.music_in + heard
    over = music_out - recording.duration
    if over > MUSIC_TOLERANCE:
        yield (
            f"cue {cue.id} plays its music to {_minutes(music_out)}, but {recording.path.name} ends at "
            f"{_minutes(recording.duration)}: the last {_minutes(over)} stay silent"
        )


def _film_in_words(film: FilmFile) -> str:
    rate = "varying frame rate" if film.frame_rate is None else f"{_rate(film.frame_rate)} frames a second"
    sound = "no sound" if film.sound is None else f"{film.sound.codec} sound"
    return f"{format_time(film.duration)}, {film.width}×{film.height}, {rate}, {sound}"


def _rate(frame_rate: Fraction) -> str:
    return str(frame_rate) if frame_rate.denominator == 1 else f"{float(frame_rate):.3f} ({frame_rate})"


def _minutes(seconds: Fraction) -> str:
    return format_time(round(seconds, 3), hours=False)


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


# -- doctor


def _doctor(_options: argparse.Namespace) -> int:
    from gallows_sync.doctor import examine

    status = DONE
    for finding in examine():
        print(f"{'ok' if finding.ok else 'MISSING':8}{finding.name}: {finding.text}")
        if finding.advice is not None:
            print(f"{'':8}{finding.advice}")
        if not finding.ok:
            status = PROBLEM_FOUND
    return status
