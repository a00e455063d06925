"""Many pictures, and still within the limit.

status: graded
"""

import json
from pathlib import Path

from nbformat.notebooknode import NotebookNode


def damage(folder: Path, notebook: NotebookNode) -> None:
    picture = {"image/png": "iVBORw0KGgo" + "A" * 1_000_000}
    output = {"output_type": "display_data", "data": picture, "metadata": {}}
    notebook.cells[1].outputs = [output] * 30
    (folder / "Exam.ipynb").write_text(json.dumps(notebook))
