"""Work done in a process of its own, forked so that it begins at once; it can be killed at any moment."""

import os
import signal
import traceback
from collections.abc import Callable
from typing import TextIO

from django.db import connections

from tests.site.sites import Site


class OtherProcess:
    """A forked process that opens the site anew and writes lines to its parent."""

    def __init__(self, site: Site, work: Callable[[Callable[[str], None]], None]) -> None:
        connections.close_all()  # a connection has one owner
        reading, writing = os.pipe()
        self._pid = os.fork()
        if self._pid == 0:
            os.close(reading)
            _run(site, work, writing)
        os.close(writing)
        self._said: TextIO = os.fdopen(reading)

    def next_line(self) -> str:
        """Wait for the next line that it writes."""
        return self._said.readline().strip()

    def killed(self) -> list[str]:
        """Kill it with no chance to tidy up; every line that it had written by then."""
        os.kill(self._pid, signal.SIGKILL)
        return self._ended()

    def finished(self) -> list[str]:
        """Wait for its end; every line that it wrote. Fails if it did."""
        lines = self._ended()
        assert not [line for line in lines if line.startswith("failed")], "\n".join(lines)
        return lines

    def _ended(self) -> list[str]:
        with self._said:
            lines = self._said.read().splitlines()
        os.waitpid(self._pid, 0)
        return lines


def _run(site: Site, work: Callable[[Callable[[str], None]], None], writing: int) -> None:
    def say(line: str) -> None:
        os.write(writing, f"{line}\n".encode())

    try:
        site.opened()
        work(say)
        connections.close_all()
    except BaseException:
        say("failed: " + traceback.format_exc())
    finally:
        os._exit(0)
