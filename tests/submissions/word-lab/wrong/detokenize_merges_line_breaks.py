"""Line breaks in a row are written as one.

test-detokenize: 0
"""
# %% detokenize
def detokenize(tokens: list[str]) -> str:
    text = " ".join(tokens)
    text = re.sub(r" ([.,;:!?…”)])", r"\1", text)
    text = re.sub(r"([“(]) ", r"\1", text)
    return re.sub(r"[ \n]*\n[ \n]*", "\n", text)
