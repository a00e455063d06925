"""Start 300 threads.

control: excess
"""
# %% double
import threading

done = threading.Event()
threads = [threading.Thread(target=done.wait, daemon=True) for _ in range(300)]
try:
    for thread in threads:
        thread.start()
    print("REA" + "CHED")
finally:
    done.set()
