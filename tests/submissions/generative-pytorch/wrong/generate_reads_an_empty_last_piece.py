"""The prompt is read in pieces of 16, of which the last one may be empty.

test-generate-steps: 0
"""


# %% generate
def generate(net: nn.Module, vocabulary: list[str], size: int, start: str) -> str:
    was_training = net.training
    net.eval()
    text = start
    with torch.no_grad():
        prompt, state = encode(start, vocabulary)[None], None
        for i in range(0, len(start) + 1, 16):
            logits, state = net(prompt[:, i : i + 16], state)
        for _ in range(size):
            token = int(logits[0, -1, 1:].argmax()) + 1
            text += vocabulary[token]
            logits, state = net(torch.tensor([[token]]), state)
    net.train(was_training)
    return text
