"""The canonical layout of a file: `write` gives it to plain data, `layout` to a file that has comments."""

from perfspec.layout.file import layout, same
from perfspec.layout.write import dump, modeline

__all__ = ["dump", "layout", "modeline", "same"]
