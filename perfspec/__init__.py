"""Budget performance targets (预算绩效目标) as code.

>>> from perfspec import Target, compare
>>> Target.parse("≥21个").met("22个")
True
>>> str(compare("≥21个", "≥15个"))
'loosened'
"""

__all__ = ["Target", "Verdict", "compare"]
__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    """The names above, imported where they are first asked for: most commands start without them."""
    if name not in __all__:
        raise AttributeError(f"module 'perfspec' has no attribute {name!r}")
    from perfspec import target

    return getattr(target, name)
