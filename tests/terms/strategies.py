"""Random variables, terms and dictionaries, with any text for a name."""

from hypothesis import strategies as st

from polylasso.terms import TRANSFORMS, Atom, Dictionary, Term, Variable

_LOOKALIKES = (
    "x",
    "",
    "1",
    "x^2",
    "a*b",
    "[x = E]",
    "[x is missing]",
    "x is missing",
    "log1p(x)",
    "legendre(x, 2)",
    "legendre(log(x)",
    "hermite(x, 2)",
    "x, 2)",
    "x)",
    "`",
    "`x`",
    "a - b",
    "\\n",
    "\n",
    " x ",
)
texts = st.text() | st.sampled_from(_LOOKALIKES) | st.text("x)(, 2`\\*^=[]n-+", max_size=10)


@st.composite
def atoms(draw, names=texts):
    """Atoms of all kinds."""
    name = draw(names)
    kind = draw(st.sampled_from(["power", "legendre", "hermite", "level", "missing"]))
    if kind == "level":
        return Atom(name, kind, level=draw(texts))
    if kind == "missing":
        return Atom(name, kind)
    return Atom(name, kind, draw(st.integers(1, 12)), draw(st.sampled_from(TRANSFORMS)))


terms = st.lists(atoms(), min_size=1, max_size=4, unique_by=lambda atom: atom.variable).map(
    lambda factors: Term(tuple(factors))
)


@st.composite
def variables(draw, name):
    """Variables of all kinds."""
    kind = draw(st.sampled_from(["numeric", "numeric", "binary", "categorical"]))
    transforms = st.lists(st.sampled_from(TRANSFORMS), min_size=1, max_size=2, unique=True)
    return Variable(
        name,
        kind,
        levels=tuple("PQRS"[: draw(st.integers(2, 4))]) if kind == "categorical" else (),
        transforms=("identity",) if kind == "categorical" else tuple(draw(transforms)),
        missing=draw(st.booleans()),
        degree=draw(st.none() | st.integers(1, 3)),
    )


@st.composite
def dictionaries(draw):
    """Small dictionaries with all that can be asked of one."""
    names = "abcde"[: draw(st.integers(0, 5))]
    pairs = [frozenset(pair) for pair in ("ab", "bc", "ad", "ce", "ae", "bd", "az")]
    extra = [Term((Atom("a", "power", 7),)), Term((Atom("b", "missing"), Atom("a", "missing")))]
    columns = tuple(draw(variables(name)) for name in names)
    usable = len(names) >= 2 and columns[0].kind != "categorical"
    return Dictionary(
        columns,
        degree=draw(st.integers(1, 4)),
        max_interaction=draw(st.none() | st.integers(1, 4)),
        basis=draw(st.sampled_from(["power", "legendre", "hermite"])),
        forbidden_pairs=frozenset(draw(st.lists(st.sampled_from(pairs), max_size=5))),
        extra=tuple(draw(st.lists(st.sampled_from(extra), max_size=3))) if usable else (),
        truncation=draw(st.sampled_from([1.0, 1.0, 0.8, 0.5])),
    )
