"""Subtitles that are pictures, in films whose streams are written here byte by byte."""

import random
import struct
from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import inf
from pathlib import Path

import av
import numpy as np
import pytest
from av.subtitles.stream import SubtitleStream

from gallows_sync.core.media_files import FilmFile
from gallows_sync.media.film import probe_film
from gallows_sync.media.picture_subtitles import _COLORS, SubtitlePicture, _aspect
from gallows_sync.media.subtitles import find_subtitles, subtitle_lines

WHITE, BLUE = 0xFFFFFFFF, 0x800000FF
Rows = Sequence[Sequence[int]]
BOX: Rows = [*[[1] * 24] * 3, *[[2] * 12 + [0] * 12] * 3]
"""White above, half-transparent blue below, the right half of that clear."""

DVD_PACKET = bytes.fromhex(
    "002e0010061006103330061033303330000000280310700480f0050c80df1f41f9060004000a01ffffff002802ff"
)
"""The same at 200, 500, as FFmpeg's encoder makes it: two of its palette's colours, no end to speak of."""


def pgs(kind: int, body: bytes) -> bytes:
    return struct.pack(">BH", kind, len(body)) + body


def pgs_end() -> bytes:
    return pgs(0x80, b"")


def pgs_page(objects: Sequence[tuple[int, int, int]], state: int = 0x80) -> bytes:
    """Return the segment that lays out objects (number, left, top) on a canvas of 1920 x 1080."""
    placed = b"".join(struct.pack(">HBBHH", number, 0, 0, left, top) for number, left, top in objects)
    return pgs(0x16, struct.pack(">HHBHBBBB", 1920, 1080, 0x10, 0, state, 0, 0, len(objects)) + placed)


def pgs_palette(*entries: Sequence[int]) -> bytes:
    """Return the palette of these (number, Y, Cr, Cb, alpha); white and half-transparent blue without any."""
    entries = entries or ((1, 235, 128, 128, 255), (2, 32, 118, 240, 128))
    return pgs(0x14, bytes([0, 0]) + b"".join(bytes(entry) for entry in entries))


def pgs_object(rows: Rows, number: int = 0) -> bytes:
    """Return an object of runs of at most 63 pixels."""
    coded = b""
    for row in rows:
        for color in row:
            coded += bytes([0, 0x81, color]) if color else bytes([0, 1])
        coded += bytes([0, 0])
    head = struct.pack(">HBB", number, 0, 0xC0) + (len(coded) + 4).to_bytes(3, "big")
    return pgs(0x15, head + struct.pack(">HH", len(rows[0]), len(rows)) + coded)


def pgs_show(rows: Rows = BOX, left: int = 200, top: int = 900) -> bytes:
    return pgs_page([(0, left, top)]) + pgs_palette() + pgs_object(rows) + pgs_end()


PGS_CLEAR = pgs_page([], 0) + pgs_end()


def dvb_packet(*segments: tuple[int, bytes]) -> bytes:
    return b"".join(struct.pack(">BBHH", 15, kind, 1, len(body)) + body for kind, body in segments)


def dvb_show(left: int = 200, top: int = 500) -> bytes:
    """Return a region of 24 x 6 pixels of 4 bits, its table with a full and a short entry."""
    fields = [b"\x11" + bytes([row[0] * 17]) * 12 + b"\0\xf0" for row in ([1], [3])]
    pixels = fields[0] * 2 + fields[1], fields[0] + fields[1] * 2
    return dvb_packet(
        (0x10, struct.pack(">BBBBHH", 30, 0x04, 7, 0, left, top)),
        (0x11, struct.pack(">BBHHBBBBHHH", 7, 0x08, 24, 6, 0x48, 5, 0, 0, 1, 0, 0)),
        (0x12, bytes([5, 0x10, 1, 0x41, 235, 128, 128, 0, 3, 0x40, 0x22, 0x3E])),
        (0x13, struct.pack(">HBHH", 1, 0, *map(len, pixels)) + b"".join(pixels)),
        (0x80, b""),
    )


DVB_CLEAR = dvb_packet((0x10, bytes([30, 0x10])), (0x80, b""))


def film_with_pictures(
    path: Path,
    codec: str,
    packets: Iterable[tuple[float, bytes]],
    *,
    seconds: int = 8,
    offset_s: int = 0,
    lasts_s: int = 0,
) -> Path:
    """Write a film of grey, 160 x 120, with these packets of "sup", "dvdsub" or "dvbsub" at times (s)."""
    with av.open(str(path), "w") as container:
        video = container.add_stream("mpeg4", rate=25)
        assert isinstance(video, av.VideoStream)
        video.width, video.height, video.pix_fmt = 160, 120, "yuv420p"
        if codec == "sup":  # FFmpeg has no encoder of it to make a stream of
            (path.parent / "head.sup").write_bytes(b"PG" + bytes(8) + pgs_end())
            with av.open(str(path.parent / "head.sup")) as head:
                stream = container.add_stream_from_template(head.streams.subtitles[0])
        else:
            made = container.add_stream(codec)
            assert isinstance(made, SubtitleStream)
            stream = made
        waiting = list(packets)
        for number in range(25 * seconds):
            picture = av.VideoFrame.from_ndarray(np.full((120, 160, 3), 90, np.uint8), format="rgb24")
            picture.pts, picture.time_base = number + 25 * offset_s, Fraction(1, 25)
            container.mux(video.encode(picture))
            while waiting and waiting[0][0] <= number / 25:
                at, data = waiting.pop(0)
                packet = av.Packet(data)
                packet.stream, packet.time_base = stream, Fraction(1, 1000)
                packet.pts = packet.dts = round(1000 * (at + offset_s))
                packet.duration = 1000 * lasts_s
                container.mux(packet)
        container.mux(video.encode(None))
    return path


def pictures_of(path: Path, place: float = 0.0) -> list[SubtitlePicture]:
    film = probe_film(path)
    (source,) = find_subtitles(film)
    assert source.readable
    lines = list(subtitle_lines(film, source, place, lambda: False))
    pictures = [line for line in lines if isinstance(line, SubtitlePicture)]
    assert len(pictures) == len(lines)
    return pictures


def rows_of(picture: SubtitlePicture, number: int = 0) -> list[list[int]]:
    """Return the bitmap's pixels as colours."""
    bitmap = picture.bitmaps[number]
    pixels = bitmap.pixels()
    assert len(pixels) == bitmap.width * bitmap.height
    return [
        [bitmap.colors[pixel] for pixel in pixels[row * bitmap.width : (row + 1) * bitmap.width]]
        for row in range(bitmap.height)
    ]


def assert_is_box(picture: SubtitlePicture, blue: int = BLUE) -> None:
    """Assert that it is the box, its colours to a tenth: DVB has short ones of 4 bits."""
    colors = [[list(color.to_bytes(4, "big")) for color in row[:12]] for row in rows_of(picture)]
    expected = [[list(color.to_bytes(4, "big"))] * 12 for color in [WHITE] * 3 + [blue] * 3]
    assert np.array(colors) == pytest.approx(np.array(expected), abs=20)


def test_pgs_pictures_have_their_place_and_colours_and_a_clearing_one_ends_them(tmp_path: Path) -> None:
    packets = [(1.0, pgs_show()), (2.5, PGS_CLEAR), (4.0, pgs_show(top=40))]
    first, clear, last = pictures_of(film_with_pictures(tmp_path / "film.mkv", "sup", packets, offset_s=60))
    assert [(one.start, one.stop, one.canvas, one.aspect) for one in (first, clear, last)] == [
        (1.0, inf, (1920, 1080), 16 / 9),
        (2.5, inf, (1920, 1080), 16 / 9),
        (4.0, inf, (1920, 1080), 16 / 9),
    ]
    (bitmap,) = first.bitmaps
    assert (bitmap.left, bitmap.top, bitmap.width, bitmap.height) == (200, 900, 24, 6)
    assert_is_box(first)
    assert rows_of(first)[5][12] >> 24 == 0
    assert clear.bitmaps == ()
    assert last.bitmaps[0].top == 40


def test_pgs_segments_may_come_one_by_one_as_on_a_disc(tmp_path: Path) -> None:
    segments = pgs_page([(0, 200, 900)]), pgs_palette(), pgs_object(BOX), pgs_end()
    packets = [(1.0, segment) for segment in segments]
    (picture,) = pictures_of(film_with_pictures(tmp_path / "film.mkv", "sup", packets))
    assert (picture.start, picture.bitmaps[0].top) == (1.0, 900)
    assert_is_box(picture)


def test_two_pgs_objects_are_two_bitmaps(tmp_path: Path) -> None:
    two = pgs_page([(0, 10, 20), (1, 30, 1000)]) + pgs_palette() + pgs_object(BOX) + pgs_object([[1]], 1)
    (picture,) = pictures_of(film_with_pictures(tmp_path / "film.mkv", "sup", [(1.0, two + pgs_end())]))
    assert [(one.left, one.top, one.width) for one in picture.bitmaps] == [(10, 20, 24), (30, 1000, 1)]


def test_a_pgs_line_that_fades_shares_its_pixels(tmp_path: Path) -> None:
    fainter = pgs_page([(0, 200, 900)], 0) + pgs_palette((1, 235, 128, 128, 64)) + pgs_end()
    path = film_with_pictures(tmp_path / "film.mkv", "sup", [(1.0, pgs_show()), (1.2, fainter)])
    first, second = pictures_of(path)
    assert rows_of(second)[0][0] == 0x40FFFFFF
    assert second.bitmaps[0].packed is first.bitmaps[0].packed


def test_what_needs_what_came_before_comes_all_the_same_from_the_middle_on(tmp_path: Path) -> None:
    again = pgs_page([(0, 300, 900)], 0) + pgs_end()  # the object of the first, at another place
    packets = [(1.0, pgs_show()), (14.0, again), (15.0, PGS_CLEAR), (16.0, pgs_show()), (17.0, PGS_CLEAR)]
    path = film_with_pictures(tmp_path / "film.mkv", "sup", packets, seconds=18)
    pictures = pictures_of(path, 16.5)
    assert pictures[0].start == 16.0
    assert sorted({(one.start, len(one.bitmaps)) for one in pictures}) == [
        *((1.0, 1), (14.0, 1), (15.0, 0), (16.0, 1), (17.0, 0))
    ]


def test_dvd_pictures_have_colours_of_the_streams_palette_and_a_stated_end(tmp_path: Path) -> None:
    ending = DVD_PACKET.replace(bytes.fromhex("ffff002802ff"), bytes.fromhex("00b0002802ff"))
    path = film_with_pictures(tmp_path / "film.mkv", "dvdsub", [(1.0, ending)])
    (picture,) = pictures_of(path)
    assert picture.start == 1.0
    assert picture.stop == pytest.approx(3.0, abs=0.01)  # 0xb0 times 1024 / 90000 s
    assert picture.canvas == (160, 120)  # the stream names none
    (bitmap,) = picture.bitmaps
    assert (bitmap.left, bitmap.top) == (200, 500)
    assert_is_box(picture, 0x880000FF)


@pytest.mark.parametrize(
    ("head", "canvas", "colors"),
    [
        (b"size: 720x576\npalette: " + b"ff0000, " * 15 + b"00ff00\n", (720, 576), [0xFFFF0000, 0x88FF0000]),
        (b"", (160, 120), [0xFFFFFFFF, 0x887F7F7F]),
        (b"size: x\npalette: none", (160, 120), [0xFFFFFFFF, 0x887F7F7F]),
    ],
)
def test_the_head_of_a_dvd_stream_says_canvas_and_palette(
    tmp_path: Path, head: bytes, canvas: tuple[int, int], colors: list[int]
) -> None:
    reads = _COLORS["dvdsub"](head, probe_film(film_with_pictures(tmp_path / "film.mkv", "sup", [])))
    reads.read(DVD_PACKET)
    assert reads.canvas == canvas
    assert [reads.of(0, 0)[number] for number in (1, 3)] == colors


@pytest.mark.parametrize(
    ("size", "shape", "canvas", "aspect"),
    [
        ((720, 576), "16/9", (720, 576), 16 / 9),  # as it is on the disc
        ((720, 576), "4/3", (720, 576), 4 / 3),
        ((720, 480), "4/3", (720, 480), 4 / 3),
        ((720, 432), "64/27", (720, 576), 16 / 9),  # cut, its pixels as they were
        ((720, 432), "16/9", (720, 576), 4 / 3),
        ((956, 576), "239/144", (720, 576), 16 / 9),  # cut, its pixels square now
        ((716, 536), "179/134", (720, 576), 4 / 3),
        ((1280, 536), "160/67", (1280, 536), 1280 / 536),
        ((1440, 1080), "16/9", (1920, 1080), 16 / 9),
    ],
)
def test_a_canvas_is_seen_in_the_shape_that_the_film_had_on_its_disc(
    size: tuple[int, int], shape: str, canvas: tuple[int, int], aspect: float
) -> None:
    zero = Fraction(0)
    film = FilmFile(Path(), Fraction(1), zero, None, *size, Fraction(shape), zero, None)
    assert _aspect(canvas, film) == pytest.approx(aspect)


def test_dvb_pictures_have_their_regions_place_and_colours(tmp_path: Path) -> None:
    path = film_with_pictures(tmp_path / "film.mkv", "dvbsub", [(1.0, dvb_show()), (3.0, DVB_CLEAR)])
    picture, clear = pictures_of(path)
    assert (picture.start, picture.stop, picture.canvas) == (1.0, 31.0, (720, 576))
    (bitmap,) = picture.bitmaps
    assert (bitmap.left, bitmap.top, bitmap.width, bitmap.height) == (200, 500, 24, 6)
    assert_is_box(picture, 0x7F0000FF)
    assert (clear.start, clear.bitmaps) == (3.0, ())


def test_a_dvb_display_of_high_definition_moves_its_window(tmp_path: Path) -> None:
    display = dvb_packet((0x14, struct.pack(">BHHHHHH", 8, 1919, 1079, 600, 1319, 400, 975)))
    path = film_with_pictures(tmp_path / "film.mkv", "dvbsub", [(1.0, display + dvb_show(10, 20))])
    (picture,) = pictures_of(path)
    assert picture.canvas == (1920, 1080)
    assert (picture.bitmaps[0].left, picture.bitmaps[0].top) == (610, 420)


@pytest.mark.parametrize(
    ("codec", "whole"), [("sup", pgs_show()), ("dvdsub", DVD_PACKET), ("dvbsub", dvb_show())]
)
def test_damaged_pictures_are_left_out_and_whole_ones_come(tmp_path: Path, codec: str, whole: bytes) -> None:
    chance = random.Random(1)
    packets = [(0.0, whole)]
    for number in range(1, 300):
        damaged = bytearray(whole[: chance.randrange(1, len(whole) + 1)])
        for _ in range(chance.randrange(4)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        packets.append((number / 50, bytes(damaged)))
    no_canvas = pgs(0x16, bytes(11)) + pgs_end() if codec == "sup" else b""
    packets += [(6.5, no_canvas), (7.0, whole)]
    pictures = pictures_of(film_with_pictures(tmp_path / "film.mkv", codec, packets))
    assert pictures[0].start == 0.0
    assert pictures[-1].start == 7.0
    assert rows_of(pictures[-1]) == rows_of(pictures[0])
    assert all(rows_of(one, number) for one in pictures for number in range(len(one.bitmaps)))
    assert all(one.aspect > 0 for one in pictures)


def test_a_stream_without_anything_shows_nothing(tmp_path: Path) -> None:
    assert pictures_of(film_with_pictures(tmp_path / "film.mkv", "sup", [])) == []
