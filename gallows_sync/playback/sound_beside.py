"""The film's sound read beside the player, on a thread of its own, to compare what is played with."""

from concurrent.futures import Future, ThreadPoolExecutor

from gallows_sync.playback.ports import FilmSoundReader, SoundStretch


class SoundBeside:
    """The reader of the film that is open, if it has sound. ``request`` may be called on any thread."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(1, "film-sound")
        self._reader: FilmSoundReader | None = None

    @property
    def there(self) -> bool:
        return self._reader is not None

    def open(self, reader: FilmSoundReader) -> None:
        """Read with ``reader`` from now on."""
        self._reader = reader

    def request(self, start: float, seconds: float) -> Future[SoundStretch]:
        """Have ``seconds`` read from ``start`` (s) on; cancelled if no film with sound is open any more."""
        reader = self._reader
        if reader is not None:
            return self._pool.submit(reader.read, start, seconds)
        nothing: Future[SoundStretch] = Future()
        nothing.cancel()
        return nothing

    def close_film(self) -> None:
        """Free the reader, after what was requested of it."""
        if self._reader is not None:
            self._pool.submit(self._reader.close)
        self._reader = None

    def close(self) -> None:
        """End the thread; blocks until it has."""
        self._pool.shutdown(cancel_futures=True)
