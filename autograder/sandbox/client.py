"""The grader's end of the kernel's channels: what comes in is data from an enemy.

The key that signs messages lies in the student's own process, so every field of every message
may be forged. A message that is not in Jupyter's form ends the conversation; one that is costs
at most its own size.
"""

from __future__ import annotations

import math
import time
from queue import Empty
from typing import Any

import zmq
import zmq.asyncio
from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.session import Session
from traitlets import Callable, Instance, Type, default

MAX_FRAME = 32_000_000  # bytes of one part of a message; an answer has its own, lower limit
CONTENT = 4  # where a message's content begins, behind its signature and three headers
QUEUE = 64  # messages that may wait in this process
TEXT = {  # the fields that must be text, for each kind of message that is looked at
    "status": ("execution_state",),
    "stream": ("name", "text"),
    "error": ("ename", "evalue"),
    "execute_reply": ("status",),
}
DISPLAYS = ("display_data", "execute_result", "update_display_data")
MAPPINGS = dict.fromkeys(DISPLAYS, ("data", "metadata"))


class GuardedSession(Session):
    """A session that lets nothing malformed through, and no error that it provokes.

    Instead of a malformed message comes one of kind "refused", which nobody waits for.

    Attributes:
        refused: called with the reason, by whoever can end the sandbox.
    """

    refused = Callable(lambda reason: None)  # a trait, so that a client's clone has it too

    def feed_identities(self, msg_list: Any, copy: bool = True) -> Any:
        """Split the routing prefix off (jupyter_client calls this for each message)."""
        try:
            return super().feed_identities(msg_list, copy)
        except ValueError:  # no delimiter; `deserialize` says so
            return [], []

    def deserialize(self, msg_list: Any, content: bool = True, copy: bool = True) -> dict[str, Any]:
        """Read one message (jupyter_client calls this for each)."""
        try:
            message: dict[str, Any] = super().deserialize(msg_list, content, copy)
            reason = _fault(message)
        except Exception as error:  # anything that the enemy's bytes can provoke in there
            reason = f"malformed: {type(error).__name__}"
        if reason:
            self.refused(reason)
            return {"msg_type": "refused", "parent_header": {}, "content": {}, "header": {}}
        message["bytes"] = sum(len(part) for part in msg_list[CONTENT:])
        return message


def _fault(message: dict[str, Any]) -> str:
    """Return which field that is used later has the wrong type; empty if none has."""
    kind, content, parent = (message.get(k) for k in ("msg_type", "content", "parent_header"))
    if not isinstance(kind, str) or not isinstance(content, dict) or not isinstance(parent, dict):
        return "a message without type, content or parent"
    texts = [content.get(name) for name in TEXT.get(kind, ())]
    mappings = [content.get(name) for name in MAPPINGS.get(kind, ())]
    if kind == "stream" and content.get("name") not in ("stdout", "stderr"):
        return "a stream of an unknown name"
    if kind == "error" or (kind == "execute_reply" and content.get("status") == "error"):
        lines = content.get("traceback")
        if not isinstance(lines, list) or not all(isinstance(line, str) for line in lines):
            return "an error without lines of text"
        texts += [content.get("ename"), content.get("evalue")]
    if not all(isinstance(text, str) for text in texts):
        return f"a message of kind {kind!r} with a field that is not text"
    if not all(isinstance(mapping, dict) for mapping in mappings):
        return f"a message of kind {kind!r} with a field that is not a mapping"
    return ""


class SealedKernelClient(AsyncKernelClient):
    """A client that connects each channel once, and has no heartbeat, which would again."""

    async def wait_for_ready(self, timeout: float | None = None) -> None:
        """Wait until the kernel answers, and what it publishes arrives (nbclient calls this).

        jupyter_client's own waits, after that, for a fifth of a second in which nothing comes.

        Raises:
            RuntimeError: the kernel ended, or did not answer in time.
        """
        deadline = time.monotonic() + (math.inf if timeout is None else timeout)
        while not await self._answers():
            if not await self._async_is_alive():
                raise RuntimeError("the kernel ended before it answered")
            if time.monotonic() > deadline:
                raise RuntimeError(f"the kernel did not answer within {timeout:g} s")

    async def _answers(self) -> bool:
        """Ask for the kernel's version; return whether it said so, and that it is idle again."""
        question = self.kernel_info()
        try:
            reply = await self.get_shell_msg(timeout=1)
            while True:
                said = await self.get_iopub_msg(timeout=0.2)
                idle = said["content"].get("execution_state") == "idle"
                if idle and said["parent_header"].get("msg_id") == question:
                    break
        except Empty:
            return False
        if reply["msg_type"] != "kernel_info_reply":
            return False
        self._handle_kernel_info_reply(reply)
        return True

    def start_channels(
        self,
        shell: bool = True,
        iopub: bool = True,
        stdin: bool = True,
        hb: bool = False,
        control: bool = True,
    ) -> None:
        """Connect (nbclient calls this once, before the first cell)."""
        super().start_channels(shell, iopub, stdin, False, control)


class SealedKernelManager(AsyncKernelManager):
    """A manager whose messages are guarded and whose sockets never connect a second time.

    After the first cell the sockets' folder belongs to the student; a second connection could
    lead anywhere.
    """

    client_factory = Type(SealedKernelClient)
    session = Instance(GuardedSession)

    @default("session")
    def _guarded_session(self) -> GuardedSession:
        return GuardedSession(parent=self)

    @default("context")
    def _careful_context(self) -> zmq.asyncio.Context:
        self._created_context = True
        context = zmq.asyncio.Context()
        context.setsockopt(zmq.RECONNECT_IVL, -1)
        context.setsockopt(zmq.MAXMSGSIZE, MAX_FRAME)
        context.setsockopt(zmq.RCVHWM, QUEUE)
        return context
