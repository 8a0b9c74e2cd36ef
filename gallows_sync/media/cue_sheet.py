"""CD CUE sheets as CD rips have them: which stretch of which file is which track.

Times count CD frames, 75 to a second. A track begins at its INDEX 01 and lasts until the next track's: what
is between INDEX 00 and INDEX 01 (the pregap) is heard at the end of the track before, as on a CD player.
"""

import codecs
import re
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from gallows_sync.errors import system_reason
from gallows_sync.media.container import MediaError
from gallows_sync.wording import phrase

FRAMES_PER_SECOND = 75

_LARGEST = 1_000_000  # bytes; the longest real sheets have a few thousand
_LINE = re.compile(r"\s*(?P<word>\w+)\s+(?P<rest>.*?)\s*\Z")
_FILE = re.compile(
    r'"(?P<quoted>[^"]*)"?.*|(?P<bare>.+?)(?:\s+(?:WAVE|MP3|AIFF|BINARY|MOTOROLA|FLAC))?\Z', re.I
)
_TRACK = re.compile(r"(\d{1,3})\s+(\w+)")
_INDEX = re.compile(r"(\d{1,2})\s+(\d{1,4}):(\d{1,2}):(\d{1,2})")


@dataclass(frozen=True, slots=True)
class SheetTrack:
    """One track: ``[start, stop)`` (s) of what the sheet calls ``file``; without a stop, to its end."""

    file: str
    number: int
    title: str
    artist: str | None
    start: Fraction
    stop: Fraction | None


@dataclass(frozen=True, slots=True)
class CueSheet:
    """What a CUE sheet says, its tracks in its own order."""

    tracks: tuple[SheetTrack, ...]
    title: str | None = None
    artist: str | None = None
    year: int | None = None

    @property
    def files(self) -> tuple[str, ...]:
        """Return the file names, each once, in order."""
        return tuple(dict.fromkeys(track.file for track in self.tracks))

    def tracks_of(self, file: str) -> tuple[SheetTrack, ...]:
        return tuple(track for track in self.tracks if track.file == file)


def read_cue_sheet(path: Path) -> CueSheet:
    """Return the sheet in the file ``path``, whatever its encoding.

    Raises:
        MediaError: it cannot be read, or lists no track.
    """
    try:
        with path.open("rb") as file:
            raw = file.read(_LARGEST)
    except OSError as error:
        reason = phrase("CueSheet", "cannot be read: {reason}").fill(reason=system_reason(error))
        raise MediaError(path, reason) from error
    sheet = parse_cue_sheet(_decoded(raw))
    if not sheet.tracks:
        raise MediaError(
            path, phrase("CueSheet", "is no CUE sheet of a CD: it lists no track with an INDEX 01")
        )
    return sheet


def parse_cue_sheet(text: str) -> CueSheet:
    """Return what ``text`` says; lines that are not understood are passed over, so there may be no track."""
    begun: list[_Begun] = []
    head: dict[str, str] = {}
    file = ""
    track: _Begun | None = None
    for line in text.splitlines():
        match = _LINE.match(line)
        if match is None:
            continue
        word, rest = match["word"].upper(), match["rest"]
        if word == "REM" and (remark := _LINE.match(rest)):
            head.setdefault(remark["word"].upper(), _unquoted(remark["rest"]))
        elif word == "FILE" and (name := _FILE.match(rest)):
            file = name["quoted"] if name["quoted"] is not None else name["bare"]
        elif word == "TRACK" and (number := _TRACK.match(rest)):
            track = _Begun(int(number[1]), is_sound=number[2].upper() == "AUDIO")
            begun.append(track)
        elif word == "INDEX" and track is not None and (index := _INDEX.match(rest)):
            if int(index[1]) == 1:
                frames = (int(index[2]) * 60 + int(index[3])) * FRAMES_PER_SECOND + int(index[4])
                track.start = Fraction(frames, FRAMES_PER_SECOND)
                track.file = file  # a pregap may lie in the file before
        elif word == "TITLE" and track is not None:
            track.title = _unquoted(rest)
        elif word == "PERFORMER" and track is not None:
            track.artist = _unquoted(rest)
        elif word in ("TITLE", "PERFORMER"):
            head[word] = _unquoted(rest)
    year = re.search(r"\d{4}", head.get("DATE", ""))
    return CueSheet(
        tracks=_finished(begun),
        title=head.get("TITLE") or None,
        artist=head.get("PERFORMER") or None,
        year=int(year[0]) if year else None,
    )


@dataclass(slots=True)
class _Begun:
    """A track while its lines are being read."""

    number: int
    is_sound: bool
    title: str = ""
    artist: str | None = None
    file: str = ""
    start: Fraction | None = None


def _finished(begun: list[_Begun]) -> tuple[SheetTrack, ...]:
    """Return the tracks with their ends; data tracks end the one before and are left out."""
    tracks: list[SheetTrack] = []
    for place, track in enumerate(begun):
        if not track.is_sound or track.start is None:
            continue
        later = (t.start for t in begun[place + 1 :] if t.start is not None and t.file == track.file)
        stop = next(later, None)
        if stop is not None and stop <= track.start:  # an empty or a disordered track
            continue
        tracks.append(SheetTrack(track.file, track.number, track.title, track.artist, track.start, stop))
    return tuple(tracks)


def _unquoted(text: str) -> str:
    return text.strip().strip('"').strip()


def _decoded(raw: bytes) -> str:
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return raw.decode("utf-16", "replace")
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("latin-1")
