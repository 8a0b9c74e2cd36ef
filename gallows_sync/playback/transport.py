"""The one thing that the window talks to: go there, play, pause, loop; picture and music move together.

A small set of decks plays the film. One is on air; the others wait, held a moment before the places most
likely to be wanted (``Decks``). A jump to such a place lets the waiting deck run and swaps to it at the very
frame; any other seek is a seek of the deck on air. Everything that steers runs on one thread (``Scheduler``);
the mixer and the screen, on threads of their own, only read.

The flow of one jump: ``jump`` → ``_go`` → ``_swap`` or ``_seek`` → the deck → ``Channel`` (lock) → ``Mixer``
and ``Screen``.
"""

import logging
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from gallows_sync.core.cue_map import FilmSpan
from gallows_sync.core.media_files import FilmFile, Recording
from gallows_sync.errors import GallowsSyncError
from gallows_sync.playback.balance import PLACES, monitor_at
from gallows_sync.playback.channel import Channel, ChannelState, Render
from gallows_sync.playback.conform import OpenRecording, PlacedMusic, Programme
from gallows_sync.playback.decks import HOLD_BEFORE_S, RUN_UP_S, Decks
from gallows_sync.playback.frames import Frames
from gallows_sync.playback.from_music import Listening, Tie, music_time_of, next_tie
from gallows_sync.playback.mixer import Mixer, Passage
from gallows_sync.playback.null_listen import NullListen
from gallows_sync.playback.ports import (
    Clock,
    Deck,
    DeckListener,
    FilmSoundReader,
    Levels,
    Monitor,
    Output,
    Picture,
    StillReader,
)
from gallows_sync.playback.scheduler import Scheduler
from gallows_sync.playback.screen import Screen
from gallows_sync.playback.sound_beside import SoundBeside
from gallows_sync.playback.sound_device import SoundDevice
from gallows_sync.playback.statistics import Jump, Report

log = logging.getLogger(__name__)

INCOMING_US = 2_000_000
"""A deck about to wait where somebody jumps to gets this long; then the deck on air is sent there."""

WATCH_US = 1_000_000

VERIFY_EVERY = 4
"""Every so many watches the deck on air is checked against the film's own sound."""

OUTPUT_RETRY_EVERY = 5
"""Without a sound device, every so many watches one is looked for."""

FALLBACK_RATE_HZ = 48_000
"""The sound output's rate under a film without sound."""

TAKE_OVER_S = 0.015
"""Film and album alone hand over so long within a cue: the fades at its ends are not heard."""

READY_EVERY_US = 10_000
"""So often it is looked whether a recording can begin."""

AIM_S = 1.5
"""A deck gets so long to wait where the music will be."""

NULL_EVERY_US = 200_000
"""So often it is looked whether the null listen is about another cue by now."""

STILL_DEBOUNCE_US = 250_000
"""While stepping or dragging, decks are not sent after every place."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The concrete parts, picked in one place (``gallows_sync.app``, or a test)."""

    clock: Clock
    make_deck: Callable[[FilmFile, int, DeckListener], Deck]
    open_output: Callable[[Clock, int], Output]
    open_film_sound: Callable[[FilmFile, int], FilmSoundReader]
    open_stills: Callable[[FilmFile], StillReader]
    open_recording: OpenRecording
    deck_limit: Callable[[FilmFile], int]
    """How many decks this machine can hold for a film, the one on air included."""


@dataclass(frozen=True, slots=True)
class Status:
    """What the window shows of playback; replaced as a whole."""

    playing: bool = False
    at_end: bool = False
    monitor: Monitor = Monitor.MIX
    balance: float = 0.0
    volume: float = 1.0
    output: str = ""
    output_works: bool = True
    sync_error_ms: float | None = None
    """Measured: where the film's sound is, against where the music laid under it says it is."""
    problem: str | None = None
    nulling: bool = False
    """Whether the album is taken out of the film's sound."""
    album_alone: bool = False
    """Whether a recording is listened to where the film does not have it."""


class Transport:
    """Plays one film with music laid under it. Every command returns at once; any thread may call.

    ``changed`` is called after each change of ``status``, ``show`` with each picture at the instant it is
    due, both on threads of playback; ``report`` gets the statistics, one JSON-like object at a time.
    """

    def __init__(
        self,
        parts: Parts,
        changed: Callable[[], None],
        show: Callable[[Picture], None],
        report: Report | None = None,
    ) -> None:
        self._parts = parts
        self._clock = parts.clock
        self._changed = changed
        self._report = report
        self._scheduler = Scheduler(parts.clock)
        self._sound_beside = SoundBeside()
        self._programme = Programme(parts.open_recording, changed)
        self._mixer = Mixer(FALLBACK_RATE_HZ)
        self._mixer.cues = lambda: self._programme.cues
        self._null = NullListen(self._sound_beside.request)
        self._mixer.image = lambda: self._null.image
        self._device = SoundDevice(parts.open_output, parts.clock, self._mixer, self._tell_output)
        self._film: FilmFile | None = None
        self._frames = Frames(None)
        self._music: tuple[PlacedMusic, ...] = ()
        self._decks = Decks(self._new_channel, parts.clock, self._scheduler)
        self._passage: Passage | None = None
        self._screen = Screen(
            show,
            parts.clock,
            self._scheduler,
            heard_from_us=self._heard_from_us,
            standing_at=self._standing_at,
            came=self._picture_came,
        )
        self._standing = False
        """Paused at ``_position_s``, which is not where the deck on air stands."""
        self._steady_us = 0.0
        self._position_s = 0.0
        self._places: tuple[float, ...] = ()
        self._loop: FilmSpan | None = None
        self._loop_turn = 0
        self._listening: Listening | None = None
        self._null_turn = 0
        self._jump: Jump | None = None
        self._watched = 0
        self._watched_us = self._clock.now_us()
        self.status = Status()

    # ------------------------------------------------------------------ commands, any thread

    def start(self) -> None:
        """Start the thread that steers; before this, commands only queue up."""
        self._scheduler.post(self._watch)
        self._scheduler.start("transport")

    def open(self, film: FilmFile, place: float = 0.0) -> None:
        """Open ``film`` and show its picture at ``place`` (s), paused."""
        self._scheduler.post(lambda: self._open(film, place))

    def lay(self, music: Sequence[PlacedMusic]) -> None:
        """Lay this music under the film instead of what lay there."""
        self._scheduler.post(lambda: self._lay(tuple(music)))

    def jump(self, film_time: Fraction | float) -> None:
        """Go to ``film_time`` (s) and play."""
        asked = self._clock.now_us()
        self._scheduler.post(lambda: self._go_by_hand(float(film_time), True, asked))

    def seek(self, film_time: Fraction | float) -> None:
        """Go to ``film_time`` (s); play on if playing, else show the picture there."""
        asked = self._clock.now_us()
        self._scheduler.post(lambda: self._go_by_hand(float(film_time), self.status.playing, asked))

    def play(self) -> None:
        self._scheduler.post(self._play)

    def pause(self) -> None:
        self._scheduler.post(self._pause)

    def step(self, frames: int) -> None:
        """Pause and move by so many frames (1/25 s each where the frame rate varies)."""
        self._scheduler.post(lambda: self._step(frames))

    def play_music(self, recording: Recording, music_time: float) -> None:
        """Play the album's ``recording`` on from ``music_time`` (s), until something else is asked for.

        Where music laid under the film ties it to the film, the picture runs along; elsewhere it stands. It
        needs no film.
        """
        asked = self._clock.now_us()
        self._scheduler.post(lambda: self._play_music(recording, music_time, asked))

    def music_alone(self) -> tuple[Recording, float] | None:
        """Return which recording plays without the film, and its music time (s) that is due now."""
        listening = self._listening
        if listening is None or listening.cue is not None:
            return None
        return listening.recording, listening.music_time(self._clock.now_us())

    def expect(self, places: Sequence[Fraction | float]) -> None:
        """Have decks wait at these film times (s), the most likely first."""
        wanted = tuple(float(place) for place in places)
        self._scheduler.post(lambda: self._expect(wanted))

    def loop(self, span: FilmSpan | None) -> None:
        """Play ``span`` again and again; None: play on."""
        self._scheduler.post(lambda: self._set_loop(span))

    def want(self, cue_id: str) -> None:
        """Prepare the music of this cue before the others."""
        self._programme.want(cue_id)

    def set_monitor(self, monitor: Monitor) -> None:
        self.set_balance(PLACES[monitor])

    def set_balance(self, balance: float) -> None:
        """Go from the film alone (-1) by both at full level (0) to the album alone (1)."""
        balance = max(-1.0, min(1.0, balance))
        self._mixer.balance = balance
        self.set_null(False)
        self._scheduler.post(self._hear_the_film)
        self._set(monitor=monitor_at(balance), balance=balance)

    def set_null(self, nulling: bool) -> None:
        """Hear the film's sound without what of it is the album under it; or as the balance says again."""
        nulling = nulling and self._film is not None and self._film.sound is not None
        self._mixer.nulling = nulling
        self._scheduler.post(self._mind_null if nulling else self._null.forget)
        self._set(nulling=nulling)

    def set_equal_gains(self, gains: Mapping[Recording, float]) -> None:
        """Say by what each recording is as loud as the film's sound, for a balance towards the album."""
        self._mixer.equal_gains = dict(gains)

    def levels(self) -> Levels:
        """Return the highest peaks of film and album since this was asked last."""
        return self._mixer.levels()

    def set_volume(self, volume: float) -> None:
        """Set the volume, 0 to 1 as heard: the gain is its square."""
        self._mixer.volume = max(0.0, min(1.0, volume)) ** 2
        self._set(volume=volume)

    def set_view(self, width: int, height: int) -> None:
        """Deliver pictures that fit this many pixels."""
        self._screen.set_view(width, height)
        self._scheduler.post(self._screen.draw_still)

    def position(self) -> float:
        """Return the film time (s) that is due now."""
        passage = self._passage
        if self.status.playing and passage is not None:
            film_time = passage.sound.film_time(self._clock.now_us())
            if film_time is not None:
                # Sound is there before it is due, and a deck that waited runs a moment before its place.
                return max(self._position_s, min(film_time, self._duration()))
        return self._position_s

    def music_failures(self) -> dict[str, str]:
        """Return, for each cue whose music could not be read, its id and why."""
        return self._programme.failures()

    def close(self) -> None:
        """Stop everything and free it; blocks until it is done."""
        self._scheduler.stop()
        self._null.close()
        self._close_film()
        self._device.close()
        self._programme.close()
        self._sound_beside.close()
        self._screen.close()

    # ------------------------------------------------------------------ opening

    def _open(self, film: FilmFile, place: float) -> None:
        try:
            self._open_parts(film, place)
        except GallowsSyncError as error:
            log.warning("%s", error)
            self._close_film()
            self._set(problem=str(error))

    def _open_parts(self, film: FilmFile, place: float) -> None:
        self._close_film()
        self._film = film
        self._frames = Frames.of(film)
        self._decks.open(float(film.duration), max(1, self._parts.deck_limit(film)))
        self._screen.open(film, self._parts.open_stills(film))
        self._position_s = min(max(0.0, place), self._duration())
        self._mixer.nulling = False
        self._set(playing=False, at_end=False, problem=None, sync_error_ms=None, nulling=False)
        self._screen.draw_still()  # before the sound device, which may take its time
        rate_hz = film.sound.rate_hz if film.sound is not None else FALLBACK_RATE_HZ
        self._device.run_at(rate_hz)
        if film.sound is not None:
            self._sound_beside.open(self._parts.open_film_sound(film, self._mixer.rate_hz))
        self._lay(self._music)
        self._plan()

    def _close_film(self) -> None:
        self._film = None
        self._screen.close_film()
        self._mixer.passages = ()
        self._passage = self._jump = None
        self._standing = False
        self._null.forget()
        self._end_music()
        self._decks.close()
        self._sound_beside.close_film()

    def _lay(self, music: Sequence[PlacedMusic]) -> None:
        self._music = tuple(music)
        if self._film is not None:
            self._programme.set(self._music, self._mixer.rate_hz)
            if self._listening is not None and self._listening.cue is None:
                self._aim(self._listening.music_time(self._clock.now_us()))
            else:
                self._hear_the_film()

    def _duration(self) -> float:
        return float(self._film.duration) if self._film is not None else 0.0

    def _new_channel(self) -> Channel:
        assert self._film is not None
        return Channel(
            self._film,
            self._mixer.rate_hz,
            self._parts.make_deck,
            self._clock,
            self._scheduler,
            self._sound_beside.request,
            self,
        )

    # ------------------------------------------------------------------ going somewhere

    def _go_by_hand(self, place: float, play: bool, asked_us: int) -> None:
        self._end_music()
        self._go(place, play, asked_us)

    def _go(self, place: float, play: bool, asked_us: int) -> None:
        if self._film is None:
            return
        place = min(max(0.0, place), max(0.0, self._duration() - 0.05))
        self._position_s = place
        self._set(at_end=False)
        if not play:
            self._stand_at(place)
            return
        self._begin_jump(place, asked_us)
        self._standing = False
        self._set_playing()
        waiting = self._decks.waiting_at(place)
        if waiting is not None:
            self._bring_in(waiting)
        else:
            self._seek(place)
        self._plan_soon()

    def _begin_jump(self, place: float, asked_us: int) -> None:
        self._report_jump(done=False)
        self._position_s = place
        self._jump = Jump(place, asked_us)

    def _bring_in(self, channel: Channel) -> None:
        """Swap to ``channel`` at its place: at once if it waits, else as soon as it is placed."""
        self._decks.incoming = channel
        jump = self._jump

        def seek_instead() -> None:
            if self._decks.incoming is channel and self._jump is jump:
                self._decks.give_up(channel)
                self._seek(self._position_s)

        self._scheduler.at(self._clock.now_us() + INCOMING_US, seek_instead)
        if channel.state is ChannelState.HELD:
            channel.run()
        elif channel.placed:
            self._swap(channel)

    def _swap(self, channel: Channel) -> None:
        """Put ``channel``, about to reach its place, on air from there on, and the old one off."""
        place = channel.waits_for
        assert place is not None
        due_us = channel.sound.film_due_us(place)
        if due_us is None:
            return  # it has just begun anew; once it is placed it is swapped to
        now_us = self._clock.now_us()
        begin_us = max(due_us, float(now_us))
        self._decks.put_on_air(channel)
        if self._jump is not None:
            self._jump.swap = True
        passage = Passage(channel.sound, begin_us)
        if self._listening is not None and self._listening.passage is not None:
            passage = self._listening.taken_over_by(channel.sound, begin_us + TAKE_OVER_S * 1e6)
        self._mixer.end_all(passage.begin_us)
        self._hear(passage)
        self._screen.go_over_to(channel, place)
        self._after_landing()
        self._scheduler.at(begin_us + 100_000, self._plan)

    def _seek(self, place: float) -> None:
        """Send the deck on air to ``place``; its pictures and sound come when they come."""
        self._mixer.end_all(0.0)
        if self._listening is not None:
            self._listening.passage = None
        channel = self._decks.put_one_on_air()
        self._passage = None
        self._screen.cut_to(channel, place)
        channel.send(self._frames.before_first_from(place))

    def _hear(self, passage: Passage) -> None:
        """Have ``passage``, of the deck on air, heard."""
        self._passage = passage
        self._mixer.hear(passage)

    # ------------------------------------------------------------------ playing, standing

    def _play(self) -> None:
        if self.status.playing:
            return
        on_air = self._decks.on_air
        if self._listening is not None and self._listening.cue is None:
            self._begin_alone(self._listening)
        elif self._film is None:
            return
        elif self.status.at_end:
            self._go(0.0, True, self._clock.now_us())
        elif not self._standing and on_air is not None and on_air.state is ChannelState.HELD:
            self._set_playing()
            on_air.run()
        else:
            self._go(self._position_s, True, self._clock.now_us())

    def _set_playing(self) -> None:
        self._set(playing=True)
        self._screen.rest_stills()

    def _pause(self) -> None:
        if not self.status.playing:
            return
        if self._listening is not None and self._listening.cue is None:
            self._halt_music(self._listening)
            return
        channel, incoming = self._decks.on_air, self._decks.incoming
        if channel is None or not channel.placed or incoming is not None or self._screen.awaiting:
            # Nothing of the place has been seen yet.
            self._stand_at(self._position_s if incoming is not None else self.position())
            return
        self._position_s = self.position()
        self._set(playing=False)
        self._mixer.end_all(0.0)
        self._passage = None
        channel.hold()

    def _stand_at(self, place: float) -> None:
        """Show the picture at ``place`` and have a deck wait there."""
        self._position_s = place
        self._decks.incoming = None
        self._set(playing=False)
        self._mixer.end_all(0.0)
        self._passage = None
        self._standing = True
        if self._decks.on_air is not None:
            self._decks.on_air.hold()
            self._screen.rest()
        self._screen.draw_still()
        self._steady_us = self._clock.now_us() + STILL_DEBOUNCE_US
        self._scheduler.at(self._steady_us, self._plan)

    def _step(self, frames: int) -> None:
        if self._film is None:
            return
        self._end_music()
        if self.status.playing:
            self._pause()
        place = self._frames.stepped(self._position_s, frames)
        self._go(place, False, self._clock.now_us())

    def _set_loop(self, span: FilmSpan | None) -> None:
        self._loop = span
        self._plan()
        self._arm_loop()

    def _arm_loop(self) -> None:
        """Have the next turn of the loop prepared shortly before the out point is due."""
        self._loop_turn += 1
        turn, loop, passage = self._loop_turn, self._loop, self._passage
        if loop is None or passage is None or not self.status.playing:
            return
        due_us = passage.sound.film_due_us(float(loop.film_out))
        if due_us is not None and self.position() < float(loop.film_out):
            ahead_us = 2e6 * HOLD_BEFORE_S
            self._scheduler.at(due_us - ahead_us, lambda: self._turn_loop(turn, loop, due_us))

    def _turn_loop(self, turn: int, loop: FilmSpan, due_us: float) -> None:
        if turn != self._loop_turn or not self.status.playing:
            return
        place = float(loop.film_in)

        def go_back() -> None:
            if turn == self._loop_turn and self.status.playing:
                self._go(place, True, int(due_us))

        def turn_round(channel: Channel) -> None:
            if turn == self._loop_turn and self.status.playing:
                self._begin_jump(place, int(due_us))
                self._bring_in(channel)

        if not self._decks.run_in_time(place, due_us, turn_round):
            self._scheduler.at(due_us, go_back)

    def _mind_null(self) -> None:
        """While the null listen is on, have the music under the playhead looked for in the film's sound."""
        if not self.status.nulling:
            return
        self._null_turn += 1
        turn = self._null_turn

        def again() -> None:
            if turn == self._null_turn:
                self._mind_null()

        self._scheduler.at(self._clock.now_us() + NULL_EVERY_US, again)
        sound = self._decks.on_air.sound if self._decks.on_air is not None else None
        if sound is None or sound.mute or sound.film_offset is None or not self._sound_beside.there:
            return
        frame = round(self.position() * sound.rate_hz)
        cues = self._programme.heard_along(frame)
        if cues and not self._null.listens_to(cues):
            first, played = sound.latest_mono(sound.rate_hz // 2)
            self._null.listen(cues, first + sound.film_offset, played)

    # ------------------------------------------------------------------ from the music

    def _play_music(self, recording: Recording, music_time: float, asked_us: int) -> None:
        if not self._device.in_use:
            self._device.open(FALLBACK_RATE_HZ)
        self._end_music()
        self._position_s = self.position()
        self._set_loop(None)
        sound = self._programme.listen(recording, music_time, self._mixer.rate_hz)
        self._listening = listening = Listening(recording, sound, music_time)
        self._mixer.album_alone = True
        tie = self._next_tie(recording, music_time)
        if tie is not None and tie.music_time == music_time:
            listening.cue = tie.cue
            self._go(tie.film_time, True, asked_us)
            return
        self._mixer.end_all(0.0)
        self._rest_film()
        self._set(playing=True, at_end=False, album_alone=True)
        self._begin_alone(listening)

    def _begin_alone(self, listening: Listening) -> None:
        """Have it heard from where it stands, once it is ready."""
        self._set(playing=True)
        place = listening.music_s
        listening.turn += 1
        turn = listening.turn

        def begin() -> None:
            if self._listening is not listening or listening.turn != turn:
                return
            if listening.sound.failed is not None:
                self._end_music()
                self._set(playing=False, problem=listening.sound.failed)
            elif listening.ready_at(place):
                self._hear_alone(listening, place, self._clock.now_us() + HOLD_BEFORE_S * 1e6)
            else:
                self._scheduler.at(self._clock.now_us() + READY_EVERY_US, begin)

        begin()

    def _hear_alone(self, listening: Listening, music_time: float, due_us: float) -> None:
        """Have it heard alone from ``music_time`` (s), due at ``due_us``, until it ends or meets the film."""
        listening.turn += 1
        turn = listening.turn
        passage = listening.begin(music_time, due_us, self._mixer.rate_hz)
        self._mixer.hear(passage)
        self._aim(music_time)

        def mind_the_end() -> None:
            """The end is known once all of it is read, which is long before it is heard."""
            if self._listening is not listening or listening.turn != turn or listening.cue is not None:
                return
            left_s = listening.ends_s - listening.music_time(self._clock.now_us())
            if left_s > 0:
                self._scheduler.at(self._clock.now_us() + min(left_s, 1.0) * 1e6, mind_the_end)
            else:
                self._end_music()
                self._set(playing=False)

        mind_the_end()

    def _halt_music(self, listening: Listening) -> None:
        """Have what plays alone stand where it is."""
        listening.halt(self._clock.now_us())
        if self._passage is not None:  # it has just parted from the film
            self._position_s = self.position()
            self._rest_film()
        self._mixer.end_all(0.0)
        self._decks.incoming = None
        self._set(playing=False, album_alone=True)

    def _rest_film(self) -> None:
        """The film stands at its last picture, and its decks are free to wait elsewhere."""
        channel, self._decks.on_air = self._decks.on_air, None
        self._passage = self._decks.incoming = None
        self._screen.rest()
        self._jump = None
        self._standing = True
        if channel is not None:
            channel.hold()
        self._plan_soon()

    def _next_tie(self, recording: Recording, music_time: float) -> Tie | None:
        """Return where the film next has ``recording``; without a film it is nowhere."""
        return next_tie(self._music, recording, music_time) if self._film is not None else None

    def _aim(self, music_time: float) -> None:
        """Have a deck wait where the film next has what plays alone, at or after ``music_time`` (s)."""
        listening = self._listening
        if listening is None:
            return
        listening.tie = tie = self._next_tie(listening.recording, music_time)
        self._plan()
        if tie is None or listening.passage is None:
            return
        due_us = listening.due_us(tie.music_time)

        def awaited() -> bool:
            return self._listening is listening and listening.tie is tie and self.status.playing

        def bring_in(channel: Channel) -> None:
            if awaited():
                listening.cue, listening.tie = tie.cue, None
                self._standing = False
                self._begin_jump(tie.film_time, int(due_us))
                self._set(album_alone=False)
                self._bring_in(channel)

        def meet() -> None:
            if awaited() and not self._decks.run_in_time(tie.film_time, due_us, bring_in):
                self._aim(listening.music_time(self._clock.now_us()) + AIM_S)

        self._scheduler.at(due_us - 2e6 * HOLD_BEFORE_S, meet)

    def _arm_leaving(self) -> None:
        """Where the cue ends that ties the music to the film, the music is to go on alone."""
        listening, passage = self._listening, self._passage
        if listening is None or listening.cue is None or listening.cue.film is None or passage is None:
            return
        cue, film_out = listening.cue, float(listening.cue.film.film_out) - TAKE_OVER_S
        due_us = passage.sound.film_due_us(film_out - passage.album_shift / passage.sound.rate_hz)
        listening.tie = self._next_tie(listening.recording, music_time_of(cue, film_out))
        listening.turn += 1
        turn = listening.turn
        if due_us is None or not self.status.playing:
            return

        def leave() -> None:
            if self._listening is not listening or listening.turn != turn or not self.status.playing:
                return
            self._go_on_alone(listening, music_time_of(cue, film_out), due_us)

        self._scheduler.at(due_us - 2e6 * HOLD_BEFORE_S, leave)

    def _go_on_alone(self, listening: Listening, music_time: float, due_us: float) -> None:
        """Have the music go on without the film from ``music_time`` (s) on, due at ``due_us``."""
        passage = self._passage
        self._mixer.end_all(due_us)
        self._hear_alone(listening, music_time, due_us)

        def rest() -> None:
            if self._listening is listening and listening.cue is None and self._passage is passage:
                self._position_s = self.position()
                self._rest_film()
                self._set(album_alone=True)

        self._scheduler.at(due_us, rest)

    def _go_on_after_the_film(self, listening: Listening, passage: Passage) -> None:
        """The film has ended under music that goes on."""
        now_us = self._clock.now_us()
        music_time = listening.music_time_under(passage, now_us)
        if music_time is not None and self.status.playing:
            self._go_on_alone(listening, music_time, float(now_us))

    def _hear_the_film(self) -> None:
        """While the picture runs along with the music, hear and play the film as ever from now on."""
        if self._listening is None or self._listening.cue is None:
            return
        self._end_music()
        channel = self._decks.on_air
        if channel is not None and self._passage is not None:
            now_us = float(self._clock.now_us())
            self._mixer.end_all(now_us)
            self._hear(Passage(channel.sound, now_us))

    def _end_music(self) -> None:
        """Nothing is listened to from the music any more."""
        listening, self._listening = self._listening, None
        if listening is None:
            return
        self._programme.listen_no_more()
        self._mixer.album_alone = False
        if listening.passage is not None:
            self._mixer.end_all(0.0)
        self._set(album_alone=False)

    # ------------------------------------------------------------------ decks that wait

    def _expect(self, places: tuple[float, ...]) -> None:
        before, self._places = self._places, places
        if before:
            self._plan_soon()  # the way to a place takes a whole core, which the jump or edit needs first
        else:
            self._plan()

    def _plan_soon(self) -> None:
        self._scheduler.at(self._clock.now_us() + 300_000, self._plan)

    def _plan(self) -> None:
        """Have decks wait where somebody is most likely to go next."""
        if self._film is None or self._clock.now_us() < self._steady_us:
            return
        tie = self._listening.tie if self._listening is not None else None
        met = [tie.film_time] if tie is not None else []
        standing = [self._position_s] if self._standing else []
        loop = [float(self._loop.film_in)] if self._loop is not None else []
        self._decks.plan((*met, *standing, *loop, *self._places), all_wait=self.status.album_alone)

    # ------------------------------------------------------------------ channels report (ChannelObserver)

    def fresh(self, channel: Channel) -> None:
        if channel is not self._decks.on_air or not self.status.playing:
            return
        sound = channel.sound
        if self._passage is None:
            self._hear(Passage(channel.sound, 0.0))
        elif self._passage.sound is not sound and sound.origin_us is not None:
            log.info("the player was held up, and goes on by itself")
            if sound.film_offset is not None and self._decks.incoming is None:
                self._position_s = sound.film_offset / sound.rate_hz
            self._mixer.end_all(sound.origin_us)
            self._hear(Passage(channel.sound, sound.origin_us))

    def placed(self, channel: Channel) -> None:
        if channel is self._decks.incoming:
            self._swap(channel)
        elif channel.waits_for is not None:
            self._decks.hold_before_place(channel)
        elif channel is self._decks.on_air and not self.status.playing:
            channel.hold()  # paused while it was on its way
        elif channel is self._decks.on_air:
            self._screen.await_picture(channel)
            self._after_landing()

    def held(self, channel: Channel) -> None:
        if channel is self._decks.on_air and not self._standing:
            held_at = channel.held_at()
            if held_at is not None and not self.status.playing:
                self._position_s = held_at
                self._changed()
        elif channel is self._decks.incoming:
            channel.run()
        elif self._decks.settled(channel):
            self._plan()

    def running(self, channel: Channel) -> None:
        if channel is self._decks.incoming:
            self._swap(channel)
        elif channel is self._decks.on_air and self.status.playing:
            self._hear(Passage(channel.sound, 0.0))
            self._screen.go_on_with(channel)
            self._after_landing()

    def ended(self, channel: Channel) -> None:
        if channel is self._decks.on_air:
            listening, passage = self._listening, self._passage
            if listening is not None and listening.cue is not None and passage is not None:
                self._go_on_after_the_film(listening, passage)
                return
            self._mixer.end_all(0.0)
            self._passage = None
            if self.status.playing:
                self._position_s = self._duration()
                self._set(playing=False, at_end=True)
        else:
            self._decks.give_up(channel)
            if channel is self._decks.incoming:
                self._seek(self._position_s)
            self._plan()

    def lost(self, channel: Channel, film_time: float) -> None:
        if channel.waits_for is not None:
            channel.send(max(0.0, channel.waits_for - RUN_UP_S))
        elif channel is self._decks.on_air and self.status.playing:
            log.info("the player was held up; sent to %.3f s again", film_time)
            self._position_s = film_time
            self._seek(film_time)

    def picture(self, channel: Channel, at_us: int, render: Render) -> None:
        self._screen.picture(channel, at_us, render)

    # ------------------------------------------------------------------ the screen asks and tells, any thread

    def _heard_from_us(self) -> float | None:
        """Return from when on the deck on air is heard."""
        passage = self._passage
        return None if passage is None else passage.begin_us

    def _standing_at(self) -> float | None:
        """Return where (film time, s) the picture stands, None while it moves."""
        moving = self.status.playing and not self.status.album_alone
        return None if moving else self._position_s

    def _picture_came(self, at_us: int) -> None:
        """The first picture of the deck that is now on air is shown."""
        if self._jump is not None and self._jump.first_picture_us is None:
            self._jump.first_picture_us = at_us

    # ------------------------------------------------------------------ keeping watch

    def _after_landing(self) -> None:
        """The deck on air is where it should be."""
        self._arm_loop()
        self._arm_leaving()
        self._plan_soon()
        self._changed()

    def _watch(self) -> None:
        """Once a second: the output, the lock, the statistics."""
        now_us = self._clock.now_us()
        self._scheduler.at(now_us + WATCH_US, self._watch)
        before_us, self._watched_us = self._watched_us, now_us
        if now_us - before_us > 2 * WATCH_US:
            return  # all of this program stood still, so nothing else is to be blamed for its silence
        self._watched += 1
        self._mind_output()
        self._mind_decks()
        if self._watched % VERIFY_EVERY == 0 and self.status.playing:
            self._measure_sync()
        if self._report is not None:
            self._report_jump(done=True)
            self._report(
                {
                    "event": "playhead",
                    "time": time.time(),
                    "playing": self.status.playing,
                    "playhead_s": round(self.position(), 4),
                    "sync_error_ms": self.status.sync_error_ms,
                    "output_error_ms": round(self._mixer.timing_error_us / 1e3, 3),
                    "dropouts": self._mixer.dropouts,
                    "dropped_pictures": self._screen.dropped,
                    "decks": [c.state.value for c in self._decks.channels],
                }
            )

    def _measure_sync(self) -> None:
        if self._decks.on_air is not None:
            self._decks.on_air.measure(lambda error_ms: self._set(sync_error_ms=error_ms))

    def _mind_decks(self) -> None:
        """A deck that does not get to its place must not keep the others from theirs."""
        for channel in self._decks.overdue():
            log.info("no deck can wait at %.3f s", channel.waits_for)
            self._decks.give_up(channel)
            self._plan()

    def _mind_output(self) -> None:
        """Open another sound device where the one in use has gone, or where there was none."""
        film = self._film
        if film is None and self._listening is None:
            return
        rate_hz, playing, place = self._mixer.rate_hz, self.status.playing, self.position()
        self._device.mind(look=self._watched % OUTPUT_RETRY_EVERY == 0)
        if self._mixer.rate_hz == rate_hz:
            return
        if film is None:  # all that was prepared is for another rate
            self._end_music()
            self._set(playing=False)
            return
        self._open(film, place)
        if playing:
            self._go(place, True, self._clock.now_us())

    def _report_jump(self, *, done: bool) -> None:
        """Report the jump under way once it is ``done``, or as far as it came before the next."""
        jump, passage = self._jump, self._passage
        if self._report is None or jump is None:
            return
        heard_us = passage.heard_us if passage is not None and self._decks.incoming is None else None
        if done and (jump.first_picture_us is None or heard_us is None):
            return
        self._jump = None
        self._report(jump.told(heard_us))

    def _tell_output(self, name: str, works: bool) -> None:
        self._set(output=name, output_works=works)

    def _set(self, **changes: object) -> None:
        self.status = replace(self.status, **changes)  # type: ignore[arg-type]
        self._changed()
