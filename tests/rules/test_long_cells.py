"""No rule goes astray over a cell of many thousand characters; what takes the square of them ends as PS090."""

from __future__ import annotations

import pytest

from tests.checked import base, checked, told
from tests.defects import mutated

DOCUMENT, PROJECT = "good/mof-2015/tongjiang-culture-2025", "文化馆免费艺术普及"
CELLS = {
    "brackets that never close": "《（“" * 8_000,
    "brackets": "（）" * 12_000,
    "digits": "1" * 60_000,
    "amounts": "开设课程1课时" * 3_500,
    "prices": "每人每月100元" * 3_500,
    "percentages": "1%" * 12_000,
    "years": "2023年" * 5_000,
    "clauses with a year": "，2023年" * 4_000,
    "dates": "2024年6月" * 3_500,
    "one word": "课时" * 12_000,
    "signs": "≥≤＝、。" * 5_000,
    "blanks": "　 " * 12_000 + "完",
}


@pytest.mark.parametrize("cell", CELLS.values(), ids=CELLS)
def test_every_rule_runs_to_its_end(cell: str) -> None:
    root, files, _ = base(DOCUMENT)
    places = ("purpose", "goals/0", "indicators/0/description", "indicators/1/name", "indicators/2/target")
    edits = [{"set": place, "to": cell} for place in places]
    found = checked(root, mutated({"project": PROJECT, "edits": edits}, files)).findings
    assert [told(finding) for finding in found if finding.rule == "PS090"] == []
