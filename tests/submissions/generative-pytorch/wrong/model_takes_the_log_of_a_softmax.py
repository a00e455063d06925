"""The logarithm of a softmax is -inf where a probability underflows.

test-model-logits: 0
"""


# %% char-generator
class CharGenerator(nn.Module):
    def __init__(self, vocab_size: int, hidden_dim: int, num_layers: int = 1) -> None:
        super().__init__()
        self.embedding = nn.Embedding(vocab_size, hidden_dim)
        self.rnn = nn.LSTM(hidden_dim, hidden_dim, num_layers, batch_first=True)
        self.output = nn.Linear(hidden_dim, vocab_size)

    def forward(self, tokens: torch.Tensor, state=None):
        hidden, state = self.rnn(self.embedding(tokens), state)
        return self.output(hidden).softmax(dim=-1).log(), state
