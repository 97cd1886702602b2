"""Annotating with the keyboard."""

from .annotator import Annotator


class ByKeys(Annotator):
    """."""
