"""What a dropped file is meant as."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path


class Role(Enum):
    """What a path is opened as."""

    FILM = "film"
    ALBUM = "album"
    MAP = "cue map"
    SUBTITLES = "subtitles"


@dataclass(frozen=True, slots=True)
class Dropped:
    """One thing to open."""

    role: Role
    path: Path


SOUND_SUFFIXES = frozenset(
    [
        ".flac",
        ".wav",
        ".wave",
        ".w64",
        ".aif",
        ".aiff",
        ".aifc",
        ".mp3",
        ".mp2",
        ".m4a",
        ".m4b",
        ".aac",
        ".ogg",
        ".oga",
        ".opus",
        ".wma",
        ".ape",
        ".wv",
        ".tta",
        ".tak",
        ".mka",
        ".mpc",
        ".dsf",
        ".dff",
        ".ac3",
        ".eac3",
        ".dts",
        ".caf",
        ".au",
        ".cue",
    ]
)
MAP_SUFFIXES = frozenset({".yaml", ".yml"})
SUBTITLE_SUFFIXES = frozenset({".srt"})


def role_of(path: Path) -> Role:
    """Return what ``path`` is opened as: by its name and by what it is; what is nothing else is a film."""
    if path.is_dir():
        return Role.ALBUM
    suffix = path.suffix.lower()
    if suffix in MAP_SUFFIXES:
        return Role.MAP
    if suffix in SUBTITLE_SUFFIXES:
        return Role.SUBTITLES
    return Role.ALBUM if suffix in SOUND_SUFFIXES else Role.FILM


def sorted_out(paths: Sequence[Path]) -> tuple[Dropped, ...]:
    """Return what to open of ``paths``: at most one of each role, the map first as it names the others.

    Several sound files of one folder stand for that folder.
    """
    by_role: dict[Role, list[Path]] = {role: [] for role in Role}
    for path in paths:
        by_role[role_of(path)].append(path)
    sounds = by_role[Role.ALBUM]
    if len(sounds) > 1 and len({path.parent for path in sounds}) == 1:
        by_role[Role.ALBUM] = [sounds[0].parent]
    order = (Role.MAP, Role.FILM, Role.ALBUM, Role.SUBTITLES)
    return tuple(Dropped(role, by_role[role][0]) for role in order if by_role[role])
