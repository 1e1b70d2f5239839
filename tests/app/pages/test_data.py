"""The page Data: samples and files, and which columns are what."""

import io

import numpy as np
import pytest

HOSTILE = "<img src=x onerror=alert(1)>"


def upload(app, name, content, kind="text/csv"):
    app.file_uploader(key="polylasso.upload").set_value((name, content, kind)).run()
    assert not app.exception
    return app


def csv_of(header, n_rows=60):
    rng = np.random.default_rng(0)
    lines = [header]
    for row in range(n_rows):
        x = rng.normal()
        lines.append(f"{x:.3f},{'ab'[row % 2]},id{row},{2 * x + row % 2:.3f}")
    return "\n".join(lines).encode()


def text_of(app):
    parts = [
        one.value for kind in (app.caption, app.markdown, app.subheader, app.error) for one in kind
    ]
    return " ".join(parts).replace("\\", "").replace("\N{WORD JOINER}", "")


def test_the_first_screen_is_not_empty(visit):
    app = visit("data")
    assert "400 rows, 5 columns" in text_of(app)
    assert len(app.dataframe) == 2


def test_a_file_becomes_the_table_with_sensible_settings(visit):
    app = upload(visit("data"), "mine.csv", csv_of("x,kind,name,price"))
    settings = app.session_state["polylasso.settings"]
    assert settings.columns.target == "price"
    assert settings.columns.exclude == ("name",)
    assert app.session_state["polylasso.loaded"].name == "mine.csv"
    assert app.session_state["polylasso.study"] is None
    assert "sample" not in app.query_params


def test_nothing_of_a_visitors_table_is_in_the_address(visit):
    app = upload(visit("data"), "mine.csv", csv_of("secret,kind,name,price"))
    app.multiselect(key=key_of(app, "features")).set_value(["kind"]).run()
    assert "secret" not in str(dict(app.query_params.items()))


def key_of(app, what):
    return f"polylasso.columns.{app.session_state['polylasso.loaded'].digest}.{what}"


@pytest.mark.parametrize("content", [b"\x80\x04\x95junk", b"", b"a\n1\n", b"a,b\nx,y\nz,w\n"])
def test_what_is_no_table_is_refused_in_one_line(visit, content):
    app = upload(visit("data"), f"{HOSTILE}.csv", content)
    (error,) = app.error
    assert "\n" not in error.value
    assert app.session_state["polylasso.loaded"].sample == "ball"
    assert "<img" not in error.value.replace("\\<", "")  # its signs are escaped


def test_hostile_names_stay_text(visit):
    header = f"{HOSTILE},**b**,$x$,:material/home:"
    app = upload(visit("data"), "t.csv", csv_of(header))
    assert app.session_state["polylasso.settings"].columns.target == ":material/home:"
    assert "<img" not in " ".join(one.value for one in app.markdown)


def test_another_sample_is_taken_and_fitted(visit):
    app = visit("data")
    digest = app.session_state["polylasso.loaded"].digest
    app.selectbox(key=f"polylasso.sample.{digest}").set_value("diabetes").run()
    assert app.session_state["polylasso.loaded"].sample == "diabetes"
    assert app.query_params["sample"] == "diabetes"


def test_columns_are_chosen(visit):
    app = visit("data")
    app.multiselect(key=key_of(app, "features")).set_value(["speed (m/s)", "angle (°)"]).run()
    columns = app.session_state["polylasso.settings"].columns
    assert columns.exclude == ("wind (m/s)", "ball")
    app.multiselect(key=key_of(app, "log1p")).set_value(["speed (m/s)"]).run()
    shared = app.session_state["polylasso.settings"].shared
    assert shared["transform"] == {"speed (m/s)": ("log1p",)}
    app.multiselect(key=key_of(app, "features")).set_value(["angle (°)"]).run()
    assert app.session_state["polylasso.settings"].shared["transform"] is None
    app.selectbox(key=key_of(app, "target")).set_value("wind (m/s)").run()
    assert app.session_state["polylasso.settings"].columns.target == "wind (m/s)"
    assert not app.exception


def test_weights_and_groups_are_no_features(visit):
    app = visit("data")
    app.selectbox(key=key_of(app, "Groups")).set_value("ball").run()
    columns = app.session_state["polylasso.settings"].columns
    assert columns.groups == "ball"
    assert "ball" not in columns.exclude
    app.selectbox(key=key_of(app, "Weights")).set_value("speed (m/s)").run()
    assert app.session_state["polylasso.settings"].columns.weights == "speed (m/s)"
    assert not app.exception


def workbook_of(**sheets):
    """Return a workbook whose sheets hold the numbers from 0 on under each name, and squares."""
    xlsxwriter = pytest.importorskip("xlsxwriter", reason="writes the workbook")
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        for name, column in sheets.items():
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, [column, "y"])
            for row in range(30):
                sheet.write_row(row + 1, 0, [row, row**2])
    return made.getvalue()


def test_a_sheet_is_chosen_where_there_are_several(visit):
    content = workbook_of(first="a", second="b")
    app = upload(visit("data"), "book.xlsx", content, "application/octet-stream")
    assert app.session_state["polylasso.loaded"].table.names == ("a", "y")
    (sheets,) = (one for one in app.selectbox if one.label == "Sheet")
    sheets.set_value("second").run()
    assert not app.exception
    loaded = app.session_state["polylasso.loaded"]
    assert (loaded.table.names, loaded.name) == (("b", "y"), "book.xlsx, second")


def test_a_workbook_of_one_sheet_asks_nothing(visit):
    app = upload(visit("data"), "book.xlsx", workbook_of(only="a"), "application/octet-stream")
    assert app.session_state["polylasso.loaded"].name == "book.xlsx"
    assert "Sheet" not in [one.label for one in app.selectbox]
