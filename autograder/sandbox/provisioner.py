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
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import psutil
from jupyter_client.provisioning.local_provisioner import LocalProvisioner
from traitlets import Dict, List, Unicode
from traitlets.config import Config

from autograder.errors import NotGraded
from autograder.i18n import _
from autograder.limits import Limits
from autograder.sandbox.bubblewrap import (
    CONNECTION,
    KERNEL_INSIDE,
    SOCKETS,
    WATCHED,
    clean_environment,
    command,
    write_settings,
)
from autograder.sandbox.forkserver import Forked, ask

NAME = "autograder-sandbox"
CHANNELS = range(1, 6)
START = 60.0  # seconds until a kernel must have opened its channels
END = 30.0  # seconds until everything that was killed must be gone
TAIL = 4000  # bytes kept of what is written to the sandbox's own stderr


class Sandbox:
    """A running sandbox, held by descriptors that were taken before any code of the student ran.

    Nothing that happens inside can make them point to something else: not a process number used
    again, not a folder that was moved or replaced by a link.

    Args:
        descriptors: of the first process inside, with which all others die, of the kernel, and of
            the folders WATCHED; it closes them.
    """

    def __init__(self, descriptors: Sequence[int]) -> None:
        self.first, self.kernel, self.sockets, self.processes, *self.written = descriptors
        self._descriptors = descriptors

    @classmethod
    def of(cls, first: int) -> Sandbox:
        """Hold the sandbox whose first process has this number outside."""
        kernel = psutil.Process(first).children()[0].pid
        with contextlib.ExitStack() as opened:
            descriptors = []
            for number in (first, kernel):
                descriptors.append(os.pidfd_open(number))
                opened.callback(os.close, descriptors[-1])
            for path in WATCHED:
                descriptors.append(_folder(f"/proc/{first}/root{path}"))
                opened.callback(os.close, descriptors[-1])
            opened.pop_all()
        return cls(descriptors)

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
            raise NotGraded(
                _("processes of the sandbox are still there {end:g} s after its end").format(
                    end=END
                )
            )

    def close(self) -> None:
        """Let the descriptors go."""
        for descriptor in self._descriptors:
            os.close(descriptor)


def _folder(path: str) -> int:
    return os.open(path, os.O_PATH | os.O_DIRECTORY | os.O_NOFOLLOW)


class SandboxProvisioner(LocalProvisioner):
    """Run a kernel under bubblewrap, its channels in a folder that only the sandbox can write.

    Jupyter makes one for each kernel whose specification names it (`metadata`, see `specified`).
    The channels are Unix sockets inside the sandbox; this process reaches them through a
    descriptor of their folder. The client must be connected before the first cell runs, and must
    not connect again (see `autograder.sandbox.client`).
    """

    stage = Unicode(help="A folder with files/, what is to be the student's own.")
    hidden = List(Unicode(), help="Folders that stay invisible, such as the course's root.")
    environment = Dict(help="Variables of the kernel's environment.")
    limits = Dict(help="Values of autograder.limits.Limits.")
    fork_server = Unicode(help="Address of a fork server; empty: start cold.")
    process: Any = None  # a Popen, or what stands for one
    sandbox: Sandbox | None = None
    _errors: _Tail | None = None

    async def pre_launch(self, **kwargs: Any) -> dict[str, Any]:
        """Wrap the kernel's command (Jupyter calls this before `launch_kernel`)."""
        manager: Any = self.parent
        kwargs = await super().pre_launch(**kwargs)
        stage = Path(self.stage)
        limits = Limits(config=Config(Limits=self.limits))
        write_settings(stage, limits)
        python, _dash_m, _launcher, *arguments = kwargs["cmd"]
        self._arguments = [
            CONNECTION if part == manager.connection_file else part for part in arguments
        ]
        Path(manager.connection_file).chmod(0o644)  # what the stage lies in is its owner's only
        program = [python, KERNEL_INSIDE, *self._arguments]
        self._info, theirs = os.pipe()
        kwargs.update(
            cmd=command(stage, [*map(Path, self.hidden)], limits, theirs, program),
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
            if self.fork_server:
                await asyncio.to_thread(self._ask_parent, errors)
            if self.sandbox is None:
                await super().launch_kernel(cmd, **kwargs)
        finally:
            for descriptor in (theirs, errors, kwargs["stdin"]):
                os.close(descriptor)
            self._errors = _Tail(ours)
        if self.sandbox is None:
            first = await asyncio.to_thread(self._first_process)
            await self._until_open(f"/proc/{first}/root{SOCKETS}")
            self.sandbox = Sandbox.of(first)
        else:
            os.close(self._info)
            await self._until_open(f"/proc/self/fd/{self.sandbox.sockets}")
        return {**self.connection_info, "ip": f"/proc/self/fd/{self.sandbox.sockets}/channel"}

    def _ask_parent(self, errors: int) -> None:
        """Take a kernel from the fork server, if it gives one."""
        try:
            child = ask(Path(self.fork_server), Path(self.stage).name, self._arguments, errors)
        except OSError as error:
            self.log.warning("no warm kernel, so a cold one: %r", error)
        else:
            self.sandbox = Sandbox(child.descriptors)
            self.process = Forked(child)

    def _first_process(self) -> int:
        with os.fdopen(self._info, "rb") as info:
            text = info.read()
        if not text:
            raise NotGraded(
                _("the sandbox did not start: {last_words}").format(last_words=self._last_words())
            )
        return int(json.loads(text)["child-pid"])

    async def _until_open(self, sockets: str) -> None:
        """Wait until every channel in a folder accepts connections."""
        deadline = time.monotonic() + START
        waiting = list(CHANNELS)
        while waiting:
            if await self.poll() is not None:
                raise NotGraded(
                    _("the kernel ended while starting: {last_words}").format(
                        last_words=self._last_words()
                    )
                )
            if time.monotonic() > deadline:
                raise NotGraded(
                    _("the kernel did not start within {start:g} s").format(start=START)
                )
            waiting = [n for n in waiting if not _listens(f"{sockets}/channel-{n}")]
            await asyncio.sleep(0.01)

    def _last_words(self) -> str:
        if self._errors is None:
            return ""
        return self._errors.text() or _("it said nothing")

    def lost(self) -> bool:
        """Return, once the kernel has ended, whether its sandbox was ended from outside."""
        if isinstance(self.process, Forked):
            return self.process.lost()
        return self.process is not None and self.process.poll() != 0  # see `inside.clear_up`

    async def send_signal(self, signum: int) -> None:
        """Send an interrupt to the kernel; any other signal ends the whole sandbox."""
        if self.sandbox is None:
            await super().send_signal(signum)
        elif signum == signal.SIGINT:
            self.sandbox.interrupt()
        elif signum != 0:
            self.sandbox.kill()

    async def kill(self, restart: bool = False) -> None:
        """End the sandbox, and wait until it has ended: Jupyter would look only now and then."""
        await super().kill(restart)
        if self.sandbox is not None:
            self.sandbox.kill()
            with contextlib.suppress(NotGraded):  # `cleanup`, which comes next, says it
                self.sandbox.wait()

    async def cleanup(self, restart: bool = False) -> None:
        """See that nothing of the sandbox is left (Jupyter calls this after the kernel ended)."""
        if self.sandbox is not None:
            self.sandbox.kill()
            try:
                self.sandbox.wait()
            finally:
                self.sandbox.close()
                self.sandbox = None
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
    hidden: Sequence[Path],
    environment: dict[str, str],
    limits: Limits,
    fork_server: str = "",
) -> dict[str, Any]:
    """Return a kernel specification's metadata that names this provisioner and its settings."""
    values = {name: getattr(limits, name) for name in limits.trait_names(config=True)}
    config = {
        "stage": str(stage),
        "hidden": [*map(str, hidden)],
        "environment": environment,
        "limits": values,
        "fork_server": fork_server,
    }
    return {**metadata, "kernel_provisioner": {"provisioner_name": NAME, "config": config}}
