"""Generation on a deep copy in evaluation mode, so that the network itself is left alone."""
# %% generate
import copy


def generate(net, vocabulary, size, start):
    model = copy.deepcopy(net).eval()
    out = start
    with torch.no_grad():
        logits, state = model(encode(start, vocabulary).view(1, -1))
        for _ in range(size):
            choice = logits[0, -1, 1:].argmax().item() + 1
            out += vocabulary[choice]
            logits, state = model(torch.tensor([[choice]]), state)
    return out
