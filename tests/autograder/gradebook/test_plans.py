"""A submission costs the same whatever the class: its rows are sought, never all rows looked at."""

import re

import pytest
from nbgrader.api import Base
from sqlalchemy import Select, create_engine, text
from sqlalchemy.dialects import sqlite

from autograder.gradebook import extract, record

BELOW = (("submitted_assignment", "student_id"), *(name[:2] for name in extract.SUBMISSION))
QUERIES = {
    "entry": record.ENTRY,
    "notebooks": record.NOTEBOOKS,
    "grades": record.GRADES,
    "comments": record.COMMENTS,
    **{f"extract of {name}": extract._of_submission(name, column) for name, column in BELOW},
}
WHOLE_CLASS = re.compile(r"SCAN (student|submitted_assignment|submitted_notebook|grade|comment)\b")


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
def test_no_query_of_a_submission_looks_at_the_rows_of_a_class(
    query: Select[tuple[object]],
) -> None:
    engine = create_engine("sqlite://")
    given = {name: ["a", "b"] if name == "wanted" else "x" for name in query.compile().params}
    asked = query.params(**given).compile(
        dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True}
    )
    with engine.begin() as connection:
        Base.metadata.create_all(connection)
        plan = connection.execute(text(f"EXPLAIN QUERY PLAN {asked}")).all()

    assert any("SEARCH" in row.detail for row in plan)
    assert not [row.detail for row in plan if WHOLE_CLASS.match(row.detail)]
