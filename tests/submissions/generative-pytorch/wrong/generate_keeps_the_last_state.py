"""The state after a text is kept for the next text of the same network.

test-generate-text: 0
test-generate-steps: 0
"""
# %% generate
from weakref import WeakKeyDictionary


class Writer:
    def __init__(self):
        self.states = WeakKeyDictionary()

    def feed(self, net, tokens):
        logits, self.states[net] = net(tokens, self.states.get(net))
        return logits[0, -1]

    @torch.no_grad()
    def __call__(self, net: nn.Module, vocabulary: list[str], size: int, start: str) -> str:
        mode, text = net.training, start
        net.eval()
        row = self.feed(net, encode(start, vocabulary)[None])
        for _ in range(size):
            token = int(row[1:].argmax()) + 1
            text += vocabulary[token]
            row = self.feed(net, torch.tensor([[token]]))
        net.train(mode)
        return text


generate = Writer()
