"""The walls: bubblewrap's command line, which says all that a sandbox may see."""

from __future__ import annotations

import functools
import json
import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import lesson
from autograder.errors import NotGraded
from autograder.i18n import _
from autograder.limits import Limits, MiB

HOME = "/home/student"
SOCKETS = "/run/kernel"
SETTINGS = "/run/settings.json"
CONNECTION = "/run/connection.json"
STAGES = "/run/stages"  # of a fork server: a folder for each submission
UID = 61_184  # of the student's code where the grader is root; no account of a distribution has it
PYTHON = os.path.abspath(sys.executable)
"""This Python by a path without `..`, which might lead through what is hidden inside; not its real
path, since an environment's Python finds its packages by the link."""
LESSON = Path(lesson.__file__).parent  # travels with every release, and into every sandbox
MODULES = "/run/course"  # holds lesson/ and nothing else: where notebooks import it from
WRITTEN = (HOME, "/tmp", "/dev/shm")  # where a student can write
WATCHED = (SOCKETS, "/proc", *WRITTEN)  # what the grader watches
INSIDE = Path(__file__).with_name("inside.py")
KERNEL = Path(__file__).with_name("kernel.py")
KERNEL_INSIDE = "/run/kernel.py"
FORKSERVER = Path(__file__).with_name("forkserver_main.py")
KIT = Path(__file__).parent.parent  # the package autograder, wherever it is installed
SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64")
MACHINE = (  # what programs read of the machine: fonts, time zone, number of processors
    "/etc/ld.so.cache",
    "/etc/alternatives",
    "/etc/fonts",
    "/etc/localtime",
    "/sys/devices/system/cpu",
)
INSTALL = "sudo apt-get install bubblewrap"


def find() -> str:
    """Return the path of bubblewrap.

    Raises:
        NotGraded: it is not installed.
    """
    path = shutil.which("bwrap")
    if path is None:
        raise NotGraded(
            _(
                "there is no bubblewrap to seal the student's code in; install it ({install})"
            ).format(install=INSTALL)
        )
    return path


def clean_environment(extra: Mapping[str, str]) -> dict[str, str]:
    """Return the environment inside: nothing of the grader's but what `extra` names."""
    return {
        "PATH": f"{sys.prefix}/bin:/usr/bin:/bin",
        "HOME": HOME,
        "USER": "student",
        "LOGNAME": "student",
        "LANG": "C.UTF-8",
        "TMPDIR": "/tmp",
        "IPYTHONDIR": "/tmp/ipython",  # empty, so that no start-up file can be handed in
        "JUPYTER_CONFIG_DIR": "/tmp/jupyter",
        "MPLCONFIGDIR": "/tmp/matplotlib",  # these three: not in the student's folder
        "KERAS_HOME": "/tmp/keras",
        "XDG_CACHE_HOME": "/tmp/cache",
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",  # as the kernel would set it
        "PYTHONNOUSERSITE": "1",
        **extra,
    }


def write_settings(stage: Path, limits: Limits) -> None:
    """Write into `stage`, beside files/, what the first program inside reads."""
    (stage / "files").mkdir(exist_ok=True)
    show(stage / "files")
    _write_settings(stage, limits, {"files": "/run/files"})


def show(folder: Path) -> None:
    """Let every account read a folder and all in it, whatever the umask.

    Inside, root is nobody (see `autograder.sandbox.inside.become`); what the folder lies in is its
    owner's only.
    """
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)


def write_server_settings(folder: Path, limits: Limits, modules: list[str]) -> None:
    """Write into `folder`, beside stages/, what a fork server reads.

    Args:
        folder: of the parent's own.
        limits: of each submission.
        modules: what it imports.
    """
    (folder / "stages").mkdir()
    show(folder / "stages")
    (folder / "connection.json").touch()  # each child mounts its own over this one
    settings = {
        "modules": modules,
        "stages": STAGES,
        "connection": CONNECTION,
        "lesson": f"{MODULES}/lesson",
        "watched": WATCHED,
        "sizes": {**dict.fromkeys(WRITTEN, limits.disk), SOCKETS: MiB},
        "kept": [
            str(path)
            for path in (Path(sys.base_prefix), Path(sys.prefix))
            if any(path.is_relative_to(folder) for folder in WRITTEN)
        ],
    }
    _write_settings(folder, limits, settings)


def _write_settings(folder: Path, limits: Limits, more: Mapping[str, object]) -> None:
    (folder / "filter").write_bytes(_filter())
    settings = {
        "home": HOME,
        "filter": "/run/filter",
        "uid": UID,
        "limits": {
            "RLIMIT_NPROC": limits.processes,
            "RLIMIT_NOFILE": limits.open_files,
            "RLIMIT_FSIZE": limits.file_size,
            "RLIMIT_DATA": limits.memory,  # of one process: a MemoryError that a student can read
            "RLIMIT_CORE": 0,
            "RLIMIT_MEMLOCK": MiB,
            "RLIMIT_MSGQUEUE": 0,
            "RLIMIT_CPU": int(limits.notebook_seconds) + 60,  # if nobody watches any more
        },
        **more,
    }
    (folder / "settings.json").write_text(json.dumps(settings), encoding="utf-8")


@functools.cache
def _filter() -> bytes:
    from autograder.sandbox.syscalls import program  # needs Linux; authors may have another system

    return program()


def command(
    stage: Path,
    hidden: Sequence[Path],
    limits: Limits,
    info: int,
    program: list[str],
    *,
    kit: bool = False,
) -> list[str]:
    """Return the command that runs `program` sealed.

    Args:
        stage: what `write_settings` prepared; files/ in it becomes the student's folder.
        hidden: folders that stay invisible, such as the course's root.
        limits: sizes of what can be written.
        info: a descriptor to which bubblewrap writes the number of the sandbox's first process.
        program: an absolute path and arguments.
        kit: whether the program is the kit's own, and so may import it; the checks stay hidden.
    """
    python = [os.path.realpath(sys.executable), "-I", "-S", "-B", "/run/inside.py", SETTINGS]
    return [
        find(),
        *_isolation(),
        *("--as-pid-1", "--info-fd", str(info)),
        *_mounts(hidden, limits),
        *(_kit() if kit else ()),
        *("--ro-bind", str(LESSON), f"{HOME}/lesson"),
        *("--ro-bind", str(stage / "files"), "/run/files"),
        *_settings(stage),
        *("--remount-ro", "/dev", "--remount-ro", "/", "--chdir", "/"),
        *python,
        *program,
    ]


def server_command(
    folder: Path, hidden: Sequence[Path], limits: Limits, listener: int, ready: int
) -> list[str]:
    """Return the command that runs a fork server (see `autograder.sandbox.forkserver_main`).

    It keeps, where the grader is root, the right to mount until it becomes somebody else.

    Args:
        folder: what `write_server_settings` prepared.
        hidden: folders that stay invisible, such as the course's root.
        limits: sizes of what can be written.
        listener: a descriptor on which the parent waits for the grader.
        ready: a descriptor that the parent closes when its imports are done.
    """
    mounting = ("--cap-add", "CAP_SYS_ADMIN") if os.getuid() == 0 else ()
    return [
        find(),
        *_isolation(),
        *mounting,
        *_mounts(hidden, limits),
        *("--ro-bind", str(folder / "stages"), STAGES),
        *("--dir", "/run/proc"),
        *_settings(folder),
        *("--ro-bind", str(FORKSERVER), "/run/forkserver.py"),
        *("--remount-ro", "/dev", "--remount-ro", "/", "--chdir", "/"),
        *(PYTHON, "-B", "/run/forkserver.py", SETTINGS, str(listener), str(ready)),
    ]


def _mounts(hidden: Sequence[Path], limits: Limits) -> Iterator[str]:
    """What there is in a sandbox, whoever lives in it."""
    yield from _writable("/tmp", limits.disk)
    yield from _system(hidden)
    yield from ("--proc", "/proc", "--dev", "/dev")
    yield from _parents(Path(HOME))
    yield from _parents(Path(SOCKETS))
    yield from _writable("/dev/shm", limits.disk)
    yield from _writable(HOME, limits.disk)
    yield from _writable(SOCKETS, MiB)
    yield from _shown_as(LESSON, f"{MODULES}/lesson")


def _kit() -> Iterator[str]:
    """Show the kit beside lesson/, without the course's checks."""
    yield from _shown_as(KIT, f"{MODULES}/{KIT.name}")
    yield from ("--size", "4096", "--tmpfs", f"{MODULES}/{KIT.name}/assignments")


def _settings(folder: Path) -> Iterator[str]:
    """What the first program inside reads, and that program."""
    yield from ("--ro-bind", str(folder / "settings.json"), SETTINGS)
    yield from ("--ro-bind", str(folder / "filter"), "/run/filter")
    yield from ("--ro-bind", str(INSIDE), "/run/inside.py")
    yield from ("--ro-bind", str(KERNEL), KERNEL_INSIDE)
    yield from ("--ro-bind-try", str(folder / "connection.json"), CONNECTION)


def _isolation() -> Iterator[str]:
    """Namespaces and capabilities.

    Root keeps, for the first program inside, the right to become somebody else; it makes its user
    namespace itself, since in one that root made its processes would still count as root's.
    """
    yield from ("--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts")
    yield from ("--unshare-cgroup-try", "--hostname", "sandbox")
    yield from ("--die-with-parent", "--new-session", "--cap-drop", "ALL")
    if os.getuid() == 0:
        yield from ("--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID")
    else:
        yield "--unshare-user"


def _system(hidden: Sequence[Path]) -> Iterator[str]:
    """The operating system and the Python environment, without the course and the judges."""
    for path in SYSTEM:
        if os.path.islink(path):
            yield from ("--symlink", os.readlink(path), path)
        else:
            yield from ("--ro-bind-try", path, path)
    for path in MACHINE:
        yield from _parents(Path(path))
        yield from ("--ro-bind-try", path, path)
    base, prefix = Path(sys.base_prefix), Path(sys.prefix)
    yield from _shown(base)
    yield from _hidden((*hidden, KIT), [*map(Path, SYSTEM), base])
    yield from _shown(prefix)  # perhaps inside the course's folder
    yield from _hidden((*hidden, KIT), [prefix])


def _shown(path: Path) -> Iterator[str]:
    """Show a folder where it is, below parents that anyone may pass and that hold nothing else."""
    yield from _shown_as(path, str(path))


def _shown_as(path: Path, target: str) -> Iterator[str]:
    yield from _parents(Path(target))
    yield from ("--ro-bind", str(path), target)


def _parents(path: Path) -> Iterator[str]:
    for parent in reversed(path.parents[:-1]):
        yield from ("--perms", "0755", "--dir", str(parent))


def _hidden(secrets: Iterable[Path], shown: Iterable[Path]) -> Iterator[str]:
    """Cover each secret folder that a shown one holds with an empty one.

    On a machine of a cluster there may be no course's folder.
    """
    for secret in secrets:
        if secret.exists() and any(secret.is_relative_to(path) for path in shown):
            yield from ("--size", "4096", "--tmpfs", str(secret))


def _writable(path: str, size: int) -> tuple[str, ...]:
    return ("--perms", "1777", "--size", str(size), "--tmpfs", path)
