"""Files whose names are odd, or there twice, are collected all the same."""

import pytest

from autograder.course import Course
from tests.support.lms import collected, line, moodle, right, zipped


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("other", ["exam.ipynb", "Exam.ipynb"])
@pytest.mark.parametrize("first", [True, False])
def test_of_two_notebooks_of_one_name_the_one_that_was_worked_on_counts(
    small: Course, other: str, first: bool
) -> None:
    done, untouched = right(small), (small.root / "release/exam/Exam.ipynb").read_bytes()
    pair = [("Exam.ipynb", done if first else untouched), (other, untouched if first else done)]
    data = moodle({(1, "Ana"): {"x.zip": zipped(pair)}})

    (found,) = collected(small, data).lines

    target = small.root / "submitted" / found.student / "exam" / "Exam.ipynb"
    assert target.read_bytes() == done
    assert f"this one is now '{other[:-6]}-2.ipynb'" in " ".join(found.notes)


def test_what_is_called_a_zip_file_and_is_none_is_kept(small: Course) -> None:
    data = moodle(
        {
            (1, "Ana"): {"Exam.zip": right(small)},
            (2, "Beto"): {"Exam.ipynb": right(small), "more.zip": zipped({})},
        }
    )

    found = collected(small, data)

    ana, beto = line(found, "Ana"), line(found, "Beto")
    assert (small.root / "submitted" / ana.student / "exam" / "Exam.zip").is_file()
    assert "'Exam.zip' was not unpacked: it is not a ZIP file" in " ".join(ana.notes)
    assert "'more.zip' was not unpacked: it is an empty ZIP file" in " ".join(beto.notes)


def test_a_person_whose_name_has_a_sign_that_is_new_in_unicode_hands_in(small: Course) -> None:
    data = moodle({(1, "Mia \U0001faff Moe"): {"Exam \U0001faff.ipynb": right(small)}})

    found = collected(small, data)

    assert [bool(one.taken) for one in found.lines] == [True]
    assert not found.refused
