"""The pictures are really made; an SVG keeps its words as text, so what it says can be read back."""

import importlib.util
import re
import struct
import xml.etree.ElementTree as ElementTree
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from gallows_sync.core.cue_map import Album, CueMap, Film, FilmSpan, Take, Track
from gallows_sync.core.findings import Found, Rival, Unfound
from gallows_sync.core.media_files import FilmFile
from gallows_sync.search.plot import PlotError, draw, require_drawable
from gallows_sync.search.run import SearchResult, TrackMatches, Unsearched

FILM = FilmFile(
    path=Path("the copy.mkv"),
    duration=Fraction(5490),
    container_start=Fraction(0),
    frame_rate=Fraction(24),
    width=640,
    height=480,
    display_aspect=Fraction(4, 3),
    picture_start=Fraction(0),
    sound=None,
)
SVG = "{http://www.w3.org/2000/svg}"


def cue_map(*tracks: Track, film: str = "Ascenseur pour l'échafaud") -> CueMap:
    return CueMap(Film(film, year=1958), Album("Générique et autres", artist="Miles Davis", tracks=tracks))


def track(number: int, title: str = "Générique", takes: Sequence[str] = ()) -> Track:
    return Track(number, title, Fraction(165), takes=tuple(Take(take, f"Take {take}") for take in takes))


def found(
    number: int = 1,
    film_in: float = 83.5,
    seconds: float = 60,
    take: str | None = None,
    rivals: tuple[Rival, ...] = (),
    residual_s: float = 0.0,
) -> Found:
    span = FilmSpan(Fraction(film_in), Fraction(film_in) + Fraction(seconds))
    speed, confidence = Fraction(25, 24), Fraction(97, 100)
    return Found(number, take, span, Fraction(12), speed, confidence, residual_s, 0.9, rivals)


def matches(number: int, take: str | None = None, count: int = 40) -> TrackMatches:
    rng = np.random.default_rng(number)

    def up_to(most: float) -> NDArray[np.float64]:
        return rng.uniform(0, most, count)

    return TrackMatches(number, take, film_s=up_to(5490), music_s=up_to(165), strength=up_to(1))


def result(
    *stretches: Found,
    unfound: Sequence[Unfound] = (),
    seen: Sequence[TrackMatches] = (),
    unsearched: Sequence[Unsearched] = (),
) -> SearchResult:
    return SearchResult(FILM, stretches, tuple(unfound), tuple(seen), 1.0, 2.0, 3.0, tuple(unsearched))


def svg_of(searched: SearchResult, of: CueMap, folder: Path) -> ElementTree.Element:
    draw(searched, of, folder / "plot.svg")
    return ElementTree.parse(folder / "plot.svg").getroot()


def words(root: ElementTree.Element) -> list[str]:
    return ["".join(text.itertext()).strip() for text in root.iter(f"{SVG}text")]


def baselines(root: ElementTree.Element) -> list[tuple[float, float]]:
    return [(float(text.attrib["x"]), float(text.attrib["y"])) for text in root.iter(f"{SVG}text")]


def test_svg_tells_film_album_and_every_stretch_in_words(tmp_path: Path) -> None:
    searched = result(found(), found(film_in=3000, seconds=20), seen=[matches(1)])
    said = words(svg_of(searched, cue_map(track(1)), tmp_path))
    assert "Ascenseur pour l'échafaud (1958)" in said
    assert "the album: Générique et autres, Miles Davis" in said
    assert "the copy.mkv, 1:31:30: 2 stretches of 1 track found" in said
    assert {"Générique", "0:01:23.500", "0:02:23.500", "0:12.000", "1.041667", "0.97"} <= set(said)
    assert {"0:50:00.000", "0:50:20.000"} <= set(said)
    assert {"0:00:00", "1:30:00", "2:00"} <= set(said)  # both axes


def test_png_is_a_picture_with_the_accent_where_a_stretch_was_found(tmp_path: Path) -> None:
    from matplotlib.image import imread

    path = tmp_path / "plot.PNG"
    accented = []
    for stretches in ((found(seconds=150),), ()):
        draw(result(*stretches, seen=[matches(1)]), cue_map(track(1)), path)
        width, height = struct.unpack(">II", path.read_bytes()[16:24])
        assert (width, height) == (2400, pytest.approx(880, rel=0.1))
        pixels = imread(path)
        accented.append(int((np.abs(pixels[..., :3] * 255 - (0xE0, 0xA8, 0x4A)).max(axis=-1) < 3).sum()))
    assert accented[0] > 100
    assert accented[1] == 0


def test_every_likeness_is_a_dot(tmp_path: Path) -> None:
    def uses(count: int) -> int:
        root = svg_of(result(seen=[matches(1, count=count)]), cue_map(track(1)), tmp_path)
        return len(list(root.iter(f"{SVG}use")))

    assert uses(300) - uses(0) == 300


def test_likenesses_about_a_found_line_are_shown_close_up_too(tmp_path: Path) -> None:
    film_s = np.array([90.0, 100.0, 100.0, 120.0, 3000.0])
    off_s = np.array([0.0, 0.5, 40.0, -0.2, 0.0])
    music_s = 12 + (film_s - 83.5) * 25 / 24 + off_s
    on_line = TrackMatches(1, None, film_s, np.clip(music_s, 0, 165), np.full(5, 0.7))

    def uses(*stretches: Found) -> int:
        root = svg_of(result(*stretches, seen=[on_line]), cue_map(track(1)), tmp_path)
        return len(list(root.iter(f"{SVG}use")))

    ends, near = 2, 3
    assert uses(found()) - uses() == ends + near


def test_very_many_likenesses_are_kept_as_pixels_so_that_the_file_stays_small(tmp_path: Path) -> None:
    root = svg_of(result(found(), seen=[matches(1, count=30_000)]), cue_map(track(1)), tmp_path)
    assert len(list(root.iter(f"{SVG}image"))) > 0
    assert (tmp_path / "plot.svg").stat().st_size < 2_000_000


def test_tracks_that_were_not_found_are_there_with_the_best_that_was_seen(tmp_path: Path) -> None:
    unfound = [Unfound(1, film_s=1800.0, music_s=61.2, strength=0.214), Unfound(2)]
    unsearched = [Unsearched(3, None, "no file fits it")]
    searched = result(unfound=unfound, seen=[matches(1), matches(2, count=0)], unsearched=unsearched)
    said = words(svg_of(searched, cue_map(track(1, "One"), track(2, "Two"), track(3, "Three")), tmp_path))
    assert "the copy.mkv, 1:31:30: nothing found; not found: 1, 2" in said
    assert "not found: best seen 1:01 of it at 0:30:00, strength 0.21" in said
    assert "not found: nothing like it was heard" in said
    assert "not searched for: no file fits it" in said
    assert {"One", "Two", "Three"} <= set(said)
    assert "confidence" not in said


def test_takes_have_rows_of_their_own_that_say_which_was_found(tmp_path: Path) -> None:
    rivals = (Rival(None, 0.52, equal=False), Rival("a", 0.4, equal=False))
    searched = result(
        found(1, take="b", rivals=rivals), seen=[matches(1), matches(1, take="a"), matches(1, take="b")]
    )
    said = words(svg_of(searched, cue_map(track(1, takes=("a", "b"))), tmp_path))
    rows = [said.index(title) for title in ("Générique", "a: Take a", "b: Take b")]
    assert rows == sorted(rows)
    assert said.count("another recording of it was found") == 2
    assert said.index("0:01:23.500") > rows[-1]
    assert "fit 0.90; next, the album's: 0.52" in said


def test_takes_that_sound_the_same_are_called_the_same(tmp_path: Path) -> None:
    stretch = found(rivals=(Rival("a", 0.9, equal=True), Rival("b", 0.3, equal=False)), residual_s=0.0123)
    searched = result(stretch, seen=[matches(1), matches(1, take="a")])
    said = words(svg_of(searched, cue_map(track(1, takes=("a", "b"))), tmp_path))
    assert "sounds the same as a; strays 12 ms from the line" in said
    assert "sounds the same as the recording that was chosen" in said


@pytest.mark.parametrize("count", [1, 26])
def test_no_two_lines_of_text_share_a_place(count: int, tmp_path: Path) -> None:
    tracks = [track(number, f"Piece {number}") for number in range(1, count + 1)]
    stretches = [
        found(number, film_in=200 * number + 70 * turn) for number in range(1, count + 1) for turn in range(4)
    ]
    root = svg_of(
        result(*stretches, seen=[matches(n) for n in range(1, count + 1)]), cue_map(*tracks), tmp_path
    )
    places = baselines(root)
    assert {f"Piece {number}" for number in range(1, count + 1)} <= set(words(root))
    assert len(places) > 25 * count
    for x, y in places:
        assert not [p for p in places if p != (x, y) and abs(p[0] - x) < 4 and abs(p[1] - y) < 8]
    assert len(set(places)) == len(places)
    _, _, width, height = map(float, root.attrib["viewBox"].split())
    assert all(0 < x < width and 0 < y < height for x, y in places)


def test_titles_may_hold_anything(tmp_path: Path) -> None:
    titles = ("$x^2$ & <b>\x07\nline", "死刑台のエレベーター", "Évasion — ‘n’ roll", "A" * 4000, "")
    tracks = [track(number, title) for number, title in enumerate(titles, start=1)]
    searched = result(found(), unfound=[Unfound(2)], unsearched=[Unsearched(3, None, "no 死")])
    said = words(svg_of(searched, cue_map(*tracks, film="50 $ or\t100 $"), tmp_path))
    assert "50 $ or 100 $ (1958)" in said
    assert "$x^2$ & <b> line" in said
    assert {"死刑台のエレベーター", "Évasion — ‘n’ roll"} <= set(said)
    assert any(re.fullmatch("A{20,80}…", text) for text in said)
    draw(result(found()), cue_map(*tracks), tmp_path / "plot.png")


def test_tracks_much_shorter_than_others_keep_rows_that_can_be_seen(tmp_path: Path) -> None:
    tracks = [Track(1, "Suite", Fraction(3600)), Track(2, "Sting", Fraction(2)), Track(3, "Unknown")]
    root = svg_of(result(), cue_map(*tracks), tmp_path)
    heights = []
    for number in range(1, 4):
        (outline,) = root.findall(f".//{SVG}g[@id='axes_{number}']/{SVG}g[@id]/{SVG}path")[:1]
        ys = [float(y) for y in re.findall(r"[ML] \S+ (\S+)", outline.attrib["d"])]
        heights.append(max(ys) - min(ys))
    assert heights == [pytest.approx(2.6 * 72, abs=1), *[pytest.approx(0.22 * 72, abs=1)] * 2]


def test_album_without_tracks_and_film_without_length_still_make_a_page(tmp_path: Path) -> None:
    said = words(svg_of(result(), cue_map(), tmp_path))
    assert "the copy.mkv, 1:31:30: nothing found" in said


@pytest.mark.parametrize("ending", ["png", "svg"])
def test_the_same_result_gives_the_same_file_and_nothing_beside_it(ending: str, tmp_path: Path) -> None:
    searched = result(found(), found(film_in=90), seen=[matches(1)])
    first, second = tmp_path / f"first.{ending}", tmp_path / f"second.{ending}"
    for path in (first, second):
        draw(searched, cue_map(track(1)), path)
    assert first.read_bytes() == second.read_bytes()
    assert sorted(tmp_path.iterdir()) == [first, second]


def test_settings_of_matplotlib_are_neither_used_nor_changed(tmp_path: Path) -> None:
    import matplotlib

    draw(result(found()), cue_map(track(1)), tmp_path / "usual.svg")
    with matplotlib.rc_context({"lines.linewidth": 9, "svg.fonttype": "path", "axes.facecolor": "red"}):
        draw(result(found()), cue_map(track(1)), tmp_path / "other.svg")
        assert matplotlib.rcParams["svg.fonttype"] == "path"
    assert (tmp_path / "usual.svg").read_bytes() == (tmp_path / "other.svg").read_bytes()


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("plot.pdf", r"plot\.pdf: a plot is written as \.png or \.svg, by the name's ending"),
        ("plot", r"plot: a plot is written as \.png or \.svg"),
        ("nowhere/plot.png", r"there is no folder .*nowhere to write the plot into"),
        ("folder.svg", r"folder\.svg is a folder; give the name of the plot's file"),
    ],
)
def test_what_cannot_be_written_is_refused_before_the_search(name: str, reason: str, tmp_path: Path) -> None:
    (tmp_path / "folder.svg").mkdir()
    with pytest.raises(PlotError, match=reason) as caught:
        require_drawable(tmp_path / name)
    assert caught.value.path == tmp_path / name


def test_folder_closed_to_writing_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.access", lambda *_: False)  # root may write anywhere
    with pytest.raises(PlotError, match=r"plot\.png: the plot cannot be written there: permission denied"):
        require_drawable(tmp_path / "plot.png")


def test_missing_matplotlib_is_named_with_the_extra_that_brings_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    with pytest.raises(PlotError, match=r'not installed: pip install "gallows-sync\[plot\]"'):
        require_drawable(tmp_path / "plot.png")


def test_what_can_be_written_is_not_touched_by_asking(tmp_path: Path) -> None:
    old = tmp_path / "old.svg"
    old.write_text("the old one")
    require_drawable(old)
    require_drawable(tmp_path / "new.PNG")
    assert old.read_text() == "the old one"
    assert list(tmp_path.iterdir()) == [old]


def test_disk_that_fails_leaves_the_old_picture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = tmp_path / "old.svg"
    old.write_text("the old one")

    def full(_file: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(PlotError, match=r"old\.svg: the plot cannot be written: No space left on device"):
        draw(result(found()), cue_map(track(1)), old)
    assert old.read_text() == "the old one"
    assert list(tmp_path.iterdir()) == [old]
