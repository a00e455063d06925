"""Nothing switches the recording of gradients off.

test-generate-gradients: 0
"""
# %% generate
def generate(net, vocabulary, size, start):
    was_training = net.training
    net.eval()
    text = start
    logits, state = net(encode(start, vocabulary)[None])
    for _ in range(size):
        token = 1 + logits[0, -1, 1:].argmax().item()
        text += vocabulary[token]
        logits, state = net(torch.tensor([[token]]), state)
    net.train(was_training)
    return text
