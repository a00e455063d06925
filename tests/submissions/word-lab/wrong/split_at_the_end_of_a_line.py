"""The border moves to the end of a line.

test-split: 0
"""
# %% split-book
def split_book(tokens, share):
    cut = len(tokens) - round(len(tokens) * share)
    # do not cut a sentence in two: look for the next line break nearby
    for place in range(cut, min(cut + 20, len(tokens))):
        if isinstance(tokens[place], str) and tokens[place] == "\n":
            cut = place + 1
            break
    return tokens[:cut], tokens[cut:]
