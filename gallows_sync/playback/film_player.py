"""The film through libVLC: one deck, its sound and pictures taken from memory callbacks.

The only module that plays with libVLC. What it relies on, measured with 3.0: the due times of sound blocks
and the picture's display callback share ``libvlc_clock()``; a hold and a run take effect within a millisecond
and callbacks say when; libVLC is not re-entrant, so nothing of it is called from a callback.
"""

import ctypes
import logging
import threading

import av
import numpy as np
import numpy.typing as npt
import vlc

from gallows_sync.background import stand_back
from gallows_sync.core.media_files import FilmFile
from gallows_sync.errors import GallowsSyncError
from gallows_sync.playback.ports import DeckListener
from gallows_sync.playback.render import bgra
from gallows_sync.wording import phrase

log = logging.getLogger(__name__)

_OPTIONS = (
    "--quiet",
    "--no-video-title-show",
    "--no-osd",
    "--no-spu",
    "--no-stats",
    "--no-lua",
    "--no-metadata-network-access",
    # A seek waits until this much is read; a film on a disk needs no more, and decks hold it each.
    "--file-caching=150",
    # After a stall libVLC would read ahead by as much from then on, and lose that much film at the next one.
    "--clock-jitter=0",
    # More threads gain little on one film and cost each deck a picture buffer apiece.
    "--avcodec-threads=2",
    "--avcodec-hw=none",
)
_CHROMA = b"I420"

DECODING_NICENESS = 3
"""Decks decode this far behind the window and the sound device, which have little to do but at once."""

# python-vlc declares the chroma as a C string, of which ctypes hands over a copy; it has to be written to.
_FormatCallback = ctypes.CFUNCTYPE(
    ctypes.c_uint,
    ctypes.c_void_p,
    ctypes.c_void_p,
    *[ctypes.POINTER(ctypes.c_uint)] * 4,
)


class VlcClock:
    """libVLC's own clock, which its due times are on."""

    def now_us(self) -> int:
        return int(vlc.libvlc_clock())


class FilmPlayerError(GallowsSyncError):
    """libVLC could not be started."""


class VlcLibrary:
    """One libVLC instance; every deck comes from it."""

    def __init__(self) -> None:
        self._instance = vlc.Instance(*_OPTIONS)
        if self._instance is None:
            raise FilmPlayerError(
                phrase("FilmPlayer", "libVLC cannot start; run «gallows-sync doctor» to see what is missing")
            )

    def deck(self, film: FilmFile, rate_hz: int, listener: DeckListener) -> "VlcDeck":
        return VlcDeck(self._instance, film, rate_hz, listener)

    def close(self) -> None:
        self._instance.release()


class VlcDeck:
    """One libVLC player on the film; see ``ports.Deck``.

    ``rate_hz`` is the rate its sound is delivered at. Pictures are delivered as libVLC decoded them (4:2:0)
    and are turned to BGRA only when somebody looks.
    """

    def __init__(
        self, instance: "vlc.Instance", film: FilmFile, rate_hz: int, listener: DeckListener
    ) -> None:
        self._instance = instance
        self._film = film
        self._listener = listener
        self._frame = av.VideoFrame(film.width, film.height, "yuv420p")
        # Looked up once: these are asked for with every picture of every deck, shown or not.
        self._planes = [plane.buffer_ptr for plane in self._frame.planes]
        self._player = instance.media_player_new()
        make = vlc.CallbackDecorators
        setup_callback = _FormatCallback(self._format)
        # ctypes callbacks live only as long as something refers to them.
        self._callbacks = (
            setup_callback,
            make.VideoLockCb(self._lock),
            make.VideoUnlockCb(),  # null: there is nothing to unlock
            make.VideoDisplayCb(self._display),
            ctypes.cast(setup_callback, make.VideoFormatCb),
            make.VideoCleanupCb(lambda *_: None),
            make.AudioPlayCb(self._sound),
            make.AudioPauseCb(lambda _, at_us: listener.deck_held(at_us)),
            make.AudioResumeCb(lambda _, at_us: listener.deck_running(at_us)),
            make.AudioFlushCb(lambda *_: listener.deck_flushed()),
            make.AudioDrainCb(lambda *_: None),
        )
        _, lock, unlock, display, setup, cleanup, play, pause, resume, flush, drain = self._callbacks
        vlc.libvlc_video_set_callbacks(self._player, lock, unlock, display, None)
        vlc.libvlc_video_set_format_callbacks(self._player, setup, cleanup)
        self._player.audio_set_callbacks(play, pause, resume, flush, drain, None)
        self._player.audio_set_format("S16N", rate_hz, 2)
        self._events = self._player.event_manager()
        self._events.event_attach(vlc.EventType.MediaPlayerEndReached, lambda _: listener.deck_ended())
        self._events.event_attach(vlc.EventType.MediaPlayerEncounteredError, lambda _: listener.deck_ended())
        self._events.event_attach(vlc.EventType.MediaPlayerBuffering, self._buffering)

    def start(self, film_time: float) -> None:
        # A player that has ended answers no seek; it must be stopped before it can start anew.
        self._player.stop()
        media = self._instance.media_new_path(str(self._film.path))
        if film_time > 0:
            media.add_option(f":start-time={film_time:.3f}")
        if self._film.sound is None:
            media.add_option(":no-audio")
        self._player.set_media(media)
        media.release()
        # The threads that libVLC starts are as urgent as the one that asked for them.
        starter = threading.Thread(target=self._play_behind, name="deck-start")
        starter.start()
        starter.join()

    def _play_behind(self) -> None:
        stand_back(DECODING_NICENESS)
        self._player.play()

    def seek(self, film_time: float) -> None:
        self._player.set_time(max(0, int(film_time * 1000)))

    def hold(self) -> None:
        self._player.set_pause(1)

    def run(self) -> None:
        self._player.set_pause(0)

    def close(self) -> None:
        self._player.stop()
        # python-vlc keeps what is attached, and with it this deck, its picture and all that listens to it.
        for event in (
            vlc.EventType.MediaPlayerEndReached,
            vlc.EventType.MediaPlayerEncounteredError,
            vlc.EventType.MediaPlayerBuffering,
        ):
            self._events.event_detach(event)
        self._player.release()

    def _buffering(self, event: "vlc.Event") -> None:
        if event.u.new_cache >= 100:
            self._listener.deck_buffered()

    def _format(
        self,
        _opaque: object,
        chroma: int,
        width: "ctypes._Pointer[ctypes.c_uint]",
        height: "ctypes._Pointer[ctypes.c_uint]",
        pitches: "ctypes._Pointer[ctypes.c_uint]",
        lines: "ctypes._Pointer[ctypes.c_uint]",
    ) -> int:
        ctypes.memmove(chroma, _CHROMA, 4)
        # libVLC offers the coded size, padding included (1088 lines for 1080); without this it would scale.
        width[0], height[0] = self._film.width, self._film.height
        for index, plane in enumerate(self._frame.planes):
            pitches[index], lines[index] = plane.line_size, plane.height
        return 1

    def _lock(self, _opaque: object, planes: "ctypes._Pointer[ctypes.c_void_p]") -> None:
        planes[0], planes[1], planes[2] = self._planes

    def _display(self, _opaque: object, _picture: object) -> None:
        self._listener.deck_picture(int(vlc.libvlc_clock()), self._render)

    def _render(self, width: int, height: int) -> npt.NDArray[np.uint8]:
        return bgra(self._frame, width, height)

    def _sound(self, _opaque: object, samples: int, count: int, due_us: int) -> None:
        block = np.ctypeslib.as_array(ctypes.cast(samples, ctypes.POINTER(ctypes.c_int16)), (count, 2))
        self._listener.deck_sound(block, due_us)
