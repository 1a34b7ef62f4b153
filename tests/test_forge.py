"""One comment on a pull request, whatever hosts the code; the pipelines that we ship, run as a runner would."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from perfspec.error import PerfspecError
from perfspec.forge import MARK, comment, thread
from perfspec.yamlfile import read
from tests import history
from tests.conftest import REPOSITORY


class Host(ThreadingHTTPServer):
    """A code host that keeps comments in memory, in the API forms of all that we know."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.comments: list[dict[str, Any]] = [{"id": number, "body": f"someone {number}"} for number in range(150)]
        self.seen: list[tuple[str, str]] = []
        self.refuse = False
        self.is_run = False  # whether the token is that of a run, which may not ask whose it is

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    server: Host

    def answer(self) -> None:
        self.server.seen.append((self.command, self.path.partition("?")[0]))
        length = int(self.headers.get("Content-Length") or 0)
        body = json.loads(self.rfile.read(length) or "{}")
        status, told = 200, None
        if self.server.refuse:
            status, told = 403, {"message": "no"}
        elif self.path.endswith("/user"):
            status, told = (403, {"message": "no"}) if self.server.is_run else (200, {"id": 5})
        elif self.command == "GET":
            page = int(re.search(r"[?&]page=(\d+)", self.path)[1])
            told = self.server.comments[(page - 1) * 100 : page * 100]
        elif self.command == "POST":
            told = {"id": 1000, "user": {"id": 5, "type": "Bot" if self.server.is_run else "User"}, **body}
            self.server.comments.append(told)
        else:
            told = next(each for each in self.server.comments if self.path.endswith(f"/{each['id']}"))
            told.update(body)
        self.send_response(status)
        self.end_headers()
        self.wfile.write(json.dumps(told).encode())

    do_GET = do_POST = do_PATCH = do_PUT = answer

    def log_message(self, *arguments: Any) -> None:
        pass


@pytest.fixture
def host() -> Iterator[Host]:
    server = Host()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def environments(address: str, tmp_path: Path) -> dict[str, tuple[dict[str, str], str, str]]:
    """For each host: the variables of a run, the address of the comments, and how one is changed."""
    event = tmp_path / "event.json"
    event.write_text(json.dumps({"pull_request": {"number": 7}}), encoding="utf-8")
    github = {"GITHUB_API_URL": f"{address}/api", "GITHUB_REPOSITORY": "finance/targets", "GITHUB_TOKEN": "t"}
    own = {"PERFSPEC_REPOSITORY": "finance/targets", "PERFSPEC_PULL": "7", "PERFSPEC_TOKEN": "t"}
    issue = "/repos/finance/targets/issues"
    return {
        "github": (github | {"GITHUB_EVENT_PATH": str(event)}, f"/api{issue}/7/comments", "PATCH"),
        "github by ref": (github | {"GITHUB_REF": "refs/pull/7/merge"}, f"/api{issue}/7/comments", "PATCH"),
        "gitea": (own | {"PERFSPEC_API": f"{address}/api/v1"}, f"/api/v1{issue}/7/comments", "PATCH"),
        "gitee": (
            own | {"PERFSPEC_API": f"{address}/api/v5"},
            "/api/v5/repos/finance/targets/pulls/7/comments",
            "PATCH",
        ),
        "gitlab": (
            {
                "CI_API_V4_URL": f"{address}/api/v4",
                "CI_PROJECT_ID": "3",
                "CI_MERGE_REQUEST_IID": "7",
                "PERFSPEC_TOKEN": "t",
            },
            "/api/v4/projects/3/merge_requests/7/notes",
            "PUT",
        ),
    }


@pytest.mark.parametrize("name", ["github", "github by ref", "gitea", "gitee", "gitlab"])
def test_a_comment_is_written_once_and_then_changed(host: Host, tmp_path: Path, name: str) -> None:
    environment, path, verb = environments(host.address, tmp_path)[name]
    assert comment(thread(environment), "one") is True
    assert comment(thread(environment), "two") is False
    ours = [each["body"] for each in host.comments if each["body"].startswith(MARK)]
    assert ours == [f"{MARK}\ntwo"]
    assert host.seen[1] == ("GET", path)
    assert ("POST", path) in host.seen
    assert host.seen[-1][0] == verb


@pytest.mark.parametrize("is_run", [False, True])
@pytest.mark.parametrize("author", ["user", "author"])
def test_a_comment_that_somebody_else_marked_as_ours_is_left_alone(
    host: Host, tmp_path: Path, is_run: bool, author: str
) -> None:
    environment, _, _ = environments(host.address, tmp_path)["github"]
    host.is_run = is_run
    forged = {"id": 7, "body": f"{MARK}\nno findings", author: {"id": 6, "type": "User"}}
    host.comments.insert(0, dict(forged))
    assert [comment(thread(environment), text) for text in ("one", "two")] == [True, False]
    assert host.comments[0] == forged
    assert host.comments[-1]["body"] == f"{MARK}\ntwo"


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({}, "PERFSPEC_TOKEN"),
        ({"PERFSPEC_TOKEN": "t"}, "PERFSPEC_PULL"),
        ({"PERFSPEC_TOKEN": "t", "PERFSPEC_API": "a", "PERFSPEC_REPOSITORY": "b"}, "PERFSPEC_PULL"),
    ],
)
def test_where_to_write_must_be_known(environment: dict[str, str], said: str) -> None:
    with pytest.raises(PerfspecError) as stopped:
        thread(environment)
    assert said in stopped.value.zh


def test_a_refusal_and_an_unreachable_host_are_one_sentence(host: Host, tmp_path: Path) -> None:
    environment, _, _ = environments(host.address, tmp_path)["gitea"]
    host.refuse = True
    with pytest.raises(PerfspecError, match="403"):
        comment(thread(environment), "one")
    with pytest.raises(PerfspecError, match="web address"):
        comment(thread(environment | {"PERFSPEC_API": "file:///etc"}), "one")
    with pytest.raises(PerfspecError, match="could not be written"):
        comment(thread(environment | {"PERFSPEC_API": "http://127.0.0.1:9/"}), "one")


@pytest.fixture
def runner(workspace: Path, tmp_path: Path, host: Host) -> tuple[Path, dict[str, str]]:
    """A checkout of a pull request that lowers a target, and the variables of a runner; perfspec stands in the path."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    history.git(workspace, "init", "-q", "-b", "main")
    history.commit(workspace, "base")
    history.edit(workspace, history.FIRST, ("≥21个", "≥15个"))
    history.commit(workspace, "change")
    bin = tmp_path / "temp" / "perfspec" / "bin"
    bin.mkdir(parents=True)
    for name in ("perfspec", "python"):
        words = "-m perfspec" if name == "perfspec" else ""
        (bin / name).write_text(f'#!/bin/sh\nexec "{sys.executable}" {words} "$@"\n', encoding="utf-8")
        (bin / name).chmod(0o755)
    environment = {
        "PATH": f"{bin}:{os.environ['PATH']}",
        "PYTHONPATH": str(REPOSITORY),
        "RUNNER_TEMP": str(tmp_path / "temp"),
        "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md"),
        "BASE": "base",
        "PERFSPEC_TOKEN": "t",
        "PERFSPEC_API": host.address,
        "PERFSPEC_REPOSITORY": "finance/targets",
        "PERFSPEC_PULL": "7",
    }
    return workspace, environment


def bash(script: str, cwd: Path, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "-eo", "pipefail", "-c", script], cwd=cwd, env=environment, capture_output=True, text=True
    )


def our_comment(host: Host) -> str:
    (ours,) = [each["body"] for each in host.comments if each["body"].startswith(MARK)]
    return str(ours)


def test_the_action_checks_reviews_and_comments(runner, host: Host) -> None:
    workspace, environment = runner
    steps = read((REPOSITORY / "action.yml").read_bytes(), "action.yml").data["runs"]["steps"]
    scripts = {step["name"]: step["run"] for step in steps if "name" in step}
    checked = bash(scripts["check"], workspace, environment | {"FAIL_ON": ""})
    assert checked.returncode == 0, checked.stdout + checked.stderr
    for _ in range(2):
        reviewed = bash(scripts["review"], workspace, environment | {"COMMENT": "true"})
        assert reviewed.returncode == 1, reviewed.stdout + reviewed.stderr
    assert "≥15个" in our_comment(host)
    assert "≥15个" in Path(environment["GITHUB_STEP_SUMMARY"]).read_text(encoding="utf-8")
    host.refuse = True
    reviewed = bash(scripts["review"], workspace, environment | {"COMMENT": "true"})
    assert reviewed.returncode == 1
    assert "::notice::" in reviewed.stdout


def test_the_action_installs_perfspec_and_nothing_of_the_repository() -> None:
    steps = read((REPOSITORY / "action.yml").read_bytes(), "action.yml").data["runs"]["steps"]
    text = "\n".join(step.get("run", "") for step in steps)
    assert '"$GITHUB_ACTION_PATH"' in text
    assert "-m perfspec" not in text  # python -m puts the folder of the pull request on the path of imports
    assert "${{" not in text  # what people write never becomes part of a script


def test_the_script_for_any_pipeline_does_the_same(runner, host: Host) -> None:
    workspace, environment = runner
    done = bash(f'bash "{REPOSITORY / "ci" / "any.sh"}"', workspace, environment)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "≥15个" in our_comment(host)


def test_the_gitlab_job_writes_its_reports_and_the_comment(runner, host: Host) -> None:
    workspace, environment = runner
    job = read((REPOSITORY / "ci" / "gitlab.yml").read_bytes(), "gitlab.yml").data["perfspec"]
    script = "\n".join(line for line in job["script"] if "venv" not in line and "pip install" not in line)
    script = re.sub(r"/\w+/perfspec/bin", str(Path(environment["RUNNER_TEMP"]) / "perfspec" / "bin"), script)
    done = bash(script, workspace, environment | {"CI_MERGE_REQUEST_DIFF_BASE_SHA": "base"})
    assert done.returncode == 1, done.stdout + done.stderr
    assert "≥15个" in our_comment(host)
    assert isinstance(json.loads((workspace / "gl-code-quality-report.json").read_text(encoding="utf-8")), list)
    assert (workspace / "perfspec-junit.xml").read_text(encoding="utf-8").startswith("<?xml")


def test_the_gitea_workflow_does_the_same(runner, host: Host) -> None:
    workspace, environment = runner
    steps = read((REPOSITORY / "ci" / "gitea.yml").read_bytes(), "gitea.yml").data["jobs"]["review"]["steps"]
    lines = [line for line in steps[-1]["run"].splitlines() if "venv" not in line and "pip" not in line]
    done = bash("\n".join(lines), workspace, environment)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "≥15个" in our_comment(host)
