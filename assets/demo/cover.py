COVER_SIZE = 600


def draw_cover() -> bytes:
    return b""
