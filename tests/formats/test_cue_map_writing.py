"""Writing a cue map: what is loaded is what was saved, and only what changed is touched."""

import errno
import json
import os
import re
import runpy
import stat
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from gallows_sync.core.cue_map import Album, Certainty, Cue, CueMap, Film, FilmSpan, Source, Track
from gallows_sync.formats.cue_map_tree import tree_of
from gallows_sync.formats.cue_map_yaml import (
    CueMapChangedError,
    CueMapFile,
    CueMapFileError,
    new_text,
    parse_cue_map,
    read_cue_map,
    save_cue_map,
    updated_text,
)
from gallows_sync.formats.yaml_text import Group, Items, Text, Value, on_one_line
from tests.formats.cue_map_strategies import changed, cue_maps

MAP = Path("cues.yaml")
GOLDEN = Path(__file__).parent / "golden"


def as_python(value: Value) -> object:
    match value:
        case Group():
            return {key: as_python(item) for key, item in value.values.items()}
        case Items():
            return [as_python(item) for item in value.values]
        case Text():
            return value.text
    try:
        return json.loads(value.yaml)
    except ValueError:
        return value.yaml


def in_block_style(cue_map: CueMap) -> str:
    return new_text(cue_map)


def in_flow_style(cue_map: CueMap) -> str:
    return on_one_line(tree_of(cue_map)) + "\n"


def with_windows_line_ends(cue_map: CueMap) -> str:
    return new_text(cue_map).replace("\n", "\r\n")


def without_the_last_line_end(cue_map: CueMap) -> str:
    return new_text(cue_map).rstrip("\n")


def as_another_program_writes_it(cue_map: CueMap) -> str:
    """Lists at the column of their key, lines folded at 40 columns, keys in another order."""
    return yaml.safe_dump(as_python(tree_of(cue_map)), width=40, allow_unicode=True, sort_keys=True)


styles = st.sampled_from(
    [
        in_block_style,
        in_flow_style,
        with_windows_line_ends,
        without_the_last_line_end,
        as_another_program_writes_it,
    ]
)


@given(cue_maps())
def test_a_new_text_reads_back_as_the_same_map(cue_map: CueMap) -> None:
    assert parse_cue_map(new_text(cue_map), MAP).cue_map == cue_map


@given(cue_maps(), styles)
def test_nothing_is_touched_where_nothing_changed(cue_map: CueMap, style: Callable[[CueMap], str]) -> None:
    file = parse_cue_map(style(cue_map), MAP)
    assert updated_text(file, file.cue_map) == file.text


@given(st.data(), cue_maps(), styles)
def test_an_updated_text_reads_back_as_the_changed_map(
    data: st.DataObject, before: CueMap, style: Callable[[CueMap], str]
) -> None:
    file = parse_cue_map(style(before), MAP)
    after = data.draw(changed(file.cue_map))
    assert parse_cue_map(updated_text(file, after), MAP).cue_map == after


WITH_COMMENTS = """\
# Cue map of an afternoon   # twice
version: 1   # the first

film:        # the film
  title: Film      # its title
  # before the year
  year: 1958
  # no duration yet
album:
  title: "Album"
  tracks:
    # the tracks
    - {number: 1, title: 'One'}   # one
    # before two
    - number: 2   # two
      title: Two
      duration: "2:45"   # as published

# ---- the cues ----
cues:
  # in plot order

  # right above one
  - id: one
    track: 1      # the first track
    scene: "Arrival"   # by train
    film: {in: "0:00:10", out: 0:00:20}   # by ear
    # below film

  # Act two

  # right above two
  - id: two
    track: 2
    film:
      in: 30.5      # a plain number
      out: '0:01:00'
    speed: 1.000    # as it was

  - id: three
    track: 2
# the end
"""


def commented() -> CueMapFile:
    return parse_cue_map(WITH_COMMENTS, MAP)


def comments_in(text: str) -> list[str]:
    return sorted(re.findall(r"#.*", text))


def updated(change: Callable[[CueMap], CueMap], text: str = WITH_COMMENTS) -> str:
    """Return the text after ``change``, and hold it to saying just that."""
    file = parse_cue_map(text, MAP)
    after = change(file.cue_map)
    result = updated_text(file, after)
    assert parse_cue_map(result, MAP).cue_map == after
    return result


def with_cue(cue_map: CueMap, index: int, **changes: object) -> CueMap:
    cues = list(cue_map.cues)
    cues[index] = replace(cues[index], **changes)  # type: ignore[arg-type]
    return replace(cue_map, cues=tuple(cues))


def lines_changed(before: str, after: str) -> tuple[list[str], list[str]]:
    """Return the lines taken out and the lines put in, the common beginning and end left off."""
    old, new = before.splitlines(), after.splitlines()
    while old and new and old[0] == new[0]:
        del old[0], new[0]
    while old and new and old[-1] == new[-1]:
        del old[-1], new[-1]
    return old, new


@pytest.mark.parametrize(
    ("change", "taken_out", "put_in"),
    [
        (
            lambda m: with_cue(m, 0, scene="Departure"),
            ['    scene: "Arrival"   # by train'],
            ['    scene: "Departure"   # by train'],
        ),
        (
            lambda m: with_cue(m, 0, film=FilmSpan(Fraction(10), Fraction(81, 4))),
            ['    film: {in: "0:00:10", out: 0:00:20}   # by ear'],
            ['    film: {in: "0:00:10", out: "0:00:20.250"}   # by ear'],
        ),
        (
            lambda m: with_cue(m, 1, film=FilmSpan(Fraction(31), Fraction(60))),
            ["      in: 30.5      # a plain number"],
            ['      in: "0:00:31.000"      # a plain number'],
        ),
        (
            lambda m: with_cue(m, 1, speed=Fraction(25, 24)),
            ["    speed: 1.000    # as it was"],
            ["    speed: 25/24    # as it was"],
        ),
        (lambda m: with_cue(m, 0, music_in=Fraction(1, 2)), [], ['    music: {in: "0:00.500"}']),
        (lambda m: with_cue(m, 0, certainty=Certainty.CONFIRMED), [], ["    certainty: confirmed"]),
        (lambda m: with_cue(m, 0, notes="one\ntwo"), [], ["    notes: |-", "      one", "      two"]),
        (
            lambda m: with_cue(m, 2, film=FilmSpan(Fraction(1), Fraction(2)), certainty=Certainty.ALIGNED),
            [],
            ['    film: {in: "0:00:01.000", out: "0:00:02.000"}', "    certainty: aligned"],
        ),
        (
            lambda m: with_cue(m, 0, film=None, certainty=Certainty.UNPLACED),
            ['    film: {in: "0:00:10", out: 0:00:20}   # by ear'],
            [],
        ),
        (
            lambda m: with_cue(m, 1, film=None, certainty=Certainty.UNPLACED),
            ["    film:", "      in: 30.5      # a plain number", "      out: '0:01:00'"],
            [],
        ),
        (
            lambda m: replace(m, film=replace(m.film, title="L'autre", director="Malle", year=None)),
            ["  title: Film      # its title", "  # before the year", "  year: 1958"],
            ["  title: L'autre      # its title", "  director: Malle", "  # before the year"],
        ),
        (
            lambda m: replace(
                m, film=replace(m.film, frame_rate=Fraction(24000, 1001), duration=Fraction(90))
            ),
            [],
            ['  duration: "0:01:30.000"', "  frame_rate: 24000/1001"],
        ),
        (
            lambda m: replace(
                m,
                album=replace(
                    m.album, title="A: B", tracks=(replace(m.album.tracks[0], title="I'm"), m.album.tracks[1])
                ),
            ),
            ['  title: "Album"', "  tracks:", "    # the tracks", "    - {number: 1, title: 'One'}   # one"],
            ['  title: "A: B"', "  tracks:", "    # the tracks", "    - {number: 1, title: 'I''m'}   # one"],
        ),
        (
            lambda m: replace(m, cues=(*m.cues, Cue("four", 1, "On"))),
            [],
            ["", "  - id: four", "    track: 1", '    scene: "On"'],
        ),
        (lambda m: replace(m, cues=m.cues[:2]), ["", "  - id: three", "    track: 2"], []),
        (
            lambda m: with_cue(m, 2, sources=(Source("a book"), Source("a page", "https://example.org"))),
            [],
            ["    sources:", "      - a book", '      - {text: a page, url: "https://example.org"}'],
        ),
    ],
)
def test_only_what_changed_is_touched(
    change: Callable[[CueMap], CueMap], taken_out: list[str], put_in: list[str]
) -> None:
    assert lines_changed(WITH_COMMENTS, updated(change)) == (taken_out, put_in)


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_cues_in_another_order_take_their_comments_along(line_end: str) -> None:
    text = WITH_COMMENTS.replace("\n", line_end)
    result = updated(lambda m: replace(m, cues=m.cues[::-1]), text)
    assert comments_in(result) == comments_in(text)
    assert result.index("- id: three") < result.index("# right above two") < result.index("- id: two")
    assert result.index("- id: two") < result.index("# right above one") < result.index("- id: one")
    assert result.index("# in plot order") < result.index("- id: three")
    assert result.index("- id: one") < result.index("# by train")
    assert result.count("\n") == result.count(line_end)


def test_a_cue_taken_out_leaves_the_comments_that_stand_apart_from_it() -> None:
    result = updated(lambda m: replace(m, cues=(m.cues[0], m.cues[2])))
    gone = {"# right above two", "# a plain number", "# as it was"}
    assert set(comments_in(WITH_COMMENTS)) - set(comments_in(result)) == gone


def test_a_list_can_lose_all_its_cues_and_get_new_ones() -> None:
    empty = updated(lambda m: replace(m, cues=()))
    assert "# in plot order" in empty
    full = updated(lambda m: replace(m, cues=(Cue("one", 1),)), empty)
    assert full.endswith("  - id: one\n    track: 1\n# the end\n")


def test_cues_in_brackets_stay_in_brackets() -> None:
    text = (
        "version: 1\nfilm: {title: F}\nalbum: {title: A, tracks: [{number: 1, title: One}]}\n"
        "cues: [{id: a, track: 1, film: null}, {id: b, track: 1, scene: 'x'}]  # all\n"
    )
    span = FilmSpan(Fraction(1), Fraction(2))
    placed = updated(lambda m: with_cue(m, 0, film=span, certainty=Certainty.ESTIMATED), text)
    assert '{id: a, track: 1, film: {in: "0:00:01.000", out: "0:00:02.000"}}, {id: b' in placed
    assert updated(lambda m: with_cue(m, 1, scene=""), text).count("scene: ''") == 1
    assert "cues: [{id: b, track: 1, scene: 'x'}]  # all" in updated(
        lambda m: replace(m, cues=m.cues[1:]), text
    )
    assert "{id: c, track: 1}]  # all" in updated(lambda m: replace(m, cues=(*m.cues, Cue("c", 1))), text)


@given(cue_maps(), st.data())
def test_comments_at_the_end_of_lines_survive_changes_of_values(before: CueMap, data: st.DataObject) -> None:
    # Literal blocks hold no comments, so this map has none.
    lines = new_text(before).splitlines()
    text = "".join(
        f"{line}  # comment {number}\n" if not re.search(r"\|-?$|^\s*$", line) else line + "\n"
        for number, line in enumerate(lines)
    )
    assume("|" not in text)
    file = parse_cue_map(text, MAP)
    assert file.cue_map == before
    cues = tuple(
        replace(cue, scene=data.draw(st.sampled_from(["", "new", "#: new"])), music_in=Fraction(number))
        for number, cue in enumerate(before.cues)
    )
    after = replace(before, cues=cues[::-1], film=replace(before.film, title="New", director="N"))
    result = updated_text(file, after)
    assert set(re.findall(r"# comment \d+", text)) <= set(re.findall(r"# comment \d+", result))


def test_times_that_count_frames_keep_their_meaning_when_the_frame_rate_changes() -> None:
    text = (
        "version: 1\nfilm: {title: F, frame_rate: 25}\nalbum: {title: A, tracks: [{number: 1, title: One}]}\n"
        "cues:\n  - {id: a, track: 1, film: {in: '00:00:01:05', out: '00:00:02:00'}}\n"
    )
    result = updated(lambda m: replace(m, film=replace(m.film, frame_rate=Fraction(24))), text)
    assert 'in: "0:00:01.200"' in result
    unknown = updated(lambda m: replace(m, film=replace(m.film, frame_rate=None)), text)
    assert 'in: "0:00:01.200"' in unknown


def test_a_time_between_microseconds_is_written_in_frames_or_rounded() -> None:
    span = FilmSpan(Fraction(1001, 24000), Fraction(10))
    cue_map = CueMap(
        Film("F"),
        Album("A", tracks=(Track(1, "One"),)),
        (Cue("a", 1, film=span, certainty=Certainty.ALIGNED),),
    )
    with_rate = replace(cue_map, film=Film("F", frame_rate=Fraction(24000, 1001)))
    assert parse_cue_map(new_text(with_rate), MAP).cue_map == with_rate
    rounded = parse_cue_map(new_text(cue_map), MAP).cue_map.cues[0].film
    assert rounded == FilmSpan(Fraction(41708, 1_000_000), Fraction(10))


def test_characters_that_no_map_can_hold_become_spaces() -> None:
    cue_map = CueMap(Film("a\0b"), Album("A"), ())
    assert parse_cue_map(new_text(cue_map), MAP).cue_map.film.title == "a b"


def test_golden_files_are_what_is_written() -> None:
    golden = runpy.run_path(str(GOLDEN / "regenerate.py"))["golden_texts"]()
    assert {path.name for path in GOLDEN.glob("*.yaml")} == set(golden)
    for name, text in golden.items():
        assert (GOLDEN / name).read_bytes().decode() == text, f"{name}: run {GOLDEN / 'regenerate.py'}"


# -- saving


def test_saving_writes_the_file_and_returns_what_is_there(tmp_path: Path) -> None:
    path = tmp_path / "cues.yaml"
    path.write_bytes(WITH_COMMENTS.encode())
    file = read_cue_map(path)
    saved = save_cue_map(path, with_cue(file.cue_map, 0, scene="New"), file)
    assert saved == read_cue_map(path)
    assert 'scene: "New"   # by train' in saved.text
    again = save_cue_map(path, with_cue(saved.cue_map, 0, scene="Newer"), saved)
    assert again == read_cue_map(path)
    assert os.listdir(tmp_path) == ["cues.yaml"]


def test_saving_without_a_base_writes_a_fresh_file(tmp_path: Path) -> None:
    saved = save_cue_map(tmp_path / "new.yaml", commented().cue_map, None)
    assert saved == read_cue_map(tmp_path / "new.yaml")
    assert saved.cue_map == commented().cue_map


@pytest.mark.skipif(os.name == "nt", reason="POSIX permissions")
def test_saving_keeps_permissions_and_gives_new_files_the_usual_ones(tmp_path: Path) -> None:
    path = tmp_path / "cues.yaml"
    save_cue_map(path, commented().cue_map, None)
    mask = os.umask(0)
    os.umask(mask)
    assert stat.S_IMODE(path.stat().st_mode) == 0o666 & ~mask
    path.chmod(0o604)
    save_cue_map(path, commented().cue_map, None)
    assert stat.S_IMODE(path.stat().st_mode) == 0o604


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_saving_through_a_link_keeps_the_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    link = tmp_path / "cues.yaml"
    link.symlink_to(tmp_path / "real" / "cues.yaml")
    save_cue_map(link, commented().cue_map, None)
    assert link.is_symlink()
    assert (tmp_path / "real" / "cues.yaml").is_file()


def test_a_file_changed_by_somebody_else_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "cues.yaml"
    path.write_bytes(WITH_COMMENTS.encode())
    file = read_cue_map(path)
    path.write_bytes(WITH_COMMENTS.replace("Arrival", "Edited").encode())
    with pytest.raises(CueMapChangedError, match="was changed by another program; open it again"):
        save_cue_map(path, with_cue(file.cue_map, 0, scene="New"), file)
    assert "Edited" in path.read_text(encoding="utf-8")
    elsewhere = save_cue_map(tmp_path / "other.yaml", with_cue(file.cue_map, 0, scene="New"), file)
    assert 'scene: "New"   # by train' in elsewhere.text


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_save_that_fails_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    path = tmp_path / "cues.yaml"
    path.write_bytes(WITH_COMMENTS.encode())
    file = read_cue_map(path)

    def full_disk(*_arguments: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, step, full_disk)
    with pytest.raises(
        CueMapFileError, match=r"\Acannot save the cue map .*cues\.yaml: No space left on device\Z"
    ):
        save_cue_map(path, with_cue(file.cue_map, 0, scene="New"), file)
    assert os.listdir(tmp_path) == ["cues.yaml"]
    assert read_cue_map(path) == file


def test_a_folder_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(
        CueMapFileError, match=r"\Acannot save the cue map [^\n]*: No such file or directory\Z"
    ):
        save_cue_map(tmp_path / "none" / "cues.yaml", commented().cue_map, None)


def test_a_read_only_file_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "cues.yaml"
    path.write_bytes(WITH_COMMENTS.encode())
    monkeypatch.setattr(os, "access", lambda *_arguments: False)  # root may write everything
    with pytest.raises(CueMapFileError, match="the file is read-only"):
        save_cue_map(path, commented().cue_map, None)


def test_a_map_that_could_not_be_read_again_is_not_saved(tmp_path: Path) -> None:
    cue_map = commented().cue_map
    twice = replace(cue_map, cues=(cue_map.cues[0], cue_map.cues[0]))
    for base in (None, commented()):
        with pytest.raises(CueMapFileError, match=r"cannot be saved in .*: cue id one is used twice"):
            save_cue_map(tmp_path / "cues.yaml", twice, base)
    assert os.listdir(tmp_path) == []
