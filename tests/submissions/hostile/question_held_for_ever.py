"""Hold a question for ever, and swallow every interrupt.

control: none, in stock nbgrader nobody asks; the same loop in a test is interrupted
"""
# %% double
def double(x):
    while True:
        try:
            while True:
                pass
        except KeyboardInterrupt:
            pass
