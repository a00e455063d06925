"""Open a netlink socket to the machine's device events.

control: excess
"""
# %% double
import socket

KOBJECT_UEVENT = 15
socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, KOBJECT_UEVENT).close()
print("REA" + "CHED")
