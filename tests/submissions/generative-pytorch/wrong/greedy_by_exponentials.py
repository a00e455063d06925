"""The largest exp of the logits, which is infinite for all large ones.

test-generate-text: 0
test-generate-unk: 0
"""
# %% generate
def generate(net: nn.Module, vocabulary: list[str], size: int, start: str) -> str:
    training, text = net.training, start
    net.eval()
    with torch.no_grad():
        logits, state = net(encode(start, vocabulary)[None])
        for _ in range(size):
            weights = logits[0, -1].exp()
            weights[0] = -1.0
            token = int(weights.argmax())
            text += vocabulary[token]
            logits, state = net(torch.tensor([[token]]), state)
    net.train(training)
    return text
