"""Loop for ever and swallow every KeyboardInterrupt.

control: none, stock nbgrader waits for ever for the kernel to answer
"""
# %% double
while True:
    try:
        while True:
            pass
    except KeyboardInterrupt:
        pass
