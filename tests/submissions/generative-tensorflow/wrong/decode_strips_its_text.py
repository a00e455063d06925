"""White space at the ends of a text is dropped.

test-decode: 0
"""
# %% decode
def decode(ids, vocabulary):
    characters = []
    for token in ids:
        if token == 2:
            break
        characters.append("\N{REPLACEMENT CHARACTER}" if token == 1 else vocabulary[token])
    return "".join(characters).strip()
