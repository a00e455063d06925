"""What the machine refused, in a sentence: where, why, and what helps."""

from __future__ import annotations

import errno

from sqlalchemy.exc import DBAPIError

from autograder.errors import AutograderError
from autograder.i18n import N_, _
from autograder.text import printable

FULL = N_("make room there and give the same command again, which goes on where it stopped")
DENIED = N_("make sure that your account may write there, then give the same command again")
HELP = {
    **dict.fromkeys((errno.ENOSPC, errno.EDQUOT), FULL),
    **dict.fromkeys((errno.EACCES, errno.EPERM, errno.EROFS), DENIED),
}
"""What helps, by the number of an error of the system's."""
GRADEBOOK = {"full": FULL, "readonly": DENIED, "unable to open": DENIED}
"""The same, by a word in an error of SQLite's."""


def explained(error: AutograderError | OSError | DBAPIError) -> str:
    """Return what to say of an error that ended a command."""
    if isinstance(error, AutograderError):
        return str(error)
    if isinstance(error, DBAPIError):
        where, why = _("the gradebook"), str(error.orig)
        help_ = next((text for word, text in GRADEBOOK.items() if word in why), "")
    else:
        where, why = str(error.filename or ""), error.strerror or str(error)
        help_ = HELP.get(error.errno or 0, "")
    told = ": ".join(printable(part) for part in (where, why) if part)
    return f"{told}; {_(help_)}" if help_ else told
