"""Attempts to break the sandbox's promises: a script of its own, run inside and outside.

`attempts.py NAME TRAPS` prints "ready", waits for a line, and then prints "reached …" if the
attempt succeeded, "refused …" if not. It uses the standard library alone.
"""

from __future__ import annotations

import ctypes
import importlib
import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

Traps = dict[str, Any]
N_ = str  # marks a message for extraction; this script imports nothing of ours
REACHES = {
    "course": N_("the course's folder cannot be seen"),
    "judges": N_("the judges cannot be imported"),
    "environment": N_("the grader's environment cannot be read"),
    "processes": N_("other processes cannot be seen"),
    "tcp": N_("no network: TCP"),
    "abstract": N_("no network: abstract Unix sockets"),
    "netlink": N_("no socket to the machine's devices"),
    "ptrace": N_("no process can be debugged"),
    "unshare": N_("no namespace can be made"),
    "memfd": N_("no memory that belongs to nobody"),
    "keyring": N_("no kernel keyring"),
    "system": N_("the system's folders cannot be written"),
    "python": N_("the Python environment cannot be written"),
}
LIMITS = {
    "memory": N_("memory is limited"),
    "forks": N_("processes are limited"),
    "disk": N_("written files are limited in size"),
    "files": N_("written files are limited in number"),
    "loop": N_("processor time is limited"),
}
LIBC = ctypes.CDLL(None, use_errno=True)


def hello(traps: Traps) -> str:
    return "refused nothing"


def course(traps: Traps) -> str:
    return Path(traps["course"], "source", "secret.txt").read_text()


def judges(traps: Traps) -> str:
    return f"reached {importlib.import_module('autograder.assignments').__file__}"


def environment(traps: Traps) -> str:
    return os.environ["DOCTOR_SECRET"]


def processes(traps: Traps) -> str:
    seen = [name for name in os.listdir("/proc") if name.isdecimal()]
    if len(seen) > 5:
        return f"reached {len(seen)} processes"
    raise PermissionError(f"{len(seen)} processes, all its own")


def tcp(traps: Traps) -> str:
    socket.create_connection(("127.0.0.1", traps["port"]), timeout=5).close()
    return "reached"


def abstract(traps: Traps) -> str:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as out:
        out.sendto(b"hello", f"\0doctor-{traps['port']}")
    return "reached"


def netlink(traps: Traps) -> str:
    kobject_uevent = 15
    socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, kobject_uevent).close()
    return "reached"


def ptrace(traps: Traps) -> str:
    with subprocess.Popen(["sleep", "10"]) as child:
        try:
            seize = 0x4206
            return _called(LIBC.ptrace(seize, child.pid, None, None))
        finally:
            child.kill()


def unshare(traps: Traps) -> str:
    new_user = 0x10000000
    return _called(LIBC.unshare(new_user))


def memfd(traps: Traps) -> str:
    os.close(os.memfd_create("doctor"))
    return "reached"


def keyring(traps: Traps) -> str:
    keyctl = 250 if os.uname().machine == "x86_64" else 219  # asm-generic, as on ARM
    get_keyring_id, session = 0, -3
    return _called(0 if LIBC.syscall(keyctl, get_keyring_id, session, 1) > 0 else -1)


def system(traps: Traps) -> str:
    return _written(["/usr", "/etc", "/", "/run", "/dev"])


def python(traps: Traps) -> str:
    return _written([f"{traps['prefix']}/lib", traps["prefix"], f"{traps['prefix']}/bin"])


def _written(folders: list[str]) -> str:
    """Write into the first of some folders that allows it, and take the file away again."""
    errors = []
    for folder in folders:
        path = Path(folder, "doctor-was-here")
        try:
            path.write_text("")
        except OSError as error:
            errors.append(error.strerror or "")
        else:
            path.unlink()
            return f"reached {path}"
    raise PermissionError(", ".join(sorted(set(errors))))


def _called(result: int) -> str:
    if result != 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return "reached"


def memory(traps: Traps) -> str:
    taken = []
    for _ in range(100):
        taken.append(b"x" * 10_000_000)
    time.sleep(1)
    return f"reached {len(taken) * 10} MB"


def forks(traps: Traps) -> str:
    done = threading.Event()
    for _ in range(100):
        threading.Thread(target=done.wait, daemon=True).start()
    time.sleep(1)
    return "reached 100 threads"


def disk(traps: Traps) -> str:
    for number in range(10):
        Path(f"/tmp/{number}").write_bytes(b"x" * 5_000_000)  # noqa: S108 - the sandbox's own
    return "reached 50 MB"


def files(traps: Traps) -> str:
    for number in range(2000):
        Path(f"/tmp/{number}").touch()  # noqa: S108 - the sandbox's own
    time.sleep(1)
    return "reached 2000 files"


def loop(traps: Traps) -> str:
    until = time.process_time() + 10
    while time.process_time() < until:
        pass
    return "reached 10 s"


def daemon(traps: Traps) -> str:
    waiting = "import sys, time; time.sleep(60)"
    subprocess.Popen(
        [sys.executable, "-c", waiting, f"doctor-{traps['mark']}"],
        start_new_session=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    return "left"


def namespaces(traps: Traps) -> str:
    kinds = ("user", "pid", "net", "ipc", "mnt", "uts")
    return json.dumps({kind: os.readlink(f"/proc/self/ns/{kind}") for kind in kinds})


def main() -> None:
    """Make the attempt that the command line names."""
    attempt: Callable[[Traps], str] = globals()[sys.argv[1]]
    print("ready", flush=True)
    sys.stdin.readline()  # whoever started it has put its watchdog in place
    try:
        print(attempt(json.loads(sys.argv[2])), flush=True)
    except (OSError, LookupError, ImportError, RuntimeError, MemoryError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        print(f"refused: {reason}" if reason else f"refused: {type(error).__name__}", flush=True)


if __name__ == "__main__":
    main()
