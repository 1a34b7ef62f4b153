"""Budget performance targets (预算绩效目标) as code.

>>> from perfspec import Target, compare
>>> Target.parse("≥21个").met("22个")
True
>>> str(compare("≥21个", "≥15个"))
'loosened'
"""

from perfspec.target import Target, Verdict, compare

__all__ = ["Target", "Verdict", "compare"]
__version__ = "0.1.0"
