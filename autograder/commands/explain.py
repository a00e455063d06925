"""What the machine refused, in a sentence: where, why, and what helps."""

from __future__ import annotations

import errno
import os
import re
import shutil
import tempfile

from sqlalchemy.exc import DBAPIError

from autograder.errors import AutograderError
from autograder.i18n import N_, _
from autograder.text import printable

FULL = N_("make room there and run the same command again, which goes on where it stopped")
DENIED = N_("make sure that your account may write there, then run the same command again")
HELP = {
    **dict.fromkeys((errno.ENOSPC, errno.EDQUOT), FULL),
    **dict.fromkeys((errno.EACCES, errno.EPERM, errno.EROFS), DENIED),
}
"""What helps, by the number of an error of the system's."""
GRADEBOOK = {"full": FULL, "readonly": DENIED, "unable to open": DENIED}
"""The same, by a word in an error of SQLite's."""


ROOM = 2**20  # bytes: with less, a disk is the full one


def _first(error: OSError) -> OSError:
    """Return the first error of several, as `shutil` collects them where it copies folders."""
    if not isinstance(error, shutil.Error) or not isinstance(error.args[0], list):
        return error
    _source, target, why = error.args[0][0]
    number = re.match(r"\[Errno (\d+)\] ", why)
    return OSError(int(number[1]), os.strerror(int(number[1])), target) if number else error


def _full_folder() -> str:
    """Return which of the folders that are written to is on a full disk; empty if none is."""
    folders = (os.getcwd(), tempfile.gettempdir())
    return next((one for one in folders if shutil.disk_usage(one).free < ROOM), "")


def explained(error: AutograderError | OSError | DBAPIError) -> str:
    """Return what to say of an error that ended a command."""
    if isinstance(error, AutograderError):
        return str(error)
    if isinstance(error, DBAPIError):
        where, why = _("the gradebook"), str(error.orig)
        help_ = next((text for word, text in GRADEBOOK.items() if word in why), "")
    else:
        error = _first(error)
        where, why = str(error.filename or ""), error.strerror or str(error)
        help_ = HELP.get(error.errno or 0, "")
        if help_ == FULL and not where:
            where = _full_folder()
    told = ": ".join(printable(part) for part in (where, why) if part)
    return f"{told}; {_(help_)}" if help_ else told
