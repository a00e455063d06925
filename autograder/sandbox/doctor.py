"""The doctor: tries to break every promise of the sandbox on this machine, and says what held."""

from __future__ import annotations

import json
import os
import re
import secrets
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.errors import NotGraded
from autograder.i18n import N_, _
from autograder.limits import Limits, MiB
from autograder.sandbox import attempts
from autograder.sandbox.bubblewrap import PYTHON, clean_environment, command, write_settings
from autograder.sandbox.provisioner import Sandbox
from autograder.sandbox.watchdog import Stop, Watchdog

SECONDS = 60  # that one attempt may take
NARROW = {"memory": 256 * MiB, "processes": 40, "disk": 16 * MiB, "files": 500, "cell_seconds": 1.0}

APPARMOR = N_(
    """\
This system's AppArmor does not let ordinary users make namespaces (Ubuntu 24.04 and later). To
allow bubblewrap to make them, write into /etc/apparmor.d/bwrap

    abi <abi/4.0>,
    include <tunables/global>
    profile bwrap /usr/bin/bwrap flags=(unconfined) {
      userns,
    }

and run: sudo apparmor_parser --replace /etc/apparmor.d/bwrap"""
)
SYSCTL = N_("Namespaces are switched off; run: sudo sysctl --write {setting}")
CONTAINER = N_(
    """\
This is a container that may not make namespaces, or may not mount /proc in them. Start it with

    docker run --security-opt seccomp=unconfined --security-opt apparmor=unconfined \\
        --security-opt systempaths=unconfined --cap-add SYS_ADMIN …
    podman run --security-opt seccomp=unconfined --security-opt apparmor=unconfined \\
        --security-opt unmask=ALL --cap-add SYS_ADMIN …

or grade outside it."""
)
KUBERNETES = N_(
    """\
This is a Kubernetes container that may not make namespaces, or may not mount /proc in them. Give
the container, in its pod's description,

    securityContext:
      procMount: Unmasked
      seccompProfile: {type: Unconfined}
      appArmorProfile: {type: Unconfined}
      capabilities: {add: [SYS_ADMIN]}

as far as your cluster allows, or grade outside it."""
)
MARKS = (".dockerenv", "run/.containerenv", "run/systemd/container")  # files of container programs
CGROUP = re.compile(r"docker|containerd|kubepods|libpod|podman|lxc|cri-o|crio|garden")
MASKED = re.compile(r"^\S+ /proc/(?:kcore|keys|timer_list|sys|bus|acpi|scsi) ", re.MULTILINE)


@dataclass(frozen=True)
class Result:
    """What came of one attempt to break a promise.

    Attributes:
        promise: in the words of the documentation.
        held: whether the attempt failed, as it should.
        seen: what was observed inside.
        control: whether the same attempt succeeds outside; None where that cannot be tried.
    """

    promise: str
    held: bool
    seen: str
    control: bool | None = None


def obstacle() -> str:
    """Return why no sandbox can be started here, and what helps; empty if one can."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            with _started(Path(folder), "hello", {}, Limits()) as (process, _first):
                output, errors = process.communicate(timeout=SECONDS)
        except NotGraded as error:
            return str(error)
    return "" if output else f"{errors.strip()}\n{advice()}".strip()


def advice(root: Path = Path("/")) -> str:
    """Return what helps where namespaces are blocked, as far as the system's settings tell.

    Args:
        root: the folder that the system's files are in.
    """

    def value(name: str) -> str:
        path = root / "proc/sys" / name
        return path.read_text().strip() if path.exists() else ""

    inside = in_container(root)
    if value("kernel/apparmor_restrict_unprivileged_userns") == "1" and not inside:
        return _(APPARMOR)
    if value("kernel/unprivileged_userns_clone") == "0":
        return _(SYSCTL).format(setting="kernel.unprivileged_userns_clone=1")
    if value("user/max_user_namespaces") == "0":
        return _(SYSCTL).format(setting="user.max_user_namespaces=10000")
    if "KUBERNETES_SERVICE_HOST" in os.environ or "kubepods" in _text(root / "proc/1/cgroup"):
        return _(KUBERNETES)
    return _(CONTAINER) if inside else ""


def in_container(root: Path = Path("/")) -> bool:
    """Return whether this is a container, whichever program has started it.

    Not every one leaves a file; but all name themselves as the control group, or hide parts of
    /proc, which nothing else does.
    """
    return (
        any((root / mark).exists() for mark in MARKS)
        or bool(CGROUP.search(_text(root / "proc/1/cgroup")))
        or bool(MASKED.search(_text(root / "proc/self/mounts")))
    )


def examine() -> Iterator[Result]:
    """Try to break each promise, one after the other.

    Raises:
        NotGraded: no sandbox can be started at all; the text says what helps.
    """
    if reason := obstacle():
        raise NotGraded(reason)
    with tempfile.TemporaryDirectory(prefix="doctor-") as folder, planted(Path(folder)) as traps:
        for name, promise in attempts.REACHES.items():
            control = _outside(name, traps)
            seen, _stops = _inside(Path(folder), name, traps, Limits())
            yield Result(
                _(promise), seen.startswith("refused"), seen, control.startswith("reached")
            )
        yield from _namespaces(Path(folder))
        for name, promise in attempts.LIMITS.items():
            limits = Limits()
            for limit, value in NARROW.items():
                setattr(limits, limit, value)
            seen, stops = _inside(Path(folder), name, traps, limits)
            text = "; ".join(stop.text for stop in stops) or seen
            yield Result(_(promise), not seen.startswith("reached"), text)
        yield _remains(Path(folder), traps)


@contextmanager
def planted(folder: Path) -> Iterator[dict[str, Any]]:
    """Plant what an attempt would like to reach: a secret file, a variable, servers."""
    course = folder / "course"
    (course / "source").mkdir(parents=True)
    (course / "source" / "secret.txt").write_text("reached")
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as abstract,
    ):
        port = server.getsockname()[1]
        abstract.bind(f"\0doctor-{port}")
        yield {
            "course": str(course),
            "port": port,
            "prefix": sys.prefix,
            "mark": secrets.token_hex(8),
        }


def _outside(name: str, traps: dict[str, Any]) -> str:
    """Make the same attempt without a sandbox."""
    done = subprocess.run(
        [sys.executable, attempts.__file__, name, json.dumps(traps)],
        input="go\n",
        capture_output=True,
        text=True,
        check=False,
        timeout=SECONDS,
        env={**os.environ, "DOCTOR_SECRET": "reached"},
    )
    return done.stdout.removeprefix("ready\n").strip()


def _inside(
    folder: Path, name: str, traps: dict[str, Any], limits: Limits
) -> tuple[str, list[Stop]]:
    """Make an attempt in a sandbox, under a watchdog; return what it said, and what stopped it."""
    with _started(folder, name, traps, limits) as (process, first):
        if process.stdout is None or process.stdout.readline() != "ready\n":
            raise NotGraded(
                _("the sandbox did not start: {words}").format(
                    words=process.communicate()[1].strip()
                )
            )
        sandbox = Sandbox.of(first)
        watchdog = Watchdog(sandbox, limits)
        try:
            with watchdog.watching(_("in this attempt")):
                output, errors = process.communicate("go\n", timeout=SECONDS)
        finally:
            sandbox.kill()
            sandbox.wait()
            watchdog.dismiss()
            sandbox.close()
    return output.strip() or f"stopped {errors.strip()[-200:]}", watchdog.stops


@contextmanager
def _started(
    folder: Path, name: str, traps: dict[str, Any], limits: Limits
) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """Start an attempt in a sandbox, where it waits for a line; yield it and its first process."""
    with tempfile.TemporaryDirectory(dir=folder) as made:
        stage = Path(made)
        (stage / "files").mkdir()
        (stage / "files" / "attempts.py").write_bytes(Path(attempts.__file__).read_bytes())
        write_settings(stage, limits)
        ours, theirs = os.pipe()
        program = [PYTHON, "-I", "/home/student/attempts.py", name, json.dumps(traps)]
        course = Path(traps.get("course", folder))
        with subprocess.Popen(
            command(stage, [course], limits, theirs, program),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            pass_fds=(theirs,),
            env={**clean_environment({})},
        ) as process:
            os.close(theirs)
            with os.fdopen(ours) as info:
                text = info.read()
            yield process, json.loads(text)["child-pid"] if text else 0
            process.kill()


def _namespaces(folder: Path) -> Iterator[Result]:
    """Compare the namespaces inside with the grader's own."""
    seen, _stops = _inside(folder, "namespaces", {}, Limits())
    inside: dict[str, str] = json.loads(seen)
    for kind, link in inside.items():
        outside = os.readlink(f"/proc/self/ns/{kind}")
        promise = _("own {kind} namespace").format(kind=kind)
        yield Result(promise, link != outside, link)


def _remains(folder: Path, traps: dict[str, Any]) -> Result:
    """Look for a process that an attempt has left behind."""
    seen, _stops = _inside(folder, "daemon", traps, Limits())
    left = [
        path
        for path in Path("/proc").glob("[0-9]*/cmdline")
        if f"doctor-{traps['mark']}" in _text(path)
    ]
    promise = _("nothing runs when the submission has ended")
    return Result(promise, seen == "left" and not left, _("{n} of 1 left").format(n=len(left)))


def _text(path: Path) -> str:
    try:
        return path.read_text(errors="replace")
    except OSError:  # it has ended since
        return ""
