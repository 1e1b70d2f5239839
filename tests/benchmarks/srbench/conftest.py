"""A folder of three tiny data sets, one of which no straight line can be fitted to."""

import numpy as np
import pandas as pd
import pytest


@pytest.fixture
def tiny_sets(tmp_path, monkeypatch):
    rng = np.random.default_rng(0)
    rows = []
    (tmp_path / "data" / "pmlb").mkdir(parents=True)
    for name, n_rows in (("1_small", 24), ("2_fri_c0_40_2", 40), ("3_missing", 60)):
        X = rng.normal(size=(n_rows, 2))
        frame = pd.DataFrame({"a": X[:, 0], "b": X[:, 1], "target": X[:, 0] + 0.1 * X[:, 1]})
        if name == "3_missing":
            frame.loc[frame.index[::5], "a"] = np.nan
        frame.to_csv(tmp_path / "data" / "pmlb" / f"{name}.csv", index=False)
        file = f"pmlb/{name}.csv"
        rows.append({"name": name, "file": file, "n": n_rows, "p": 2, "target": "target"})
    rows.append({"name": "apart", "file": "uci/apart.csv", "n": 5, "p": 1, "target": "y"})
    pd.DataFrame(rows).to_csv(tmp_path / "data" / "index.csv", index=False)
    monkeypatch.setenv("POLYLASSO_DATA", str(tmp_path / "data"))
    return tmp_path / "data"
