"""The album's sound: the quintet's stems from FluidSynth, mixed in a small room and mastered; and its files.

Signals are float64 in -1..1, (samples, 2) at ``ALBUM_RATE_HZ``. Needs the program ``fluidsynth`` and the
sound font FluidR3 GM by Frank Wen (MIT licence); Debian has both as fluidsynth and fluid-soundfont-gm.
"""

import shutil
import subprocess
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import mido  # type: ignore[import-untyped]
import numpy as np
from cover import draw_cover
from mastering import ALBUM_RATE_HZ, Signal, band, master, rounded, write_flac
from musicians import PROGRAMS, Event, play, sweeps
from mutagen.flac import FLAC, Picture
from mutagen.id3 import PictureType
from notation import Voice
from plan import ALBUM_TITLE, ARTIST, DATE, TRACKS, Track
from scipy.signal import fftconvolve
from tunes import listening_notes, played

SOUND_FONT_FILE = Path("/usr/share/sounds/sf2/FluidR3_GM.sf2")


def render(track: Track, take: int = 1) -> Signal:
    """Return a take as it lies on the disc, rounding and all."""
    return rounded(master(_mix(track, _stems(track, take), take))) / 32768


def stem(track: Track, voice: Voice, take: int = 1) -> Signal:
    """Return what one musician plays, as FluidSynth has it: no room, no tone, no level."""
    notes = [note for note in played(track, take) if note.voice is voice]
    events = play(track, voice, sorted(notes, key=lambda note: note.start), _chance(track, take, voice.value))
    return _synthesised(events, voice, track.seconds * ALBUM_RATE_HZ)


def _stems(track: Track, take: int) -> dict[Voice, Signal]:
    voices = {note.voice for note in played(track, take)}
    return {voice: stem(track, voice, take) for voice in Voice if voice in voices}


def _chance(track: Track, take: int, who: str) -> np.random.Generator:
    return np.random.default_rng(zlib.crc32(f"{track.title}, take {take}: {who}".encode()))


def _synthesised(events: Sequence[Event], voice: Voice, samples: int) -> Signal:
    """Return ``samples`` of FluidSynth's output for one instrument, its own room switched off.

    Raises:
        SystemExit: FluidSynth or its sound font is not installed (it would play silence).
    """
    if shutil.which("fluidsynth") is None or not SOUND_FONT_FILE.is_file():
        raise SystemExit(
            "make_demo: the album's players are missing (Debian: fluidsynth and fluid-soundfont-gm)"
        )
    with TemporaryDirectory() as folder:
        score, sound = Path(folder, "score.mid"), Path(folder, "sound.raw")
        _midi(events, voice).save(score)
        command = ["fluidsynth", "-ni", "-q", "-R", "0", "-C", "0", "-g", "0.5", "-r", str(ALBUM_RATE_HZ)]
        command += ["-T", "raw", "-O", "float", "-o", "synth.dynamic-sample-loading=1"]
        command += ["-F", str(sound), str(SOUND_FONT_FILE), str(score)]
        subprocess.run(command, check=True, capture_output=True)
        heard = np.fromfile(sound, np.float32).reshape(-1, 2)
    stem: Signal = np.zeros((samples, 2))
    early = _SPEAKS_AFTER.get(voice, 0)
    heard = heard[early : early + samples]
    stem[: len(heard)] = heard
    return stem


def _midi(events: Sequence[Event], voice: Voice) -> mido.MidiFile:
    """Return a MIDI file whose ticks are milliseconds, which is how exact FluidSynth's player is."""
    messages = mido.MidiTrack()
    messages.append(mido.MetaMessage("set_tempo", tempo=1_000_000))
    channel = 9 if voice is Voice.DRUMS else 0
    messages.append(mido.Message("program_change", channel=channel, program=PROGRAMS[voice]))
    now = 0
    for event in events:
        wait = event.time_ms - now
        messages.append(mido.Message(event.message.value, channel=channel, time=wait, **event.values))
        now = event.time_ms
    file = mido.MidiFile(type=0, ticks_per_beat=1000)
    file.tracks.append(messages)
    return file


_SPEAKS_AFTER = {Voice.BASS: 205, Voice.DRUMS: 130}
"""Samples from a MIDI note until the string or the head is heard, half of it FluidSynth's buffers."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where and how an instrument stands before the microphone."""

    gain: float
    right: float
    """-1 (left) to 1 (right); all stand close together, as on an old record."""
    low_hz: float
    high_hz: float
    away: float
    """How much of it the room hears."""


_STAGE = {
    Voice.TRUMPET: _Place(1.0, 0.14, 150, 6500, 0.9),
    Voice.TENOR: _Place(1.0, -0.18, 90, 5500, 0.8),
    Voice.PIANO: _Place(1.2, -0.13, 80, 6000, 0.7),
    Voice.BASS: _Place(1.0, 0.0, 35, 3500, 0.15),
    Voice.DRUMS: _Place(1.5, 0.10, 40, 9000, 0.5),
}
_SWEEP_GAIN = 0.014


def _mix(track: Track, stems: Mapping[Voice, Signal], take: int) -> Signal:
    """Return the stems side by side in one room."""
    mix: Signal = np.zeros((track.seconds * ALBUM_RATE_HZ, 2))
    to_room = np.zeros(len(mix))
    for voice, dry in stems.items():
        place = _STAGE[voice]
        sound = dry[:, 0]  # one microphone each: the two of the sound font's piano cancel each other
        if voice is Voice.DRUMS:
            sound = sound + _SWEEP_GAIN * _brush(track, take, len(mix))
        if voice in (Voice.TRUMPET, Voice.TENOR):
            sound = _brightened_by_breath(sound)
        sound = place.gain * band(sound, place.low_hz, place.high_hz)
        mix += sound[:, None] * (1 - place.right, 1 + place.right)
        to_room += place.away * sound
    return mix + _ROOMS.get(track.number, 0.2) * _room(to_room)


_ROOMS = {8: 0.5, 2: 0.26, 6: 0.16, 3: 0.14}
"""How much room is heard: between the floors there is little else."""


def _brightened_by_breath(sound: Signal) -> Signal:
    """Return a horn that is the brighter the harder it is blown; the samples know one colour only."""
    dark = band(sound, 20, 1300)
    loudness = np.sqrt(np.maximum(band(sound**2, 0.01, 12), 0))
    bright = np.clip(loudness / (_FULL_BREATH + 1e-9), 0, 1) ** 0.7
    return np.asarray(dark + (0.18 + 0.82 * bright) * (sound - dark))


_FULL_BREATH = 0.04


def _brush(track: Track, take: int, samples: int) -> Signal:
    """Return the brush's circles on the drum's head: wires that draw closer to the ear and away again."""
    rng = _chance(track, take, "sweeps")
    sound = np.zeros(samples)
    notes = [note for note in played(track, take) if note.voice is Voice.DRUMS]
    for sweep in sweeps(track, notes, rng):
        count = min(int(sweep.length * ALBUM_RATE_HZ), samples - int(sweep.start * ALBUM_RATE_HZ))
        along = np.linspace(0, 1, count)
        swell = np.sin(np.pi * along**1.25) ** 1.4 * (0.75 + 0.25 * np.sin(2 * np.pi * along * 1.7 + 1))
        start = int(sweep.start * ALBUM_RATE_HZ)
        sound[start : start + count] += sweep.note.loudness * swell * rng.normal(1, 0.1)
    wires = rng.standard_normal(samples)
    return sound * (band(wires, 1400, 3600) + 0.5 * band(wires, 700, 6000))


def _room(dry: Signal) -> Signal:
    """Return the sound of a small studio around ``dry``, both sides of it nearly alike."""
    rng = np.random.default_rng(1957)
    t = np.arange(round(1.5 * ALBUM_RATE_HZ)) / ALBUM_RATE_HZ
    common = rng.standard_normal(len(t))
    sides = []
    for _ in range(2):
        echoes = band(common + 0.17 * rng.standard_normal(len(t)), 180, 3200) * np.exp(-t * 5.2)
        echoes *= np.clip((t - 0.012) / 0.02, 0, 1)
        echoes /= np.sqrt((echoes**2).sum())
        sides.append(fftconvolve(dry, echoes)[: len(dry)])
    return np.stack(sides, axis=1)


def write_album(folder: Path) -> None:
    """Write every take as a FLAC file with tags and cover into ``folder``, and the cover beside them."""
    folder.mkdir(exist_ok=True)
    (folder / "cover.jpg").write_bytes(draw_cover())
    cover = draw_cover(_COVER_IN_FILE)
    for track in TRACKS:
        for take in range(1, track.takes + 1):
            path = folder / file_name(track, take)
            write_flac(path, np.round(render(track, take) * 32768).astype(np.int16))
            _tag(path, track, take, cover)


_COVER_IN_FILE = 400
"""Pixels: there are twelve files."""


def file_name(track: Track, take: int = 1) -> str:
    return f"{track.number:02d} - {_title(track, take)}.flac"


def _title(track: Track, take: int) -> str:
    return track.title if take == 1 else f"{track.title} (take {take})"


def _tag(path: Path, track: Track, take: int, cover: bytes) -> None:
    picture = Picture()  # type: ignore[no-untyped-call]
    picture.type = PictureType.COVER_FRONT
    picture.mime = "image/jpeg"
    picture.width = picture.height = _COVER_IN_FILE
    picture.depth = 8
    picture.data = cover
    file = FLAC(path)  # type: ignore[no-untyped-call]
    file.update(  # type: ignore[no-untyped-call]
        title=_title(track, take),
        artist=ARTIST,
        albumartist=ARTIST,
        album=ALBUM_TITLE,
        tracknumber=str(track.number),
        tracktotal=str(len(TRACKS)),
        date=DATE,
        genre="Jazz",
        composer="Gallows Sync",
        comment=f"{track.about} {listening_notes(track, take)}",
    )
    file.add_picture(picture)  # type: ignore[no-untyped-call]
    file.save(padding=lambda _: 0)
