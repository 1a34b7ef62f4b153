"""A recalled run says what a cold one says, whatever became of the files in between."""

from __future__ import annotations

import errno
import io
import os
import shutil
import stat
import tempfile
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from perfspec import cachefolder, lastrun, recall, sweep
from perfspec.baseline import read_baseline
from perfspec.cache import Entry, file_of, load, save, state_of
from perfspec.check import Terms
from perfspec.cli import main
from perfspec.packs import load_rules
from perfspec.recall import key_of, recalled
from perfspec.workspace import document_folders, open_workspace
from tests.conftest import REPOSITORY

SOURCE = REPOSITORY / "projects" / "fengrun-finance-2023"
FILES = sorted(path for path in SOURCE.iterdir() if path.name != "department.yaml")[:3]
EDITS = [("≥21个", "≥22个"), ("total:", "totl:"), ("数量指标", "质量指标"), ("name: ", "name:  ")]
OWN_RULE = '''
from perfspec.finding import Block
from perfspec.hit import Hits
from perfspec.model import Project
from perfspec.rule import rule


@rule("FR001", cites=["hebei-form"], block=Block.COMPLETE, message="{words}")
def a_name_is_there(project: Project) -> Hits:
    """项目有名称。

    为什么：试验。
    """
    yield project.at("name", words="WORDS")
'''


def fresh(root: Path) -> None:
    shutil.copy(REPOSITORY / "perfspec.yaml", root)
    for name in ("one", "two"):
        folder = root / "projects" / name
        folder.mkdir(parents=True)
        for path in (SOURCE / "department.yaml", *FILES):
            shutil.copy(path, folder)


def cold(root: Path) -> list[dict[str, Any]]:
    workspace = open_workspace(root)
    terms = Terms(book=load_rules(workspace), baseline=read_baseline(workspace))
    return [sweep.plain(each) for each in sweep.sweep(workspace, list(document_folders(workspace)), lambda: terms)]


def warm(root: Path) -> tuple[list[dict[str, Any]], bool]:
    """What a recalled run finds, and whether it needed the rules."""
    workspace = open_workspace(root)
    asked = []

    def terms() -> Terms:
        asked.append(True)
        return Terms(book=load_rules(workspace), baseline=read_baseline(workspace))

    def anew(folders):
        return sweep.sweep(workspace, folders, terms)

    found = recalled(workspace, list(document_folders(workspace)), anew, key_of(workspace))
    return [sweep.plain(each) for each in found], bool(asked)


def said(root: Path, *options: str) -> str:
    """What the command prints, which may be what it printed before."""
    printed = io.StringIO()
    with redirect_stdout(printed):
        code = main(["check", "-C", str(root), *options])
    return f"{code}\n{printed.getvalue()}"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PERFSPEC_CACHE_DIR", str(tmp_path / "caches"))
    monkeypatch.setattr(recall, "UNSURE", 0)
    folder = tmp_path / "work"
    folder.mkdir()
    fresh(folder)
    return folder


class Editing(RuleBasedStateMachine):
    """Files are edited, renamed, touched, deleted and restored between runs."""

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.root = self.folder / "work"
        self.root.mkdir()
        fresh(self.root)
        self.before = os.environ.get("PERFSPEC_CACHE_DIR")
        os.environ["PERFSPEC_CACHE_DIR"] = str(self.folder / "caches")
        self.unsure, recall.UNSURE, lastrun.UNSURE = recall.UNSURE, 0, 0  # ticks are finer than the test's steps

    def teardown(self) -> None:
        recall.UNSURE = lastrun.UNSURE = self.unsure
        os.environ["PERFSPEC_CACHE_DIR"] = self.before or ""
        shutil.rmtree(self.folder)

    def files(self) -> list[Path]:
        return sorted((self.root / "projects").rglob("*.yaml"))

    @rule(number=st.integers(0, 99), edit=st.sampled_from(EDITS), is_hidden=st.booleans())
    def edit(self, number: int, edit: tuple[str, str], is_hidden: bool) -> None:
        """Also with the time and the size of before, as `touch -r` and some copying programs leave them."""
        if not self.files():
            return
        path = self.files()[number % len(self.files())]
        at = path.stat()
        path.write_text(path.read_text(encoding="utf-8").replace(*edit), encoding="utf-8")
        if is_hidden:
            os.utime(path, ns=(at.st_atime_ns, at.st_mtime_ns))

    @rule(number=st.integers(0, 99))
    def touch(self, number: int) -> None:
        if self.files():
            self.files()[number % len(self.files())].touch()

    @rule(number=st.integers(0, 99))
    def delete(self, number: int) -> None:
        if self.files():
            self.files()[number % len(self.files())].unlink()

    @rule(number=st.integers(0, 99), name=st.sampled_from(["a.yaml", "department.yaml", "13020823P00000110001A.yml"]))
    def rename(self, number: int, name: str) -> None:
        if self.files():
            path = self.files()[number % len(self.files())]
            path.rename(path.with_name(name))

    @rule(folder=st.sampled_from(["one", "two", "three"]), number=st.integers(0, 3))
    def restore(self, folder: str, number: int) -> None:
        (self.root / "projects" / folder).mkdir(exist_ok=True)
        shutil.copy2([SOURCE / "department.yaml", *FILES][number], self.root / "projects" / folder)

    @rule(words=st.sampled_from(["甲", "乙"]))
    def write_a_rule(self, words: str) -> None:
        (self.root / "rules").mkdir(exist_ok=True)
        (self.root / "rules" / "own.py").write_text(OWN_RULE.replace("WORDS", words), encoding="utf-8")

    @rule(setting=st.sampled_from(["", "rules:\n  PS301: off\n", "rules:\n  PS301: info\n"]))
    def set(self, setting: str) -> None:
        given = (REPOSITORY / "perfspec.yaml").read_text(encoding="utf-8")
        kept = given.partition("\nrules:")[0]
        (self.root / "perfspec.yaml").write_text(f"{kept.rstrip()}\n{setting}", encoding="utf-8")

    @rule(has_baseline=st.booleans())
    def accept(self, has_baseline: bool) -> None:
        path = self.root / "baseline.jsonl"
        if has_baseline:
            told = (REPOSITORY / "baseline.jsonl").read_text(encoding="utf-8")
            path.write_text(told.replace("fengrun-finance-2023", "one"), encoding="utf-8")
        else:
            path.unlink(missing_ok=True)

    @invariant()
    def a_recalled_run_says_what_a_cold_one_says(self) -> None:
        if hasattr(self, "root"):
            assert warm(self.root)[0] == cold(self.root)
            assert said(self.root) == said(self.root, "--no-cache")


Editing.TestCase.settings = settings(max_examples=8, stateful_step_count=10, deadline=None)
TestEditing = Editing.TestCase


def test_a_second_run_needs_no_rules(root: Path) -> None:
    found, needed = warm(root)
    assert (found, needed) == (cold(root), True)
    assert warm(root) == (found, False)


def test_a_disk_that_fails_stops_the_run_and_nothing_of_it_is_kept(
    run, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Path.open

    def failing(path: Path, *given: Any, **named: Any) -> Any:
        if path.name == FILES[0].name:
            raise OSError(errno.EIO, "Input/output error", str(path))
        return real(path, *given, **named)

    with monkeypatch.context() as disk:
        disk.setattr(Path, "open", failing)
        code, out, err = run("check", "-C", root)
    assert (code, out) == (2, "")
    assert "磁盘读写出错" in err
    assert FILES[0].name in err
    assert warm(root)[0] == cold(root)


def test_only_the_document_that_changed_is_checked_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    warm(root)
    (root / "projects" / "one" / FILES[0].name).touch()
    checked: list[str] = []
    real = sweep.swept
    monkeypatch.setattr(sweep, "swept", lambda *given: checked.append(given[1].path.name) or real(*given))
    warm(root)
    assert checked == ["one"]


def test_what_has_just_changed_is_not_recalled(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recall, "UNSURE", 3600 * 10**9)
    warm(root)
    assert warm(root)[1]


def line(rest: bytes) -> bytes:
    return b"%08x\t%s\n" % (crc32(rest), rest)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\x00",
        b"[]\n",
        b'{"perfspec": "KEY"}\n{"name": 1}\n',
        b'{"perfspec": "KEY"}\n00000000\t\n',
        b"[" * 100_000,
        b'{"perfspec": "KEY"}\n' + line(b'[["a"]]\t0\t{}'),
    ],
)
def test_a_broken_or_foreign_cache_is_ignored(root: Path, content: bytes) -> None:
    expected, _ = warm(root)
    path = file_of(open_workspace(root).root)
    path.write_bytes(content.replace(b"KEY", key_of(open_workspace(root)).encode()))
    assert warm(root) == (expected, True)
    assert warm(root) == (expected, False)


def test_an_entry_that_is_none_of_ours_is_not_recalled(root: Path) -> None:
    expected, _ = warm(root)
    workspace = open_workspace(root)
    path, key = file_of(workspace.root), key_of(workspace)
    for found in (b'{"name": "one"}', b"[]", b"{"):
        save(path, key, [(name, Entry(entry.state, found)) for name, entry in load(path, key).items()])
        assert warm(root) == (expected, True)
        assert warm(root) == (expected, False)


def test_a_line_that_was_changed_is_not_recalled(root: Path) -> None:
    expected, _ = warm(root)
    path, key = file_of(open_workspace(root).root), key_of(open_workspace(root))
    path.write_bytes(path.read_bytes().replace(b'"gone": 0', b'"gone": 1', 1))
    assert len(load(path, key)) == 1
    assert warm(root) == (expected, True)


def test_without_a_place_for_the_cache_everything_is_checked(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = root.parent / "file"
    file.touch()
    monkeypatch.setenv("PERFSPEC_CACHE_DIR", str(file))
    assert warm(root) == (cold(root), True)
    assert warm(root)[1]


def test_a_cache_is_its_owners_alone(root: Path) -> None:
    warm(root)
    path = file_of(open_workspace(root).root)
    assert stat.S_IMODE(path.parent.stat().st_mode) & 0o077 == 0
    assert not path.is_relative_to(root)


def test_an_entry_goes_with_its_document(root: Path) -> None:
    warm(root)
    shutil.rmtree(root / "projects" / "two")
    (root / "projects" / "one" / FILES[0].name).touch()
    warm(root)
    workspace = open_workspace(root)
    assert [Path(name).name for name in load(file_of(workspace.root), key_of(workspace))] == ["one"]


def test_what_is_recalled_speaks_the_language_that_is_asked_for(run, root: Path) -> None:
    def said(lang: str, *more: str) -> str:
        return run("check", "-C", root, "--lang", lang, *more)[1]

    said("zh")
    assert said("en") == said("en", "--no-cache")
    assert said("zh") == said("zh", "--no-cache")


def test_a_pack_that_is_not_asked_for_need_not_be_there(run, root: Path) -> None:
    trusted = ("check", "-C", root, "--trusted-rules-only")
    expected = run(*trusted, "--no-cache")
    with (root / "perfspec.yaml").open("a", encoding="utf-8") as stream:
        stream.write("packs: [no_such_pack]\n")
    assert run(*trusted) == run(*trusted) == expected
    assert "没有安装规则包 no_such_pack" in run("check", "-C", root)[2]


def test_a_state_is_told_by_every_file_and_the_department(root: Path) -> None:
    folders = {each.path.name: each for each in document_folders(open_workspace(root))}
    part = next(document_folders(open_workspace(root), [root / "projects/one" / FILES[0].name]))
    whole, states = state_of(folders["one"]), {state_of(part).digest}
    (root / "projects/one/department.yaml").touch()
    assert state_of(folders["one"]) != whole
    assert state_of(part).digest not in states
    other = state_of(folders["two"])
    (root / "projects/two" / FILES[2].name).unlink()
    with pytest.raises(OSError):
        state_of(folders["two"])
    assert other.newest > 0


def test_the_cache_is_where_it_is_asked_to_be(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv(cachefolder.VARIABLE, raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert file_of(tmp_path).parent == tmp_path / "perfspec"
    monkeypatch.delenv("XDG_CACHE_HOME")
    assert file_of(tmp_path).parent == Path.home() / ".cache" / "perfspec"
