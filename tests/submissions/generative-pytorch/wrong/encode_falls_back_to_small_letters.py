"""An unknown capital is taken for its small letter.

test-encode: 0
"""
# %% encode
def encode(text, vocabulary):
    index = {character: i for i, character in enumerate(vocabulary)}
    ids = [index.get(character, index.get(character.lower(), 0)) for character in text]
    return torch.tensor(ids, dtype=torch.int64)
