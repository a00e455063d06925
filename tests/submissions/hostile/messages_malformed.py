"""Send messages that are not in Jupyter's form.

control: unscored
"""
# %% double
kernel = get_ipython().kernel
honest = kernel.session.send


def bad(stream, kind, content=None, *arguments, **options):
    if kind in ("status", "execute_reply"):
        content = {"execution_state": None, "status": 7}
    return honest(stream, kind, content, *arguments, **options)


kernel.session.send = bad
