"""A small table as text, and what reading it must give."""

import numpy as np

TEXT = "size,fuel,ok\n2.4,X,true\n,,\n4,Z,false\n"


def labels(column):
    spelt = [*column.categories, None]
    return [spelt[code] for code in column.values]


def check_text_table(table):
    assert table.names == ("size", "fuel", "ok")
    assert table.n_rows == 3
    np.testing.assert_array_equal(table.column("size").values, [2.4, np.nan, 4.0])
    assert labels(table.column("fuel")) == ["X", None, "Z"]
    assert labels(table.column("ok")) == ["True", None, "False"]
