"""Everything is joined with spaces; then the wrong ones are taken out."""
# %% detokenize
def detokenize(tokens: list[str]) -> str:
    text = " ".join(tokens)
    text = re.sub(r" (?=[.,;:!?…”)\n])", "", text)
    return re.sub(r"(?<=[“(\n]) ", "", text)
