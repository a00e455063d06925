"""PyTorch: a plain RNN with clipped gradients, RMSprop, shuffled epochs."""
# %% network
import torch
from torch import nn


class Words(nn.Module):
    def __init__(self, vocab_size):
        super().__init__()
        self.emb = nn.Embedding(vocab_size, 80)
        self.rnn = nn.RNN(80, 96, batch_first=True)
        self.out = nn.Linear(96, vocab_size)

    def forward(self, tokens):
        return self.out(self.rnn(self.emb(tokens))[0])


# %% train-model
def train_model(ids, vocab_size, steps, seed):
    generator = torch.Generator().manual_seed(seed)
    torch.manual_seed(seed)
    model = Words(vocab_size)
    optimizer = torch.optim.RMSprop(model.parameters(), lr=0.003)
    inputs, targets = (torch.tensor(part) for part in make_windows(ids, 20))
    losses = []
    while len(losses) < steps:
        order = torch.randperm(len(inputs), generator=generator)
        for rows in order.split(32):
            if len(losses) == steps:
                break
            logits = model(inputs[rows])
            loss = nn.functional.cross_entropy(logits.transpose(1, 2), targets[rows])
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            losses.append(float(loss))
    model.step_losses = losses
    return model.eval()


# %% next-word-logits
@torch.inference_mode()
def next_word_logits(model, ids):
    logits = model(torch.tensor([[int(i) for i in ids]]))
    return np.array(logits[0, -1].tolist(), dtype=np.float32)
