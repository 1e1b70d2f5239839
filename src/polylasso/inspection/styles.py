"""How the parts of a formula are written: as text that parses, for readers, or in LaTeX."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from polylasso.inspection.numerals import latex_numeral, superscript, unicode_numeral
from polylasso.terms import Atom, Term
from polylasso.terms.names import quote_name

__all__ = ["STYLES", "Style", "polynomials_of"]


@dataclass(frozen=True, slots=True)
class Style:
    """The parts of a formula as functions to strings.

    Parameters
    ----------
    name : callable of str
        Writes the name of the target.
    numeral : callable of str
        Rewrites a number written as in Python.
    atom : callable of Atom
    times, minus : str
        The signs; "+" is always so.
    """

    name: Callable[[str], str]
    numeral: Callable[[str], str]
    atom: Callable[[Atom], str]
    times: str
    minus: str


def _readable(name: str) -> str:
    """Write a name as it is, but for what does not print."""
    shown = "".join(
        letter if letter.isprintable() else " " if letter.isspace() else "\N{REPLACEMENT CHARACTER}"
        for letter in name
    )
    return shown if shown.strip() else "(no name)"


_SYMBOLS = {"legendre": "P", "hermite": "He"}


def polynomials_of(terms: Iterable[Term]) -> list[str]:
    """Return the kinds of polynomials for which formulas have symbols that need a word."""
    return sorted({atom.kind for term in terms for atom in term.atoms} & set(_SYMBOLS))


_UNICODE_OPERANDS = {
    "identity": "{}",
    "log1p": "log(1 + {})",
    "log": "log({})",
    "sqrt": "√({})",
    "reciprocal": "(1/{})",
}


def _unicode_atom(atom: Atom) -> str:
    name = _readable(atom.variable)
    if atom.kind == "level":
        return f"[{name} = {_readable(atom.level)}]"
    if atom.kind == "missing":
        return f"[{name} is missing]"
    operand = _UNICODE_OPERANDS[atom.transform].format(name)
    if atom.kind in _SYMBOLS:
        return f"{_SYMBOLS[atom.kind]}{str(atom.degree).translate(_SUBSCRIPTS)}({operand})"
    return operand + (superscript(atom.degree) if atom.degree > 1 else "")


_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")

_LATEX_ESCAPES = str.maketrans(
    {
        **{letter: f"\\{letter}" for letter in "{}$&#%_"},
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "<": r"\textless{}",
        ">": r"\textgreater{}",
        "|": r"\textbar{}",
        "`": r"\textasciigrave{}",
    }
)
# The second form takes an exponent.
_LATEX_OPERANDS = {
    "identity": ("%s", "%s"),
    "log1p": (r"\log(1 + %s)", r"\log(1 + %s)"),
    "log": (r"\log(%s)", r"\log(%s)"),
    "sqrt": (r"\sqrt{%s}", r"\left(\sqrt{%s}\right)"),
    "reciprocal": (r"\frac{1}{%s}", r"\left(\frac{1}{%s}\right)"),
}


def _latex_text(name: str) -> str:
    return rf"\text{{{_readable(name).translate(_LATEX_ESCAPES)}}}"


def _latex_atom(atom: Atom) -> str:
    name = _latex_text(atom.variable)
    if atom.kind == "level":
        return rf"\mathbf{{1}}[{name} = {_latex_text(atom.level)}]"
    if atom.kind == "missing":
        return rf"\mathbf{{1}}[{name}\ \text{{is missing}}]"
    alone, raised = (form % name for form in _LATEX_OPERANDS[atom.transform])
    if atom.kind in _SYMBOLS:
        return f"{_SYMBOLS[atom.kind]}_{{{atom.degree}}}({alone})"
    return alone if atom.degree == 1 else f"{raised}^{{{atom.degree}}}"


STYLES = {
    "text": Style(quote_name, str, lambda atom: atom.label, "*", "-"),
    "unicode": Style(_readable, unicode_numeral, _unicode_atom, "·", "\N{MINUS SIGN}"),
    "latex": Style(_latex_text, latex_numeral, _latex_atom, r" \cdot ", "-"),
}
