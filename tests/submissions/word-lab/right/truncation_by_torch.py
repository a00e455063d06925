"""As PyTorch and transformers do it: topk, and a sort with the sum from below; tensors come back."""
# %% keep-top
def keep_top(logits, k):
    if k < 1:
        raise ValueError("k must be a positive integer")
    scores = torch.tensor(np.asarray(logits))
    top_k = min(k, scores.size(-1))
    remove = scores < torch.topk(scores, top_k)[0][..., -1, None]
    return scores.masked_fill(remove, -float("inf"))
# %% keep-nucleus
def keep_nucleus(logits, p):
    if not 0 < p <= 1:
        raise ValueError("p must be above 0 and at most 1")
    scores = torch.tensor(np.asarray(logits))
    sorted_logits, sorted_indices = torch.sort(scores, descending=False)
    cumulative_probs = sorted_logits.softmax(dim=-1).cumsum(dim=-1)
    sorted_remove = cumulative_probs <= 1 - p
    sorted_remove[-1:] = False
    remove = sorted_remove.scatter(0, sorted_indices, sorted_remove)
    return scores.masked_fill(remove, -float("inf"))
# %% sample-nucleus
def sample_nucleus(logits, temperature, p, rng):
    kept = keep_nucleus(np.asarray(logits) / temperature, p)
    return sample_word(kept.numpy(), 1.0, rng)
