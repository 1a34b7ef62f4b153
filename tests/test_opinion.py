"""The arithmetic of a review opinion: exact, shown, capped, and never better for another fault."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from perfspec.finding import Block, Fault, Finding, Severity, Text, Waiver
from perfspec.model import Document
from perfspec.opinion import Deduction, Opinion, Table, opinion, review
from perfspec.place import Place
from perfspec.scoring import Grade
from tests.reference import document, small_department, small_project
from tests.test_scoring import builtin_scoring, scoring

CODES = ("13020823P00023510001U", "13020823P000216100013", "13020823P00021810001E")
E, W, I = Severity  # noqa: E741
Q, R, A, F = Block
WAIVER = Waiver(rule="PS900", reason="批复如此", by="预算科")


def finding(rule: str, severity: Severity, block: Block, line: int = 1, **changes: Any) -> Finding:
    fault = Fault(rule=rule, message=Text(zh=rule, en=rule), severity=severity, block=block)
    return replace(fault.at(Place(file="a.yaml", line=line)), **changes)


def projects(*budgets: str) -> Document:
    """A document with a project for each budget, in this order."""
    made = [
        small_project(code=code, name=f"{n}项目", budget={"total": Decimal(total)})
        for n, (code, total) in enumerate(zip(CODES, budgets, strict=False))
    ]
    return document(small_department(), *made)


def steps(table: Table) -> list[tuple[Block, Decimal]]:
    return [(score.block, score.points) for score in table.blocks]


def test_a_table_without_findings_is_full() -> None:
    table = review([], builtin_scoring())
    assert (table.sum, table.points, table.level.grade, table.ceiling) == (100, 100, Grade.EXCELLENT, None)
    assert steps(table) == [(Q, 25), (R, 25), (A, 25), (F, 25)]


def test_each_severity_costs_what_the_scoring_says() -> None:
    found = [finding("PS901", W, Q), finding("PS902", I, Q), finding("PS903", W, F), finding("PS904", E, A)]
    table = review(found, scoring())
    assert steps(table) == [(Q, Decimal("16.5")), (R, 30), (A, 20), (F, 17)]
    assert (table.sum, table.points) == (Decimal("83.5"), 79)
    assert [table.count(severity) for severity in Severity] == [1, 2, 1]


def test_a_rule_counts_so_often_and_no_more() -> None:
    found = [finding("PS901", W, R, line) for line in (1, 2, 3)]
    table = review(found, builtin_scoring())
    (deduction,) = table.blocks[1].deductions
    assert (len(deduction.findings), deduction.counted, deduction.points) == (3, 2, 6)
    assert table.points == 94


def test_two_severities_of_one_rule_count_by_themselves_the_heavier_first() -> None:
    found = [finding("PS902", W, A), finding("PS902", E, A), finding("PS901", E, A)]
    deductions = review(found, builtin_scoring()).blocks[2].deductions
    assert [(one.rule, one.severity, one.points) for one in deductions] == [
        ("PS901", E, 10),
        ("PS902", E, 10),
        ("PS902", W, 3),
    ]


def test_a_block_loses_no_more_than_it_has() -> None:
    found = [finding(f"PS90{n}", E, F) for n in range(4)]
    table = review(found, builtin_scoring())
    assert (table.blocks[3].asked, table.blocks[3].points, table.sum) == (40, 0, 75)


def test_an_error_keeps_a_table_below_good() -> None:
    table = review([finding("PS901", E, F)], builtin_scoring())
    assert (table.sum, table.ceiling, table.points, table.level.grade) == (90, 79, 79, Grade.FAIR)


def test_a_sum_below_the_ceiling_stays() -> None:
    found = [finding(f"PS90{n}", E, block) for n, block in enumerate(Block)]
    table = review(found, builtin_scoring())
    assert (table.sum, table.points) == (60, 60)
    assert table.level.grade is Grade.FAIR


def test_waived_findings_cost_nothing_and_are_kept() -> None:
    waived = finding("PS900", E, A, waiver=WAIVER)
    table = review([waived, finding("PS901", W, A)], builtin_scoring())
    assert (table.points, table.waived, table.ceiling) == (97, (waived,), None)
    assert [one.rule for one in table.findings] == ["PS901"]


def test_known_findings_count_in_full() -> None:
    known = finding("PS901", W, A, baselined=True)
    assert review([known], builtin_scoring()).points == 97


def test_a_crashed_rule_and_a_wrong_waiver_are_no_faults_of_the_text() -> None:
    found = [finding("PS090", E, Q), finding("PS091", W, Q)]
    table = review(found, builtin_scoring())
    assert (table.points, [one.rule for one in table.aside], table.findings) == (100, ["PS090", "PS091"], ())


def test_projects_weigh_by_their_budgets() -> None:
    made = opinion(projects("90", "10"), [finding("PS901", W, Q, project=CODES[0])], builtin_scoring())
    assert [table.points for table in made.projects] == [97, 100]
    assert (made.products, made.mean, made.plain_mean) == (9730, Decimal("97.3"), Decimal("98.5"))
    assert made.points == Decimal("0.8") * Decimal("97.3") + Decimal("0.2") * 100
    assert made.level.grade is Grade.EXCELLENT


def test_a_scoring_may_weigh_projects_alike() -> None:
    alike = replace(builtin_scoring(), is_by_budget=False)
    made = opinion(projects("90", "10"), [finding("PS901", W, Q, project=CODES[0])], alike)
    assert (made.is_by_budget, made.mean) == (False, Decimal("98.5"))


def test_projects_without_money_weigh_alike() -> None:
    made = opinion(projects("0", "0.00"), [finding("PS901", W, Q, project=CODES[1])], builtin_scoring())
    assert (made.is_by_budget, made.mean) == (False, Decimal("98.5"))


def test_a_document_without_projects_has_the_departments_points() -> None:
    made = opinion(document(small_department()), [finding("PS901", W, Q)], builtin_scoring())
    assert (made.projects, made.mean, made.points) == ((), 97, 97)


def test_findings_go_to_their_table_and_others_to_the_department() -> None:
    found = [finding("PS901", W, Q, project=CODES[1]), finding("PS902", W, R), finding("PS903", W, A, project="?")]
    made = opinion(projects("1", "2"), found, builtin_scoring())
    assert [[one.rule for one in table.findings] for table in made.tables] == [["PS902", "PS903"], [], ["PS901"]]
    assert [(table.code, table.number, table.budget) for table in made.tables] == [
        ("", 0, 0),
        (CODES[0], 1, 1),
        (CODES[1], 2, 2),
    ]


FOUND = st.builds(
    finding,
    st.sampled_from([f"PS90{n}" for n in range(6)] + ["PS090"]),
    st.sampled_from(Severity),
    st.sampled_from(Block),
    st.integers(1, 30),
    project=st.sampled_from([*CODES, None]),
    waiver=st.sampled_from([None, None, None, WAIVER]),
    baselined=st.booleans(),
    fingerprint=st.text("0123456789abcdef", min_size=1, max_size=4),
)
BUDGETS = st.lists(st.decimals(0, 10_000, places=2).map(str), max_size=3)
SCORINGS = st.sampled_from([builtin_scoring(), scoring(), replace(scoring(), is_by_budget=False)])
GRADES = list(Grade)


@given(BUDGETS, st.lists(FOUND, max_size=30), st.lists(FOUND, max_size=5), SCORINGS)
def test_more_findings_never_raise_points_or_grade(budgets: list[str], found: list, more: list, scored) -> None:
    made = projects(*budgets)
    before, after = opinion(made, found, scored), opinion(made, [*found, *more], scored)
    assert after.points <= before.points
    assert GRADES.index(after.level.grade) >= GRADES.index(before.level.grade)
    for old, new in zip(before.tables, after.tables, strict=True):
        assert new.points <= old.points
        assert GRADES.index(new.level.grade) >= GRADES.index(old.level.grade)


@given(BUDGETS, st.lists(FOUND, max_size=20), st.randoms(use_true_random=False), SCORINGS)
def test_the_order_of_findings_does_not_matter(budgets: list[str], found: list, random, scored) -> None:
    made = projects(*budgets)
    shuffled = [*found]
    random.shuffle(shuffled)
    assert shown(opinion(made, found, scored)) == shown(opinion(made, shuffled, scored))


def shown(made: Opinion) -> list[object]:
    """All that an opinion says of findings, by what tells one from another."""

    def told(deduction: Deduction) -> object:
        return deduction.rule, deduction.severity, deduction.counted, [one.sort_key for one in deduction.findings]

    return [
        (table.points, table.level, [(score.points, [*map(told, score.deductions)]) for score in table.blocks])
        for table in made.tables
    ] + [made.points, made.level]


@given(BUDGETS, st.lists(FOUND, max_size=60), SCORINGS)
def test_points_lie_between_nothing_and_a_hundred(budgets: list[str], found: list, scored) -> None:
    made = opinion(projects(*budgets), found, scored)
    values = [made.points, made.mean, *(table.points for table in made.tables)]
    assert all(0 <= value <= 100 for value in values)
    assert all(0 <= score.points <= score.full for table in made.tables for score in table.blocks)


@given(BUDGETS, st.lists(FOUND, max_size=30), SCORINGS)
def test_every_finding_is_told_once(budgets: list[str], found: list, scored) -> None:
    made = opinion(projects(*budgets), found, scored)
    told = [one for table in made.tables for one in (*table.findings, *table.waived, *table.aside)]
    assert sorted(told, key=id) == sorted(found, key=id)


@given(BUDGETS, st.lists(FOUND, max_size=30), SCORINGS)
def test_the_mean_lies_among_the_projects(budgets: list[str], found: list, scored) -> None:
    made = opinion(projects(*budgets), found, scored)
    points = [table.points for table in made.projects] or [made.department.points]
    slack = Decimal("1e-20")  # of a division that does not end
    assert min(points) - slack <= made.mean <= max(points) + slack
