"""Many documents are checked with the same findings, on one process or several, cold or recalled."""

from __future__ import annotations

import gc
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from decimal import Decimal
from pathlib import Path

import pytest

from perfspec import sweep as sweeping
from perfspec.check import Terms
from perfspec.commands.looking import _pace
from perfspec.finding import Fault, Text, Waiver
from perfspec.packs import load_rules
from perfspec.place import Place
from perfspec.record import SHAPE, recorded, restored
from perfspec.shape import fits
from perfspec.sweep import again, plain, sweep, swept
from perfspec.workspace import document_folders, open_workspace
from tests.conftest import REPOSITORY

DOCUMENT = "projects/fengrun-finance-2023"
FEW = 2  # files of each document


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """A workspace of twelve documents with some of the reference document's files in each."""
    root = tmp_path / "many"
    root.mkdir()
    shutil.copy(REPOSITORY / "perfspec.yaml", root)
    source = REPOSITORY / DOCUMENT
    files = sorted(path for path in source.iterdir() if path.name != "department.yaml")
    for number in range(12):
        folder = root / "projects" / f"document-{number:02}"
        folder.mkdir(parents=True)
        shutil.copy(source / "department.yaml", folder)
        for path in files[number : number + FEW]:
            shutil.copy(path, folder)
    return root


def found_in(root: Path, jobs: int) -> list[dict[str, object]]:
    workspace = open_workspace(root)
    terms = Terms(book=load_rules(workspace))
    return [plain(each) for each in sweep(workspace, list(document_folders(workspace)), lambda: terms, jobs=jobs)]


@pytest.mark.parametrize("is_on", [True, False])
def test_the_collector_is_left_as_it_was(many: Path, monkeypatch: pytest.MonkeyPatch, is_on: bool) -> None:
    monkeypatch.setattr(sweeping, "FILES", FEW + 1)
    was_on = gc.isenabled()
    (gc.enable if is_on else gc.disable)()
    try:
        assert len(found_in(many, jobs=1)) == 12
        assert (gc.isenabled(), gc.get_freeze_count()) == (is_on, 0)
    finally:
        (gc.enable if was_on else gc.disable)()


def test_a_finding_is_the_same_when_it_comes_back() -> None:
    fault = Fault(rule="PS301", message=Text(zh="{a} {{}}", en="{a}"), advice=Text(zh="改", en="mend"), cites=("x",))
    for finding in (
        fault.at(Place(file="a.yaml", path=("indicators", 0, "target"), line=2, column=3), a="值{0}"),
        fault.at(Place(file="a.yaml"), a=Decimal("1.50")),
    ):
        there = restored(json.loads(json.dumps(recorded(finding))))
        assert recorded(there) == recorded(finding)
        assert fits(json.loads(json.dumps(recorded(finding))), SHAPE)
        assert (there.message("zh"), there.message("en")) == (finding.message("zh"), finding.message("en"))
        assert there.sort_key == finding.sort_key


@pytest.mark.parametrize("fix", [None, "≥", Decimal("0.00")])
def test_a_fix_and_a_waiver_come_back(fix: str | Decimal | None) -> None:
    from dataclasses import replace

    waiver = Waiver(rule="PS301", at="数量指标", reason="理由", by="某人")
    found = Fault(rule="PS301", message=Text(zh="有", en="")).at(Place(file="a"))
    finding = replace(found, fix=fix, waiver=waiver, baselined=True, project="1", where="a/b")
    there = restored(json.loads(json.dumps(recorded(finding))))
    assert (there.fix, type(there.fix), there.waiver, there.baselined) == (fix, type(fix), waiver, True)


def test_what_was_swept_comes_back(many: Path) -> None:
    workspace = open_workspace(many)
    one = swept(workspace, next(document_folders(workspace)), Terms(book=load_rules(workspace)))
    assert len(one.findings) > 10
    assert plain(again(json.loads(json.dumps(plain(one))))) == plain(one)


def test_several_processes_find_what_one_finds(many: Path, monkeypatch) -> None:
    monkeypatch.setattr(sweeping, "FILES", 5)
    assert found_in(many, jobs=2) == found_in(many, jobs=1)


def test_a_worker_that_is_killed_is_named_and_the_rest_goes_on(many: Path, monkeypatch) -> None:
    monkeypatch.setattr(sweeping, "FILES", 5)
    expected = found_in(many, jobs=1)
    real = sweeping.swept

    def deadly(workspace, folder, terms):
        if folder.path.name == "document-05":
            os.kill(os.getpid(), signal.SIGKILL)
        return real(workspace, folder, terms)

    monkeypatch.setattr(sweeping, "swept", deadly)
    found = found_in(many, jobs=2)
    assert [each for each in found if each["name"] != "document-05"] == [
        each for each in expected if each["name"] != "document-05"
    ]
    [killed] = [each["findings"] for each in found if each["name"] == "document-05"]
    assert [(finding["rule"], finding["zh"][0]) for finding in killed] == [
        ("PS092", "检查 projects/document-05 的进程被强行结束了，没有检查完")
    ]


@pytest.mark.parametrize(
    ("to_all", "asked", "code"),
    [(True, "SIGINT", 130), (False, "SIGINT", 130), (True, "SIGTERM", 143), (False, "SIGTERM", 143)],
)
def test_an_interrupt_ends_everything_at_once(many: Path, tmp_path: Path, to_all: bool, asked: str, code: int) -> None:
    (many / "rules").mkdir()
    shutil.copy(Path(__file__).parent / "data" / "slow_rule.py", many / "rules" / "slow.py")
    command = [
        sys.executable,
        "-c",
        "from perfspec import sweep, cli; sweep.FILES = 5; raise SystemExit(cli.main())",
    ]
    arguments = ["check", "-C", str(many), "--jobs", "2", "--no-cache"]
    with subprocess.Popen(
        [*command, *arguments],
        env=os.environ | {"STARTED": str(tmp_path / "started")},
        cwd=REPOSITORY,
        start_new_session=True,
        stderr=subprocess.PIPE,
    ) as run:
        while not (tmp_path / "started").exists() and run.poll() is None:
            time.sleep(0.01)
        (os.killpg if to_all else os.kill)(run.pid, signal.Signals[asked])
        _, err = run.communicate(timeout=8)  # the rule would take longer
    assert (run.returncode, err) == (code, b"")
    with pytest.raises(ProcessLookupError):
        os.killpg(run.pid, 0)


def test_the_pace_is_told() -> None:
    shown: list[tuple[str, str]] = []
    told = _pace(10, lambda zh, en: shown.append((zh, en)))
    told(5)
    told(5)
    assert [zh.split("，")[0] for zh, _ in shown] == ["5/10 个文件", "10/10 个文件"]
    assert shown[1][1].endswith("0 s left")
