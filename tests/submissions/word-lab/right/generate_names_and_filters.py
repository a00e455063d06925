"""New numbers are kept apart; <unk> is masked in a new array."""
# %% generate-text
def generate_text(prompt: str, size: int, temperature: float, rng) -> str:
    known = encode(tokenize(prompt), vocabulary).tolist()
    new = []
    while len(new) < size:
        logits = next_word_logits(model=model, ids=np.array(known + new))
        masked = np.where(np.arange(len(vocabulary)) == 0, -np.inf, logits)
        new.append(sample_word(masked, temperature=temperature, rng=rng))
    return detokenize(tokenize(prompt) + [vocabulary[i] for i in new])
