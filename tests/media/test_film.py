"""What probe_film says of films of many kinds, and of what is none."""

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from gallows_sync.media.container import MediaError
from gallows_sync.media.film import probe_film
from gallows_sync.wording import translated

from .conftest import FilmMaker, SoundMaker
from .test_picture_subtitles import DVD_PACKET, film_with_pictures
from .turned_film import turned_film

FILM = Fraction(24000, 1001)


@pytest.mark.parametrize("rate", [FILM, Fraction(24), Fraction(25), Fraction(30000, 1001), Fraction(50)])
@pytest.mark.parametrize("suffix", [".mkv", ".mp4", ".avi"])
def test_the_frame_rate_is_told_exactly(suffix: str, rate: Fraction, make_film: FilmMaker) -> None:
    film = probe_film(make_film(f"x{suffix}", rate=rate, sound="ac3"))
    assert film.frame_rate == rate
    assert abs(film.duration - max(Fraction(1), 50 / rate)) < Fraction(1, 10)
    assert (film.width, film.height, film.display_aspect) == (160, 120, Fraction(4, 3))


def test_a_varying_frame_rate_is_none(make_film: FilmMaker) -> None:
    times = [Fraction(n * n, 400) + Fraction(n, 50) for n in range(30)]
    assert probe_film(make_film("x.mkv", times=times)).frame_rate is None


def test_the_sound_stream_is_described(make_film: FilmMaker) -> None:
    film = probe_film(make_film("x.mkv", sound="ac3", tags={"title": "Le film"}))
    assert film.sound is not None
    assert (film.sound.index, film.sound.codec) == (1, "ac3")
    assert (film.sound.rate_hz, film.sound.channels) == (48000, 2)
    assert film.title == "Le film"


def test_a_film_without_sound_has_none(make_film: FilmMaker) -> None:
    assert probe_film(make_film("x.mkv", sound=None)).sound is None


def test_pixels_that_are_not_square_are_told_from_the_shape(make_film: FilmMaker) -> None:
    film = probe_film(make_film("x.mkv", pixel=Fraction(16, 11)))
    assert (film.width, film.height) == (160, 120)
    assert film.display_aspect == Fraction(4, 3) * Fraction(16, 11)


def test_film_time_begins_where_the_container_does(make_film: FilmMaker, tmp_path: Path) -> None:
    """A transport stream often begins at an hour or more."""
    late = tmp_path / "late.ts"
    with av.open(str(make_film("x.ts", sound="mp2"))) as source, av.open(str(late), "w") as target:
        streams = {stream.index: target.add_stream_from_template(stream) for stream in source.streams}
        for packet in source.demux():
            if packet.dts is None or packet.pts is None:
                continue
            ticks = round(3600 / packet.time_base)
            packet.pts, packet.dts = packet.pts + ticks, packet.dts + ticks
            packet.stream = streams[packet.stream_index]
            target.mux(packet)
    film = probe_film(late)
    assert 3599 < film.container_start < 3604
    assert film.sound is not None
    assert 0 <= film.picture_start < 1
    assert -Fraction(1, 1_000_000) <= film.sound.start < 1
    assert 1 < film.duration < 4


def test_an_encoders_delay_is_not_heard_as_late_sound(make_film: FilmMaker) -> None:
    film = probe_film(make_film("x.mp4", sound="aac"))
    assert film.sound is not None
    assert film.sound.start == film.picture_start == 0


def test_a_picture_turned_by_its_container_is_seen_upright(tmp_path: Path) -> None:
    assert probe_film(turned_film(tmp_path / "phone.mp4", 90)).display_aspect == Fraction(3, 4)


def test_a_subtitle_without_an_end_does_not_make_the_film_longer(tmp_path: Path) -> None:
    endless = film_with_pictures(tmp_path / "film.mkv", "dvdsub", [(1.0, DVD_PACKET)], lasts_s=4_294_967)
    assert probe_film(endless).duration == 8


def test_a_length_that_is_not_stated_is_measured(make_film: FilmMaker, tmp_path: Path) -> None:
    """As in a recording that was broken off: nobody came back to write the length into the head."""
    unfinished = tmp_path / "live.mkv"
    with (
        av.open(str(make_film("x.mkv"))) as source,
        av.open(str(unfinished), "w", options={"live": "1"}) as target,
    ):
        streams = {stream.index: target.add_stream_from_template(stream) for stream in source.streams}
        for packet in source.demux():
            if packet.dts is not None:
                packet.stream = streams[packet.stream_index]
                target.mux(packet)
    assert abs(probe_film(unfinished).duration - 2) < Fraction(1, 10)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.mkv", b"", "is empty"),
        ("noise.mkv", b"\x01\x02" * 4000, "is no film and no sound"),
        ("notes.txt", b"just some words\n" * 40, "is no film|a text or a playlist"),
        ("list.m3u8", b"#EXTM3U\n#EXTINF:3,\nx.ts\n", "is no film|a playlist"),
    ],
)
def test_what_is_no_film_is_refused_in_one_line(name: str, content: bytes, said: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(MediaError, match=said) as caught:
        probe_film(path)
    assert "\n" not in str(caught.value)
    assert caught.value.path == path


def test_a_recording_is_no_film(make_sound: SoundMaker) -> None:
    with pytest.raises(MediaError, match="has no picture; a film was expected"):
        probe_film(make_sound("x.flac", np.zeros((4410, 2), np.int16)))


def test_cover_art_is_no_film(make_sound: SoundMaker, tmp_path: Path) -> None:
    path = tmp_path / "song.mp3"
    with av.open(str(path), "w") as container:
        sound = container.add_stream("libmp3lame", rate=44100, layout="stereo")
        cover = container.add_stream("mjpeg", rate=1)
        assert isinstance(sound, av.AudioStream)
        assert isinstance(cover, av.VideoStream)
        cover.width = cover.height = 32
        cover.pix_fmt = "yuvj420p"
        cover.disposition = av.stream.Disposition.attached_pic
        picture = av.VideoFrame.from_ndarray(np.zeros((32, 32, 3), np.uint8), format="rgb24")
        picture.pts, picture.time_base = 0, Fraction(1)
        container.mux([*cover.encode(picture), *cover.encode(None)])
        frame = av.AudioFrame.from_ndarray(np.zeros((2, 11520), np.float32), format="fltp", layout="stereo")
        frame.sample_rate, frame.pts = 44100, 0
        resampler = av.AudioResampler(sound.format.name, "stereo", 44100, 1152)
        for piece in resampler.resample(frame):
            container.mux(sound.encode(piece))
        container.mux(sound.encode(None))
    with pytest.raises(MediaError, match="has no picture"):
        probe_film(path)


def test_missing_files_and_folders_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(MediaError, match="there is no such file"):
        probe_film(tmp_path / "x.mkv")
    with pytest.raises(MediaError, match="is a folder"):
        probe_film(tmp_path)


def test_a_colon_in_the_name_is_no_protocol(
    make_film: FilmMaker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_film("film: the end.mkv")
    monkeypatch.chdir(tmp_path)
    assert probe_film(Path("film: the end.mkv")).width == 160


def test_what_is_wrong_can_be_said_in_another_language(tmp_path: Path) -> None:
    french = {"{path}: {reason}": "{path} : {reason}", "there is no such file": "ce fichier n’existe pas"}
    with pytest.raises(MediaError, match="there is no such file") as caught:
        probe_film(tmp_path / "none.mkv")
    said = translated(str(caught.value), lambda _, source: french[source])
    assert said == f"{tmp_path / 'none.mkv'} : ce fichier n’existe pas"
