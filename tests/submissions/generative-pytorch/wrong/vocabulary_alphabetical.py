"""The characters go by the alphabet, not by how frequent they are.

test-vocabulary-order: 0
"""
# %% build-vocabulary
def build_vocabulary(texts):
    return ["<unk>"] + sorted(set("".join(texts)))
