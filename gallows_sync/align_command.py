"""The command ``align``: where the album sounds in the film, written into a cue map."""

import os
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path

from gallows_sync.core.cue_map import Certainty, CueMap
from gallows_sync.core.media_files import FilmFile, MatchState, Recording
from gallows_sync.errors import GallowsSyncError
from gallows_sync.formats.cue_map_yaml import CueMapError, read_cue_map, save_cue_map
from gallows_sync.library import Library, state_folder
from gallows_sync.map_choice import MapChoice, choose_map
from gallows_sync.media.album import read_album
from gallows_sync.media.film import probe_film
from gallows_sync.media.matching import is_album, match_album
from gallows_sync.progress_line import ProgressLine
from gallows_sync.search.placing import confirmed_in_another_copy, proposals, with_placed
from gallows_sync.search.recognition import find_map, remember_map
from gallows_sync.search.report import report_json, summary
from gallows_sync.search.run import SearchJob, SearchProgress, SearchResult, search
from gallows_sync.shipped import shipped_cue_maps
from gallows_sync.whole_file import write_whole

_LISTENS_EVERY_S = 0.2


class AlignError(GallowsSyncError):
    """Something stands against searching, or against writing what will be found."""


@dataclass(frozen=True, slots=True)
class AlignOptions:
    """What the command was given; without ``cues`` the map is the one that ``play`` would open."""

    film: Path
    album: Path
    cues: Path | None
    output: Path
    report: Path | None = None
    plot: Path | None = None

    def outputs(self) -> Mapping[str, Path]:
        given = {"--output": self.output, "--report": self.report, "--plot": self.plot}
        return {name: path for name, path in given.items() if path is not None}


def align(options: AlignOptions) -> bool:
    """Search, write what was found and print it; return whether all of it went as it should.

    It did not where no stretch at all was found, or where a track has no recording to search for.

    Raises:
        GallowsSyncError: the files do not serve, or the result cannot be written; all that can be known
            beforehand is said before the search begins.
        KeyboardInterrupt: nothing has been written, but threads may go on for seconds.
    """
    _require_places(options)
    film = probe_film(options.film)
    recordings = read_album(options.album)
    _require_apart(options, recordings)
    library = Library(state_folder())
    choice = _base(options, library, film, recordings)
    _require_nothing_lost(options.output, choice)
    for error in choice.errors:
        print(f"note: {error}")
    match = choice.match if choice.match is not None else match_album(choice.cue_map.album, recordings)
    for track in match.tracks:
        if track.state is MatchState.AMBIGUOUS and track.recording is not None:
            print(f"note: track {track.track}: {track.reason}")
    result = _searched(SearchJob(film, choice.cue_map, match))
    placed = with_placed(choice.cue_map, proposals(choice.cue_map, result.found, film), film)
    _write(options, choice, result, placed)
    if result.found:
        remember_map(library, film, options.album, placed, options.output)
        library.settle()
    for words in _told(choice.cue_map, placed, result):
        print(words)
    in_cues = sum(cue.placed for cue in placed.cues)
    print(f"{options.output}: {in_cues} of {len(placed.cues)} cues are placed")
    return bool(result.found) and not result.unsearched


def _base(
    options: AlignOptions, library: Library, film: FilmFile, recordings: Sequence[Recording]
) -> MapChoice:
    if options.cues is not None:
        file = read_cue_map(options.cues)
        return MapChoice(file.cue_map, file, options.cues)
    shipped = shipped_cue_maps()
    choice = find_map(library, shipped, film, options.album, recordings)
    if choice.path in shipped or is_album(choice.cue_map.album, recordings):
        return choice
    # Something else was written under the name of the map that was last saved for the two.
    return choose_map(recordings, film, None, shipped)


def _searched(job: SearchJob) -> SearchResult:
    """Search on a thread, so that Ctrl+C is heard here at once, whatever is being computed there."""
    latest = SearchProgress("Decoding the film's sound", 0.0), time.monotonic()

    def told(progress: SearchProgress) -> None:
        nonlocal latest
        latest = progress, time.monotonic()

    thread = ThreadPoolExecutor(1, "align")
    searching = thread.submit(search, job, told)
    thread.shutdown(wait=False)
    with ProgressLine() as line:
        while not searching.done():
            wait([searching], _LISTENS_EVERY_S)
            progress, at = latest
            left = progress.seconds_left
            line.show(progress.words, progress.done, None if left is None else left - (time.monotonic() - at))
    return searching.result()


def _write(options: AlignOptions, choice: MapChoice, result: SearchResult, placed: CueMap) -> None:
    # Written under the name it was read from, so that a change by another program in the meantime is noticed.
    output = options.output
    if choice.path is not None and _is_same_file(output, choice.path):
        output = choice.path
    save_cue_map(output, placed, choice.file)
    if options.report is not None:
        try:
            write_whole(options.report, report_json(result).encode("utf-8"))
        except OSError as error:
            raise AlignError(f"cannot write {options.report}: {error.strerror or error}") from error
    if options.plot is not None:
        from gallows_sync.search.plot import draw

        draw(result, placed, options.plot)


def _told(base: CueMap, placed: CueMap, result: SearchResult) -> Iterator[str]:
    yield from summary(result, base)
    if not result.found:
        yield "problem: none of the album was found in this film"
    unfound = {one.track for one in result.unfound}
    unsearched = {one.track for one in result.unsearched if one.take is None}
    for cue in placed.cues:
        if cue.placed:
            continue
        if cue.track in unfound:
            reason = "its track was not found"
        elif cue.track in unsearched:
            reason = "its track was not searched for"
        else:
            reason = "its track was found in fewer places than it has cues"
        yield f"cue {cue.id} is unplaced: {reason}"
    for cue in confirmed_in_another_copy(base, result.film):
        yield f"cue {cue.id} is confirmed, for another copy of the film, and stays as it is"


# -- what has to be in order before the search


def _require_places(options: AlignOptions) -> None:
    for name, path in options.outputs().items():
        folder = path.absolute().parent
        if not folder.is_dir():
            raise AlignError(f"no such folder for {name}: {folder}")
        if path.is_dir():
            raise AlignError(f"{path} is a folder; give the name of a file for {name}")
        if path.exists() and not path.is_file():
            raise AlignError(f"{path} is not a regular file; give another name for {name}")
        if not os.access(path if path.exists() else folder, os.W_OK):
            raise AlignError(f"{path} may not be written; give another name for {name}")
    if options.plot is not None:
        from gallows_sync.search.plot import require_drawable

        require_drawable(options.plot)


def _require_apart(options: AlignOptions, recordings: Sequence[Recording]) -> None:
    """Refuse to write over the user's media, over one's own input, or two things into one file."""
    media = [options.film, options.album, *(recording.path for recording in recordings)]
    taken: list[Path] = []
    for name, path in options.outputs().items():
        if any(_is_same_file(path, one) for one in media):
            raise AlignError(f"{path} is the film or of the album; give another name for {name}")
        if name != "--output" and options.cues is not None and _is_same_file(path, options.cues):
            raise AlignError(f"{path} is the cue map; give another name for {name}")
        if any(_is_same_file(path, one) for one in taken):
            raise AlignError(f"{path} is asked for twice; give another name for {name}")
        taken.append(path)


def _require_nothing_lost(output: Path, choice: MapChoice) -> None:
    """Refuse to write over what is no cue map, and over confirmed cues that the base does not hold."""
    if not output.exists() or output.stat().st_size == 0:
        return
    if choice.path is not None and _is_same_file(output, choice.path):
        return
    try:
        there = read_cue_map(output).cue_map
    except CueMapError as error:
        raise AlignError(f"{output} is there already and is no cue map; give another name") from error
    kept = choice.cue_map.cues
    if any(cue.certainty is Certainty.CONFIRMED and cue not in kept for cue in there.cues):
        raise AlignError(
            f"{output} holds cues that were confirmed by hand; keep them with --cues {output}, "
            "or give another name for --output"
        )


def _is_same_file(one: Path, other: Path) -> bool:
    if os.path.realpath(one) == os.path.realpath(other):
        return True
    try:
        return one.samefile(other)
    except OSError:
        return False
