"""Fetch a corpus once and keep it; the errors that say why one cannot be had."""

from pathlib import Path

import pooch  # type: ignore[import-untyped]  # the package has no annotations

from lesson.i18n import _

HEADLINES = 'corpora.headlines("en", 20_000, seed=0)'


class CorpusError(Exception):
    """Base of everything that can go wrong with a corpus."""


class CorpusUnavailable(CorpusError):
    """Say that a corpus cannot be had, why, and what to use in its place.

    Args:
        corpus: the corpus asked for.
        reason: what was in the way, one line.
        instead: the call that gives an embedded text.
        missing: the server is there, but not the file.
    """

    def __init__(
        self, corpus: str, reason: str, instead: str = HEADLINES, missing: bool = False
    ) -> None:
        super().__init__(corpus, reason, instead, missing)
        self.corpus = corpus
        self.reason = reason
        self.instead = instead
        self.missing = missing

    def __str__(self) -> str:
        return _(
            "{corpus} cannot be downloaded ({reason}). Try again when you are online, or use the "
            "embedded text: {instead}."
        ).format(corpus=self.corpus, reason=self.reason, instead=self.instead)


def fetch(
    url: str,
    name: str,
    corpus: str,
    *,
    known_hash: str | None = None,
    instead: str = HEADLINES,
    cache_dir: Path | None = None,
) -> Path:
    """Download a file the first time, and return where it is kept.

    Args:
        url: its address.
        name: what it is called in the cache.
        corpus: what to call it in errors.
        known_hash: its checksum, as "md5:...", or None where the file may change.
        instead: see `CorpusUnavailable`.
        cache_dir: where files are kept; by default the user's cache folder.

    Raises:
        CorpusUnavailable: when the file cannot be downloaded, or is not the one expected.
    """
    pooch.get_logger().setLevel("WARNING")  # its notes are for programmers; the bar is enough
    try:
        path = pooch.retrieve(
            url=url,
            known_hash=known_hash,
            fname=name,
            path=cache_dir or pooch.os_cache("generative-course"),
            progressbar=True,
        )
    except (OSError, ValueError) as error:  # requests' errors are OSErrors; a bad hash, ValueError
        response = getattr(error, "response", None)
        if response is not None:
            response.close()  # a refused download leaves its connection open
        reason = " ".join(str(error).split())
        missing = getattr(response, "status_code", None) == 404
        raise CorpusUnavailable(corpus, reason, instead, missing) from error
    return Path(path)
