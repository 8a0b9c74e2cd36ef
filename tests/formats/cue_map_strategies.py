"""Cue maps of every shape, for property tests."""

from fractions import Fraction

from hypothesis import strategies as st

from gallows_sync.core.cue_map import Album, Certainty, Cue, CueMap, Film, FilmSpan, Source, Take, Track

MICROSECOND = Fraction(1, 1_000_000)

texts = st.one_of(
    st.sampled_from(
        [
            "",
            "No",
            "null",
            "1958",
            "10:00:00:00",
            "a: b",
            "a #b",
            "- a",
            "'",
            '"',
            "é, ü",
            "[x]",
            "{y}",
            "#",
            ":",
        ]
    ),
    st.sampled_from(
        ["two\nlines", "two\n\nlines\n", " led\nby a space", "ends\n\n", "tab\there", "a\r\nb", "\\n"]
    ),
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn")), max_size=20),
)
lines = st.text(st.characters(categories=("L", "N", "P", "Zs")), max_size=20)
slugs = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,4})?", fullmatch=True)
times = st.integers(0, 7_200_000_000).map(lambda number: number * MICROSECOND)
numbers = st.integers(1, 40)
years = st.none() | st.integers(1, 9999)
speeds = st.sampled_from(
    [Fraction(1), Fraction(25, 24), Fraction(24, 25), Fraction(10427, 10000)]
) | st.fractions(Fraction(1, 16), 16, max_denominator=100_000)
rates = st.none() | st.sampled_from(
    [Fraction(24000, 1001), Fraction(24), Fraction(2997, 125), Fraction(30000, 1001)]
)


def maybe(strategy: st.SearchStrategy[str]) -> st.SearchStrategy[str | None]:
    return st.none() | strategy


def _tuples(strategy: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(strategy, max_size=3).map(tuple)


sources = st.lists(st.builds(Source, texts, maybe(texts)), max_size=2).map(tuple)


@st.composite
def cues(draw: st.DrawFn, cue_id: str, tracks: tuple[Track, ...]) -> Cue:
    track = draw(st.sampled_from(tracks))
    film_in = draw(times)
    span = draw(st.none() | times.map(lambda length: FilmSpan(film_in, film_in + length + MICROSECOND)))
    placed = [certainty for certainty in Certainty if certainty is not Certainty.UNPLACED]
    return Cue(
        id=cue_id,
        track=track.number,
        scene=draw(texts),
        film=span,
        music_in=draw(st.just(Fraction(0)) | times),
        speed=draw(speeds),
        certainty=Certainty.UNPLACED if span is None else draw(st.sampled_from(placed)),
        confidence=draw(st.none() | st.integers(0, 1000).map(lambda number: Fraction(number, 1000))),
        take=draw(st.none() | st.sampled_from([take.id for take in track.takes])) if track.takes else None,
        notes=draw(maybe(texts)),
        sources=draw(sources),
    )


@st.composite
def cue_maps(draw: st.DrawFn) -> CueMap:
    film = Film(
        title=draw(texts),
        also_known_as=draw(_tuples(texts)),
        director=draw(maybe(texts)),
        year=draw(years),
        duration=draw(st.none() | st.just(Fraction(20_000))),
        frame_rate=draw(rates),
        notes=draw(maybe(texts)),
        sources=draw(sources),
    )
    take_ids = st.lists(slugs, max_size=2, unique=True)
    tracks = tuple(
        Track(
            number=number,
            title=draw(texts),
            duration=draw(st.none() | times),
            also_known_as=draw(_tuples(texts)),
            personnel=draw(_tuples(texts)),
            takes=tuple(Take(take_id, draw(texts), draw(st.none() | times)) for take_id in draw(take_ids)),
            notes=draw(maybe(texts)),
            sources=draw(sources),
        )
        for number in draw(st.lists(numbers, min_size=1, max_size=3, unique=True))
    )
    album = Album(draw(texts), draw(maybe(texts)), draw(years), tracks, draw(maybe(texts)), draw(sources))
    ids = draw(st.lists(slugs, max_size=4, unique=True))
    return CueMap(film, album, tuple(draw(cues(cue_id, tracks)) for cue_id in ids))


@st.composite
def changed(draw: st.DrawFn, before: CueMap) -> CueMap:
    """Another map that shares parts with ``before``: cues kept, changed, added, taken out, reordered."""
    other = draw(cue_maps())
    tracks = {track.number: track for track in (*other.album.tracks, *before.album.tracks)}
    by_id = {cue.id: cue for cue in (*before.cues, *other.cues)}
    if draw(st.booleans()) and by_id:
        changed_id = draw(st.sampled_from(sorted(by_id)))
        by_id[changed_id] = draw(cues(changed_id, tuple(tracks.values())))
    kept = draw(st.lists(st.sampled_from(sorted(by_id)), unique=True)) if by_id else []
    album = Album(before.album.title, other.album.artist, before.album.year, tuple(tracks.values()))
    film = draw(st.sampled_from([before.film, other.film]))
    used = tuple(by_id[cue_id] for cue_id in kept)
    # A take that the cue chose may be gone with the other map's track.
    valid = tuple(cue for cue in used if cue.take in (None, *(take.id for take in tracks[cue.track].takes)))
    return CueMap(film, album, valid)
