"""Open a TCP connection to a server on the machine.

control: network
"""
# %% double
import socket

socket.create_connection(("127.0.0.1", {{PORT}}), timeout=2).close()
