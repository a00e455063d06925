"""ZIP files of strangers: whatever one of their entries is, the others are read."""

import io
import os
import resource
import struct
import zipfile
from contextlib import ExitStack
from pathlib import Path

import pytest

from autograder.errors import ArchiveError, UnfitFile
from autograder.lms.archive import MOST_OF_ONE, Listing, list_zip, read_archive
from tests.support.lms import written, zipped

GOOD = b"a good file"


def listed(data: bytes) -> tuple[dict[str, bytes], list[str]]:
    """Return the files of a ZIP file by path, and what is said of the others."""
    return unpacked(list_zip(io.BytesIO(data), "a.zip"))


def unpacked(listing: Listing) -> tuple[dict[str, bytes], list[str]]:
    """Return the files of a listing by path, and what is said of the others."""
    found, refused = {}, []
    for entry in listing.entries:
        content = io.BytesIO()
        try:
            entry.copy(content)
        except UnfitFile as error:
            refused.append(f"'{entry.path}': {error.reason}")
        else:
            found[entry.path] = content.getvalue()
    return found, [*listing.sentences(), *refused]


def with_info(name: str, content: bytes = b"x", mode: int = 0, flags: int = 0) -> bytes:
    """Return a ZIP file with an odd entry, and a good one behind it."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        info = zipfile.ZipInfo(name)
        info.external_attr = mode << 16
        info.compress_type = zipfile.ZIP_DEFLATED
        info.create_system = 3
        archive.writestr(info, content)
        archive.writestr("good.txt", GOOD)
    data = bytearray(made.getvalue())
    if flags:
        for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            at = data.index(mark) + offset
            struct.pack_into("<H", data, at, flags)
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (with_info("../evil.txt"), "leads out of the archive"),
        (with_info("a/../../evil.txt"), "leads out of the archive"),
        (with_info("..\\evil.txt"), "leads out of the archive"),
        (with_info("/etc/passwd"), "absolute"),
        (with_info("\\\\server\\share\\x"), "absolute"),
        (with_info("C:\\Windows\\x.dll"), "absolute"),
        (with_info("link", b"/etc/passwd", mode=0o120777), "it is a link"),
        (with_info("pipe", b"", mode=0o010644), "a pipe"),
        (with_info("secret", b"x", flags=0x1), "encrypted"),
        (with_info("n" * 5000), "longer than"),
        (with_info("/".join("abcdefghijklmnopqrstuvwxyz")), "too deep"),
        (with_info("bomb", b"0" * 70_000_000), "ZIP bomb"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_bad_entry_is_refused_and_the_rest_goes_on(data: bytes, said: str) -> None:
    found, sentences = listed(data)

    assert list(found) == ["good.txt"]
    assert said in " ".join(sentences)


def test_a_notebook_that_says_the_same_millions_of_times_is_no_bomb() -> None:
    printed = b"ok\\n" * 3_000_000

    found, sentences = listed(with_info("Exam.ipynb", printed))

    assert (found["Exam.ipynb"], sentences) == (printed, [])


@pytest.mark.parametrize("sign", ["\0", "\a", "\x85", "\ue000"])
def test_a_sign_that_cannot_be_seen_is_replaced(sign: str) -> None:
    raw = sign.encode()
    mark = "#" * len(raw)
    data = with_info(f"evil{mark}.txt", flags=0x800).replace(
        f"evil{mark}.txt".encode(), b"evil%s.txt" % raw
    )

    found, sentences = listed(data)

    assert sorted(found) == ["evil\N{REPLACEMENT CHARACTER}.txt", "good.txt"]
    assert not sentences


def test_a_sign_that_unicode_may_have_by_now_stays() -> None:
    found, sentences = listed(with_info("Exam \U0001ffff.txt"))

    assert "Exam \U0001ffff.txt" in found
    assert not sentences


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("João.ipynb".encode("cp850"), "João.ipynb"),
        ("José Muñoz.ipynb".encode("cp437"), "José Muñoz.ipynb"),
        ("JOÃO CONCEIÇÃO.ipynb".encode("cp850"), "JOÃO CONCEIÇÃO.ipynb"),
        ("João Antônio.ipynb".encode("cp1252"), "João Antônio.ipynb"),
        ("João.ipynb".encode(), "João.ipynb"),
        ("Joa\u0303o.ipynb".encode(), "João.ipynb"),
        (b"turma\\ana\\Exam.ipynb", "turma/ana/Exam.ipynb"),
        (b"turma//ana/./Exam.ipynb", "turma/ana/Exam.ipynb"),
        (b" ana /Exam.ipynb ", "ana/Exam.ipynb"),
    ],
)
def test_names_are_read_whatever_program_wrote_them(raw: bytes, name: str) -> None:
    """A name without the flag of UTF-8 is in the code page of the computer that packed it."""
    spare = "#" * len(raw)
    data = zipped({spare: GOOD}).replace(spare.encode(), raw)

    assert listed(data) == ({name: GOOD}, [])


def test_a_wrong_checksum_or_a_broken_stream_costs_that_entry_only() -> None:
    data = bytearray(zipped({"broken.txt": b"broken" * 100, "good.txt": GOOD}))
    data[data.index(b"broken.txt") + len("broken.txt") + 2] ^= 0xFF
    listing = list_zip(io.BytesIO(data), "a.zip")
    bad, good = listing.entries
    content = io.BytesIO()

    good.copy(content)
    assert content.getvalue() == GOOD
    with pytest.raises(Exception, match="damaged"):
        bad.copy(io.BytesIO())


def test_an_entry_never_unpacks_to_more_than_it_says() -> None:
    data = bytearray(zipped({"big.txt": b"0" * 1_000_000}))
    at = data.index(b"PK\x01\x02")
    struct.pack_into("<L", data, at + 24, 10)
    target = io.BytesIO()

    with pytest.raises(Exception, match="damaged"):
        list_zip(io.BytesIO(data), "a.zip").entries[0].copy(target)
    assert len(target.getvalue()) == 10


@pytest.mark.parametrize("kept", [0.2, 0.6, 0.99])
def test_a_truncated_archive_says_so(kept: float, tmp_path: Path) -> None:
    data = zipped({f"{n}.txt": GOOD * 50 for n in range(50)})
    path = written(tmp_path / "a.zip", data[: int(len(data) * kept)])

    with ExitStack() as stack, pytest.raises(ArchiveError, match="whose end is missing"):
        read_archive(path, stack)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.4", b"Rar!\x1a\x07", b"PK\x05\x06"])
def test_what_is_no_archive_is_named_with_its_path(data: bytes, tmp_path: Path) -> None:
    path = written(tmp_path / "a.zip", data)

    with ExitStack() as stack, pytest.raises(ArchiveError, match=r"a\.zip"):
        read_archive(path, stack)


def test_a_missing_archive_is_one_sentence(tmp_path: Path) -> None:
    with ExitStack() as stack, pytest.raises(ArchiveError, match="cannot be read"):
        read_archive(tmp_path / "none.zip", stack)


def many(count: int, then: bytes) -> bytes:
    """Return a ZIP file with a number of empty entries in one folder, and one more behind them."""
    body = then[: then.index(b"PK\x01\x02")]
    central = b"".join(
        struct.pack("<4s6H3L5H2L", b"PK\x01\x02", 20, 20, 0, 0, 0, 0, 0, 0, 0, 13, *[0] * 6)
        + b"x/%011d" % number
        for number in range(count)
    )
    central += then[then.index(b"PK\x01\x02") : then.index(b"PK\x05\x06")]
    size, start = len(central), len(body)
    end64 = struct.pack(
        "<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, count + 1, count + 1, size, start
    )
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, start + size, 1)
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    return body + central + end64 + locator + end


@pytest.mark.parametrize("count", [50_000, pytest.param(1_000_000, marks=pytest.mark.slow)])
def test_of_a_million_entries_those_of_others_are_found_in_bounded_memory(count: int) -> None:
    data = many(count, zipped({"ana/Exam.ipynb": GOOD}))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    listing = list_zip(io.BytesIO(data), "a.zip")

    assert len(listing.entries) == MOST_OF_ONE + 1
    assert listing.entries[-1].path == "ana/Exam.ipynb"
    assert f"{count - MOST_OF_ONE} of them were passed over" in listing.refused[0]
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200 * 1024  # KiB
    target = io.BytesIO()
    listing.entries[-1].copy(target)
    assert target.getvalue() == GOOD


def test_large_files_of_the_newer_form_are_read() -> None:
    made = io.BytesIO()
    with (
        zipfile.ZipFile(made, "w") as archive,
        archive.open("a.txt", "w", force_zip64=True) as file,
    ):
        file.write(GOOD)

    assert listed(made.getvalue()) == ({"a.txt": GOOD}, [])


def test_what_stands_before_the_archive_does_not_matter() -> None:
    assert listed(b"#!/bin/sh\n" + zipped({"a.txt": GOOD})) == ({"a.txt": GOOD}, [])


def test_a_folder_too_deep_is_refused_like_a_zip_s_entry(tmp_path: Path) -> None:
    path = "/".join(["x"] * 20)
    written(tmp_path / path / "Exam.ipynb", GOOD)
    written(tmp_path / "here.txt", GOOD)

    with ExitStack() as stack:
        found, refused = unpacked(read_archive(tmp_path, stack))

    assert list(found) == ["here.txt"]
    assert refused == [f"'{path}' was refused: it is nested too deeply"]


def test_links_and_pipes_in_a_folder_are_refused(tmp_path: Path) -> None:

    written(tmp_path / "ana" / "Exam.ipynb", GOOD)
    (tmp_path / "ana" / "link.ipynb").symlink_to("/etc/passwd")
    (tmp_path / "beto").symlink_to(tmp_path / "ana")
    os.mkfifo(tmp_path / "ana" / "pipe")
    written(tmp_path / "ana" / ".ipynb_checkpoints" / "Exam-checkpoint.ipynb", GOOD)

    with ExitStack() as stack:
        found, refused = unpacked(read_archive(tmp_path, stack))

    assert list(found) == ["ana/.ipynb_checkpoints/Exam-checkpoint.ipynb", "ana/Exam.ipynb"]
    assert [sentence.split("'")[1] for sentence in refused] == [
        "ana/link.ipynb",
        "ana/pipe",
        "beto",
    ]


@pytest.mark.parametrize(
    ("closed", "told"),
    [
        ("closed", "'closed' was refused: the grader is not allowed to read it"),
        ("Exam.ipynb", "'closed/Exam.ipynb': the grader is not allowed to read it"),
    ],
)
def test_what_may_not_be_read_costs_itself_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, closed: str, told: str
) -> None:
    written(tmp_path / "closed" / "Exam.ipynb", GOOD)
    written(tmp_path / "open" / "Open.ipynb", GOOD)
    real_open = os.open

    def refusing(path: str, *args: int, **options: int) -> int:
        if path == closed:
            raise PermissionError(path)  # root, who may read all, runs these tests too
        return real_open(path, *args, **options)

    monkeypatch.setattr(os, "open", refusing)
    with ExitStack() as stack:
        found, refused = unpacked(read_archive(tmp_path, stack))

    assert list(found) == ["open/Open.ipynb"]
    assert refused == [told]
