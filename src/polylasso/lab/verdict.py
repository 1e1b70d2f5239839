"""One sentence on a comparison: whether the polynomial is worth it. It follows from duels alone.

Every family of models is represented by one that was chosen without the rows held out. From the
simplest family on, a model takes the place of the present one if it is worthwhile: see `Duel`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from polylasso.lab.comparison import Duel
from polylasso.lab.duels import Contestant, Ring

__all__ = ["Judgement", "judge"]

HIGHEST_DEGREE = 10


@dataclass(frozen=True, slots=True)
class Judgement:
    """A sentence, and the duels that it follows from."""

    sentence: str
    duels: tuple[Duel, ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Case:
    """What duels have shown.

    Parameters
    ----------
    degree : int
    line, polynomial, box : Duel or None
        Of each family against what was best before it.
    present : Contestant
        The best formula.
    before : Contestant
        What the best formula was held against; the mean if that is the best.
    richer : Duel or None
        Of the black box against the best polynomial by cross-validation, where that is another.
    """

    degree: int
    present: Contestant
    before: Contestant
    line: Duel | None
    polynomial: Duel | None
    box: Duel | None
    richer: Duel | None


def judge(contestants: Sequence[Contestant], ring: Ring) -> Judgement:
    """Say which family of models is worth it.

    Parameters
    ----------
    contestants : sequence of Contestant
        The mean first; all that were fitted.
    ring : Ring
    """
    degree = max(one.degree or 0 for one in contestants)
    lines = [one for one in contestants if one.degree == 1]
    polynomials = [one for one in contestants if one.degree and one.degree > 1]
    boxes = [one for one in contestants if one.key == "black_box"]
    present = before = contestants[0]
    line = box = richer = None
    of_polynomials: list[Duel] = []
    for one in _best(lines):
        line = ring.duel(one, present)
        present = one if line.is_worthwhile else present
    for one in _formulas(polynomials):
        of_polynomials.append(ring.duel(one, present))
        if of_polynomials[-1].is_worthwhile:
            before, present = present, one
            break
    # Where no polynomial is worthwhile the sentence speaks of the formula that a fit gives.
    polynomial = next((duel for duel in of_polynomials if duel.is_worthwhile), None)
    polynomial = polynomial or next(iter(of_polynomials), None)
    for one in boxes:
        box = ring.duel(one, present)
        others = [other for other in _best(polynomials) if other is not present]
        richer = ring.duel(one, others[0]) if others else None
    case = _Case(degree, present, before, line, polynomial, box, richer)
    duels = tuple(duel for duel in (line, *of_polynomials, box, richer) if duel is not None)
    return Judgement(_sentence(case), duels)


def _best(models: Sequence[Contestant]) -> list[Contestant]:
    """Return the model of the least error by cross-validation, if there is any."""
    return sorted(models, key=lambda one: one.cv_mse)[:1]


def _formulas(polynomials: Sequence[Contestant]) -> list[Contestant]:
    """Return the formula that a fit gives, then the best by cross-validation."""
    relaxed = [one for one in polynomials if one.key == "relaxed_lasso"]
    return relaxed + [one for one in _best(polynomials) if one not in relaxed]


def _sentence(case: _Case) -> str:
    if case.box is not None and case.box.is_worthwhile and not _is_matched(case):
        return _of_box(case)
    if case.present.key == "mean":
        return _of_mean(case)
    return _of_line(case) if case.present.degree == 1 else _of_polynomial(case)


def _is_matched(case: _Case) -> bool:
    """Whether a black box beats the formula, but not the best of the polynomials."""
    if (case.present.degree or 0) < 2 or case.box is None or case.richer is None:
        return False
    return case.box.is_worthwhile and not case.richer.is_worthwhile


def _of_mean(case: _Case) -> str:
    others = [_beside(duel) for duel in (case.line, case.polynomial, case.box) if duel]
    return (
        "Nothing predicts much better than the mean: on the rows held out the squared error of "
        f"{_listed(others)}; look for other columns, or for more rows."
    )


def _of_line(case: _Case) -> str:
    opening = "is enough" if case.polynomial else "is worth it"
    text = (
        f"A straight line {opening}: on the rows held out its squared error is "
        f"{_below(case.line)} that of the mean"
    )
    others = [_beside(duel) for duel in (case.polynomial, case.box) if duel]
    return f"{text}; that of {_listed(others)}." if others else f"{text}."


def _of_polynomial(case: _Case) -> str:
    text = (
        f"{_capital(case.present.words)} is worth it: on the rows held out its squared error is "
        f"{_below(case.polynomial)} that of {case.before.words}"
    )
    if case.before.key == "mean" and case.line is not None:
        text += f", which {case.line.first} does not clearly beat"
    if case.box is None:
        return f"{text}."
    if _is_matched(case):
        amount = _amount(case.box.gain)
        return f"{text}; that of a black box is {amount}, which {case.richer.second} matches."
    return f"{text}; that of {_beside(case.box)}."


def _of_box(case: _Case) -> str:
    text = (
        "A black box predicts clearly better: on the rows held out its squared error is "
        f"{_below(case.box)} that of {case.present.words}"
    )
    if (case.present.degree or 0) > 1:
        text += f", which is itself {_below(case.polynomial)} that of {case.before.words}"
    elif case.polynomial is not None:
        text += f"; that of {_beside(case.polynomial)}"
    reaches = case.richer is not None and not case.richer.is_worthwhile
    if reaches or case.degree >= HIGHEST_DEGREE:
        return f"{text}."
    return (
        f"{text}; there is structure that degree {case.degree} does not reach: try degree "
        f"{case.degree + 1} or more."
    )


def _below(duel: Duel) -> str:
    return f"{_percent(duel.gain)} below"


def _beside(duel: Duel) -> str:
    """Say how the first model of a duel does beside the second, which it does not beat."""
    amount = _amount(duel.gain)
    if duel.is_clear:
        return f"{duel.first} is only {amount}" if duel.gain > 0 else f"{duel.first} is {amount}"
    return f"{duel.first} is {amount}, within chance"


def _amount(gain: float) -> str:
    """Spell the error of one model beside that of another."""
    if abs(gain) < 0.005:
        return "the same"
    if gain > 0:
        return f"{_percent(gain)} lower"
    return f"{_percent(-gain)} higher" if gain > -1.0 else f"{1.0 - gain:,.3g} times as large"


def _percent(share: float) -> str:
    """Spell a share; what is nearly all with enough digits to tell."""
    rest = 1.0 - share
    digits = 0 if rest >= 0.01 else 1 if rest >= 0.001 else 2
    return f"{100.0 * share:.{digits}f} %"


def _listed(parts: Sequence[str]) -> str:
    return ", and that of ".join(parts)


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]
