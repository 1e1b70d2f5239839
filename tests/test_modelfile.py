"""Tests that a model survives its file to the last bit, and that no file does any harm."""

import json
import math
from dataclasses import fields, replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from polylasso.errors import DataError, ModelFileError
from polylasso.model import PolynomialModel
from polylasso.modelfile import SavedModel, from_json, load_model, save_model, to_json
from polylasso.sources.frames import to_table
from polylasso.terms import Atom, Term, Variable
from tests.inspection.models import models, table_for

VARIABLES = (
    Variable("comb", transforms=("identity", "log1p"), degree=3, lower=3.5, upper=26.1),
    Variable("fuel", "categorical", levels=("X", "E", "Größe \N{SNOWMAN}"), missing=True),
    Variable("turbo", "binary", lower=0.0, upper=1.0, missing=True, fill=0.1),
)
MODEL = PolynomialModel(
    VARIABLES,
    tuple(map(Term.parse, ("comb", "log1p(comb)^2*[fuel = E]", "legendre(comb, 3)*turbo"))),
    np.array([16.8, 0.1 + 0.2, -5e-324]),
    3.1,
    "CO2 Emissions(g/km)",
    "indicator",
    "baseline",
    "clip",
)
SAVED = SavedModel(
    MODEL,
    settings={"degree": 5, "alphas": (1.0, 0.5), "eps": np.float64(1e-3), "forbidden": None},
    scores={"mse": np.array([0.5, math.nan]), "r2": {"mean": 0.9}},
    certificate={"dual_gap": 1e-10, "n_candidate_terms": np.int64(685)},
    data={"n_rows": 7385, "sha256": "c4ba", "columns": ["comb", "fuel", "turbo"]},
    library_version="0.1.0",
)


def saved_of(model):
    return SavedModel(model, {}, {}, {}, {}, "0.1.0")


def test_moments_are_kept_where_there_are_any():
    x = Variable("x", lower=1.0, upper=9.0, moments=((3.0, 0.1),))
    model = PolynomialModel((x,), (Term.parse("hermite(x, 3)"),), np.array([2.0]), 1.0)
    again = from_json(to_json(saved_of(model))).model
    assert again.variables == (x,)
    rows = np.array([[2.0], [4.5]])
    assert (
        again.predict(to_table(rows, ["x"])).tolist()
        == model.predict(to_table(rows, ["x"])).tolist()
    )
    assert "moments" not in to_json(SAVED)


def test_the_range_of_the_target_is_kept():
    held = replace(MODEL, extrapolation="hold", target_range=(-1.5, 1e300))
    again = from_json(to_json(saved_of(held))).model
    assert (again.extrapolation, again.target_range) == ("hold", (-1.5, 1e300))
    assert "target_range" not in to_json(SAVED)


def test_a_file_of_the_first_version_is_read(text):
    assert from_json(text.replace('"1.1"', '"1.0"', 1)).model.terms == MODEL.terms


@pytest.fixture(scope="module")
def text():
    return to_json(SAVED)


@pytest.fixture
def tree(text):
    return json.loads(text)


def refusal(content):
    """Return the message with which a text or tree is refused."""
    text = content if isinstance(content, str) else json.dumps(content)
    with pytest.raises(ModelFileError) as caught:
        from_json(text, "model.json")
    message = str(caught.value)
    assert message.startswith("model.json")
    assert len(message) < 25_000
    return message


def comparable(model):
    """Return all that a model holds as a string that tells every float from every other."""
    values = {field.name: getattr(model, field.name) for field in fields(model)}
    labels = [term.label for term in values.pop("terms")]
    return repr((labels, values.pop("coef").tolist(), values))


@settings(max_examples=200)
@given(models())
def test_round_trip_keeps_every_bit(model):
    again = from_json(to_json(saved_of(model))).model
    table = table_for(model)
    assert comparable(again) == comparable(model)
    assert again.predict(table).tobytes() == model.predict(table).tobytes()


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=3, max_size=3))
def test_floats_keep_every_bit(coef):
    again = from_json(to_json(saved_of(replace(MODEL, coef=np.array(coef))))).model
    assert again.coef.tobytes() == np.array(coef).tobytes()


def test_whole_file(tmp_path):
    path = tmp_path / "model.json"
    save_model(SAVED, path)
    again = load_model(path)
    assert comparable(again.model) == comparable(MODEL)
    assert again.library_version == "0.1.0"
    assert again.settings == {"degree": 5, "alphas": [1.0, 0.5], "eps": 0.001, "forbidden": None}
    assert again.scores == {"mse": [0.5, None], "r2": {"mean": 0.9}}
    assert again.certificate == {"dual_gap": 1e-10, "n_candidate_terms": 685}
    assert again.data == SAVED.data


def test_file_can_be_read_by_people(text):
    lines = text.split("\n")
    assert lines[:6] == [
        "{",
        ' "polylasso_model": "1.1",',
        ' "library_version": "0.1.0",',
        ' "target": "CO2 Emissions(g/km)",',
        ' "intercept": 3.1,',
        ' "terms": [',
    ]
    assert '  {"term": "comb", "coefficient": 16.8},' in lines
    assert "Größe \N{SNOWMAN}" in text
    assert text.endswith("\n}\n")
    assert max(map(len, lines)) <= 100


def test_a_saved_text_is_saved_alike(text):
    assert to_json(from_json(text)) == text


def test_saved_model_predicts_frames_and_arrays():
    saved = saved_of(
        PolynomialModel((Variable("x0", upper=2.0),), (Term.parse("x0^2"),), np.array([2.0]), 1.0)
    )
    assert saved.predict(np.array([[0.0], [3.0]])).tolist() == [1.0, 19.0]
    assert saved.out_of_range([[0.0], [3.0]]).tolist() == [False, True]
    assert saved.formula() == "y = 1 + 2*x0^2"
    assert saved.formula(style="unicode") == "y = 1 + 2·x0²"
    assert saved.predict(table_for(saved.model, 3)).shape == (3,)


@pytest.mark.parametrize("name", ["\ud800", "a\ud83d", "\x00", "\u2028", '"', "\\", "é\N{SNOWMAN}"])
def test_any_name_can_be_saved(name, tmp_path):
    model = PolynomialModel(
        (Variable(name),), (Term((Atom(name, "power"),)),), np.array([1.0]), 0.0, name
    )
    save_model(saved_of(model), tmp_path / "m.json")
    assert comparable(load_model(tmp_path / "m.json").model) == comparable(model)


@pytest.mark.parametrize("number", [math.nan, math.inf])
def test_what_could_not_be_read_is_not_saved(number, tmp_path):
    broken = saved_of(replace(MODEL, coef=np.array([1.0, number, 2.0])))
    with pytest.raises(ModelFileError, match=r"terms\[1\].coefficient is null"):
        save_model(broken, tmp_path / "m.json")
    assert list(tmp_path.iterdir()) == []


def test_settings_hold_only_json():
    with pytest.raises(TypeError, match=r"settings.penalty.f\[1\] is a function"):
        to_json(replace(SAVED, settings={"penalty": {"f": [1, to_json]}}))


def test_a_file_that_cannot_be_written_is_explained(tmp_path):
    with pytest.raises(DataError, match="there is no folder"):
        save_model(SAVED, tmp_path / "none" / "model.json")


def places(tree, path=()):
    """Yield the path of every value but the root."""
    items = tree.items() if isinstance(tree, dict) else enumerate(tree)
    for key, value in items:
        yield (*path, key)
        if isinstance(value, (dict, list)):
            yield from places(value, (*path, key))


def changed(text, path, change):
    """Return the tree with a change made in the object or array that holds a path."""
    tree = json.loads(text)
    holder = tree
    for key in path[:-1]:
        holder = holder[key]
    change(holder, path[-1])
    return tree


PATHS = list(places(json.loads(to_json(SAVED))))
FREE = {"settings", "scores", "certificate", "data"}
OTHERS = [None, True, -1, 7, 0.5, "", "x", "[", [], [[]], {}, {"a": 1}, 10**400, 1e999, math.nan]


def test_every_key_is_needed(text):
    for path in PATHS:
        if len(path) == 1 or (isinstance(path[-1], str) and path[0] not in FREE):
            message = refusal(changed(text, path, dict.pop))
            assert repr(path[-1]) in message


def test_an_array_without_one_of_its_values_loads_or_is_refused(text):
    for path in PATHS:
        if isinstance(path[-1], int):
            loads_or_is_refused(json.dumps(changed(text, path, list.pop)))


@pytest.mark.parametrize("other", OTHERS, ids=lambda value: repr(value)[:10])
def test_other_values_load_or_are_refused(text, other):
    for path in PATHS:
        tree = changed(text, path, lambda holder, key: holder.__setitem__(key, other))
        loads_or_is_refused(json.dumps(tree))


def test_truncated_files_are_refused(text):
    content = text.encode()
    for stop in range(1, len(content) - 2, 7):
        cut = content[:stop].decode("utf-8", "replace")
        assert "line " in refusal(cut) or "truncated" in refusal(cut)


@settings(max_examples=300)
@given(st.data())
def test_files_with_other_characters_load_or_are_refused(data):
    text = to_json(SAVED)
    start = data.draw(st.integers(0, len(text)))
    stop = start + data.draw(st.integers(0, 5))
    put = data.draw(st.text('{}[]",:0123456789eE+-. \\ntrufalse\x00', max_size=4))
    loads_or_is_refused(text[:start] + put + text[stop:])


@given(st.binary())
def test_any_bytes_are_refused(tmp_path_factory, content):
    path = tmp_path_factory.getbasetemp() / "bytes.json"
    path.write_bytes(content)
    with pytest.raises(ModelFileError, match=r"bytes\.json"):
        load_model(path)


def loads_or_is_refused(text):
    try:
        saved = from_json(text, "model.json")
    except ModelFileError:
        return
    saved.predict(table_for(saved.model, 3))
    assert json.loads(to_json(saved))


def put(*path_and_value):
    *path, value = path_and_value
    return tuple(path), value


COMB, FUEL, TURBO = range(3)


@pytest.mark.parametrize(
    ("place_and_value", "message"),
    [
        (
            put("variables", TURBO, "kind", "x"),
            "variables[2].kind is 'x'; expected one of numeric, binary, categorical",
        ),
        (put("target", None), "target is null; expected a string"),
        (put("intercept", "1"), "intercept is '1'; expected a finite number"),
        (put("intercept", True), "intercept is true; expected a finite number"),
        (put("intercept", 1e999), "intercept is inf; expected a finite number"),
        (put("intercept", 10**5000), "intercept is inf; expected a finite number"),
        (put("intercept", math.nan), "intercept is nan; expected a finite number"),
        (put("settings", "eps", -math.inf), "settings.eps is -inf; expected a finite number"),
        (put("settings", "a b", math.nan), "settings['a b'] is nan"),
        (put("settings", []), "settings is an array of 0; expected an object"),
        (put("scores", "note", "x" * 10_001), "scores.note is 'xxx"),
        (put("data", "x" * 10_001, 1), "data is an object of 4; expected keys of at most 10,000"),
        (put("terms", {}), "terms is an object of 0; expected an array"),
        (put("terms", 0, 3), "terms[0] is 3; expected an object"),
        (put("terms", 0, "term", 3), "terms[0].term is 3; expected a string"),
        (put("terms", 0, "term", "comb*"), "terms[0].term is 'comb*'; expected the name of a term"),
        (put("terms", 0, "term", "comb*comb"), "two factors of one variable"),
        (put("terms", 0, "term", "z"), "there is no 'z'"),
        (put("terms", 0, "term", "[fuel = N]"), "'fuel' has no [fuel = N]"),
        (put("terms", 0, "term", "[comb = 1]"), "'comb' has no [comb = 1]"),
        (put("terms", 0, "term", "fuel"), "'fuel' has no fuel"),
        (put("terms", 0, "term", "[comb is missing]"), "'comb' has no [comb is missing]"),
        (
            put("terms", 0, "term", "log(turbo)"),
            "terms[0].term is 'log(turbo)'; expected functions",
        ),
        (put("terms", 0, "term", "comb^51"), "expected a term of degree 1 to 50"),
        (put("terms", 0, "term", "legendre(comb, 3)*turbo"), "terms[2].term is"),
        (put("terms", 0, "coefficient", None), "terms[0].coefficient is null"),
        (put("terms", 0, "weight", 1), "terms[0] has the unknown key 'weight'"),
        (put("variables", FUEL, "name", "comb"), "variables[1].name is 'comb'; expected distinct"),
        (put("variables", FUEL, "levels", ["a", "a"]), "variables[1].levels is an array of 2"),
        (put("variables", FUEL, "levels", ["a", 1]), "variables[1].levels[1] is 1"),
        (put("variables", COMB, "levels", ["a"]), "expected none, as the kind is numeric"),
        (put("variables", COMB, "transforms", []), "expected at least one transform"),
        (put("variables", COMB, "transforms", ["exp"]), "variables[0].transforms[0] is 'exp'"),
        (put("variables", TURBO, "transforms", ["log"]), "log needs values above 0"),
        (put("variables", COMB, "degree", 0), "variables[0].degree is 0; expected a whole number"),
        (put("variables", COMB, "degree", 51), "expected a whole number from 1 to 50"),
        (put("variables", COMB, "degree", True), "variables[0].degree is true"),
        (put("variables", COMB, "missing", 0), "variables[0].missing is 0; expected true or false"),
        (put("variables", COMB, "lower", 27.0), "variables[0].upper is 26.1; expected at least"),
        (put("variables", COMB, "upper", 3.5), "expected legendre(comb, 3) on a range"),
        (put("terms", 0, "term", "hermite(comb, 2)"), "'comb' has none"),
        (put("extrapolation", "hold"), "expected a target_range beside it"),
        (put("target_range", [2.0, 1.0]), "expected two numbers, the lower one first"),
        (put("target_range", [2.0]), "expected two numbers, the lower one first"),
        (put("variables", COMB, "moments", [[1.0, 2.0]]), "one pair for each of 2 transforms"),
        (put("variables", COMB, "moments", [[1.0, 0.0]] * 2), "a standard deviation above 0"),
        (put("variables", COMB, "moments", [[1.0], [2.0]]), "pairs of a mean and"),
        (put("variables", COMB, "fill", "1"), "variables[0].fill is '1'"),
        (put("missing", "x"), "missing is 'x'; expected one of error, indicator, drop"),
        (put("unknown", "x"), "unknown is 'x'; expected one of error, baseline"),
        (put("extrapolation", "x"), "expected one of extend, clip, hold, linear, error, nan"),
        (put("library_version", 1), "library_version is 1; expected a string"),
        (put("other", 1), "has the unknown key 'other'"),
        (put("polylasso_model", 1), "polylasso_model is 1; expected a version such as '1.1'"),
        (put("polylasso_model", "1.0.0"), "polylasso_model is '1.0.0'; expected a version"),
    ],
)
def test_faults_are_named_with_their_place(text, place_and_value, message):
    path, value = place_and_value
    tree = changed(text, path, lambda holder, key: holder.__setitem__(key, value))
    assert message in refusal(dumped(tree))


def dumped(tree):
    """Return JSON, with whole numbers of any length and what Python writes for infinities."""
    number = tree["intercept"]
    if isinstance(number, int) and abs(number) > 10**4000:
        return json.dumps({**tree, "intercept": "HERE"}).replace('"HERE"', "1" + "0" * 5000)
    return json.dumps(tree)


def test_a_repeated_term_is_refused_in_any_order(tree):
    tree["terms"].append({"term": "turbo*legendre(comb, 3)", "coefficient": 1.0})
    assert "terms[3].term is 'turbo*legendre(comb, 3)'; expected distinct" in refusal(tree)


def test_a_newer_major_version_asks_for_an_upgrade(tree):
    message = refusal({**tree, "polylasso_model": "2.3"})
    assert "version 2.3" in message
    assert "version 1.1" in message
    assert message.endswith("upgrade polylasso")


def test_an_older_major_version_is_refused(tree):
    assert "version 0.9" in refusal({**tree, "polylasso_model": "0.9"})


def test_what_a_newer_minor_version_adds_is_ignored(tree):
    tree["variables"][0]["unit"] = "l"
    tree["terms"][0]["error"] = 0.1
    saved = from_json(json.dumps({**tree, "polylasso_model": "1.7", "more": [1]}))
    assert comparable(saved.model) == comparable(MODEL)


def test_a_newer_minor_version_is_checked_too(tree):
    assert "target is 1" in refusal({**tree, "polylasso_model": "1.7", "target": 1})


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "is empty"),
        (" \n", "is empty"),
        ("{", "is truncated"),
        ('{"polylasso_model": "1.0", "tar', "is truncated"),
        ("a,b,y\n1,2,3\n", "is not a model file (at line 1, column 1"),
        ("1,2,3\n4,5,6\n", "is not a model file (at line 1, column 2"),
        ("null", "'polylasso_model' is missing"),
        ("[]", "'polylasso_model' is missing"),
        ('{"a": 1}', "'polylasso_model' is missing"),
        ('{"a": 1,\n "b" 2}', "is not JSON at line 2, column 6"),
        ('{"a": 1, "a": 2}', "has the key 'a' twice"),
        ("[" * 100_000, "nested too deeply"),
        ('{"a":' * 100_000, "nested too deeply"),
        ("[" * 60 + "]" * 60, "nested too deeply"),
        ('{"polylasso_model": "1.0"}', "has no key 'library_version'"),
    ],
    ids=lambda value: value[:12],
)
def test_texts_that_are_no_models(content, message):
    assert message in refusal(content)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"PK\x03\x04\xff\xfe", r"is not text in UTF-8 \(line 1, byte 5\)"),
        ("{\n é".encode("latin-1"), r"is not text in UTF-8 \(line 2, byte 2\)"),
        ("{}".encode("utf-16"), r"is not text in UTF-8 \(line 1, byte 1\)"),
    ],
)
def test_files_that_are_no_text(tmp_path, content, message):
    path = tmp_path / "model.json"
    path.write_bytes(content)
    with pytest.raises(ModelFileError, match=rf"model\.json {message}"):
        load_model(path)


def test_a_mark_at_the_start_does_no_harm(tmp_path, text):
    (tmp_path / "m.json").write_bytes(text.encode("utf-8-sig"))
    assert comparable(load_model(tmp_path / "m.json").model) == comparable(MODEL)


def test_no_such_file(tmp_path):
    with pytest.raises(ModelFileError, match=r"there is no file '.*none\.json'"):
        load_model(tmp_path / "none.json")


def test_a_folder(tmp_path):
    with pytest.raises(ModelFileError, match="is a folder"):
        load_model(tmp_path)


def test_a_name_that_cannot_be():
    with pytest.raises(ModelFileError, match="cannot read"):
        load_model("a\x00b")


def test_a_file_that_may_not_be_read(tmp_path, monkeypatch):
    def refuse(*arguments):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("builtins.open", refuse)
    with pytest.raises(ModelFileError, match=r"cannot read 'm\.json': Permission denied"):
        load_model("m.json")


@pytest.fixture
def small_limits(monkeypatch):
    monkeypatch.setattr("polylasso.modelfile.reading.MAX_TERMS", 2)
    monkeypatch.setattr("polylasso.modelfile.reading.MAX_VARIABLES", 3)
    monkeypatch.setattr("polylasso.modelfile.reading.MAX_LEVELS", 4)


@pytest.mark.usefixtures("small_limits")
def test_more_terms_than_allowed(tree):
    assert "terms is an array of 3; expected an array of at most 2 values" in refusal(tree)


@pytest.mark.usefixtures("small_limits")
def test_more_variables_than_allowed(tree):
    tree["variables"] *= 2
    assert "variables is an array of 6; expected an array of at most 3" in refusal(tree)


@pytest.mark.usefixtures("small_limits")
def test_more_levels_than_allowed(tree):
    tree["variables"] = [{**tree["variables"][1], "name": name} for name in "ab"]
    assert "expected at most 4 levels in all" in refusal(tree)


def test_more_values_than_allowed(monkeypatch, tree):
    monkeypatch.setattr("polylasso.modelfile.parsing.MAX_VALUES", 100)
    tree["data"]["rows"] = [[]] * 100
    assert "holds more than 100 values" in refusal(tree)


@pytest.mark.parametrize("read", ["content", "text"])
def test_larger_than_allowed(monkeypatch, tmp_path, text, read):
    monkeypatch.setattr("polylasso.modelfile.reading.MAX_BYTES", 1000)
    monkeypatch.setattr("polylasso.modelfile.parsing.MAX_BYTES", 1000)
    (tmp_path / "m.json").write_text(text, encoding="utf-8")
    with pytest.raises(ModelFileError, match="is larger than 1,000 bytes"):
        load_model(tmp_path / "m.json") if read == "content" else from_json(text)
