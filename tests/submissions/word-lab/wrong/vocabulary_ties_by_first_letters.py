"""Count and code point are one number, with the code point of the first character only.

test-vocabulary-order: 0
"""
# %% build-vocabulary
def build_vocabulary(tokens: list[str], max_size: int) -> list[str]:
    counts = Counter(tokens)
    ranked = sorted(counts, key=lambda token: (-counts[token] << 21) + ord(token[0]))
    return ["<unk>", *ranked[: max_size - 1]]
