"""Long texts are read in pieces, each of which begins with the state of the first.

test-model-state: 0
"""
# %% char-generator
class CharGenerator(nn.Module):
    def __init__(self, vocab_size: int, hidden_dim: int, num_layers: int = 1) -> None:
        super().__init__()
        self.embed = nn.Embedding(vocab_size, hidden_dim)
        self.gru = nn.GRU(hidden_dim, hidden_dim, num_layers, batch_first=True)
        self.head = nn.Linear(hidden_dim, vocab_size)

    def forward(self, tokens: torch.Tensor, state=None):
        logits = []
        for piece in tokens.split(32, dim=1):
            outputs, new_state = self.gru(self.embed(piece), state)
            logits.append(self.head(outputs))
        return torch.cat(logits, dim=1), new_state
