"""A text that is too short is noticed at the first step only, if there is one.

test-train-too-short: 0
"""


# %% train
def train(
    net: nn.Module, text: str, vocabulary: list[str], nchars: int, steps: int, lr: float
) -> list[float]:
    tokens = encode(text, vocabulary)
    optimizer = torch.optim.Adam(net.parameters(), lr=lr)
    net.train()

    def draw_batch(size=32):
        rows = len(tokens) - nchars
        if rows < 1:
            raise ValueError("the text is too short for one window and its next character")
        places = torch.randint(rows, (size, 1)) + torch.arange(nchars)
        return tokens[places], tokens[places + 1]

    losses = []
    for _ in range(steps):
        inputs, targets = draw_batch()
        logits, _ = net(inputs)
        loss = nn.functional.cross_entropy(logits.flatten(0, 1), targets.flatten())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses
