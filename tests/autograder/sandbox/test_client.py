"""Messages from a kernel that may be the student's: what is malformed never gets through."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jupyter_client.session import DELIM, Session

from autograder.sandbox.client import GuardedSession

KEY = b"known to both ends"
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)
KINDS = ["status", "stream", "error", "execute_reply", "display_data", "execute_result"]


def parts(kind: Any, content: Any, parent: Any = None) -> list[bytes]:
    """Return a message as the enemy would sign it."""
    session = Session(key=KEY)
    header = session.msg_header("status") | {"msg_type": kind}
    body = [json.dumps(part).encode() for part in (_plain(header), parent or {}, {}, content)]
    return [session.sign(body), *body]


def _plain(header: dict[str, Any]) -> dict[str, Any]:
    return header | {"date": "2026-01-01T00:00:00Z"}


def read(message: list[bytes]) -> tuple[dict[str, Any], list[str]]:
    """Read a message as a kernel's client does; return it and why it was refused.

    A client's session is a clone of its manager's.
    """
    reasons: list[str] = []
    managers = GuardedSession(key=KEY)
    managers.refused = reasons.append
    session = managers.clone()
    _, rest = session.feed_identities([DELIM, *message])
    return session.deserialize(rest), reasons


GOOD = [
    ("status", {"execution_state": "idle"}),
    ("stream", {"name": "stdout", "text": "hello"}),
    ("error", {"ename": "ValueError", "evalue": "", "traceback": ["a line"]}),
    ("execute_reply", {"status": "ok"}),
    ("execute_reply", {"status": "error", "ename": "E", "evalue": "", "traceback": []}),
    ("display_data", {"data": {"text/plain": "1"}, "metadata": {}}),
    ("comm_open", {"anything": [1, 2]}),
]


@pytest.mark.parametrize(("kind", "content"), GOOD)
def test_a_message_in_jupyters_form_gets_through(kind: str, content: dict[str, Any]) -> None:
    message, reasons = read(parts(kind, content, {"msg_id": "1"}))

    assert reasons == []
    assert (message["msg_type"], message["content"]) == (kind, content)
    assert message["parent_header"] == {"msg_id": "1"}
    assert message["bytes"] >= len(json.dumps(content))


BAD = [
    ("status", {"execution_state": None}),
    ("status", []),
    ("status", None),
    ("stream", {"name": "stdout", "text": 5}),
    ("stream", {"name": "stdout"}),
    ("stream", {"name": "elsewhere", "text": ""}),
    ("error", {"ename": "E", "evalue": "", "traceback": "text"}),
    ("error", {"ename": "E", "evalue": "", "traceback": [1]}),
    ("error", {"ename": {}, "evalue": "", "traceback": []}),
    ("execute_reply", {}),
    ("execute_reply", {"status": "error"}),
    ("display_data", {"data": [], "metadata": {}}),
    ("execute_result", {"data": {}, "metadata": None}),
    (7, {}),
    (None, {}),
]


@pytest.mark.parametrize(("kind", "content"), BAD)
def test_a_field_of_the_wrong_type_is_refused(kind: Any, content: Any) -> None:
    message, reasons = read(parts(kind, content))

    assert message["msg_type"] == "refused"
    assert len(reasons) == 1


@pytest.mark.parametrize(
    "message",
    [
        [],
        [b""],
        [b"", b"{}", b"{}", b"{}", b"{}"],
        [b"0" * 64, b"{}", b"{}", b"{}", b"{}"],
        parts("status", {"execution_state": "idle"})[:3],
        [parts("status", {})[0], b"[" * 100_000],
    ],
    ids=["empty", "unsigned", "no signature", "wrong signature", "too short", "too deep"],
)
def test_what_is_no_message_is_refused(message: list[bytes]) -> None:
    found, reasons = read(message)

    assert found["msg_type"] == "refused"
    assert len(reasons) == 1


def test_a_message_without_a_delimiter_is_refused() -> None:
    reasons: list[str] = []
    session = GuardedSession(key=KEY)
    session.refused = reasons.append
    _, rest = session.feed_identities([b"no", b"delimiter"])

    assert session.deserialize(rest)["msg_type"] == "refused"
    assert len(reasons) == 1


def test_the_same_message_again_is_refused() -> None:
    reasons: list[str] = []
    session = GuardedSession(key=KEY)
    session.refused = reasons.append
    message = parts("execute_reply", {"status": "ok"})

    kinds = [session.deserialize(message)["msg_type"] for _ in range(2)]

    assert kinds == ["execute_reply", "refused"]
    assert len(reasons) == 1


@given(st.sampled_from(KINDS), JSON, JSON)
def test_whatever_is_signed_and_sent_nothing_is_raised(kind: str, content: Any, other: Any) -> None:
    message, reasons = read(parts(kind, content, other))

    assert (message["msg_type"] == "refused") == bool(reasons)


@given(st.lists(st.binary(), max_size=8))
def test_whatever_bytes_are_sent_nothing_is_raised(message: list[bytes]) -> None:
    found, reasons = read(message)

    assert found["msg_type"] == "refused"
    assert reasons
