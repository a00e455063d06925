"""Imported by the fork server that workers come from, and by nothing else.

It takes itself out of the command's process group: a Ctrl-C in a terminal goes to the command
alone, which then ends its workers, instead of interrupting each in the middle of something.
"""

import os

os.setpgrp()
