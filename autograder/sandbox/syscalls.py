"""The seccomp filter: what a notebook never needs is refused by the kernel itself."""

from __future__ import annotations

import errno
import resource
import signal
import socket
import tempfile

import pyseccomp

REFUSED = (
    # other processes' memory, and debugging
    *("ptrace", "process_vm_readv", "process_vm_writev", "kcmp", "process_madvise", "pidfd_getfd"),
    # other namespaces, mounts, another root
    *("unshare", "setns", "mount", "umount2", "pivot_root", "chroot", "move_mount", "open_tree"),
    *("fsopen", "fsmount", "fsconfig", "fspick", "mount_setattr"),
    *("name_to_handle_at", "open_by_handle_at"),
    # the machine: modules, clock, swap, accounting, quotas, log
    *("init_module", "finit_module", "delete_module", "kexec_load", "kexec_file_load", "reboot"),
    *("swapon", "swapoff", "acct", "settimeofday", "clock_settime", "clock_adjtime", "adjtimex"),
    *("sethostname", "setdomainname", "quotactl", "syslog", "vhangup"),
    # large and young parts of the kernel that no notebook uses
    *("bpf", "perf_event_open", "userfaultfd", "fanotify_init"),
    *("io_uring_setup", "io_uring_enter", "io_uring_register"),
    *("add_key", "request_key", "keyctl"),
    # memory that belongs to no process, so that no one would be charged for it
    *("memfd_create", "memfd_secret", "shmget", "shmat", "shmctl"),
    *("msgget", "msgsnd", "msgrcv", "msgctl", "semget", "semop", "semctl"),
)
FAMILIES = (  # of sockets; the network is empty
    socket.AF_UNIX,
    socket.AF_INET,
    socket.AF_INET6,
    socket.AF_NETLINK,  # of its protocols NETLINK_ROUTE alone: ZeroMQ lists the interfaces
)
KERNEL = 2  # the student's kernel: the first process in its namespace has started it
NUMBER = 0xFFFFFFFF  # the bits of a process's number
F_SETSIG = 10  # of fcntl: which signal a descriptor sends
NAMESPACES = 0x7E020080  # every CLONE_NEW* flag


def program() -> bytes:
    """Return the filter as a BPF program, for prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER).

    Refused calls fail as they do where the system lacks them or forbids them; libraries that try
    them, and fall back, go on.
    """
    rules = pyseccomp.SyscallFilter(pyseccomp.ALLOW)
    forbidden, missing = pyseccomp.ERRNO(errno.EPERM), pyseccomp.ERRNO(errno.ENOSYS)
    for name in REFUSED:
        rules.add_rule(missing if name == "memfd_create" else forbidden, name)
    for flag in (1 << bit for bit in range(32) if NAMESPACES >> bit & 1):
        rules.add_rule(forbidden, "clone", pyseccomp.Arg(0, pyseccomp.MASKED_EQ, flag, flag))
    rules.add_rule(missing, "clone3")  # its flags lie in memory; the C library falls back to clone
    _keep_from_killing(rules)
    _refuse_sockets(rules)
    with tempfile.TemporaryFile() as file:
        rules.export_bpf(file)
        file.seek(0)
        return file.read()


def _keep_from_killing(rules: pyseccomp.SyscallFilter) -> None:
    """End whoever would send SIGKILL to the kernel, itself included, by SIGSYS instead.

    So a kernel that ends by SIGKILL was ended from outside. Its numbers are its own, that of all
    processes, its group's, and that of the caller's group.
    """

    def arg(position: int, value: int) -> pyseccomp.Arg:
        return pyseccomp.Arg(position, pyseccomp.MASKED_EQ, NUMBER, value & NUMBER)

    for number in (KERNEL, -1, -KERNEL, 0):
        rules.add_rule(pyseccomp.KILL_PROCESS, "kill", arg(0, number), arg(1, signal.SIGKILL))
    for name in ("tkill", "rt_sigqueueinfo", "pidfd_send_signal"):
        rules.add_rule(pyseccomp.KILL_PROCESS, name, arg(1, signal.SIGKILL))
    for name in ("tgkill", "rt_tgsigqueueinfo"):
        rules.add_rule(pyseccomp.KILL_PROCESS, name, arg(2, signal.SIGKILL))
    # What lets the system send it: a limit on one's own time, a timer, a descriptor that is ready.
    forbidden = pyseccomp.ERRNO(errno.EPERM)
    rules.add_rule(forbidden, "setrlimit", arg(0, resource.RLIMIT_CPU))
    changes = pyseccomp.Arg(2, pyseccomp.NE, 0)
    rules.add_rule(forbidden, "prlimit64", arg(1, resource.RLIMIT_CPU), changes)
    rules.add_rule(forbidden, "fcntl", arg(1, F_SETSIG))
    for name in ("timer_create", "mq_notify"):
        rules.add_rule(forbidden, name)


def _refuse_sockets(rules: pyseccomp.SyscallFilter) -> None:
    """Refuse every family of sockets but FAMILIES."""
    refused = pyseccomp.ERRNO(errno.EAFNOSUPPORT)
    last = max(FAMILIES)
    for family in set(range(last)) - set(FAMILIES):
        rules.add_rule(refused, "socket", pyseccomp.Arg(0, pyseccomp.EQ, family))
    rules.add_rule(refused, "socket", pyseccomp.Arg(0, pyseccomp.GT, last))
    rules.add_rule(
        refused,
        "socket",
        pyseccomp.Arg(0, pyseccomp.EQ, socket.AF_NETLINK),
        pyseccomp.Arg(2, pyseccomp.NE, 0),
    )
