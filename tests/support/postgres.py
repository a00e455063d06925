"""A PostgreSQL server of the tests' own: on a free port, its files in a temporary folder."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

USER, PASSWORD = "grader", "not-to-be-shown"
SETTINGS = ("fsync=off", "listen_addresses=127.0.0.1", "log_min_messages=fatal")


@dataclass(frozen=True)
class Server:
    """A server that runs."""

    port: int

    def database(self, name: str) -> str:
        """Make an empty database; return its address as SQLAlchemy has it."""
        with self._connected() as connection:
            connection.execute(f'CREATE DATABASE "{name}"'.encode())
        return f"postgresql+psycopg://{USER}:{PASSWORD}@127.0.0.1:{self.port}/{name}"

    def _connected(self) -> psycopg.Connection:
        return psycopg.connect(
            host="127.0.0.1",
            port=self.port,
            user=USER,
            password=PASSWORD,
            dbname="postgres",
            autocommit=True,
        )

    def is_ready(self) -> bool:
        """Return whether it takes connections yet."""
        try:
            self._connected().close()
        except psycopg.OperationalError:
            return False
        return True


@contextmanager
def running() -> Iterator[Server]:
    """Run a server, which ends with this process whatever ends it."""
    programs = max(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parts[-2]))
    folder = Path(tempfile.mkdtemp(prefix="postgresql-"))
    as_user = _as_user(folder)
    (folder / "password").write_text(PASSWORD)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    try:
        subprocess.run(
            [*as_user, programs / "initdb", "--auth=scram-sha-256", f"--username={USER}",
             f"--pwfile={folder / 'password'}", "--no-sync", folder / "data"],
            check=True, capture_output=True,
        )  # fmt: skip
        options = [part for one in SETTINGS for part in ("-c", one)]
        process = subprocess.Popen(
            [*as_user, "setpriv", "--pdeathsig", "QUIT", programs / "postgres", "-D",
             folder / "data", "-p", str(port), "-k", folder, *options]
        )  # fmt: skip
        try:
            server = Server(port)
            while not server.is_ready():
                assert process.poll() is None, "PostgreSQL ended before it was ready"
                time.sleep(0.1)
            yield server
        finally:
            process.send_signal(3)  # SIGQUIT: at once
            process.wait()
    finally:
        shutil.rmtree(folder)


def _as_user(folder: Path) -> list[str]:
    """Return what runs a command with the rights PostgreSQL asks for: never root's."""
    if os.geteuid() != 0:
        return []
    account = pwd.getpwnam("postgres")  # Debian's package makes it
    os.chown(folder, account.pw_uid, account.pw_gid)
    return ["setpriv", f"--reuid={account.pw_uid}", f"--regid={account.pw_gid}", "--clear-groups"]
