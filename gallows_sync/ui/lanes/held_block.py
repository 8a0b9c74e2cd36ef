"""A block that the pointer holds: dragged with what it sticks to, and edited once it is let go."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gallows_sync.ui.lanes.dragging import Grip, Hold
from gallows_sync.ui.lanes.geometry import SnapKind, SnapPlace, near, snap
from gallows_sync.ui.lanes.previews_port import PreviewsPort
from gallows_sync.ui.lanes.scene import Scene
from gallows_sync.ui.session_port import SessionPort

SNAP = 8
"""Logical pixels from which an edge goes to a place that it sticks to."""

_SHOTS_S = 0.25  # seconds a pixel below which shot changes are looked for wherever the edges come


class HeldBlock:
    """``grip`` pressed at ``x`` (widget pixels); the scene shows its drag from ``drag_to`` on."""

    def __init__(
        self, grip: Grip, x: float, scene: Scene, session: SessionPort, previews: PreviewsPort
    ) -> None:
        self.grip = grip
        self.x = x
        self.film_s = scene.film_time(x)
        """The film time (s) that was pressed."""
        self._scene = scene
        self._session = session
        self._previews = previews

    def drag_to(self, x: float, *, snapping: bool) -> None:
        """Show block and ribbon where they would be."""
        scene, grip = self._scene, self.grip
        by, scale = scene.film_time(x) - self.film_s, scene.film_view.scale
        ends = grip.ends(by)
        if scene.drag is None:
            self._previews.look_for_shots(grip.ends(0.0))
        if scale <= _SHOTS_S:
            self._previews.look_for_shots(ends)
        reach = SNAP * scale
        snapped = snap(ends, list(self._places(ends, reach)), reach) if snapping else None
        scene.drag = grip.dragged(by, self._film_end(), snapped)

    def edit(self) -> None:
        """Change the cue as the drag shows it, by one command; not at all where it came back."""
        drag, editing = self._scene.drag, self._session.editing
        if drag is None or not drag.changes:
            return
        block = drag.block
        if self.grip.hold is Hold.IN:
            editing.trim_in(block.cue_id, block.film_in)
        elif self.grip.hold is Hold.OUT:
            editing.trim_out(block.cue_id, block.film_out)
        else:
            editing.move_cue(block.cue_id, block.film_in)

    def _places(self, ends: Sequence[float], reach: float) -> Iterator[SnapPlace]:
        """Yield what these edges can stick to; where two lie together, what says more comes first."""
        yield SnapPlace(self._scene.position, SnapKind.PLAYHEAD)
        shots = self._previews.shots()
        for kind, times in (
            (SnapKind.MATCH, self._matches()),
            (SnapKind.SHOT, [shot for end in ends for shot in near(shots, end, reach)]),
            (SnapKind.SCENE, [edge for end in ends for edge in self._other_edges(end, reach)]),
        ):
            for seconds in times:
                yield SnapPlace(seconds, kind)

    def _matches(self) -> list[float]:
        """Return where stretches that the search found begin and end (s), but for the rejected ones."""
        from gallows_sync.cue_search import Verdict

        search = self._session.search
        spans = [
            found.proposal.found.film
            for found in (search.candidates if search is not None else ())
            if found.verdict is not Verdict.REJECTED
        ]
        return [float(edge) for span in spans for edge in (span.film_in, span.film_out)]

    def _other_edges(self, end: float, reach: float) -> list[float]:
        return [
            edge
            for block in self._scene.ties.between(end - reach, end + reach)
            if block.cue_id != self.grip.block.cue_id and not block.proposed
            for edge in (block.film_in, block.film_out)
        ]

    def _film_end(self) -> float:
        """Return where scenes must end (s): with the copy that the map is of, else with the film."""
        known = self._session.cue_map.film.duration
        return float(known) if known is not None else self._scene.duration
