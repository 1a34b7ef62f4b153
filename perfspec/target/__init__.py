"""A target (指标值) is a set of acceptable outcomes: what meets it, and whether a change tightened or loosened it.

From the bottom up: `unit`, `meaning` (the set itself), `quantity`, `scale` and `duedate` (what a target may ask for),
`calendar`, `measure` and `wording` (how that is read from text), `outcome` (an actual result), `target`.
"""

from perfspec.target.target import Kind, Target, Verdict, compare

__all__ = ["Kind", "Target", "Verdict", "compare"]
