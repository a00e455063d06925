"""The function is wrapped by a decorator of PyTorch, and is called with names of its own."""
# %% generate-text
import torch


@torch.no_grad()
def generate_text(prompt: str, size: int, temperature: float, rng: np.random.Generator) -> str:
    tokens = tokenize(prompt)
    ids = list(encode(tokens, vocabulary))
    for _ in range(size):
        logits = np.array(next_word_logits(model, np.array(ids)), dtype=np.float64)
        logits[0] = -np.inf
        ids.append(sample_word(logits, temperature, rng))
    return detokenize([*tokens, *(vocabulary[i] for i in ids[len(tokens) :])])
