from collections.abc import Callable, Sequence
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from av.stream import Disposition
from av.subtitles.stream import SubtitleStream
from av.subtitles.subtitle import SubtitleSet

from gallows_sync.media.container import MediaError
from gallows_sync.media.film import probe_film
from gallows_sync.media.subtitles import (
    SubtitleLine,
    SubtitleSource,
    find_subtitles,
    read_srt,
    srt_source,
    subtitle_lines,
)

HEADER = b"""[Script Info]
ScriptType: v4.00+

[V4+ Styles]
Format: Name, Fontname, Fontsize, PrimaryColour, Bold, Italic, Alignment
Style: Default,Arial,16,&Hffffff,0,0,2

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
"""
TEXTS = ("{\\i1}First{\\i0}", "Second\\Nin two, with a comma", "{\\an8}Third")
LINES = [
    SubtitleLine(1.0, 1.9, "First"),
    SubtitleLine(2.0, 2.9, "Second\nin two, with a comma"),
    SubtitleLine(3.0, 3.9, "Third"),
]
SRT = "1\n00:00:01,000 --> 00:00:02,500\n<i>L'été</i>\n\n2\n00:00:03,000 --> 00:00:04,000\nDeux\nlignes\n"


def never() -> bool:
    return False


def film_with_subtitles(path: Path, *codecs: str, offset_s: int = 0) -> Path:
    """Write four seconds of grey with three lines at 1, 2 and 3 s in each of ``codecs``."""
    with av.open(str(path), "w") as container:
        video = container.add_stream("mpeg2video" if path.suffix == ".ts" else "mpeg4", rate=25)
        assert isinstance(video, av.VideoStream)
        video.width, video.height, video.pix_fmt = 160, 120, "yuv420p"
        streams = []
        for codec in codecs:
            stream = container.add_stream(codec)
            assert isinstance(stream, SubtitleStream)
            stream.time_base = Fraction(1, 1000)
            stream.codec_context.time_base = Fraction(1, 1000)
            stream.codec_context.subtitle_header = HEADER
            stream.metadata.update({"language": "fre", "title": "SDH"})
            if codec == "ass":
                stream.disposition = Disposition.forced
            streams.append(stream)
        for number in range(100):
            picture = av.VideoFrame.from_ndarray(np.full((120, 160, 3), 90, np.uint8), format="rgb24")
            picture.pts, picture.time_base = number + 25 * offset_s, Fraction(1, 25)
            container.mux(video.encode(picture))
            if number % 25 == 0 and number > 0:
                for stream in streams:
                    _mux_line(container, stream, number // 25, offset_s)
        container.mux(video.encode(None))
    return path


def _mux_line(
    container: av.container.OutputContainer, stream: SubtitleStream, number: int, offset_s: int
) -> None:
    if stream.codec_context.name == "dvdsub":
        return
    text = f"{number},0,Default,,0,0,0,,{TEXTS[number - 1]}".encode()
    packet = stream.codec_context.encode_subtitle(SubtitleSet.create(text, 0, 900, number * 1_000_000))
    packet.stream, packet.time_base = stream, Fraction(1, 1000)
    packet.pts = packet.dts = 1000 * (number + offset_s)
    packet.duration = 900
    container.mux(packet)


@pytest.mark.parametrize(
    ("name", "codec"), [("film.mkv", "subrip"), ("film.mkv", "ass"), ("film.mp4", "mov_text")]
)
def test_the_lines_of_a_stream_come_as_plain_text_with_their_film_times(
    tmp_path: Path, name: str, codec: str
) -> None:
    film = probe_film(film_with_subtitles(tmp_path / name, codec))
    (source,) = find_subtitles(film)
    assert (source.language, source.title, source.readable) == ("fre", "SDH", True)
    assert list(subtitle_lines(film, source, 0.0, never)) == LINES


def test_film_time_begins_where_the_container_does(tmp_path: Path) -> None:
    film = probe_film(film_with_subtitles(tmp_path / "film.mkv", "subrip", offset_s=60))
    (source,) = find_subtitles(film)
    assert film.container_start == 60
    assert list(subtitle_lines(film, source, 0.0, never)) == LINES


def test_from_a_place_on_every_line_comes_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gallows_sync.media.subtitles.UNSTATED_S", 0.0)
    film = probe_film(film_with_subtitles(tmp_path / "film.mkv", "subrip"))
    (source,) = find_subtitles(film)
    lines = list(subtitle_lines(film, source, 2.5, never))
    assert lines[-1].start < 2.5
    assert sorted(set(lines), key=lambda line: line.start) == LINES


def test_reading_stops_when_it_is_told_to(tmp_path: Path) -> None:
    film = probe_film(film_with_subtitles(tmp_path / "film.mkv", "subrip"))
    (source,) = find_subtitles(film)
    assert list(subtitle_lines(film, source, 0.0, lambda: True)) == []


def test_pictures_are_found_as_text_is_and_forced_ones_are_known(tmp_path: Path) -> None:
    film = probe_film(film_with_subtitles(tmp_path / "film.mkv", "dvd_subtitle", "ass"))
    pictures, text = find_subtitles(film)
    assert (pictures.readable, pictures.forced, pictures.language) == (True, False, "fre")
    assert (text.readable, text.forced) == (True, True)


def test_files_beside_the_film_are_found_by_its_name(tmp_path: Path) -> None:
    film = film_with_subtitles(tmp_path / "Film.mkv")
    for name in ("Film.srt", "film.en.SRT", "Film.fr.forced.srt", "Film 2.srt", "Other.srt", "Film.txt"):
        (tmp_path / name).write_text(SRT, encoding="utf-8")
    found = find_subtitles(probe_film(film))
    assert {(one.title, one.language, one.forced) for one in found} == {
        ("Film.srt", "", False),
        ("film.en.SRT", "en", False),
        ("Film.fr.forced.srt", "fr", True),
    }


Encode = Callable[[str], bytes]
ENCODINGS: Sequence[tuple[str, Encode]] = [
    ("utf-8", lambda text: text.encode()),
    ("utf-8 with its mark", lambda text: text.encode("utf-8-sig")),
    ("utf-16", lambda text: text.encode("utf-16")),
    ("windows-1252", lambda text: text.encode("cp1252")),
    ("windows line ends", lambda text: text.replace("\n", "\r\n").encode()),
]


@pytest.mark.parametrize("encode", [one for _, one in ENCODINGS], ids=[name for name, _ in ENCODINGS])
def test_a_file_is_read_in_any_of_the_usual_encodings(tmp_path: Path, encode: Encode) -> None:
    path = tmp_path / "film.srt"
    path.write_bytes(encode(SRT))
    assert read_srt(path) == (SubtitleLine(1.0, 2.5, "L'été"), SubtitleLine(3.0, 4.0, "Deux\nlignes"))


@pytest.mark.parametrize("content", [b"", b"no subtitles", b"\x00\x01\xff" * 500])
def test_a_file_that_holds_none_is_said(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "film.srt"
    path.write_bytes(content)
    with pytest.raises(MediaError, match="holds no subtitles in SRT form"):
        read_srt(path)


def test_a_file_that_is_gone_is_said(tmp_path: Path) -> None:
    source = srt_source(tmp_path / "gone.srt", tmp_path / "film.mkv")
    assert source == SubtitleSource(tmp_path / "gone.srt", title="gone.srt")
    film = probe_film(film_with_subtitles(tmp_path / "film.mkv"))
    with pytest.raises(MediaError, match=r"gone\.srt: cannot be read"):
        list(subtitle_lines(film, source, 0.0, never))
