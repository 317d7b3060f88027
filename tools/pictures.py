"""Takes the pictures of the documents: serves the demonstration in a folder of its own, signs in by its cards as a visitor would, and looks. Needs Chromium."""

import base64
import os
import shutil
import socket
import struct
import subprocess
import sys
import tempfile
import time
import urllib.request
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

PICTURES = Path(__file__).parents[1] / "docs" / "pictures"
EXECUTABLES = ("chromium", "chromium-browser", "google-chrome")
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-lcd-text", "--no-first-run", "--disable-background-networking", "--disable-sync"]
STARTS_WITHIN_SECONDS = 90
MOST_BYTES = 150_000
CHANGE = "changes/CH-2026-01"
# A page has few colours. Those alike, each channel within a step, become the commonest of them; so they fit a palette, and the file is a quarter of the size.
FEW_COLOURS = """async ([taken, step]) => {
    const bitmap = await createImageBitmap(await (await fetch("data:image/png;base64," + taken)).blob());
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
    context.drawImage(bitmap, 0, 0);
    const pixels = new Uint32Array(context.getImageData(0, 0, bitmap.width, bitmap.height).data.buffer), common = new Map(), alike = new Map();
    for (const pixel of pixels) common.set(pixel, (common.get(pixel) || 0) + 1);
    const channels = pixel => [pixel & 255, pixel >> 8 & 255, pixel >> 16 & 255];
    const group = pixel => channels(pixel).map(channel => Math.floor(channel / step)).join();
    for (const pixel of [...common.keys()].sort((one, other) => common.get(other) - common.get(one)))
        if (!alike.has(group(pixel))) alike.set(group(pixel), [alike.size, channels(pixel)]);
    const place = new Map([...common.keys()].map(pixel => [pixel, alike.get(group(pixel))[0] % 256]));
    let places = "";
    for (const pixel of pixels) places += String.fromCharCode(place.get(pixel));
    return [bitmap.width, bitmap.height, [...alike.values()].map(([, colour]) => colour), btoa(places)];
}"""


def main() -> int:
    """Take every picture. 0: taken; 2: there is no Chromium, or a picture is too large for a document."""
    executable = next(filter(None, map(shutil.which, EXECUTABLES)), None)
    if executable is None:
        print("The pictures need Chromium, and none was found. Install it (on Debian: apt-get install chromium fonts-liberation).", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder, served_demonstration(Path(folder)) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=QUIET)
        take_them(browser, address)
        browser.close()
    too_large = [path.name for path in PICTURES.glob("*.png") if path.stat().st_size > MOST_BYTES]
    if too_large:
        print(f"More than {MOST_BYTES:,} bytes: {', '.join(too_large)}. Cut them to what matters.", file=sys.stderr)
    return 2 if too_large else 0


@contextmanager
def served_demonstration(folder: Path) -> Iterator[str]:
    """The address of a demonstration that was just loaded, until it is no longer needed."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    others = {name: value for name, value in os.environ.items() if not name.startswith("EVENHAND_")}
    command = [sys.executable, "-m", "evenhand.cli", "serve", "--demo", "--port", str(port)]
    with subprocess.Popen(command, env={**others, "EVENHAND_DATA_DIR": str(folder)}) as server:
        try:
            yield answering(f"http://localhost:{port}/", server)
        finally:
            server.terminate()


def answering(address: str, server: subprocess.Popen[bytes]) -> str:
    """The address, once the server there answers. Raises OSError if it does not in time, or has ended."""
    last = time.monotonic() + STARTS_WITHIN_SECONDS
    while True:
        try:
            urllib.request.urlopen(f"{address}demonstration/").close()
            return address
        except OSError:
            if time.monotonic() > last or server.poll() is not None:
                raise
            time.sleep(0.2)


def take_them(browser: Browser, address: str) -> None:
    """Each picture from the seat that the page is for. The last one needs steps that nobody has taken yet, so it comes last."""
    adviser = seated(browser, address, "Asha Rahman", width=1000)
    adviser.goto(f"{address}{CHANGE}/")
    picture(adviser, "change", down_to=adviser.get_by_text("Since you were last here"))
    adviser.goto(f"{address}{CHANGE}/steps/change-release_notice/")
    picture(adviser, "why-notice-is-blocked", down_to=adviser.get_by_role("heading", name="And for some"))

    employee = seated(browser, address, "Tamsin Garside", width=375)
    picture(employee, "where-you-are", down_to=employee.get_by_text("Letters not opened").first)

    union = seated(browser, address, "Lorna Strudwick", width=1000)
    picture(union, "a-unions-page", down_to=union.get_by_text("What others did"))
    union.get_by_role("link", name="Receipts").first.click()
    union.get_by_role("row").filter(has_text="Raised a point").filter(has_text="you, UNISON").get_by_role("link", name="Receipt").click()
    picture(union, "receipt", down_to=union.get_by_role("link", name="The whole record"), from_=union.get_by_role("heading", level=1), width=880)

    score_the_last_person(seated(browser, address, "Nadia Patel"), address)
    adviser.goto(f"{address}{CHANGE}/steps/change-disclose_scores/")
    adviser.get_by_label("Tamsin Garside").check()
    adviser.get_by_role("button", name="Continue").click()
    picture(adviser, "check-with-its-letter", down_to=adviser.get_by_text("Quality", exact=True).last)


def seated(browser: Browser, address: str, name: str, *, width: int = 1280) -> Page:
    """A browser's window in which the person of that card is signed in, on her first page."""
    context = browser.new_context(viewport={"width": width, "height": 900}, locale="en-GB", reduced_motion="reduce")
    page = context.new_page()
    page.goto(address)
    page.get_by_role("button", name=f"Sign in as {name}").last.click()
    return page


def picture(page: Page, name: str, *, down_to, from_=None, width: int | None = None) -> None:
    """The page from its head, or from one place of it, down to another, without what stands in the margins."""
    page.wait_for_load_state("networkidle")
    whole = page.viewport_size["width"]
    left, top = (from_.bounding_box()["x"] - 20, from_.bounding_box()["y"] - 20) if from_ else (0, 0)
    wide = width or whole
    clip = {"x": left, "y": top, "width": wide, "height": down_to.bounding_box()["y"] - top - 10}
    (PICTURES / f"{name}.png").write_bytes(in_few_colours(page.context.browser, page.screenshot(full_page=True, clip=clip)))


def in_few_colours(browser: Browser, taken: bytes) -> bytes:
    """The same picture as a PNG with a palette of at most 256 colours."""
    page = browser.new_page()
    for step in (4, 8, 16, 32):
        width, height, colours, places = page.evaluate(FEW_COLOURS, [base64.b64encode(taken).decode(), step])
        if len(colours) <= 256:
            break
    page.close()
    pixels = base64.b64decode(places)
    rows = b"".join(b"\0" + pixels[at : at + width] for at in range(0, len(pixels), width))
    palette = bytes(channel for colour in colours for channel in colour)
    chunks = [(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)), (b"PLTE", palette), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks)


def score_the_last_person(page: Page, address: str) -> None:
    """Give the scores that are still to be given, so that people can be sent their own."""
    while True:
        page.goto(f"{address}{CHANGE}/scores/")
        waiting = page.get_by_role("link").filter(has_text="Not scored")
        if not waiting.count():
            break
        waiting.first.click()
        page.get_by_role("radio").nth(-2).check()
        page.get_by_label("Reason and evidence").fill("Seen in lessons in January 2027, after her return.")
        page.get_by_role("button", name="Save and go to the next person").click()
    page.get_by_role("button", name="Check and submit").or_(page.get_by_role("link", name="Check and submit")).click()
    page.get_by_role("button", name="Record this").click()


if __name__ == "__main__":
    sys.exit(main())
