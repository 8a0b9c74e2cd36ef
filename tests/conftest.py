"""What every test gets: no window on the person's screen, no logged error, no thread left behind."""

import logging
import os
import shutil
import signal
import subprocess
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path

import hypothesis
import pytest

from tests.desk import Desk

# Before any Qt: windows are drawn in memory. A test of the real window system starts the program in a process
# of its own with QT_QPA_PLATFORM=xcb; `make test` provides the screen.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# A shell has what it runs in the background ignore Ctrl+C, and so would every program that a test starts.
signal.signal(signal.SIGINT, signal.default_int_handler)

# How long one example takes says nothing on a machine that does other work too.
hypothesis.settings.register_profile("unhurried", deadline=None)
hypothesis.settings.load_profile("unhurried")

THREAD_GRACE_S = 2.0
SOUND_CARD_START_S = 10.0


@pytest.fixture(autouse=True)
def no_error_logged(request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail a test during which an error was logged, unless it is marked ``logs_errors``."""
    yield
    if request.node.get_closest_marker("logs_errors") is None:
        records = caplog.get_records("setup") + caplog.get_records("call")
        errors = [f"{r.name}: {r.getMessage()}" for r in records if r.levelno >= logging.ERROR]
        assert not errors, "errors were logged:\n" + "\n".join(errors)


@pytest.fixture(autouse=True)
def no_thread_left_behind() -> Iterator[None]:
    """Fail a test that ends while a Python thread it started still runs, daemon or not."""
    before = set(threading.enumerate())
    yield
    started = [thread for thread in threading.enumerate() if thread not in before]
    # A dummy thread belongs to a C library (libVLC, PortAudio) that called into Python; it cannot be joined.
    own = [thread for thread in started if not isinstance(thread, threading._DummyThread)]
    for thread in own:
        thread.join(THREAD_GRACE_S)
    left = [thread.name for thread in own if thread.is_alive()]
    assert not left, f"threads left behind: {left}"


@pytest.fixture(scope="session")
def sound_card(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mapping[str, str]]:
    """Start a sound card without a loudspeaker; yield the environment in which a program finds it.

    What is played can be recorded from the PulseAudio source ``silent.monitor``.
    """
    if shutil.which("pulseaudio") is None:
        pytest.fail("pulseaudio is not installed; `make test` installs it")
    folder = tmp_path_factory.mktemp("sound")
    socket = folder / "socket"
    alsa = folder / "asound.conf"  # PortAudio speaks ALSA, whose default device is thus PulseAudio
    alsa.write_text(
        "</usr/share/alsa/alsa.conf>\npcm.!default { type pulse }\nctl.!default { type pulse }\n",
        encoding="ascii",
    )
    environment = dict(
        os.environ, XDG_RUNTIME_DIR=str(folder), PULSE_SERVER=f"unix:{socket}", ALSA_CONFIG_PATH=str(alsa)
    )
    command = [
        *(
            "pulseaudio",
            "-n",
            "--exit-idle-time=-1",
            "--disable-shm=yes",
            f"--log-target=file:{folder / 'log'}",
        ),
        f"--load=module-native-protocol-unix socket={socket} auth-anonymous=1",
        "--load=module-null-sink sink_name=silent rate=48000 channels=2",
    ]
    without_server = {name: value for name, value in environment.items() if name != "PULSE_SERVER"}
    # As a daemon it returns when it is ready to be used.
    subprocess.run(
        [*command, "--daemonize=yes"],
        env=without_server,
        stderr=subprocess.DEVNULL,
        check=True,
        timeout=SOUND_CARD_START_S,
    )
    yield environment
    subprocess.run(["pulseaudio", "--kill"], env=without_server, check=True, timeout=SOUND_CARD_START_S)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    desk = Desk(tmp_path, monkeypatch)
    yield desk
    desk.end()


@pytest.fixture
def playing(desk: Desk) -> Desk:
    """A desk with film, album and placed map open."""
    desk.open(film=desk.film(), album=desk.album(), map=desk.map())
    desk.session.seek(0.0)
    desk.transport.commands.clear()
    return desk
