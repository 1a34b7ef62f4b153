"""Rows that come again are asked by the rules that had something to say of them: no finding is lost or gained."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfspec import calls, engine
from perfspec.build import _row, build_department, build_project
from perfspec.finding import Finding
from perfspec.layout import dump
from perfspec.model import Department, Document, Indicator, Project, Year
from perfspec.packs import RuleBook
from perfspec.profile import Profile
from perfspec.rule import Block, Hits, Rule, rule
from perfspec.vocabulary import Vocabulary
from perfspec.workspace import builtin_profile
from perfspec.yamlfile import read
from tests.checked import book
from tests.conftest import REPOSITORY
from tests.reference import CODE, small_department, small_project

Data = dict[str, Any]
ROW: Data = {"category": "数量指标", "name": "数量", "target": "≥21个"}
CODES = [f"{CODE[:-1]}{letter}" for letter in "ABCDEFGH"]


def own_book(*rules: Rule) -> RuleBook:
    return RuleBook(rules=rules, ids=frozenset(), sources={}, vocabulary=Vocabulary(lists={}))


def declared(function: Any, **more: Any) -> Rule:
    return rule("XX001", **({"cites": ["x"], "block": Block.RELEVANT, "message": "{said}"} | more))(function)


def judged(book: RuleBook, *rows: list[Data], profile: str = "hebei", **department: Any) -> list[Finding]:
    """What the rules have against a document with a project for each list of rows."""
    its = builtin_profile(profile)
    head = small_department(**department)
    built = build_department(head)
    data = [small_project(code=code, indicators=own) for code, own in zip(CODES, rows, strict=False)]
    files = [read(dump(each, "project", "").encode(), f"{each['code']}.yaml") for each in data]
    projects = tuple(build_project(file.data, its, built.year) for file in files)
    sources = {id(project): file for project, file in zip(projects, files, strict=True)}
    document = Document(name="small", department=built, projects=projects, profile=its)
    return engine.judge(document, sources, read(dump(head, "department", "").encode(), "department.yaml"), book)


def told(found: list[Finding]) -> list[tuple[Any, ...]]:
    return [(each.rule, each.severity, each.place, each.message(), each.fingerprint) for each in found]


def a_target_is_little(indicator: Indicator, *, most: Decimal = Decimal(10)) -> Hits:
    """标题。"""
    quantity = indicator.target.quantity if indicator.target else None
    if quantity and quantity.value > most:
        yield indicator.at("target", said=str(quantity))


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the rows that `named` was asked about."""
    return []


def named(asked: list[str], *, says: bool = False) -> Any:
    def a_row(indicator: Indicator) -> Hits:
        """标题。"""
        asked.append(indicator.name)
        if says:
            yield indicator.at("name", said=indicator.name)

    return a_row


def test_a_row_without_a_finding_is_asked_about_once(asked: list[str]) -> None:
    own = own_book(declared(named(asked)))
    assert judged(own, [ROW, ROW], [ROW]) == []
    assert judged(own, [ROW, {**ROW, "name": "别的"}]) == []
    assert asked == ["数量", "别的"]


def test_a_row_with_a_finding_is_asked_about_each_time_and_by_that_rule_alone(asked: list[str]) -> None:
    others: list[str] = []
    other = replace(declared(named(others)), id="XX002")
    own = own_book(declared(named(asked, says=True)), other)
    found = [*judged(own, [ROW], [ROW, ROW]), *judged(own, [ROW])]
    assert [(each.place.file[:-5], each.place.path[1]) for each in found] == [
        (CODES[0], 0),
        (CODES[1], 0),
        (CODES[1], 1),
        (CODES[0], 0),
    ]
    assert (len(asked), len(others)) == (4, 1)


@pytest.mark.parametrize("kind", [Project, Document, Department])
def test_a_rule_that_asks_for_more_than_the_row_is_asked_each_time(asked: list[str], kind: type) -> None:
    def a_row(indicator: Indicator, around: Any) -> Hits:
        """标题。"""
        asked.append(indicator.name)
        yield from ()

    a_row.__annotations__["around"] = kind
    judged(own_book(declared(a_row)), [ROW, ROW], [ROW])
    assert asked == ["数量"] * 3


def test_the_row_of_an_activity_is_not_that_of_a_project(asked: list[str]) -> None:
    def rowed(indicator: Indicator) -> Hits:
        """标题。"""
        if indicator.category is None:
            yield indicator.at("name", said="x")

    row = {"name": "数量", "target": "≥21个"}
    activities = [{"name": name, "goals": ["目标"], "indicators": [row]} for name in ("甲", "乙")]
    found = judged(own_book(declared(rowed)), [{**row, "category": "数量指标"}], activities=activities)
    assert [each.place.path for each in found] == [("activities", n, "indicators", 0, "name") for n in (0, 1)]


def weights(indicator: Indicator) -> Hits:
    """标题。"""
    if indicator.weight is not None and str(indicator.weight) != "1":
        yield indicator.at("weight", said=str(indicator.weight))


def test_equal_numbers_that_are_written_differently_are_different_rows() -> None:
    own, written = own_book(declared(weights)), [1, Decimal("1.0"), Decimal("1.00"), Decimal("1.0")]
    found = judged(own, [{**ROW, "weight": weight} for weight in written])
    assert [each.message() for each in found] == ["1.0", "1.00", "1.0"]


def test_a_target_is_its_text_whether_it_is_written_as_a_number_or_not() -> None:
    def target_texts(indicator: Indicator) -> Hits:
        """标题。"""
        yield indicator.at("target", said=indicator.target.text if indicator.target else "")

    written = [1, Decimal("1.0"), Decimal("1.00"), "1.0", "1"]
    found = judged(own_book(declared(target_texts)), [{**ROW, "target": target} for target in written])
    assert [each.message() for each in found] == ["1", "1.0", "1.00", "1.0", "1"]


def test_another_setting_or_another_book_is_another_answer() -> None:
    strict = declared(a_target_is_little)
    lax = replace(strict, settings={"most": Decimal(30)})
    assert [len(judged(own_book(each), [ROW])) for each in (lax, strict, lax, strict)] == [0, 1, 0, 1]


def test_another_year_and_another_profile_are_other_answers() -> None:
    def late(indicator: Indicator, year: Year, profile: Profile) -> Hits:
        """标题。"""
        if year == 2024 or profile.name == "mof-2015":
            yield indicator.at("name", said=f"{year}")

    own = own_book(declared(late))
    years = [[each.message() for each in judged(own, [ROW], year=year)] for year in (2023, 2024, 2023, 2024)]
    assert years == [[], ["2024"], [], ["2024"]]
    profiles = ("hebei", "mof-2015", "hebei", "mof-2015")
    assert [len(judged(own, [ROW], profile=name)) for name in profiles] == [0, 1, 0, 1]


def test_a_rule_is_not_asked_of_the_years_before_it(asked: list[str]) -> None:
    own = own_book(replace(declared(named(asked)), since=2024))
    judged(own, [ROW], year=2023)
    assert asked == []
    judged(own, [ROW], year=2024)
    assert asked == ["数量"]


def test_a_rule_that_crashed_is_asked_again(asked: list[str]) -> None:
    def crashes(indicator: Indicator) -> Hits:
        """标题。"""
        asked.append(indicator.name)
        raise RuntimeError
        yield

    own = own_book(declared(crashes))
    found = [*judged(own, [ROW], [ROW]), *judged(own, [ROW])]
    assert [each.rule for each in found] == ["PS090"] * 3
    assert len(asked) == 3


def test_a_rule_that_was_late_is_asked_again_in_the_next_document(
    asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "SECONDS", 0.05)

    def endless(indicator: Indicator) -> Hits:
        """标题。"""
        while True:
            pass
        yield

    quick = replace(declared(named(asked)), id="XX002")
    own = own_book(declared(endless), quick)
    rows = [{**ROW, "name": name} for name in "甲乙丙丁"]
    messages = [[each.message() for each in judged(own, rows)] for _ in range(2)]
    assert [len(each) for each in messages] == [3, 3]  # the fourth row is no longer asked about
    assert messages[0] == messages[1]
    assert asked == [*"甲乙丙丁"] * 2


def test_no_more_rows_are_kept_than_there_may_be(asked: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calls, "MOST_ROWS", 2)
    own = own_book(declared(named(asked)))
    rows = [{**ROW, "name": name} for name in "甲乙丙甲丙"]
    assert judged(own, rows) == []
    assert asked == [*"甲乙丙甲"]


ROWS = st.fixed_dictionaries(
    {
        "category": st.sampled_from(["数量指标", "时效指标", "社会效益指标"]),
        "name": st.sampled_from(["培训人数", "合格率", "是否完成", "完成时间", "无"]),
        "target": st.sampled_from(
            ["≥95%", "≥0人", "6月底前", "2022年底", "优", "≤17.5人", 5, Decimal("5.0"), "有效保障"]
        ),
    },
    optional={
        "description": st.sampled_from(["合格率", "培训的人数", "培训教师的疫苗"]),
        "basis": st.sampled_from(["计划标准", "文件要求", "实际情况"]),
        "weight": st.sampled_from([10, Decimal("10.0"), Decimal("10.00")]),
        "baseline": st.sampled_from(["98%", "2人", 5]),
        "scale": st.sampled_from([{"优": "90分以上"}, {"良": "80分以上"}]),
    },
)
DOCUMENTS = st.tuples(
    st.lists(st.lists(ROWS, min_size=1, max_size=5), min_size=1, max_size=4),
    st.sampled_from([2023, 2024]),
    st.sampled_from(["hebei", "mof-2015", "mof-2021"]),
)


@given(st.lists(DOCUMENTS, min_size=1, max_size=3))
def test_what_is_found_does_not_depend_on_the_rows_before(documents: list[tuple[list[list[Data]], int, str]]) -> None:
    _, rules = book(REPOSITORY)
    one_after_the_other = [told(judged(rules, *rows, year=year, profile=name)) for rows, year, name in documents]
    for found, (rows, year, name) in zip(one_after_the_other, documents, strict=True):
        _row.cache_clear()
        assert found == told(judged(replace(rules), *rows, year=year, profile=name))
