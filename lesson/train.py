"""python -m lesson.train: retrain the headline writers that come with the lesson.

It takes a few minutes and needs PyTorch; `lesson.trained` runs what it saves without.
"""

import hashlib
import inspect
import re
from typing import Any

import numpy as np

from lesson import corpora
from lesson.i18n import LANGUAGES
from lesson.trained import START, weights

HIDDEN = 96
HEADLINES = 20_000
SEED = 1  # of the headlines and of the network; the lesson's own headlines have seed 0
STEPS, BATCH, WINDOW, RATE = 4000, 48, 80, 8e-3


def fingerprint(language: str) -> str:
    """Return what identifies everything that the weights for a language depend on."""
    settings = (HIDDEN, HEADLINES, SEED, STEPS, BATCH, WINDOW, RATE)
    text = corpora.stream(corpora.headlines(language, n=200, seed=SEED))
    program = re.sub(r" *#.*", "", inspect.getsource(train))  # whatever its comments say
    return hashlib.sha256(f"{settings}\n{text}\n{program}".encode()).hexdigest()


def train(language: str) -> dict[str, Any]:
    """Train a network on the headlines of a language; return what is to be saved."""
    import torch  # here, since the fingerprint does without
    from torch import nn

    torch.manual_seed(SEED)
    titles = corpora.headlines(language, n=HEADLINES, seed=SEED)
    text = START + corpora.stream(titles) + START
    vocabulary = sorted(set(text))
    encoded = torch.tensor([vocabulary.index(symbol) for symbol in text])
    starts = torch.tensor([t for t, symbol in enumerate(text[: -WINDOW - 1]) if symbol == START])
    rnn = nn.LSTM(len(vocabulary), HIDDEN, batch_first=True)
    output = nn.Linear(HIDDEN, len(vocabulary))
    parameters = [*rnn.parameters(), *output.parameters()]
    optimizer = torch.optim.Adam(parameters, lr=RATE)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, STEPS)
    for _step in range(STEPS):
        begins = starts[torch.randint(len(starts), (BATCH,))]
        windows = encoded[begins[:, None] + torch.arange(WINDOW + 1)]  # (B, T + 1)
        inputs = nn.functional.one_hot(windows[:, :-1], len(vocabulary)).float()
        logits = output(rnn(inputs)[0])  # (B, T, V)
        loss = nn.functional.cross_entropy(logits.flatten(0, 1), windows[:, 1:].flatten())
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(parameters, 1.0)
        optimizer.step()
        schedule.step()
    learned = dict(rnn.named_parameters())
    found = {
        "W": learned["weight_ih_l0"],
        "U": learned["weight_hh_l0"],
        "b": learned["bias_ih_l0"] + learned["bias_hh_l0"],
        "O": output.weight,
        "c": output.bias,
    }
    arrays = {name: value.detach().numpy().astype(np.float16) for name, value in found.items()}
    return {**arrays, "vocabulary": vocabulary, "made_from": fingerprint(language)}


def main() -> None:
    """Train and save the network of each language."""
    for language in LANGUAGES:
        np.savez_compressed(weights(language), **train(language))
        print(weights(language))


if __name__ == "__main__":
    main()
