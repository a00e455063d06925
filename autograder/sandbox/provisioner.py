"""The kernel provisioner: Jupyter starts the student's kernel with it, behind the walls."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import select
import signal
import socket
import threading
import time
from pathlib import Path
from typing import Any

import psutil
from jupyter_client.provisioning.local_provisioner import LocalProvisioner
from traitlets import Dict, Unicode
from traitlets.config import Config

from autograder.errors import NotGraded
from autograder.sandbox.bubblewrap import (
    CONNECTION,
    HOME,
    SOCKETS,
    clean_environment,
    command,
    furnish,
)
from autograder.sandbox.limits import Limits

NAME = "autograder-sandbox"
CHANNELS = range(1, 6)
START = 60.0  # seconds until a kernel must have opened its channels
END = 30.0  # seconds until everything that was killed must be gone
TAIL = 4000  # bytes kept of what is written to the sandbox's own stderr


class Room:
    """A running sandbox, held by descriptors that were taken before any code of the student ran.

    Nothing that happens inside can make them point to something else: not a process number used
    again, not a folder that was moved or replaced by a link.

    Args:
        first: the number, outside, of the first process inside; all others die with it.
    """

    def __init__(self, first: int) -> None:
        kernel = psutil.Process(first).children()[0].pid
        with contextlib.ExitStack() as opened:
            self.first = self._keep(opened, os.pidfd_open(first))
            self.kernel = self._keep(opened, os.pidfd_open(kernel))
            root = f"/proc/{first}/root"
            self.sockets = self._keep(opened, _folder(f"{root}{SOCKETS}"))
            self.processes = self._keep(opened, _folder(f"{root}/proc"))
            self.written = [
                self._keep(opened, _folder(f"{root}{path}"))
                for path in (HOME, "/tmp", "/dev/shm")  # noqa: S108 - the sandbox's own
            ]
            self._opened = opened.pop_all()

    @staticmethod
    def _keep(opened: contextlib.ExitStack, descriptor: int) -> int:
        opened.callback(os.close, descriptor)
        return descriptor

    def interrupt(self) -> None:
        """Send SIGINT to the kernel: what Jupyter's stop button does."""
        with contextlib.suppress(ProcessLookupError):
            signal.pidfd_send_signal(self.kernel, signal.SIGINT)

    def kill(self) -> None:
        """End every process in the sandbox at once."""
        with contextlib.suppress(ProcessLookupError):
            signal.pidfd_send_signal(self.first, signal.SIGKILL)

    def wait(self) -> None:
        """Wait until every process in the sandbox has ended.

        The first one ends last: Linux sees to that.

        Raises:
            NotGraded: something in there cannot be ended.
        """
        if not select.select([self.first], [], [], END)[0]:
            raise NotGraded(f"processes of the sandbox are still there {END:g} s after its end")

    def close(self) -> None:
        """Let the descriptors go."""
        self._opened.close()


def _folder(path: str) -> int:
    return os.open(path, os.O_PATH | os.O_DIRECTORY | os.O_NOFOLLOW)


class SandboxProvisioner(LocalProvisioner):
    """Run a kernel under bubblewrap, its channels in a folder that only the sandbox can write.

    Jupyter makes one for each kernel whose specification names it (`metadata`, see `specified`).
    The channels are Unix sockets inside the sandbox; this process reaches them through a
    descriptor of their folder. The client must be connected before the first cell runs, and must
    not connect again (see `autograder.sandbox.kernel`).
    """

    stage = Unicode(help="A folder with files/, what is to be the student's own.")
    course = Unicode(help="The course's root, which stays invisible.")
    environment = Dict(help="Variables of the kernel's environment.")
    limits = Dict(help="Values of autograder.sandbox.limits.Limits.")
    room: Room | None = None
    _errors: _Tail | None = None

    async def pre_launch(self, **kwargs: Any) -> dict[str, Any]:
        """Wrap the kernel's command (Jupyter calls this before `launch_kernel`)."""
        manager: Any = self.parent
        kwargs = await super().pre_launch(**kwargs)
        stage = Path(self.stage)
        limits = Limits(config=Config(Limits=self.limits))
        furnish(stage, limits)
        program = [
            CONNECTION if part == manager.connection_file else part for part in kwargs["cmd"]
        ]
        Path(manager.connection_file).chmod(0o644)  # the stage itself is its owner's only
        self._info, theirs = os.pipe()
        kwargs.update(
            cmd=command(stage, Path(self.course), limits, theirs, program),
            env=clean_environment(self.environment),
            cwd="/",
            pass_fds=(theirs,),
            independent=True,  # no process number to watch; the sandbox dies with its parent
        )
        return kwargs

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> Any:
        """Start the sandbox and wait for the kernel's channels (Jupyter calls this).

        Raises:
            NotGraded: the sandbox or the kernel did not start.
        """
        (theirs,) = kwargs["pass_fds"]
        ours, errors = os.pipe()
        kwargs.update(stdin=os.open(os.devnull, os.O_RDONLY), stdout=errors, stderr=errors)
        try:
            info = await super().launch_kernel(cmd, **kwargs)
        finally:
            for descriptor in (theirs, errors, kwargs["stdin"]):
                os.close(descriptor)
            self._errors = _Tail(ours)
        first = await asyncio.to_thread(self._first_process)
        await self._until_open(first)
        self.room = Room(first)
        return {**info, "ip": f"/proc/self/fd/{self.room.sockets}/channel"}

    def _first_process(self) -> int:
        with os.fdopen(self._info, "rb") as info:
            text = info.read()
        if not text:
            raise NotGraded(f"the sandbox did not start: {self._last_words()}")
        return int(json.loads(text)["child-pid"])

    async def _until_open(self, first: int) -> None:
        """Wait until every channel accepts connections."""
        deadline = time.monotonic() + START
        waiting = list(CHANNELS)
        while waiting:
            if await self.poll() is not None:
                raise NotGraded(f"the kernel ended while it started: {self._last_words()}")
            if time.monotonic() > deadline:
                raise NotGraded(f"the kernel did not start within {START:g} s")
            channel = f"/proc/{first}/root{SOCKETS}/channel"
            waiting = [n for n in waiting if not _listens(f"{channel}-{n}")]
            await asyncio.sleep(0.01)

    def _last_words(self) -> str:
        if self._errors is None:
            return ""
        return self._errors.text() or "it said nothing"

    async def send_signal(self, signum: int) -> None:
        """Send an interrupt to the kernel; any other signal ends the whole sandbox."""
        if self.room is None:
            await super().send_signal(signum)
        elif signum == signal.SIGINT:
            self.room.interrupt()
        elif signum != 0:
            self.room.kill()

    async def cleanup(self, restart: bool = False) -> None:
        """See that nothing of the sandbox is left (Jupyter calls this after the kernel ended)."""
        if self.room is not None:
            self.room.kill()
            try:
                self.room.wait()
            finally:
                self.room.close()
                self.room = None
        if self.process is not None:
            self.process.kill()
            self.process.wait()
        if self._errors is not None:
            self._errors.join()
        await super().cleanup(restart)


def _listens(path: str) -> bool:
    with socket.socket(socket.AF_UNIX) as probe:
        try:
            probe.connect(path)
        except OSError:
            return False
    return True


class _Tail:
    """Reads a pipe to its end and keeps the last of it, however much is written."""

    def __init__(self, descriptor: int) -> None:
        self._kept = b""
        self._descriptor = descriptor
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def _read(self) -> None:
        with os.fdopen(self._descriptor, "rb", buffering=0) as pipe:
            while part := pipe.read(65_536):
                self._kept = (self._kept + part)[-TAIL:]

    def text(self) -> str:
        """Return what was kept, once the other end is closed."""
        self.join()
        return self._kept.decode("utf-8", "replace").strip()

    def join(self) -> None:
        """Wait for the other end to be closed."""
        self._thread.join(timeout=5.0)


def specified(
    metadata: dict[str, Any],
    *,
    stage: Path,
    course: Path,
    environment: dict[str, str],
    limits: Limits,
) -> dict[str, Any]:
    """Return a kernel specification's metadata that names this provisioner and its settings."""
    values = {name: getattr(limits, name) for name in limits.trait_names(config=True)}
    config = {
        "stage": str(stage),
        "course": str(course),
        "environment": environment,
        "limits": values,
    }
    return {**metadata, "kernel_provisioner": {"provisioner_name": NAME, "config": config}}
