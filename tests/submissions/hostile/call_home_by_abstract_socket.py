"""Send a datagram to an abstract Unix socket, which no file permission protects.

control: network
"""
# %% double
import socket

with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as out:
    out.sendto(b"hello", "\0trap-{{PORT}}")
