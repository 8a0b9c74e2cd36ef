"""The shipped demo: its files are what its map says; the music is where the map puts it, and found there."""

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import av
import numpy as np
import plan
import pytest
import soxr
from numpy.typing import NDArray

from gallows_sync.core.cue_map import Certainty, Cue, CueMap, FilmSpan, Take, Track
from gallows_sync.formats.cue_map_yaml import read_cue_map
from gallows_sync.kept_files import KeptFiles
from gallows_sync.media.album import read_album
from gallows_sync.media.film import probe_film
from gallows_sync.media.matching import match_album
from gallows_sync.search.run import SearchJob, search

ROOT = Path(__file__).resolve().parents[1]
FILM = ROOT / "assets" / "demo" / "film.mkv"
ALBUM = ROOT / "assets" / "demo" / "album"

MAP = read_cue_map(ROOT / "cues" / "demo.yaml").cue_map

RECORDINGS: tuple[tuple[Track, Take | None], ...] = tuple(
    (track, take) for track in MAP.album.tracks for take in (None, *track.takes)
)

ASSETS_LIMIT_BYTES = 20_000_000
SYNC_TOLERANCE_MS = 0.02
ALIKE = 0.6
"""Correlation of a cue with the film's sound there: it rains on it, telephones ring, people speak."""
UNLIKE = 0.15
"""Correlation of music with sound that is not it, sought over seconds."""
LAMP = 100
"""By how much a lamp brightens its place when it comes on, of 255."""
FOUND_TOLERANCE_S = 0.001
PLACE_TOLERANCE_S = 0.5

ALBUM_RATE_HZ = 44_100
FILM_RATE_HZ = 48_000
FILM_BAND_HZ = (100, 6000)

Signal = NDArray[np.float64]


@pytest.fixture(scope="module")
def cue_map() -> CueMap:
    return MAP


@pytest.fixture(scope="module")
def film_sound() -> Signal:
    """The film's sound from film time 0, (samples,)."""
    with av.open(FILM) as container:
        blocks = [frame.to_ndarray()[0] for frame in container.decode(container.streams.audio[0])]
    return np.concatenate(blocks).astype(np.float64)


@pytest.fixture(scope="module")
def album() -> dict[str, Signal]:
    """Each recording by title, as an optical track has it: (samples,) at the film's rate, in its band."""
    recordings = {}
    for track, take in RECORDINGS:
        with av.open(file_of(track, take)) as container:
            blocks = [frame.to_ndarray().reshape(-1, 2) for frame in container.decode(audio=0)]
        mono = np.concatenate(blocks).mean(axis=1) / 32768
        mono = np.asarray(soxr.resample(mono, ALBUM_RATE_HZ, FILM_RATE_HZ, quality="VHQ"), np.float64)
        recordings[title_of(track, take)] = in_the_films_band(mono)
    return recordings


def in_the_films_band(mono: Signal) -> Signal:
    spectrum = np.fft.rfft(mono)
    frequencies = np.fft.rfftfreq(len(mono), 1 / FILM_RATE_HZ)
    low_hz, high_hz = FILM_BAND_HZ
    spectrum[(frequencies < low_hz) | (frequencies > high_hz)] = 0
    return np.fft.irfft(spectrum, len(mono))


def title_of(track: Track, take: Take | None) -> str:
    return track.title if take is None else take.title


def file_of(track: Track, take: Take | None) -> Path:
    return ALBUM / f"{track.number:02d} - {title_of(track, take)}.flac"


def span_of(cue: Cue) -> FilmSpan:
    assert cue.film is not None
    return cue.film


def under(cue: Cue, album: dict[str, Signal]) -> Signal:
    """Return the music of ``cue``, from its film in point to its out point or the recording's end."""
    track = MAP.track(cue.track)
    assert track is not None
    take = next((take for take in track.takes if take.id == cue.take), None)
    start = int(cue.music_in * FILM_RATE_HZ)
    return album[title_of(track, take)][start : start + int(span_of(cue).duration * FILM_RATE_HZ)]


def over(span: FilmSpan, film_sound: Signal) -> Signal:
    return film_sound[int(span.film_in * FILM_RATE_HZ) : int(span.film_out * FILM_RATE_HZ)]


def found(music: Signal, sound: Signal) -> tuple[float, float]:
    """Return by how many ms ``music`` sounds late in ``sound``, and how alike they are there (0..1)."""
    size = 1 << (len(music) + len(sound)).bit_length()
    product = np.fft.rfft(sound, size) * np.conj(np.fft.rfft(music, size))
    alike = np.fft.irfft(product, size) / np.sqrt((music**2).sum() * (sound**2).sum())
    peak = int(np.argmax(alike))
    before, at, after = alike[peak - 1], alike[peak], alike[(peak + 1) % size]
    late = (peak if peak < size // 2 else peak - size) + (before - after) / (before - 2 * at + after) / 2
    return late * 1000 / FILM_RATE_HZ, float(at)


def test_every_cue_is_placed_and_confirmed(cue_map: CueMap) -> None:
    assert [(cue.placed, cue.certainty) for cue in cue_map.cues] == [(True, Certainty.CONFIRMED)] * 11


def test_the_map_says_what_the_plan_says(cue_map: CueMap) -> None:
    by_map = [(cue.id, cue.track, span_of(cue), cue.music_in, cue.take) for cue in cue_map.cues]
    assert by_map == [
        (
            cue.id,
            cue.track,
            FilmSpan(Fraction(cue.film_in, plan.FRAME_RATE), Fraction(cue.film_out, plan.FRAME_RATE)),
            Fraction(cue.music_in, plan.FRAME_RATE),
            None if cue.take == 1 else f"take-{cue.take}",
        )
        for cue in plan.CUES
    ]


def test_the_map_shows_what_maps_can_do(cue_map: CueMap) -> None:
    in_film_order = sorted(cue_map.cues, key=lambda cue: span_of(cue).film_in)
    assert [cue.track for cue in in_film_order] == [1, 2, 3, 3, 4, 5, 6, 7, 8, 6, 9]  # 6 twice, 10 not at all
    before, after = (cue for cue in in_film_order if cue.track == 3)
    assert span_of(before).film_out == span_of(after).film_in  # a jump inside the music
    assert after.music_in > before.music_in + span_of(before).duration
    assert [cue.take for cue in in_film_order if cue.take is not None] == ["take-2"]
    assert cue_map.cues_at(Fraction(140)) == ()  # the lift is stuck, the music silent


def test_every_cue_begins_on_a_frame_and_on_a_sample(cue_map: CueMap) -> None:
    assert cue_map.film.frame_rate is not None
    for cue in cue_map.cues:
        assert (span_of(cue).film_in * cue_map.film.frame_rate).denominator == 1
        assert (span_of(cue).film_in * FILM_RATE_HZ).denominator == 1
        assert (cue.music_in * ALBUM_RATE_HZ).denominator == 1


def test_the_assets_stay_small() -> None:
    committed = [path for path in (ROOT / "assets").rglob("*") if path.suffix not in (".py", ".pyc")]
    assert 0 < sum(path.stat().st_size for path in committed if path.is_file()) < ASSETS_LIMIT_BYTES


def test_the_film_is_as_long_and_as_fast_as_the_map_says(cue_map: CueMap) -> None:
    assert cue_map.film.frame_rate is not None
    assert cue_map.film.duration is not None
    with av.open(FILM) as container:
        picture, sound = container.streams.video[0], container.streams.audio[0]
        assert container.metadata["title"] == cue_map.film.title
        assert (picture.codec_context.name, picture.pix_fmt) == ("h264", "yuv420p")
        assert (picture.width, picture.height) == (960, 720)
        assert (sound.codec_context.name, sound.rate, sound.channels) == ("ac3", FILM_RATE_HZ, 1)
        assert (container.start_time, picture.start_time, sound.start_time) == (0, 0, 0)
        assert container.duration == cue_map.film.duration * 1_000_000
        assert picture.average_rate == cue_map.film.frame_rate


def test_the_film_has_every_frame_and_a_key_frame_at_least_every_three_seconds(cue_map: CueMap) -> None:
    with av.open(FILM) as container:
        packets = [packet for packet in container.demux(video=0) if packet.pts is not None]
        keys_ms = [packet.pts for packet in packets if packet.is_keyframe and packet.pts is not None]
    assert len(packets) == plan.FILM_FRAMES
    assert keys_ms[0] == 0
    assert max(np.diff(keys_ms)) <= 3001
    assert {round(Fraction(scene.first * 1000, plan.FRAME_RATE)) for scene in plan.SCENES} <= set(keys_ms)


def test_the_films_sound_fills_its_length(cue_map: CueMap, film_sound: Signal) -> None:
    assert len(film_sound) == (cue_map.film.duration or 0) * FILM_RATE_HZ


@pytest.mark.parametrize(
    ("track", "take"), RECORDINGS, ids=lambda of: getattr(of, "title", "") or "the track"
)
def test_the_album_has_this_recording_whole_and_tagged(
    cue_map: CueMap, track: Track, take: Take | None
) -> None:
    path = file_of(track, take)
    with av.open(path) as container:
        stream = container.streams.audio[0]
        assert (stream.codec_context.name, stream.rate, stream.channels) == ("flac", ALBUM_RATE_HZ, 2)
        assert len(container.streams.video) == 1  # the cover
        tags = {name.lower(): text for name, text in container.metadata.items()}
        samples = sum(frame.samples for frame in container.decode(stream))
    expected = track if take is None else take
    assert expected.duration is not None
    assert samples == expected.duration * ALBUM_RATE_HZ
    assert tags["title"] == expected.title
    assert tags["track"] == str(track.number)
    assert tags["tracktotal"] == str(len(cue_map.album.tracks))
    assert (tags["album"], tags["artist"]) == (cue_map.album.title, cue_map.album.artist)
    assert tags["date"] == str(cue_map.album.year)


def test_the_album_has_nothing_else_but_its_cover() -> None:
    assert {path.name for path in ALBUM.iterdir()} == {file_of(*one).name for one in RECORDINGS} | {
        "cover.jpg"
    }


@pytest.mark.parametrize("cue", MAP.cues, ids=lambda cue: cue.id)
def test_a_cues_music_sounds_in_the_film_at_the_maps_time(
    cue: Cue, film_sound: Signal, album: dict[str, Signal]
) -> None:
    late_ms, alike = found(under(cue, album), over(span_of(cue), film_sound))
    assert alike > ALIKE
    assert abs(late_ms) < SYNC_TOLERANCE_MS


def test_the_bar_has_the_second_take_and_not_the_first(
    cue_map: CueMap, film_sound: Signal, album: dict[str, Signal]
) -> None:
    cue = next(cue for cue in cue_map.cues if cue.take is not None)
    sound = over(span_of(cue), film_sound)
    _, alike = found(under(cue, album), sound)
    _, first_alike = found(under(replace(cue, take=None), album), sound)
    assert first_alike < UNLIKE < ALIKE < alike


def test_the_longest_stretch_without_a_cue_has_no_music(
    cue_map: CueMap, film_sound: Signal, album: dict[str, Signal]
) -> None:
    spans = sorted((span_of(cue) for cue in cue_map.cues), key=lambda span: span.film_in)
    silent = [
        FilmSpan(before.film_out, after.film_in)
        for before, after in pairwise(spans)
        if before.film_out < after.film_in
    ]
    sound = over(max(silent, key=lambda span: span.duration), film_sound)
    assert all(found(music, sound)[1] < UNLIKE for music in album.values())


def test_film_and_album_at_full_level_do_not_clip(film_sound: Signal) -> None:
    loudest = 0.0
    for recording in RECORDINGS:
        with av.open(file_of(*recording)) as container:
            loudest = max(loudest, *(np.abs(frame.to_ndarray()).max() for frame in container.decode(audio=0)))
    assert np.abs(film_sound).max() + loudest / 32768 < 1


def test_the_search_finds_every_cue_again(cue_map: CueMap, tmp_path: Path) -> None:
    unplaced = tuple(Cue(id=f"track-{track.number}", track=track.number) for track in cue_map.album.tracks)
    match = match_album(cue_map.album, read_album(ALBUM))
    assert {one.track for one in match.tracks if one.takes} == {1, 5}
    job = SearchJob(probe_film(FILM), replace(cue_map, cues=unplaced), match)
    result = search(job, lambda progress: None, KeptFiles(tmp_path))
    by_map = sorted(cue_map.cues, key=lambda cue: span_of(cue).film_in)
    assert [one.track for one in result.found] == [cue.track for cue in by_map]
    for cue, one in zip(by_map, result.found, strict=True):
        span = span_of(cue)
        assert one.take == cue.take
        assert abs(one.film.film_in - span.film_in) < PLACE_TOLERANCE_S
        assert abs(one.film.film_out - span.film_out) < PLACE_TOLERANCE_S
        middle = (span.film_in + span.film_out) / 2
        heard = one.music_in + (middle - one.film.film_in) * one.speed
        assert abs(heard - cue.music_time(middle)) < FOUND_TOLERANCE_S
    assert [one.track for one in result.unfound] == [plan.UNUSED_TRACK]
    assert result.unsearched == ()


@pytest.mark.parametrize("cue", [cue for cue in plan.CUES if cue.track == 6], ids=lambda cue: cue.id)
def test_a_floors_lamp_comes_on_with_each_bar_of_the_lift(cue: plan.Cue) -> None:
    bar = plan.TRACKS[cue.track - 1].bar
    floors = [cue.downbeat + bar * number for number in range(1, cue.bars)]
    pictures = coarse_pictures(floors[0] - 2, floors[-1] + 1)
    for floor in floors:
        before, just_before, lit = (pictures[floor - late] for late in (2, 1, 0))
        assert (lit - just_before).max() > LAMP
        assert (just_before - before).max() < LAMP


def coarse_pictures(first: int, stop: int) -> dict[int, Signal]:
    """Return the film's frames from ``first`` to before ``stop``, each the luma of 16 × 16 pixels, 0..255."""
    pictures = {}
    with av.open(FILM) as container:
        stream = container.streams.video[0]
        container.seek(first * 1_000_000 // plan.FRAME_RATE)
        for frame in container.decode(stream):
            assert frame.time is not None
            number = round(frame.time * plan.FRAME_RATE)
            if number >= stop:
                break
            if number >= first:
                luma = frame.to_ndarray()[: frame.height].astype(np.float64)
                pictures[number] = luma.reshape(frame.height // 16, 16, -1, 16).mean(axis=(1, 3))
    return pictures
