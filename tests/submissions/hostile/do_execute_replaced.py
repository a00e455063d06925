"""Replace the kernel's answer to every request with "ok".

control: points
"""
# %% double
kernel = get_ipython().kernel


async def fine(code, silent, *arguments, **options):
    return {"status": "ok", "execution_count": 1, "payload": [], "user_expressions": {}}


kernel.do_execute = fine
