"""Send a datagram to a Unix socket of the machine.

control: network
"""
# %% double
import socket

with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as out:
    out.sendto(b"hello", "{{ROOT}}/trap.sock")
