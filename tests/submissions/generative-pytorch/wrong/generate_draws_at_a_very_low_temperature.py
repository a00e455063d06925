"""Greedy is taken for sampling at T = 0.01, which takes either of two nearly equal logits.

test-generate-text: 0
"""


# %% generate
@torch.no_grad()
def generate(net: nn.Module, vocabulary: list[str], size: int, start: str) -> str:
    was_training = net.training
    net.eval()
    logits, state = net(encode(start, vocabulary)[None])
    text = start
    for _ in range(size):
        sharp = torch.softmax(logits[0, -1, 1:].double() / 0.01, dim=-1)
        token = int(torch.multinomial(sharp, 1)) + 1
        text += vocabulary[token]
        logits, state = net(torch.tensor([[token]]), state)
    net.train(was_training)
    return text
