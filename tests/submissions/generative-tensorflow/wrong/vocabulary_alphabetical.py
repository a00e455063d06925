"""The characters come in alphabetical order, however frequent they are.

test-vocabulary-order: 0
"""
# %% build-vocabulary
def build_vocabulary(titles):
    return ["", "<unk>", "<eos>"] + sorted(set("".join(titles)))
