"""The first program in the sandbox: it gives up every right, then becomes the student's kernel.

bubblewrap starts it with the environment's own Python, isolated (-I -S), as a plain script with
nothing but the standard library: `inside.py SETTINGS PROGRAM ARGUMENT …`. No code of the student
has run before it, and nothing of it is left when the program begins.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import shutil
import sys
from typing import Any

CLONE_NEWUSER = 0x10000000
PR_SET_DUMPABLE = 4
PR_SET_NO_NEW_PRIVS = 38
PR_SET_SECCOMP = 22
SECCOMP_MODE_FILTER = 2
LIBC = ctypes.CDLL(None, use_errno=True)


class Program(ctypes.Structure):
    """The kernel's `struct sock_fprog`: a BPF program and its length in instructions."""

    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))


def main(settings_path: str, program: list[str]) -> None:
    """Bring the student's files in, lower every right, and execute `program`."""
    with open(settings_path, encoding="utf-8") as file:
        settings: dict[str, Any] = json.load(file)
    with open(settings["filter"], "rb") as file:
        rules = file.read()
    if os.getuid() == 0:
        _become(settings["uid"])
    os.umask(0o022)
    _bring_in(settings["files"], settings["home"])
    for name, value in settings["limits"].items():
        number = getattr(resource, name)
        hard = resource.getrlimit(number)[1]
        least = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(number, (least, least))
    _seal(rules)
    os.chdir("/")
    os.execv(program[0], program)


def _bring_in(files: str, home: str) -> None:
    for entry in os.scandir(files):
        place = os.path.join(home, entry.name)
        if entry.is_dir():
            shutil.copytree(entry.path, place)
        else:
            shutil.copyfile(entry.path, place)


def _become(uid: int) -> None:
    """Stop being the machine's root: become a user without a name, in a namespace of its own."""
    os.setgroups([])
    os.setresgid(uid, uid, uid)
    os.setresuid(uid, uid, uid)
    _call(LIBC.prctl(PR_SET_DUMPABLE, 1, 0, 0, 0), "prctl")  # else its own /proc is not its own
    _call(LIBC.unshare(CLONE_NEWUSER), "unshare")
    itself = f"{uid} {uid} 1"
    for name, text in (("setgroups", "deny"), ("uid_map", itself), ("gid_map", itself)):
        with open(f"/proc/self/{name}", "w", encoding="utf-8") as file:
            file.write(text)


def _seal(rules: bytes) -> None:
    """No new privileges, ever, and the filter of system calls."""
    _call(LIBC.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "prctl")
    memory = ctypes.create_string_buffer(rules, len(rules))
    filter_ = Program(len(rules) // 8, ctypes.cast(memory, ctypes.c_void_p))
    _call(LIBC.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.byref(filter_), 0, 0), "seccomp")


def _call(result: int, name: str) -> None:
    if result != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{name}: {os.strerror(number)}")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
