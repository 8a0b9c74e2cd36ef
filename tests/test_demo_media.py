"""The shipped demo: its files are what its map says, and the music really sounds where the map puts it."""

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
import soxr
from numpy.typing import NDArray

from gallows_sync.core.cue_map import Certainty, Cue, CueMap, FilmSpan, Track
from gallows_sync.formats.cue_map_yaml import read_cue_map

ROOT = Path(__file__).resolve().parents[1]
FILM = ROOT / "assets" / "demo" / "film.mkv"
ALBUM = ROOT / "assets" / "demo" / "album"

MAP = read_cue_map(ROOT / "cues" / "demo.yaml").cue_map

ASSETS_LIMIT_BYTES = 20_000_000
SYNC_TOLERANCE_MS = 0.1
ALIKE = 0.7
"""Correlation of a cue with the film's sound there: the film lacks the deepest bass, and it rains."""
UNLIKE = 0.2
"""Correlation of music with sound that is not it, sought over seconds."""

ALBUM_RATE_HZ = 44_100
FILM_RATE_HZ = 48_000

MARKER_X, MARKER_Y = 60, 507
"""Where the lamp is, in the picture, that flashes with each bass note."""

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
def album() -> dict[int, Signal]:
    """Each track's samples at the film's rate, (samples, 2)."""
    tracks = {}
    for path in sorted(ALBUM.iterdir()):
        with av.open(path) as container:
            stream = container.streams.audio[0]
            blocks = [frame.to_ndarray().reshape(-1, 2) for frame in container.decode(stream)]
        samples = np.concatenate(blocks).astype(np.float64) / 32768
        tracks[int(path.name[:2])] = np.asarray(
            soxr.resample(samples, ALBUM_RATE_HZ, FILM_RATE_HZ, quality="VHQ"), np.float64
        )
    return tracks


@pytest.fixture(scope="module")
def marker() -> Signal:
    """How bright the marker is in each frame of the film, 0..1."""
    levels = []
    with av.open(FILM) as container:
        container.streams.video[0].thread_type = "AUTO"
        for frame in container.decode(container.streams.video[0]):
            luma = frame.to_ndarray()[: frame.height]
            levels.append(luma[MARKER_Y - 4 : MARKER_Y + 5, MARKER_X - 4 : MARKER_X + 5].mean() / 235)
    return np.array(levels)


def span_of(cue: Cue) -> FilmSpan:
    assert cue.film is not None
    return cue.film


def under(cue: Cue, album: dict[int, Signal]) -> Signal:
    """Return the music of ``cue``, from its film in point to its out point or the track's end, in stereo."""
    start = int(cue.music_in * FILM_RATE_HZ)
    return album[cue.track][start : start + int(span_of(cue).duration * FILM_RATE_HZ)]


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
    assert [(cue.placed, cue.certainty) for cue in cue_map.cues] == [(True, Certainty.CONFIRMED)] * 5


def test_the_map_shows_what_maps_can_do(cue_map: CueMap) -> None:
    in_film_order = [cue.track for cue in sorted(cue_map.cues, key=lambda cue: span_of(cue).film_in)]
    assert in_film_order == [2, 4, 1, 3, 2]  # not album order, and one track over two scenes
    assert any(cue.music_in > 0 for cue in cue_map.cues)
    assert cue_map.cues_at(Fraction(50)) == ()  # a stretch without music


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
        assert (picture.width, picture.height) == (960, 540)
        assert (sound.codec_context.name, sound.rate, sound.channels) == ("ac3", FILM_RATE_HZ, 1)
        assert (container.start_time, picture.start_time, sound.start_time) == (0, 0, 0)
        assert container.duration == cue_map.film.duration * 1_000_000
        assert picture.average_rate == cue_map.film.frame_rate


def test_the_film_has_every_frame_and_a_key_frame_at_least_every_three_seconds(cue_map: CueMap) -> None:
    assert cue_map.film.frame_rate is not None
    assert cue_map.film.duration is not None
    with av.open(FILM) as container:
        packets = [packet for packet in container.demux(video=0) if packet.pts is not None]
        key_ms = [packet.pts for packet in packets if packet.is_keyframe and packet.pts is not None]
    assert len(packets) == cue_map.film.duration * cue_map.film.frame_rate
    assert key_ms[0] == 0
    assert max(np.diff(key_ms)) <= 3001


def test_the_films_sound_fills_its_length(cue_map: CueMap, film_sound: Signal) -> None:
    assert len(film_sound) == (cue_map.film.duration or 0) * FILM_RATE_HZ


@pytest.mark.parametrize("track", MAP.album.tracks, ids=lambda track: track.title)
def test_the_album_has_this_track_whole_and_tagged(cue_map: CueMap, track: Track) -> None:
    path = ALBUM / f"{track.number:02d} - {track.title}.flac"
    with av.open(path) as container:
        stream = container.streams.audio[0]
        assert (stream.codec_context.name, stream.rate, stream.channels) == ("flac", ALBUM_RATE_HZ, 2)
        tags = {name.lower(): text for name, text in container.metadata.items()}
        samples = sum(frame.samples for frame in container.decode(stream))
    assert track.duration is not None
    assert samples == track.duration * ALBUM_RATE_HZ
    assert tags["title"] == track.title
    assert tags["track"] == f"{track.number}/{len(cue_map.album.tracks)}"
    assert (tags["album"], tags["artist"]) == (cue_map.album.title, cue_map.album.artist)
    assert tags["date"] == str(cue_map.album.year)


def test_the_album_has_nothing_else(cue_map: CueMap) -> None:
    assert len(list(ALBUM.iterdir())) == len(cue_map.album.tracks)


@pytest.mark.parametrize("cue", MAP.cues, ids=lambda cue: cue.id)
def test_a_cues_music_sounds_in_the_film_at_the_maps_time(
    cue: Cue, film_sound: Signal, album: dict[int, Signal]
) -> None:
    late_ms, alike = found(under(cue, album).mean(axis=1), over(span_of(cue), film_sound))
    assert alike > ALIKE
    assert abs(late_ms) < SYNC_TOLERANCE_MS


def test_the_scene_without_music_has_none(
    cue_map: CueMap, film_sound: Signal, album: dict[int, Signal]
) -> None:
    sound = over(FilmSpan(Fraction(44), Fraction(56)), film_sound)
    assert all(found(music.mean(axis=1), sound)[1] < UNLIKE for music in album.values())


def test_film_and_album_at_full_level_do_not_clip(film_sound: Signal, album: dict[int, Signal]) -> None:
    assert np.abs(film_sound).max() + max(np.abs(music).max() for music in album.values()) < 1


@pytest.mark.parametrize("cue", MAP.cues, ids=lambda cue: cue.id)
def test_the_picture_flashes_when_a_bass_note_is_plucked(
    cue: Cue, cue_map: CueMap, marker: Signal, album: dict[int, Signal]
) -> None:
    assert cue_map.film.frame_rate is not None
    first, stop = (
        int(time * cue_map.film.frame_rate) for time in (span_of(cue).film_in, span_of(cue).film_out)
    )
    rises = np.diff(marker[first:stop], prepend=0.0)
    flashes = np.flatnonzero(rises > 0.3)
    assert len(flashes) >= 15
    music = under(cue, album).mean(axis=1)
    for frame in flashes.tolist():
        at = int(frame / cue_map.film.frame_rate * FILM_RATE_HZ)
        attack = np.abs(music[at : at + 1200]).max()  # 25 ms
        assert attack > 1.5 * np.abs(music[at - 480 : at]).max()
