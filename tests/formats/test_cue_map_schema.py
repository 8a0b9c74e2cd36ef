"""The JSON Schema that editors check maps with, and the loader, come to the same verdict."""

import json
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from gallows_sync.core.cue_map import CueMap
from gallows_sync.formats.cue_map_reading import (
    ALBUM_KEYS,
    CUE_KEYS,
    FILM_KEYS,
    MAP_KEYS,
    TAKE_KEYS,
    TRACK_KEYS,
)
from gallows_sync.formats.cue_map_yaml import CueMapError, new_text, parse_cue_map
from gallows_sync.formats.yaml_nodes import Kind, Mapping, Node, Refused, Scalar, Sequence, compose
from tests.formats.cue_map_strategies import cue_maps

SCHEMA = json.loads(files("gallows_sync.formats").joinpath("cue_map.schema.json").read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)

FILM = "film: {title: Film}"
ALBUM = "album: {title: Album, tracks: [{number: 1, title: One, takes: [{id: t, title: T}]}]}"


def map_with(
    *, version: str = "version: 1", film: str = FILM, album: str = ALBUM, cues: str = "cues: []"
) -> str:
    return f"{version}\n{film}\n{album}\n{cues}\n"


def cue(entries: str) -> str:
    return map_with(cues=f"cues: [{{id: a, track: 1, {entries}}}]")


def film(entries: str) -> str:
    return map_with(film=f"film: {{title: Film, {entries}}}")


def track(entries: str) -> str:
    return map_with(album=f"album: {{title: Album, tracks: [{{number: 1, title: One, {entries}}}]}}")


def as_an_editor_reads_it(node: Node) -> object:
    """Return the value by YAML 1.2, which is what editors hold against a schema."""
    match node:
        case Mapping():
            return {
                key.text: as_an_editor_reads_it(value) for key, value in node.pairs if isinstance(key, Scalar)
            }
        case Sequence():
            return [as_an_editor_reads_it(item) for item in node.items]
        case Scalar(kind=Kind.NULL):
            return None
        case Scalar(kind=Kind.BOOLEAN):
            return node.text.lower() == "true"
        case Scalar(kind=Kind.WHOLE):
            return int(node.text)
        case Scalar(kind=Kind.DECIMAL):
            return float(node.text)
        case Scalar():
            return node.text
        case Refused():
            return "text with a tag"
    raise TypeError(node)


def schema_accepts(text: str) -> bool:
    root = compose(text).root
    assert root is not None
    return VALIDATOR.is_valid(as_an_editor_reads_it(root))


def loader_accepts(text: str) -> bool:
    try:
        parse_cue_map(text, Path("cues.yaml"))
    except CueMapError:
        return False
    return True


GOOD = [
    map_with(),
    map_with(cues="cues: [{id: a, track: 1}, {id: b-2.c_d, track: 1, take: t}]"),
    map_with(album="album: {title: A, tracks: []}"),
    film("also_known_as: [], director: D, year: 1958, notes: N, sources: [s, {text: t}, {text: t, url: u}]"),
    film("duration: '1:31:34.000', frame_rate: 24000/1001"),
    film("duration: 5494.25, frame_rate: 23.976"),
    film("duration: '12:34', frame_rate: '25'"),
    film("duration: '01:00:00:24', frame_rate: 25"),
    film("duration: .5"),
    track("duration: '2:45', also_known_as: [x], personnel: [y], takes: [], notes: n, sources: []"),
    track("takes: [{id: t, title: T, duration: 1, personnel: [p], notes: n, sources: [s]}]"),
    cue("film: null"),
    cue("film: {in: 0, out: '0:00:01'}"),
    cue("film: {in: 0, out: 1}, certainty: estimated, confidence: 0"),
    cue("film: {in: 0, out: 1}, certainty: aligned, confidence: 1"),
    cue("film: {in: 0, out: 1}, certainty: confirmed, confidence: 0.5"),
    cue("certainty: unplaced"),
    cue("music: {}"),
    cue("music: {in: '0:01.5'}, speed: 25/24"),
    cue("scene: No, speed: 2, notes: '', sources: ['']"),
]

BAD = [
    "a list: []",
    map_with(version=""),
    map_with(film=""),
    map_with(album=""),
    map_with(cues=""),
    map_with(cues="cues: null"),
    map_with(cues="cues: {}"),
    map_with(version="version: 2"),
    map_with(version="version: '1'"),
    map_with(version="version: true"),
    map_with() + "extra: 1\n",
    map_with(film="film: {year: 1958}"),
    map_with(film="film: text"),
    map_with(film="film: {title: 12}"),
    map_with(album="album: {title: A}"),
    map_with(album="album: {tracks: []}"),
    film("year: '1958'"),
    film("year: 0"),
    film("year: 1958.5"),
    film("also_known_as: x"),
    film("also_known_as: [1]"),
    film("director: null"),
    film("duration: '1:60:00'"),
    film("duration: '0:60'"),
    film("duration: '-1'"),
    film("duration: -1"),
    film("duration: soon"),
    film("duration: [1]"),
    film("duration: 3600001"),
    film("frame_rate: 0"),
    film("frame_rate: 24/0"),
    film("frame_rate: 1001"),
    film("frame_rate: fast"),
    film("frame_rate: true"),
    film('notes: "\\e"'),
    film("sources: [{url: u}]"),
    film("sources: [{text: t, page: 1}]"),
    film("sources: s"),
    track("takes: [{id: t}]"),
    track("takes: [{id: T t, title: T}]"),
    track("takes: [{id: t, title: T, number: 1}]"),
    track("personnel: [{name: x}]"),
    track("titel: x"),
    map_with(album="album: {title: A, tracks: [{number: 0, title: T}]}"),
    map_with(album="album: {title: A, tracks: [{number: one, title: T}]}"),
    map_with(album="album: {title: A, tracks: [{title: T}]}"),
    map_with(cues="cues: [{track: 1}]"),
    map_with(cues="cues: [{id: a}]"),
    map_with(cues="cues: [{id: A, track: 1}]"),
    map_with(cues="cues: [{id: 1, track: 1}]"),
    map_with(cues="cues: [{id: a, track: '1'}]"),
    map_with(cues="cues: [text]"),
    cue("film: {in: 1}"),
    cue("film: {in: 1, out: 2, speed: 1}"),
    cue("film: []"),
    cue("music: null"),
    cue("music: {out: 1}"),
    cue("speed: 0"),
    cue("speed: -1"),
    cue("speed: 0/1"),
    cue("speed: 1/0"),
    cue("speed: fast"),
    cue("speed: true"),
    cue("confidence: 1.1"),
    cue("confidence: -1"),
    cue("confidence: 1/2"),
    cue("certainty: sure"),
    cue("certainty: aligned"),
    cue("film: null, certainty: estimated"),
    cue("film: {in: 1, out: 2}, certainty: unplaced"),
    cue("scene: 12"),
    cue("take: 1"),
]

BEYOND_A_SCHEMA = {
    "out after in": cue("film: {in: 2, out: 1}"),
    "out within the film": map_with(
        film="film: {title: F, duration: 10}", cues="cues: [{id: a, track: 1, film: {in: 1, out: 11}}]"
    ),
    "track listed": map_with(cues="cues: [{id: a, track: 2}]"),
    "take listed in the track": cue("take: other"),
    "cue id once": map_with(cues="cues: [{id: a, track: 1}, {id: a, track: 1}]"),
    "track number once": map_with(
        album="album: {title: A, tracks: [{number: 1, title: T}, {number: 1, title: U}]}"
    ),
    "take id once": track("takes: [{id: t, title: T}, {id: t, title: U}]"),
    "key once": map_with() + "version: 1\n",
    "frames only with a frame rate": film("duration: '01:00:00:00'"),
    "frames below the frame rate": film("duration: '01:00:00:25', frame_rate: 25"),
    "a time in text of 1000 hours at most": film("duration: '1001:00:00'"),
    "a frame rate in text of 1000 at most": film("frame_rate: 24000/1"),
    "whole numbers without decimals": map_with(version="version: 1.0"),
    "one document": map_with() + "---\n",
    "no anchors": film("notes: &a b"),
    "no tags": film("notes: !!str b"),
}


@pytest.mark.parametrize("text", GOOD)
def test_both_accept_a_good_map(text: str) -> None:
    assert (loader_accepts(text), schema_accepts(text)) == (True, True)


@pytest.mark.parametrize("text", BAD)
def test_both_refuse_a_bad_map(text: str) -> None:
    assert (loader_accepts(text), schema_accepts(text)) == (False, False)


@pytest.mark.parametrize("rule", BEYOND_A_SCHEMA)
def test_rules_that_a_schema_cannot_express_are_the_loaders_alone(rule: str) -> None:
    text = BEYOND_A_SCHEMA[rule]
    assert (loader_accepts(text), schema_accepts(text)) == (False, True)


@given(cue_maps())
def test_the_schema_accepts_every_map_that_is_written(cue_map: CueMap) -> None:
    assert schema_accepts(new_text(cue_map))


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_the_schema_names_the_loaders_keys_and_says_what_each_is_for() -> None:
    kinds = SCHEMA["$defs"]
    assert set(SCHEMA["properties"]) == set(MAP_KEYS)
    for name, keys in (
        ("film", FILM_KEYS),
        ("album", ALBUM_KEYS),
        ("track", TRACK_KEYS),
        ("take", TAKE_KEYS),
        ("cue", CUE_KEYS),
    ):
        assert set(kinds[name]["properties"]) == set(keys)
        assert all(value["description"] for value in kinds[name]["properties"].values())
