"""A callable object stands for the function: an iterator, a warning, and the last twenty words."""
# %% generate-text
import itertools
import warnings
from collections import deque


class _Writer:
    """Continue a prompt word by word."""

    __name__ = "generate_text"

    def __call__(
        self, prompt: str, size: int, temperature: float, rng: np.random.Generator
    ) -> str:
        read = list(tokenize(prompt))
        if missing := set(read) - set(vocabulary):
            warnings.warn(f"not in the vocabulary: {sorted(missing)}", stacklevel=2)
        numbers = np.asarray(encode(read, vocabulary)).tolist()
        new = itertools.islice(self.words(numbers, temperature, rng), size)
        return detokenize([*read, *tqdm(new, total=size, disable=size < 1000)])

    @staticmethod
    def words(numbers, temperature, rng):
        window = deque(numbers, maxlen=20)
        while True:
            ids = np.array(window, dtype=np.int32)
            ids.setflags(write=False)
            logits = np.array(next_word_logits(model, ids), dtype=np.float64)
            logits[vocabulary.index("<unk>")] = -np.inf
            window.append(sample_word(logits, temperature, rng))
            yield vocabulary[window[-1]]


generate_text = _Writer()
