"""What being late costs, as the settings say."""

import pytest
from traitlets import TraitError
from traitlets.config import Config

from autograder.course import Course
from autograder.gradebook.lateness import late_policy
from autograder.policy import LatePolicy

HOUR, DAY = 3600, 86400


def penalty(late: float, **settings: float | str) -> float | None:
    policy = LatePolicy(config=Config({"LatePolicy": settings}))
    points: float | None = policy.late_submission_penalty("ana", 20.0, late)
    return points


@pytest.mark.parametrize(
    ("late", "settings", "expected"),
    [
        (DAY, {}, None),
        (1, {"percent_a_day": 10}, 2.0),
        (DAY, {"percent_a_day": 10}, 2.0),
        (DAY + 1, {"percent_a_day": 10}, 4.0),
        (HOUR, {"percent_a_day": 10, "grace_minutes": 60}, None),
        (HOUR + 1, {"percent_a_day": 10, "grace_minutes": 60}, 2.0),
        (DAY + HOUR, {"percent_a_day": 10, "grace_minutes": 60}, 2.0),
        (30 * DAY, {"percent_a_day": 10}, 20.0),
        (30 * DAY, {"percent_a_day": 10, "most_percent": 50}, 10.0),
        (1, {"penalty_method": "zero"}, 20.0),
        (1, {"penalty_method": "zero", "grace_minutes": 1}, None),
    ],
)
def test_each_day_that_has_begun_costs_its_share_after_the_grace(
    late: float, settings: dict[str, float], expected: float | None
) -> None:
    assert penalty(late, **settings) == expected


@pytest.mark.parametrize("name", ["percent_a_day", "most_percent", "grace_minutes"])
def test_a_negative_setting_is_refused(name: str) -> None:
    with pytest.raises(TraitError):
        penalty(1, **{name: -1})


def test_it_is_the_courses_policy_and_nbgraders_own_setting_holds(small: Course) -> None:
    small.config.LateSubmissionPlugin.penalty_method = "zero"

    policy = late_policy(small.config)

    assert isinstance(policy, LatePolicy)
    assert policy.penalty_method == "zero"
