"""The gradients of the embedding are sparse tensors, which SparseAdam takes."""
# %% char-generator
class CharGenerator(nn.Module):
    def __init__(self, vocab_size: int, hidden_dim: int, num_layers: int = 1) -> None:
        super().__init__()
        self.embedding = nn.Embedding(vocab_size, hidden_dim, sparse=True)
        self.recurrent = nn.LSTM(hidden_dim, hidden_dim, num_layers, batch_first=True)
        self.out = nn.Linear(hidden_dim, vocab_size)

    def forward(self, tokens: torch.Tensor, state=None):
        hidden, state = self.recurrent(self.embedding(tokens), state)
        return self.out(hidden), state
# %% train
def train(
    net: nn.Module, text: str, vocabulary: list[str], nchars: int, steps: int, lr: float
) -> list[float]:
    inputs, targets = make_batch(text, vocabulary, nchars)
    sparse = {
        id(m.weight) for m in net.modules() if isinstance(m, (nn.Embedding, nn.EmbeddingBag)) and m.sparse
    }
    trained = [p for p in net.parameters() if p.requires_grad]
    groups = [
        (torch.optim.SparseAdam, [p for p in trained if id(p) in sparse]),
        (torch.optim.Adam, [p for p in trained if id(p) not in sparse]),
    ]
    optimizers = [kind(group, lr=lr) for kind, group in groups if group]
    net.train()
    losses = []
    for _ in range(steps):
        rows = torch.randint(len(inputs), (32,))
        logits, _ = net(inputs[rows])
        loss = nn.functional.cross_entropy(logits.flatten(0, 1), targets[rows].flatten())
        net.zero_grad()
        loss.backward()
        for optimizer in optimizers:
            optimizer.step()
        losses.append(float(loss))
    return losses
