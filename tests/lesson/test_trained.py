"""The writer that comes with the lesson: fresh, small, and about as good as it was."""

import numpy as np
import pytest

from lesson import corpora, train, trained
from lesson.i18n import LANGUAGES

each_language = pytest.mark.parametrize("language", LANGUAGES)


@each_language
def test_the_weights_are_made_from_today_s_headlines_and_settings(language: str) -> None:
    """If this fails, run `python -m lesson.train`."""
    assert trained.headline_writer(language).made_from == train.fingerprint(language)
    assert trained.weights(language).stat().st_size < 200_000


@each_language
def test_it_predicts_headlines_that_it_has_not_seen_far_better_than_letter_counts(
    language: str,
) -> None:
    network = trained.headline_writer(language)
    text = trained.START + corpora.stream(corpora.headlines(language, n=40, seed=7))

    logits, cells = network.read(text)

    places = [network.vocabulary.index(symbol) for symbol in text[1:]]
    shares = np.exp(logits - logits.max(axis=1, keepdims=True))
    shares /= shares.sum(axis=1, keepdims=True)
    loss = -float(np.mean(np.log(shares[np.arange(len(places)), places])))
    floor = corpora.entropy_rate(language)
    assert cells.shape == (len(text), network.units)
    assert 0.7 * floor < loss < 2 * floor


def test_a_step_is_the_lstm_of_pytorch() -> None:
    torch = pytest.importorskip("torch")
    network = trained.headline_writer("en")
    w = {name: torch.tensor(value, dtype=torch.float64) for name, value in network._weights.items()}
    size = len(network.vocabulary), network.units
    rnn = torch.nn.LSTM(*size, batch_first=True, dtype=torch.float64)
    state = {"weight_ih_l0": w["W"], "weight_hh_l0": w["U"], "bias_ih_l0": w["b"]}
    rnn.load_state_dict(state | {"bias_hh_l0": torch.zeros_like(w["b"])})
    text = trained.START + "Crown"
    places = torch.tensor([network.vocabulary.index(symbol) for symbol in text])

    with torch.no_grad():
        shown, _state = rnn(torch.nn.functional.one_hot(places, size[0]).double()[None])
        expected = shown[0] @ w["O"].T + w["c"]

    assert network.read(text)[0] == pytest.approx(expected.numpy(), abs=1e-9)


def test_a_prompt_is_continued_and_a_seed_reproduces_the_text() -> None:
    network = trained.headline_writer("en")

    text = network.write(30, 0.7, seed=3, prompt="Sci")

    assert text.startswith("Sci")
    assert len(text) == 33
    assert text == network.write(30, 0.7, seed=3, prompt="Sci")
    assert text != network.write(30, 0.7, seed=4, prompt="Sci")


def test_a_line_feed_begins_a_new_headline_with_the_first_state() -> None:
    network = trained.headline_writer("en")

    after, alone = network.read("\nPrices rise\nS")[0], network.read("\nS")[0]

    assert after[-2:] == pytest.approx(alone)
