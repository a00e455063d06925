"""Each character is a function call within the one before it, of which Python has 1,000.

test-generate-text: 0
"""
# %% generate
def generate(net: nn.Module, vocabulary: list[str], size: int, start: str) -> str:
    def more(tokens, state, left):
        if left == 0:
            return ""
        logits, state = net(tokens, state)
        token = 1 + int(logits[0, -1, 1:].argmax())
        return vocabulary[token] + more(torch.tensor([[token]]), state, left - 1)

    was = net.training
    net.eval()
    try:
        with torch.no_grad():
            return start + more(encode(start, vocabulary)[None], None, size)
    finally:
        net.train(was)
