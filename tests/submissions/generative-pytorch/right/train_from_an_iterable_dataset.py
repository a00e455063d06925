"""An endless IterableDataset cuts windows at random places."""


# %% train
from itertools import islice

from torch.utils.data import DataLoader, IterableDataset


class RandomWindows(IterableDataset):
    def __init__(self, tokens, nchars):
        self.tokens, self.nchars = tokens, nchars

    def __iter__(self):
        while True:
            first = int(torch.randint(len(self.tokens) - self.nchars, ()))
            window = self.tokens[first : first + self.nchars + 1]
            yield window[:-1], window[1:]


def train(
    net: nn.Module, text: str, vocabulary: list[str], nchars: int, steps: int, lr: float
) -> list[float]:
    if len(text) < nchars + 1:
        raise ValueError("the text is too short for one window and its next character")
    loader = DataLoader(RandomWindows(encode(text, vocabulary), nchars), batch_size=32)
    optimizer = torch.optim.AdamW(net.parameters(), lr=lr, amsgrad=True, weight_decay=1e-4)
    net.train()
    losses = []
    for inputs, targets in islice(loader, steps):
        logits, _ = net(inputs)
        actual = logits.gather(-1, targets.unsqueeze(-1)).squeeze(-1)  # (B, T)
        loss = (logits.logsumexp(dim=-1) - actual).mean()
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        losses.append(float(loss.detach()))
        optimizer.step()
    return losses
