"""Special tokens are known by their first character, so that a < ends the text.

test-generate-text: 0
"""
# %% generate
def generate(model: keras.Model, vocabulary: list[str], size: int, start: str) -> str:
    number = {character: token for token, character in enumerate(vocabulary)}
    eye = np.eye(len(vocabulary), dtype="float32")
    pieces, state = list(start), None
    for piece in start:
        p, state = step(model, eye[[number.get(piece, 1)]], state)
    for _ in range(size):
        piece = vocabulary[2:][int(np.argmax(np.asarray(p)[0][2:]))]
        if piece.startswith("<"):
            break
        pieces.append(piece)
        p, state = step(model, eye[[number[piece]]], state)
    return "".join(pieces)
