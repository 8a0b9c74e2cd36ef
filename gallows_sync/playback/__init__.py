"""One clock: the film through libVLC, the album placed under it, one stream of sound out."""
