"""The loss as a function of the parameters: torch.func differentiates it, and Adam is by hand."""
# %% train
def train(
    net: nn.Module, text: str, vocabulary: list[str], nchars: int, steps: int, lr: float
) -> list[float]:
    inputs, targets = make_batch(text, vocabulary, nchars)
    inputs, targets = inputs.long(), targets.long()
    net.train()

    def risk(weights, x, y):
        logits, _ = torch.func.functional_call(net, weights, (x,))
        return nn.functional.cross_entropy(logits.flatten(0, 1), y.flatten())

    first = {k: torch.zeros_like(p) for k, p in net.named_parameters()}
    second = {k: torch.zeros_like(p) for k, p in net.named_parameters()}
    losses = []
    for t in range(1, steps + 1):
        rows = torch.randint(len(inputs), (32,))
        weights = {k: p.detach().clone() for k, p in net.named_parameters()}
        grads, value = torch.func.grad_and_value(risk)(weights, inputs[rows], targets[rows])
        with torch.no_grad():
            for k, p in net.named_parameters():
                first[k] = 0.9 * first[k] + 0.1 * grads[k]
                second[k] = 0.999 * second[k] + 0.001 * grads[k] ** 2
                m, v = first[k] / (1 - 0.9**t), second[k] / (1 - 0.999**t)
                p -= lr * m / (v**0.5 + 1e-8)
        losses.append(float(value))
    return losses
