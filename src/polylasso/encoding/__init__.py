"""From a table to variables, and from variables to values of atoms."""

from polylasso.encoding.encode import Encoded, encode
from polylasso.encoding.evaluate import atom_exponent, atom_values, slopes
from polylasso.encoding.functions import FUNCTIONS, standard, transformed_range
from polylasso.encoding.learn import EncodingOptions, Excluded, Learned, learn_variables

__all__ = [
    "FUNCTIONS",
    "Encoded",
    "EncodingOptions",
    "Excluded",
    "Learned",
    "atom_exponent",
    "atom_values",
    "encode",
    "learn_variables",
    "slopes",
    "standard",
    "transformed_range",
]
