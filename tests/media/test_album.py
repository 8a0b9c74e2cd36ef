"""Albums as they lie on people's disks: folders, images with CUE sheets, files with chapters."""

import logging
import os
import shutil
import sys
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from gallows_sync.core.media_files import Recording
from gallows_sync.media.album import read_album
from gallows_sync.media.container import MediaError
from gallows_sync.media.decode import RecordingReader

from .conftest import FilmMaker, SoundMaker

Noise = Callable[..., NDArray[np.int16]]

SHEET = """\
PERFORMER "Miles Davis"
TITLE "Ascenseur"
REM DATE 1958
FILE "{file}" WAVE
  TRACK 01 AUDIO
    TITLE "Générique"
    INDEX 01 00:00:00
  TRACK 02 AUDIO
    TITLE "Évasion"
    INDEX 00 00:01:00
    INDEX 01 00:01:25
  TRACK 03 AUDIO
    TITLE "Final"
    INDEX 01 00:03:07
"""
CUTS = (Fraction(0), Fraction(100, 75), Fraction(232, 75))
SECONDS = 4


@pytest.fixture
def silence() -> NDArray[np.int16]:
    return np.zeros((4410, 2), np.int16)


def titles(recordings: tuple[Recording, ...]) -> list[str]:
    return [recording.title for recording in recordings]


def decoded(recording: Recording) -> NDArray[np.int16]:
    with RecordingReader(recording) as reader:
        return np.concatenate(list(reader.blocks()))


def test_tags_tell_what_a_recording_is(make_sound: SoundMaker, silence: NDArray[np.int16]) -> None:
    tags = {
        "TITLE": "Générique",
        "track": "3/10",
        "disc": "1",
        "album": "Ascenseur",
        "ARTIST": "Miles Davis",
        "date": "1958-01-29",
    }
    path = make_sound("album/zz.flac", silence, tags=tags)
    (recording,) = read_album(path.parent)
    assert recording == Recording(
        path=path,
        title="Générique",
        number=3,
        disc=1,
        album="Ascenseur",
        artist="Miles Davis",
        year=1958,
        duration=Fraction(1, 10),
    )


@pytest.mark.parametrize(
    ("name", "codec"), [("x.mp3", "libmp3lame"), ("x.m4a", "aac"), ("x.ogg", "vorbis"), ("x.opus", "libopus")]
)
def test_tags_are_read_from_every_kind_of_file(name: str, codec: str, make_sound: SoundMaker) -> None:
    samples = np.zeros((24_000, 2), np.int16)
    tags = {"title": "Dîner au motel", "track": "6", "album": "Ascenseur"}
    path = make_sound(f"album/{name}", samples, codec=codec, rate=48000, tags=tags)
    (recording,) = read_album(path.parent)
    assert (recording.title, recording.number) == ("Dîner au motel", 6)
    assert recording.duration is not None
    assert abs(recording.duration - Fraction(1, 2)) < Fraction(1, 20)


def test_names_stand_in_for_missing_and_for_empty_tags(
    make_sound: SoundMaker, silence: NDArray[np.int16]
) -> None:
    make_sound("album/02 - Deux.flac", silence)
    make_sound("album/01 - Un.flac", silence, tags={"title": "Track 1"})
    make_sound("album/10 - Dix.flac", silence)
    folder = make_sound("album/09.flac", silence).parent
    assert [(r.number, r.title) for r in read_album(folder)] == [
        (1, "Un"),
        (2, "Deux"),
        (9, "09"),
        (10, "Dix"),
    ]


def test_disc_folders_follow_each_other(make_sound: SoundMaker, silence: NDArray[np.int16]) -> None:
    make_sound("album/CD10/01 Onze.flac", silence)
    make_sound("album/CD2/01 Deux.flac", silence)
    folder = make_sound("album/CD1/01 Un.flac", silence).parents[1]
    assert [(r.disc, r.title) for r in read_album(folder)] == [(1, "Un"), (2, "Deux"), (10, "Onze")]


def test_the_sides_of_a_record_are_counted_through(
    make_sound: SoundMaker, silence: NDArray[np.int16]
) -> None:
    for name in ("B1 Trois", "A2 Deux", "A1 Un", "B2 Quatre"):
        path = make_sound(f"album/{name}.flac", silence)
    assert [(r.number, r.title) for r in read_album(path.parent)] == [
        (1, "Un"),
        (2, "Deux"),
        (3, "Trois"),
        (4, "Quatre"),
    ]


def test_what_is_no_music_is_passed_over(
    make_sound: SoundMaker, make_film: FilmMaker, silence: NDArray[np.int16], caplog: pytest.LogCaptureFixture
) -> None:
    folder = make_sound("album/01 Un.flac", silence).parent
    make_sound("album/.hidden.flac", silence)
    make_sound("album/.hidden/02 Deux.flac", silence)
    for name in ("cover.jpg", "list.m3u", "rip.log", "notes.txt"):
        (folder / name).write_bytes(b"nothing")
    make_film("album/film.mkv")
    with caplog.at_level(logging.WARNING):
        assert titles(read_album(folder)) == ["Un"]
    assert caplog.text == ""


def test_one_bad_file_costs_only_itself(
    make_sound: SoundMaker, silence: NDArray[np.int16], caplog: pytest.LogCaptureFixture
) -> None:
    folder = make_sound("album/01 Un.flac", silence).parent
    (folder / "02 Deux.mp3").write_bytes(b"\x01" * 5000)
    (folder / "03 Trois.flac").write_bytes(b"")
    with caplog.at_level(logging.WARNING):
        assert titles(read_album(folder)) == ["Un"]
    assert "02 Deux.mp3" in caplog.text
    assert "03 Trois.flac: is empty" in caplog.text


def test_links_in_a_circle_end(make_sound: SoundMaker, silence: NDArray[np.int16]) -> None:
    folder = make_sound("album/CD1/01 Un.flac", silence).parents[1]
    (folder / "CD1" / "again").symlink_to(folder, target_is_directory=True)
    (folder / "gone").symlink_to(folder / "nowhere")
    assert titles(read_album(folder)) == ["Un"]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems allow no such name")
def test_names_in_an_old_encoding_become_text(make_sound: SoundMaker, silence: NDArray[np.int16]) -> None:
    path = make_sound("album/x.flac", silence)
    path.rename(path.with_name(os.fsdecode(b"01 G\xe9n\xe9rique.flac")))
    (recording,) = read_album(path.parent)
    assert (recording.number, recording.title) == (1, "Générique")
    assert len(decoded(recording)) == len(silence)


def test_old_tags_that_are_not_utf8_are_read(make_sound: SoundMaker, silence: NDArray[np.int16]) -> None:
    path = make_sound("album/x.mp3", silence, codec="libmp3lame", options={"write_id3v2": "0"})
    id3v1 = b"TAG" + "Générique".encode("latin-1").ljust(30, b"\0") + bytes(30 + 30 + 4 + 28) + b"\0\1\xff"
    sound = path.read_bytes()
    path.write_bytes(sound[sound.index(b"\xff\xfb") :] + id3v1)
    assert titles(read_album(path.parent)) == ["Générique"]


@pytest.fixture
def image(make_sound: SoundMaker, noise: Noise) -> Path:
    """Return a CD image with its sheet beside it, which still names the file that the ripper made."""
    path = make_sound("album/Ascenseur.flac", noise(SECONDS * 44100))
    (path.parent / "Ascenseur.cue").write_text(SHEET.format(file="Ascenseur.wav"), encoding="cp1252")
    return path


@pytest.mark.parametrize("opened", ["album", "album/Ascenseur.flac", "album/Ascenseur.cue"])
def test_a_cue_sheet_divides_its_image(opened: str, image: Path, tmp_path: Path) -> None:
    recordings = read_album(tmp_path / opened)
    assert titles(recordings) == ["Générique", "Évasion", "Final"]
    assert [(r.start, r.stop) for r in recordings] == [(0, CUTS[1]), (CUTS[1], CUTS[2]), (CUTS[2], None)]
    assert {r.path for r in recordings} == {image}
    assert recordings[2].duration == SECONDS - CUTS[2]
    assert {(r.album, r.artist, r.year) for r in recordings} == {("Ascenseur", "Miles Davis", 1958)}


def test_the_tracks_of_an_image_join_to_the_whole(image: Path) -> None:
    joined = np.concatenate([decoded(recording) for recording in read_album(image)])
    assert np.array_equal(joined, decoded(Recording(image, "")))


def test_a_sheet_finds_the_only_file_there(image: Path) -> None:
    image.rename(image.with_name("CDImage.flac"))
    assert titles(read_album(image.parent)) == ["Générique", "Évasion", "Final"]


def test_a_sheet_beside_files_that_are_already_split_leaves_them(
    make_sound: SoundMaker, silence: NDArray[np.int16]
) -> None:
    for name in ("01 Un", "02 Deux", "03 Trois"):
        path = make_sound(f"album/{name}.flac", silence)
    (path.parent / "x.cue").write_text(SHEET.format(file="image.wav"), encoding="utf-8")
    assert titles(read_album(path.parent)) == ["Un", "Deux", "Trois"]


def test_a_sheet_with_a_file_for_each_track(make_sound: SoundMaker, silence: NDArray[np.int16]) -> None:
    lines = []
    for number in (1, 2):
        path = make_sound(f"album/0{number}.flac", silence)
        lines.append(
            f'FILE "0{number}.wav" WAVE\nTRACK 0{number} AUDIO\nTITLE "Nr {number}"\nINDEX 01 00:00:00\n'
        )
    sheet = path.parent / "x.cue"
    sheet.write_text("".join(lines), encoding="utf-8")
    recordings = read_album(sheet)
    assert [(r.path.name, r.title, r.stop) for r in recordings] == [
        ("01.flac", "Nr 1", None),
        ("02.flac", "Nr 2", None),
    ]


def test_a_sheet_without_its_file_says_what_is_missing(tmp_path: Path) -> None:
    sheet = tmp_path / "x.cue"
    sheet.write_text(SHEET.format(file="image.wav"), encoding="utf-8")
    with pytest.raises(MediaError, match=r"belongs to image\.wav: no such sound file"):
        read_album(sheet)


def test_a_sheet_in_the_tags_divides_its_file(make_sound: SoundMaker, noise: Noise) -> None:
    path = make_sound("x.flac", noise(SECONDS * 44100), tags={"cuesheet": SHEET.format(file="x.wav")})
    assert titles(read_album(path)) == ["Générique", "Évasion", "Final"]


def test_a_whole_discs_sheet_in_a_split_files_tags_is_ignored(make_sound: SoundMaker, noise: Noise) -> None:
    path = make_sound("01 Un.flac", noise(44100), tags={"cuesheet": SHEET.format(file="x.wav")})
    assert titles(read_album(path)) == ["Un"]


@pytest.mark.parametrize(("name", "codec"), [("x.m4a", "aac"), ("x.mka", "flac")])
def test_chapters_divide_their_file(name: str, codec: str, make_sound: SoundMaker, noise: Noise) -> None:
    chapters = [
        (Fraction(0), Fraction(1), "01 - Générique"),
        (Fraction(1), Fraction(5, 2), "Évasion"),
        (Fraction(5, 2), Fraction(4), ""),
    ]
    path = make_sound(
        name, noise(SECONDS * 44100), codec=codec, chapters=chapters, tags={"album": "Ascenseur"}
    )
    recordings = read_album(path)
    assert titles(recordings) == ["Générique", "Évasion", "Chapter 3"]
    assert [r.number for r in recordings] == [1, 2, 3]
    assert [(r.start, r.stop) for r in recordings] == [(0, 1), (1, Fraction(5, 2)), (Fraction(5, 2), None)]
    assert np.array_equal(np.concatenate([decoded(r) for r in recordings]), decoded(Recording(path, "")))


def test_one_plain_file_is_an_album_of_one(make_sound: SoundMaker, silence: NDArray[np.int16]) -> None:
    assert titles(read_album(make_sound("03 Seul.flac", silence))) == ["Seul"]


def test_a_film_is_no_album(make_film: FilmMaker) -> None:
    with pytest.raises(MediaError, match="is a film"):
        read_album(make_film("x.mkv"))


def test_nothing_there_is_said_in_a_line(tmp_path: Path) -> None:
    with pytest.raises(MediaError, match="there is no such file"):
        read_album(tmp_path / "gone")
    (tmp_path / "cover.jpg").write_bytes(b"x")
    with pytest.raises(MediaError, match="holds no music"):
        read_album(tmp_path)


def test_a_whole_library_is_refused(tmp_path: Path) -> None:
    for number in range(2001):
        (tmp_path / f"{number}.txt").touch()
    with pytest.raises(MediaError, match="choose the album's own folder"):
        read_album(tmp_path)
    shutil.rmtree(tmp_path)
