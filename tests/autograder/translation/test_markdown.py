"""What is a message in a cell of prose."""

import pytest

from autograder.translation.markdown import is_prose, translate_markdown

SOURCE = """# A title
A paragraph right below,
of two lines.

- a list
- is one message

| a | table |
|---|-------|
| is | one |

$$x = \\text{not prose}

y$$

The formula $x$ is:

$$
a = b
$$

```text
no message here
```

```python
# a comment
x = f("data")
```
`code_only()`

<img src="x.svg">"""


def test_blocks_of_prose_are_messages_and_the_rest_stays() -> None:
    found: list[str] = []

    def same(message: str) -> str:
        found.append(message)
        return message

    text = translate_markdown(SOURCE, same)

    assert text == SOURCE
    assert found == [
        "# A title",
        "A paragraph right below,\nof two lines.",
        "- a list\n- is one message",
        "| a | table |\n|---|-------|\n| is | one |",
        "The formula $x$ is:",
        "a comment",
    ]


@pytest.mark.parametrize("text", ["$x$ `name`", "$$\\text{if}$$", "3 + 4", "<br>", "[](a/link)"])
def test_code_and_mathematics_say_nothing(text: str) -> None:
    assert not is_prose(text)
