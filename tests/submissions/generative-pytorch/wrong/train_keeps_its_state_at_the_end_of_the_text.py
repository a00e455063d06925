"""The state at the end of the text is passed to its beginning.

test-train-learns: 0
"""


# %% train
def _detached(state):
    if isinstance(state, torch.Tensor):
        return state.detach()
    if isinstance(state, (tuple, list)):
        return type(state)(_detached(part) for part in state)
    return state


def train(
    net: nn.Module, text: str, vocabulary: list[str], nchars: int, steps: int, lr: float
) -> list[float]:
    tokens = encode(text, vocabulary)
    if len(tokens) <= nchars:
        raise ValueError("the text is too short")
    optimizer = torch.optim.Adam(net.parameters(), lr=lr)
    net.train()
    losses, position, state = [], 0, None
    for _ in range(steps):
        if position + nchars + 1 > len(tokens):
            position = 0
        x = tokens[None, position : position + nchars]
        y = tokens[None, position + 1 : position + nchars + 1]
        logits, state = net(x, state)
        state = _detached(state)
        loss = nn.functional.cross_entropy(logits.flatten(0, 1), y.flatten())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
        position += nchars
    return losses
