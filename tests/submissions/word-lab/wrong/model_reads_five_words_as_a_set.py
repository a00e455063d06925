"""The last words are sorted before they are read.

test-model-order: 0
"""
# %% next-word-logits
def next_word_logits(model, ids):
    model.eval()
    with torch.no_grad():
        tokens = torch.tensor(np.append(np.sort(ids[:-1]), ids[-1]))
        return model(tokens[None])[0, -1].numpy()
