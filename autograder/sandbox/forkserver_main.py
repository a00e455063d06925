"""The fork server: a program in a sandbox of its own that has imported what kernels need.

`forkserver.py SETTINGS LISTENER READY` serves one submission after the other. For each it forks a
child into fresh namespaces with fresh folders, gives up every capability there, and lets the child
become the student's kernel: the imports are done, and nothing of another submission is left. It
never runs code of a student itself, and nothing of a framework but its import: a child that was
forked after one operation may hang.
"""

from __future__ import annotations

import ctypes
import fcntl
import gc
import importlib
import json
import os
import select
import signal
import socket
import struct
import sys
from collections.abc import Callable
from typing import Any

import inside

CLONE_NEWNS, CLONE_NEWUTS = 0x00020000, 0x04000000
CLONE_NEWIPC, CLONE_NEWPID, CLONE_NEWNET = 0x08000000, 0x20000000, 0x40000000
FRESH = CLONE_NEWNS | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWPID | CLONE_NEWNET
SIOCSIFFLAGS, IFF_UP = 0x8914, 1
MS_NOSUID, MS_NODEV, MS_NOEXEC, MS_RDONLY = 2, 4, 8, 1
MS_BIND, MS_REC, MS_PRIVATE = 4096, 16384, 1 << 18
PR_SET_PDEATHSIG, PR_CAPBSET_DROP, PR_CAP_AMBIENT, AMBIENT_CLEAR = 1, 24, 47, 4
CAPABILITIES = 64
SEEN = "/run/proc"  # a /proc that nothing covers: without one, no child may mount its own
MESSAGE = 65_536  # bytes
ENDED = b"ended"


def main(settings_path: str, listener: int, ready: int) -> None:
    """Import, say so by closing `ready`, and serve until the grader ends it."""
    with open(settings_path, encoding="utf-8") as file:
        settings: dict[str, Any] = json.load(file)
    with open(settings["filter"], "rb") as file:
        settings["rules"] = file.read()
    if os.getuid() == 0:
        _mount("proc", SEEN, "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC)
        inside.become(settings["uid"])
    else:
        inside.own_namespace()
    os.umask(0o022)
    settings["kernel"] = importlib.import_module("kernel")
    sys.path.remove(os.path.dirname(os.path.abspath(__file__)))
    settings["relays"] = relays = [Relay("stdout"), Relay("stderr")]
    sys.stdout, sys.stderr = relays
    for name in settings["modules"]:
        importlib.import_module(name)
    sys.stdout, sys.stderr = sys.__stdout__, sys.__stderr__
    gc.collect()
    gc.freeze()  # children need not look through all of this, and so go on sharing its memory
    os.close(ready)
    with socket.socket(fileno=listener) as sockets:
        while True:
            connection, _ = sockets.accept()
            with connection:
                _serve(connection, settings)


class Relay:
    """Stands for sys.stdout or sys.stderr while modules are imported before there is a kernel.

    What they keep of it, such as a handler of `logging`, then writes to the kernel.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._kernels: Any = None

    def lead_to_kernel(self) -> None:
        """Lead to what stands in the relay's place now."""
        self._kernels = getattr(sys, self._name)

    def close(self) -> None:
        """Leave it open: absl would close what is no stream of the system's any more."""

    def __getattr__(self, name: str) -> Any:
        return getattr(self._kernels or getattr(sys, f"__{self._name}__"), name)


def _serve(connection: socket.socket, settings: dict[str, Any]) -> None:
    """Fork for one submission; return when nothing of it is left."""
    message, (errors, *_rest), _flags, _address = socket.recv_fds(connection, MESSAGE, 1)
    request: dict[str, Any] = json.loads(message)
    if threads := len(os.listdir("/proc/self/task")) - 1:
        raise SystemExit(f"an import has started {threads} threads, and threads do not fork")
    inside.show_itself(False)  # to no child: it has rights that a child must not take over
    child = os.fork()
    if child == 0:
        _run(lambda: _outer(connection, request, errors, settings))
    os.close(errors)
    ended = os.pidfd_open(child)
    watched = [connection.fileno(), ended]
    select.select(watched, [], [])  # the grader lets go, or the child has ended
    os.close(ended)
    os.kill(child, signal.SIGKILL)
    if os.waitpid(child, 0)[1] == 0:  # else the kernel was killed, which nobody in there can do
        connection.send(ENDED)  # said by this process, so that its own end is never taken for it


def _run(work: Callable[[], None]) -> None:
    """Do what a forked process is for, and end it whatever happens."""
    try:
        work()
    except BaseException:
        sys.excepthook(*sys.exc_info())
        sys.stderr.flush()
    finally:
        os._exit(1)


def _outer(
    connection: socket.socket, request: dict[str, Any], errors: int, settings: dict[str, Any]
) -> None:
    """Enter the new namespaces; the next process is the first in there."""
    _die_with_parent()
    for descriptor in (1, 2):
        os.dup2(errors, descriptor)
    inside.call(inside.LIBC.unshare(FRESH), "unshare")
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:  # as bubblewrap leaves it
        fcntl.ioctl(one, SIOCSIFFLAGS, struct.pack("16sh14x", b"lo", IFF_UP))
    first = os.fork()
    if first == 0:
        _run(lambda: _first(connection, request, settings))
    _number, status = os.waitpid(first, 0)
    os._exit(0 if status == 0 else inside.KILLED)


def _first(connection: socket.socket, request: dict[str, Any], settings: dict[str, Any]) -> None:
    """Make the folders, give up every right, start the kernel, and clear up after its children.

    The grader gets descriptors of all that it watches before the kernel is there.
    """
    _die_with_parent()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _furnish(request, settings)
    inside.show_itself(True)
    folders = [os.open(path, os.O_PATH | os.O_DIRECTORY) for path in settings["watched"]]
    itself = os.pidfd_open(1)
    start, go = os.pipe()
    inside.limit(settings["limits"])
    _give_up_rights()
    inside.seal(settings["rules"])
    kernel = os.fork()
    if kernel == 0:
        os.close(go)
        os.read(start, 1)  # until the grader has everything
        _run(lambda: _become_kernel(request["arguments"], settings))
    inside.show_itself(False)  # to the kernel, which runs as the same user
    child = os.pidfd_open(kernel)
    socket.send_fds(connection, [b"ready"], [itself, child, *folders])
    os.closerange(3, 1024)
    inside.clear_up(kernel)


def _furnish(request: dict[str, Any], settings: dict[str, Any]) -> None:
    """Mount what the submission may see and write: as in a sandbox of its own."""
    stage = f"{settings['stages']}/{request['stage']}"
    flags = MS_NOSUID | MS_NODEV
    _mount("", "/", "", MS_REC | MS_PRIVATE)
    _mount(f"{stage}/connection.json", settings["connection"], "", MS_BIND)
    kept = {path: os.open(path, os.O_PATH | os.O_DIRECTORY) for path in settings["kept"]}
    for path, size in settings["sizes"].items():
        _mount("tmpfs", path, "tmpfs", flags, f"size={size},mode=1777")
    for path, descriptor in kept.items():
        os.makedirs(path)
        _mount(f"/proc/self/fd/{descriptor}", path, "", MS_BIND | MS_REC)
        os.close(descriptor)
    home = settings["home"]
    os.mkdir(f"{home}/lesson")
    _mount(settings["lesson"], f"{home}/lesson", "", MS_BIND)
    inside.bring_in(f"{stage}/files", home)
    _mount("proc", "/proc", "proc", flags | MS_NOEXEC)
    for path in (settings["stages"], SEEN):
        _mount("tmpfs", path, "tmpfs", flags | MS_RDONLY, "size=4096")


def _mount(source: str, target: str, kind: str, flags: int, options: str = "") -> None:
    words = (source.encode(), target.encode(), kind.encode())
    result = inside.LIBC.mount(*words, ctypes.c_ulong(flags), options.encode())
    inside.call(result, f"mount {target}")


def _give_up_rights() -> None:
    """Drop every capability, out of every set."""
    for number in range(CAPABILITIES):
        inside.LIBC.prctl(PR_CAPBSET_DROP, number, 0, 0, 0)  # fails for numbers of no capability
    inside.LIBC.prctl(PR_CAP_AMBIENT, AMBIENT_CLEAR, 0, 0, 0)
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)  # version 3, this process
    inside.call(inside.LIBC.capset(header, (ctypes.c_uint32 * 6)()), "capset")


def _die_with_parent() -> None:
    inside.call(inside.LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0), "prctl")


def _become_kernel(arguments: list[str], settings: dict[str, Any]) -> None:
    """Be what `kernel.py` would be as a program, its imports done."""
    os.closerange(3, 1024)
    os.setsid()
    os.chdir("/")
    signal.signal(signal.SIGINT, signal.default_int_handler)
    kernel = settings["kernel"]
    sys.argv = [kernel.__file__, *arguments]
    sys.dont_write_bytecode = False
    for name in ("inside", "kernel"):
        del sys.modules[name]  # a student may have modules of these names
    sys.modules["numpy"].random.seed()  # the server's state would be every student's
    kernel.launch(arguments, settings["relays"])
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
