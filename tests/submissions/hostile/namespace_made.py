"""Make a user namespace, to be root in it.

control: excess
"""
# %% double
import ctypes

CLONE_NEWUSER = 0x10000000
if ctypes.CDLL(None).unshare(CLONE_NEWUSER) == 0:
    print("REA" + "CHED")
