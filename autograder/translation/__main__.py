"""python -m autograder.translation, for translators.

- update: extract every message and bring the catalogues up to date;
- missing LANGUAGE DOMAIN: print what has no translation yet, as JSON {message: ""};
- merge LANGUAGE DOMAIN FILE: put the translations of such a file into the catalogue.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from autograder.translation.catalogues import DOMAINS, TRANSLATIONS, load, save, update


def main(command: str, *arguments: str) -> None:
    """Run one command in the course folder that is the working directory."""
    root = Path.cwd()
    if command == "update":
        for path, content in update(root).items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        return
    domains = {domain.name: domain for domain in DOMAINS}
    match command, arguments:
        case ("missing", (language, name)) | ("merge", (language, name, _)) if (
            language in TRANSLATIONS and name in domains
        ):
            path = domains[name].catalogue(root, language)
        case _:
            choices = f"LANGUAGE: {', '.join(TRANSLATIONS)}\nDOMAIN: {', '.join(domains)}"
            raise SystemExit(f"{__doc__}\n{choices}")
    catalogue = load(path, language)
    if command == "missing":
        todo = {m.id: "" for m in catalogue if m.id and (m.fuzzy or not m.string)}
        print(json.dumps(todo, ensure_ascii=False, indent=1))
    else:
        for message, translation in json.loads(Path(arguments[2]).read_text("utf-8")).items():
            if message not in catalogue:
                raise SystemExit(f"no such message: {message!r}")
            if translation:
                entry = catalogue[message]
                entry.string = translation
                entry.flags.discard("fuzzy")
        save(path, catalogue)


if __name__ == "__main__":
    main(*sys.argv[1:] or ["help"])
