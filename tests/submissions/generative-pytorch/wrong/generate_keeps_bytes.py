"""The tokens are kept in a bytearray, which ends at 255.

test-generate-text: 0
"""


# %% generate
def generate(net: nn.Module, vocabulary: list[str], size: int, start: str) -> str:
    was_training = net.training
    net.eval()
    written = bytearray()
    with torch.no_grad():
        logits, state = net(encode(start, vocabulary)[None])
        for _ in range(size):
            last = logits[0, -1].clone()
            last[0] = -torch.inf
            written.append(int(last.argmax()))
            logits, state = net(torch.tensor([[written[-1]]]), state)
    net.train(was_training)
    return start + "".join(vocabulary[token] for token in written)
