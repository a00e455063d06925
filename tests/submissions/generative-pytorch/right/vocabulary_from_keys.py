"""dict.fromkeys and zip for the vocabulary; a defaultdict encodes, itemgetter-style decoding."""
# %% build-vocabulary
from collections import Counter, defaultdict
from itertools import chain


def build_vocabulary(texts: list[str]) -> list[str]:
    frequency = Counter(chain.from_iterable(texts))
    by_code = dict.fromkeys(sorted(frequency))
    by_frequency = sorted(by_code, key=lambda c: frequency[c], reverse=True)  # stable
    return ["<unk>", *by_frequency]

# %% encode
def encode(text: str, vocabulary: list[str]) -> torch.Tensor:
    index = defaultdict(int, zip(vocabulary, range(len(vocabulary))))
    return torch.as_tensor(list(map(index.__getitem__, text)), dtype=torch.int64)

# %% decode
def decode(ids: torch.Tensor, vocabulary: list[str]) -> str:
    table = dict(enumerate(vocabulary))
    table[0] = "\N{REPLACEMENT CHARACTER}"
    return "".join(map(table.get, ids.tolist()))
