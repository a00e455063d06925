"""Hooks that update parameters stay, so that the next training updates them twice.

test-train-learns: 0
"""
# %% train
def train(
    net: nn.Module, text: str, vocabulary: list[str], nchars: int, steps: int, lr: float
) -> list[float]:
    inputs, targets = make_batch(text, vocabulary, nchars)
    net.train()
    net.zero_grad()
    optimizers = {p: torch.optim.Adam([p], lr=lr) for p in net.parameters() if p.requires_grad}

    def optimizer_hook(parameter):
        optimizers[parameter].step()
        optimizers[parameter].zero_grad()

    for p in optimizers:
        p.register_post_accumulate_grad_hook(optimizer_hook)
    losses = []
    for _ in range(steps):
        rows = torch.randint(len(inputs), (32,))
        logits, _state = net(inputs[rows])
        loss = nn.functional.cross_entropy(logits.mT, targets[rows])
        losses.append(loss.item())
        loss.backward()
    return losses
