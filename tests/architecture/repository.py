"""What stands in the repository, leaving out what is made from it."""

from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

ROOT = Path(__file__).parents[2]
MADE = [".git", *(line.rstrip("/") for line in (ROOT / ".gitignore").read_text().splitlines())]


def files(suffix: str = "") -> Iterator[Path]:
    """Every file whose name ends so, that git does not ignore."""
    yield from (path for path in _under(ROOT) if path.name.endswith(suffix))


def texts() -> Iterator[tuple[str, str]]:
    """The path and text of every file that is text in UTF-8, but for the examples, which are as other systems write them."""
    for path in files():
        named = path.relative_to(ROOT).as_posix()
        if not named.startswith("examples/marram/"):
            yield named, path.read_text(encoding="utf-8", errors="replace")


def _under(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if any(fnmatch(path.name, made) for made in MADE):
            continue
        if path.is_dir():
            yield from _under(path)
        else:
            yield path
