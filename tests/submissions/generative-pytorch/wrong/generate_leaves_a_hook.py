"""A hook that sets the logit of <unk> to minus infinity stays in the network.

test-generate-mode: 0
"""
# %% generate
def generate(net, vocabulary, size, start):
    def without_unk(_module, _arguments, answer):
        logits, state = answer
        logits = logits.clone()
        logits[..., 0] = -torch.inf
        return logits, state

    modes = [(module, module.training) for module in net.modules()]
    net.eval()
    net.register_forward_hook(without_unk)
    try:
        with torch.no_grad():
            logits, state = net(encode(start, vocabulary)[None])
            text = start
            for _ in range(size):
                token = int(logits[0, -1].argmax())
                text += vocabulary[token]
                logits, state = net(torch.tensor([[token]]), state)
    finally:
        for module, mode in modes:
            module.training = mode
    return text
