"""The search for the cues in the open film, as the window shows it: how far it is, what it proposes.

Whether a proposal is in the map is read off the map, so that undo needs nothing more.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from gallows_sync.core.cue_map import Certainty, Cue, CueMap
from gallows_sync.core.findings import Found, Unfound
from gallows_sync.core.media_files import AlbumMatch, FilmFile
from gallows_sync.errors import GallowsSyncError
from gallows_sync.search.placing import Proposal, proposals
from gallows_sync.search.run import SearchJob, SearchProgress, Unsearched
from gallows_sync.search.worker import SearchOutcome, SearchWorker
from gallows_sync.wording import phrase

SAME_PLACE_S = Fraction(1, 1000)
"""Places that differ by less are one: a map that was saved and read again has rounded times."""

_STARTING = phrase("CueSearch", "Starting the search")


class Verdict(Enum):
    """What became of a proposal."""

    OPEN = "open"
    PRESENT = "present"
    """The map had it before the search."""
    ACCEPTED = "accepted"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A proposal and what became of it."""

    proposal: Proposal
    verdict: Verdict

    @property
    def id(self) -> str:
        return self.proposal.cue.id


@dataclass(frozen=True, slots=True)
class SearchState:
    """A search at one moment.

    ``words`` say what it does, ``done`` (0 to 1) and ``seconds_left`` how far it is; ``error`` says why it
    ended. Until it is ``finished``, ``candidates`` may still change and nothing can be accepted. ``unfound``
    are the tracks that were searched for in vain, ``unsearched`` what could not be searched for.
    """

    words: str = _STARTING
    done: float = 0.0
    seconds_left: float | None = None
    candidates: tuple[Candidate, ...] = ()
    unfound: tuple[Unfound, ...] = ()
    unsearched: tuple[Unsearched, ...] = ()
    finished: bool = False
    error: str | None = None

    def acceptable(self, cue_id: str) -> Proposal | None:
        """Return the proposal of this id, if it can be put into the map."""
        decided = (Verdict.PRESENT, Verdict.ACCEPTED)
        for found in self.candidates:
            if found.id == cue_id and found.verdict not in decided and self.finished:
                return found.proposal
        return None

    @property
    def undecided(self) -> tuple[Proposal, ...]:
        """What can be accepted at once: neither in the map nor rejected."""
        if not self.finished:
            return ()
        return tuple(found.proposal for found in self.candidates if found.verdict is Verdict.OPEN)


def search_obstacle(film: FilmFile | None, match: AlbumMatch | None) -> str | None:
    """Return why the cues cannot be searched for, and what would do; None if they can."""
    if film is None:
        return phrase("CueSearch", "Open the film to find its cues.")
    if film.sound is None:
        return phrase("CueSearch", "This film has no sound to find the cues in.")
    if match is None:
        return phrase("CueSearch", "Open the album to find its tracks in the film.")
    if not any(_has_file(match, track.track) for track in match.tracks):
        return phrase("CueSearch", "The album has no file for any of the map's tracks.")
    return None


class CueSearch:
    """The search that is under way or has ended, if any. Every method belongs to the main thread.

    Args:
        post: runs a function on the main thread, from any thread.
        changed: called after each change of what ``state`` returns.
    """

    def __init__(self, post: Callable[[Callable[[], None]], None], changed: Callable[[], None]) -> None:
        self._post = post
        self._changed = changed
        self._job: SearchJob | None = None
        self._worker: SearchWorker | None = None
        self._ending: list[SearchWorker] = []
        self._progress = SearchProgress(_STARTING, 0.0)
        self._proposals: tuple[Proposal, ...] = ()
        self._outcome = SearchOutcome()
        self._rejected: frozenset[str] = frozenset()
        self._finished = False
        self._error: str | None = None

    @property
    def film(self) -> FilmFile | None:
        """The film that is or was searched."""
        return self._job.film if self._job is not None else None

    def start(self, job: SearchJob) -> None:
        """Search, in place of what was found before."""
        self.drop()
        self._job = job
        self._worker = SearchWorker(job, self, self._post)
        self._changed()

    def drop(self) -> None:
        """End the search, and forget what it found."""
        if self._worker is not None:
            self._worker.stop()
            self._ending.append(self._worker)
            self._worker = None
        self._job = self._error = None
        self._progress = SearchProgress(_STARTING, 0.0)
        self._proposals, self._outcome, self._rejected = (), SearchOutcome(), frozenset()
        self._finished = False

    def close(self) -> None:
        """End the search, and wait until its process is gone."""
        self.drop()
        for worker in self._ending:
            worker.join()

    def reject(self, cue_id: str) -> None:
        """Leave this proposal out; it can be accepted all the same."""
        self._rejected |= {cue_id}
        self._changed()

    def proposal(self, cue_id: str) -> Proposal | None:
        return next((proposal for proposal in self._proposals if proposal.cue.id == cue_id), None)

    def state(self, cue_map: CueMap) -> SearchState | None:
        """Return how the search stands against ``cue_map``; None if there is none."""
        if self._job is None:
            return None
        job = self._job
        return SearchState(
            self._progress.words,
            self._progress.done,
            self._progress.seconds_left,
            tuple(Candidate(found, self._verdict(found, job.cue_map, cue_map)) for found in self._proposals),
            self._outcome.unfound,
            self._outcome.unsearched,
            self._finished,
            self._error,
        )

    def _verdict(self, proposal: Proposal, before: CueMap, now: CueMap) -> Verdict:
        if _stands(proposal.cue, now):
            return Verdict.PRESENT if _stands(proposal.cue, before) else Verdict.ACCEPTED
        stands = now.cue(proposal.cue.id)
        by_hand = stands is not None and stands.certainty is Certainty.CONFIRMED
        otherwise = by_hand and stands != before.cue(proposal.cue.id)
        return Verdict.REJECTED if otherwise or proposal.cue.id in self._rejected else Verdict.OPEN

    # -- the worker reports

    def progressed(self, progress: SearchProgress) -> None:
        if self._job is not None and progress.found != self._progress.found:
            self._propose(progress.found)
        self._progress = progress
        self._changed()

    def finished(self, outcome: SearchOutcome) -> None:
        self._propose(outcome.found)
        self._outcome = outcome
        self._finished = True
        self._changed()

    def failed(self, error: GallowsSyncError) -> None:
        self._proposals = ()
        self._error = str(error)
        self._changed()

    def _propose(self, found: Sequence[Found]) -> None:
        assert self._job is not None
        proposed = proposals(self._job.cue_map, found, self._job.film)
        confirmed = _confirmed(self._job.cue_map, found, proposed)
        self._proposals = tuple(
            sorted((*proposed, *confirmed), key=lambda proposal: proposal.found.film.film_in)
        )


def _confirmed(cue_map: CueMap, found: Sequence[Found], proposed: Sequence[Proposal]) -> tuple[Proposal, ...]:
    """Return the confirmed cues where what was found agrees with them; they stay exactly as they are."""
    new = {id(proposal.found) for proposal in proposed}
    kept: dict[str, Proposal] = {}
    for stretch in found:
        if id(stretch) not in new:
            cue = next((cue for cue in cue_map.cues if _agrees(cue, stretch)), None)
            if cue is not None:
                kept.setdefault(cue.id, Proposal(cue, stretch, new=False))
    return tuple(kept.values())


def _agrees(cue: Cue, stretch: Found) -> bool:
    return (
        cue.certainty is Certainty.CONFIRMED
        and cue.film is not None
        and cue.track == stretch.track
        and cue.film.overlap(stretch.film) > 0
    )


def _has_file(match: AlbumMatch, track: int) -> bool:
    return any(found.track == track and (found.recording or found.takes) for found in match.tracks)


def _stands(cue: Cue, cue_map: CueMap) -> bool:
    """Return whether ``cue_map`` has this cue at this very place."""
    now = cue_map.cue(cue.id)
    if now is None or now.film is None or cue.film is None:
        return False
    if now.certainty is Certainty.ESTIMATED or (now.track, now.take) != (cue.track, cue.take):
        return False
    apart = (
        now.film.film_in - cue.film.film_in,
        now.film.film_out - cue.film.film_out,
        now.music_in - cue.music_in,
        (now.speed - cue.speed) * cue.film.duration,
    )
    return all(abs(seconds) < SAME_PLACE_S for seconds in apart)
