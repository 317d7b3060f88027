"""Fetches the front-end packages by name with npm, takes what the site and its tests serve, and rewrites it for a trust's own site.

A developer runs it to move to a new version: `python tools/vendor_front_end.py`. The site itself needs no Node. What is rewritten:
the crown and the font belong to GOV.UK alone; absolute addresses break under a hashed static root; source maps are not kept.
"""

import io
import re
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
STATIC = ROOT / "src/evenhand_web/pages/shell/static"
ENDINGS = (".css", ".js")

MIT = """The MIT License (MIT)

Copyright (c) {holder}

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the "Software"),
to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense,
and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS
IN THE SOFTWARE.

Changed for Evenhand by tools/vendor_front_end.py: font, crown, addresses of pictures, source maps.
"""


def main() -> None:
    """Put each package in place of the one that stands there."""
    look_of("govuk-frontend", "6.6.0", "dist/govuk", "2017 Crown Copyright (Government Digital Service)")
    look_of("@ministryofjustice/frontend", "11.1.0", "moj", "2019 Ministry of Justice", folder="moj-frontend")
    axe_for_tests("4.14.1")


def look_of(package: str, version: str, inside: str, holder: str, folder: str = "") -> None:
    """The minified style and script of a package, its pictures that they name, and its licence, under a folder with the version in its name."""
    named = folder or package
    packed = contents(package, version)
    target = emptied(STATIC / f"{named}-{version}")
    style, script = (packed[f"{inside}/{named}.min{ending}"].decode() for ending in ENDINGS)
    style = without_what_is_not_ours(style)
    (target / f"{named}.min.css").write_text(style)
    (target / f"{named}.min.js").write_text(without_map(script))
    (target / "LICENSE").write_text(MIT.format(holder=holder))
    for picture in sorted(set(re.findall(r"url\((assets/[^)]+)\)", style))):
        (target / picture).parent.mkdir(parents=True, exist_ok=True)
        (target / picture).write_bytes(packed[f"{inside}/{picture}"])


def without_what_is_not_ours(style: str) -> str:
    """The style with plain fonts for GOV.UK's own, no crown, addresses that hold wherever the folder stands, and no source map."""
    style = re.sub(r"@font-face\{[^}]*\}", "", style)
    style = style.replace("GDS Transport,arial", "Helvetica Neue,Helvetica,Arial")
    style = re.sub(r"url\([^)]*crest[^)]*\)", "none", style)
    return without_map(style.replace("url(/assets/", "url(assets/"))


def without_map(text: str) -> str:
    """The text without the comment that names its source map."""
    return re.sub(r"\s*(/\*# sourceMappingURL=\S+ \*/|//# sourceMappingURL=\S+)\s*", "\n", text)


def axe_for_tests(version: str) -> None:
    """The accessibility checker, for the tests alone, as its authors sent it out."""
    packed = contents("axe-core", version)
    target = emptied(ROOT / "tests/pages/vendor")
    for name in ("axe.min.js", "LICENSE"):
        (target / name).write_bytes(packed[name])


def contents(package: str, version: str) -> dict[str, bytes]:
    """Every file of a published package, by its path."""
    with tempfile.TemporaryDirectory() as folder:
        told = subprocess.run(["npm", "pack", "--silent", f"{package}@{version}"], cwd=folder, check=True, capture_output=True, text=True)
        packed = (Path(folder) / told.stdout.strip().splitlines()[-1]).read_bytes()
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        return {member.name.removeprefix("package/"): archive.extractfile(member).read() for member in archive if member.isfile()}  # type: ignore[union-attr]


def emptied(folder: Path) -> Path:
    """The folder, there and empty."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


if __name__ == "__main__":
    main()
