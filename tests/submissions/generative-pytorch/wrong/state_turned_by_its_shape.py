"""The state is turned round by its shape, which is wrong for as many texts as layers.

test-model-state: 0
"""
# %% char-generator
class CharGenerator(nn.Module):
    def __init__(self, vocab_size, hidden_dim, num_layers=1):
        super().__init__()
        self.embedding = nn.Embedding(vocab_size, hidden_dim)
        self.gru = nn.GRU(hidden_dim, hidden_dim, num_layers, batch_first=True)
        self.head = nn.Linear(hidden_dim, vocab_size)

    def forward(self, tokens, state=None):
        if state is not None:
            if state.shape[0] != self.gru.num_layers:  # accept (B, L, H) and (L, B, H)
                state = state.transpose(0, 1)
            state = state.contiguous()
        outputs, state = self.gru(self.embedding(tokens), state)
        return self.head(outputs), state.transpose(0, 1)
