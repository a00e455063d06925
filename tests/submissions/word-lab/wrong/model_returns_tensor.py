"""A tensor is returned instead of a NumPy array.

test-model-logits: 0
"""
# %% next-word-logits
def next_word_logits(model, ids):
    model.eval()
    with torch.no_grad():
        return model(torch.tensor(np.array(ids))[None])[0, -1]
