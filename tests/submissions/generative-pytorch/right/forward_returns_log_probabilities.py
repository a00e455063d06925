"""forward ends in log_softmax: logits whose softmax is the same, so the loss is the same."""
# %% char-generator
class CharGenerator(nn.Module):
    def __init__(self, vocab_size: int, hidden_dim: int, num_layers: int = 1) -> None:
        super().__init__()
        self.emb = nn.Embedding(vocab_size, hidden_dim)
        self.gru = nn.GRU(hidden_dim, hidden_dim, num_layers, batch_first=True)
        self.lin = nn.Linear(hidden_dim, vocab_size)

    def forward(self, tokens, state=None):
        y, state = self.gru(self.emb(tokens), state)
        return nn.functional.log_softmax(self.lin(y), dim=-1), state

# %% train
def train(net, text, vocabulary, nchars, steps, lr):
    X, Y = make_batch(text, vocabulary, nchars)
    opt = torch.optim.Adam(net.parameters(), lr=lr)
    net.train()
    history = []
    for _ in range(steps):
        pick = torch.randint(0, X.shape[0], (64,))
        logp = torch.log_softmax(net(X[pick])[0], dim=2)
        loss = nn.functional.nll_loss(logp.transpose(1, 2), Y[pick])
        opt.zero_grad()
        loss.backward()
        opt.step()
        history.append(float(loss))
    return history
