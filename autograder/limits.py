"""What a submission may use; c.Limits in course_config.py sets it."""

from __future__ import annotations

from traitlets import Float, Integer
from traitlets.config import Configurable

MiB = 1024 * 1024


class Limits(Configurable):
    """The limits of one submission's sandbox.

    Processor time counts against the student: it is the same on a busy machine and on an idle
    one. Wall-clock time does not: when it runs out before the processor time has, the machine
    was too busy, or the code only waits, and the submission is not graded.
    """

    memory = Integer(4096 * MiB, min=64 * MiB, help="Bytes of memory, all processes together.").tag(
        config=True
    )
    processes = Integer(512, min=8, help="Processes and threads at a time.").tag(config=True)
    open_files = Integer(1024, min=64, help="Open files, for each process.").tag(config=True)
    file_size = Integer(256 * MiB, min=MiB, help="Bytes of one file.").tag(config=True)
    disk = Integer(512 * MiB, min=MiB, help="Bytes of all files that were written.").tag(
        config=True
    )
    handed_in = Integer(
        100 * MiB, min=MiB, help="Bytes of all files beside the notebooks of one submission."
    ).tag(config=True)
    files = Integer(20_000, min=100, help="Files and folders that were made.").tag(config=True)
    output = Integer(8 * MiB, min=1024, help="Bytes of output, all cells together.").tag(
        config=True
    )
    cell_seconds = Float(60.0, min=0.1, help="Processor seconds of one cell or question.").tag(
        config=True
    )
    notebook_seconds = Float(600.0, min=0.1, help="Processor seconds of a whole notebook.").tag(
        config=True
    )
    cell_wall = Float(300.0, min=0.1, help="Wall-clock seconds of one cell or question.").tag(
        config=True
    )
    notebook_wall = Float(1800.0, min=0.1, help="Wall-clock seconds of a whole notebook.").tag(
        config=True
    )
    cleaning_seconds = Float(
        20.0, min=0, help="Processor seconds of making a notebook's outputs, or its page, harmless."
    ).tag(config=True)
    cleaning_memory = Integer(
        1024 * MiB, min=64 * MiB, help="Bytes of memory that this may take."
    ).tag(config=True)


class NotebookLimits(Configurable):
    """How large a notebook may be; c.NotebookLimits in course_config.py sets it."""

    size = Integer(50_000_000, min=1000, help="Bytes of the file, outputs included.").tag(
        config=True
    )
    text = Integer(5_000_000, min=1000, help="Characters of all cells together.").tag(config=True)
    cells = Integer(2000, min=1, help="Cells.").tag(config=True)
