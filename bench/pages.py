"""Pages of the demonstration with twenty readers at once: the slowest in twenty of them beside an empty page of the same server."""

import http.client
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

from bench.measure import Measurement

IN_FLIGHT, REQUESTS = 20, 400
EMPTY = "/privacy/"  # the shell, and nothing asked of the database
PAGES = {
    "the change page": "/changes/CH-2026-01/",
    "the trust": "/trust/",
    "the record": "/changes/CH-2026-01/record/",
    "all steps": "/changes/CH-2026-01/steps/",
}


def measurements() -> list[Measurement]:
    """The 95th percentile of each page at 20 in flight, as a ratio to that of an empty page of the same stack in the same run."""
    with tempfile.TemporaryDirectory() as folder, _served(Path(folder)) as port:
        cookie = _signed_in(port)
        empty = _slowest_in_twenty(port, EMPTY, cookie)
        return [
            Measurement(
                f"{name}, p95 at {IN_FLIGHT} in flight",
                _slowest_in_twenty(port, path, cookie) / empty,
                "an empty page of the same stack",
                f"{empty * 1000:.0f} ms",
            )
            for name, path in PAGES.items()
        ]


@contextmanager
def _served(folder: Path) -> Iterator[int]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "EVENHAND_DATA_DIR": str(folder), "PYTHONPATH": "src"}
    server = subprocess.Popen([sys.executable, "-m", "evenhand.cli", "serve", "--demo", "--port", str(port)], env=environment, stdout=subprocess.DEVNULL)
    try:
        _wait_for(port, server)
        yield port
    finally:
        server.terminate()
        server.wait(20)


def _wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        if server.poll() is not None:
            raise RuntimeError("the demonstration could not be served")
        try:
            return socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.2)
    raise RuntimeError("the demonstration did not come up in two minutes")


def _signed_in(port: int) -> str:
    """The cookies of the first card of the start page."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("GET", "/")
    answer = connection.getresponse()
    page = answer.read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    form = re.search(r'<form[^>]*action="([^"]+)".*?</form>', page, re.DOTALL)
    assert token and form
    hidden = dict(re.findall(r'name="([^"]+)" value="([^"]*)"', form.group(0)))
    cookies = "; ".join(value.split(";")[0] for name, value in answer.getheaders() if name.lower() == "set-cookie")
    connection.request("POST", form.group(1), urlencode(hidden), {"Content-Type": "application/x-www-form-urlencoded", "Cookie": cookies})
    answer = connection.getresponse()
    answer.read()
    fresh = "; ".join(value.split(";")[0] for name, value in answer.getheaders() if name.lower() == "set-cookie")
    return fresh or cookies


def _slowest_in_twenty(port: int, path: str, cookie: str) -> float:
    """Seconds that 95 in 100 requests take at most."""
    _asked(port, path, cookie, 4)  # a first reader pays for reading the record
    with ThreadPoolExecutor(IN_FLIGHT) as readers:
        taken = sorted(seconds for found in readers.map(lambda _: _asked(port, path, cookie, REQUESTS // IN_FLIGHT), range(IN_FLIGHT)) for seconds in found)
    return taken[int(len(taken) * 0.95)]


def _asked(port: int, path: str, cookie: str, times: int) -> list[float]:
    taken = []
    for _ in range(times):
        connection = http.client.HTTPConnection("127.0.0.1", port)
        began = time.perf_counter()
        connection.request("GET", path, headers={"Cookie": cookie, "Accept-Encoding": "gzip"})
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{path} answered {answer.status}, so this measured something else")
        taken.append(time.perf_counter() - began)
        connection.close()
    return taken
