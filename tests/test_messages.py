"""What feedback says of a misconception: each that has a name gets the message that names it."""

from pathlib import Path

import pytest

from autograder.bank.entries import fill, read, strip_hidden
from autograder.i18n import _
from tests.support.fork import judge
from tests.test_bank import BANK, source_of

SAID = {
    "batch_too_short_is_empty": "Check the length first",
    "encode_of_nothing_is_float": "A tensor of no numbers is float32 unless you say its dtype.",
    "generate_decodes_the_prompt": "The text begins with the prompt as it is",
    "generate_drops_state": "Hand each state on to the next call.",
    "generate_in_training_mode": "In training mode dropout would damage the text.",
    "generate_writes_one_at_least": "With size 0 there is nothing to write",
    "model_batch_norm": "Batch normalisation mixes the texts of a batch",
    "model_bidirectional": "The network sees the future",
    "model_dropout_always_on": "Something random, such as dropout, stays on in evaluation mode.",
    "model_exp_in_forward": "A sigmoid, tanh, ReLU or exp at the end squeezes the logits",
    "model_has_no_memory": "The network has no memory",
    "model_ignores_state": "Hand `state` to the recurrent layer",
    "model_relu_in_forward": "A sigmoid, tanh, ReLU or exp at the end squeezes the logits",
    "model_sigmoid_in_forward": "A sigmoid, tanh, ReLU or exp at the end squeezes the logits",
    "model_softmax_in_forward": "Cross-entropy applies the softmax itself",
    "model_state_of_the_last_layer": "The state is that of every layer",
    "model_tanh_in_forward": "A sigmoid, tanh, ReLU or exp at the end squeezes the logits",
    "soft_in_training_mode": "In training mode dropout would damage the text.",
    "soft_reads_everything_again": "The state remembers the text: feed the new token only.",
    "soft_records_gradients": "Generation learns nothing",
    "soft_seeds_from_the_generator": "A generator goes on from where it is",
    "soft_starts_the_generator_again": "A generator goes on from where it is",
    "targets_not_shifted": "The targets are the inputs themselves",
    "temperature_as_power_of_probabilities": "A small probability to a large power is 0",
    "temperature_divides_in_place": "make a new array",
    "temperature_ignored": "the temperature is ignored",
    "temperature_multiplied": "The logits were multiplied by T",
    "temperature_shifted_by_the_largest_of_all": "Each row is shifted by its own largest logit",
    "train_averages_its_losses": "not averaged with others",
    "train_caps_the_learning_rate": "Hand lr to the optimiser as it is",
    "train_hands_the_state_on": "Random windows do not follow each other",
    "train_on_last_characters": "Only the last character of each window is learned",
    "train_smooths_its_targets": "no smoothing of the targets",
    "train_sums_the_loss": "The loss is a mean over characters, in nats.",
    "vocabulary_alphabetical": "This is alphabetical order",
    "vocabulary_lowercases": "once; not there: ['A'",
    "vocabulary_ties_ignore_case": "equal ones go by code point",
}
"""By entry of the PyTorch bank; the samplers' messages are in assignments/test_sampler.py."""


@pytest.mark.parametrize("name", SAID)
def test_a_misconception_is_called_by_its_name(name: str) -> None:
    path: Path = BANK / "generative-pytorch" / "wrong" / f"{name}.py"
    source, entry = source_of("generative-pytorch"), read(path)
    cells = [cell for cell in entry.scores if not cell.startswith("test-sampler-")]

    result = judge(source, fill(source, strip_hidden(source), entry), cells)

    findings = [f for report in result.reports.values() for f in report.findings if not f.passed]
    assert any(SAID[name] in finding.hint for finding in findings), [f.hint for f in findings]


def test_at_t_1_nobody_is_told_that_the_temperature_is_ignored() -> None:
    source = source_of("generative-pytorch")
    entry = read(BANK / "generative-pytorch" / "wrong" / "temperature_after_softmax.py")

    result = judge(source, fill(source, strip_hidden(source), entry), ["test-temperature-softmax"])

    (finding,) = result.reports["test-temperature-softmax"].findings
    assert _("This is the distribution at T = 1: the temperature is ignored.") != finding.hint
    assert "the largest difference is" in finding.observed
