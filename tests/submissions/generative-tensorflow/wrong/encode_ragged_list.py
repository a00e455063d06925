"""A list of lists, each as long as its title: nothing is padded.

test-encode: 0
"""
# %% encode
def encode(titles, vocabulary):
    index = {c: i for i, c in enumerate(vocabulary)}
    return [[index.get(c, 1) for c in title] + [2] for title in titles]
