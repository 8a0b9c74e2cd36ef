"""Every fact in the shipped Ascenseur map, read back against tables kept here and written without the map.

The tables say what the published sources say (the numbers in brackets) and what is only inferred. A line of
notes that no table accounts for fails, and so does a fact of the tables that the map lost or changed.
"""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

import pytest

from gallows_sync.core.cue_map import Certainty, CueMap, Source
from gallows_sync.core.times import parse_time
from gallows_sync.formats.cue_map_yaml import read_cue_map

MAP_PATH = Path(__file__).resolve().parents[1] / "cues" / "ascenseur-pour-lechafaud.yaml"

ADDRESSES: dict[int, str | None] = {  # None: known by a description, not by a plain web address
    1: "rvm.pm/miles-davis-ascenseur-pour-lechafaud",
    2: "mikemarshall.ca/blog/category/turn-it-up",
    3: "profilpelajar.com/en/Jazz_Track",
    4: None,
    5: "themusicofmiles.com/milesAheadSessions.php?sessionid=571204",
    6: "jazz-jazz.com/2023/10/18",
    7: None,
    8: "milesandjaco.com/miles-et-lascenseur",
    14: "plosin.com/milesahead/Ascenseur.aspx",
    15: "hyperrealfilm.club/reviews/miles-davis-elevator",
    16: None,
    17: None,
    18: "subslikescript.com/movie/Elevator_to_the_Gallows-51378",
    20: None,
    21: "cinemaspartan.com",
    22: "filmscoreclicktrack.com/elevator-to-the-gallows",
    23: "musicstation.be",
    24: "smarterhomecinema.com/?p=1009",
    25: None,
    29: "the-big-site.com",
    30: "en.wikipedia.org/wiki/Elevator_to_the_Gallows",
    31: "jimff.org",
    34: "uii.fr",
    35: "fr.knowledger.de/03711637",
    40: "movieworld.ws",
    44: "m.blu-ray.com/138324",
    45: "critique-film.fr",
    59: "oldyorkeronline.com",
    61: "scenethatreviews.com",
    62: "hollywoodrevue.wordpress.com",
    63: "wikisum.wiki",
    64: "imdb.com/title/tt0051378/plotsummary",
    66: "nl.frwiki.wiki",
    67: "jazz-site.pages.dev",
    69: "adrc-asso.org",
}
DESCRIPTIONS = {
    4: "shugarecords.com (DOL756H)",
    7: "qobuz.com Special-Cine-928020",
    16: "forums.tcm.com topic 54307",
    17: "forums.tcm.com topic 54307",
    20: "whatsheonaboutnow.blogspot.com 2013/12",
    25: "johnesimpson.com 2013/12",
}

DAVIS = "Miles Davis, trumpet"
WILEN = "Barney Wilen, tenor saxophone"
URTREGER = "René Urtreger, piano"
MICHELOT = "Pierre Michelot, double bass"
CLARKE = "Kenny Clarke, drums"
QUINTET = {DAVIS, WILEN, URTREGER, MICHELOT, CLARKE}


class LpTrack(NamedTuple):
    number: int
    title: str
    official: str
    jazz_track: str | None
    lp_2015: str
    piece: str
    take: int


class Session(NamedTuple):
    """One of tracks 1 to 16 of the complete sessions; ``master_of`` is the LP track that was cut from it."""

    disc_track: int
    piece: str
    take: int
    length: str
    listed_under: int
    master_of: int | None


NUIT, VOITURE, PETIT_BAL = "Nuit sur les Champs-Élysées", "Séquence voiture", "Le petit bal"

LP_TRACKS = (
    LpTrack(1, "Générique", "2:45", "2:46", "2:52", NUIT, 3),
    LpTrack(2, "L'assassinat de Carala", "2:10", "2:08", "2:11", "Assassinat", 3),
    LpTrack(3, "Sur l'autoroute", "2:15", "2:16", "2:20", VOITURE, 2),
    LpTrack(4, "Julien dans l'ascenseur", "2:07", "2:07", "2:13", "Assassinat", 2),
    LpTrack(5, "Florence sur les Champs-Élysées", "2:50", "2:49", "2:53", NUIT, 4),
    LpTrack(6, "Dîner au motel", "3:58", "3:55", "3:59", "Motel", 1),
    LpTrack(7, "Évasion de Julien", "0:53", "0:50", "0:55", "Ascenseur", 1),
    LpTrack(8, "Visite du vigile", "2:00", None, "2:05", "Assassinat", 1),
    LpTrack(9, "Au bar du Petit Bac", "2:50", None, "2:54", PETIT_BAL, 2),
    LpTrack(10, "Chez le photographe du motel", "3:50", None, "3:59", "Final", 3),
)

SESSIONS = (
    Session(1, NUIT, 1, "2:28", 5, None),
    Session(2, NUIT, 2, "5:22", 5, None),
    Session(3, NUIT, 3, "2:52", 1, 1),
    Session(4, NUIT, 4, "2:58", 5, 5),
    Session(5, "Assassinat", 1, "2:02", 8, 8),
    Session(6, "Assassinat", 2, "2:10", 4, 4),
    Session(7, "Assassinat", 3, "2:10", 2, 2),
    Session(8, "Motel", 1, "3:56", 6, 6),
    Session(9, "Final", 1, "3:04", 10, None),
    Session(10, "Final", 2, "3:00", 10, None),
    Session(11, "Final", 3, "4:05", 10, 10),
    Session(12, "Ascenseur", 1, "1:56", 7, 7),
    Session(13, PETIT_BAL, 1, "2:39", 9, None),
    Session(14, PETIT_BAL, 2, "2:54", 9, 9),
    Session(15, VOITURE, 1, "2:57", 3, None),
    Session(16, VOITURE, 2, "2:16", 3, 3),
)

SITTING_OUT = {
    ("Assassinat", 1): {DAVIS, WILEN, URTREGER},
    ("Assassinat", 2): {WILEN},
    ("Assassinat", 3): {WILEN},
    ("Motel", 1): {WILEN, URTREGER},
    ("Final", 1): {WILEN},
    ("Final", 2): {WILEN},
    ("Final", 3): {WILEN},
}
SITTING_OUT_WORDS = {
    frozenset({WILEN}): "Without Barney Wilen [5]",
    frozenset({WILEN, URTREGER}): "Without Barney Wilen and René Urtreger [5]",
    frozenset({DAVIS, WILEN, URTREGER}): "Without Miles Davis, Barney Wilen and René Urtreger [5]",
}
DISPUTED = ("Ascenseur", 1)  # [5] names nobody who sits out, [22] hears bass and cymbals alone
DISPUTED_PERSONNEL = {MICHELOT, CLARKE} | {
    f"{player} (disputed: see the notes)" for player in (DAVIS, WILEN, URTREGER)
}

FILM_STATED = (
    "Titles, director and year are catalogue entries, given without a source",
    "Nobody has published where in the film each track is heard, nor from which take",
    "About 50 minutes of music were recorded and about 18 are used in the film [7][8]",
    "Plot, in order [18][20][29][30][59][61][62][63][64][66]",
    "1. the telephone call and the titles",
    "2. hook and rope; the murder; the rope forgotten, the engine left running",
    "3. the power goes off and the lift is stuck",
    "4. Louis and Véronique take the car; Florence sees it pass",
    "5. the motorway and the motel, photographs with Julien's camera",
    "6. Florence walks, bars, storm; attempts to leave the lift; the watchman (these three interleave)",
    "7. the German couple shot; the maid's room; Florence taken in for vagrancy",
    "8. the power comes back and Julien slips out; arrest and interrogation",
    "9. Florence finds the couple; the laboratory",
    "Criterion DVD (NTSC) 1:31:24, Blu-ray 1:31:34 [40] (weak",
    "Gaumont Blu-ray: 91 minutes [44][45]",
)
FILM_INFERRED = (
    "the ten tracks last 25:38, not every second of the album can be in the film",
    "a track may be heard twice, or in part",
    "album order is not film order",
    "a copy of 1:31:34 at 25 frames a second lasts about 1:27:49",
    "discs of one label differ by 10 seconds, so a film time is true of one copy only",
)
ALBUM_STATED = (
    "The year is a catalogue entry, given without a source",
    "Recorded on 4–5 December 1957 at Le Poste Parisien, Paris [5]",
    "Trumpet Miles Davis, tenor Barney Wilen, piano René Urtreger, bass Pierre Michelot, "
    "drums Kenny Clarke [5]",
    "Only rudimentary harmonic sequences were prepared [2][23]",
    "Edited loops of the scenes were projected while the five improvised [2][23]",
    'Pierre Michelot in 1988: "Two chords, D minor and C7, four bars of each" [23]',
    "about three hours [7]",
    "four hours [31][67]",
    "from ten until dawn [23]",
    "one night [69]",
    "two days [34]",
    "the date given is 4–5 December [5]",
    "official length [1], which add up to 25:38",
    "Published lengths of one track differ by up to 9 seconds [1][4]",
    "one CD of 26 tracks [5][6]: its tracks 1–16 are the takes",
    "not on that CD: Nuit sur les Champs-Élysées, unnumbered, 3:52 [5]",
    "not on that CD: L'interrogatoire de Julien, take 1, 5:16 [5]",
)
ALBUM_INFERRED = (
    "its tracks 17–26 are the ten LP tracks in order, with reverberation added (a cut sentence in [35])",
    "all five are listed where nobody is named as sitting out of a take [5]",
)
TRACK_STATED: dict[int, tuple[str, ...]] = {
    3: ('"A disguised Sweet Georgia Brown", trumpet and tenor [22]',),
    5: ("unnumbered, 3:52, not on the complete sessions [5]",),
    6: ("The lip on the mouthpiece can be heard in this piece [14]",),
    7: (
        "Who plays is disputed: nobody is named as sitting out of the take [5]",
        "An attempt to get out of the lift was played by bass and cymbals alone [22]",
    ),
    8: ("Bass and drums only [5]",),
    9: ("The piece is named Le petit bal, or Le petit bac [5][6]",),
}
TRACK_INFERRED: dict[int, tuple[str, ...]] = {
    1: ("takes 1 and 2 of the same piece are listed once, under track 5",),
    7: (
        "as the take lasts 1:56 and the track less than a minute, the LP edits it",
        "the attempt that [22] tells of is this piece",
    ),
}


class CueFacts(NamedTuple):
    track: int
    scene: str
    stated: tuple[str, ...]
    inferred: tuple[str, ...]


IN_LIST = "its place in this list, from the plot"
INTERLEAVED = "its place in this list; walk, lift attempts and watchman interleave in the film"
ON_A_COPY = "from title and plot, to verify on a copy: "

CUES = {  # in the order of the list
    "generique": CueFacts(
        1,
        "Florence and Julien on the telephone, then the titles",
        (
            "Heard over the opening telephone call and the credits [14][15][16][17]",
            "The trumpet enters during the call and stops before Florence sets out the plan [14][15][16][17]",
        ),
        (),
    ),
    "assassinat-de-carala": CueFacts(
        2,
        "Julien climbs to Carala; a pencil sharpener masks the shot",
        (
            "After the opening, the written notes turn to the Carala building [14]",
            "The shot is masked by a pencil sharpener [20][21]",
        ),
        (ON_A_COPY + "heard while Julien climbs to Carala and kills him", IN_LIST),
    ),
    "julien-dans-l-ascenseur": CueFacts(
        4,
        "The power goes off: Julien is shut in the lift",
        ("No source says where this track is heard",),
        (ON_A_COPY + "Julien shut in the lift", IN_LIST),
    ),
    "sur-l-autoroute": CueFacts(
        3,
        "Louis and Véronique drive off in Julien's car",
        ('"a disguised Sweet Georgia Brown", trumpet and tenor [22]',),
        (ON_A_COPY + "Louis and Véronique drive off in Julien's car", IN_LIST),
    ),
    "diner-au-motel": CueFacts(
        6,
        "Dinner at the motel: Louis, Véronique and the German couple",
        ("the lip on the mouthpiece can be heard in this piece [14]",),
        (ON_A_COPY + "Louis and Véronique with the German couple at the motel", IN_LIST),
    ),
    "florence-sur-les-champs-elysees": CueFacts(
        5,
        "Florence walks through the night on the Champs-Élysées",
        (
            "The session's loops showed Florence on the Champs-Élysées and going into bars [23]",
            "Her walk is scored by Davis [24][25]",
        ),
        (ON_A_COPY + "this is the track of the walk", INTERLEAVED),
    ),
    "au-bar-du-petit-bac": CueFacts(
        9,
        "From bar to bar: Florence at the Petit Bac",
        ("Florence goes from bar to bar [29]",),
        (ON_A_COPY + "heard in one of the bars", INTERLEAVED),
    ),
    "visite-du-vigile": CueFacts(
        8,
        "The watchman comes at night; for a moment the power is on",
        (
            "The watchman comes at night [20] and briefly turns the power on [29]",
            "bass and drums only [5]",
        ),
        (ON_A_COPY + "heard in that scene", INTERLEAVED),
    ),
    "evasion-de-julien": CueFacts(
        7,
        "Julien gets out of the lift",
        ("An attempt to get out of the lift was played by bass and cymbals alone [22]",),
        (
            ON_A_COPY + "Julien gets out of the lift",
            "its place in this list, at the power's return; an attempt would stand earlier",
        ),
    ),
    "chez-le-photographe-du-motel": CueFacts(
        10,
        "The end: the lovers' photographs in the laboratory",
        (
            "The film ends in the photo laboratory [63] on the lovers' photographs [59]",
            "The take group is called Final [5]",
        ),
        (ON_A_COPY + "heard in the last scene",),
    ),
}

CITATION = re.compile(r"\[(\d+)\]")


@pytest.fixture(scope="module")
def cue_map() -> CueMap:
    return read_cue_map(MAP_PATH).cue_map


def assert_facts(notes: str | None, stated: Sequence[str], inferred: Sequence[str]) -> None:
    """Hold ``notes`` to these facts: each in one line of its kind, no line and no figure beyond them."""
    assert notes is not None
    lines = notes.splitlines()
    for facts, of_this_kind in (
        (stated, [line for line in lines if not line.startswith("Inferred")]),
        (inferred, [line for line in lines if line.startswith("Inferred")]),
    ):
        for fact in facts:
            assert sum(fact in line for line in of_this_kind) == 1, f"{fact!r} is not in one line of {notes}"
        for line in of_this_kind:
            rest = line
            for fact in facts:
                rest = rest.replace(fact, "")
            assert rest != line, f"no table holds {line!r}"
            assert not re.search(r"\d", rest), f"{rest!r} of {line!r} is in no table"


def assert_sources(notes: str | None, sources: Sequence[Source], *more: int) -> None:
    """Hold ``sources`` to the numbers that ``notes`` cite and ``more``, each once and with its address."""
    listed = list(numbers_of(sources))
    assert sorted(listed) == sorted({*map(int, CITATION.findall(notes or "")), *more})
    for source in sources:
        for number in numbers_of([source]):
            address = ADDRESSES[number]
            assert source.url == (None if address is None else f"https://{address}")
            name = DESCRIPTIONS[number] if address is None else address.split("/")[0]
            assert name in source.text


def numbers_of(sources: Sequence[Source]) -> Iterator[int]:
    for source in sources:
        numbers = CITATION.findall(source.text)
        assert numbers, f"{source.text!r} has no number"
        yield from map(int, numbers)


def take_id(piece: str, take: int) -> str:
    slugs = {NUIT: "nuit", VOITURE: "sequence-voiture", PETIT_BAL: "le-petit-bal"}
    return f"{slugs.get(piece, piece.lower())}-take-{take}"


def personnel_of(piece: str, take: int) -> set[str]:
    if (piece, take) == DISPUTED:
        return DISPUTED_PERSONNEL
    return QUINTET - SITTING_OUT.get((piece, take), set())


def test_the_film_is_named_and_carries_no_copy(cue_map: CueMap) -> None:
    film = cue_map.film
    assert (film.title, film.director, film.year) == ("Ascenseur pour l'échafaud", "Louis Malle", 1958)
    assert film.also_known_as == ("Elevator to the Gallows", "Frantic", "Lift to the Scaffold")
    assert film.duration is None
    assert film.frame_rate is None


def test_the_film_notes_hold_their_facts_and_sources(cue_map: CueMap) -> None:
    assert_facts(cue_map.film.notes, FILM_STATED, FILM_INFERRED)
    assert_sources(cue_map.film.notes, cue_map.film.sources)


def test_the_album_holds_its_facts_and_sources(cue_map: CueMap) -> None:
    album = cue_map.album
    assert (album.title, album.artist, album.year) == ("Ascenseur pour l'échafaud", "Miles Davis", 1958)
    assert_facts(album.notes, ALBUM_STATED, ALBUM_INFERRED)
    assert_sources(album.notes, album.sources)


def test_the_tracks_are_the_ten_of_the_lp_at_their_official_lengths(cue_map: CueMap) -> None:
    read = [(track.number, track.title, track.duration) for track in cue_map.album.tracks]
    assert read == [(lp.number, lp.title, parse_time(lp.official)) for lp in LP_TRACKS]
    total = sum((track.duration or Fraction(0) for track in cue_map.album.tracks), Fraction(0))
    assert total == parse_time("25:38")


def test_published_lengths_differ_by_up_to_nine_seconds() -> None:
    spreads = []
    for lp in LP_TRACKS:
        lengths = [parse_time(text) for text in (lp.official, lp.jazz_track, lp.lp_2015) if text]
        spreads.append(max(lengths) - min(lengths))
    assert max(spreads) == 9


@pytest.mark.parametrize("lp", LP_TRACKS, ids=lambda lp: str(lp.number))
def test_a_track_holds_its_facts_and_sources(cue_map: CueMap, lp: LpTrack) -> None:
    track = cue_map.track(lp.number)
    assert track is not None
    session = next(s for s in SESSIONS if (s.piece, s.take) == (lp.piece, lp.take))
    assert set(track.personnel) == personnel_of(lp.piece, lp.take)
    assert len(track.personnel) == len(set(track.personnel))
    stated = [
        f"official {lp.official} [1], given here",
        f"Jazz Track {lp.jazz_track} [2][3]" if lp.jazz_track else "Jazz Track none given",
        f"LP of 2015 {lp.lp_2015} [4]",
        f"Master take: {lp.piece}, take {lp.take} [5][6]; it lasts {session.length} [5]",
        *TRACK_STATED.get(lp.number, ()),
    ]
    inferred = [
        f"track {16 + lp.number} of the complete sessions is this track with reverberation added [35]",
        *TRACK_INFERRED.get(lp.number, ()),
    ]
    if out := SITTING_OUT.get((lp.piece, lp.take)):
        stated.append(SITTING_OUT_WORDS[frozenset(out)])
    elif (lp.piece, lp.take) != DISPUTED:
        stated.append("Nobody is named as sitting out of the master take [5]")
        inferred.append("all five play")
    assert_facts(track.notes, stated, inferred)
    assert_sources(track.notes, track.sources)


def test_the_takes_are_the_sixteen_of_the_complete_sessions(cue_map: CueMap) -> None:
    listed = [(track.number, take.id) for track in cue_map.album.tracks for take in track.takes]
    expected = [(s.listed_under, take_id(s.piece, s.take)) for s in SESSIONS]
    assert sorted(listed) == sorted(expected)
    assert len({identity for _, identity in listed}) == 16


@pytest.mark.parametrize("session", SESSIONS, ids=lambda s: take_id(s.piece, s.take))
def test_a_take_holds_its_facts_and_sources(cue_map: CueMap, session: Session) -> None:
    track = cue_map.track(session.listed_under)
    assert track is not None
    take = next(take for take in track.takes if take.id == take_id(session.piece, session.take))
    assert take.title == f"{session.piece} (take {session.take})"
    assert take.duration == parse_time(session.length)
    assert set(take.personnel) == personnel_of(session.piece, session.take)
    stated = [f"Track {session.disc_track} of the complete sessions [5][6]"]
    inferred = []
    if session.master_of is not None:
        stated.append(f"Master take: track {session.master_of} of the LP is cut from it [5][6]")
    elif session.piece == NUIT:
        inferred.append("it belongs here by the piece's name; take 4 became this track, take 3 track 1")
    else:
        master = next(s for s in SESSIONS if s.piece == session.piece and s.master_of is not None)
        inferred.append(f"it belongs to this track because take {master.take} of the same piece became it")
    if out := SITTING_OUT.get((session.piece, session.take)):
        stated.append(SITTING_OUT_WORDS[frozenset(out)])
    elif (session.piece, session.take) == DISPUTED:
        stated.append("Who plays is disputed [5][22]")
    else:
        stated.append("Nobody is named as sitting out [5]")
        inferred.append("all five play")
    assert_facts(take.notes, stated, inferred)
    assert_sources(take.notes, take.sources, 5, 6)


def test_the_cues_stand_in_plot_order_and_use_each_track_once(cue_map: CueMap) -> None:
    assert [(cue.id, cue.track) for cue in cue_map.cues] == [(name, cue.track) for name, cue in CUES.items()]
    assert sorted(cue.track for cue in cue_map.cues) == list(range(1, 11))


@pytest.mark.parametrize("cue_id", CUES)
def test_a_cue_holds_its_facts_and_sources(cue_map: CueMap, cue_id: str) -> None:
    cue, expected = cue_map.cue(cue_id), CUES[cue_id]
    assert cue is not None
    assert cue.scene == expected.scene
    assert len(cue.scene) <= 70
    lp = LP_TRACKS[expected.track - 1]
    stated = (
        *expected.stated,
        "Not published: the film time, and which take the film uses",
        f"The LP's take: {lp.piece}, take {lp.take} [5][6]",
    )
    assert_facts(cue.notes, stated, expected.inferred)
    assert_sources(cue.notes, cue.sources)


def test_no_cue_has_a_film_time_or_claims_a_take(cue_map: CueMap) -> None:
    for cue in cue_map.cues:
        assert cue.film is None
        assert cue.certainty is Certainty.UNPLACED
        assert cue.confidence is None
        assert cue.take is None
        assert cue.music_in == 0
        assert cue.speed == 1
    cues_text = MAP_PATH.read_text(encoding="utf-8").partition("\ncues:\n")[2]
    assert cues_text.count("  - id: ") == 10
    assert not re.search(r"\d:\d\d", cues_text)


def test_every_address_of_the_tables_is_used(cue_map: CueMap) -> None:
    album = cue_map.album
    tracks_and_cues = [*(track.sources for track in album.tracks), *(cue.sources for cue in cue_map.cues)]
    used = [cue_map.film.sources, album.sources, *tracks_and_cues]
    assert {number for sources in used for number in numbers_of(sources)} == set(ADDRESSES)


def test_the_head_tells_a_reader_what_to_do() -> None:
    head = MAP_PATH.read_text(encoding="utf-8").partition("\nversion: 1\n")[0]
    assert all(line.startswith("#") for line in head.strip().splitlines())
    for promise in (
        "Nobody has published",
        "gallows-sync align",
        'film: {in: "H:MM:SS.mmm", out: "H:MM:SS.mmm"}',
        "Edit it freely",
    ):
        assert promise in head
