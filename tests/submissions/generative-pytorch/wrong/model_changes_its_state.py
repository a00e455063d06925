"""The state that is handed over becomes the new one, in place.

test-model-state: 0
"""
# %% char-generator
class CharGenerator(nn.Module):
    def __init__(self, vocab_size: int, hidden_dim: int, num_layers: int = 1) -> None:
        super().__init__()
        self.hidden_dim = hidden_dim
        self.embedding = nn.Embedding(vocab_size, hidden_dim)
        self.cells = nn.ModuleList(nn.GRUCell(hidden_dim, hidden_dim) for _ in range(num_layers))
        self.fc = nn.Linear(hidden_dim, vocab_size)

    def forward(self, tokens, state=None):
        if state is None:
            state = [torch.zeros(len(tokens), self.hidden_dim) for _ in self.cells]
        outputs = []
        for x in self.embedding(tokens).unbind(1):
            for k, cell in enumerate(self.cells):
                state[k] = x = cell(x, state[k])
            outputs.append(x)
        return self.fc(torch.stack(outputs, 1)), state
