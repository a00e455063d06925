"""A list of lists, each as long as its title: nothing is padded.

test-encode: 0
test-dataset-shift: 0
test-dataset-mask: 0
test-dataset-types: 0
test-dataset-complete: 0
test-generate-text: 0
test-generate-eos: 0
test-generate-reads: 0
test-generate-steps: 0
test-generate-unk: 0
test-soft-text: 0
test-soft-temperature: 0
"""
# %% encode
def encode(titles, vocabulary):
    index = {c: i for i, c in enumerate(vocabulary)}
    return [[index.get(c, 1) for c in title] + [2] for title in titles]
