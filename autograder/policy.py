"""What being late costs, by settings: a share of the points for each day, after a grace period."""

from __future__ import annotations

import math

from nbgrader.plugins import LateSubmissionPlugin
from traitlets import Float

DAY = 24 * 60 * 60


class LatePolicy(LateSubmissionPlugin):  # type: ignore[misc]
    """nbgrader's policy, `penalty_method` and all, and a share of the points for each day."""

    percent_a_day = Float(
        0.0, min=0.0, max=100.0, help="Percent of a notebook's points lost for each day begun."
    ).tag(config=True)
    most_percent = Float(
        100.0, min=0.0, max=100.0, help="Percent of a notebook's points lost at the most."
    ).tag(config=True)
    grace_minutes = Float(
        0.0, min=0.0, help="Minutes after the due date during which nothing is lost."
    ).tag(config=True)

    def late_submission_penalty(
        self, student_id: str, score: float, total_seconds_late: float
    ) -> float | None:
        """Return the points that a late notebook loses (nbgrader and our tables call this)."""
        late = total_seconds_late - 60 * self.grace_minutes
        if late <= 0:
            return None
        if not self.percent_a_day:
            penalty: float | None = super().late_submission_penalty(student_id, score, late)
            return penalty
        percent = min(self.percent_a_day * math.ceil(late / DAY), self.most_percent)
        return score * percent / 100
