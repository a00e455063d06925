"""Send a datagram to a server on the machine.

control: network
"""
# %% double
import socket

with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as out:
    out.sendto(b"hello", ("127.0.0.1", {{PORT}}))
