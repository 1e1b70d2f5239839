"""The tutorials run from top to bottom, as notebooks, on what a user would have."""

from pathlib import Path

import jupytext
import pytest
from nbclient import NotebookClient

FOLDER = Path(__file__).parents[1] / "docs" / "tutorials"
TUTORIALS = sorted(FOLDER.glob("*.py"))
# Seconds for one cell: the longest trains an optimiser.
LONGEST_CELL = 300


def test_all_are_there():
    assert [path.stem for path in TUTORIALS] == [
        "1_first_formula",
        "2_how_l1_makes_zeros",
        "3_optimisers_race",
        "4_a_model_you_can_defend",
    ]


@pytest.mark.usefixtures("data_root")  # the table of vehicles
@pytest.mark.parametrize("path", TUTORIALS, ids=lambda path: path.stem)
def test_runs(path, tmp_path):
    notebook = jupytext.read(path)
    assert not any(cell.get("outputs") for cell in notebook.cells)
    client = NotebookClient(
        notebook,
        timeout=LONGEST_CELL,
        kernel_name="python3",
        resources={"metadata": {"path": str(tmp_path)}},
    )
    client.execute()
    assert any(cell.get("outputs") for cell in notebook.cells if cell.cell_type == "code")
