"""Where the sound goes: a device through PortAudio, the system clock where there is none, or memory."""

import contextlib
import logging
import os
import sys
import threading
import time
from collections import deque
from typing import Any

import numpy as np

from gallows_sync.errors import GallowsSyncError
from gallows_sync.playback.ports import Clock, FillOutput, FloatArray, Output

log = logging.getLogger(__name__)

LATENCY_S = 0.05
"""Asked of the device: room for a busy machine. It costs no sync, for every block comes with its due time."""

SETTLING = 64
"""Blocks over which the device's own timing is averaged."""


class OutputError(GallowsSyncError):
    """There is no sound device, or it cannot be opened."""


CALLBACK_NICE = -11
"""What sound servers give their own threads."""

SETTLED = 16
"""Until it knows its own timing from so many blocks, a device plays silence."""

STUMBLE_US = 10_000
"""A device whose timing leaps by more than this has lost or repeated sound; its timing is learnt anew."""


class PortAudioOutput:
    """The default sound device. ``rate_hz`` is the one asked for where the device takes it, else its own."""

    silent = False
    _looked = False

    def __init__(self, clock: Clock, rate_hz: int) -> None:
        try:
            import sounddevice
        except OSError as error:
            raise OutputError("PortAudio is missing, so there is no sound") from error
        self._sounddevice = sounddevice
        self._clock = clock
        if PortAudioOutput._looked:
            # PortAudio lists the devices once; only a new beginning shows what was connected since.
            sounddevice._terminate()
            sounddevice._initialize()
        PortAudioOutput._looked = True
        try:
            device = sounddevice.query_devices(kind="output")
            try:
                sounddevice.check_output_settings(channels=2, samplerate=rate_hz, dtype="float32")
            except sounddevice.PortAudioError:
                rate_hz = int(device["default_samplerate"])
                sounddevice.check_output_settings(channels=2, samplerate=rate_hz, dtype="float32")
        except (sounddevice.PortAudioError, ValueError) as error:
            raise OutputError(f"no sound device could be opened ({_short(error)})") from error
        self.name = str(device["name"])
        self.rate_hz = rate_hz
        self._fill: FillOutput | None = None
        self._stream: Any = None
        self._blocks = 0
        self._frames = 0
        self._last_call = time.monotonic()
        self._clock_offset: deque[float] = deque(maxlen=SETTLING)
        self._beginning: deque[float] = deque(maxlen=SETTLING)

    def start(self, fill: FillOutput) -> None:
        self._fill = fill
        try:
            self._stream = self._sounddevice.OutputStream(
                samplerate=self.rate_hz,
                channels=2,
                dtype="float32",
                latency=LATENCY_S,
                callback=self._callback,
            )
            self._stream.start()
        except self._sounddevice.PortAudioError as error:
            raise OutputError(f"the sound device {self.name!r} cannot be used ({_short(error)})") from error

    def alive(self) -> bool:
        return bool(self._stream is not None and self._stream.active) and (
            time.monotonic() - self._last_call < 2.0
        )

    def close(self) -> None:
        if self._stream is not None:
            self._stream.abort()
            self._stream.close()

    def _callback(self, out: FloatArray, frames: int, times: Any, status: object) -> None:
        if status:
            log.debug("sound output: %s", status)
        now_us = self._clock.now_us()
        self._last_call = time.monotonic()
        self._blocks += 1
        if self._blocks == 1:
            _come_first()
        if times.outputBufferDacTime <= 0 or times.currentTime <= 0 or self._fill is None:
            # Some host interfaces give no times while the stream starts, some never do.
            lead_us = float(self._stream.latency) * 1e6 if self._stream is not None else LATENCY_S * 1e6
            if self._blocks < SETTLING // 4 or self._fill is None:
                out[:] = 0
                self._frames += frames
                return
            due_us = now_us + lead_us
        else:
            # This call may have waited for the interpreter: the smallest distance is the true one.
            self._clock_offset.append(now_us - times.currentTime * 1e6)
            due_us = times.outputBufferDacTime * 1e6 + min(self._clock_offset)
        # The device asks in whole blocks at uneven moments; its first frame's instant is what is steady.
        beginning = due_us - self._frames * 1e6 / self.rate_hz
        if self._beginning and abs(beginning - _middle(self._beginning)) > STUMBLE_US:
            self._beginning = deque([beginning] * SETTLED, maxlen=SETTLING)
        self._beginning.append(beginning)
        due_us = _middle(self._beginning) + self._frames * 1e6 / self.rate_hz
        self._frames += frames
        if len(self._beginning) < SETTLED:
            out[:] = 0
        else:
            self._fill(out, due_us)


class SilentOutput:
    """No device: asks for blocks by the system clock and drops them, so that the picture goes on."""

    name = "no sound device"
    silent = True

    def __init__(self, clock: Clock, rate_hz: int) -> None:
        self.rate_hz = rate_hz
        self._clock = clock
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self, fill: FillOutput) -> None:
        self._thread = threading.Thread(target=self._run, args=(fill,), name="silent-output", daemon=True)
        self._thread.start()

    def alive(self) -> bool:
        return True

    def close(self) -> None:
        self._stop.set()
        if self._thread is not None:
            self._thread.join()

    def _run(self, fill: FillOutput) -> None:
        block = np.zeros((self.rate_hz // 50, 2), np.float32)
        due_us = float(self._clock.now_us())
        while not self._stop.wait(max(0.0, (due_us - self._clock.now_us()) / 1e6)):
            fill(block, due_us + LATENCY_S * 1e6)
            self.heard(block, due_us + LATENCY_S * 1e6)
            due_us += len(block) * 1e6 / self.rate_hz

    def heard(self, block: FloatArray, due_us: float) -> None:
        """What a device would have played; dropped here."""


class MemoryOutput(SilentOutput):
    """Keeps what would have been heard, with its due times: the sound card of the tests."""

    name = "memory"
    silent = False

    def __init__(self, clock: Clock, rate_hz: int) -> None:
        super().__init__(clock, rate_hz)
        self.blocks: list[tuple[float, FloatArray]] = []

    def heard(self, block: FloatArray, due_us: float) -> None:
        self.blocks.append((due_us, block.copy()))


def open_output(clock: Clock, rate_hz: int) -> Output:
    """Return the sound device, or the system clock where there is none."""
    try:
        return PortAudioOutput(clock, rate_hz)
    except OutputError as error:
        log.info("%s", error)
        return SilentOutput(clock, rate_hz)


def _come_first() -> None:
    """Ask for this thread to be run before others, where that is granted."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), CALLBACK_NICE)


def _middle(values: deque[float]) -> float:
    return sorted(values)[len(values) // 2]


def _short(error: Exception) -> str:
    return str(error).split("\n", 1)[0]
