"""Which cue map belongs to a film and an album, where the user named none."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from gallows_sync.core.cue_map import CueMap
from gallows_sync.core.media_files import AlbumMatch, FilmFile, Recording
from gallows_sync.errors import GallowsSyncError
from gallows_sync.formats.cue_map_yaml import CueMapFile, read_cue_map
from gallows_sync.media.matching import is_album, match_new, new_cue_map

DEMO = "demo"
"""The shipped map of the demo film: offered for its own album only, never as what opens by default."""


@dataclass(frozen=True, slots=True)
class MapChoice:
    """A map, the file it comes from (None: made just now), and what kept others from being taken.

    ``match`` is the album's, where making the map has already told it. ``recognised`` says that the map was
    saved for this copy of the film under another name.
    """

    cue_map: CueMap
    file: CueMapFile | None = None
    path: Path | None = None
    match: AlbumMatch | None = None
    errors: tuple[GallowsSyncError, ...] = ()
    recognised: bool = False


def choose_map(
    recordings: Sequence[Recording],
    film: FilmFile | None,
    saved: Path | None,
    shipped: Sequence[Path],
    saved_elsewhere: Sequence[Path] = (),
) -> MapChoice:
    """Return the map last ``saved`` for the two, else the first other whose album this is, else a new one.

    ``saved_elsewhere`` were saved for this film and for albums in other folders, which may have been moved;
    they come before the ``shipped`` ones. Reads files; a map that cannot be read is passed over and said in
    ``errors``.
    """
    errors: list[GallowsSyncError] = []
    for path in (saved, *saved_elsewhere, *shipped):
        if path is None or (file := _readable(path, errors)) is None:
            continue
        if path is saved or is_album(file.cue_map.album, recordings):
            return MapChoice(file.cue_map, file, path, errors=tuple(errors))
    return MapChoice(new_cue_map(recordings, film), match=match_new(recordings), errors=tuple(errors))


def default_map(shipped: Sequence[Path]) -> MapChoice | None:
    """Return the shipped map that opens while nothing says which; None if there is none to read."""
    errors: list[GallowsSyncError] = []
    for path in shipped:
        if path.stem != DEMO and (file := _readable(path, errors)) is not None:
            return MapChoice(file.cue_map, file, path, errors=tuple(errors))
    return None


def _readable(path: Path, errors: list[GallowsSyncError]) -> CueMapFile | None:
    try:
        return read_cue_map(path)
    except GallowsSyncError as error:
        errors.append(error)
        return None
