"""Greedy and sampled text share a loop, a Python generator that is given the way to choose."""
# %% generate
from itertools import islice


def _continuation(net, vocabulary, start, choose):
    """Yield one new character after another, for ever."""
    tokens, state = encode(start, vocabulary).reshape(1, -1), None
    while True:
        logits, state = net(tokens, state)
        scores = logits[0, -1].detach().clone()
        scores[0] = -torch.inf
        token = choose(scores)
        yield vocabulary[token]
        tokens = torch.tensor([[token]])


def _write(net, vocabulary, size, start, choose):
    was_training = net.training
    net.eval()
    try:
        with torch.no_grad():
            return start + "".join(islice(_continuation(net, vocabulary, start, choose), size))
    finally:
        net.train(was_training)


def generate(net, vocabulary, size, start):
    return _write(net, vocabulary, size, start, lambda scores: int(scores.argmax()))

# %% generate-soft
def generate_soft(net, vocabulary, size, start, temperature, generator=None):
    def choose(scores):
        return sample_token(scores, temperature, generator)

    return _write(net, vocabulary, size, start, choose)
