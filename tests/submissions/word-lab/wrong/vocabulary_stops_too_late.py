"""The size is looked at after an entry was added, so that one of 1 has no end.

test-vocabulary-size: 0
"""
# %% build-vocabulary
def build_vocabulary(tokens: list[str], max_size: int) -> list[str]:
    counts = Counter(tokens)
    vocabulary = ["<unk>"]
    for token in sorted(counts, key=lambda t: (-counts[t], t)):
        vocabulary.append(token)
        if len(vocabulary) == max_size:
            break
    return vocabulary
