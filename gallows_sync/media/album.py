"""The album's recordings, from a folder, from one file with a CUE sheet or chapters, or from a CUE sheet."""

from __future__ import annotations

import logging
import os
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from gallows_sync.core.media_files import Recording
from gallows_sync.errors import system_reason
from gallows_sync.media.container import (
    MediaError,
    open_container,
    picture_stream,
    printable,
    sound_stream,
)
from gallows_sync.media.cue_sheet import CueSheet, SheetTrack, parse_cue_sheet, read_cue_sheet
from gallows_sync.media.names import NameParts, disc_of_folder, is_placeholder, natural_key, parse_name
from gallows_sync.media.tags import clean_text, read_tags
from gallows_sync.wording import phrase

if TYPE_CHECKING:
    from av.audio.stream import AudioStream
    from av.container import InputContainer

__all__ = ["read_album"]

_log = logging.getLogger(__name__)

_BESIDE_MUSIC = re.compile(
    r"\.(?:"
    r"jpg|jpeg|png|gif|bmp|tif|tiff|webp|heic|svg|ico|psd|pdf|txt|nfo|log|md|rtf|"
    r"doc|docx|html|htm|url|webloc|lnk|desktop|m3u|m3u8|pls|xspf|wpl|asx|cue|sfv|md5|"
    r"ffp|st5|sha256|accurip|toc|xml|json|yaml|yml|lrc|ini|db|torrent|par2|zip|rar|7z|"
    r"tar|gz|py|sh|exe|nzb"
    r")\Z",
    re.IGNORECASE,
)
"""Suffixes of what lies in an album's folder and is no music: not worth opening, nor a warning."""

_MOST_FILES = 2000
_LAST_CHAPTER_SLACK = Fraction(1, 2)  # s; a last chapter that ends this near the end lasts until the end


@dataclass(frozen=True, slots=True)
class _Chapter:
    start: Fraction
    stop: Fraction
    title: str


@dataclass(frozen=True, slots=True)
class _SoundFile:
    """One file with sound and no picture; times in seconds."""

    path: Path
    tags: Mapping[str, str]
    duration: Fraction | None
    chapters: tuple[_Chapter, ...]


def read_album(path: Path) -> tuple[Recording, ...]:
    """Return the recordings that ``path`` holds, in the album's order.

    ``path`` is a folder (with its disc folders), a file with a CUE sheet (beside it or in its tags) or with
    chapters, or a CUE sheet. A file that cannot be read is logged and left out.

    Raises:
        MediaError: there is nothing at ``path``, or no recording in it.
    """
    if path.is_dir():
        recordings = _of_folder(path)
        if not recordings:
            raise MediaError(
                path,
                phrase("Album", "holds no music: no sound file that can be read, in it or in its folders"),
            )
        return recordings
    if path.suffix.lower() == ".cue" and path.is_file():
        return _of_cue_sheet(path)
    return _of_one_file(path)


def _of_folder(root: Path) -> tuple[Recording, ...]:
    found: list[Recording] = []
    seen = 0
    for folder, files in _folders(root):
        seen += len(files)
        if seen > _MOST_FILES:
            reason = phrase("Album", "holds more than {most} files; choose the album's own folder")
            raise MediaError(root, reason.fill(most=_MOST_FILES))
        found.extend(_in_folder(folder, files))
    return tuple(found)


def _folders(root: Path) -> Iterator[tuple[Path, list[Path]]]:
    """Yield every folder under ``root`` with its files, in natural order; none twice, whatever links say."""
    visited: set[str] = set()
    waiting = [root]
    while waiting:
        folder = waiting.pop()
        real = os.path.realpath(folder)
        if real in visited:
            continue
        visited.add(real)
        try:
            entries = [entry for entry in folder.iterdir() if not entry.name.startswith((".", "__", "@"))]
        except OSError as error:
            if folder == root:
                reason = phrase("Album", "cannot be read: {reason}").fill(reason=system_reason(error))
                raise MediaError(root, reason) from error
            _log.warning("%s is left out: %s", printable(str(folder)), error.strerror)
            continue
        entries.sort(key=lambda entry: natural_key(entry.name))
        yield folder, [entry for entry in entries if entry.is_file()]
        waiting.extend(entry for entry in reversed(entries) if entry.is_dir())


def _in_folder(folder: Path, files: Sequence[Path]) -> list[Recording]:
    """Return the recordings of one folder: a CUE sheet's tracks where it divides a file, else whole files."""
    sounds: dict[Path, _SoundFile] = {}
    for file in files:
        if _BESIDE_MUSIC.match(file.suffix):
            continue
        try:
            sound = _sound_file(file)
        except MediaError as error:
            _log.warning("left out: %s", error)
            continue
        if sound is not None:
            sounds[file] = sound
    divided: dict[Path, tuple[Recording, ...]] = {}
    for file in files:
        if file.suffix.lower() == ".cue":
            for image, recordings in _divided_by(file, sounds).items():
                divided.setdefault(image, recordings)
    names = _numbered_by_side({file: _name(file) for file in sounds})
    groups = [
        divided.get(file) or _of_sound_file(sound, names[file]) for file, sound in sounds.items()
    ]  # a group stays together: the tracks of one image
    groups.sort(key=lambda group: _album_order(group[0]))
    return [recording for group in groups for recording in group]


def _album_order(recording: Recording) -> tuple[float, float, tuple[tuple[int, str], ...]]:
    disc = recording.disc if recording.disc is not None else 0
    number = recording.number if recording.number is not None else float("inf")
    return disc, number, natural_key(recording.path.name)


def _of_cue_sheet(path: Path) -> tuple[Recording, ...]:
    sheet = read_cue_sheet(path)
    sounds: dict[Path, _SoundFile] = {}
    places: dict[str, Path] = {}
    for name in sheet.files:
        place = _resolved(name, path, only=len(sheet.files) == 1)
        if place is None:
            _log.warning("%s names %s, which is not beside it", printable(path.name), printable(name))
            continue
        try:
            sound = _sound_file(place)
        except MediaError as error:
            _log.warning("left out: %s", error)
            continue
        if sound is not None:
            places[name] = place
            sounds[place] = sound
    recordings = [
        recording
        for name, place in places.items()
        for recording in _of_sheet(sounds[place], sheet, sheet.tracks_of(name))
    ]
    if not recordings:
        named = ", ".join(printable(name) for name in sheet.files[:3])
        reason = phrase("Album", "belongs to {files}: no such sound file, in any format, lies beside it")
        raise MediaError(path, reason.fill(files=named))
    return tuple(recordings)


def _of_one_file(path: Path) -> tuple[Recording, ...]:
    sound = _sound_file(path)
    if sound is None:
        raise MediaError(
            path, phrase("Album", "is a film; an album's sound file was expected, or the folder it lies in")
        )
    for sheet_path in _sheets_beside(path):
        if recordings := _divided_by(sheet_path, {path: sound}).get(path):
            return recordings
    return _of_sound_file(sound, _name(path))


def _sheets_beside(path: Path) -> list[Path]:
    """Return the CUE sheets in the folder of ``path``, those named after it first."""
    try:
        sheets = [entry for entry in path.parent.iterdir() if entry.suffix.lower() == ".cue"]
    except OSError:
        return []
    own = {_folded(path.stem), _folded(path.name)}
    return sorted(sheets, key=lambda sheet: (_folded(sheet.stem) not in own, natural_key(sheet.name)))


def _divided_by(sheet_path: Path, sounds: Mapping[Path, _SoundFile]) -> dict[Path, tuple[Recording, ...]]:
    """Return, for each of ``sounds`` that this sheet divides into two tracks or more, its recordings."""
    try:
        sheet = read_cue_sheet(sheet_path)
    except MediaError as error:
        _log.warning("left out: %s", error)
        return {}
    divided: dict[Path, tuple[Recording, ...]] = {}
    for name in sheet.files:
        place = _resolved(name, sheet_path, only=len(sheet.files) == 1)
        tracks = sheet.tracks_of(name)
        if place is not None and place in sounds and len(tracks) > 1 and _fits(sounds[place], tracks):
            divided[place] = _of_sheet(sounds[place], sheet, tracks)
    return divided


def _fits(sound: _SoundFile, tracks: Sequence[SheetTrack]) -> bool:
    """Return whether the file is long enough; rippers leave the whole disc's sheet with each split file."""
    return bool(tracks) and (sound.duration is None or tracks[-1].start < sound.duration)


def _of_sheet(sound: _SoundFile, sheet: CueSheet, tracks: Sequence[SheetTrack]) -> tuple[Recording, ...]:
    recordings: list[Recording] = []
    for track in tracks:
        stop = track.stop if track.stop is not None else sound.duration
        if stop is not None and stop <= track.start:
            continue
        recordings.append(
            Recording(
                path=sound.path,
                title=track.title or f"Track {track.number:02d}",
                start=track.start,
                stop=track.stop,
                number=track.number,
                disc=_disc(sound),
                album=sheet.title or sound.tags.get("album"),
                artist=track.artist or sheet.artist or _artist(sound),
                year=sheet.year if sheet.year is not None else _year(sound),
                duration=None if stop is None else stop - track.start,
            )
        )
    return tuple(recordings)


def _of_sound_file(sound: _SoundFile, name: NameParts) -> tuple[Recording, ...]:
    """Return the recordings in one file: by the CUE sheet in its tags, by its chapters, else one."""
    sheet = parse_cue_sheet(sound.tags.get("cuesheet", ""))
    if len(sheet.tracks) > 1 and _fits(sound, sheet.tracks):
        return _of_sheet(sound, sheet, sheet.tracks)
    if len(sound.chapters) > 1:
        return tuple(_of_chapter(sound, place) for place in range(len(sound.chapters)))
    tags = sound.tags
    title = tags.get("title", "")
    if not title or (is_placeholder(title) and not is_placeholder(name.title)):
        title = name.title or title or clean_text(sound.path.stem)
    number = _leading_number(tags.get("track") or tags.get("tracknumber"))
    whole = Recording(
        path=sound.path,
        title=title,
        number=number if number is not None else name.number,
        disc=_disc(sound, name.disc),
        album=tags.get("album"),
        artist=_artist(sound),
        year=_year(sound),
        duration=sound.duration,
    )
    return (whole,)


def _of_chapter(sound: _SoundFile, place: int) -> Recording:
    chapter = sound.chapters[place]
    is_last = place == len(sound.chapters) - 1
    at_end = sound.duration is not None and chapter.stop >= sound.duration - _LAST_CHAPTER_SLACK
    name = parse_name(chapter.title)
    return Recording(
        path=sound.path,
        title=name.title or chapter.title or f"Chapter {place + 1}",
        start=chapter.start,
        stop=None if is_last and at_end else chapter.stop,
        number=place + 1,
        disc=_disc(sound),
        album=sound.tags.get("album") or sound.tags.get("title"),
        artist=_artist(sound),
        year=_year(sound),
        duration=chapter.stop - chapter.start,
    )


def _name(path: Path) -> NameParts:
    return parse_name(clean_text(path.stem))


def _numbered_by_side(names: Mapping[Path, NameParts]) -> dict[Path, NameParts]:
    """Return ``names`` with the tracks of vinyl sides (A1, A2, B1 …) counted through the record."""
    numbered = dict(names)
    sided = [file for file, name in names.items() if name.side is not None]
    if len(sided) == len(names):
        sided.sort(key=lambda file: (names[file].side or "", names[file].number or 0))
        for number, file in enumerate(sided, start=1):
            numbered[file] = replace(names[file], number=number)
    return numbered


def _disc(sound: _SoundFile, named: int | None = None) -> int | None:
    """Return the disc by its tag, else by its folder, else by ``named``, what the file name says."""
    tagged = _leading_number(sound.tags.get("disc") or sound.tags.get("discnumber"))
    if tagged is not None:
        return tagged
    by_folder = disc_of_folder(sound.path.parent.name)
    return by_folder if by_folder is not None else named


def _artist(sound: _SoundFile) -> str | None:
    return sound.tags.get("artist") or sound.tags.get("album_artist") or sound.tags.get("albumartist")


def _year(sound: _SoundFile) -> int | None:
    for tag in ("date", "year", "originaldate", "originalyear", "tyer", "tdrc"):
        if year := re.search(r"(?<!\d)\d{4}(?!\d)", sound.tags.get(tag, "")):
            return int(year[0])
    return None


def _leading_number(text: str | None) -> int | None:
    """Return 3 for ``3``, ``03`` and ``3/10``."""
    match = re.match(r"\s*(\d{1,4})", text or "", re.ASCII)
    return int(match[1]) if match and int(match[1]) > 0 else None


def _sound_file(path: Path) -> _SoundFile | None:
    """Return what ``path`` holds, or None if it is a film.

    Raises:
        MediaError: it cannot be read, or has no sound.
    """
    with open_container(path) as container:
        stream = sound_stream(container)
        if picture_stream(container) is not None:
            return None
        # FFmpeg believes a suffix; without a rate it has found no sound behind it.
        if stream is None or not stream.codec_context.sample_rate:
            raise MediaError(
                path,
                phrase("Album", "holds no sound that can be decoded; it is damaged, protected or no music"),
            )
        return _SoundFile(
            path=path,
            tags=read_tags(container, stream),
            duration=_duration(container, stream),
            chapters=_chapters(container),
        )


def _duration(container: InputContainer, stream: AudioStream) -> Fraction | None:
    if stream.duration is not None and stream.time_base is not None:
        return stream.duration * stream.time_base
    return Fraction(container.duration, 1_000_000) if container.duration else None


def _chapters(container: InputContainer) -> tuple[_Chapter, ...]:
    found: list[_Chapter] = []
    for chapter in container.chapters():
        tick = chapter["time_base"]
        if tick is not None and chapter["end"] > chapter["start"] >= 0:
            title = clean_text(chapter["metadata"].get("title", ""))
            found.append(_Chapter(chapter["start"] * tick, chapter["end"] * tick, title))
    found.sort(key=lambda chapter: chapter.start)
    return tuple(found)


def _resolved(name: str, sheet_path: Path, *, only: bool) -> Path | None:
    """Return the file that a CUE sheet calls ``name``: as named, in another format, or the only one there.

    Rippers write the sheet for ``x.wav`` and then make that ``x.flac``. ``only`` allows the last guess.
    """
    wanted = Path(name.replace("\\", "/"))
    folder = sheet_path.parent
    if not wanted.is_absolute() and ".." not in wanted.parts and (folder / wanted).is_file():
        return folder / wanted
    try:
        beside = sorted(
            (entry for entry in folder.iterdir() if entry.is_file()), key=lambda e: natural_key(e.name)
        )
    except OSError:
        return None
    sounds = [entry for entry in beside if not _BESIDE_MUSIC.match(entry.suffix) and entry.name[0] != "."]
    for fits in (
        lambda entry: _folded(entry.name) == _folded(wanted.name),
        lambda entry: _folded(entry.stem) == _folded(wanted.stem),
        lambda entry: _folded(entry.stem) == _folded(sheet_path.stem),
        lambda entry: only and len(sounds) == 1,
    ):
        if found := next(filter(fits, sounds), None):
            return found
    return None


def _folded(name: str) -> str:
    """Return ``name`` as case- and accent-form-insensitive file systems compare it."""
    return unicodedata.normalize("NFC", name).casefold()
