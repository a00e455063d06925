"""Dropout stays switched on while logits are computed.

test-model-logits: 0
test-model-seed: 0
"""
# %% next-word-logits
def next_word_logits(model, ids):
    model.train()
    with torch.no_grad():
        return model(torch.tensor(np.array(ids))[None])[0, -1].numpy()
