"""The course folder: where it begins, its configuration, and its secret."""

import shutil
import stat
from itertools import combinations
from pathlib import Path

import pytest
from traitlets.config.loader import PyFileConfigLoader

from autograder.course import Course, copy_course, load_course
from autograder.errors import CourseError
from autograder.files import contents


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A course folder with the least configuration there can be."""
    (tmp_path / "course_config.py").write_text("c = get_config()\n")
    return tmp_path.resolve()


def test_a_course_is_found_from_its_root_and_from_below(root: Path) -> None:
    below = root / "submitted" / "ana"
    below.mkdir(parents=True)

    assert root == load_course(root).root
    assert root == load_course(below).root


def test_the_nearest_course_is_taken(root: Path) -> None:
    inner = root / "inner"
    inner.mkdir()
    (inner / "course_config.py").write_text("c = get_config()\n")

    assert inner == load_course(inner).root


def test_a_folder_of_that_name_is_no_configuration(root: Path) -> None:
    (root / "inner" / "course_config.py").mkdir(parents=True)

    assert root == load_course(root / "inner").root


def test_a_folder_outside_any_course_is_named(tmp_path: Path) -> None:
    with pytest.raises(CourseError) as caught:
        load_course(tmp_path)

    assert str(tmp_path) in str(caught.value)
    assert "course_config.py" in str(caught.value)


@pytest.mark.parametrize("name", ["what?", "a%20b"])
def test_a_path_that_an_address_of_a_gradebook_cannot_have_is_refused(
    root: Path, name: str
) -> None:
    (root / name).mkdir()
    (root / "course_config.py").rename(root / name / "course_config.py")

    with pytest.raises(CourseError, match="rename the folder"):
        _ = load_course(root / name).db_url


def test_a_path_with_signs_that_mean_nothing_else_there_is_taken(root: Path) -> None:
    course = root / "100% [x] #1"
    course.mkdir()
    (root / "course_config.py").rename(course / "course_config.py")

    assert f"sqlite:///{course}/gradebook.db" == load_course(course).db_url


@pytest.mark.parametrize(
    "text", ["c = get_config(\n", "1 / 0\n", "import no_such_module_of_ours\n"]
)
def test_a_broken_configuration_is_named(root: Path, text: str) -> None:
    (root / "course_config.py").write_text(text)

    with pytest.raises(CourseError) as caught:
        load_course(root)

    assert str(root / "course_config.py") in str(caught.value)


def test_settings_have_careful_defaults(root: Path) -> None:
    course = load_course(root)

    assert (course.language, course.allow_unsealed, course.sandbox) == ("en", False, "bubblewrap")


def test_settings_come_from_the_configuration(root: Path) -> None:
    (root / "course_config.py").write_text(
        "c = get_config()\n"
        "c.Course.language = 'pt_BR'\n"
        "c.Course.allow_unsealed = True\n"
        "c.Course.secret_file = 'key'\n"
        "c.Course.sandbox = 'none'\n"
    )
    course = load_course(root)
    course.secret()

    assert (course.language, course.allow_unsealed, course.sandbox) == ("pt_BR", True, "none")
    assert (root / "key").is_file()


def test_files_of_the_course_lie_in_its_root(root: Path) -> None:
    course = load_course(root)

    assert root == course.log_file.parent
    assert f"sqlite:///{root}/gradebook.db" == course.db_url


def test_a_secret_is_made_once_and_stays(root: Path) -> None:
    secret = load_course(root).secret()

    assert secret == load_course(root).secret()
    assert len(secret) >= 32


def test_the_groups_members_may_read_a_secret_where_the_owner_shares_the_course(root: Path) -> None:
    load_course(root).secret()
    with (root / "course_config.py").open("a") as config:
        config.write("c.CourseDirectory.groupshared = True\n")
    load_course(root).secret()

    status = (root / "secret.key").stat()
    assert stat.S_IMODE(status.st_mode) == 0o640
    assert status.st_gid == root.stat().st_gid


def test_a_colleague_who_may_not_read_the_secret_is_told_what_helps(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    course = load_course(root)
    course.secret()

    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(
        CourseError, match=r"secret\.key can be read only by \S+.*groupshared = True"
    ):
        course.secret()


def test_only_its_owner_may_read_a_secret(root: Path) -> None:
    load_course(root).secret()

    assert stat.S_IMODE((root / "secret.key").stat().st_mode) == 0o600


def test_two_courses_have_two_secrets(root: Path) -> None:
    first = load_course(root).secret()
    (root / "secret.key").unlink()

    assert first != load_course(root).secret()


@pytest.mark.parametrize("text", ["", "\n", "x" * 31, " " * 40])
def test_a_secret_that_is_too_short_is_refused_and_kept(root: Path, text: str) -> None:
    (root / "secret.key").write_text(text)

    with pytest.raises(CourseError, match=r"secret\.key: a secret has at least 32"):
        load_course(root).secret()

    assert text == (root / "secret.key").read_text()


def with_secret(root: Path, secret: str) -> Course:
    (root / "secret.key").write_text(secret)
    return load_course(root)


def test_the_same_code_gets_the_same_seed_in_any_folder_at_any_time(
    root: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = tmp_path_factory.mktemp("elsewhere")
    (other / "course_config.py").write_text(
        "c = get_config()\nc.Course.language = 'pt_BR'\nc.CourseDirectory.course_id = 'other'\n"
    )
    secret = "s" * 32

    seed = with_secret(root, secret).seed("test-cell", ["a = 1", "b = 2"], {})

    assert seed == with_secret(root, secret).seed("test-cell", ["a = 1", "b = 2"], {})
    assert seed == with_secret(other, secret + "\n").seed("test-cell", ["a = 1", "b = 2"], {})
    assert len(seed) == 32


def test_the_seed_depends_on_the_cell_the_code_the_files_and_the_secret(root: Path) -> None:
    asked: list[tuple[str, str, list[str], dict[str, str]]] = [
        ("s" * 32, "test-cell", ["a = 1", "b = 2"], {}),
        ("t" * 32, "test-cell", ["a = 1", "b = 2"], {}),
        ("s" * 32, "test-other", ["a = 1", "b = 2"], {}),
        ("s" * 32, "test-cell", ["a = 1", "b = 3"], {}),
        ("s" * 32, "test-cell", ["b = 2", "a = 1"], {}),
        ("s" * 32, "test-cell", ["a = 1b = 2"], {}),
        ("s" * 32, "test-cell", ["a = 1"], {}),
        ("s" * 32, "test-cell", [], {}),
        ("s" * 32, "test-cell", ["a = 1", "b = 2"], {"a": "b"}),
        ("s" * 32, "test-cell", ["a = 1", "b = 2"], {"a": "c"}),
    ]
    seeds = [with_secret(root, one[0]).seed(one[1], one[2], one[3]) for one in asked]

    assert all(left != right for left, right in combinations(seeds, 2))


def test_any_text_in_a_cell_has_a_seed(root: Path) -> None:
    course = with_secret(root, "s" * 32)

    assert course.seed("é", ["\ud800 ✓"], {}) != course.seed("é", ["\ud801 ✓"], {})


def test_settings_of_version_0_1_are_refused_with_the_remedy(scratch: Course) -> None:
    with (scratch.root / "course_config.py").open("a") as config:
        config.write('\nc.HTMLExporter.preprocessors = ["autograder.plugins.SafePage"]\n')

    with pytest.raises(CourseError, match="import configure"):
        load_course(scratch.root)


def test_markers_of_ones_own_are_refused(tmp_path: Path) -> None:
    (tmp_path / "course_config.py").write_text(
        "c = get_config()\n"
        "c.ClearSolutions.begin_solution_delimeter = 'BEGIN SOLUTION'  # as it is anyway\n"
        "c.ClearHiddenTests.begin_test_delimeter = 'BEGIN SECRET'\n"
    )

    with pytest.raises(CourseError, match=r"delete c\.ClearHiddenTests\.begin_test_delimeter$"):
        load_course(tmp_path)


def test_where_a_configuration_breaks_is_said(root: Path) -> None:
    (root / "course_config.py").write_text("c = get_config()\n\nc.Course.language = pt_BR\n")

    with pytest.raises(CourseError, match=r"course_config.py:3: .*name 'pt_BR' is not defined"):
        load_course(root)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("c.Course.langage = 'pt_BR'", "c.Course.langage; did you mean 'language'"),
        ("c.Cours.language = 'pt_BR'", "c.Cours.language; did you mean 'c.Course.language'"),
        ("c.Limits.memry = 3", "c.Limits.memry; did you mean 'memory'"),
        ("c.Limit.memory = 3", "'c.Limits.memory'"),
        ("c.LatePolicy.percent_per_day = 3", "did you mean 'percent_a_day'"),
        ("c.Limits.memory = '4GB'", "'memory' trait of a Limits"),
        ("c.NotebookLimits.cells = 0", "'cells' trait of a NotebookLimits"),
        ("c.LatePolicy.percent_a_day = -10", "'percent_a_day' trait of a LatePolicy"),
        ("c.LateSubmissionPlugin.penalty_method = 'half'", "'penalty_method' trait"),
    ],
)
def test_a_setting_that_nobody_can_have_meant_is_refused(root: Path, line: str, said: str) -> None:
    (root / "course_config.py").write_text(f"c = get_config()\n{line}\n")

    with pytest.raises(CourseError) as caught:
        load_course(root)

    assert said in str(caught.value)


def test_settings_of_other_programs_are_not_ours_to_judge(root: Path) -> None:
    (root / "course_config.py").write_text(
        "c = get_config()\nc.CourseDirectory.course_id = 'x'\nc.Limiter.memory = 3\n"
        "c.MyOwnPlugin.language = 'de'\n"
    )

    assert load_course(root).root == root


def test_a_copy_has_what_the_settings_load(root: Path, tmp_path: Path) -> None:
    (root / "course_config.py").write_text('load_subconfig("before.py")\n')
    (root / "before.py").write_text('c = get_config()\nc.CourseDirectory.course_id = "a"\n')
    (root / "source").mkdir(exist_ok=True)
    (root / "source" / "header.ipynb").write_text("{}")
    (root / "autotests.yml").write_text("a: b")

    copy = copy_course(load_course(root), tmp_path / "copy", [])

    assert copy.config.CourseDirectory.course_id == "a"
    assert (copy.root / "source" / "header.ipynb").is_file()
    assert (copy.root / "autotests.yml").is_file()


def test_a_copy_has_a_gradebook_and_keys_of_its_own(root: Path, tmp_path: Path) -> None:
    keys = tmp_path / "keys"
    keys.mkdir()
    (root / "before.py").write_text(
        f"c = get_config()\nc.CourseDirectory.root = {str(root)!r}\n"
        f"c.CourseDirectory.db_url = 'sqlite:///{root}/real.db'\n"
        f"c.Course.receipt_key_file = '{keys.name}/receipt.key'\n"
    )
    (root / "course_config.py").write_text(
        f'load_subconfig("before.py")\nc.Course.secret_file = "{keys}/secret.key"'
    )
    course = load_course(root)
    course.sandbox = "none"

    copy = copy_course(course, tmp_path / "copy", [])
    once = (course.secret(), course.receipt_key(), copy.secret(), copy.receipt_key())

    assert len(set(once)) == 4
    assert {path.name for path in copy.root.glob("*.key")} == {"secret.key", "receipt.key"}
    assert copy.db_url == f"sqlite:///{copy.root}/gradebook.db"
    assert copy.sandbox == "none"
    assert (
        "root"
        not in PyFileConfigLoader("course_config.py", str(copy.root)).load_config()[
            "CourseDirectory"
        ]
    )  # nbgrader's own commands work on the folder in which they are run


def test_a_copy_is_renewed_and_nothing_else_is_copied_over(root: Path, tmp_path: Path) -> None:
    course = load_course(root)
    copy_course(course, tmp_path / "copy", [])
    other = tmp_path / "other"
    (other / "source").mkdir(parents=True)
    (other / "nbgrader_config.py").write_text("c = get_config()\n")
    before = contents(other)

    copy_course(course, tmp_path / "copy", [])
    with pytest.raises(CourseError, match="holds something other than a copy"):
        copy_course(course, other, [])

    assert contents(other) == before


def test_what_a_course_no_longer_has_is_gone_from_its_copy(root: Path, tmp_path: Path) -> None:
    given, old = root / "source" / "exam" / "data.csv", root / "requirements"
    given.parent.mkdir(parents=True)
    given.write_text("the wrong one")
    old.mkdir(exist_ok=True)
    copy = copy_course(load_course(root), tmp_path / "copy", ["exam"]).root
    given.rename(given.with_name("right.csv"))
    shutil.rmtree(old)

    copy_course(load_course(root), copy, ["exam"])

    assert [path.name for path in (copy / "source" / "exam").iterdir()] == ["right.csv"]
    assert not (copy / "requirements").exists()


def test_a_course_is_not_copied_over_itself(root: Path) -> None:
    before = contents(root)

    with pytest.raises(CourseError, match="is the course itself"):
        copy_course(load_course(root), root, [])

    assert contents(root) == before
