"""Fork servers, from the grader's side: start one, ask it for a child, renew it."""

from __future__ import annotations

import contextlib
import json
import os
import select
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import psutil

from autograder.errors import NotGraded
from autograder.i18n import _
from autograder.limits import Limits, MiB
from autograder.sandbox.bubblewrap import (
    WATCHED,
    clean_environment,
    server_command,
    write_server_settings,
)
from autograder.sandbox.imports import framework, imported_first

READY = 10.0  # seconds that a child gets; then the submission is started cold
MANY = 500  # submissions that one server serves
GROWTH = 128 * MiB  # by which a server may grow; it should not at all
END = 60.0  # seconds that a server gets to say how a kernel ended
ENDED = b"ended"  # what a server says of a kernel that has ended by itself
DESCRIPTORS = 2 + len(WATCHED)  # that come with a child: two processes, and what is watched


@dataclass(frozen=True)
class Child:
    """A kernel that a server has forked, by descriptors taken before any student's code ran.

    Attributes:
        descriptors: what a `Sandbox` holds; the first process in its namespaces is the first.
        connection: to the server; closing it ends the submission.
    """

    descriptors: tuple[int, ...]
    connection: socket.socket


class Forked:
    """What jupyter_client needs of a `subprocess.Popen`, for a kernel from a fork server."""

    stdin = stdout = stderr = None

    def __init__(self, child: Child) -> None:
        self._first, self._connection = os.dup(child.descriptors[0]), child.connection
        self.pid = 0  # it has none here; signals go through descriptors

    def poll(self) -> int | None:
        """Return None while it runs."""
        return 0 if select.select([self._first], [], [], 0)[0] else None

    def lost(self) -> bool:
        """Return, once it has ended, whether something outside of it, or its server's end, did it.

        Only the server says that a kernel has ended by itself, and only after its end.
        """
        self._connection.settimeout(END)
        try:
            return self._connection.recv(len(ENDED)) != ENDED
        except OSError:
            return True

    def kill(self) -> None:
        """End it, and everything that it has started."""
        with contextlib.suppress(ProcessLookupError):
            signal.pidfd_send_signal(self._first, signal.SIGKILL)

    def wait(self) -> int:
        """Wait until it has ended, and let the server go on; may be called again."""
        if self._connection.fileno() != -1:
            select.select([self._first], [], [])
            os.close(self._first)
            self._connection.close()
        return 0


def ask(address: Path, stage: str, arguments: Sequence[str], errors: int) -> Child:
    """Ask a server for a kernel.

    Args:
        address: of the server's socket.
        stage: name of the submission's folder in the server's stages/.
        arguments: of ipykernel_launcher.
        errors: a descriptor to which the kernel writes what it says on stderr.

    Raises:
        OSError: there is no server, or its child was not ready in time.
    """
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    connection.settimeout(READY)
    try:
        with _short(address) as path:
            connection.connect(path)
        request = {"stage": stage, "arguments": list(arguments)}
        socket.send_fds(connection, [json.dumps(request).encode()], [errors])
        message, received, _flags, _address = socket.recv_fds(connection, 16, DESCRIPTORS)
        if message != b"ready" or len(received) != DESCRIPTORS:
            for descriptor in received:
                os.close(descriptor)
            raise ConnectionError("the fork server made no child")
    except BaseException:
        connection.close()
        raise
    return Child(tuple(received), connection)


@contextlib.contextmanager
def _short(address: Path) -> Iterator[str]:
    """Yield another path to a socket: the kernel takes 107 bytes at most, wherever it lies."""
    folder = os.open(address.parent, os.O_PATH | os.O_DIRECTORY)
    try:
        yield f"/proc/self/fd/{folder}/{address.name}"
    finally:
        os.close(folder)


class ForkServer:
    """A sandboxed process that has imported a framework and forks a kernel for each submission.

    One submission lives at a time. The process starts at once; what it imports takes seconds, in
    which there is something else to do until `wait`.

    Args:
        hidden: folders that stay invisible, such as the course's root.
        modules: what to import.
        environment: variables of the kernels.
        limits: of each submission.

    Attributes:
        folder: with socket, which `ask` needs, and stages/, for the folders of submissions; it
            goes into `c.SealedExecute.fork_server`.
        served: how many submissions it was handed out for.
    """

    def __init__(
        self,
        hidden: Sequence[Path],
        modules: Sequence[str],
        environment: Mapping[str, str],
        limits: Limits,
    ) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="server-"))
        self.served = 0
        write_server_settings(self.folder, limits, list(modules))
        self._processes: list[psutil.Process] = []
        self._size = 0
        ready, theirs = os.pipe()
        self._ready = os.fdopen(ready, "rb")
        with (
            socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as listener,
            (self.folder / "log").open("wb") as log,
        ):
            with _short(self.folder / "socket") as path:
                listener.bind(path)
            listener.listen()
            self._process = subprocess.Popen(  # noqa: S603 - our own command
                server_command(self.folder, hidden, limits, listener.fileno(), theirs),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=clean_environment(environment),
                cwd="/",
                pass_fds=(listener.fileno(), theirs),
            )
            os.close(theirs)

    def wait(self) -> None:
        """Wait until its imports are done.

        Raises:
            NotGraded: it did not start.
        """
        if self._ready.closed:
            return
        with self._ready:
            self._ready.read()  # until the server closes its end
        if self._process.poll() is not None:
            words = (self.folder / "log").read_text(encoding="utf-8", errors="replace")
            self.close()
            raise NotGraded(
                _("a fork server did not start: {words}").format(words=words.strip()[-500:])
            )
        with contextlib.suppress(psutil.NoSuchProcess):
            self._processes = psutil.Process(self._process.pid).children(recursive=True)
        self._size = self._memory()

    def fit(self) -> bool:
        """Return whether it still runs, has not grown, and has not served MANY submissions."""
        if self._process.poll() is not None:
            return False
        starting = not self._ready.closed
        return starting or (self.served < MANY and self._memory() - self._size < GROWTH)

    def _memory(self) -> int:
        """Return the bytes that it holds in memory, and bubblewrap around it; 0 if it ended."""
        with contextlib.suppress(psutil.NoSuchProcess):
            return sum(one.memory_info().rss for one in self._processes)
        return 0

    def kill(self) -> None:
        """End it, and what it has forked, at once."""
        self._process.kill()
        self._process.wait()
        self._ready.close()

    def close(self) -> None:
        """End it, and remove its folder."""
        self.kill()
        shutil.rmtree(self.folder)


class ForkServers:
    """The fork servers of one worker process, one a framework, started when first needed.

    Args:
        hidden: folders that stay invisible, such as the course's root.
        environment: variables of the kernels.
        limits: of each submission.
    """

    def __init__(
        self, hidden: Sequence[Path], environment: Mapping[str, str], limits: Limits
    ) -> None:
        self._settings = (hidden, environment, limits)
        self._servers: dict[str, ForkServer] = {}
        self._failures: dict[str, NotGraded] = {}

    def for_notebook(self, text: str) -> ForkServer:
        """Return a server that has imported what a notebook, as it lies in its file, imports.

        It is renewed when it has ended, has grown or has served MANY submissions.

        Raises:
            NotGraded: it did not start; it is not tried again.
        """
        server = self.begin(text)
        try:
            server.wait()
        except NotGraded as error:
            name = framework(text)
            self._failures[name] = error
            del self._servers[name]
            raise
        server.served += 1
        return server

    def begin(self, text: str) -> ForkServer:
        """Let the server start that a notebook will need; return it, ready or not.

        Raises:
            NotGraded: it did not start before.
        """
        name = framework(text)
        if name in self._failures:
            raise self._failures[name]
        server = self._servers.get(name)
        if server is not None and not server.fit():
            self._servers.pop(name).close()
            server = None
        if server is None:
            hidden, environment, limits = self._settings
            modules = imported_first(text)
            server = self._servers[name] = ForkServer(hidden, modules, environment, limits)
        return server

    def close(self) -> None:
        """End them all."""
        for server in self._servers.values():
            server.close()
        self._servers.clear()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()
