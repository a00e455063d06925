"""What is a message in a cell of code, and that the program stays the same."""

import pytest

from autograder.translation.code import skeleton, translate_code


def messages(source: str, *marked: str) -> list[str]:
    found: list[str] = []

    def record(message: str) -> str:
        found.append(message)
        return message

    assert source == translate_code(source, record, marked)
    return found


def shouted(source: str) -> str:
    return translate_code(source, lambda message: f"<{message}>")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("# One idea,\n# two lines.\nx = 1", ["One idea, two lines."]),
        ("x = 1  # what it is", ["what it is"]),
        ("x = y  # (B, T, V)", []),
        ("x = y  # (N - length, length)", []),
        ("# x = old(y)", []),
        ("import x  # noqa: F401", []),
        ("# first\n#\n# second", ["first", "second"]),
        ("print('said aloud', x)", ["said aloud"]),
        ("print(f'{x:.2f} of {y}\\n')", ["{x:.2f} of {y}"]),
        ("assert x == 'data', f'expected {x}'", ["expected {x}"]),
        ("raise ValueError('too few' + ' words')", ["too few", "words"]),
        ("x = ['some data', 'more data']", []),
        ("encode('some data')", []),
        ("plots.bars({'label one': 1})", ["label one"]),
        ("Slider(description='Heat', kind='float slider')", ["Heat"]),
        ("corpora.headlines('en', n=3)", ["en"]),
        ("corpora.ag_news('train')", []),
        ("print(x if y else 'nothing here')", ["nothing here"]),
        ("%%bash\necho '# no message'", []),
        ("%matplotlib inline\nprint('said aloud')", ["said aloud"]),
    ],
)
def test_what_people_read_is_a_message(source: str, expected: list[str]) -> None:
    assert messages(source) == expected


def test_a_literal_that_the_author_marks_is_a_message_too() -> None:
    source = 'for start in ["Study: ", "Oil "]:\n    pass'

    assert messages(source, "Study:", "Oil") == ["Study:", "Oil"]


def test_what_students_never_see_is_no_message() -> None:
    source = (
        'def f():\n    """Say it."""\n    ### BEGIN SOLUTION\n    # secret thought\n'
        '    print("secret word")\n    ### END SOLUTION\n'
        "### BEGIN HIDDEN TESTS\n# hidden thought\n### END HIDDEN TESTS"
    )

    assert messages(source) == ["Say it."]


def test_what_a_solution_raises_is_a_message_as_its_tests_print_it() -> None:
    source = (
        "### BEGIN SOLUTION\nif x < 1:\n    raise ValueError(f'x is {x}')\n"
        "print('secret word')\n### END SOLUTION\n"
        "### BEGIN HIDDEN TESTS\nraise ValueError('hidden words')\n### END HIDDEN TESTS"
    )

    assert messages(source) == ["x is {x}"]


DOCSTRING = '''def f(x, y):
    """Do it in one go.

    A paragraph that goes on
    over two lines:

    - an item, and what
      belongs to it;
    - another.

    Args:
        x: one thing,
            explained.
        y: another.

    >>> f("some data", 1)  # what it is
    'no message'
    """
'''


def test_a_docstring_is_taken_apart_and_of_its_examples_the_comments() -> None:
    assert messages(DOCSTRING) == [
        "Do it in one go.",
        "A paragraph that goes on over two lines:",
        "- an item, and what belongs to it;",
        "- another.",
        "Args:",
        "x: one thing, explained.",
        "y: another.",
        "what it is",
    ]


def test_a_docstring_keeps_its_layout() -> None:
    long = translate_code(
        DOCSTRING, lambda message: message + " e" * (3 if message == "what it is" else 50)
    )

    assert skeleton(long) == skeleton(DOCSTRING)
    assert max(map(len, long.split("\n"))) <= 100
    assert '    >>> f("some data", 1)  # what it is' in long
    assert '\n    \'no message\'\n    """' in long
    assert "\n        x: one thing, explained. e" in long
    assert "\n            e e" in long


def test_a_translation_may_be_long_and_hold_quotes_and_change_the_order() -> None:
    source = 'assert x == y, f"expected {y}, observed {x!r}"\nprint("a word", x)'
    words = {
        "expected {y}, observed {x!r}": 'apareceu {x!r} e não "{y}", ' + "como se pedia " * 6,
        "a word": "uma palavra",
    }

    text = translate_code(source, words.__getitem__)

    assert max(map(len, text.split("\n"))) <= 100
    assert skeleton(text) == skeleton(source)
    with pytest.raises(AssertionError, match='apareceu 1 e não "2", como'):
        exec(text, {"x": 1, "y": 2})  # noqa: S102 - the test's own text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("print(f'{x:.2f}')", "print(f'{x:.1f}')"),
        ("print(f'{x}')", "print(f'{y}')"),
        ("print(f'{x}')", "print('x')"),
        ("f(1, 'a')", "f(2, 'a')"),
        ("f(a='a')", "f(b='a')"),
    ],
)
def test_another_program_has_another_skeleton(one: str, other: str) -> None:
    assert skeleton(one) != skeleton(other)


def test_letters_of_more_than_one_byte_do_not_shift_an_edit() -> None:
    assert shouted("é = 'ação'; print('coisa', 'é')  # não é") == (
        "é = 'ação'; print('<coisa>', 'é')  # <não é>"
    )


def test_what_is_no_python_is_refused() -> None:
    with pytest.raises(SyntaxError):
        messages("def f(:")
