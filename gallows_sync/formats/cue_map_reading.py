"""Reading a cue map, version 1: every fault of the file at once, each with its line and what was expected."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from fractions import Fraction
from functools import reduce
from pathlib import Path
from typing import TypeVar

from gallows_sync.core.cue_map import Album, Certainty, Cue, CueMap, Film, FilmSpan, Source, Take, Track
from gallows_sync.core.times import ANY_TIME, TimeError, format_time, parse_frame_rate, parse_time
from gallows_sync.errors import GallowsSyncError, system_reason
from gallows_sync.formats.yaml_nodes import (
    Fault,
    Kind,
    Mapping,
    Node,
    Refused,
    Scalar,
    Sequence,
    compose,
    unreadable_characters,
)
from gallows_sync.wording import Phrase, joined, phrase

VERSION = 1
LARGEST_FILE_BYTES = 1_000_000
"""A cue map of a thousand cues is a tenth of this."""

MAP_KEYS = ("version", "film", "album", "cues")
FILM_KEYS = (
    "title",
    "also_known_as",
    "director",
    "year",
    "duration",
    "frame_rate",
    "notes",
    "sources",
)
ALBUM_KEYS = ("title", "artist", "year", "tracks", "notes", "sources")
TRACK_KEYS = ("number", "title", "duration", "also_known_as", "personnel", "takes", "notes", "sources")
TAKE_KEYS = ("id", "title", "duration", "personnel", "notes", "sources")
CUE_KEYS = (
    "id",
    "track",
    "scene",
    "film",
    "music",
    "speed",
    "certainty",
    "confidence",
    "take",
    "notes",
    "sources",
)
SPAN_KEYS = ("in", "out")
MUSIC_KEYS = ("in",)
SOURCE_KEYS = ("text", "url")

LONGEST_TIME = Fraction(3_600_000)
"""Seconds; far more than any film lasts, and little enough for every clock that counts it later."""

_SLUG = re.compile(r"[a-z0-9]+(?:[-_.][a-z0-9]+)*\Z")
_RATIONAL = re.compile(r"([0-9]+)\s*/\s*([0-9]+)\Z")
_EXPONENT = re.compile(r"[eE][-+]?[0-9]{3,}\Z")
_SMPTE_COLONS = 3
_LONGEST_NUMBER = 32  # characters; more is an attack on the parser

_TEXT = phrase("CueMapReading", "text")

_T = TypeVar("_T")


class CueMapError(GallowsSyncError):
    """A cue map with faults; its text has a line for each: FILE:LINE: what is wrong and what was expected."""

    def __init__(self, path: Path, faults: tuple[Fault, ...]) -> None:
        line = phrase("CueMapReading", "{path}:{line}: {fault}")
        super().__init__(
            joined("\n", (line.fill(path=path, line=fault.line, fault=fault.message) for fault in faults))
        )
        self.path = path
        self.faults = faults


class CueMapFileError(GallowsSyncError):
    """A cue map file that cannot be read or written at all; ``path`` is the file."""

    def __init__(self, path: Path, message: str) -> None:
        super().__init__(message)
        self.path = path


@dataclass(frozen=True, slots=True)
class CueMapFile:
    """A cue map and the very text that it was read from; ``path`` is None while it has no file."""

    path: Path | None
    text: str
    cue_map: CueMap


def read_cue_map(path: Path) -> CueMapFile:
    """Return the cue map in the file at ``path``.

    Raises:
        CueMapFileError: the file cannot be read or is far too large for a cue map.
        CueMapError: the file has faults; all of them.
    """
    text, faults = _decoded(path, _read_bytes(path))
    return _parsed(text, path, faults)


def parse_cue_map(text: str, path: Path) -> CueMapFile:
    """Return the cue map in ``text``; ``path`` is where faults are said to be.

    Raises:
        CueMapError: the text has faults; all of them.
    """
    return _parsed(text, path, [])


def _read_bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE_BYTES + 1)
    except FileNotFoundError:
        missing = phrase("CueMapReading", "no such cue map: {path}")
        raise CueMapFileError(path, missing.fill(path=path)) from None
    except IsADirectoryError:
        folder = phrase("CueMapReading", "{path} is a folder; give the cue map file in it")
        raise CueMapFileError(path, folder.fill(path=path)) from None
    except (OSError, ValueError) as error:
        failed = phrase("CueMapReading", "cannot read the cue map {path}: {reason}")
        reason = system_reason(error) if isinstance(error, OSError) else str(error)
        raise CueMapFileError(path, failed.fill(path=path, reason=reason)) from error
    if len(content) > LARGEST_FILE_BYTES:
        large = phrase("CueMapReading", "{path} is larger than {limit} MB and cannot be a cue map")
        raise CueMapFileError(path, large.fill(path=path, limit=LARGEST_FILE_BYTES // 1_000_000))
    return content


def _decoded(path: Path, content: bytes) -> tuple[str, list[Fault]]:
    try:
        return content.decode("utf-8"), []
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        fault = Fault(line, phrase("CueMapReading", "not UTF-8 text; expected the file saved as UTF-8"))
        if b"\0" in content:  # UTF-16 or no text at all: nothing more could be said of it
            raise CueMapError(path, (fault,)) from None
        return content.decode("utf-8", errors="replace"), [fault]


def _parsed(text: str, path: Path, faults: list[Fault]) -> CueMapFile:
    composed = compose(text)
    checker = _Checker(whole=composed.whole)
    cue_map = checker.cue_map(composed.root)
    found = [*faults, *composed.faults, *checker.faults]
    if found or cue_map is None:
        raise CueMapError(path, tuple(sorted(found, key=lambda fault: fault.line)))
    return CueMapFile(path, text, cue_map)


def _shown(text: str) -> str:
    """Return ``text`` as it stands in a fault: quoted, escaped, short."""
    return repr(text if len(text) <= 40 else text[:39] + "…")


def _named(node: Node) -> Phrase:
    """Return what ``node`` is, in the words of a fault."""
    match node:
        case Scalar(kind=Kind.NULL):
            return phrase("CueMapReading", "nothing")
        case Scalar(kind=Kind.BOOLEAN):
            return phrase("CueMapReading", "{word} (true or false)").fill(word=node.text)
        case Scalar(kind=Kind.WHOLE | Kind.DECIMAL | Kind.NOT_FINITE):
            return phrase("CueMapReading", "the number {number}").fill(number=node.text[:_LONGEST_NUMBER])
        case Scalar():
            return phrase("CueMapReading", "the text {text}").fill(text=_shown(node.text))
        case Sequence():
            return phrase("CueMapReading", "a list")
    return phrase("CueMapReading", "a group of keys")


class _Checker:
    """Turns nodes into the model and collects what is wrong on the way.

    A method returns a stand-in for what it reported, so that the rest is checked as well; the result counts
    only while ``faults`` is empty. In a text that was cut short (not ``whole``) nothing counts as missing.
    """

    def __init__(self, *, whole: bool) -> None:
        self.faults: list[Fault] = []
        self._whole = whole
        self._frame_rate: Fraction | None = None
        self._film_duration: Fraction | None = None
        self._takes_of: dict[int, frozenset[str]] = {}
        self._tracks_known = whole

    def cue_map(self, root: Node | None) -> CueMap | None:
        expected = phrase("CueMapReading", "a cue map with version, film, album and cues")
        if root is None or (isinstance(root, Scalar) and root.kind is Kind.NULL):
            if self._whole:
                empty = phrase("CueMapReading", "empty; expected {expected}")
                self.faults.append(Fault(1, empty.fill(expected=expected)))
            return None
        name = phrase("CueMapReading", "the cue map")
        values = self._keys(root, name, MAP_KEYS, required=MAP_KEYS, expected=expected)
        self._version(values.get("version"))
        film = self._film(values["film"]) if "film" in values else None
        if "album" in values:
            album = self._album(values["album"])
        else:
            album, self._tracks_known = None, False
        cue_ids: dict[object, int] = {}
        cues = self._list(values.get("cues"), "cues", lambda node: self._cue(node, cue_ids))
        return CueMap(film, album, cues) if film is not None and album is not None else None

    # -- the parts of a cue map

    def _version(self, node: Node | None) -> None:
        expected = phrase("CueMapReading", "the number {number}").fill(number=VERSION)
        number = self._whole_number(node, "version", expected)
        if node is not None and number not in (None, VERSION):
            unsupported = phrase("CueMapReading", "version {number} is not supported; expected {version}")
            self._fault(node, unsupported.fill(number=number, version=VERSION))

    def _film(self, node: Node) -> Film:
        values = self._keys(node, phrase("CueMapReading", "the film"), FILM_KEYS, required=("title",))
        # Times may count frames, so the frame rate comes first, wherever it stands.
        self._frame_rate = self._rate(values.get("frame_rate"))
        self._film_duration = self._time(values.get("duration"), "duration")
        return Film(
            title=self._text(values.get("title"), "title") or "",
            also_known_as=self._texts(values.get("also_known_as"), "also_known_as"),
            director=self._text(values.get("director"), "director"),
            year=self._year(values.get("year")),
            duration=self._film_duration,
            frame_rate=self._frame_rate,
            notes=self._text(values.get("notes"), "notes"),
            sources=self._sources(values.get("sources")),
        )

    def _album(self, node: Node) -> Album:
        values = self._keys(
            node, phrase("CueMapReading", "the album"), ALBUM_KEYS, required=("title", "tracks")
        )
        if not isinstance(values.get("tracks"), Sequence):
            self._tracks_known = False
        numbers: dict[object, int] = {}
        tracks = self._list(values.get("tracks"), "tracks", lambda track: self._track(track, numbers))
        return Album(
            title=self._text(values.get("title"), "title") or "",
            artist=self._text(values.get("artist"), "artist"),
            year=self._year(values.get("year")),
            tracks=tracks,
            notes=self._text(values.get("notes"), "notes"),
            sources=self._sources(values.get("sources")),
        )

    def _track(self, node: Node, numbers: dict[object, int]) -> Track:
        values = self._keys(
            node, phrase("CueMapReading", "the track"), TRACK_KEYS, required=("number", "title")
        )
        number = self._positive(values.get("number"), "number")
        if number is not None:
            self._claim(values["number"], number, phrase("CueMapReading", "track number"), numbers)
        take_ids: dict[object, int] = {}
        takes = self._list(values.get("takes"), "takes", lambda take: self._take(take, take_ids))
        if number is not None:
            self._takes_of.setdefault(number, frozenset(take.id for take in takes))
        return Track(
            number=number or 0,
            title=self._text(values.get("title"), "title") or "",
            duration=self._time(values.get("duration"), "duration"),
            also_known_as=self._texts(values.get("also_known_as"), "also_known_as"),
            personnel=self._texts(values.get("personnel"), "personnel"),
            takes=takes,
            notes=self._text(values.get("notes"), "notes"),
            sources=self._sources(values.get("sources")),
        )

    def _take(self, node: Node, take_ids: dict[object, int]) -> Take:
        values = self._keys(node, phrase("CueMapReading", "the take"), TAKE_KEYS, required=("id", "title"))
        return Take(
            id=self._slug(values.get("id"), phrase("CueMapReading", "take id"), take_ids) or "",
            title=self._text(values.get("title"), "title") or "",
            duration=self._time(values.get("duration"), "duration"),
            personnel=self._texts(values.get("personnel"), "personnel"),
            notes=self._text(values.get("notes"), "notes"),
            sources=self._sources(values.get("sources")),
        )

    def _cue(self, node: Node, cue_ids: dict[object, int]) -> Cue:
        values = self._keys(node, phrase("CueMapReading", "the cue"), CUE_KEYS, required=("id", "track"))
        cue_id = self._slug(values.get("id"), phrase("CueMapReading", "cue id"), cue_ids)
        track = self._positive(values.get("track"), "track")
        if track is not None and self._tracks_known and track not in self._takes_of:
            unlisted = phrase(
                "CueMapReading", "track {track} is not listed; expected a number in album.tracks ({listed})"
            )
            listed = ", ".join(map(str, sorted(self._takes_of))) or phrase("CueMapReading", "none yet")
            self._fault(values["track"], unlisted.fill(track=track, listed=listed))
        film = self._span(values.get("film"))
        return Cue(
            id=cue_id or "",
            track=track or 0,
            scene=self._text(values.get("scene"), "scene") or "",
            film=film,
            music_in=self._music_in(values.get("music")),
            speed=self._speed(values.get("speed")),
            certainty=self._certainty(values.get("certainty"), values.get("film"), film),
            confidence=self._confidence(values.get("confidence")),
            take=self._chosen_take(values.get("take"), track),
            notes=self._text(values.get("notes"), "notes"),
            sources=self._sources(values.get("sources")),
        )

    def _span(self, node: Node | None) -> FilmSpan | None:
        if node is None or _is_null(node):
            return None
        values = self._keys(
            node,
            phrase("CueMapReading", "the cue's film"),
            SPAN_KEYS,
            required=SPAN_KEYS,
            expected=phrase("CueMapReading", "in and out, or null while unplaced"),
        )
        film_in = self._time(values.get("in"), "in")
        film_out = self._time(values.get("out"), "out")
        if film_out is not None and self._film_duration is not None and film_out > self._film_duration:
            beyond = phrase(
                "CueMapReading", "out is beyond the film's end; expected {end} (film.duration) at most"
            )
            self._fault(values["out"], beyond.fill(end=format_time(self._film_duration)))
        if film_in is None or film_out is None:
            return None
        if film_out <= film_in:
            not_after = phrase("CueMapReading", "out is not after in; expected a time after {film_in}")
            self._fault(values["out"], not_after.fill(film_in=format_time(film_in)))
            return None
        return FilmSpan(film_in, film_out)

    def _music_in(self, node: Node | None) -> Fraction:
        if node is None:
            return Fraction(0)
        values = self._keys(node, phrase("CueMapReading", "the cue's music"), MUSIC_KEYS, expected="in")
        return self._time(values.get("in"), "in") or Fraction(0)

    def _certainty(self, node: Node | None, film: Node | None, span: FilmSpan | None) -> Certainty:
        stand_in = Certainty.UNPLACED if span is None else Certainty.ESTIMATED
        if node is None:
            return stand_in
        words = [certainty.value for certainty in Certainty]
        text = self._text(node, "certainty")
        if text is None:
            return stand_in
        if text not in words:
            unknown = phrase("CueMapReading", "unknown certainty {certainty}; {expected}")
            self._fault(node, unknown.fill(certainty=_shown(text), expected=_expected(text, words)))
            return stand_in
        certainty = Certainty(text)
        placed = film is not None and not _is_null(film)
        if placed and certainty is Certainty.UNPLACED:
            self._fault(
                node,
                phrase(
                    "CueMapReading",
                    "certainty unplaced beside film times; expected estimated, aligned or confirmed",
                ),
            )
        elif not placed and certainty is not Certainty.UNPLACED:
            without_times = phrase(
                "CueMapReading",
                "certainty {certainty} without film times; expected unplaced, or film with in and out",
            )
            self._fault(node, without_times.fill(certainty=text))
        elif placed == (span is not None):
            return certainty
        return stand_in

    def _chosen_take(self, node: Node | None, track: int | None) -> str | None:
        take = self._text(node, "take")
        if node is None or take is None or not self._tracks_known or track not in self._takes_of:
            return take
        takes = sorted(self._takes_of[track])
        if take not in takes:
            unlisted = phrase("CueMapReading", "take {take} is not listed in track {track}; {expected}")
            expected = (
                _expected(take, takes)
                if takes
                else phrase("CueMapReading", "expected none, for that track lists no takes")
            )
            self._fault(node, unlisted.fill(take=_shown(take), track=track, expected=expected))
        return take

    def _sources(self, node: Node | None) -> tuple[Source, ...]:
        return self._list(node, "sources", self._source)

    def _source(self, node: Node) -> Source:
        expected = phrase("CueMapReading", "text, or text and url")
        if isinstance(node, Scalar):
            return Source(self._text(node, phrase("CueMapReading", "source"), expected) or "")
        name = phrase("CueMapReading", "the source")
        values = self._keys(node, name, SOURCE_KEYS, required=("text",), expected=expected)
        return Source(self._text(values.get("text"), "text") or "", self._text(values.get("url"), "url"))

    # -- values

    def _text(self, node: Node | None, name: str, expected: str = _TEXT) -> str | None:
        if node is None or isinstance(node, Refused):
            return None
        if not isinstance(node, Scalar) or node.kind is not Kind.TEXT:
            if isinstance(node, Scalar) and node.kind is not Kind.NULL:
                expected = phrase("CueMapReading", "{text} (in quotes)").fill(text=expected)
            self._wrong(node, name, expected)
            return None
        if unreadable := unreadable_characters(node.text):
            found = phrase(
                "CueMapReading", "{name} has the control character {character}; expected readable text"
            )
            self._fault(node, found.fill(name=name, character=f"U+{ord(unreadable[0]):04X}"))
            return None
        return node.text

    def _texts(self, node: Node | None, name: str) -> tuple[str, ...]:
        entry = phrase("CueMapReading", "an entry of {list}").fill(list=name)
        return self._list(node, name, lambda item: self._text(item, entry) or "")

    def _slug(self, node: Node | None, name: str, seen: dict[object, int]) -> str | None:
        slug = self._text(node, name)
        if node is None or slug is None:
            return None
        if not _SLUG.match(slug):
            no_slug = phrase(
                "CueMapReading",
                "{name} {slug} is not a slug; expected lower-case letters, digits and single - _ . "
                "between them, such as au-bar-du-petit-bac",
            )
            self._fault(node, no_slug.fill(name=name, slug=_shown(slug)))
            return None
        self._claim(node, slug, name, seen)
        return slug

    def _whole_number(self, node: Node | None, name: str, expected: str) -> int | None:
        if node is None or isinstance(node, Refused):
            return None
        if isinstance(node, Scalar) and node.kind is Kind.WHOLE and len(node.text) <= _LONGEST_NUMBER:
            return int(node.text)
        self._wrong(node, name, expected)
        return None

    def _positive(self, node: Node | None, name: str) -> int | None:
        expected = phrase("CueMapReading", "a whole number, 1 or above")
        number = self._whole_number(node, name, expected)
        if node is not None and number is not None and number < 1:
            self._wrong(node, name, expected)
            return None
        return number

    def _year(self, node: Node | None) -> int | None:
        expected = phrase("CueMapReading", "a year such as 1958")
        year = self._whole_number(node, "year", expected)
        if node is not None and year is not None and not 1 <= year <= 9999:
            self._wrong(node, "year", expected)
        return year

    def _number(self, node: Node, name: str, expected: str, *, rational: bool = False) -> Fraction | None:
        """Return the number exactly as written; ``rational`` lets in 25/24 as well."""
        if isinstance(node, Refused):
            return None
        if isinstance(node, Scalar) and len(node.text) <= _LONGEST_NUMBER and not _EXPONENT.search(node.text):
            if node.kind in (Kind.WHOLE, Kind.DECIMAL):
                return Fraction(node.text)
            parts = _RATIONAL.match(node.text) if rational else None
            if parts and int(parts[2]) != 0:
                return Fraction(int(parts[1]), int(parts[2]))
        self._wrong(node, name, expected)
        return None

    def _speed(self, node: Node | None) -> Fraction:
        expected = phrase("CueMapReading", "a number above 0 such as 1.0, or 25/24")
        speed = self._number(node, "speed", expected, rational=True) if node is not None else None
        if node is None or speed is None:
            return Fraction(1)
        if speed <= 0:
            self._wrong(node, "speed", expected)
            return Fraction(1)
        return speed

    def _confidence(self, node: Node | None) -> Fraction | None:
        expected = phrase("CueMapReading", "a number from 0 to 1")
        confidence = self._number(node, "confidence", expected) if node is not None else None
        if node is not None and confidence is not None and not 0 <= confidence <= 1:
            self._wrong(node, "confidence", expected)
        return confidence

    def _rate(self, node: Node | None) -> Fraction | None:
        if node is None or isinstance(node, Refused):
            return None
        if isinstance(node, Scalar) and node.kind in (Kind.TEXT, Kind.WHOLE, Kind.DECIMAL):
            try:
                return parse_frame_rate(node.text)
            except TimeError:
                pass
        expected = phrase("CueMapReading", "frames a second such as 24000/1001 or 25")
        self._wrong(node, "frame_rate", expected)
        return None

    def _time(self, node: Node | None, name: str) -> Fraction | None:
        if node is None or isinstance(node, Refused):
            return None
        expected: str = ANY_TIME
        if isinstance(node, Scalar) and node.kind in (Kind.TEXT, Kind.WHOLE, Kind.DECIMAL):
            counts_frames = node.text.count(":") == _SMPTE_COLONS
            try:
                seconds = parse_time(node.text, self._frame_rate)
                if seconds <= LONGEST_TIME:
                    return seconds
                expected = phrase("CueMapReading", "a time of 1000 hours at most")
            except TimeError as error:
                expected = error.expected
                if counts_frames and self._frame_rate is None:
                    expected = phrase(
                        "CueMapReading",
                        "frame_rate in film (HH:MM:SS:FF counts frames), or a time such as 1:02:03.456",
                    )
        self._wrong(node, name, expected)
        return None

    # -- collections

    def _keys(
        self,
        node: Node,
        name: str,
        known: tuple[str, ...],
        *,
        required: tuple[str, ...] = (),
        expected: str = "",
    ) -> dict[str, Node]:
        """Return the values of a mapping by key; a misspelled key counts as the one that was meant."""
        if not isinstance(node, Mapping):
            some = phrase("CueMapReading", "keys such as {keys}").fill(keys=", ".join(known[:3]))
            self._wrong(node, name, expected or some)
            return {}
        values: dict[str, Node] = {}
        lines: dict[str, int] = {}
        unknown: list[tuple[str, Node]] = []
        for key, value in node.pairs:
            if not isinstance(key, Scalar):
                wrong = phrase("CueMapReading", "a key of {name} is {found}; {expected}")
                self._fault(key, wrong.fill(name=name, found=_named(key), expected=_expected("", known)))
            elif key.text in lines:
                twice = phrase(
                    "CueMapReading", "key {key} is written twice (first in line {line}); expected it once"
                )
                self._fault(key, twice.fill(key=_shown(key.text), line=lines[key.text]))
            else:
                lines[key.text] = key.line
                if key.text in known:
                    values[key.text] = value
                elif not (key.text == "<<" and isinstance(value, Refused)):
                    stray = phrase("CueMapReading", "unknown key {key} in {name}; {expected}")
                    expected = _expected(key.text, known)
                    self._fault(key, stray.fill(key=_shown(key.text), name=name, expected=expected))
                    unknown.append((key.text, value))
        for text, value in unknown:
            if (meant := _near_miss(text, known)) is not None:
                values.setdefault(meant, value)
        missing = [key for key in required if key not in values]
        if missing and self._whole:
            lacking = phrase("CueMapReading", "{name} has no {keys}; expected {required}")
            keys = reduce(_and_no, missing)
            self._fault(node, lacking.fill(name=name, keys=keys, required=", ".join(required)))
        return values

    def _list(self, node: Node | None, name: str, read: Callable[[Node], _T]) -> tuple[_T, ...]:
        if node is None:
            return ()
        if not isinstance(node, Sequence):
            self._wrong(node, name, phrase("CueMapReading", "a list"))
            return ()
        return tuple(read(item) for item in node.items)

    def _claim(self, node: Node, value: object, name: str, seen: dict[object, int]) -> None:
        """Report ``value`` where it was claimed before."""
        if value in seen:
            twice = phrase(
                "CueMapReading",
                "{name} {value} is used twice (first in line {line}); expected each {name} once",
            )
            self._fault(node, twice.fill(name=name, value=value, line=seen[value]))
        else:
            seen[value] = node.line

    def _fault(self, node: Node, message: str) -> None:
        self.faults.append(Fault(node.line, message))

    def _wrong(self, node: Node, name: str, expected: str) -> None:
        if not isinstance(node, Refused):
            wrong = phrase("CueMapReading", "{name} is {found}; expected {expected}")
            self._fault(node, wrong.fill(name=name, found=_named(node), expected=expected))


def _and_no(key: str, other: str) -> Phrase:
    """Return both keys, none of which is there."""
    return phrase("CueMapReading", "{key} and no {other}").fill(key=key, other=other)


def _is_null(node: Node) -> bool:
    return isinstance(node, Scalar) and node.kind is Kind.NULL


def _near_miss(text: str, known: Iterable[str]) -> str | None:
    plain = re.sub(r"[\s-]+", "_", text.strip().lower())[:64]
    return next(iter(get_close_matches(plain, known, n=1)), None)


def _expected(text: str, known: Iterable[str]) -> Phrase:
    """Return what was expected instead of ``text``, with the near miss where there is one."""
    listed = ", ".join(known)
    meant = _near_miss(text, known)
    if meant is None:
        return phrase("CueMapReading", "expected one of {known}").fill(known=listed)
    return phrase("CueMapReading", "expected one of {known}; did you mean {meant}?").fill(
        known=listed, meant=repr(meant)
    )
