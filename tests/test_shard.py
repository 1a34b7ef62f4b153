"""The shares of a run, checked on their own and merged, say to the byte what one run says."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from perfspec.commands.telling import FORMATS
from perfspec.error import PerfspecError
from perfspec.shard import Share, numbers_of, parse_share
from perfspec.shardfile import read_shard
from perfspec.workspace import DocumentFolder
from tests.conftest import REPOSITORY

DOCUMENT = REPOSITORY / "projects" / "fengrun-finance-2023"
OF = 3


def folder(number: int, files: int) -> DocumentFolder:
    names = tuple(f"{file}.yaml" for file in range(files))
    return DocumentFolder(path=Path(f"{number:04}"), names=names, there=names)


@given(st.lists(st.integers(1, 40), max_size=30), st.integers(1, 8))
def test_every_document_is_in_one_share_and_shares_are_even(sizes: list[int], of: int) -> None:
    folders = [folder(number, files) for number, files in enumerate(sizes)]
    shares = [numbers_of(folders, Share(number=number, of=of)) for number in range(1, of + 1)]
    assert sorted(number for share in shares for number in share) == list(range(len(sizes)))
    loads = [sum(sizes[number] for number in share) for share in shares]
    assert max(loads) - min(loads) <= max(sizes, default=0)


def test_the_largest_documents_are_given_out_first() -> None:
    folders = [folder(number, files) for number, files in enumerate((1, 5, 2, 5))]
    assert [numbers_of(folders, Share(number=number, of=2)) for number in (1, 2)] == [[1, 2], [0, 3]]


@pytest.mark.parametrize("text", ["", "2", "0/3", "4/3", "1/0", "1/3/3", "-1/3", "1/10000", "１/3", "1 /3", "a/b"])
def test_a_share_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(PerfspecError, match=r"such as 2/5"):
        parse_share(text)
    assert parse_share("2/5") == Share(number=2, of=5)


@pytest.fixture(scope="module")
def several(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace of five documents with a baseline, waivers, faults of reading and a name that is no UTF-8."""
    root = tmp_path_factory.mktemp("several")
    for name in ("perfspec.yaml", "baseline.jsonl"):
        shutil.copy(REPOSITORY / name, root)
    files = sorted(path for path in DOCUMENT.iterdir() if path.name != "department.yaml")
    for number, name in enumerate(
        ("fengrun-finance-2023", "b/c", "b-c", "甲", b"\xff".decode("utf-8", "surrogateescape"))
    ):
        at = root / "projects" / name
        at.mkdir(parents=True)
        for path in (DOCUMENT / "department.yaml", *files[: 2 + number]):
            shutil.copy(path, at)
    broken = root / "projects" / "甲" / files[0].name
    broken.write_text(broken.read_text(encoding="utf-8").replace("total:", "totl:"), encoding="utf-8")
    waived = root / "projects" / "b-c" / files[1].name
    waived.write_text(
        waived.read_text(encoding="utf-8") + "waivers: [{rule: PS505, reason: '{{理由}} <b>', by: 某人}]\n",
        encoding="utf-8",
    )
    return root


@pytest.fixture
def shards(several: Path, tmp_path: Path, run) -> list[Path]:
    return make(several, tmp_path, run)


def make(root: Path, folder: Path, run: Callable, *more: str) -> list[Path]:
    paths = [folder / f"{number}.jsonl" for number in range(1, OF + 1)]
    for number, path in enumerate(paths, 1):
        code, out, err = run("check", "-C", root, "--shard", f"{number}/{OF}", "-o", path, *more)
        assert (code, err) == (0, "")
        assert out.startswith(f"第 {number}/{OF} 份：5 份文本中的 ")
    return paths


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("format", FORMATS)
def test_shares_merged_say_what_one_run_says(several: Path, shards: list[Path], run, format: str, lang: str) -> None:
    options = ("-C", several, "--format", format, "--lang", lang)
    assert run("merge", *options, *reversed(shards)) == run("check", *options)


def test_a_merged_report_goes_into_a_file(several: Path, shards: list[Path], tmp_path: Path, run) -> None:
    options = ("-C", several, "--format", "json", "-o")
    assert run("merge", *options, tmp_path / "merged", *shards) == run("check", *options, tmp_path / "one")
    assert (tmp_path / "merged").read_bytes() == (tmp_path / "one").read_bytes()


def test_the_workflow_of_the_page_says_what_one_run_says(several: Path, tmp_path: Path, run, monkeypatch) -> None:
    page = (REPOSITORY / "docs" / "scaling.md").read_text(encoding="utf-8")
    [workflow] = re.findall(r"^```yaml\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    jobs = yaml.safe_load(workflow)["jobs"]
    [check], [merge] = (
        [step["run"] for step in jobs[name]["steps"] if step.get("run", "").startswith("perfspec")]
        for name in ("check", "merge")
    )
    monkeypatch.chdir(several)
    for shard in jobs["check"]["strategy"]["matrix"]["shard"]:
        words = check.replace("${{ matrix.shard }}", str(shard)).replace(" shard-", f" {tmp_path}/shard-").split()
        assert run(*words[1:])[0] == 0
    words = merge.replace("shard-*.jsonl", " ".join(map(str, sorted(tmp_path.glob("shard-*.jsonl"))))).split()
    assert run(*words[1:]) == run("check", "--format", "github")


@pytest.mark.parametrize("options", [("--no-baseline",), ("--fail-on", "warning"), ("--fail-on", "never")])
def test_the_options_of_the_shares_decide_what_fails(several: Path, tmp_path: Path, run, options) -> None:
    shards = make(several, tmp_path, run, *options)
    assert run("merge", "-C", several, *shards) == run("check", "-C", several, *options)


def test_what_fails_may_be_said_when_merging(several: Path, shards: list[Path], run) -> None:
    for level, code in (("info", 1), ("never", 0)):
        assert run("merge", "-C", several, "--fail-on", level, *shards)[0] == code


def test_trusted_rules_are_said_again(several: Path, tmp_path: Path, run) -> None:
    shards = make(several, tmp_path, run, "--trusted-rules-only")
    code, out, err = run("merge", "-C", several, *shards)
    assert (code, out) == (2, "")
    assert "--trusted-rules-only不同" in err
    assert run("merge", "-C", several, "--trusted-rules-only", *shards) == run("check", "-C", several)


def test_a_missing_share_and_one_that_is_there_twice_are_named(several: Path, shards: list[Path], run) -> None:
    one, two, three = shards
    assert run("merge", "-C", several, one, three)[::2] == (2, "perfspec: 缺 1 份：2/3\n")
    assert run("merge", "-C", several, one, two, two, three)[::2] == (2, f"perfspec: 第 2/3 份有两个：{two} 和 {two}\n")


CHANGES = [
    ("perfspec", "0.0.0", "perfspec 的版本"),
    ("key", "0" * 64, "规则、设置或基线"),
    ("documents", "0" * 64, "要检查的文件"),
    ("count", 6, "要检查的文件"),
    ("day", "2020-01-01", "日期"),
    ("of", 4, "份数"),
    ("fail_on", "info", "--fail-on"),
    ("no_baseline", True, "--no-baseline"),
]


@pytest.mark.parametrize(("name", "value", "word"), CHANGES, ids=[name for name, _, _ in CHANGES])
def test_a_share_of_another_run_is_refused(several: Path, shards: list[Path], run, name, value, word) -> None:
    rewrite(shards[1], 0, lambda head: {**head, name: value})
    code, out, err = run("merge", "-C", several, *shards)
    assert (code, out) == (2, "")
    assert f"{shards[1]} 和 {shards[0]} 不是同一次检查：{word}不同" in err
    assert "are not of one run" in run("merge", "-C", several, "--lang", "en", *shards)[2]


def test_shares_that_were_checked_by_other_rules_than_those_here_are_refused(
    several: Path, tmp_path: Path, run
) -> None:
    root = tmp_path / "root"
    shutil.copytree(several, root)
    shards = make(root, tmp_path, run)
    assert run("merge", "-C", root, *shards)[2] == ""
    (root / "rules").mkdir()
    (root / "rules" / "vocabulary.txt").touch()
    assert "和 这个工作区 不是同一次检查：规则、设置或基线不同" in run("merge", "-C", root, *shards)[2]


def rewrite(path: Path, number: int, change: Callable) -> None:
    lines = path.read_text(encoding="utf-8", errors="surrogatepass").splitlines()
    lines[number] = json.dumps(change(json.loads(lines[number])))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def first(data, **values):
    """A line with something else in its first finding."""
    finding = {**data["found"]["findings"][0], **values}
    return {**data, "found": {**data["found"], "findings": [finding]}}


BROKEN = [
    lambda line: [],
    lambda line: {**line, "more": 1},
    lambda line: {**line, "number": 5},
    lambda line: {**line, "number": -1},
    lambda line: {**line, "number": True},
    lambda line: {**line, "found": {**line["found"], "gone": "1"}},
    lambda line: {**line, "found": {**line["found"], "files": ["projects/../../etc/passwd"]}},
    lambda line: first(line, file="/etc/passwd"),
    lambda line: first(line, file="projects"),
    lambda line: first(line, rule="PS301\u001b[31m"),
    lambda line: first(line, severity="fatal"),
    lambda line: first(line, block="none"),
    lambda line: first(line, spot=[1, 1, 1]),
    lambda line: first(line, spot=[0, 1, 1, 1]),
    lambda line: first(line, spot=[1.5, 1, 1, 1]),
    lambda line: first(line, zh=["{x}"]),
    lambda line: first(line, path=[{}]),
    lambda line: first(line, project=1),
    lambda line: first(line, fix=["Decimal", "one"]),
    lambda line: first(line, waiver={"rule": "PS301"}),
]


@pytest.mark.parametrize("change", BROKEN)
def test_a_broken_line_is_told(several: Path, shards: list[Path], run, change) -> None:
    rewrite(shards[0], 1, change)
    code, out, err = run("merge", "-C", several, *shards)
    assert (code, out, err) == (2, "", f"perfspec: {shards[0]}:2: 这一行不是 perfspec check --shard 写的，或已损坏\n")


@pytest.mark.parametrize(
    "content", [b"", b"\xff", b"{", b"[" * 100_000, b"{}", b'{"rules": []}\n', b"9" * 5000, b"null", b"NaN"]
)
def test_a_file_that_is_no_share_is_told(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.jsonl"
    path.write_bytes(content)
    with pytest.raises(PerfspecError, match=rf"{path}:1: this line was not written by perfspec check --shard"):
        read_shard(path)


def test_a_file_that_is_not_whole_is_told(several: Path, shards: list[Path], run) -> None:
    lines = shards[0].read_bytes().splitlines(keepends=True)
    shards[0].write_bytes(b"".join(lines[:-1]))
    code, _, err = run("merge", "-C", several, *shards)
    assert (code, err) == (2, f"perfspec: {shards[0]}:1: 应当有 1 行结果，这里是 0 行，文件不完整\n")


def test_a_document_that_is_told_by_two_shares_is_refused(several: Path, shards: list[Path], run) -> None:
    number = json.loads(shards[0].read_bytes().splitlines()[1])["number"]
    rewrite(shards[1], 1, lambda line: {**line, "number": number})
    assert "各份合起来应当是 5 份文本" in run("merge", "-C", several, *shards)[2]


def test_hostile_words_of_a_share_are_printed_as_they_are(several: Path, shards: list[Path], run) -> None:
    hostile = "{{ x }} <script> =cmd() #{ {0} {rule} \\ $ @ \u202e \ud800"
    rewrite(shards[0], 1, lambda line: first(line, zh=[hostile, "{advice}"], severity="error", baselined=False))
    for format in FORMATS:
        code, out, _ = run("merge", "-C", several, "--format", format, *shards)
        assert (code, format not in ("text", "json") or "#{ {0} {rule}" in out) == (1, True)


@pytest.mark.parametrize(
    "options", [("--shard", "1/2"), ("--shard", "1/2", "-o", "x", "--format", "json"), ("--shard", "3/2", "-o", "x")]
)
def test_what_a_share_needs_is_said(several: Path, run, options, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = run("check", "-C", several, *options)
    assert (code, out, list(tmp_path.iterdir())) == (2, "", [])
    assert "--shard" in err


@pytest.mark.parametrize("other", [("--changed-since", "main"), ("--fix",)])
def test_options_that_cannot_go_together_are_refused(several: Path, run, other) -> None:
    code, _, err = run("check", "-C", several, "--shard", "1/2", "-o", "x", *other)
    assert (code, err) == (2, f"perfspec: --shard 和 {other[0]} 不能同时写\n")
