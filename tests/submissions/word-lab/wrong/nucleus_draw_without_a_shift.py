"""The softmax of the draw takes exp of the logits as they are.

test-nucleus-draws: 0
"""
# %% sample-nucleus
def sample_nucleus(
    logits: np.ndarray, temperature: float, p: float, rng: np.random.Generator
) -> int:
    odds = np.exp(np.asarray(logits, dtype=float) / temperature)
    shares = odds / odds.sum()
    order = np.argsort(-shares, kind="stable")
    sums = np.cumsum(shares[order])
    nucleus = order[sums - shares[order] < p]
    return int(rng.choice(nucleus, p=shares[nucleus] / shares[nucleus].sum()))
