"""A cluster finds what one process finds, also when a worker is killed in the middle."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from perfspec.check import Terms
from perfspec.judges import content_key
from perfspec.packs import load_rules
from perfspec.sweep import plain, swept
from perfspec.worker import order_of, packed, work
from perfspec.workspace import document_folders, open_workspace
from tests.conftest import REPOSITORY

SOURCE = REPOSITORY / "projects" / "fengrun-finance-2023"
CLIENT = [sys.executable, "-c", "import sys; from perfspec import cli, sweep; sweep.FILES = 5; sys.exit(cli.main())"]
LIMIT = 120  # seconds after which a test that hangs is given up

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="workers are killed by signals")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    scheduler: subprocess.Popen[bytes]
    address: str
    folder: Path
    environment: dict[str, str]

    def start(self, *command: str) -> subprocess.Popen[bytes]:
        """A process of the cluster, whose words lie in a file."""
        return _start(self.folder, self.environment, *command)


def _start(folder: Path, environment: dict[str, str], *command: str) -> subprocess.Popen[bytes]:
    with (folder / "log").open("ab") as log:
        return subprocess.Popen(
            [sys.executable, "-m", *command],
            cwd=folder,
            env=environment,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )


@contextmanager
def scheduler(folder: Path, **settings: str) -> Generator[Cluster]:
    """A scheduler on loopback, and the end of all that was started below it."""
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY), **settings}
    at = folder / "scheduler.json"
    command = ("distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
    process = _start(folder, environment, *command, "--scheduler-file", str(at))
    try:
        yield Cluster(scheduler=process, address=_address(at), folder=folder, environment=environment)
    finally:
        end(process)


@contextmanager
def workers(cluster: Cluster, count: int, *options: str) -> Generator[list[subprocess.Popen[bytes]]]:
    command = ("distributed.cli.dask_worker", cluster.address, "--nthreads", "1", "--no-dashboard", *options)
    started = [cluster.start(*command, "--local-directory", str(cluster.folder / "work")) for _ in range(count)]
    try:
        yield started
    finally:
        for process in started:
            end(process)


def end(process: subprocess.Popen[bytes]) -> None:
    """End a process that a test has started, and those that it has started itself."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(timeout=LIMIT)


def appears(path: Path) -> Path:
    for _ in range(LIMIT * 100):
        if path.exists() and path.stat().st_size:
            return path
        time.sleep(0.01)
    raise AssertionError(f"{path} does not appear")


def _address(at: Path) -> str:
    for _ in range(LIMIT * 100):
        try:
            return str(json.loads(appears(at).read_text(encoding="utf-8"))["address"])
        except ValueError:  # it is being written
            time.sleep(0.01)
    raise AssertionError("no address")


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Generator[Cluster]:
    pytest.importorskip("distributed")
    with scheduler(tmp_path_factory.mktemp("cluster")) as running:
        yield running


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """A workspace of twelve documents of three files, and the rule by which the test meets a worker."""
    root = tmp_path / "many"
    (root / "rules").mkdir(parents=True)
    shutil.copy(REPOSITORY / "perfspec.yaml", root)
    shutil.copy(REPOSITORY / "tests" / "data" / "cluster_rule.py", root / "rules")
    (root / "wanted").write_text("document-05 none", encoding="utf-8")
    files = sorted(path for path in SOURCE.iterdir() if path.name != "department.yaml")
    for number in range(12):
        folder = root / "projects" / f"document-{number:02}"
        folder.mkdir(parents=True)
        for path in (SOURCE / "department.yaml", *files[number : number + 2]):
            shutil.copy(path, folder)
    return root


def client(root: Path, *options: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*CLIENT, "check", "-C", str(root), "--no-cache", "--format", "json", *options],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def said(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    out, err = process.communicate(timeout=LIMIT)
    return process.returncode, out, err


def test_a_worker_that_is_killed_in_the_middle_changes_nothing(cluster: Cluster, many: Path) -> None:
    expected = said(client(many))
    (many / "wanted").write_text("document-05 hold", encoding="utf-8")
    with workers(cluster, 2, "--no-nanny") as started:
        run = client(many, "--cluster", cluster.address)
        victim = int(appears(many / "victim").read_text(encoding="utf-8"))
        assert victim in [process.pid for process in started]
        (many / "on").touch()
        os.kill(victim, signal.SIGKILL)
        assert said(run) == expected
        assert [process.poll() is None for process in started].count(True) == 1
    assert json.loads(expected[1])["summary"]["documents"] == 12


def test_an_interrupt_ends_the_client_and_frees_the_workers(cluster: Cluster, many: Path) -> None:
    (many / "wanted").write_text("document-05 hold", encoding="utf-8")
    with workers(cluster, 1, "--no-nanny"):
        run = client(many, "--cluster", cluster.address)
        appears(many / "victim")
        run.send_signal(signal.SIGINT)
        assert said(run) == (130, "", "")
        (many / "on").touch()
        assert said(client(many, "--cluster", cluster.address))[0] == said(client(many))[0]


def test_a_document_that_kills_its_workers_is_named_and_the_rest_goes_on(tmp_path: Path, many: Path) -> None:
    expected = json.loads(said(client(many))[1])["findings"]
    (many / "wanted").write_text("document-05 die", encoding="utf-8")
    once = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0"}
    with scheduler(tmp_path, **once) as running, workers(running, 1):
        code, out, err = said(client(many, "--cluster", running.address))
    assert (code, err) == (1, "")
    found = json.loads(out)["findings"]
    deadly = "projects/document-05/"
    assert [each for each in found if not each["file"].startswith(deadly)] == [
        each for each in expected if not each["file"].startswith(deadly)
    ]
    assert [(each["rule"], each["message"]) for each in found if each["file"].startswith(deadly)] == [
        ("PS092", "检查 projects/document-05 的进程被强行结束了，没有检查完")
    ]


def test_rules_that_change_between_two_runs_are_loaded_again(cluster: Cluster, many: Path) -> None:
    with workers(cluster, 1, "--no-nanny"):
        before = said(client(many, "--cluster", cluster.address))
        rule = many / "rules" / "cluster_rule.py"
        rule.write_text(rule.read_text(encoding="utf-8").replace("到这里了", "又到这里了"), encoding="utf-8")
        after = said(client(many, "--cluster", cluster.address))
    assert (before[1].count("又到这里了"), after[1].count("又到这里了")) == (0, 12)
    assert after == said(client(many))


@pytest.mark.parametrize(
    ("address", "why"),
    [("tcp://127.0.0.1:1", "Timed out"), ("nonsense", "missing port"), ("foo://bar:1", "unknown address scheme")],
)
def test_an_address_that_cannot_be_reached_is_told(many: Path, address: str, why: str) -> None:
    pytest.importorskip("distributed")
    code, out, err = said(client(many, "--cluster", address))
    assert (code, out) == (2, "")
    assert err.startswith(f"perfspec: 连不上集群 {address}：{why}")
    assert err.count("\n") == 1


def test_a_cluster_without_workers_is_told(cluster: Cluster, many: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(
        globals(), "CLIENT", [*CLIENT[:2], f"from perfspec import cluster; cluster.PATIENCE = 1; {CLIENT[2]}"]
    )
    assert said(client(many, "--cluster", cluster.address)) == (
        2,
        "",
        "perfspec: 集群里没有工作进程；启动 dask worker 后再试\n",
    )


def test_a_scheduler_that_goes_is_told(tmp_path: Path, many: Path) -> None:
    pytest.importorskip("distributed")
    (many / "wanted").write_text("document-05 hold", encoding="utf-8")
    with scheduler(tmp_path) as running, workers(running, 1, "--no-nanny"):
        run = client(many, "--cluster", running.address)
        appears(many / "victim")
        end(running.scheduler)
        code, out, err = said(run)
    assert (code, out, err) == (2, "", "perfspec: 和集群的调度器断开了；重新启动调度器后再试\n")


def test_machines_without_perfspec_are_told(tmp_path: Path, many: Path) -> None:
    pytest.importorskip("distributed")
    (tmp_path / "lacking" / "perfspec").mkdir(parents=True)
    (tmp_path / "lacking" / "perfspec" / "__init__.py").write_text("raise ImportError('it lacks')", encoding="utf-8")
    with scheduler(tmp_path, PYTHONPATH=str(tmp_path / "lacking")) as running, workers(running, 1, "--no-nanny"):
        code, out, err = said(client(many, "--cluster", running.address))
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert err.startswith("perfspec: 集群的调度器或工作进程没有装好 perfspec")


def test_without_the_library_the_command_that_installs_it_is_told(run, many: Path, monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    code, _, err = run("check", "-C", many, "--no-cache", "--cluster", "tcp://127.0.0.1:1")
    assert (code, err) == (2, 'perfspec: --cluster 要有 dask.distributed：pip install "perfspec[cluster]"\n')


@pytest.mark.parametrize("other", [("--changed-since", "main"), ("--rules-from", "main"), ("--jobs", "2")])
def test_options_that_a_cluster_cannot_follow_are_refused(run, many: Path, other: tuple[str, str]) -> None:
    code, _, err = run("check", "-C", many, "--cluster", "tcp://127.0.0.1:1", *other)
    assert (code, err) == (2, f"perfspec: --cluster 和 {other[0]} 不能同时写\n")


def order(root: Path) -> str:
    workspace = open_workspace(root)
    return order_of(workspace, lang="en", trusted_only=False, no_baseline=False, today=date(2024, 1, 1))


def test_a_worker_checks_what_it_is_given(many: Path) -> None:
    workspace = open_workspace(many)
    folders = list(document_folders(workspace))[:2]
    terms = Terms(book=load_rules(workspace, lang="en"), today=date(2024, 1, 1))
    expected = [plain(swept(workspace, folder, terms)) for folder in folders]
    assert json.loads(work(order(many), packed(folders))) == {"found": expected}


def test_a_worker_with_other_rules_does_not_check(many: Path) -> None:
    wanted = order(many)
    (many / "rules" / "more.txt").touch()
    stopped = json.loads(work(wanted, "[]"))["stopped"]
    assert stopped[0].startswith("perfspec、Python、规则、设置或基线和发出检查的机器不同")


def test_a_worker_without_the_workspace_says_so(many: Path) -> None:
    wanted = order(many)
    shutil.rmtree(many)
    assert "perfspec.yaml" in json.loads(work(wanted, "[]"))["stopped"][1]


def test_the_key_is_that_of_the_contents(many: Path, tmp_path: Path) -> None:
    before = content_key(open_workspace(many))
    other = tmp_path / "elsewhere"
    shutil.copytree(many, other)
    assert content_key(open_workspace(other)) == before
    keys = {before}
    for name in ("perfspec.yaml", "rules/cluster_rule.py", "rules/profiles/x.yaml", "baseline.jsonl"):
        (other / name).parent.mkdir(exist_ok=True)
        with (other / name).open("a", encoding="utf-8") as stream:
            stream.write("# more\n")
        keys.add(content_key(open_workspace(other)))
    assert len(keys) == 5
    os.mkfifo(other / "rules" / "pipe")  # which would be waited for
    assert content_key(open_workspace(other)) not in keys
