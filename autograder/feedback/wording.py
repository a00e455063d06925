"""The feedback page's own words, in the course's language."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from jinja2 import BaseLoader, Environment
from nbconvert.exporters import HTMLExporter

from autograder.gradebook.points import MANUAL
from autograder.i18n import _, decimal

TEMPLATE = "feedback/index.html.j2"
NAME = "{{ cell.metadata.nbgrader.grade_id }}"
CELL = "cell.metadata.nbgrader"
ROUNDED = "| float | round(2) }}"
MOST = f"{{{{ {CELL}.points {ROUNDED}"
SCORE = f"Score: {{{{ {CELL}.score {ROUNDED} / {MOST}"
TOTAL = (
    f"(Score: {{{{ resources.nbgrader.score {ROUNDED} / "
    f"{{{{ resources.nbgrader.max_score {ROUNDED})"
)


def words() -> dict[str, str]:
    """Return what nbgrader's template of the page says, and what we say."""
    return {
        TOTAL: _total(),
        SCORE: _score(),
        "Score: ": _("Score: "),
        "Test cell</a>": f"{NAME}</a>",  # of thirty lines, "Test cell" says nothing
        "Grade cell": _("Test cell"),
        "Coding free-response": _("Coding free-response"),
        "Written response": _("Written response"),
        "Student's answer": _("Your answer"),
        "Student's task": _("Your task"),
        "Task": _("Task"),
        "Comments:": _("Comments:"),
        "Comment</a>": _("Comment") + f": {NAME}</a>",
        "Late submission penalty": _("Late submission penalty"),
        "(Top)": _("(Top)"),
    }


def _score() -> str:
    """Return what stands where nbgrader has a cell's score: 0.0 also of what nobody has read."""
    given = SCORE.replace("Score: ", _("Score: "))
    unread = _("not yet read by a person; worth up to {points}").format(points=MOST)
    unjudged = _("not graded; worth up to {points}").format(points=MOST)
    return (
        f"{{% if {CELL}.status == {MANUAL!r} %}}{unread}"
        f"{{% elif {CELL}.status %}}{unjudged}{{% else %}}{given}{{% endif %}}"
    )


def _total() -> str:
    """Return what stands where nbgrader has a notebook's score: it says what is not in it."""
    waiting = _("still to be read by a person: {count}").format(
        count="{{ resources.nbgrader.waiting }}"
    )
    unjudged = _("not graded: {count}").format(count="{{ resources.nbgrader.unjudged }}")
    return (
        TOTAL.replace("Score: ", _("Score: ")).removesuffix(")")
        + f"{{% if resources.nbgrader.waiting %}}; {waiting}{{% endif %}}"
        + f"{{% if resources.nbgrader.unjudged %}}; {unjudged}{{% endif %}})"
    )


class _Reworded(BaseLoader):
    """Loads templates as another loader does, and puts our words into nbgrader's."""

    def __init__(self, loader: BaseLoader) -> None:
        self._loader = loader

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str | None, Callable[[], bool] | None]:
        """Return a template's source (Jinja calls this)."""
        source, path, fresh = self._loader.get_source(environment, template)
        if path is not None and path.endswith(TEMPLATE):
            ours = words()
            theirs = "|".join(re.escape(word) for word in sorted(ours, key=len, reverse=True))
            source = re.sub(theirs, lambda found: ours[found[0]], source)
            source = source.replace(ROUNDED, ROUNDED.replace(" }}", " | decimal }}"))
        return source, path, fresh


class FeedbackPage(HTMLExporter):
    """Makes nbgrader's feedback page in the course's language."""

    def _create_environment(self) -> Any:
        environment = super()._create_environment()  # type: ignore[no-untyped-call]
        environment.loader = _Reworded(environment.loader)
        environment.filters["decimal"] = decimal
        return environment
