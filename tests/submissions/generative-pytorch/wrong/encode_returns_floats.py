"""The tokens are floats, which index nothing: all that is built on encode fails with it.

test-encode: 0
test-batch-windows: 0
test-train-learns: 0
test-train-losses: 0
test-train-mode: 0
test-generate-text: 0
test-generate-steps: 0
test-generate-gradients: 0
test-generate-mode: 0
test-generate-unk: 0
test-soft-text: 0
test-soft-temperature: 0
test-train-too-short: 0
"""
# %% encode
def encode(text, vocabulary):
    ids = torch.zeros(len(text))
    for i, c in enumerate(text):
        if c in vocabulary:
            ids[i] = vocabulary.index(c)
    return ids
