"""After a space no other space is written, however likely it is.

test-generate-text: 0
"""
# %% generate
def generate(net: nn.Module, vocabulary: list[str], size: int, start: str) -> str:
    was_training = net.training
    net.eval()
    text = start
    with torch.no_grad():
        logits, state = net(encode(start, vocabulary)[None])
        for _step in range(size):
            scores = logits[0, -1].clone()
            scores[0] = -torch.inf
            if text.endswith(" ") and " " in vocabulary:
                scores[vocabulary.index(" ")] = -torch.inf
            token = int(scores.argmax())
            text += vocabulary[token]
            logits, state = net(torch.tensor([[token]]), state)
    net.train(was_training)
    return text
