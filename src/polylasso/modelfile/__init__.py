"""A fitted model as a file of readable JSON, checked to the last value when it is read."""

from polylasso.modelfile.reading import from_json, load_model
from polylasso.modelfile.saved import SavedModel
from polylasso.modelfile.writing import save_model, to_json

__all__ = ["SavedModel", "from_json", "load_model", "save_model", "to_json"]
