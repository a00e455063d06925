"""Which files of a submission are opened and copied, and which are left out."""

import os
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from autograder.errors import UnfitFile
from autograder.files import lay_out
from autograder.intake.files import DEEPEST, LONGEST, Files, bad_name, opened, opened_folder
from autograder.limits import Limits
from autograder.text import few, printable


@pytest.mark.parametrize("name", ["a.csv", "Relatório final.txt", "x (1).png", "数据.csv", "a b"])
def test_an_ordinary_name_is_no_bad_name(name: str) -> None:
    assert bad_name(name) == ""
    assert printable(name) == name


@pytest.mark.parametrize(
    "name", ["", ".", "..", "a/b", "a\nb", "a\x00b", "\x1b[31m", "\u202eb", "\udcff", "x" * 201]
)
def test_a_hostile_name_is_a_bad_name_and_shown_in_one_line(name: str) -> None:
    assert bad_name(name)
    assert printable(name).isprintable()
    assert printable(name).encode() is not None
    assert len(printable(name * 50, 80)) <= 80


def test_many_sentences_become_a_few() -> None:
    assert few(["a", "b"]) == ["a", "b"]
    assert few([str(n) for n in range(9)]) == ["0", "1", "2", "3", "4", "and 4 more notes"]


def brought(source: Path, target: Path, **limits: int) -> Files:
    files = Files(Limits(**limits), ["*.pyc", "__pycache__"])
    with opened_folder(source) as folder:
        files.bring(folder)
    target.mkdir(exist_ok=True)
    lay_out(files.brought, target)
    return files


def test_plain_files_are_copied_with_their_folders(tmp_path: Path) -> None:
    source = tmp_path / "source"
    for place in ("a.csv", "b/c/d.txt", "b/__pycache__/x.pyc", "e.pyc", "empty/"):
        path = source / place
        (path if place.endswith("/") else path.parent).mkdir(parents=True, exist_ok=True)
        if not place.endswith("/"):
            path.write_text(place)

    files = brought(source, tmp_path / "target")

    assert list(files.brought) == ["a.csv", "b/c/d.txt"]
    assert files.left_out == []
    assert (tmp_path / "target/b/c/d.txt").read_text() == "b/c/d.txt"
    assert sorted(p.name for p in (tmp_path / "target").rglob("*") if p.is_file()) == [
        "a.csv",
        "d.txt",
    ]


def make_socket(path: Path) -> None:
    here = os.getcwd()
    os.chdir(path.parent)  # an address is short
    try:
        with socket.socket(socket.AF_UNIX) as one:
            one.bind(path.name)
    finally:
        os.chdir(here)


ODD: dict[str, Callable[[Path, Path], None]] = {
    "link": lambda path, secret: path.symlink_to(secret),
    "link to a folder": lambda path, secret: path.symlink_to(secret.parent),
    "hard link": lambda path, secret: path.hardlink_to(secret),
    "pipe": lambda path, secret: os.mkfifo(path),
    "socket": lambda path, secret: make_socket(path),
}


@pytest.mark.parametrize("kind", ODD)
def test_what_is_no_plain_file_of_ones_own_is_left_out(kind: str, tmp_path: Path) -> None:
    secret = tmp_path / "outside" / "secret"
    secret.parent.mkdir()
    secret.write_text("secret")
    (tmp_path / "source").mkdir()
    ODD[kind](tmp_path / "source" / "odd", secret)

    files = brought(tmp_path / "source", tmp_path / "target")

    assert list(files.brought) == []
    assert len(files.left_out) == 1
    assert files.left_out[0].startswith("'odd' was left out: it is ")
    assert list((tmp_path / "target").iterdir()) == []
    with (
        opened_folder(tmp_path / "source") as folder,
        pytest.raises(UnfitFile),
        opened("odd", folder),
    ):
        pass


def test_a_file_that_becomes_a_link_between_two_looks_is_not_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "secret").write_text("secret")
    (tmp_path / "a").write_text("own")
    honest = os.open

    def swap(path: Any, *arguments: Any, **names: Any) -> int:
        if path == "a":
            (tmp_path / "a").unlink()
            (tmp_path / "a").symlink_to("secret")
        return honest(path, *arguments, **names)

    with opened_folder(tmp_path) as folder:
        monkeypatch.setattr(os, "open", swap)
        with pytest.raises(UnfitFile), opened("a", folder):
            pass


def test_limits_leave_the_rest_out_and_keep_what_lies_on_top(tmp_path: Path) -> None:
    source = tmp_path / "source"
    (source / "many").mkdir(parents=True)
    for number in range(120):
        (source / "many" / f"{number:03}").touch()
    (source / "a").write_bytes(bytes(700_000))
    (source / "b").write_bytes(bytes(700_000))
    (source / "c").write_bytes(bytes(2_000_000))
    (source / "d").write_bytes(bytes(100_000))
    mebi = 1024**2

    files = brought(source, tmp_path / "target", files=100, handed_in=mebi, file_size=mebi)

    assert list(files.brought) == ["a", "d"]
    assert [text.split("'")[1] for text in files.left_out] == ["b", "c", "many"]


def test_folders_too_deep_in_each_other_are_left_out(tmp_path: Path) -> None:
    deep = tmp_path.joinpath("source", *["x"] * (DEEPEST + 5))
    deep.mkdir(parents=True)
    (deep / "a").touch()

    files = brought(tmp_path / "source", tmp_path / "target")

    assert list(files.brought) == []
    assert "nested too deeply" in files.left_out[0]


def test_a_path_too_long_to_be_written_elsewhere_is_left_out(tmp_path: Path) -> None:
    deep = tmp_path.joinpath("source", *["x" * LONGEST] * 10)
    deep.mkdir(parents=True)
    (deep / "Exam.ipynb").touch()

    files = brought(tmp_path / "source", tmp_path / "target")

    assert (files.brought, files.notebooks) == ({}, [])
    assert "its path is longer than 2000 bytes" in files.left_out[0]
