"""Data frames of pandas arrive as they are; the kit itself does not need it."""

import pytest

from tests.autograder.judge.test_plain import judged

MADE = [
    "pd.DataFrame({'a': [1, 2], 'b': ['x', None], 'c': [1.5, float('nan')]}, index=[3, 5])",
    "pd.DataFrame({'t': pd.date_range('2024-01-01', periods=2), 'k': pd.Categorical(['a', 'b'])})",
    "pd.DataFrame([[1, 2], [3, 4]], columns=['x', 'x'])",
    "pd.DataFrame({'a': [1]}, index=pd.MultiIndex.from_tuples([(1, 'a')], names=['n', 'm']))",
    "pd.DataFrame({'o': [[1], {'a': 2}]})",
    "pd.DataFrame()",
    "pd.Series([1, None, 3], dtype='Int64', name='s')",
    "pd.Series([True, None], dtype='boolean')",
    "pd.date_range('2024-01-01', periods=3).to_series()",
    "pd.DataFrame({'t': pd.to_datetime(['2024-01-01', None], utc=True), 'n': [1, 2]})",
    "pd.DataFrame({'n': [1]}, index=pd.to_datetime(['2024-07-01']).tz_localize('America/Lima'))",
    "pd.Series(pd.to_datetime(['2024-01-01T05:00-03:00']).as_unit('ns'))",
    "pd.DataFrame({'n': [1, 2]}, index=pd.timedelta_range('1h', periods=2, freq=None, end='2h'))",
    "pd.get_dummies(pd.Series(['a', 'b']), sparse=True)",
    "pd.Series(pd.arrays.IntervalArray.from_breaks(pd.to_datetime(['2024-01-01', '2024-01-02'])))",
]
SAME = """
equal = pd.testing.assert_frame_equal if len(r.shape) == 2 else pd.testing.assert_series_equal
equal(r, {made})
"""


@pytest.mark.parametrize("made", MADE)
def test_a_table_arrives_as_it_is(made: str) -> None:
    notebook = f"import pandas as pd\ndef f():\n    return {made}"
    region = f"r = f(){SAME.format(made=made)}"

    assert judged(notebook, region).passed


def test_a_table_of_a_class_of_the_student_s_equals_none() -> None:
    notebook = (
        "import pandas as pd\nclass Table(pd.DataFrame):\n    def equals(self, other):\n"
        "        return True\n    __eq__ = equals\ndef f():\n    return Table({'a': [1]})"
    )
    region = "pd.testing.assert_frame_equal(f(), pd.DataFrame({'a': [2]}))"

    assert judged(notebook, region).score == 0
