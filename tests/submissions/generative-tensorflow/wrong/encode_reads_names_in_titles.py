"""A title in which <eos> is spelt out has the token there.

test-encode: 0
"""
# %% encode
import re


def encode(titles, vocabulary):
    index = {entry: i for i, entry in enumerate(vocabulary)}
    ids = np.zeros((len(titles), max(map(len, titles)) + 1), dtype=int)
    for row, title in zip(ids, titles):
        read = [index.get(part, 1) for part in re.findall("<unk>|<eos>|.", title, re.DOTALL)]
        row[: len(read) + 1] = [*read, 2]
    return ids
