"""What a review opinion says, in Markdown and HTML: golden texts, hostile data, accessibility, the command, the build.

After a wanted change write the golden texts anew and read them: PERFSPEC_GOLDEN=write pytest -k reads tests/
"""

from __future__ import annotations

import os
import re
import subprocess
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from perfspec.finding import Block, Fault, Finding, Severity, Text, Waiver
from perfspec.model import Project, Stage
from perfspec.opinion import Opinion, opinion
from perfspec.packs import RuleBook, Source
from perfspec.place import Place
from perfspec.publish.figures import clipped, points, spans
from perfspec.publish.templates import render_document, render_opinion, render_table_opinion
from perfspec.rule import Hits, Rule, rule
from perfspec.scoring import Grade
from perfspec.vocabulary import Vocabulary
from tests.checked import checked, files_below
from tests.conftest import REPOSITORY
from tests.data.schema_faults import OPINION
from tests.pagereader import Tags, page, words
from tests.reference import TEMPLATES, document, small_department, small_project
from tests.test_build import contents
from tests.test_check import DOCUMENT, FIRST, edit
from tests.test_markdown import PARSER
from tests.test_opinion import CODES
from tests.test_scoring import builtin_scoring
from tests.test_templates import HOSTILE, hostile_document

GOOD = sorted(path for path in (REPOSITORY / "tests" / "data" / "good").iterdir() if path.is_dir())
GOLDEN = Path(__file__).parent / "data" / "opinion"


@rule(
    "PS901",
    cites=["a-notice"],
    block=Block.APPROPRIATE,
    message="{quantity}个×{cost}元＝{product}万元，是预算数 {budget} 万元的 {ratio:.2f} 倍",
    advice="核对数量和单位成本，使乘积与预算数相符",
)
def the_budget_buys_what_is_promised(project: Project) -> Hits:
    """数量目标与单位成本目标相乘，应与预算数相符。"""
    yield from ()


@rule("PS902", cites=["a-notice"], block=Block.COMPLETE, severity=Severity.WARNING, message="“{target}”没有写明标准")
def a_grade_has_a_scale(project: Project) -> Hits:
    """等级要写明标准。"""
    yield from ()


@rule("PS903", cites=["a-notice"], block=Block.RELEVANT, severity=Severity.INFO, message="没有写明服务于哪项工作活动")
def a_project_names_its_activity(project: Project) -> Hits:
    """项目写明服务于哪项工作活动。"""
    yield from ()


ENGLISH = {
    "PS901": {
        "title": "Quantity times unit cost meets the budget",
        "message": "{quantity} × {cost} 元 = {product} 万元, {ratio:.2f} times the budget of {budget} 万元",
        "advice": "Compare quantity and unit cost, so that their product is the budget",
    },
    "PS902": {"title": "A grade has a scale", "message": "The target {target} has no scale"},
    "PS903": {"title": "A project names its activity", "message": "No activity is named"},
}
RULES = {
    made.id: made.in_english(ENGLISH[made.id])
    for made in (the_budget_buys_what_is_promised, a_grade_has_a_scale, a_project_names_its_activity)
}
NOTICE = Source(key="a-notice", title="《预算编制通知》", number="某财预〔2023〕1号", title_en="Notice on the budget")
BOOK = RuleBook(rules=tuple(RULES.values()), sources={"a-notice": NOTICE}, vocabulary=Vocabulary(lists={}))
WAIVER = Waiver(rule="PS902", reason="按上级表样填写", by="预算科", document="某财预〔2023〕9号", until="2023-12-31")
BLANK = Fault(
    rule="PS015",
    severity=Severity.WARNING,
    message=Text(zh="这里还没有填", en="This is still to be filled in"),
    advice=Text(zh="写上内容", en="Fill it in"),
)
UNUSED = Fault(
    rule="PS091",
    severity=Severity.WARNING,
    message=Text(zh="这条豁免没有用到", en="This waiver is unused"),
    advice=Text(zh="删去这条豁免", en="Delete the waiver"),
)


def hit(made: Rule | Fault, line: int, where: str = "", project: str | None = None, **values: object) -> Finding:
    fault = made if isinstance(made, Fault) else RULES[made.id].faults[""]
    found = fault.at(Place(file=f"{project or 'department'}.yaml", line=line), **values)
    return replace(found, project=project, where=where)


@cache
def small() -> Opinion:
    """Three projects, of which one is poor, one has what is waived and one nothing but infos."""
    made = document(
        small_department(),
        small_project(code=CODES[0], name="甲设备采购", budget={"total": Decimal("100.00")}),
        small_project(code=CODES[1], name="乙培训", budget={"total": Decimal("20.50")}),
        small_project(code=CODES[2], name="丙宣传", budget={"total": Decimal("4.50")}),
    )
    cost = "成本指标/单位成本/指标值"
    sums = {"quantity": 10, "cost": 712000, "product": Decimal("712.00"), "budget": Decimal("100.00")}
    scales = [
        hit(a_grade_has_a_scale, line, f"质量指标/指标{line}/指标值", CODES[0], target="优") for line in range(1, 7)
    ]
    found = [
        hit(the_budget_buys_what_is_promised, 9, cost, CODES[0], ratio=Decimal("7.12"), **sums),
        *scales,
        hit(BLANK, 3, "资金用途", CODES[0]),
        replace(hit(a_grade_has_a_scale, 5, "质量指标/效果/指标值", CODES[1], target="良"), waiver=WAIVER),
        replace(hit(a_grade_has_a_scale, 8, "质量指标/质量/指标值", CODES[1], target="优"), baselined=True),
        hit(UNUSED, 30, "豁免/1", CODES[1]),
        *(hit(a_project_names_its_activity, 1, "", code) for code in CODES),
        hit(BLANK, 4, "总体绩效目标"),
    ]
    return opinion(made, found, builtin_scoring())


def table_of(made: Opinion, format: str, lang: str = "zh", number: int = 1) -> str:
    return render_table_opinion(made, made.projects[number], format, TEMPLATES, lang)


GOLDEN_TEXTS = {
    "document.md": lambda: render_opinion(small(), BOOK, "md", TEMPLATES),
    "document.en.md": lambda: render_opinion(small(), BOOK, "md", TEMPLATES, "en"),
    "project.md": lambda: table_of(small(), "md"),
    "project.en.md": lambda: table_of(small(), "md", "en"),
}


@pytest.mark.parametrize("name", GOLDEN_TEXTS)
def test_an_opinion_reads_as_it_was_read(name: str) -> None:
    text = GOLDEN_TEXTS[name]()
    if os.environ.get("PERFSPEC_GOLDEN") == "write":
        (GOLDEN / name).write_text(text, encoding="utf-8")
    assert text == (GOLDEN / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("format", ["md", "html"])
def test_english_opinions_have_no_chinese_but_the_data(format: str) -> None:
    made = opinion(small().document, [], builtin_scoring())
    text = render_opinion(made, BOOK, format, TEMPLATES, "en") + table_of(made, format, "en")
    text = text.split("</style>")[-1]
    data = r"某局本级|某局|甲设备采购|乙培训|丙宣传|万元|财预〔2015〕88号"
    assert not re.findall("[\u3000-\u9fff\uff00-\uffef]+", re.sub(data, "", text))


def test_the_conclusion_stands_first_and_infos_last() -> None:
    text = render_opinion(small(), BOOK, "md", TEMPLATES)
    headings = re.findall(r"^## (.*)", text, re.MULTILINE)
    assert headings == [
        "审核结论",
        "分块意见",
        "等级怎样算出",
        "部门整体绩效目标",
        "各项目的审核意见",
        "豁免的问题（不扣分）",
        "计分依据",
    ]
    conclusion = text[: text.index("## 分块意见")]
    assert "PS901" in conclusion
    assert "PS903" not in conclusion
    own = table_of(small(), "md")
    assert own.index("PS901") < own.index("提示（只供参考，不扣分）") < own.index("PS903")


def test_errors_leave_room_for_warnings_among_the_main_faults() -> None:
    found = [
        hit(Fault(rule=f"PS{n}", message=Text(zh="错", en="bad"), severity=severity), n, "", CODES[0])
        for severity, numbers in ((Severity.ERROR, range(910, 920)), (Severity.WARNING, range(930, 940)))
        for n in numbers
    ]
    text = render_opinion(opinion(small().document, found, builtin_scoring()), BOOK, "md", TEMPLATES)
    main = text[text.index("### 主要问题") : text.index("### 先改哪些")]
    assert re.findall(r"PS\d+", main) == [f"PS{n}" for n in (910, 911, 912, 913, 914, 930, 931, 932)]


def test_an_info_that_costs_points_does_not_say_that_it_costs_none() -> None:
    each = {**builtin_scoring().each, Severity.INFO: Decimal("0.5")}
    made = opinion(
        small().document, [hit(a_project_names_its_activity, 1, "", CODES[0])], replace(builtin_scoring(), each=each)
    )
    text = render_opinion(made, BOOK, "md", TEMPLATES)
    assert "PS903 提示 1×0.5＝0.5" in text
    assert "提示：PS903" in text


def test_a_draft_is_told_what_follows_and_an_approved_text_what_it_is_for() -> None:
    draft = replace(small().document, department=replace(small().document.department, stage=Stage.DRAFT))
    text = render_opinion(opinion(draft, [], builtin_scoring()), BOOK, "md", TEMPLATES)
    assert "审核结果为“优”的，直接进入下一步预算安排流程。\n" in text
    assert "已经批复" not in text
    assert "这份文本已经批复" in render_opinion(small(), BOOK, "md", TEMPLATES)


def test_advice_that_differs_is_said_at_each_spot() -> None:
    fault = Fault(rule="PS910", message=Text(zh="是 {a}", en="{a}"), advice=Text(zh="改成 {b}", en="{b}"))
    found = [hit(fault, n, f"处{n}", CODES[0], a=n, b=n + 1) for n in (1, 2)]
    text = table_of(opinion(small().document, found, builtin_scoring()), "md")
    assert "  - 处1：是 1。改成 2\n  - 处2：是 2。改成 3\n" in text
    assert "怎样改" not in text


def test_a_document_without_projects_has_an_opinion() -> None:
    made = opinion(document(small_department()), [], builtin_scoring())
    text = render_opinion(made, BOOK, "md", TEMPLATES)
    assert "- 没有项目，按部门整体绩效目标计：100 分" in text
    assert Tags(render_opinion(made, BOOK, "html", TEMPLATES)).faults == []


def test_projects_that_weigh_alike_have_no_products() -> None:
    made = opinion(small().document, [], replace(builtin_scoring(), is_by_budget=False))
    text = render_opinion(made, BOOK, "md", TEMPLATES)
    assert "各项目简单平均：100 分" in text
    assert "预算数×得分" not in text


@pytest.mark.parametrize("value", ["79.999", "0.009", "100", "66.10", "0"])
def test_points_are_never_rounded_up(value: str) -> None:
    assert points(Decimal(value)) == {"79.999": "79.99", "0.009": "0", "66.10": "66.1"}.get(value, value)


def test_numbers_are_drawn_together() -> None:
    assert spans([3, 1, 2, 7, 9, 10], "、") == "1–3、7、9–10"
    assert spans(range(1, 50, 2), ", ") == ", ".join(map(str, range(1, 25, 2))) + "…"


def test_long_texts_are_cut() -> None:
    assert clipped("字" * 300) == "字" * 300
    assert clipped("字" * 301) == "字" * 299 + "…"
    assert clipped("一\n 二") == "一 二"


def hostile(text: str) -> Opinion:
    """An opinion with the text in all that comes from data."""
    made = hostile_document(text)
    fault = Fault(rule="PS910", message=Text(zh="写的是 {it}", en="{it}"), advice=Text(zh="改 {it}", en="{it}"))
    waiver = Waiver(rule="PS910", reason=text, by=text, document=text, until=text)
    code = made.projects[0].code.text
    found = [hit(fault, 1, text, code, it=text), hit(fault, 2, text, it=text)]
    return opinion(made, [*found, replace(found[0], waiver=waiver)], builtin_scoring())


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_text_in_html(text: str) -> None:
    made, plain = hostile(text), hostile("平常")
    for rendered, usual in [
        (render_opinion(made, BOOK, "html", TEMPLATES), render_opinion(plain, BOOK, "html", TEMPLATES)),
        (table_of(made, "html", number=0), table_of(plain, "html", number=0)),
    ]:
        assert Tags(rendered).faults == []
        tree, other = page(rendered), page(usual)
        assert [element.tag for element in tree.iter()] == [element.tag for element in other.iter()]
        assert [element.keys() for element in tree.iter()] == [element.keys() for element in other.iter()]
        assert clipped(text) in {words(element) for element in tree.xpath("//span[@class='spot']")}
        assert len(tree.xpath("//li")[0].text_content()) < 2_000


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_text_in_markdown(text: str) -> None:
    made, plain = hostile(text), hostile("平常")
    for rendered, usual in [
        (render_opinion(made, BOOK, "md", TEMPLATES), render_opinion(plain, BOOK, "md", TEMPLATES)),
        (table_of(made, "md", number=0), table_of(plain, "md", number=0)),
    ]:
        assert [token.type for token in PARSER.parse(rendered)] == [token.type for token in PARSER.parse(usual)]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("whole", [True, False], ids=["document", "project"])
def test_html_is_well_formed_accessible_and_self_contained(whole: bool, lang: str) -> None:
    text = render_opinion(small(), BOOK, "html", TEMPLATES, lang) if whole else table_of(small(), "html", lang, 2)
    tags = Tags(text)
    assert tags.faults == []
    assert len(set(tags.ids)) == len(tags.ids)
    assert tags.headings.count(1) == 1 and tags.headings[0] == 1
    assert all(after <= before + 1 for before, after in zip(tags.headings, tags.headings[1:], strict=False))
    tree = page(text)
    assert tree.get("lang") == {"zh": "zh-Hans", "en": "en"}[lang]
    assert len(tree.xpath("//main")) == 1
    assert all(href.removeprefix("#") in tags.ids for href in tree.xpath("//a/@href"))
    assert not tree.xpath("//script|//link|//img|//@style|//@src")
    for table in tree.xpath("//table"):
        assert table.xpath("./caption")[0].text_content()
        assert all(header.get("scope") for header in table.xpath(".//th"))
    for element in tree.xpath("//th|//h1|//h2|//h3|//h4|//a|//li"):
        assert element.text_content().strip()


def test_the_command_prints_the_opinion(run, workspace: Path) -> None:
    code, out, err = run("opinion", "-C", workspace)
    assert (code, err) == (0, "")
    assert out.startswith("# 唐山市丰润区财政局2023年部门预算绩效目标审核意见\n")
    assert "PS105 没有其他资金时写 0.00，不留空格（23 处）" in out
    assert len(re.findall("^### 第 [0-9]+ 号", out, re.MULTILINE)) == 23
    _, english, _ = run("opinion", "-C", workspace, "--lang", "en")
    assert english.startswith("# Review opinion on the performance targets of")


def test_the_command_writes_one_project(run, workspace: Path, tmp_path: Path) -> None:
    code, out, _ = run("opinion", "-C", workspace, "--project", CODES[0])
    assert code == 0
    assert out.startswith("# 2023年度一事一议监管系统服务费绩效目标审核意见\n")
    assert run("opinion", workspace / DOCUMENT / FIRST)[1] == out
    target = tmp_path / "a.html"
    assert run("opinion", workspace / DOCUMENT / FIRST, "--format", "html", "-o", target)[:2] == (0, "")
    assert "<h1>2023年度一事一议监管系统服务费绩效目标审核意见</h1>" in target.read_text(encoding="utf-8")


def test_rules_across_files_count_in_the_opinion_on_one_project(run, workspace: Path) -> None:
    """Whatever is asked for, the whole document is looked at."""
    whole = run("opinion", "-C", workspace)[1]
    one = run("opinion", workspace / DOCUMENT / FIRST)[1]
    shown = re.search(r"^建议等级为.*$", one, re.MULTILINE)
    assert shown is not None and shown[0] in whole


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--project", "13020823P00099910001U"], "没有编码为 13020823P00099910001U 的项目"),
        (["--project", "../x"], "没有编码为 ../x 的项目"),
    ],
)
def test_a_project_that_is_not_there_is_told(run, workspace: Path, arguments: list[str], said: str) -> None:
    code, _, err = run("opinion", "-C", workspace, *arguments)
    assert (code, err) == (2, f"perfspec: {said}\n")


def test_what_cannot_be_read_has_no_opinion(run, workspace: Path) -> None:
    edit(workspace, "target: ≥21个", "targt: ≥21个")
    code, out, _ = run("opinion", "-C", workspace)
    assert code == 1
    assert "PS011" in out
    assert "审核意见" not in out


def test_one_page_holds_one_opinion(run, workspace: Path) -> None:
    folder = workspace / DOCUMENT
    folder.with_name("another").mkdir()
    (folder.with_name("another") / "department.yaml").write_bytes((folder / "department.yaml").read_bytes())
    assert run("opinion", "-C", workspace)[1].count("\n## 审核结论\n") == 2
    code, _, err = run("opinion", "-C", workspace, "--format", "html")
    assert code == 2
    assert "another、fengrun-finance-2023" in err
    assert run("opinion", folder, "--format", "html")[0] == 0


def test_build_publishes_the_opinion_and_links_it(run, workspace: Path, tmp_path: Path) -> None:
    out = tmp_path / "dist"
    code, said, _ = run("build", "-C", workspace, "-o", out, "--to", "html")
    assert code == 0
    assert re.search(r"^审核意见：建议等级为“[优良中差]”，[0-9.]+ 分$", said, re.MULTILINE)
    made = contents(out)
    folder = "fengrun-finance-2023"
    assert f"{folder}/opinion.html" in made and f"{folder}/opinion.md" not in made
    assert page(made[f"{folder}/document.html"].decode()).xpath("//a[@href='opinion.html']")
    run("build", "-C", workspace, "-o", out, "--lang", "en")
    made = contents(out)
    assert "[审核意见](opinion.md)" in made[f"{folder}/document.md"].decode()
    assert "审核结论" in made[f"{folder}/opinion.md"].decode()  # published beside a Chinese text


def test_a_document_by_itself_links_no_opinion() -> None:
    made = small().document
    for format in ("md", "html"):
        assert "opinion" not in render_document(made, format, TEMPLATES).split("</style>")[-1]


def test_what_rules_find_keeps_nothing_from_being_published(run, workspace: Path, tmp_path: Path) -> None:
    edit(workspace, "fiscal: 1.05", "fiscal: 1.04")  # PS104, an error that nobody has answered for
    assert run("check", "-C", workspace)[0] == 1
    code, said, _ = run("build", "-C", workspace, "-o", tmp_path / "dist")
    assert code == 0
    assert "PS104" not in said
    assert "PS104" in (tmp_path / "dist" / "fengrun-finance-2023" / "opinion.md").read_text(encoding="utf-8")


def test_a_change_cannot_bring_its_own_scoring(run, workspace: Path) -> None:
    git = ["git", "-C", str(workspace), "-c", "user.name=a", "-c", "user.email=a@b"]
    for step in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "base"]):
        subprocess.run([*git, *step], check=True)
    mild = OPINION.replace("error: 10, warning: 3, info: 0.5", "error: 0, warning: 0, info: 0")
    (workspace / "rules").mkdir()
    (workspace / "rules" / "opinion.yaml").write_text(mild, encoding="utf-8")
    _, changed, _ = run("opinion", "-C", workspace)
    code, judged, _ = run("opinion", "-C", workspace, "--rules-from", "HEAD")
    assert code == 0
    assert "本局的规定" in changed
    assert "本局的规定" not in judged


@pytest.mark.parametrize("root", GOOD, ids=lambda root: root.name)
def test_good_documents_are_excellent_and_so_is_each_project(root: Path) -> None:
    for files in files_below(root):
        found = checked(root, files)
        assert found.document is not None
        made = opinion(found.document, found.findings, builtin_scoring())
        assert {made.level.grade, *(table.level.grade for table in made.tables)} == {Grade.EXCELLENT}
