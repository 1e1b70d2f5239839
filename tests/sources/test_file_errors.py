import datetime
import errno
import gzip
import json
import os

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from polylasso.errors import DataError
from polylasso.sources.files import read_table
from tests.sources.cars import TEXT


def fails(path, message, **options):
    with pytest.raises(DataError, match=message) as caught:
        read_table(path, **options)
    assert "\n" not in str(caught.value)


def test_no_such_file(put):
    fails(put(TEXT).with_name("cras.csv"), r"no such file; did you mean 'cars\.csv'\?")


def test_no_such_folder(tmp_path):
    fails(tmp_path / "nowhere" / "cars.csv", "there is no folder '.*nowhere'; check the path")


def test_folder(tmp_path):
    fails(tmp_path, "it is a folder; give the name of a file in it")


def test_no_permission(put, monkeypatch):
    def forbidden(*_):
        raise PermissionError(errno.EACCES, "Permission denied")

    path = put(TEXT)
    monkeypatch.setattr("builtins.open", forbidden)
    fails(path, "no permission to read it; ask its owner")


@pytest.mark.parametrize("content", ["", "\n \n", b"\xef\xbb\xbf"])
def test_empty_file(put, content):
    fails(put(content), "the file is empty; a header and rows")


@pytest.mark.parametrize("content", ["a,b", "a,b\n", "a,b\n\n\n"])
def test_only_a_header(put, content):
    fails(put(content), "a header but no row of data")


def test_parquet_without_rows(tmp_path):
    pq.write_table(pa.table({"a": pa.array([], pa.float64())}), tmp_path / "a.parquet")
    fails(tmp_path / "a.parquet", "no row of data")


def test_ragged_line(put):
    fails(put('a,b\n1,2\n\n"x\ny",2\n3,4,5\n'), r"cars\.csv: line 6 has 3 fields .* header has 2")


def test_open_quote_in_the_header(put):
    fails(put('a,"b\n1,2\n'), "a quote in the header is never closed")


def test_open_quote_in_a_row(put):
    fails(put('a,b\n1,2\n3,"4\n5,6\n7,8\n'), "a quote opened after line 2 is never closed")


def test_inch_marks_are_no_quotes(put):
    table = read_table(put('a,b\n5" pipe,1\nx,2\n'))
    assert table.column("a").categories == ('5" pipe', "x")


def test_text_in_a_numeric_column(put):
    rows = [str(number) for number in range(20)]
    rows[16] = "abc"
    fails(
        put("x,y\n" + "".join(f"{row},1\n" for row in rows)),
        r"column 'x' has text in a numeric column: 'abc' in row 17 \(line 18 of the file; 1 such "
        r"of 20 cells\); mend it, or pass categorical=\['x'\]",
    )


def test_line_of_a_cell_counts_blank_and_broken_lines(put):
    rows = "".join(f"{number},p\n" for number in range(9))
    fails(put(f'x,y\n\n{rows}4,"a\nb"\noops,p\n'), r"'oops' in row 11 \(line 14 of the file")


def test_text_among_numbers_may_be_asked_for(put):
    text = "x,y\n" + "1,1\n" * 19 + "abc,1\n"
    assert read_table(put(text), categorical=["x"]).column("x").categories == ("1", "abc")


def test_codes_are_no_numbers(put):
    text = "x\n" + "".join(f"{number}{'AB'[number % 2]}\n" for number in range(20))
    assert not read_table(put(text)).column("x").is_numeric


def test_decimal_comma(put):
    fails(put("a;b\n3,14;1\n2,5;2\n"), r"column 'a' has numbers with a comma: '3,14' in row 1 ")


def test_wrong_encoding(put):
    fails(put("a,b\n1,é\n".encode("latin-1")), r"byte 6 \(line 2\) is not UTF-8; .*iconv")


def test_wrong_encoding_of_the_header(put):
    fails(put("é,b\n1,2\n".encode("latin-1")), r"byte 0 \(line 1\) is not UTF-8")


def test_utf16(put):
    fails(put(TEXT.encode("utf-16")), "the text is UTF-16; convert it")


def test_repeated_names(put):
    fails(put("a,b,a\n1,2,3\n"), r"cars\.csv: more than one column is called 'a'")


def test_truncated_gzip(put):
    fails(put(gzip.compress(TEXT.encode())[:-9]), "the gzip file is truncated; fetch")


def test_damaged_gzip(put):
    packed = bytearray(gzip.compress(os.urandom(999)))
    packed[500] ^= 255
    fails(put(bytes(packed)), "the gzip file is damaged")


def test_truncated_parquet(tmp_path):
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"a": np.arange(999.0)}), path)
    path.write_bytes(path.read_bytes()[:-20])
    fails(path, "Parquet file is truncated or damaged .*; fetch or write it again")


@pytest.mark.parametrize("name", ["model.json", "model.csv"])
def test_model_given_as_data(put, name):
    fails(put(json.dumps({"polylasso": 1}), name), "this is a polylasso model, not data")


def test_other_json(put):
    fails(put("[1, 2]", "a.json"), "looks like JSON; save the table as CSV or Parquet")


def test_workbook(put):
    fails(put(b"PK\x03\x04abc", "a.xlsx"), "an Excel workbook.*; save the sheet as CSV")


def test_binary(put):
    fails(put(b"a,b\n\x00\x01"), "binary content")


def test_gzip_bomb(put):
    bomb = gzip.compress(b"a\n" + b"1\n" * 500_000)
    fails(put(bomb), "more than 1,000 bytes when read; .* raise max_bytes", max_bytes=1000)


def test_large_file(put):
    fails(put("a\n" + "1\n" * 999), "more than 1,000 bytes", max_bytes=1000)


def test_parquet_bomb(tmp_path):
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"a": np.zeros(1_000_000)}), path)
    assert path.stat().st_size < 100_000
    fails(path, "1,000,000 rows of 1 columns need 8,000,000 bytes.*max_bytes", max_bytes=1 << 20)


def test_date_column_of_parquet(tmp_path):
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"day": [datetime.date(2020, 1, 1)]}), path)
    fails(path, r"a\.parquet: column 'day' holds dates")


@pytest.mark.parametrize("option", ["categorical", "drop"])
def test_unknown_column(put, option):
    fails(put(TEXT), "no column 'fule'; did you mean 'fuel'", **{option: ["fule"]})
