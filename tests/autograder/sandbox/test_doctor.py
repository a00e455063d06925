"""The sandbox's promises, tried on this machine by the doctor, with its controls."""

import os
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from autograder.errors import NotGraded
from autograder.sandbox import attempts, doctor
from lesson.i18n import use
from tests.conftest import ROOT
from tests.support.lms import written
from tests.support.shell import environment

PROMISES = [*attempts.REACHES.values(), *attempts.LIMITS.values()]


@cache
def examined() -> dict[str, doctor.Result]:
    """Let the doctor try everything, once a process."""
    return {result.promise: result for result in doctor.examine()}


@pytest.mark.xdist_group("doctor")
@pytest.mark.parametrize("promise", PROMISES)
def test_a_promise_holds_where_the_doctor_tries_to_break_it(promise: str) -> None:
    result = examined()[promise]

    assert result.held, result.seen


@pytest.mark.xdist_group("doctor")
@pytest.mark.parametrize("promise", attempts.REACHES.values())
def test_the_same_attempt_succeeds_outside(promise: str) -> None:
    assert examined()[promise].control


@pytest.mark.xdist_group("doctor")
@pytest.mark.parametrize("kind", ["user", "pid", "net", "ipc", "mnt", "uts"])
def test_a_sandbox_has_its_own_namespaces(kind: str) -> None:
    assert examined()[f"own {kind} namespace"].held


@pytest.mark.xdist_group("doctor")
def test_a_daemon_ends_with_the_sandbox() -> None:
    assert examined()["nothing runs when the submission has ended"].held


def test_python_may_be_called_by_a_path_through_a_folder_that_a_sandbox_lacks(
    tmp_path: Path,
) -> None:
    (tmp_path / "course").mkdir()
    (tmp_path / "kit").symlink_to(sys.prefix)
    python = f"{tmp_path}/course/../kit/bin/{Path(sys.executable).name}"
    code = "from autograder.sandbox.doctor import obstacle; print(obstacle())"

    done = subprocess.run(
        [python, "-c", code],
        cwd=tmp_path / "course",
        env=environment(PYTHONPATH=str(ROOT)),
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout == "\n"


@pytest.fixture
def strict() -> Iterator[None]:
    """Nobody else may read what this process makes, as on hardened servers."""
    before = os.umask(0o077)
    yield
    os.umask(before)


@pytest.mark.usefixtures("strict")
def test_whatever_the_umask_the_program_inside_reads_its_files() -> None:
    assert doctor.obstacle() == ""


def test_without_bubblewrap_the_doctor_says_how_to_install_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(NotGraded, match="apt-get install bubblewrap"):
        list(doctor.examine())


def test_a_bubblewrap_that_may_not_make_namespaces_is_reported_in_its_own_words(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    refused = tmp_path / "bwrap"
    refused.write_text(
        "#!/bin/sh\necho 'bwrap: setting up uid map: Permission denied' >&2\nexit 1\n"
    )
    refused.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")

    assert doctor.obstacle().startswith("bwrap: setting up uid map: Permission denied")


@pytest.mark.parametrize(
    ("file", "value", "advice"),
    [
        ("proc/sys/kernel/apparmor_restrict_unprivileged_userns", "1", "profile bwrap"),
        ("proc/sys/kernel/unprivileged_userns_clone", "0", "kernel.unprivileged_userns_clone=1"),
        ("proc/sys/user/max_user_namespaces", "0", "user.max_user_namespaces="),
        (".dockerenv", "", "--security-opt systempaths=unconfined"),
        ("run/.containerenv", "", "--security-opt unmask=ALL"),
        ("proc/1/cgroup", "0::/system.slice/docker-1a2b.scope", "systempaths=unconfined"),
        ("proc/1/cgroup", "0::/k8s.io/cri-containerd-1a2b", "systempaths=unconfined"),
        ("proc/1/cgroup", "11:cpu:/kubepods/besteffort/pod1", "procMount: Unmasked"),
        ("proc/self/mounts", "tmpfs /proc/kcore tmpfs rw 0 0", "systempaths=unconfined"),
        ("proc/self/mounts", "proc /proc/sys proc ro 0 0", "unmask=ALL"),
    ],
)
def test_what_blocks_namespaces_is_named_with_what_helps(
    tmp_path: Path, file: str, value: str, advice: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("KUBERNETES_SERVICE_HOST", raising=False)
    (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / file).write_text(f"{value}\n")

    assert advice in doctor.advice(tmp_path)


def test_what_helps_is_said_in_the_course_s_language(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use("pt_BR")
    monkeypatch.delenv("KUBERNETES_SERVICE_HOST", raising=False)
    (tmp_path / ".dockerenv").touch()
    said = [doctor.advice(tmp_path)]
    monkeypatch.setenv("KUBERNETES_SERVICE_HOST", "10.0.0.1")
    said.append(doctor.advice(tmp_path))
    for setting in ("kernel/unprivileged_userns_clone", "user/max_user_namespaces"):
        written(tmp_path / "proc/sys" / setting, b"0")
        said.append(doctor.advice(tmp_path))
        (tmp_path / "proc/sys" / setting).unlink()
    (tmp_path / ".dockerenv").unlink()
    written(tmp_path / "proc/sys/kernel/apparmor_restrict_unprivileged_userns", b"1")
    said.append(doctor.advice(tmp_path))

    assert [text.split()[0] for text in said] == ["Este", "Este", "Os", "Os", "O"]


def test_kubernetes_is_known_by_its_variable_where_no_file_tells(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KUBERNETES_SERVICE_HOST", "10.0.0.1")

    assert "procMount: Unmasked" in doctor.advice(tmp_path)


def test_a_machine_that_is_no_container_hears_nothing_of_containers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("KUBERNETES_SERVICE_HOST", raising=False)
    (tmp_path / "proc" / "self").mkdir(parents=True)
    (tmp_path / "proc" / "1").mkdir()
    (tmp_path / "proc" / "1" / "cgroup").write_text("0::/init.scope\n")
    (tmp_path / "proc" / "self" / "mounts").write_text(
        "proc /proc proc rw 0 0\nsystemd-1 /proc/sys/fs/binfmt_misc autofs rw 0 0\n"
    )

    assert doctor.advice(tmp_path) == ""
