"""AdamW on a shuffling DataLoader that starts again until all steps are done."""
# %% train
from torch.utils.data import DataLoader, TensorDataset


def train(
    net: nn.Module, text: str, vocabulary: list[str], nchars: int, steps: int, lr: float
) -> list[float]:
    dataset = TensorDataset(*make_batch(text, vocabulary, nchars))
    loader = DataLoader(dataset, batch_size=64, shuffle=True)
    optimizer = torch.optim.AdamW(net.parameters(), lr=lr)
    loss_fn = nn.CrossEntropyLoss()
    losses: list[float] = []
    net.train()
    while len(losses) < steps:
        for x, y in loader:
            if len(losses) == steps:
                break
            logits, _ = net(x)
            loss = loss_fn(logits.permute(0, 2, 1), y)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            optimizer.step()
            losses.append(loss.detach().item())
    return losses
