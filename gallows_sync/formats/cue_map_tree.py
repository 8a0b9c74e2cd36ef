"""A cue map as the YAML values that stand for it, every time and number in the one way they are written."""

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction

from gallows_sync.core.cue_map import Album, Certainty, Cue, CueMap, Film, Source, Take, Track
from gallows_sync.core.times import quantized
from gallows_sync.formats.cue_map_reading import (
    ALBUM_KEYS,
    CUE_KEYS,
    FILM_KEYS,
    MAP_KEYS,
    MUSIC_KEYS,
    SOURCE_KEYS,
    SPAN_KEYS,
    TAKE_KEYS,
    TRACK_KEYS,
    VERSION,
)
from gallows_sync.formats.yaml_nodes import without_unreadable_characters
from gallows_sync.formats.yaml_text import Group, Items, Text, Value, Word

_MOST_DIGITS = 30
_LONGEST = 32  # characters of a number or time that reading lets in
_CONFIDENCE_STEP = Fraction(1, 1_000_000)
_MINUTE, _HOUR = 60, 3600


def tree_of(cue_map: CueMap) -> Group:
    """Return the whole of ``cue_map``; what is absent in it has no key."""
    rate = cue_map.film.frame_rate
    return _group(
        MAP_KEYS,
        version=Word(str(VERSION)),
        film=_film(cue_map.film),
        album=_album(cue_map.album, rate),
        cues=Items(tuple(_cue(cue, rate) for cue in cue_map.cues), _numbered(cue.id for cue in cue_map.cues)),
    )


def _film(film: Film) -> Group:
    return _group(
        FILM_KEYS,
        title=_text(film.title),
        also_known_as=_texts(film.also_known_as, flow=True),
        director=_text(film.director),
        year=_whole(film.year),
        duration=_optional(film.duration, lambda seconds: film_time(seconds, film.frame_rate)),
        frame_rate=_optional(film.frame_rate, lambda rate: Word(_number_text(rate))),
        notes=_text(film.notes),
        sources=_sources(film.sources),
    )


def _album(album: Album, rate: Fraction | None) -> Group:
    tracks = tuple(_track(track, rate) for track in album.tracks)
    return _group(
        ALBUM_KEYS,
        title=_text(album.title),
        artist=_text(album.artist),
        year=_whole(album.year),
        tracks=Items(tracks, _numbered(track.number for track in album.tracks)),
        notes=_text(album.notes),
        sources=_sources(album.sources),
    )


def _track(track: Track, rate: Fraction | None) -> Group:
    return _group(
        TRACK_KEYS,
        number=_whole(track.number),
        title=_text(track.title),
        duration=_optional(track.duration, lambda seconds: length(seconds, rate)),
        also_known_as=_texts(track.also_known_as, flow=True),
        personnel=_texts(track.personnel),
        takes=_some(tuple(_take(take, rate) for take in track.takes), (take.id for take in track.takes)),
        notes=_text(track.notes),
        sources=_sources(track.sources),
    )


def _take(take: Take, rate: Fraction | None) -> Group:
    return _group(
        TAKE_KEYS,
        flow=True,
        id=_text(take.id),
        title=_text(take.title),
        duration=_optional(take.duration, lambda seconds: length(seconds, rate)),
        personnel=_texts(take.personnel),
        notes=_text(take.notes),
        sources=_sources(take.sources),
    )


def _cue(cue: Cue, rate: Fraction | None) -> Group:
    span = cue.film
    usual = Certainty.UNPLACED if span is None else Certainty.ESTIMATED
    return _group(
        CUE_KEYS,
        id=_text(cue.id),
        track=_whole(cue.track),
        scene=Text(without_unreadable_characters(cue.scene), default=not cue.scene),
        film=None
        if span is None
        else _group(
            SPAN_KEYS,
            flow=True,
            **{"in": film_time(span.film_in, rate), "out": film_time(span.film_out, rate)},
        ),
        music=_group(MUSIC_KEYS, flow=True, **{"in": music_time(cue.music_in, rate)}),
        speed=Word(_number_text(cue.speed, decimals=1), default=cue.speed == 1),
        certainty=Text(cue.certainty.value, default=cue.certainty is usual),
        confidence=_optional(cue.confidence, lambda number: Word(_confidence_text(number))),
        take=_text(cue.take),
        notes=_text(cue.notes),
        sources=_sources(cue.sources),
    )


def _sources(sources: Sequence[Source]) -> Items | None:
    values: list[Value] = []
    for source in sources:
        text = Text(without_unreadable_characters(source.text))
        if source.url is None:
            values.append(text)
        else:
            values.append(_group(SOURCE_KEYS, flow=True, text=text, url=_text(source.url)))
    return _some(tuple(values), (source.text for source in sources))


# -- kinds of value


def _group(order: tuple[str, ...], /, *, flow: bool = False, **values: Value | None) -> Group:
    return Group({key: value for key, value in values.items() if value is not None}, order, flow)


def _some(values: tuple[Value, ...], identities: Iterable[object], *, flow: bool = False) -> Items | None:
    return Items(values, _numbered(identities), flow) if values else None


def _numbered(identities: Iterable[object]) -> tuple[tuple[object, int], ...]:
    """Tell equal entries of a list apart by how many came before."""
    counts: dict[object, int] = {}
    result = []
    for identity in identities:
        counts[identity] = counts.get(identity, 0) + 1
        result.append((identity, counts[identity]))
    return tuple(result)


def _text(text: str | None) -> Text | None:
    return None if text is None else Text(without_unreadable_characters(text))


def _texts(texts: Sequence[str], *, flow: bool = False) -> Items | None:
    return _some(tuple(Text(without_unreadable_characters(text)) for text in texts), texts, flow=flow)


def _whole(number: int | None) -> Word | None:
    return None if number is None else Word(str(number))


def _optional(value: Fraction | None, write: Callable[[Fraction], Value]) -> Value | None:
    return None if value is None else write(value)


# -- times and numbers


def film_time(seconds: Fraction, rate: Fraction | None) -> Word:
    """Return ``"H:MM:SS.mmm"``, or frames of ``rate`` where only these say it exactly."""
    return _time(seconds, rate, hours=True, decimals=3)


def music_time(seconds: Fraction, rate: Fraction | None) -> Word:
    """Return ``"M:SS.mmm"``; with hours from one hour on."""
    return _time(seconds, rate, hours=seconds >= _HOUR, decimals=3, default=seconds == 0)


def length(seconds: Fraction, rate: Fraction | None) -> Word:
    """Return ``"M:SS"``, with decimals where there are any."""
    return _time(seconds, rate, hours=seconds >= _HOUR, decimals=0)


def _time(
    seconds: Fraction, rate: Fraction | None, *, hours: bool, decimals: int, default: bool = False
) -> Word:
    text = _clock_text(seconds, hours=hours, decimals=decimals)
    if text is None and rate is not None:
        text = _frames_text(seconds, rate)
    if text is None:
        text = _clock_text(quantized(seconds), hours=hours, decimals=decimals)
    return Word(f'"{text}"', default=default)


def _clock_text(seconds: Fraction, *, hours: bool, decimals: int) -> str | None:
    """Return the time with as many decimals as it needs, or None where no number of them is enough."""
    whole, part = divmod(seconds, _MINUTE)
    second = _decimal_text(part, decimals)
    if second is None:
        return None
    padded = second if part >= 10 else f"0{second}"
    text = f"{whole // 60}:{whole % 60:02d}:{padded}" if hours else f"{whole}:{padded}"
    return text if len(text) <= _LONGEST else None


def _frames_text(seconds: Fraction, rate: Fraction) -> str | None:
    """Return SMPTE ``HH:MM:SS:FF``, or None between two frames."""
    frames = seconds * rate
    if frames.denominator != 1:
        return None
    nominal = -(-rate.numerator // rate.denominator)
    whole, frame = divmod(frames.numerator, nominal)
    hours, minutes, second = whole // _HOUR, whole // _MINUTE % 60, whole % 60
    return f"{hours:02d}:{minutes:02d}:{second:02d}:{frame:02d}"


def _decimal_text(number: Fraction, decimals: int) -> str | None:
    """Return ``number`` (from 0) exactly, with at least ``decimals`` decimals; None where it never ends."""
    digits = 0
    rest = number.denominator
    for prime in (2, 5):
        power = 0
        while rest % prime == 0:
            rest //= prime
            power += 1
        digits = max(digits, power)
    if rest != 1 or digits > _MOST_DIGITS:
        return None
    digits = max(digits, decimals)
    text = f"{int(number * 10**digits):0{digits + 1}d}"
    return f"{text[: len(text) - digits]}.{text[len(text) - digits :]}" if digits else text


def _number_text(number: Fraction, decimals: int = 0) -> str:
    text = _decimal_text(number, decimals)
    if text is None or len(text) > _LONGEST:
        text = str(number)
    return text if len(text) <= _LONGEST else str(number.limit_denominator(10**9))


def _confidence_text(number: Fraction) -> str:
    text = _decimal_text(number, 1)
    if text is None or len(text) > _LONGEST:
        text = _decimal_text(round(number / _CONFIDENCE_STEP) * _CONFIDENCE_STEP, 1)
    return text or "0.0"
