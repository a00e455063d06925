"""A nucleus is looked up by logits and T, whatever p is now.

test-nucleus-draws: 0
"""
# %% sample-nucleus
_nucleus = {}


def sample_nucleus(
    logits: np.ndarray, temperature: float, p: float, rng: np.random.Generator
) -> int:
    scaled = np.asarray(logits, dtype=float) / temperature
    key = scaled.tobytes()
    if key not in _nucleus:
        _nucleus.clear()
        _nucleus[key] = np.asarray(keep_nucleus(scaled, p))
    return sample_word(_nucleus[key], 1.0, rng)
