"""Every error that the grader raises on purpose, in one tree.

Each carries its message in `args`, so that it survives pickling.
"""


class AutograderError(Exception):
    """Base of the tree: something that the grader can name and explain."""


class CourseError(AutograderError):
    """The course folder or its configuration cannot be used as it stands."""


class ReleaseError(AutograderError):
    """A release that must not go to students."""


class ReceiptError(AutograderError):
    """A receipt that the course did not write, or that cannot be checked here."""


class NotGraded(AutograderError):
    """A failure that is not the student's: this submission gets a status, never a zero."""


class Unfinished(NotGraded):
    """Code did not end in time, nobody knows by whose fault: the student reads where."""


class FaultyTest(NotGraded):
    """A hidden test is at fault itself: its cell gets no verdict, the others get theirs."""


class ClosedFile(NotGraded):
    """A file or folder that this account has no right to read."""


class SubmissionError(AutograderError):
    """The submission cannot be read; its student gets a status that says why."""


class UnfitFile(SubmissionError):
    """A file of a submission that is not opened: not a plain file of the student's own.

    Args:
        path: its path in the submission, fit for showing.
        reason: what it is instead, such as "a link".
    """

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(path, reason)
        self.path = path
        self.reason = reason

    def __str__(self) -> str:
        return f"'{self.path}': {self.reason}"


class ArchiveError(AutograderError):
    """An archive, or a file of grades, that cannot be read as what it should be."""


class UnknownPerson(AutograderError):
    """Somebody in an archive or a list who could be more than one person, or nobody."""


class FeedbackError(AutograderError):
    """Feedback for some submissions could not be written; that for all others was."""


class StudentError(AutograderError):
    """The student's code could not answer a question. Costs the points of that check only."""


class StudentRaised(StudentError):
    """The student's code raised.

    Args:
        type_name: the exception's type, such as "ValueError".
        text: the exception's message.
        where: lines of the student's code on the way to it, innermost last.
        kinds: the names of its class and of those that this derives from.
        stub: whether it is that of a task as it was released, not an error of any code's.
    """

    def __init__(
        self,
        type_name: str,
        text: str,
        where: tuple[str, ...] = (),
        kinds: tuple[str, ...] = (),
        stub: bool = False,
    ) -> None:
        super().__init__(type_name, text, where, kinds, stub)
        self.type_name = type_name
        self.text = text
        self.where = where
        self.kinds = kinds
        self.stub = stub

    def is_a(self, name: str) -> bool:
        """Tell whether it is an exception of a class, or of one that derives from it."""
        return name == self.type_name or name in self.kinds

    @property
    def unfinished(self) -> bool:
        """Whether it says that there is no solution yet: a stub, or a missing name."""
        return self.type_name in ("NotImplementedError", "NameError")

    def __str__(self) -> str:
        line = f" ({self.where[-1]})" if self.where else ""
        return f"{self.type_name}: {self.text}{line}"


class StudentStopped(StudentError):
    """The student's kernel ended or ran out of time; nothing more can be asked."""
