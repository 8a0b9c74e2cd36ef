"""What is on the screen: the pictures of one deck and then of another, or a single one where the film stands.

The thread that steers says whose pictures come next. ``picture`` is called on the decks' threads, so that it
only reads what was said; single pictures are read on a thread of their own.
"""

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import numpy.typing as npt

from gallows_sync.core.media_files import FilmFile
from gallows_sync.errors import GallowsSyncError
from gallows_sync.playback.channel import Channel, Render
from gallows_sync.playback.frames import ROUNDING_S, Frames
from gallows_sync.playback.ports import Clock, Picture, StillReader
from gallows_sync.playback.render import bgra, fitted
from gallows_sync.playback.scheduler import Scheduler

log = logging.getLogger(__name__)

CANDIDATE_US = 6_000
"""A picture that is late by this much after a seek was shown early."""

SEAM_US = 4_000
"""A picture of the old place that is due so little before the new one begins would only flash."""


class Screen:
    """Hands to ``show`` each picture at the instant it is due.

    ``heard_from_us`` says from when on the deck on air is heard, ``standing_at`` the film time (s) at which
    the picture stands (None: it moves); both are asked on any thread. ``came`` is told when the first picture
    of the next deck is shown.
    """

    def __init__(
        self,
        show: Callable[[Picture], None],
        clock: Clock,
        scheduler: Scheduler,
        *,
        heard_from_us: Callable[[], float | None],
        standing_at: Callable[[], float | None],
        came: Callable[[int], None],
    ) -> None:
        self.dropped = 0
        """Pictures of the film that were passed over."""
        self._show = show
        self._clock = clock
        self._scheduler = scheduler
        self._heard_from_us = heard_from_us
        self._standing_at = standing_at
        self._came = came
        self._film: FilmFile | None = None
        self._frames = Frames(None)
        self._view = (1280, 720)
        self._shown: Channel | None = None
        """The deck whose pictures are on the screen."""
        self._next: tuple[Channel, float] | None = None
        """The deck whose pictures are next, and from which film time (s) on."""
        self._candidate: npt.NDArray[np.uint8] | None = None
        """A picture that was shown early, and may be the one awaited."""
        self._last_frame: float | None = None
        self._still_pool = ThreadPoolExecutor(1, "stills")
        self._stills: StillReader | None = None
        self._stills_in_use = False

    def open(self, film: FilmFile, stills: StillReader) -> None:
        """Show ``film``, of which ``stills`` has single pictures."""
        self._film, self._frames, self._stills = film, Frames.of(film), stills

    def close_film(self) -> None:
        """Show nothing more of the film."""
        self._film = self._shown = self._next = self._candidate = None
        if self._stills is not None:
            self._still_pool.submit(self._stills.close)
        self._stills = None

    def close(self) -> None:
        """End the thread that reads single pictures; blocks until it has."""
        self._still_pool.shutdown(cancel_futures=True)

    def set_view(self, width: int, height: int) -> None:
        """Deliver pictures that fit this many pixels. Any thread."""
        self._view = (max(2, width), max(2, height))

    # ------------------------------------------------------------------ whose pictures are shown

    @property
    def awaiting(self) -> bool:
        """Whether the deck whose pictures are next has shown none yet."""
        return self._next is not None

    def go_over_to(self, channel: Channel, place: float) -> None:
        """Show ``channel``'s pictures from ``place`` (s) on, and until it is heard those shown now."""
        self._next = (channel, place)

    def cut_to(self, channel: Channel, place: float) -> None:
        """Show ``channel``'s pictures from ``place`` (s) on, and none until they come."""
        self._shown, self._candidate = None, None
        self._next = (channel, place)

    def go_on_with(self, channel: Channel) -> None:
        """Show the pictures of ``channel``, which stood and runs again."""
        self._shown, self._last_frame = channel, None

    def rest(self) -> None:
        """Leave the picture that is there."""
        self._shown = None
        self._next = None

    def await_picture(self, channel: Channel) -> None:
        """If the picture of the place does not come when it is due, it came before: the candidate."""
        awaited = self._next
        if awaited is None or awaited[0] is not channel or self._film is None:
            return
        frame_time = self._frames.first_from(awaited[1])
        due_us = channel.sound.film_due_us(frame_time)

        def show_candidate() -> None:
            candidate = self._candidate
            if self._next is not awaited or candidate is None:
                return
            self._take_over(channel, self._clock.now_us())
            self._show(Picture(candidate, frame_time))

        if due_us is not None:
            self._scheduler.at(due_us + CANDIDATE_US, show_candidate)

    def picture(self, channel: Channel, at_us: int, render: Render) -> None:
        """A picture of ``channel`` is due; on the deck's thread, so this only reads what the steering set."""
        film, awaited = self._film, self._next
        if film is None:
            return
        heard_from_us = self._heard_from_us()
        leaving = awaited is not None and heard_from_us is not None and at_us >= heard_from_us - SEAM_US
        if awaited is not None and awaited[0] is channel:
            known = channel.fresh_us is not None and channel.sound.film_offset is not None
            if not known or self._frame_time(channel, at_us) < awaited[1] - ROUNDING_S:
                # After a seek libVLC shows its first picture at once, before it is due: it may be the one
                # wanted, the one before it, or still the last of the old place.
                self._candidate = self._rendered(film, render)
                return
            self._take_over(channel, at_us)
        elif channel is not self._shown or leaving:
            return
        frame_time = self._frame_time(channel, at_us)
        self._count(channel, frame_time)
        self._show(Picture(self._rendered(film, render), frame_time))

    def _take_over(self, channel: Channel, at_us: int) -> None:
        """From now on ``channel``'s pictures are on the screen."""
        self._shown, self._next, self._candidate, self._last_frame = channel, None, None, None
        self._came(at_us)

    def _rendered(self, film: FilmFile, render: Render) -> npt.NDArray[np.uint8]:
        return render(*fitted(float(film.display_aspect), *self._view))

    def _frame_time(self, channel: Channel, at_us: int) -> float:
        """Return the film time (s) of the frame shown at ``at_us``; none is shown before it is due."""
        film_time = channel.sound.film_time(at_us)
        if film_time is None:
            return self._frames.first_from(channel.target)
        return self._frames.shown_at(film_time)

    def _count(self, channel: Channel, frame_time: float) -> None:
        if channel.sound.film_offset is None:
            return
        if self._last_frame is not None:
            self.dropped += self._frames.between(self._last_frame, frame_time)
        self._last_frame = frame_time

    # ------------------------------------------------------------------ single pictures

    def draw_still(self) -> None:
        """Ask for the picture where the film stands; of several asked for only the last is drawn."""
        stills, film, wanted = self._stills, self._film, self._standing_at()
        if stills is None or film is None or wanted is None:
            return
        self._stills_in_use = True

        def draw() -> None:
            if self._standing_at() != wanted:
                return
            try:
                found = stills.frame_at(wanted)
            except GallowsSyncError as error:
                log.warning("%s", error)
                return
            if found is not None and self._standing_at() == wanted:
                size = fitted(float(film.display_aspect), *self._view)
                self._show(Picture(bgra(found[0], *size), found[1]))

        self._still_pool.submit(draw)

    def rest_stills(self) -> None:
        """No single picture is wanted for a while: their reader may free what it needs for them."""
        if self._stills_in_use and self._stills is not None:
            self._stills_in_use = False
            self._still_pool.submit(self._stills.rest)
