"""Let a timer end the kernel a moment later, when another cell is running.

control: none, it is chance in which cell stock nbgrader's kernel ends
"""
# %% double
import os
import threading

threading.Timer(0.3, os._exit, [0]).start()
