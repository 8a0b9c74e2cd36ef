"""``align``: what it writes and says, what it refuses before it begins, and how it ends when interrupted."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from gallows_sync import cli
from gallows_sync.alignment import search as alignment_search
from gallows_sync.alignment.findings import Findings, Samples, Sighting, Stretch
from gallows_sync.core.cue_map import Certainty, FilmSpan
from gallows_sync.formats.cue_map_yaml import read_cue_map
from tests.media.conftest import write_sound
from tests.media.numbered_film import numbered_film

BASE = """\
# My own map.
version: 1
film: {title: Night}
album:
  title: Songs
  tracks:
    - {number: 1, title: Dawn}   # the first
    - {number: 2, title: Dusk}
cues:
  - id: morning   # where the sun comes up
    track: 1
    scene: The sun comes up
  - id: evening
    track: 2
"""


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("XDG_CACHE_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))


@pytest.fixture(scope="module")
def media(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with film.mkv, 10 s of noise, and the album songs with Dawn and Dusk."""
    folder = tmp_path_factory.mktemp("media")
    numbered_film(folder / "film.mkv", [Fraction(n, 25) for n in range(250)], sound="flac", sound_s=10)
    for number, title in enumerate(("Dawn", "Dusk"), 1):
        noise = np.random.default_rng(number).integers(-9000, 9000, (8000 * 8, 2)).astype(np.int16)
        path = folder / "songs" / f"{number:02} - {title}.flac"
        path.parent.mkdir(exist_ok=True)
        tags = {"title": title, "album": "Songs", "track": str(number)}
        write_sound(path, noise, "flac", 8000, "stereo", tags, {}, ())
    return folder


@pytest.fixture
def base(tmp_path: Path) -> Path:
    path = tmp_path / "base.yaml"
    path.write_text(BASE, encoding="utf-8")
    return path


@pytest.fixture
def find(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Return a function that says what the search is to find."""
    findings = Findings((Stretch(0, 1.0, 6.0, 0.5, 1.0, 0.97, 0.0, 0.8),), (Sighting(1, 3.0, 4.0, 0.2),), ())

    def stand_in(
        film: Samples, recordings: Sequence[Samples], groups: Sequence[int], **_rest: Any
    ) -> Findings:
        return findings

    def finding(*stretches: Stretch) -> None:
        nonlocal findings
        findings = replace(findings, stretches=stretches)

    monkeypatch.setattr(alignment_search, "find", stand_in)
    return finding


def run(*arguments: str | Path) -> int:
    return cli.main(["align", *(str(argument) for argument in arguments)])


def on(media: Path) -> tuple[str | Path, ...]:
    return ("--film", media / "film.mkv", "--album", media / "songs")


def test_the_base_is_placed_and_all_else_of_it_stays(
    media: Path, base: Path, tmp_path: Path, find: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "out.yaml"
    assert run(*on(media), "--cues", base, "--output", output) == 0
    placed = read_cue_map(output).cue_map
    [morning, evening] = placed.cues
    assert morning.film is not None
    assert morning.film == FilmSpan(Fraction(1), Fraction(6))
    assert morning.music_in == Fraction(1, 2)
    assert (morning.certainty, morning.confidence) == (Certainty.ALIGNED, Fraction("0.97"))
    assert not evening.placed
    assert (placed.film.duration, placed.film.frame_rate) == (Fraction(10), Fraction(25))
    text = output.read_text(encoding="utf-8")
    for kept in ("# My own map.", "# the first", "# where the sun comes up", "scene: The sun comes up"):
        assert kept in text
    assert base.read_text(encoding="utf-8") == BASE
    out, err = capsys.readouterr()
    assert out.splitlines() == [
        "track 1, Dawn: film 0:00:01.000 to 0:00:06.000, music 0:00.500 to 0:05.500, speed 1.000000, "
        "confidence 0.97",
        "track 2, Dusk: not found; most like it, but not enough to claim it: film 0:00:03.000 with music "
        "0:04.000, strength 0.20",
        "cue evening is unplaced: its track was not found",
        f"{output}: 1 of 2 cues are placed",
    ]
    assert err == ""


def test_the_base_may_be_the_output(
    media: Path, base: Path, find: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(base.parent)
    assert run(*on(media), "--cues", base, "--output", "base.yaml") == 0
    assert "# My own map." in base.read_text(encoding="utf-8")
    assert read_cue_map(base).cue_map.cues[0].placed


def test_a_base_that_was_changed_during_the_search_is_not_written_over(
    media: Path,
    base: Path,
    find: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    original = alignment_search.find

    def meanwhile(*arguments: Any, **rest: Any) -> Findings:
        base.write_text(BASE + "# changed\n", encoding="utf-8")
        return original(*arguments, **rest)

    monkeypatch.setattr(alignment_search, "find", meanwhile)
    assert run(*on(media), "--cues", base, "--output", base) == 2
    assert base.read_text(encoding="utf-8") == BASE + "# changed\n"
    assert "was changed by another program" in capsys.readouterr().err


def test_without_a_base_a_map_is_made_of_the_album(
    media: Path, tmp_path: Path, find: Callable[..., None]
) -> None:
    output = tmp_path / "out.yaml"
    assert run(*on(media), "--output", output) == 0
    placed = read_cue_map(output).cue_map
    assert [(cue.id, cue.placed) for cue in placed.cues] == [("dawn", True), ("dusk", False)]


def test_the_map_last_written_for_the_two_is_the_next_base(
    media: Path, base: Path, tmp_path: Path, find: Callable[..., None]
) -> None:
    first, second = tmp_path / "first.yaml", tmp_path / "second.yaml"
    assert run(*on(media), "--cues", base, "--output", first) == 0
    assert run(*on(media), "--output", second) == 0
    assert second.read_text(encoding="utf-8") == first.read_text(encoding="utf-8")


def test_a_map_of_another_album_under_that_name_is_not(
    media: Path, base: Path, tmp_path: Path, find: Callable[..., None]
) -> None:
    first, second = tmp_path / "first.yaml", tmp_path / "second.yaml"
    assert run(*on(media), "--cues", base, "--output", first) == 0
    other = BASE.replace("Songs", "Sermons").replace("Dawn", "On Sloth").replace("Dusk", "On Wrath")
    first.write_text(other, encoding="utf-8")
    assert run(*on(media), "--output", second) == 0
    assert [track.title for track in read_cue_map(second).cue_map.album.tracks] == ["Dawn", "Dusk"]


def test_confirmed_cues_stay_as_they_are(
    media: Path, base: Path, tmp_path: Path, find: Callable[..., None]
) -> None:
    confirmed = BASE.replace(
        "    scene: The sun", "    film: {in: 1.25, out: 6}\n    certainty: confirmed\n    scene: The sun"
    ).replace("title: Night", "title: Night, duration: 10, frame_rate: 25")
    base.write_text(confirmed, encoding="utf-8")
    before = read_cue_map(base).cue_map.cues[0]
    assert run(*on(media), "--cues", base, "--output", base) == 0
    assert read_cue_map(base).cue_map.cues[0] == before


def test_the_report_and_the_plot_are_written_where_asked(
    media: Path, base: Path, tmp_path: Path, find: Callable[..., None]
) -> None:
    report, plot = tmp_path / "r.json", tmp_path / "p.svg"
    words = ("--cues", base, "--output", tmp_path / "out.yaml", "--report", report, "--plot", plot)
    assert run(*on(media), *words) == 0
    written = json.loads(report.read_text(encoding="utf-8"))
    assert [segment["track"] for segment in written["segments"]] == [1]
    assert written["absent"] == [2]
    assert "<svg" in plot.read_text(encoding="utf-8")
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith(".")) == []


def test_nothing_found_is_said_and_ends_with_1(
    media: Path, base: Path, tmp_path: Path, find: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    find()
    output = tmp_path / "out.yaml"
    assert run(*on(media), "--cues", base, "--output", output) == 1
    assert "problem: none of the album was found in this film" in capsys.readouterr().out
    assert read_cue_map(output).cue_map.cues == read_cue_map(base).cue_map.cues


def test_a_track_without_a_recording_is_said_and_ends_with_1(
    media: Path, base: Path, tmp_path: Path, find: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    with_more = BASE.replace("title: Dusk}", "title: Dusk}\n    - {number: 3, title: Midnight in Rain}")
    base.write_text(with_more + "  - {id: night, track: 3}\n", encoding="utf-8")
    assert run(*on(media), "--cues", base, "--output", tmp_path / "out.yaml") == 1
    out = capsys.readouterr().out
    assert "problem: track 3, Midnight in Rain: not searched for: " in out
    assert "cue night is unplaced: its track was not searched for" in out


# -- refused before the search


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--output", "none/out.yaml"), "no such folder for --output: .*none"),
        (("--output", "OUT", "--report", "none/r.json"), "no such folder for --report: .*none"),
        (("--output", "OUT", "--plot", "none/p.png"), "no such folder for --plot: .*none"),
        (("--output", "OUT", "--plot", "p.gif"), r"a plot is written as \.png or \.svg"),
        (("--output", "SONGS"), "is a folder; give the name of a file for --output"),
        (("--output", "FILM"), "is the film or of the album; give another name for --output"),
        (("--output", "DAWN"), "is the film or of the album"),
        (("--output", "OUT", "--report", "FILM"), "is the film or of the album; .* for --report"),
        (("--output", "OUT", "--report", "OUT"), "is asked for twice; give another name for --report"),
        (("--cues", "BASE", "--output", "OUT", "--report", "BASE"), "is the cue map; .* for --report"),
        (("--output", "/dev/null"), "is not a regular file"),
        (("--cues", "none.yaml", "--output", "OUT"), "no such cue map: none.yaml"),
        (("--cues", "LETTER", "--output", "OUT"), "letter.txt"),
        (("--output", "LETTER"), "is there already and is no cue map; give another name"),
        (("--output", "CONFIRMED"), "holds cues that were confirmed by hand; keep them with --cues"),
    ],
)
def test_what_cannot_be_written_is_said_before_the_search(
    words: tuple[str, ...],
    message: str,
    media: Path,
    base: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def never(*_arguments: Any, **_rest: Any) -> Findings:
        raise AssertionError("the search began")

    monkeypatch.setattr(alignment_search, "find", never)
    letter, confirmed = tmp_path / "letter.txt", tmp_path / "confirmed.yaml"
    letter.write_text("Dear Jeanne", encoding="utf-8")
    confirmed.write_text(
        BASE.replace("track: 1\n", "track: 1\n    film: {in: 1, out: 2}\n    certainty: confirmed\n"),
        encoding="utf-8",
    )
    paths = {
        "OUT": tmp_path / "out.yaml",
        "BASE": base,
        "LETTER": letter,
        "CONFIRMED": confirmed,
        "FILM": media / "film.mkv",
        "SONGS": media / "songs",
        "DAWN": media / "songs" / "01 - Dawn.flac",
    }
    before = {name: path.read_bytes() for name, path in paths.items() if path.is_file()}
    assert run(*on(media), *(paths.get(word, word) for word in words)) == 2
    err = capsys.readouterr().err
    assert len(err.splitlines()) == 1
    assert err.startswith("gallows-sync: error: ")
    assert re.search(message, err), err
    assert {name: path.read_bytes() for name, path in paths.items() if path.is_file()} == before


def test_a_map_whose_confirmed_cues_the_base_holds_may_be_written_over(
    media: Path, base: Path, tmp_path: Path, find: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    confirmed = BASE.replace("track: 1\n", "track: 1\n    film: {in: 1, out: 2}\n    certainty: confirmed\n")
    base.write_text(confirmed, encoding="utf-8")
    output = tmp_path / "out.yaml"
    words = ("--cues", base, "--output", output)
    assert run(*on(media), *words) == 0
    first = output.read_bytes()
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "another"))  # nothing is remembered
    assert run(*on(media), *words) == 0
    assert output.read_bytes() == first


def test_an_empty_file_may_be_the_output(
    media: Path, base: Path, tmp_path: Path, find: Callable[..., None]
) -> None:
    output = tmp_path / "made-by-mktemp"
    output.touch()
    assert run(*on(media), "--cues", base, "--output", output) == 0
    assert read_cue_map(output).cue_map.cues[0].placed


# -- Ctrl+C


BUSY = {
    "decoding": """
        from gallows_sync.search import sound_cache
        decode = sound_cache.film_mono
        def for_ever(film, rate_hz, report):
            decode(film, rate_hz, lambda _: None)
            print("busy", flush=True)
            while True:
                decode(film, rate_hz, lambda done: report(done / 2))
        sound_cache.film_mono = for_ever
    """,
    "comparing": """
        import numpy as np
        from gallows_sync.alignment import search
        def for_ever(film, recordings, groups, *, report, across):
            noise = np.random.default_rng(1).normal(size=(400, 400_000))
            print("busy", flush=True)
            list(across(lambda _: np.fft.rfft(noise), range(100)))  # takes seconds, and cannot be interrupted
        search.find = for_ever
    """,
}


@pytest.mark.parametrize("work", BUSY)
def test_ctrl_c_ends_the_work_at_once_and_leaves_nothing_half_written(
    work: str, media: Path, base: Path, tmp_path: Path
) -> None:
    lines = [line.strip() if not line.startswith(" " * 8) else line[8:] for line in BUSY[work].splitlines()]
    program = "\n".join([*lines, "import sys", "from gallows_sync.cli import main", "sys.exit(main())"])
    outputs = tmp_path / "outputs"
    outputs.mkdir()
    written = ("--output", outputs / "o.yaml", "--report", outputs / "r.json")
    words = ["align", *on(media), "--cues", base, *written]
    process = subprocess.Popen(
        [sys.executable, "-c", program, *(str(word) for word in words)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(Path(cli.__file__).parents[1])},
    )
    with process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline() == "busy\n"
        began = time.monotonic()
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
        took = time.monotonic() - began
    assert process.returncode == 130, err
    assert (out, err) == ("", "")
    assert list(outputs.iterdir()) == []
    assert took < 5
