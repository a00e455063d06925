"""The words play a knockout tournament."""


# %% sample-word
def sample_word(logits: np.ndarray, temperature: float, rng: np.random.Generator) -> int:
    logits = np.asarray(logits, dtype=float)
    weights = np.exp((logits - logits.max()) / temperature)
    players = [(word, weight) for word, weight in enumerate(weights.tolist()) if weight > 0]
    while len(players) > 1:
        winners = []
        for one, two in zip(players[::2], players[1::2]):
            both = one[1] + two[1]
            winner = one if rng.random() * both < one[1] else two
            winners.append((winner[0], both))
        if len(players) % 2:
            winners.append(players[-1])
        players = winners
    return int(players[0][0])
