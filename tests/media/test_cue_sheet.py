"""CUE sheets as rippers write them, and as they should not."""

from fractions import Fraction
from pathlib import Path

import pytest

from gallows_sync.media.container import MediaError
from gallows_sync.media.cue_sheet import parse_cue_sheet, read_cue_sheet

SHEET = """\
REM GENRE Jazz
REM DATE 1958
PERFORMER "Miles Davis"
TITLE "Ascenseur pour l'échafaud"
FILE "image.wav" WAVE
  TRACK 01 AUDIO
    TITLE "Générique"
    PERFORMER "Miles Davis Quintet"
    INDEX 01 00:00:00
  TRACK 02 AUDIO
    TITLE "L'assassinat de Carala"
    INDEX 00 02:44:10
    INDEX 01 02:45:37
  track 03 audio
    INDEX 01 104:00:74
"""


def test_a_track_lasts_from_its_index_01_to_the_next() -> None:
    sheet = parse_cue_sheet(SHEET)
    first, second, third = sheet.tracks
    assert (first.start, first.stop) == (Fraction(0), 165 + Fraction(37, 75))
    assert (second.start, second.stop) == (165 + Fraction(37, 75), 6240 + Fraction(74, 75))
    assert (third.start, third.stop) == (6240 + Fraction(74, 75), None)


def test_titles_and_artists_are_read() -> None:
    sheet = parse_cue_sheet(SHEET)
    assert (sheet.title, sheet.artist, sheet.year) == ("Ascenseur pour l'échafaud", "Miles Davis", 1958)
    assert [track.title for track in sheet.tracks] == ["Générique", "L'assassinat de Carala", ""]
    assert [track.artist for track in sheet.tracks] == ["Miles Davis Quintet", None, None]
    assert [track.number for track in sheet.tracks] == [1, 2, 3]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "latin-1"])
def test_every_encoding_gives_the_same_sheet(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "x.cue"
    path.write_bytes(SHEET.replace("\n", "\r\n").encode(encoding))
    assert read_cue_sheet(path) == parse_cue_sheet(SHEET)


def test_one_file_a_track_with_the_pregap_in_the_file_before() -> None:
    sheet = parse_cue_sheet(
        'FILE "01.wav" WAVE\n TRACK 01 AUDIO\n  INDEX 01 00:00:00\n TRACK 02 AUDIO\n  INDEX 00 02:40:00\n'
        'FILE "02.wav" WAVE\n  INDEX 01 00:00:00\n'
    )
    assert [(track.file, track.start, track.stop) for track in sheet.tracks] == [
        ("01.wav", Fraction(0), None),
        ("02.wav", Fraction(0), None),
    ]
    assert sheet.files == ("01.wav", "02.wav")


def test_a_data_track_ends_the_music_and_is_left_out() -> None:
    sheet = parse_cue_sheet(
        "FILE x.bin BINARY\nTRACK 01 AUDIO\nINDEX 01 00:00:00\nTRACK 02 MODE1/2352\nINDEX 01 03:00:00\n"
    )
    assert [(track.file, track.stop) for track in sheet.tracks] == [("x.bin", Fraction(180))]


@pytest.mark.parametrize(
    "text",
    ["", "\0\0\0", "TRACK", 'FILE "x', "INDEX 01 00:00:00", "TRACK 01 AUDIO\nINDEX 01 nonsense", "TITLE"],
)
def test_nonsense_lists_no_track(text: str, tmp_path: Path) -> None:
    assert parse_cue_sheet(text).tracks == ()
    path = tmp_path / "x.cue"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(MediaError, match="lists no track"):
        read_cue_sheet(path)
