"""Where rules come from: built in, installed and the workspace's own, and what a broken pack says."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from perfspec.error import PerfspecError
from perfspec.finding import Severity
from perfspec.model import Indicator, Project
from perfspec.packs import load_rules
from perfspec.vocabulary import Vocabulary
from perfspec.workspace import open_workspace

RULE = """
from perfspec.model import Project
from perfspec.rule import Block, Hits, rule
from perfspec.vocabulary import Vocabulary

@rule("{id}", cites=["{source}"], block=Block.RELEVANT, message="错{{word}}", advice="改")
def named(project: Project, words: Vocabulary) -> Hits:
    "标题。"
    yield project.at("name", word=words["fruit"].find(project.name))
"""


def pack(folder: Path, id: str = "XX001", source: str = "hebei-form", name: str = "own.py") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(RULE.format(id=id, source=source), encoding="utf-8")
    return folder


def test_the_built_in_rules_stand_in_the_order_of_their_ids(workspace: Path) -> None:
    ids = [rule.id for rule in load_rules(open_workspace(workspace)).rules]
    assert ids == sorted(ids)
    assert {"PS104", "PS105"} <= set(ids)


def test_english_is_loaded_when_it_is_asked_for(workspace: Path) -> None:
    chinese, english = (load_rules(open_workspace(workspace), lang=lang).rule("PS105") for lang in ("zh", "en"))
    assert chinese.faults[""].message.en == ""
    assert english.faults[""].message.en.startswith("The cell")
    assert english.title_en.startswith("Other funds")
    assert english.why_en.endswith(".")


def test_a_pack_brings_its_sources_words_and_english(workspace: Path) -> None:
    folder = pack(workspace / "rules", source="own")
    (folder / "sources.yaml").write_text("own: {title: 《本区办法》, number: 丰财〔2023〕1号}\n", encoding="utf-8")
    (folder / "vocabulary").mkdir()
    (folder / "vocabulary" / "fruit.yaml").write_text("title: 水果\nwords: [苹果, 梨]\n", encoding="utf-8")
    (folder / "own.en.yaml").write_text("XX001: {title: T, message: 'wrong {word}', advice: mend}\n", encoding="utf-8")
    book = load_rules(open_workspace(workspace), lang="en")
    rule = book.rule("XX001")
    assert rule.faults[""].message.say("en", {"word": 1}) == "wrong 1"
    assert rule.faults[""].message.say("zh", {"word": 1}) == "错1"
    assert rule.faults[""].advice.en == "mend"
    assert book.sources["own"].say() == "《本区办法》丰财〔2023〕1号"
    assert book.vocabulary["fruit"].words == ("苹果", "梨")


def test_what_a_declaration_leaves_out_is_the_usual(workspace: Path) -> None:
    pack(workspace / "rules")
    rule = load_rules(open_workspace(workspace)).rule("XX001")
    assert rule.title == "标题。"
    assert (rule.subject, rule.surroundings, rule.settings) == (Project, (Vocabulary,), {})
    assert (rule.severity, rule.draft, rule.since, rule.is_waivable) == (Severity.ERROR, None, 0, True)


def test_of_several_subjects_the_first_names_the_rule(workspace: Path) -> None:
    folder = pack(workspace / "rules")
    text = (folder / "own.py").read_text(encoding="utf-8")
    text = text.replace("import Project", "import Indicator, Project").replace(": Project", ": Project | Indicator")
    (folder / "own.py").write_text(text.replace('"标题。"', '"标题。\\n\\n为什么：理由。"'), encoding="utf-8")
    rule = load_rules(open_workspace(workspace)).rule("XX001")
    assert (rule.subject, rule.subjects, rule.title) == (Project, (Project, Indicator), "标题。")


def test_a_workspace_extends_a_vocabulary(workspace: Path) -> None:
    folder = pack(workspace / "rules") / "vocabulary"
    folder.mkdir()
    for name, words in [("fruit", "[苹果]")]:
        (folder / f"{name}.yaml").write_text(f"title: 水果\nwords: {words}\n", encoding="utf-8")
    assert load_rules(open_workspace(workspace)).vocabulary["fruit"].find("红苹果") == "苹果"


def test_an_installed_pack_is_named_in_the_settings(workspace: Path, tmp_path: Path, monkeypatch) -> None:
    pack(tmp_path / "site" / "bureau_rules", id="BR001", name="names.py")
    (tmp_path / "site" / "bureau_rules" / "__init__.py").touch()
    monkeypatch.syspath_prepend(tmp_path / "site")
    with (workspace / "perfspec.yaml").open("a", encoding="utf-8") as stream:
        stream.write("packs: [bureau_rules]\n")
    opened = open_workspace(workspace)
    assert load_rules(opened).rule("BR001").pack == "bureau_rules"
    assert load_rules(opened, trusted_only=True).rule("BR001") is None
    sys.modules.pop("bureau_rules", None)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (RULE.format(id="PS105", source="hebei-form"), "PS105 用了两次"),
        (RULE.format(id="XX001", source="nowhere"), "“nowhere”不在 sources.yaml"),
        ("x = 1\ndef f(:\n", "own.py 第 2 行"),
        ("x = 1\n\nimport nothing_like_this\n", "own.py 第 3 行"),
        (RULE.format(id="lower", source="hebei-form"), "an id is"),
        (RULE.format(id="XX001", source="hebei-form").replace('"标题。"', "pass"), "no docstring"),
        (RULE.format(id="XX001", source="hebei-form").replace("project: Project", "project: int"), "none of Project"),
        (RULE.format(id="XX001", source="hebei-form").replace('cites=["hebei-form"]', "cites=[]"), "no source"),
        (RULE.format(id="XX001", source="hebei-form").replace("words: Vocab", "*, n: int, words: Vocab"), "default"),
        (RULE.format(id="XX001", source="hebei-form").replace("project: Project, ", ""), "is the subject"),
        (RULE.format(id="XX001", source="hebei-form").replace(": Vocab", ": Project | Vocab"), "words is none of"),
    ],
)
def test_a_pack_that_cannot_be_loaded_stops_the_run_in_one_sentence(workspace: Path, body: str, said: str) -> None:
    (workspace / "rules").mkdir()
    (workspace / "rules" / "own.py").write_text(body, encoding="utf-8")
    with pytest.raises(PerfspecError) as stopped:
        load_rules(open_workspace(workspace))
    assert said in stopped.value.zh


def test_a_broken_data_file_of_a_pack_is_told_at_its_place(run, workspace: Path) -> None:
    pack(workspace / "rules")
    (workspace / "rules" / "sources.yaml").write_text("own: {title: 《办法》\n", encoding="utf-8")
    code, _, err = run("check", "-C", workspace)
    assert code == 2
    assert "sources.yaml:1:6" in err


@pytest.mark.parametrize("name", ["nothing_like_this", "json", "os.path"])
def test_a_pack_that_is_not_installed_is_named(workspace: Path, name: str) -> None:
    with (workspace / "perfspec.yaml").open("a", encoding="utf-8") as stream:
        stream.write(f"packs: [{name}]\n")
    if name == "json":  # a package without rules is an empty pack
        assert load_rules(open_workspace(workspace)).rule("PS105")
        return
    with pytest.raises(PerfspecError, match=name):
        load_rules(open_workspace(workspace))
