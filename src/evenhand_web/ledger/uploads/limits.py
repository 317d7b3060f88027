"""What one file that is sent in may have at most."""

MEGABYTE = 1024 * 1024

LARGEST_FILE_BYTES = 20 * MEGABYTE
LONGEST_NAME = 120

MOST_MEMBERS = 2000
MOST_UNPACKED_BYTES = 200 * MEGABYTE
MOST_TIMES_SMALLER = 150  # how many times its packed size a member may unpack to: a sheet of one number reaches about a hundred
SMALL_MEMBER_BYTES = MEGABYTE  # below which it does not matter how well it was packed

MOST_PIXELS = 100_000_000

MOST_ATTACHMENTS = 50


def size_in_words(size: int) -> str:
    """A size as people say it: in MB from one upwards, below it in KB, below that in bytes."""
    if size >= MEGABYTE:
        return f"{size / MEGABYTE:.1f} MB".replace(".0 MB", " MB")
    return f"{size / 1024:.0f} KB" if size >= 1024 else f"{size} byte{'' if size == 1 else 's'}"
