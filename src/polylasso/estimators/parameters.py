"""A parameter called `transform` on an estimator that is not a transformer."""

from typing import Any

__all__ = ["HiddenParameter"]


class HiddenParameter:
    """A constructor parameter that is stored but is no attribute of the estimator.

    scikit-learn takes any object with an attribute `transform` for a transformer. The value lives
    in the instance's dictionary, where `get_params`, `clone` and pickle find it.
    """

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, instance: Any, owner: type) -> Any:
        raise AttributeError(
            f"{self._name!r} is a parameter, not a method: see get_params()[{self._name!r}]"
        )

    def __set__(self, instance: Any, value: Any) -> None:
        vars(instance)[self._name] = value
