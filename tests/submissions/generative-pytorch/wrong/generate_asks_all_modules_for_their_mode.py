"""The mode that is restored is training mode only if every module inside was in it.

test-generate-mode: 0
"""


# %% generate
def generate(net: nn.Module, vocabulary: list[str], size: int, start: str) -> str:
    was_training = all(module.training for module in net.modules())
    net.eval()
    text = start
    with torch.no_grad():
        logits, state = net(encode(start, vocabulary)[None], None)
        for _ in range(size):
            token = int(logits[0, -1, 1:].argmax()) + 1
            text += vocabulary[token]
            logits, state = net(torch.tensor([[token]]), state)
    net.train(was_training)
    return text
