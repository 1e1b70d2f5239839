"""Files that somebody might upload to do harm: made here, small, and harmless to keep."""

import io
import pickle
import zipfile

import pyarrow as pa
import pyarrow.parquet as pq

# It would be an element if a name reached the page as HTML, and set a mark if it ran.
IMAGE = '<img src=x onerror="window.hurt=1">'
MEGABYTE = 1 << 20


def marked_table(rows: int = 60) -> bytes:
    """Return a CSV whose column names, categories and target are HTML."""
    image = IMAGE.replace('"', '""')
    head = ",".join(f'"{name} {image}"' for name in ("input", "group", "target"))
    lines = [head]
    for row in range(rows):
        kind = row % 3
        lines.append(f'{row},"kind {kind} {image}",{row * row / 10 + 7 * kind}')
    return "\n".join(lines).encode()


class _Runs:
    """What runs code where it is unpickled: it would write a file."""

    def __init__(self, path: str) -> None:
        self.path = path

    def __reduce__(self):
        return (open, (self.path, "w"))


def pickled(path: str) -> bytes:
    """Return a pickle that creates a file where it is loaded."""
    return pickle.dumps(_Runs(path))


_SCHEMA = "http://schemas.openxmlformats.org"


def _relations(kind: str, target: str) -> str:
    return (
        f'<Relationships xmlns="{_SCHEMA}/package/2006/relationships"><Relationship Id="r1" '
        f'Type="{_SCHEMA}/officeDocument/2006/relationships/{kind}" Target="{target}"/>'
        "</Relationships>"
    )


# All of a workbook but its one sheet, and the sheet around its rows.
BOOK = {
    "[Content_Types].xml": f'<Types xmlns="{_SCHEMA}/package/2006/content-types"><Default '
    'Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    "</Types>",
    "_rels/.rels": _relations("officeDocument", "xl/workbook.xml"),
    "xl/workbook.xml": f'<workbook xmlns="{_SCHEMA}/spreadsheetml/2006/main" '
    f'xmlns:r="{_SCHEMA}/officeDocument/2006/relationships"><sheets>'
    '<sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": _relations("worksheet", "worksheets/sheet1.xml"),
}
SHEET = (
    f'<worksheet xmlns="{_SCHEMA}/spreadsheetml/2006/main"><sheetData>{{}}</sheetData></worksheet>'
)


def workbook_bomb(megabytes: int = 400) -> bytes:
    """Return an Excel workbook of some megabytes whose sheet unpacks to very many more."""
    start, end = SHEET.split("{}")
    row = "<row>" + "<c><v>1</v></c>" * 100 + "</row>"
    block = (row * (MEGABYTE // len(row))).encode()
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, text in BOOK.items():
            archive.writestr(name, text)
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            sheet.write(start.encode())
            for _ in range(megabytes):
                sheet.write(block)
            sheet.write(end.encode())
    return made.getvalue()


def parquet_bomb(rows: int = 4_000_000, columns: int = 50) -> bytes:
    """Return a Parquet file of some kilobytes that holds very many equal numbers."""
    column = pa.repeat(pa.scalar(1.0), rows)
    table = pa.table({f"x{number}": column for number in range(columns)})
    made = io.BytesIO()
    pq.write_table(table, made, compression="zstd", row_group_size=rows)
    return made.getvalue()
