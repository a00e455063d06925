"""A text is as long as it has tokens above 0, so that after <unk> the last ones are not read.

test-model-state: 0
"""
# %% char-generator
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence


class CharGenerator(nn.Module):
    def __init__(self, vocab_size: int, hidden_dim: int, num_layers: int = 1) -> None:
        super().__init__()
        self.embed = nn.Embedding(vocab_size, hidden_dim)
        self.lstm = nn.LSTM(hidden_dim, hidden_dim, num_layers, batch_first=True)
        self.head = nn.Linear(hidden_dim, vocab_size)

    def forward(self, tokens: torch.Tensor, state=None):
        lengths = (tokens != 0).sum(dim=1).clamp(min=1)
        packed = pack_padded_sequence(self.embed(tokens), lengths, True, enforce_sorted=False)
        outputs, state = self.lstm(packed, state)
        outputs, _ = pad_packed_sequence(outputs, True, total_length=tokens.shape[1])
        return self.head(outputs), state
