"""What Moodle and Canvas do with a file that a teacher uploads, as their source code has it."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from dataclasses import dataclass, field

PORTUGUESE = {
    "grade": "Nota",
    "identifier": "Identificador",
    "modified": "Última modificação (nota)",
    "comment": "Comentários de feedback",
    "hidden user": "Participante",
}
ENGLISH = {
    "grade": "Grade",
    "identifier": "Identifier",
    "modified": "Last modified (grade)",
    "comment": "Feedback comments",
    "hidden user": "Participant ",
}


@dataclass
class Moodle:
    """An assignment in Moodle, into which a grading worksheet and feedback are imported.

    Attributes:
        people: names, by the number that each has in this assignment.
        words: of the teacher's language.
        point: the decimal sign of that language.
        most: the maximum grade.
        grades: by number, as they are stored.
        graded: numbers whose grade was given before, and later than any worksheet says.
        comments: by number.
        files: feedback, by number and name.
    """

    people: dict[int, str]
    words: dict[str, str] = field(default_factory=lambda: PORTUGUESE)
    point: str = ","
    most: float = 100.0
    grades: dict[int, float] = field(default_factory=dict)
    graded: set[int] = field(default_factory=set)
    comments: dict[int, str] = field(default_factory=dict)
    files: dict[tuple[int, str], bytes] = field(default_factory=dict)

    def upload_worksheet(
        self, data: bytes, encoding: str = "utf-8", separator: str = ",", newer: bool = False
    ) -> None:
        """Import a grading worksheet.

        Args:
            data: of the file.
            encoding: which the teacher chooses in the form.
            separator: the same.
            newer: whether the teacher ticked that newer records are updated.
        """
        text = data.decode(encoding).removeprefix("\ufeff")
        rows = list(csv.reader(io.StringIO(re.sub("\r\n?", "\n", text)), delimiter=separator))
        header = [cell.strip() for cell in rows[0]]
        assert all(len(row) == len(header) for row in rows), "csvweirdcolumns"
        where = {
            name: header.index(self.words[name]) for name in ("grade", "identifier", "modified")
        }
        for row in rows[1:]:
            number = row[where["identifier"]][len(self.words["hidden user"]) :]
            if number.isdigit() and int(number) in self.people:
                self._import_row(int(number), row, header, where["grade"], newer)

    def _import_row(
        self, number: int, row: list[str], header: list[str], grade: int, newer: bool
    ) -> None:
        stale = number in self.graded and not newer
        value = row[grade].strip().replace(" ", "").replace(self.point, ".")
        if value and not stale and 0 <= float(value) <= self.most:
            self.grades[number] = float(value)
        if self.words["comment"] in header and not stale:
            self.comments[number] = row[header.index(self.words["comment"])]

    def upload_feedback(self, data: bytes) -> list[str]:
        """Import a ZIP file of feedback; return the entries that nobody gets."""
        lost = []
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                found = self._owner(name)
                if found is None:
                    lost.append(name)
                else:
                    self.files[found] = archive.read(name)
        return lost

    def _owner(self, path: str) -> tuple[int, str] | None:
        parts = ["import", *path.split("/")]
        if parts[-1].startswith((".", "~")):
            return None
        while parts:
            info = parts.pop(0).split("_", 4)
            if len(info) < 4 or not info[1].isdigit() or int(info[1]) not in self.people:
                continue
            if (info[2], info[3]) != ("assignsubmission", "file"):
                continue
            return int(info[1]), "/".join([*info[4:5], *parts]).lstrip("/")
        return None


@dataclass
class Canvas:
    """A course in Canvas, into which a gradebook and feedback are imported.

    Attributes:
        people: names, by ID.
        assignments: titles, by id.
        attachments: ids of the files that each handed in.
        grades: by ID and by the assignment's id.
        comments: files, by ID.
    """

    people: dict[int, str]
    assignments: dict[int, str]
    attachments: dict[int, set[int]] = field(default_factory=dict)
    grades: dict[tuple[int, int], str] = field(default_factory=dict)
    comments: dict[int, list[bytes]] = field(default_factory=dict)

    def upload_gradebook(self, data: bytes) -> None:
        """Import a gradebook."""
        text = data.decode("utf-8-sig")
        separator = self._separator(text.splitlines()[:3])
        header, *rows = csv.reader(io.StringIO(text), delimiter=separator)
        last_first = header[:3] == ["LastName", "FirstName", "ID"]
        assert last_first or ("Student" in header[0] and "ID" in header[1]), "Invalid header row"
        assert "Section" in header, "Invalid header row"
        columns = {
            number: int(found[1])
            for number, heading in enumerate(header)
            if (found := re.fullmatch(r".+ \((\d+)\)", heading))
            and int(found[1]) in self.assignments
        }
        for row in rows:
            if "Points Possible" in row[0] or all(
                re.fullmatch(r"\s*(Muted|Manual Posting.*)?\s*", cell) for cell in row
            ):
                continue
            who = int(row[2 if last_first else 1])
            assert who in self.people, row
            for number, assignment in columns.items():
                self.grades[who, assignment] = self._number(row[number].strip())

    def _separator(self, lines: list[str]) -> str:
        widths = {s: {len(next(csv.reader([line], delimiter=s))) for line in lines} for s in ";,"}
        counts = {s: found.copy().pop() if len(found) == 1 else 0 for s, found in widths.items()}
        return ";" if counts[";"] > counts[","] else ","

    def _number(self, cell: str) -> str:
        if not re.fullmatch(r"-?[0-9.,]+%?", cell):
            return cell
        *whole, last = re.split("[,.]", cell)
        return f"{''.join(whole)}.{last}" if whole else last

    def upload_feedback(self, data: bytes) -> list[str]:
        """Import a ZIP file of feedback; return the files that are ignored."""
        ignored = []
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for path in archive.namelist():
                name = path.split("/")[-1]
                parts = name.split("_")
                numbers = [int(part) for part in parts if re.fullmatch(r"\d+", part)][:2]
                hopeless = parts[-1].startswith("link") or name.startswith("._")
                if hopeless or len(numbers) < 2 or not self._has(*numbers):
                    ignored.append(path)
                else:
                    self.comments.setdefault(numbers[0], []).append(archive.read(path))
        return ignored

    def _has(self, who: int, attachment: int) -> bool:
        return who in self.people and attachment in self.attachments.get(who, set())
