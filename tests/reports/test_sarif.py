"""SARIF: valid by the official schema and its validator whatever the data; what is answered for is suppressed."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfspec.reports import sarif
from perfspec.reports.run import Run
from tests.reports import sarifmultitool
from tests.reports.sample import BLANK, FINDINGS, HOSTILE, SCHOOL, WAIVER, found, run, saying

needs_multitool = pytest.mark.skipif(bool(sarifmultitool.missing()), reason=sarifmultitool.missing())
HOMELESS = "SARIF2005"  # a tool should name its web page: perfspec has none yet


@cache
def validator() -> Any:
    return jsonschema_rs.validator_for(sarifmultitool.schema())


def log_of(its: Run) -> dict[str, Any]:
    """The one run of the log; every lookup of a test starts there."""
    log = json.loads("".join(sarif.report(its)))
    assert (log["version"], len(log["runs"])) == ("2.1.0", 1)
    found: dict[str, Any] = log["runs"][0]
    return found


def results(its: Run) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = log_of(its)["results"]
    return found


def test_the_sample_is_as_it_was_read(golden: Callable[[str, str], None], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "__version__", "1.2.3")
    golden("sample.sarif", "".join(sarif.report(run())))


def test_the_same_input_gives_the_same_bytes() -> None:
    assert "".join(sarif.report(run())) == "".join(sarif.report(run()))


@needs_multitool
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("findings", [FINDINGS, (), tuple(map(saying, HOSTILE))], ids=["sample", "empty", "hostile"])
def test_the_official_schema_and_validator_accept_it(findings: Any, lang: str, tmp_path: Path) -> None:
    log = "".join(sarif.report(run(findings, lang=lang, folder="某区 财政#%?")))
    validator().validate(json.loads(log))
    complained = sarifmultitool.complaints(log, tmp_path)
    assert [each for each in complained if HOMELESS not in each] == []


@needs_multitool
def test_the_validator_finds_what_is_wrong(tmp_path: Path) -> None:
    """A check that nothing could fail would be no check."""
    log = "".join(sarif.report(run())).replace('"startLine": 5', '"startLine": -5')
    assert not validator().is_valid(json.loads(log))
    assert any(each.startswith("error ") for each in sarifmultitool.complaints(log, tmp_path))


def test_every_result_leads_to_the_metadata_of_its_rule() -> None:
    log = log_of(run())
    rules = log["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["PS011", "ZZ101", "ZZ102"]
    assert [rules[each["ruleIndex"]]["id"] for each in log["results"]] == [finding.rule for finding in FINDINGS]


def test_rules_that_found_nothing_are_listed() -> None:
    assert [rule["id"] for rule in log_of(run(()))["tool"]["driver"]["rules"]] == ["ZZ101", "ZZ102"]


def test_a_rule_is_told_in_chinese() -> None:
    rule = log_of(run())["tool"]["driver"]["rules"][1]
    page = rule["help"].pop("markdown")
    assert rule == {
        "id": "ZZ101",
        "name": "BudgetBuysWhatIsPromised",
        "shortDescription": {"text": "数量与单价相乘，应与预算数相符。"},
        "fullDescription": {"text": "差得太远，不是预算错了，就是目标定错了。"},
        "help": {"text": "数量与单价相乘，应与预算数相符。\n差得太远，不是预算错了，就是目标定错了。"},
        "defaultConfiguration": {"level": "error"},
        "properties": {
            "tags": ["适当性"],
            "block": "appropriate",
            "cites": ["《中央部门预算绩效目标管理办法》财预〔2015〕88号", "绩效目标表的表样"],
        },
    }
    assert page.startswith("# ZZ101 数量与单价相乘，应与预算数相符\n\nThe budget buys what is promised.\n")
    assert "```yaml\nbudget: {total: 900.00}\n```" in page


def test_a_rule_is_told_in_english_where_it_has_some() -> None:
    _, with_english, without = log_of(run(lang="en"))["tool"]["driver"]["rules"]
    assert with_english["shortDescription"] == {"text": "The budget buys what is promised."}
    assert with_english["fullDescription"]["text"].startswith("Where they are far apart")
    assert with_english["properties"]["tags"] == ["appropriate"]
    assert without["shortDescription"] == {"text": "表中的格子不留空。"}
    assert without["fullDescription"] == {"text": "表中的格子不留空。"}  # it says no why


def test_an_id_of_reading_has_its_metadata() -> None:
    assert log_of(run())["tool"]["driver"]["rules"][0] == {
        "id": "PS011",
        "shortDescription": {"text": "只写表中有的字段"},
        "defaultConfiguration": {"level": "error"},
        "properties": {"tags": ["完整性"], "block": "complete", "cites": []},
    }


def test_a_result_has_level_message_fingerprint_and_place() -> None:
    result = results(run(folder="a b"))[1]
    assert result["level"] == "error"
    assert result["message"] == {"text": "相乘得 900.00 万元，预算数是 120.00 万元。核对数量和单价"}
    assert result["partialFingerprints"] == {"perfspec/v1": FINDINGS[1].fingerprint}
    assert result["properties"] == {
        "block": "appropriate",
        "project": "41010524P00000110001A",
        "where": "数量指标/维修校舍面积/指标值",
    }
    (location,) = result["locations"]
    assert location["physicalLocation"] == {
        "artifactLocation": {
            "uri": "a%20b/projects/%E6%95%99%E8%82%B2%E5%B1%80%202024/41010524P00000110001A.yaml",
            "uriBaseId": "%SRCROOT%",
        },
        "region": {"startLine": 12, "startColumn": 3, "endLine": 17, "endColumn": 1},
    }


def test_columns_count_characters_as_places_do() -> None:
    assert log_of(run())["columnKind"] == "unicodeCodePoints"


def test_levels_are_those_of_the_findings() -> None:
    assert [each["level"] for each in results(run())] == ["error", "error", "note", "warning", "note", "note"]


def test_waived_and_known_findings_are_suppressed_and_others_are_not() -> None:
    suppressions = [each["suppressions"] for each in results(run())]
    assert suppressions == [
        [],
        [],
        [
            {
                "kind": "inSource",
                "status": "accepted",
                "justification": "没有其他资金",
                "properties": {"by": "绩效科", "document": "青财绩〔2024〕3号", "until": "2024-12-31"},
            }
        ],
        [],
        [],
        [{"kind": "external", "status": "accepted", "justification": "基线中已知（baseline.jsonl）"}],
    ]


def test_what_a_waiver_does_not_say_is_left_out() -> None:
    waiver = replace(WAIVER, document="", until="")
    (result,) = results(run([replace(FINDINGS[2], waiver=waiver)]))
    assert result["suppressions"][0]["properties"] == {"by": "绩效科"}


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("projects/a-b_c.d~e/1.yaml", "projects/a-b_c.d~e/1.yaml"),
        ("c:a.yaml", "c%3Aa.yaml"),
        ("a?b#c%d.yaml", "a%3Fb%23c%25d.yaml"),
        ("a\nb\\c.yaml", "a%0Ab%5Cc.yaml"),
        ("\udcff.yaml", "%FF.yaml"),  # a name that is no UTF-8, as Python gives it
    ],
)
def test_a_path_becomes_a_uri(path: str, uri: str) -> None:
    assert sarif.uri(path) == uri


def test_data_makes_no_link() -> None:
    (result,) = results(run([saying("[点这里](https://evil.example)")]))
    assert result["message"]["text"] == r"“[点这里]\(https://evil.example)”是空格"


@pytest.mark.parametrize("text", HOSTILE)
def test_data_is_told_whole_but_for_what_is_unseen(text: str) -> None:
    (result,) = results(run([saying(text)]))
    assert not any(sign in result["message"]["text"] for sign in "\x00\x1b\n\r\u202e\u2066\ufffe")
    assert "".join(sarif.report(run([saying(text)]))).encode()


@given(st.text())
def test_no_text_breaks_the_log(text: str) -> None:
    (result,) = results(run([saying(text)]))
    assert "](" not in result["message"]["text"]


def test_a_place_without_width_is_an_insertion_point() -> None:
    (result,) = results(run([found(BLANK, SCHOOL, 3, 7, 7, field="甲")]))
    region = result["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 3, "startColumn": 7, "endLine": 3, "endColumn": 7}
