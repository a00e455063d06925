"""Make a user namespace, to be root in it.

control: excess
"""
# %% double
import subprocess

subprocess.run(["unshare", "--user", "true"], check=True)
print("REA" + "CHED")
