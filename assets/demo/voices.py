"""The few spoken lines of the film, by flite (its voices are free for any use), treated for their scenes."""

import shutil
import subprocess
import tempfile
import wave
from pathlib import Path

import numpy as np
import soxr
from foley import RATE_HZ, Rng, Signal, band, noise

_SILENT = 0.02
"""Share of a line's peak below which it has not begun, or is over."""


def spoken(text: str, voice: str, pitch_hz: float, slowness: float = 1.0) -> Signal:
    """Return ``text`` in one of flite's voices, without the silence round it; its peak is 1.

    Raises:
        SystemExit: flite is not installed.
    """
    if shutil.which("flite") is None:
        raise SystemExit("make_demo: flite, which speaks the film's lines, is missing (Debian: flite)")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "line.wav"
        settings = (f"duration_stretch={slowness}", f"int_f0_target_mean={pitch_hz}")
        options = [option for setting in settings for option in ("--setf", setting)]
        subprocess.run(["flite", "-voice", voice, *options, "-t", text, "-o", str(path)], check=True)
        with wave.open(str(path)) as file:
            rate_hz = file.getframerate()
            samples = np.frombuffer(file.readframes(file.getnframes()), "<i2") / 32768
    line = np.asarray(soxr.resample(samples, rate_hz, RATE_HZ, quality="VHQ"), np.float64)
    loud = np.flatnonzero(np.abs(line) > _SILENT * np.abs(line).max())
    line = line[loud[0] : loud[-1]]
    return np.asarray(line / np.abs(line).max())


def in_the_receiver(line: Signal, rng: Rng) -> Signal:
    """Return ``line`` as the receiver of a telephone lets it out, with the wire's own noise."""
    carbon = np.tanh(3.5 * band(line, 350, 2900))
    sound = band(carbon + 0.02 * noise(rng, len(line) / RATE_HZ, 400, 2500), 380, 3000)
    return np.asarray(sound / np.abs(sound).max())


def small_talk(rng: Rng, seconds: float) -> Signal:
    """Return many who talk at once, none of whom can be made out; its RMS is 1."""
    lines = [
        spoken(text, voice, pitch_hz, slowness)
        for text, voice, pitch_hz, slowness in (
            ("And then he said he never saw the money, not that night, not ever.", "rms", 96, 1.0),
            ("You should have seen the rain on the bridge, they had to turn around.", "slt", 178, 0.95),
            ("Two more of the same, and one without ice for my brother in law.", "awb", 118, 1.05),
            ("I told her, I told her twice, nobody takes that train any longer.", "rms", 112, 0.9),
            ("It was in the late edition, on the second page, below the weather.", "awb", 104, 1.0),
            ("Come on, stay a little, the night is still young and so are we.", "slt", 196, 1.05),
        )
    ]
    room = np.zeros(round(seconds * RATE_HZ))
    for line in lines:
        for _ in range(3):
            at, gain = int(rng.integers(-len(line), len(room))), rng.lognormal(-0.3, 0.5)
            while at < len(room):
                start, stop = max(0, at), min(len(room), at + len(line))
                if stop > start:
                    room[start:stop] += gain * line[start - at : stop - at]
                at += len(line) + round(rng.uniform(0.4, 3.5) * RATE_HZ)
    return np.asarray(room / np.sqrt(np.mean(room**2)))
