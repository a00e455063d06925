"""inference_mode, and the prompt read one token at a time like everything after it."""
# %% generate
def generate(net: nn.Module, vocabulary: list[str], size: int, start: str) -> str:
    mode = net.training
    net.eval()
    state = None
    written = []
    with torch.inference_mode():
        for token in encode(start, vocabulary):
            logits, state = net(token.reshape(1, 1), state)
        while len(written) < size:
            best = torch.topk(logits[0, -1], k=2).indices.tolist()
            token = best[1] if best[0] == 0 else best[0]
            written.append(token)
            logits, state = net(torch.tensor(token).reshape(1, 1), state)
    net.train(mode)
    return start + "".join(vocabulary[i] for i in written)
