"""The first program in the sandbox: it gives up every right, then starts the student's kernel.

bubblewrap starts it with the environment's own Python, isolated (-I -S), as a plain script with
nothing but the standard library: `inside.py SETTINGS PROGRAM ARGUMENT …`. No code of the student
has run before it. It stays, as the first process of the namespace, which takes no signal from in
there, and says with its exit status whether the kernel has ended by itself.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import shutil
import signal
import sys
from typing import Any

CLONE_NEWUSER = 0x10000000
PR_SET_DUMPABLE = 4
PR_SET_NO_NEW_PRIVS = 38
PR_SET_SECCOMP = 22
SECCOMP_MODE_FILTER = 2
KILLED = 9  # exit status of whoever saw that the kernel was killed from outside
LIBC = ctypes.CDLL(None, use_errno=True)


class Program(ctypes.Structure):
    """The kernel's `struct sock_fprog`: a BPF program and its length in instructions."""

    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))


def main(settings_path: str, program: list[str]) -> None:
    """Bring the student's files in, lower every right, and run `program` to its end."""
    with open(settings_path, encoding="utf-8") as file:
        settings: dict[str, Any] = json.load(file)
    with open(settings["filter"], "rb") as file:
        rules = file.read()
    if os.getuid() == 0:
        become(settings["uid"])
    os.umask(0o022)
    bring_in(settings["files"], settings["home"])
    limit(settings["limits"])
    seal(rules)
    os.chdir("/")
    kernel = os.fork()
    if kernel == 0:
        os.setsid()
        os.execv(program[0], program)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.closerange(0, 1024)  # what is written there ends with the kernel
    clear_up(kernel)


def clear_up(kernel: int) -> None:
    """Wait for every process that ends until the kernel has ended, and end with it.

    The exit status is 0 if the kernel ended by itself, or by what the student's code did. Nothing
    in there can send it SIGKILL (see `autograder.sandbox.syscalls`), so that this signal came from
    outside: from a person, or from a machine without memory.
    """
    while (ended := os.waitpid(-1, 0))[0] != kernel:
        pass
    killed = os.WIFSIGNALED(ended[1]) and os.WTERMSIG(ended[1]) == signal.SIGKILL
    os._exit(KILLED if killed else 0)


def limit(limits: dict[str, int]) -> None:
    """Lower this process's limits, by name, for ever."""
    for name, value in limits.items():
        number = getattr(resource, name)
        hard = resource.getrlimit(number)[1]
        least = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(number, (least, least))


def bring_in(files: str, home: str) -> None:
    """Copy the student's files into their home."""
    for entry in os.scandir(files):
        target = os.path.join(home, entry.name)
        if entry.is_dir():
            shutil.copytree(entry.path, target)
        else:
            shutil.copyfile(entry.path, target)


def become(uid: int) -> None:
    """Stop being the machine's root: become a user without a name, in a namespace of its own."""
    os.setgroups([])
    os.setresgid(uid, uid, uid)
    os.setresuid(uid, uid, uid)
    own_namespace()


def own_namespace() -> None:
    """Enter a new user namespace that knows this user only, with every right in there."""
    user, group = os.getuid(), os.getgid()
    show_itself(True)
    call(LIBC.unshare(CLONE_NEWUSER), "unshare")
    maps = ("uid_map", f"{user} {user} 1"), ("gid_map", f"{group} {group} 1")
    for name, text in (("setgroups", "deny"), *maps):
        with open(f"/proc/self/{name}", "w", encoding="utf-8") as file:
            file.write(text)


def show_itself(shown: bool) -> None:
    """Say whether this process's /proc belongs to its user; not by itself after a new user."""
    call(LIBC.prctl(PR_SET_DUMPABLE, int(shown), 0, 0, 0), "prctl")


def seal(rules: bytes) -> None:
    """No new privileges, ever, and the filter of system calls."""
    call(LIBC.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "prctl")
    memory = ctypes.create_string_buffer(rules, len(rules))
    filter_ = Program(len(rules) // 8, ctypes.cast(memory, ctypes.c_void_p))
    call(LIBC.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.byref(filter_), 0, 0), "seccomp")


def call(result: int, name: str) -> None:
    """Check what a call of the C library returned.

    Raises:
        OSError: it failed.
    """
    if result != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{name}: {os.strerror(number)}")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
