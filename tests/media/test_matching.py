"""Albums named badly in every way that people manage, against the Ascenseur map's album."""

import unicodedata
from collections.abc import Callable, Sequence
from fractions import Fraction
from pathlib import Path

import av
import pytest

from gallows_sync.core.cue_map import Album, Certainty, Cue, Take, Track
from gallows_sync.core.media_files import AlbumMatch, FilmFile, MatchState, Recording
from gallows_sync.media.album import read_album
from gallows_sync.media.matching import is_album, match_album, new_cue_map
from gallows_sync.wording import translated

TAKES: dict[int, list[tuple[str, str, int]]] = {
    1: [("nuit-3", "Nuit sur les Champs-Élysées (take 3)", 172)],
    2: [("assassinat-3", "Assassinat (take 3)", 130)],
    3: [("voiture-1", "Séquence voiture (take 1)", 177), ("voiture-2", "Séquence voiture (take 2)", 136)],
    4: [("assassinat-2", "Assassinat (take 2)", 130)],
    5: [
        ("nuit-1", "Nuit sur les Champs-Élysées (take 1)", 148),
        ("nuit-2", "Nuit sur les Champs-Élysées (take 2)", 322),
        ("nuit-4", "Nuit sur les Champs-Élysées (take 4)", 178),
    ],
    6: [("motel-1", "Motel (take 1)", 236)],
    7: [("ascenseur-1", "Ascenseur (take 1)", 116)],
    8: [("assassinat-1", "Assassinat (take 1)", 122)],
    9: [("bal-1", "Le petit bal (take 1)", 159), ("bal-2", "Le petit bal (take 2)", 174)],
    10: [
        ("final-1", "Final (take 1)", 184),
        ("final-2", "Final (take 2)", 180),
        ("final-3", "Final (take 3)", 245),
    ],
}
TITLES = [
    ("Générique", 165),
    ("L'assassinat de Carala", 130),
    ("Sur l'autoroute", 135),
    ("Julien dans l'ascenseur", 127),
    ("Florence sur les Champs-Élysées", 170),
    ("Dîner au motel", 238),
    ("Évasion de Julien", 53),
    ("Visite du vigile", 120),
    ("Au bar du Petit Bac", 170),
    ("Chez le photographe du motel", 230),
]
ALBUM = Album(
    title="Ascenseur pour l'échafaud",
    artist="Miles Davis",
    tracks=tuple(
        Track(
            number,
            title,
            Fraction(seconds),
            takes=tuple(Take(take, called, Fraction(length)) for take, called, length in TAKES[number]),
        )
        for number, (title, seconds) in enumerate(TITLES, start=1)
    ),
)
# The order of the 26-track CD: sixteen takes, then the LP.
SESSIONS = (
    "nuit-1 nuit-2 nuit-3 nuit-4 assassinat-1 assassinat-2 assassinat-3 motel-1 final-1 final-2 final-3 "
)
SESSIONS += "ascenseur-1 bal-1 bal-2 voiture-1 voiture-2"
MASTERS = {1: "nuit-3", 2: "assassinat-3", 3: "voiture-2", 4: "assassinat-2", 5: "nuit-4", 6: "motel-1"}
MASTERS |= {7: "ascenseur-1", 8: "assassinat-1", 9: "bal-2", 10: "final-3"}


def named(name: str, seconds: float | None, number: int | None = None, title: str | None = None) -> Recording:
    """Return the recording that ``read_album`` makes of a file of this name without tags but these."""
    from gallows_sync.media.names import parse_name

    path = Path("/music/album") / name
    parts = parse_name(path.stem)
    return Recording(
        path=path,
        title=title or parts.title or path.stem,
        number=number if number is not None else parts.number,
        duration=None if seconds is None else Fraction(seconds),
    )


def lp(spoil: Callable[[int, str], str], late: float = 4.0) -> list[Recording]:
    """Return the LP's files, named ``spoil(number, title)``, each ``late`` seconds longer than published."""
    return [
        named(f"{spoil(n, title)}.mp3", length + late) for n, (title, length) in enumerate(TITLES, start=1)
    ]


def sessions(*, with_lp: bool = True, titled: Callable[[str], str] = lambda title: title) -> list[Recording]:
    by_id = {take: (title, length) for takes in TAKES.values() for take, title, length in takes}
    disc = [
        named(f"{number:02d} {titled(by_id[take][0])}.flac", by_id[take][1])
        for number, take in enumerate(SESSIONS.split(), start=1)
    ]
    if with_lp:
        disc += [
            named(f"{n + 16} {title}.flac", length + 2) for n, (title, length) in enumerate(TITLES, start=1)
        ]
    return disc


def bare(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def misspelt(text: str) -> str:
    """Return ``text`` with two neighbours in its middle swapped."""
    middle = len(text) // 2
    return text[: middle - 1] + text[middle] + text[middle - 1] + text[middle + 1 :]


def found(match: AlbumMatch) -> list[Path | None]:
    return [track.recording.path if track.recording else None for track in match.tracks]


BAD_NAMES: dict[str, Callable[[int, str], str]] = {
    "plain": lambda n, title: f"{n:02d} - {title}",
    "accents stripped": lambda n, title: f"{n:02d} {bare(title)}",
    "accents decomposed": lambda n, title: unicodedata.normalize("NFD", f"{n:02d} {title}"),
    "accents mangled": lambda n, title: f"{n:02d} {title.encode().decode('cp1252', 'replace')}",
    "upper case": lambda n, title: f"{n:02d} {title.upper()}",
    "punctuation lost": lambda n, title: f"{n:02d} {title.replace(chr(39), '').replace('-', '')}",
    "curly apostrophes": lambda n, title: f"{n:02d} {title.replace(chr(39), '’')}",
    "misspelt": lambda n, title: f"{n:02d} {misspelt(title)}",
    "a letter lost": lambda n, title: f"{title[:4]}{title[5:]}",
    "disc and number": lambda n, title: f"1-{n:02d} {title}",
    "brackets": lambda n, title: f"[{n:02d}] {title}",
    "side of the record": lambda n, title: f"{'A' if n < 6 else 'B'}{n} {title}",
    "artist before": lambda n, title: f"Miles Davis - {n:02d} - {bare(title)}",
    "artist and album before": lambda n, title: f"Miles Davis - Ascenseur - {n:02d} - {title}",
    "artist but no number": lambda n, title: f"Miles Davis - {title}",
    "underscores": lambda n, title: f"{n:02d}_{bare(title).lower().replace(' ', '_')}",
    "no separator": lambda n, title: f"{n:02d}{bare(title).replace(' ', '')}",
    "remastered": lambda n, title: f"{n:02d} {title} (Remastered 2018)",
    "numbers only": lambda n, title: f"{n:02d}",
    "track and number": lambda n, title: f"Track {n}",
    "numbers from 17": lambda n, title: f"{n + 16:02d}",
    "no numbers": lambda n, title: title,
    "numbers in the wrong order": lambda n, title: f"{11 - n:02d} {title}",
    "articles lost": lambda n, title: f"{n:02d} {bare(title).replace('L' + chr(39), '')}",
}


@pytest.mark.parametrize("spoil", BAD_NAMES.values(), ids=BAD_NAMES.keys())
@pytest.mark.parametrize("late", [-9.0, 0.0, 9.0])
def test_badly_named_files_are_found(spoil: Callable[[int, str], str], late: float) -> None:
    recordings = lp(spoil, late)
    match = match_album(ALBUM, recordings)
    assert found(match) == [recording.path for recording in recordings]
    assert {track.state for track in match.tracks} == {MatchState.MATCHED}
    assert match.unused == ()
    assert is_album(ALBUM, recordings)


def test_the_order_of_the_files_does_not_matter() -> None:
    recordings = lp(BAD_NAMES["misspelt"])
    assert found(match_album(ALBUM, recordings[::-1])) == [recording.path for recording in recordings]


def test_lengths_that_are_unknown_do_no_harm() -> None:
    recordings = [named(f"{n:02d} {bare(title)}.mp3", None) for n, (title, _) in enumerate(TITLES, start=1)]
    assert found(match_album(ALBUM, recordings)) == [recording.path for recording in recordings]


def test_good_tags_outweigh_rubbish_names() -> None:
    recordings = [
        named(f"zz{99 - n}.mp3", length, n, title) for n, (title, length) in enumerate(TITLES, start=1)
    ]
    assert found(match_album(ALBUM, recordings)) == [recording.path for recording in recordings]


def test_good_names_outweigh_rubbish_tags() -> None:
    recordings = [
        named(f"{n:02d} {title}.mp3", length, 11 - n, f"Miles Davis {n}")
        for n, (title, length) in enumerate(TITLES, start=1)
    ]
    assert found(match_album(ALBUM, recordings)) == [recording.path for recording in recordings]


def test_titles_in_another_language_are_found_by_number_and_length() -> None:
    english = ["Main title", "The murder", "Highway", "In the lift", "Florence walks", "Dinner", "Escape"]
    english += ["The watchman", "At the bar", "At the photographer's"]
    recordings = [
        named(f"{n:02d} {title}.mp3", TITLES[n - 1][1] + 5) for n, title in enumerate(english, start=1)
    ]
    assert found(match_album(ALBUM, recordings)) == [recording.path for recording in recordings]


def test_other_titles_of_a_track_are_its_titles() -> None:
    album = Album("X", tracks=(Track(1, "Générique", also_known_as=("Main Title",)),))
    (track,) = match_album(album, [named("Main title.mp3", None)]).tracks
    assert track.state is MatchState.MATCHED


def test_the_reason_names_the_file_and_the_evidence() -> None:
    recordings = lp(lambda n, title: f"{n:02d} {title}")
    recordings[2] = named("03 Sur l'autorotue.mp3", 135)
    match = match_album(ALBUM, recordings)
    assert (
        match.tracks[2].reason == '"03 Sur l\'autorotue.mp3" by its title (1 letter off), length and number'
    )


def test_the_reason_can_be_said_in_another_language_down_to_its_parts() -> None:
    french = {
        "{recording} by its {grounds}": "{recording}, d’après {grounds}",
        '"{file}"': "« {file} »",
        "{words} and {last}": "{words} et {last}",
        "title": "le titre",
        "length": "la durée",
        "number": "le numéro",
    }
    reason = match_album(ALBUM, lp(lambda n, title: f"{n:02d} {title}")).tracks[0].reason
    said = translated(reason, lambda _, source: french[source])
    assert said == "« 01 Générique.mp3 », d’après le titre, la durée et le numéro"


def test_the_reason_is_one_line_whatever_the_file_is_called() -> None:
    album = Album("X", tracks=(Track(1, "Générique"),))
    recording = Recording(Path("/m/a\nb\udce9.mp3"), "Générique")
    (track,) = match_album(album, [recording]).tracks
    assert track.reason == '"a\ufffdb\ufffd.mp3" by its title'


def test_a_right_title_of_the_wrong_length_is_taken_and_told() -> None:
    recordings = lp(lambda n, title: f"{n:02d} {title}")
    recordings[6] = named("07 Évasion de Julien.mp3", 116)
    seventh = match_album(ALBUM, recordings).tracks[6]
    assert seventh.state is MatchState.MATCHED
    assert seventh.reason.endswith("though it lasts 1:56 and 0:53 was expected")


def test_excerpts_are_found_by_their_titles() -> None:
    """Where all lengths are wrong they tell nothing, and a misspelt title has to do."""
    spoilt = [named(f"{misspelt(title)}.mp3", 5) for title, _ in TITLES]
    assert found(match_album(ALBUM, spoilt)) == [recording.path for recording in spoilt]


def test_a_bonus_take_does_not_displace_the_track() -> None:
    album = Album("X", tracks=(Track(1, "Générique", Fraction(165)),))
    recordings = [named("Générique (take 2).mp3", 165), named("Générique.mp3", 172)]
    (track,) = match_album(album, recordings).tracks
    assert (track.state, track.recording) == (MatchState.MATCHED, recordings[1])


def test_a_missing_track_is_told_with_the_nearest_file() -> None:
    recordings = lp(lambda n, title: f"{n:02d} {title}")
    recordings[1] = named("So What.mp3", 250)
    match = match_album(ALBUM, recordings)
    assert match.tracks[1].state is MatchState.MISSING
    assert match.tracks[1].recording is None
    assert match.tracks[1].reason == 'no file fits; the nearest is "So What.mp3" (length 4:10, expected 2:10)'
    assert match.unused == (recordings[1],)
    assert all(track.state is MatchState.MATCHED for track in match.tracks if track.track != 2)


def test_a_number_and_a_length_by_chance_are_not_enough() -> None:
    """Another album has a track 2 of 2:10 as well."""
    other = [named(f"{n:02d} {title}.mp3", 130) for n, title in enumerate(("So What", "Milestones"), start=1)]
    match = match_album(ALBUM, other)
    assert {track.state for track in match.tracks} == {MatchState.MISSING}
    assert match.unused == tuple(other)


def test_two_files_that_fit_equally_are_called_ambiguous() -> None:
    recordings = [*lp(lambda n, title: title), named("Sur l’autoroute.mp3", 139)]
    third = match_album(ALBUM, recordings).tracks[2]
    assert third.state is MatchState.AMBIGUOUS
    assert third.recording == recordings[2]
    assert set(third.candidates) == {recordings[2], recordings[10]}
    assert third.reason.startswith('two files fit equally: "Sur l\'autoroute.mp3" and "Sur l’autoroute.mp3"')


def test_tracks_of_one_length_without_titles_stay_ambiguous() -> None:
    """Florence and the bar last 2:50 both: nothing here tells which is which."""
    recordings = [named(f"{word}.mp3", length) for word, (_, length) in zip(WORDS, TITLES, strict=True)]
    match = match_album(ALBUM, recordings)
    states = {track.track: track.state for track in match.tracks}
    assert states[5] is states[9] is MatchState.AMBIGUOUS
    assert match.tracks[4].recording is None
    assert states[6] is states[7] is states[10] is MatchState.MATCHED


WORDS = ["qwxz", "zpqk", "mmnb", "plok", "vvcx", "rtyu", "hjkl", "bnmz", "wqas", "edcf"]


def test_of_two_formats_the_lossless_one_plays() -> None:
    recordings = [
        named(f"{n:02d} {title}.{suffix}", length + late)
        for suffix, late in (("mp3", 0.05), ("flac", 0.0))
        for n, (title, length) in enumerate(TITLES, start=1)
    ]
    match = match_album(ALBUM, recordings)
    assert {track.state for track in match.tracks} == {MatchState.MATCHED}
    assert all(path is not None and path.suffix == ".flac" for path in found(match))
    assert match.tracks[0].reason.endswith("it is also there as mp3, and the lossless file is taken")
    assert match.unused == ()


def test_one_edition_is_kept_to_where_two_are_there() -> None:
    """A track of the one must not play beside a track of the other: their lengths differ."""
    first = lp(lambda n, title: f"{n:02d} {title}", late=3.0)
    second = [
        Recording(
            Path("/music/other") / r.path.name, r.title, number=r.number, duration=Fraction(length + late)
        )
        for r, (_, length), late in zip(first, TITLES, (2, 4, 4, 4, 4, 4, 4, 4, 4, 4), strict=True)
    ]
    match = match_album(ALBUM, [*first, *second])
    assert found(match) == [recording.path for recording in first]


def test_no_recordings_leave_every_track_missing() -> None:
    match = match_album(ALBUM, [])
    assert {track.state for track in match.tracks} == {MatchState.MISSING}
    assert match_album(Album("Empty"), lp(BAD_NAMES["plain"])).tracks == ()


# The complete sessions


def test_the_complete_sessions_give_the_lp_and_its_takes() -> None:
    disc = sessions()
    match = match_album(ALBUM, disc)
    assert found(match) == [recording.path for recording in disc[16:]]
    takes = {take: recording for track in match.tracks for take, recording in track.takes.items()}
    assert takes == dict(zip(SESSIONS.split(), disc, strict=False))
    assert all(set(track.takes) == {take for take, _, _ in TAKES[track.track]} for track in match.tracks)
    assert match.unused == ()
    assert is_album(ALBUM, disc)


@pytest.mark.parametrize(
    "titled",
    [
        lambda title: title.replace(" (take", ", take").replace(")", ""),
        lambda title: title.replace(" (take", " [Take").replace(")", "]").upper(),
        lambda title: bare(title).replace(" (take", " - prise").replace(")", ""),
        lambda title: title.replace("Ascenseur (take 1)", "Ascenseur [Évasion de Julien]"),
        lambda title: title.replace("Le petit bal", "Le petit bac").replace("Motel (take 1)", "Motel"),
    ],
)
@pytest.mark.parametrize("with_lp", [True, False])
def test_takes_are_known_however_they_are_written(titled: Callable[[str], str], with_lp: bool) -> None:
    disc = sessions(with_lp=with_lp, titled=titled)
    match = match_album(ALBUM, disc)
    takes = {take: recording for track in match.tracks for take, recording in track.takes.items()}
    assert takes == dict(zip(SESSIONS.split(), disc, strict=False))


def test_without_the_lp_a_track_plays_from_the_take_it_was_made_from() -> None:
    disc = dict(zip(SESSIONS.split(), sessions(with_lp=False), strict=True))
    match = match_album(ALBUM, list(disc.values()))
    assert {track.track: track.recording for track in match.tracks} == {
        number: disc[take] for number, take in MASTERS.items()
    }
    assert match.tracks[0].reason == (
        'the track itself is not there; "03 Nuit sur les Champs-Élysées (take 3).flac" is the take '
        "it was made from (Nuit sur les Champs-Élysées (take 3))"
    )
    assert is_album(ALBUM, list(disc.values()))


def test_a_cue_that_names_a_take_plays_it() -> None:
    match = match_album(ALBUM, sessions())
    played = match.recording_for(Cue(id="x", track=5, take="nuit-2"))
    assert played is not None
    assert played.path.name.startswith("02 Nuit")


def test_takes_whose_master_is_not_there_do_not_stand_in() -> None:
    match = match_album(ALBUM, [named("Séquence voiture (take 1).flac", 177)])
    assert match.tracks[2].state is MatchState.MISSING
    assert "only other takes of it" in match.tracks[2].reason


def test_the_sessions_without_titles_still_give_the_lp() -> None:
    disc = [
        Recording(Path(f"/m/{n:02d}.flac"), f"Track {n}", number=n, duration=r.duration)
        for n, r in enumerate(sessions(), start=1)
    ]
    assert found(match_album(ALBUM, disc)) == [recording.path for recording in disc[16:]]


# Which album it is


def test_the_same_titles_on_another_album_are_not_this_one() -> None:
    recordings = [
        Recording(
            Path("/rig/album") / f"{n:02d} - {title}.flac",
            title,
            number=n,
            album="Rig album",
            artist="Rig",
            duration=Fraction(100 + 13 * n),
        )
        for n, (title, _) in enumerate(TITLES, start=1)
    ]
    assert not is_album(ALBUM, recordings)
    # Asked for by name, the map is used with them all the same.
    assert found(match_album(ALBUM, recordings)) == [recording.path for recording in recordings]


def test_the_albums_name_makes_up_for_other_lengths() -> None:
    recordings = [
        Recording(
            Path(f"/x/{n}.mp3"), title, album="Ascenseur Pour L'Echafaud (Remastered)", duration=Fraction(9)
        )
        for n, (title, _) in enumerate(TITLES, start=1)
    ]
    assert is_album(ALBUM, recordings)


@pytest.mark.parametrize(
    "recordings", [[], lp(lambda n, title: f"{n:02d} Song {'abcdefghij'[n - 1] * 5}", 60)]
)
def test_another_album_is_not_this_one(recordings: Sequence[Recording]) -> None:
    assert not is_album(ALBUM, recordings)


def test_half_the_album_is_not_yet_the_album() -> None:
    assert not is_album(ALBUM, lp(BAD_NAMES["plain"])[:5])
    assert is_album(ALBUM, lp(BAD_NAMES["plain"])[:7])


# A new map


def test_a_new_map_has_an_unplaced_cue_for_every_track() -> None:
    film = FilmFile(
        path=Path("/films/My film.mkv"),
        duration=Fraction(90),
        container_start=Fraction(0),
        frame_rate=Fraction(25),
        width=16,
        height=9,
        display_aspect=Fraction(16, 9),
        picture_start=Fraction(0),
        sound=None,
    )
    recordings = [
        Recording(Path("/m/1.flac"), "Générique", number=1, disc=1, album="A", artist="B", year=1958),
        Recording(Path("/m/2.flac"), "L'été", number=2, disc=1, album="A", duration=Fraction(1, 3)),
        Recording(Path("/m/3.flac"), "Générique", number=1, disc=2, album="A"),
        Recording(Path("/m/4.flac"), "枯葉", number=3, disc=2, album="C"),
    ]
    made = new_cue_map(recordings, film)
    assert made.film.title == "My film"
    assert made.film.duration is made.film.frame_rate is None
    assert (made.album.title, made.album.artist, made.album.year) == ("A", "B", 1958)
    assert [track.number for track in made.album.tracks] == [1, 2, 3, 5]
    assert [cue.id for cue in made.cues] == ["generique", "l-ete", "generique-2", "track-5"]
    assert {(cue.certainty, cue.film, cue.scene) for cue in made.cues} == {(Certainty.UNPLACED, None, "")}
    assert made.album.tracks[1].duration == Fraction(333333, 1_000_000)


def test_a_new_map_counts_where_numbers_are_missing_or_double() -> None:
    recordings = [named("a.mp3", None, 4), named("b.mp3", None, 4), named("c.mp3", None)]
    made = new_cue_map(recordings, None)
    assert [(track.number, track.title) for track in made.album.tracks] == [(1, "a"), (2, "b"), (3, "c")]


def test_a_new_map_matches_the_files_that_it_was_made_from() -> None:
    recordings = sessions()
    made = new_cue_map(recordings, None)
    assert found(match_album(made.album, recordings)) == [recording.path for recording in recordings]
    assert is_album(made.album, recordings)


# From files to tracks


def test_real_files_of_the_right_length_are_found(tmp_path: Path) -> None:
    """Silence of each track's length, seconds to make and small: the whole way from disk to match."""
    for n, (title, length) in enumerate(TITLES, start=1):
        with av.open(str(tmp_path / f"{n:02d}_{bare(title).upper()}.flac"), "w") as container:
            stream = container.add_stream("flac", rate=8000, layout="mono")
            assert isinstance(stream, av.AudioStream)
            for second in range(length):
                frame = av.AudioFrame(format="s16", layout="mono", samples=8000)
                frame.planes[0].update(bytes(16000))
                frame.sample_rate, frame.pts = 8000, second * 8000
                container.mux(stream.encode(frame))
            container.mux(stream.encode(None))
    recordings = read_album(tmp_path)
    match = match_album(ALBUM, recordings)
    assert [track.recording for track in match.tracks] == list(recordings)
    assert {track.reason.partition('" by its ')[2] for track in match.tracks} == {"title, length and number"}
