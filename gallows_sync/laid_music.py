"""The music that lies under the film: the map's, and over it that of a proposed cue that is listened to."""

from collections.abc import Callable

from gallows_sync.core.cue_map import Cue, CueMap
from gallows_sync.core.media_files import AlbumMatch, Recording
from gallows_sync.playback.balance import equal_gains
from gallows_sync.playback.conform import PlacedMusic
from gallows_sync.playback.transport import Transport


class LaidMusic:
    """What the transport was given to play with the film. Every method belongs to the main thread."""

    def __init__(self, transport: Transport) -> None:
        self.auditioned: Cue | None = None
        """The proposed cue that is listened to: laid under the film, but not in the map."""
        self.failures: dict[str, str] = {}
        """Why music cannot be heard, by the cue's id, as far as that has turned out."""
        self._transport = transport
        self._cues: tuple[Cue, ...] = ()
        self._match: AlbumMatch | None = None
        self._laid: tuple[PlacedMusic, ...] = ()
        self._loudness: Callable[[Recording | None], float | None] | None = None

    def lay(self, cue_map: CueMap, match: AlbumMatch | None) -> None:
        """Lay the map's music; that of a cue that is listened to covers what is there."""
        self._cues, self._match = cue_map.cues, match
        self._lay()

    def audition(self, cue: Cue) -> None:
        """Lay this proposed cue over the map's."""
        self.auditioned = cue
        self._lay()

    def end_audition(self) -> None:
        """Lay the map's own music again."""
        if self.auditioned is not None:
            self.auditioned = None
            self._lay()

    def hear_equally(self, loudness: Callable[[Recording | None], float | None]) -> None:
        """Take from ``loudness`` how loud (LUFS) the film's sound (None) and recordings are, as far as known.

        Called again whenever more of it is known.
        """
        self._loudness = loudness
        self._equalise()

    def _lay(self) -> None:
        cues = [cue for cue in self._cues if cue.placed]
        if self.auditioned is not None:
            cues = [cue for cue in cues if not _in_the_way(cue, self.auditioned)] + [self.auditioned]
        laid = tuple(
            PlacedMusic(cue, self._match.recording_for(cue) if self._match is not None else None)
            for cue in cues
        )
        if laid != self._laid or self.failures:
            self._laid, self.failures = laid, {}
            self._transport.lay(laid)
            self._equalise()

    def _equalise(self) -> None:
        """Say by what every track, and what lies under the film, is as loud as the film."""
        if self._loudness is not None:
            tracks = self._match.tracks if self._match is not None else ()
            heard = {*(music.recording for music in self._laid), *(track.recording for track in tracks)}
            lufs = {recording: self._loudness(recording) for recording in heard if recording is not None}
            self._transport.set_equal_gains(equal_gains(self._loudness(None), lufs))


def _in_the_way(cue: Cue, other: Cue) -> bool:
    """Return whether ``cue`` would be heard with ``other``, or is the same cue in another place."""
    if cue.id == other.id:
        return True
    return cue.film is not None and other.film is not None and cue.film.overlap(other.film) > 0
