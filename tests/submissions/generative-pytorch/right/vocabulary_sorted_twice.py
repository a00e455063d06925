"""Two stable sorts for the vocabulary, str.join and comprehensions elsewhere."""
# %% build-vocabulary
def build_vocabulary(texts: list[str]) -> list[str]:
    everything = "".join(texts)
    characters = sorted(set(everything))
    characters = sorted(characters, key=everything.count, reverse=True)
    return ["<unk>"] + characters

# %% encode
def encode(text: str, vocabulary: list[str]) -> torch.Tensor:
    numbers = [vocabulary.index(c) if c in vocabulary else 0 for c in text]
    return torch.LongTensor(numbers)

# %% decode
def decode(ids: torch.Tensor, vocabulary: list[str]) -> str:
    symbols = ["\ufffd"] + vocabulary[1:]
    return "".join([symbols[i] for i in ids])
