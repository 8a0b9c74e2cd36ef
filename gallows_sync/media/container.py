"""Opening the user's media files with PyAV, its errors put into words: what film, album and decoder share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from gallows_sync.errors import GallowsSyncError
from gallows_sync.wording import Phrase, phrase

if TYPE_CHECKING:
    from av.audio.stream import AudioStream
    from av.container import InputContainer
    from av.video.stream import VideoStream

_Stream = TypeVar("_Stream")

_NOT_MEDIA = frozenset({"tty", "concat", "hls", "image2", "ico", "webvtt", "srt", "ass", "microdvd"})
"""FFmpeg "formats" that are text, playlists, pictures or subtitles: no film and no recording."""


class MediaError(GallowsSyncError):
    """A media file, or a folder of them, that cannot be used; ``path`` is which, ``reason`` is why."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            phrase("Container", "{path}: {reason}").fill(path=printable(str(path)), reason=reason)
        )
        self.path = path
        self.reason = reason


def printable(text: str) -> str:
    """Return ``text`` fit for one line of output: file names may hold line breaks and broken encodings."""
    shown = text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in shown)


def open_container(path: Path) -> InputContainer:
    """Return the opened file; the caller closes it (it is a context manager).

    Raises:
        MediaError: it is missing, not a file, not allowed to be read, or no film and no recording.
    """
    import av

    if path.is_dir():
        raise MediaError(path, phrase("Container", "is a folder; a media file was expected"))
    if path.exists() and not path.is_file():
        raise MediaError(path, phrase("Container", "is not a regular file"))
    if path.exists() and path.stat().st_size == 0:
        raise MediaError(path, phrase("Container", "is empty"))
    try:
        # Absolute, because FFmpeg takes "name: rest.mkv" for a network protocol called "name".
        container = av.open(str(path.absolute()), mode="r", metadata_errors="surrogateescape")
    except FileNotFoundError as error:
        raise MediaError(path, phrase("Container", "there is no such file")) from error
    except PermissionError as error:
        raise MediaError(path, phrase("Container", "may not be read; check its permissions")) from error
    except (av.error.FFmpegError, OSError, ValueError) as error:
        raise MediaError(
            path, phrase("Container", "is no film and no sound that FFmpeg can read, or it is damaged")
        ) from error
    names = set(container.format.name.split(","))
    if names & _NOT_MEDIA or any(name.endswith("_pipe") for name in names):
        container.close()
        raise MediaError(
            path,
            phrase("Container", "is a picture, a text or a playlist; a film or a recording was expected"),
        )
    return container


def open_stream(
    path: Path, pick: Callable[[InputContainer], _Stream | None], missing: Phrase
) -> tuple[InputContainer, _Stream]:
    """Return the opened file and the stream that ``pick`` finds in it; the caller closes the file.

    Raises:
        MediaError: as `open_container`; or there is none, which ``missing`` says.
    """
    container = open_container(path)
    stream = pick(container)
    if stream is None:
        container.close()
        raise MediaError(path, missing)
    return container, stream


def open_picture(path: Path) -> tuple[InputContainer, VideoStream]:
    """Return the opened film and its moving picture, as `open_stream`."""
    return open_stream(path, picture_stream, phrase("Container", "has no picture; a film was expected"))


def undecodable(path: Path, film_time: float) -> MediaError:
    """Return that the film's picture at this film time (s) cannot be decoded."""
    broken = phrase("Container", "its picture cannot be decoded at {place:.0f} s")
    return MediaError(path, broken.fill(place=film_time))


def picture_stream(container: InputContainer) -> VideoStream | None:
    """Return the moving picture: the default stream, else the first; never cover art or a thumbnail."""
    import av.stream

    still = av.stream.Disposition.attached_pic | av.stream.Disposition.timed_thumbnails
    # A stream that this FFmpeg cannot decode has no codec context.
    moving = [s for s in container.streams.video if s.codec_context and not s.disposition & still]
    return next(
        (s for s in moving if s.disposition & av.stream.Disposition.default), next(iter(moving), None)
    )


def sound_stream(container: InputContainer) -> AudioStream | None:
    """Return the sound that is played: the container's default stream, else its first."""
    import av.stream

    sounds = [s for s in container.streams.audio if s.codec_context]
    return next(
        (s for s in sounds if s.disposition & av.stream.Disposition.default), next(iter(sounds), None)
    )
