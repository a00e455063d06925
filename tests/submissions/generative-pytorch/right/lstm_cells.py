"""nn.LSTMCell in a loop over time; the state is a list of pairs."""
# %% char-generator
class CharGenerator(nn.Module):
    def __init__(self, vocab_size, hidden_dim, num_layers=1):
        super().__init__()
        self.vocab_size, self.hidden_dim, self.num_layers = vocab_size, hidden_dim, num_layers
        sizes = [vocab_size] + [hidden_dim] * (num_layers - 1)
        self.cells = nn.ModuleList([nn.LSTMCell(s, hidden_dim) for s in sizes])
        self.linear = nn.Linear(hidden_dim, vocab_size)

    def init_state(self, n):
        return [
            (torch.zeros(n, self.hidden_dim), torch.zeros(n, self.hidden_dim))
            for _ in range(self.num_layers)
        ]

    def forward(self, tokens, state=None):
        state = self.init_state(tokens.size(0)) if state is None else state
        x = torch.eye(self.vocab_size)[tokens]  # (B, T, V)
        outputs = []
        for x_t in x.unbind(dim=1):
            new_state = []
            for cell, pair in zip(self.cells, state):
                h, c = cell(x_t, pair)
                new_state.append((h, c))
                x_t = h
            state = new_state
            outputs.append(x_t)
        return self.linear(torch.stack(outputs, 1)), state
