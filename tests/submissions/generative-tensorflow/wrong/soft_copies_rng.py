"""Characters are drawn from a copy of the generator, so that the next text is the same.

test-soft-text: 0
test-soft-temperature: 0
"""
# %% generate-soft
import copy


def generate_soft(
    model: keras.Model,
    vocabulary: list[str],
    size: int,
    start: str,
    temperature: float,
    rng: np.random.Generator,
) -> str:
    rng = copy.deepcopy(rng)
    state = None
    for token in encode([start], vocabulary)[0, :-1]:
        p, state = step(model, tf.one_hot([token], len(vocabulary)), state)
    text = start
    for _step in range(size):
        allowed = np.array(p[0])
        allowed[:2] = 0
        token = sample_token(allowed, temperature, rng)
        if token == 2:
            break
        text += vocabulary[token]
        p, state = step(model, tf.one_hot([token], len(vocabulary)), state)
    return text
