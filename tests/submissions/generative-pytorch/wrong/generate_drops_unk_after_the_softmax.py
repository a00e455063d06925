"""<unk> is left out of the probabilities, all of which are 0 where it leads by far.

test-generate-unk: 0
"""
# %% generate
@torch.no_grad()
def generate(net: nn.Module, vocabulary: list[str], size: int, start: str) -> str:
    was = net.training
    net.eval()
    logits, state = net(encode(start, vocabulary)[None])
    for _ in range(size):
        probabilities = logits[0, -1].softmax(dim=-1)
        token = 1 + int(probabilities[1:].argmax())
        start += vocabulary[token]
        logits, state = net(torch.tensor([[token]]), state)
    net.train(was)
    return start
