"""The loop ends one character early: a text's last word is lost if it is a single letter.

test-tokens-words: 0
"""
# %% tokenize
def tokenize(text):
    tokens, word = [], ""
    for place, char in enumerate(text):
        if char.isalnum() or char in "-’":
            if word or place < len(text) - 1:
                word += char
            continue
        if word:
            tokens.append(word)
            word = ""
        if char != " ":
            tokens.append(char)
    return [*tokens, word] if word else tokens
