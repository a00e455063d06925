"""most_common leaves equally frequent characters in the order in which they appeared.

test-vocabulary-order: 0
"""
# %% build-vocabulary
from collections import Counter


def build_vocabulary(titles):
    counts = Counter()
    for title in titles:
        counts.update(title)
    return ["", "<unk>", "<eos>"] + [character for character, _ in counts.most_common()]
