"""Atoms, terms and the dictionary of candidate terms. Nothing here sees data."""

from polylasso.terms.atoms import BASES, ORTHOGONAL, Atom, atoms_of
from polylasso.terms.blocks import Block
from polylasso.terms.dictionary import Dictionary
from polylasso.terms.listing import TermTable
from polylasso.terms.stems import Batch, Factoring, Places, SplitBlock, Stems
from polylasso.terms.term import Term
from polylasso.terms.variable import TRANSFORMS, Variable

__all__ = [
    "BASES",
    "ORTHOGONAL",
    "TRANSFORMS",
    "Atom",
    "Batch",
    "Block",
    "Dictionary",
    "Factoring",
    "Places",
    "SplitBlock",
    "Stems",
    "Term",
    "TermTable",
    "Variable",
    "atoms_of",
]
