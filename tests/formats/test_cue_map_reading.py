"""Reading a cue map: values exactly as written, and every fault with its line."""

import re
import time
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gallows_sync.core.cue_map import Certainty, FilmSpan, Source
from gallows_sync.formats.cue_map_yaml import CueMapError, CueMapFileError, Fault, parse_cue_map, read_cue_map
from gallows_sync.wording import translated

MAP = Path("cues.yaml")

CONTRACT = """\
version: 1
film:
  title: Ascenseur pour l'échafaud
  also_known_as: [Elevator to the Gallows, Frantic, Lift to the Scaffold]
  director: Louis Malle
  year: 1958
  duration: "1:31:34.000"     # of the copy the film times below belong to; absent while nothing is placed
  frame_rate: 24000/1001      # likewise; a rational or a number
album:
  title: Ascenseur pour l'échafaud
  artist: Miles Davis
  year: 1958
  tracks:
    - number: 1
      title: Générique
      duration: "2:45"
      # optional: also_known_as, personnel, takes: [{id, title, duration}], notes, sources
cues:
  - id: generique             # unique slug
    track: 1                  # a number in album.tracks
    scene: Florence and Julien on the telephone; the titles
    film: {in: "0:01:23.456", out: "0:03:55"}   # absent or null = unplaced
    music: {in: "0:00.000"}                     # default 0
    speed: 1.0                                  # default 1
"""

LEAST = """\
version: 1
film: {title: Film}
album: {title: Album, tracks: [{number: 1, title: One}]}
cues:
  - id: one
    track: 1
"""


def faults_of(text: str) -> list[tuple[int, str]]:
    with pytest.raises(CueMapError, match=re.escape(str(MAP))) as caught:
        parse_cue_map(text, MAP)
    return [(fault.line, fault.message) for fault in caught.value.faults]


def faults_if_any(text: str) -> tuple[Fault, ...]:
    try:
        parse_cue_map(text, MAP)
    except CueMapError as error:
        return error.faults
    return ()


def only_fault(text: str) -> tuple[int, str]:
    (fault,) = faults_of(text)
    return fault


def test_the_contracts_own_example_is_read() -> None:
    cue_map = parse_cue_map(CONTRACT, MAP).cue_map
    assert cue_map.film.also_known_as == ("Elevator to the Gallows", "Frantic", "Lift to the Scaffold")
    assert cue_map.film.duration == 5494
    assert cue_map.film.frame_rate == Fraction(24000, 1001)
    assert cue_map.album.tracks[0].duration == 165
    (cue,) = cue_map.cues
    assert cue.film == FilmSpan(Fraction(83456, 1000), Fraction(235))
    assert cue.certainty is Certainty.ESTIMATED
    assert cue.music_in == 0
    assert cue.speed == 1
    assert cue.confidence is None


def test_a_cue_without_film_times_is_unplaced() -> None:
    for unplaced in ("", "    film:\n", "    film: null\n", "    film: ~\n    certainty: unplaced\n"):
        (cue,) = parse_cue_map(LEAST + unplaced, MAP).cue_map.cues
        assert cue.film is None
        assert cue.certainty is Certainty.UNPLACED


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("1:02:03.456", Fraction(3723456, 1000)),
        ("2:03.4567891", Fraction(1234567891, 10**7)),
        ("123.456", Fraction(123456, 1000)),
        ("90", Fraction(90)),
        ("'90'", Fraction(90)),
        ("10:00:00:00", Fraction(864000 * 1001, 24000)),
        ("01:00:00:00", Fraction(86400 * 1001, 24000)),
        ("00:00:01:12", Fraction(36 * 1001, 24000)),
        ("1:30", Fraction(90)),
    ],
)
def test_times_are_read_as_written(written: str, seconds: Fraction) -> None:
    text = LEAST.replace("{title: Film}", "{title: Film, frame_rate: 24000/1001}")
    (cue,) = parse_cue_map(f"{text}    music:\n      in: {written}\n", MAP).cue_map.cues
    assert cue.music_in == seconds


@pytest.mark.parametrize(
    ("written", "speed"),
    [
        ("25/24", Fraction(25, 24)),
        ("1.0427", Fraction(10427, 10000)),
        ("'24 / 25'", Fraction(24, 25)),
        ("2", 2),
    ],
)
def test_speed_is_read_exactly(written: str, speed: Fraction) -> None:
    (cue,) = parse_cue_map(f"{LEAST}    speed: {written}\n", MAP).cue_map.cues
    assert cue.speed == speed


def test_words_and_dates_that_old_yaml_converts_stay_text() -> None:
    text = LEAST + "    scene: No\n    notes: 1957-12-04\n    sources: [on, {text: yes, url: 'x:y'}]\n"
    (cue,) = parse_cue_map(text, MAP).cue_map.cues
    assert (cue.scene, cue.notes) == ("No", "1957-12-04")
    assert cue.sources == (Source("on"), Source("yes", "x:y"))


def test_line_ends_and_byte_order_mark_do_not_matter() -> None:
    expected = parse_cue_map(CONTRACT, MAP).cue_map
    assert parse_cue_map(CONTRACT.replace("\n", "\r\n"), MAP).cue_map == expected
    assert parse_cue_map("\ufeff" + CONTRACT, MAP).cue_map == expected


TWELVE_FAULTS = """\
version: 2
film:
  titel: Film
  year: soon
  duration: "0:10:00"
  frame_rate: 25
album:
  title: Album
  tracks:
    - {number: 1, title: One}
    - {number: 1, title: Two}
cues:
  - id: one
    track: 1
    film: {in: "0:00:20", out: "0:00:10"}
  - id: one
    track: 7
    speed: 0
    confidence: 1.5
    certainty: alined
  - id: two
    track: true
    music: {in: "0:61:00"}
    music: {in: 1}
  - id: three
    scene: [a, b]
    film: {in: "0:01:00", out: "0:20:00"}
    certainty: unplaced
---
version: 1
"""


def test_every_fault_is_reported_with_its_line_in_order() -> None:
    expected = [
        (1, "version 2 is not supported; expected 1"),
        (3, "unknown key 'titel' in the film; expected one of .*; did you mean 'title'"),
        (4, "year is the text 'soon'; expected a year"),
        (11, "track number 1 is used twice .first in line 10."),
        (15, "out is not after in; expected a time after 0:00:20"),
        (16, "cue id one is used twice .first in line 13."),
        (17, "track 7 is not listed; expected a number in album.tracks .1."),
        (18, "speed is the number 0; expected a number above 0"),
        (19, "confidence is the number 1.5; expected a number from 0 to 1"),
        (20, "unknown certainty 'alined'; .* did you mean 'aligned'"),
        (22, "track is true .*; expected a whole number"),
        (23, "in is the text '0:61:00'; expected a time with minutes and seconds below 60"),
        (24, "key 'music' is written twice .first in line 23.; expected it once"),
        (25, "the cue has no track; expected id, track"),
        (26, "scene is a list; expected text"),
        (27, "out is beyond the film's end; expected 0:10:00.000"),
        (28, "certainty unplaced beside film times; expected estimated"),
        (29, "a second document starts here; expected one"),
    ]
    faults = faults_of(TWELVE_FAULTS)
    assert [line for line, _ in faults] == [line for line, _ in expected]
    for (_, message), (_, pattern) in zip(faults, expected, strict=True):
        assert re.match(pattern, message), message


def test_the_errors_text_is_one_line_a_fault_that_names_file_and_line() -> None:
    with pytest.raises(CueMapError, match=r"\Acues\.yaml:1: version") as caught:
        parse_cue_map(TWELVE_FAULTS, MAP)
    assert all(re.match(r"cues\.yaml:\d+: \S", line) for line in str(caught.value).splitlines())
    assert caught.value.path == MAP


def test_the_errors_text_can_be_said_in_another_language_down_to_its_parts() -> None:
    french = {
        "{path}:{line}: {fault}": "{path}:{line} : {fault}",
        "unknown key {key} in {name}; {expected}": "clé inconnue {key} dans {name} ; {expected}",
        "the cue": "le repère",
        "expected one of {known}; did you mean {meant}?": "vouliez-vous dire {meant} ?",
    }
    with pytest.raises(CueMapError, match="unknown key") as caught:
        parse_cue_map(with_cue("scen: The bar"), MAP)
    said = translated(str(caught.value), lambda _, source: french[source])
    assert said == "cues.yaml:7 : clé inconnue 'scen' dans le repère ; vouliez-vous dire 'scene' ?"


def with_cue(line: str) -> str:
    return f"{LEAST}    {line}\n"


def with_film(line: str) -> str:
    return LEAST.replace("film: {title: Film}", f"film:\n  title: Film\n  {line}")


def with_track(entries: str) -> str:
    return LEAST.replace("{number: 1, title: One}", f"{{number: 1, title: One, {entries}}}")


@pytest.mark.parametrize(
    ("text", "line", "pattern"),
    [
        ("", 1, "empty; expected a cue map"),
        ("# nothing yet\n", 1, "empty; expected a cue map"),
        ("- a\n", 1, "the cue map is a list; expected a cue map with"),
        ("just text\n", 1, "the cue map is the text 'just text'; expected"),
        (LEAST.replace("version: 1\n", ""), 1, "the cue map has no version; expected version, film"),
        (LEAST.replace("version: 1", 'version: "1"'), 1, "version is the text '1'; expected the number 1"),
        (LEAST.replace("{title: Film}", "{}"), 2, "the film has no title"),
        (
            LEAST.replace("film: {title: Film}", "film:"),
            2,
            "the film is nothing; expected keys such as title",
        ),
        (
            LEAST.replace("title: Film", "title: 1958"),
            2,
            r"title is the number 1958; expected text \(in quotes\)",
        ),
        (LEAST.replace("title: Film", "title: true"), 2, r"title is true \(true or false\); expected text"),
        (LEAST.replace("title: Film", "title:"), 2, "title is nothing; expected text"),
        (
            LEAST.replace("{number: 1", "{number: 0, title: X}, {number: 1"),
            3,
            "number is the number 0; expected",
        ),
        (LEAST.replace("tracks: [", "tracks: {a: ["), 3, "not readable as YAML"),
        (with_film("year: 10000"), 4, "year is the number 10000; expected a year"),
        (with_film("also_known_as: Frantic"), 4, "also_known_as is the text 'Frantic'; expected a list"),
        (with_film("also_known_as: [1]"), 4, "an entry of also_known_as is the number 1; expected text"),
        (with_film("frame_rate: 24/0"), 4, "frame_rate is the text '24/0'; expected frames a second"),
        (with_film("frame_rate: -24"), 4, "frame_rate is the number -24; expected frames a second"),
        (with_film("frame_rate: .inf"), 4, "frame_rate is the number .inf; expected frames a second"),
        (with_film("duration: 01:00:00:00"), 4, "duration is the text .*; expected frame_rate in film"),
        (with_film("durration: 1"), 4, "unknown key 'durration' in the film; .*did you mean 'duration'"),
        (with_film("Frame-Rate: 24"), 4, "unknown key 'Frame-Rate' .*did you mean 'frame_rate'"),
        (with_film("xyzzy: 1"), 4, r"unknown key 'xyzzy' in the film; expected one of title, .*sources\Z"),
        (with_film("1: one"), 4, "unknown key '1' in the film"),
        (with_film("[a, b]: one"), 4, "a key of the film is a list; expected one of"),
        (with_film("notes: [a"), 4, "not readable as YAML .what '\\[' opens here"),
        (with_film("notes: 'a"), 4, "not readable as YAML .the quote that opens here is not closed"),
        (with_film("notes: a: b"), 4, "not readable as YAML .a second ': ' in the line"),
        (with_film("\tnotes: a"), 4, "not readable as YAML .a tab; expected spaces"),
        (with_film("notes: &a b"), 4, "anchor &a is not allowed; expected the value written out"),
        (with_film("notes: *a"), 4, r"alias \*a is not allowed; expected the value written out"),
        (with_film("<<: *a"), 4, r"alias \*a is not allowed"),
        (with_film("<<: {year: 1}"), 4, "unknown key '<<' in the film"),
        (with_film("notes: !!python/name:os.system x"), 4, "tag !!python/name:os.system is not allowed"),
        (with_film("notes: !!str 12"), 4, "tag !!str is not allowed; expected a plain value"),
        (with_film("notes: a\x07b"), 4, r"control character U\+0007; expected readable text"),
        (
            with_film(r'notes: "a\e[2J"'),
            4,
            r"notes has the control character U\+001B; expected readable text",
        ),
        (with_film(r'notes: "\ud800"'), 4, r"notes has the control character U\+D800"),
        (with_film(r'notes: "\q"'), 4, "not readable as YAML .unknown escape"),
        (with_film(f"notes: {'[' * 100}"), 4, "nested more than 16 levels deep"),
        (with_film(f"notes: {'{a: ' * 5000}"), 4, "nested more than 16 levels deep"),
        (with_track("number: 2"), 3, "key 'number' is written twice .first in line 3."),
        (with_track("takes: [{id: a}]"), 3, "the take has no title; expected id, title"),
        (with_track("takes: [{id: a, title: A}, {id: a, title: B}]"), 3, "take id a is used twice"),
        (
            with_track("personnel: [{name: Davis}]"),
            3,
            "an entry of personnel is a group of keys; expected text",
        ),
        (with_track("sources: [{url: x}]"), 3, "the source has no text; expected text"),
        (with_track("sources: [[a]]"), 3, "the source is a list; expected text, or text and url"),
        (with_track("duration: -1:00"), 3, "duration is the text '-1:00'; expected a time such as"),
        (LEAST.replace("id: one", "id: One Cue"), 5, "cue id 'One Cue' is not a slug; expected lower-case"),
        (LEAST.replace("id: one", "id: 1"), 5, r"cue id is the number 1; expected text \(in quotes\)"),
        (LEAST.replace("track: 1", "track: 1.0"), 6, "track is the number 1.0; expected a whole number"),
        (LEAST.replace("track: 1", "track: " + "9" * 5000), 6, "track is the number 9{32}; expected a whole"),
        (with_cue("film: {in: 1}"), 7, "the cue's film has no out; expected in, out"),
        (with_cue("film: 12"), 7, "the cue's film is the number 12; expected in and out, or null"),
        (with_cue("film: {in: 5, out: 5}"), 7, "out is not after in; expected a time after 0:00:05"),
        (with_cue("film: {in: -5, out: 5}"), 7, "in is the number -5; expected a time such as"),
        (with_cue("film: {in: .nan, out: 5}"), 7, "in is the number .nan; expected a time such as"),
        (with_cue("film: {in: false, out: 5}"), 7, "in is false .true or false.; expected a time such as"),
        (with_cue("film: {in: 1, out: 99999999}"), 7, "out is .*; expected a time of 1000 hours at most"),
        (with_cue("music: null"), 7, "the cue's music is nothing; expected in"),
        (with_cue("music: {in: 1.0e+999999999}"), 7, r"in is the number 1\.0e\+999999999; expected a time"),
        (
            with_cue("speed: 1.0e+999999999"),
            7,
            r"speed is the number 1\.0e\+999999999; expected a number above 0",
        ),
        (with_cue("speed: -1"), 7, "speed is the number -1; expected a number above 0"),
        (with_cue("speed: 1/0"), 7, "speed is the text '1/0'; expected a number above 0"),
        (with_cue("speed: .inf"), 7, "speed is the number .inf; expected a number above 0"),
        (with_cue("speed: true"), 7, "speed is true .*; expected a number above 0"),
        (with_cue("confidence: 1/2"), 7, "confidence is the text '1/2'; expected a number from 0 to 1"),
        (with_cue("confidence: -0.1"), 7, "confidence is the number -0.1; expected a number from 0 to 1"),
        (with_cue("certainty: aligned"), 7, "certainty aligned without film times; expected unplaced"),
        (with_cue("take: t1"), 7, "take 't1' is not listed in track 1; expected none"),
        (LEAST + "  - [a]\n", 7, "the cue is a list; expected keys such as id, track, scene"),
        (LEAST + "...\n---\nversion: 1\n", 8, "a second document starts here"),
        (LEAST + " x: 1\n", 7, "not readable as YAML .this line does not fit its neighbours"),
    ],
)
def test_a_fault_is_named_with_its_line_and_what_was_expected(text: str, line: int, pattern: str) -> None:
    found_line, message = only_fault(text)
    assert re.match(pattern, message), message
    assert found_line == line


def test_a_misspelled_take_is_answered_with_the_take_that_was_meant() -> None:
    text = with_track("takes: [{id: take-2, title: Two}]") + "    take: take2\n"
    assert "did you mean 'take-2'?" in only_fault(text)[1]


def test_what_a_misspelled_key_holds_is_checked_as_well() -> None:
    text = LEAST.replace("tracks:", "trakcs:").replace("title: One", "title: 1")
    assert [message[:20] for _, message in faults_of(text)] == [
        "unknown key 'trakcs'",
        "title is the number ",
    ]


def test_a_track_that_is_not_listed_is_named_even_where_another_number_cannot_be_read() -> None:
    faults = faults_of(LEAST.replace("number: 1", "number: one"))
    assert [message[:24] for _, message in faults] == [
        "number is the text 'one'",
        "track 1 is not listed; ex"[:24],
    ]


def test_cues_are_not_blamed_for_an_album_that_could_not_be_read() -> None:
    faults = faults_of(LEAST.replace("album:", "xyzzy:"))
    assert [message[:24] for _, message in faults] == ["the cue map has no album", "unknown key 'xyzzy' in t"]


def test_times_in_frames_are_named_with_a_frame_rate_that_could_not_be_read() -> None:
    text = with_film("frame_rate: x") + "    film: {in: '00:00:01:00', out: '00:00:02:00'}\n"
    first, *others = [message for _, message in faults_of(text)]
    assert first.startswith("frame_rate is the text 'x'")
    assert len(others) == 2
    assert all("expected frame_rate in film" in message for message in others)


def test_faults_before_a_syntax_fault_are_reported_and_nothing_counts_as_missing_after_it() -> None:
    faults = faults_of("version: 2\nfilm: {title: 1}\nalbum: 'x\n")
    assert [line for line, _ in faults] == [1, 2, 3]


def test_an_alias_bomb_is_refused_before_it_grows() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    start = time.monotonic()
    faults = faults_of(LEAST + "\n".join(lines) + "\n")
    assert time.monotonic() - start < 5
    assert sum("anchor" in message for _, message in faults) == 30


@given(st.data())
def test_whatever_is_done_to_a_text_only_faults_come_of_it(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from([CONTRACT, LEAST, TWELVE_FAULTS]))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(text)))
        piece = st.sampled_from(
            [
                "\n",
                "  ",
                ": ",
                "- ",
                "[",
                "]",
                "{",
                "}",
                "'",
                '"',
                "#",
                "|",
                "&a ",
                "*a",
                "!!x ",
                "? ",
                "---\n",
                "\t",
                "%",
                ",",
                "\x00",
                "<<: ",
            ]
        )
        text = text[:at] + data.draw(piece | st.text(max_size=3)) + text[at + data.draw(st.integers(0, 6)) :]
    last = len(re.findall(r"\r\n|\r|\n", text)) + 1
    assert all(1 <= fault.line <= last for fault in faults_if_any(text))


def test_a_long_text_is_shown_short() -> None:
    _, message = only_fault(with_film("year: " + "x" * 10_000))
    assert len(message) < 200


def test_a_file_is_read_as_utf8(tmp_path: Path) -> None:
    path = tmp_path / "cues.yaml"
    path.write_bytes(CONTRACT.encode())
    assert read_cue_map(path).cue_map.album.tracks[0].title == "Générique"
    assert read_cue_map(path).text == CONTRACT
    path.write_bytes(CONTRACT.replace("version: 1", "version: 2").encode("latin-1"))
    with pytest.raises(CueMapError, match="3: not UTF-8 text; expected the file saved as UTF-8") as caught:
        read_cue_map(path)
    assert [fault.line for fault in caught.value.faults] == [1, 3]


def test_a_file_that_is_no_text_is_refused_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "film.mkv"
    path.write_bytes(bytes(range(256)) * 100)
    with pytest.raises(CueMapError, match=r"\A[^\n]*not UTF-8 text[^\n]*\Z"):
        read_cue_map(path)
    path.write_bytes(CONTRACT.encode("utf-16"))
    with pytest.raises(CueMapError, match=r"\A[^\n]*:1: not UTF-8 text[^\n]*\Z"):
        read_cue_map(path)


def test_a_file_that_cannot_be_read_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(CueMapFileError, match=r"\Ano such cue map: .*none\.yaml\Z") as caught:
        read_cue_map(tmp_path / "none.yaml")
    assert caught.value.path == tmp_path / "none.yaml"
    with pytest.raises(CueMapFileError, match="is a folder; give the cue map file in it"):
        read_cue_map(tmp_path)
    with pytest.raises(CueMapFileError, match="cannot read the cue map"):
        read_cue_map(tmp_path / ("x" * 5000))
    huge = tmp_path / "huge.yaml"
    huge.write_bytes(b"#" * 1_000_001)
    with pytest.raises(CueMapFileError, match="larger than 1 MB and cannot be a cue map"):
        read_cue_map(huge)
