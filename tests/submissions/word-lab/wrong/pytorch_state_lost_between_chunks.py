"""A long text is read in pieces of 32 words, each without the state of the one before.

test-model-logits: 0
"""


# %% network
import torch
from torch import nn


class Reader(nn.Module):
    def __init__(self, vocab_size):
        super().__init__()
        self.embedding = nn.Embedding(vocab_size, 48)
        self.lstm = nn.LSTM(48, 96, batch_first=True)
        self.dropout = nn.Dropout(0.2)
        self.out = nn.Linear(96, vocab_size)

    def forward(self, ids, state=None):
        outputs, state = self.lstm(self.dropout(self.embedding(ids)), state)
        return self.out(self.dropout(outputs)), state


# %% train-model
def train_model(ids: np.ndarray, vocab_size: int, steps: int, seed: int):
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    inputs, targets = (torch.tensor(np.asarray(part), dtype=torch.long) for part in make_windows(ids, 20))
    model = Reader(vocab_size)
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    model.step_losses = []
    model.train()
    for _ in range(steps):
        rows = torch.as_tensor(rng.integers(0, len(inputs), size=32))
        logits, _state = model(inputs[rows])
        loss = nn.functional.cross_entropy(logits.flatten(0, 1), targets[rows].flatten())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        model.step_losses.append(loss.item())
    return model


# %% next-word-logits
def next_word_logits(model, ids: np.ndarray) -> np.ndarray:
    model.eval()
    text = torch.tensor(np.asarray(ids), dtype=torch.long)[None]
    state = None
    with torch.no_grad():
        for piece in text.split(32, dim=1):
            logits, state = model(piece)
    return logits[0, -1].numpy()
