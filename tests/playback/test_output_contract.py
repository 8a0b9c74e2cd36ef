"""What every output does: a device under PortAudio, the system clock, and memory; see ``ports.Output``."""

import itertools
import threading
from collections.abc import Callable, Iterator, Mapping

import pytest

from gallows_sync.playback import output
from gallows_sync.playback.film_player import VlcClock
from gallows_sync.playback.output import MemoryOutput, OutputError, PortAudioOutput, SilentOutput, open_output
from gallows_sync.playback.ports import Clock, FloatArray, Output
from gallows_sync.playback.stand_in import ManualClock, SteppedOutput, SystemClock

WAIT_S = 20.0
BLOCKS = 120
RATE_HZ = 48_000

Open = Callable[[Clock, int], Output]


class Asked:
    """Notes what an output asks for."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.changed = threading.Condition()
        self.blocks: list[tuple[float, int, float]] = []
        """Due time (µs), frames, and how far ahead of it the block was asked for (µs)."""
        self.shapes: set[tuple[int, ...]] = set()

    def fill(self, out: FloatArray, due_us: float) -> None:
        with self.changed:
            out[:] = 0
            self.shapes.add(out.shape[1:])
            self.blocks.append((due_us, len(out), due_us - self.clock.now_us()))
            self.changed.notify()


@pytest.fixture
def null_device(sound_card: Mapping[str, str], monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let PortAudio find the silent sound card, whatever this process has opened before."""
    sounddevice = pytest.importorskip("sounddevice")
    for name in ("PULSE_SERVER", "ALSA_CONFIG_PATH", "XDG_RUNTIME_DIR"):
        monkeypatch.setenv(name, sound_card[name])
    sounddevice._terminate()
    sounddevice._initialize()
    yield
    monkeypatch.undo()
    sounddevice._terminate()
    sounddevice._initialize()


@pytest.fixture(params=["PortAudio", "silent", "memory", "stepped"])
def opened(request: pytest.FixtureRequest) -> Iterator[tuple[Output, Asked, Callable[[int], bool]]]:
    """Return an output, what notes its asking, and a wait for so many blocks."""
    kinds: dict[str, Open] = {"PortAudio": PortAudioOutput, "silent": SilentOutput, "memory": MemoryOutput}
    manual = ManualClock()
    asked: Asked
    if request.param == "stepped":
        stepped = SteppedOutput(manual, RATE_HZ)
        asked = Asked(manual)

        def step(count: int) -> bool:
            for _ in range(int(WAIT_S * 1000)):
                if len(asked.blocks) >= count:
                    return True
                manual.advance(1000)
                stepped.advance()
            return False

        yield stepped, asked, step
        return
    if request.param == "PortAudio":
        request.getfixturevalue("null_device")
    clock = VlcClock() if request.param == "PortAudio" else SystemClock()
    asked = Asked(clock)

    def wait(count: int) -> bool:
        with asked.changed:
            return asked.changed.wait_for(lambda: len(asked.blocks) >= count, WAIT_S)

    yield kinds[request.param](clock, RATE_HZ), asked, wait


def test_blocks_are_asked_for_in_time_and_without_a_gap(
    opened: tuple[Output, Asked, Callable[[int], bool]],
) -> None:
    output_, asked, wait = opened
    assert output_.name
    output_.start(asked.fill)
    try:
        assert wait(BLOCKS)
        assert output_.alive()
    finally:
        output_.close()
    assert asked.shapes == {(2,)}
    # The device's own timing settles over the first blocks; a busy machine may ask for some late.
    settled = asked.blocks[BLOCKS // 2 :]
    steps = [
        next_us - due_us - frames * 1e6 / output_.rate_hz
        for (due_us, frames, _), (next_us, _, _) in itertools.pairwise(settled)
    ]
    assert sorted(map(abs, steps))[len(steps) // 2] < 100
    ahead = sorted(ahead_us for _, _, ahead_us in settled)
    assert 0 < ahead[len(ahead) // 2] < 500_000


def test_closed_output_asks_no_more(opened: tuple[Output, Asked, Callable[[int], bool]]) -> None:
    output_, asked, wait = opened
    output_.start(asked.fill)
    assert wait(3)
    output_.close()
    with asked.changed:
        count = len(asked.blocks)
        assert not asked.changed.wait_for(lambda: len(asked.blocks) != count, 0.1)


def test_output_that_never_started_can_be_closed(
    opened: tuple[Output, Asked, Callable[[int], bool]],
) -> None:
    output_, asked, _ = opened
    output_.close()
    assert asked.blocks == []


def test_memory_keeps_what_was_heard() -> None:
    memory = MemoryOutput(SystemClock(), RATE_HZ)
    enough = threading.Event()
    count = itertools.count(1)

    def fill(out: FloatArray, _due_us: float) -> None:
        number = next(count)
        out[:] = number
        if number == 4:
            enough.set()

    memory.start(fill)
    assert enough.wait(WAIT_S)
    memory.close()
    assert [block[0, 0] for _, block in memory.blocks[:3]] == [1, 2, 3]
    assert memory.blocks[1][0] - memory.blocks[0][0] == pytest.approx(20_000)


def test_system_clock_stands_in_where_there_is_no_device(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(_clock: Clock, _rate_hz: int) -> Output:
        raise OutputError("no sound device could be opened")

    monkeypatch.setattr(output, "PortAudioOutput", none)
    chosen = open_output(SystemClock(), RATE_HZ)
    assert isinstance(chosen, SilentOutput)
    assert chosen.rate_hz == RATE_HZ


def test_device_that_cannot_be_used_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    sounddevice = pytest.importorskip("sounddevice")

    def refuse(*_args: object, **_options: object) -> None:
        raise sounddevice.PortAudioError("Device unavailable")

    monkeypatch.setattr(sounddevice, "query_devices", refuse)
    with pytest.raises(OutputError, match=r"no sound device could be opened .*Device unavailable"):
        PortAudioOutput(SystemClock(), RATE_HZ)
