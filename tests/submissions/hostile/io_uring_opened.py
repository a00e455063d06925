"""Open an io_uring, whose calls a filter of system calls does not see.

control: none, it may be switched off on the machine; `autograder doctor` shows what is refused
"""
# %% double
import ctypes
import errno

libc = ctypes.CDLL(None, use_errno=True)
IO_URING_SETUP = 425
libc.syscall(IO_URING_SETUP, 8, ctypes.create_string_buffer(120))
if ctypes.get_errno() not in (errno.EPERM, errno.ENOSYS):
    print("REA" + "CHED")
