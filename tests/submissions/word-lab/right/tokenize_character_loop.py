"""The tokens are collected in one loop over the characters."""
# %% tokenize
def tokenize(text):
    tokens, word = [], ""
    for character in text:
        if character.isalnum() or character in "-’":
            word += character
            continue
        if word:
            tokens.append(word)
            word = ""
        if character != " ":
            tokens.append(character)
    return tokens + [word] if word else tokens
