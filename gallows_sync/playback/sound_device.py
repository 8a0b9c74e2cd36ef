"""The sound output in use, and another where it has gone."""

import logging
from collections.abc import Callable

from gallows_sync.errors import GallowsSyncError
from gallows_sync.playback.mixer import Mixer
from gallows_sync.playback.output import SilentOutput
from gallows_sync.playback.ports import Clock, Output

log = logging.getLogger(__name__)


class SoundDevice:
    """Has ``mixer`` fill an output, at whose rate the mixer then runs. For the thread that steers.

    ``told`` gets the output's name, and whether it works, whenever another one is used.
    """

    def __init__(
        self,
        open_output: Callable[[Clock, int], Output],
        clock: Clock,
        mixer: Mixer,
        told: Callable[[str, bool], None],
    ) -> None:
        self._open_output = open_output
        self._clock = clock
        self._mixer = mixer
        self._told = told
        self._output: Output | None = None

    @property
    def in_use(self) -> bool:
        return self._output is not None

    def run_at(self, rate_hz: int) -> None:
        """Use an output that was opened for ``rate_hz``: that in use, if it was and is still there."""
        if self._output is None or self._output.rate_hz != rate_hz or not self._output.alive():
            self.open(rate_hz)

    def open(self, rate_hz: int) -> None:
        """Use an output anew, at ``rate_hz`` if it can."""
        self.close()
        self._use(self._open_output(self._clock, rate_hz))

    def mind(self, *, look: bool) -> None:
        """Use another output where the one in use has gone; ``look`` for one where none works."""
        output, rate_hz = self._output, self._mixer.rate_hz
        if output is None:
            return
        if not output.alive():
            self.open(rate_hz)
        elif output.silent and look:
            found = self._open_output(self._clock, rate_hz)
            if not found.silent:
                output.close()
                self._use(found)

    def close(self) -> None:
        if self._output is not None:
            self._output.close()

    def _use(self, output: Output) -> None:
        self._output = output
        self._mixer.rate_hz = output.rate_hz
        self._mixer.follow_another_output()
        try:
            output.start(self._mixer.fill)
        except GallowsSyncError as error:
            log.warning("%s", error)
            self._output = SilentOutput(self._clock, output.rate_hz)
            self._output.start(self._mixer.fill)
        self._told(self._output.name, not self._output.silent)
