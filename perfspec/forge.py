"""One comment on a pull request, written or brought up to date, whatever hosts the code.

GitHub, Gitea and Forgejo share one form of API, GitLab and Gitee have their own. Where to write is told by the
variables that each sets in its runs, or by PERFSPEC_API, PERFSPEC_REPOSITORY and PERFSPEC_PULL.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import quote
from urllib.request import Request, urlopen

from perfspec.error import PerfspecError

MARK = "<!-- perfspec -->"  # by which our comment is found again
PAGE = 100  # comments that are asked for at once
PAGES = 50
SECONDS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """Where the comments of a pull request are listed and written, and where one of them is changed."""

    me: str  # where the host says whose token it is
    comments: str
    comment: str  # with {id}
    headers: Mapping[str, str]
    verb: str = "PATCH"


def thread(environment: Mapping[str, str]) -> Thread:
    """The thread that the variables of a run name. Raises PerfspecError where they name none."""
    token = environment.get("PERFSPEC_TOKEN") or environment.get("GITHUB_TOKEN") or ""
    if not token:
        raise PerfspecError(
            "没有写评论的令牌：设环境变量 PERFSPEC_TOKEN", "there is no token to comment with: set PERFSPEC_TOKEN"
        )
    if "CI_MERGE_REQUEST_IID" in environment:
        base = f"{environment['CI_API_V4_URL']}/projects/{environment['CI_PROJECT_ID']}"
        notes = f"{base}/merge_requests/{environment['CI_MERGE_REQUEST_IID']}/notes"
        me = f"{environment['CI_API_V4_URL']}/user"
        return Thread(me=me, comments=notes, comment=f"{notes}/{{id}}", headers={"PRIVATE-TOKEN": token}, verb="PUT")
    api = environment.get("PERFSPEC_API") or environment.get("GITHUB_API_URL")
    repository = environment.get("PERFSPEC_REPOSITORY") or environment.get("GITHUB_REPOSITORY")
    number = environment.get("PERFSPEC_PULL") or _pull(environment)
    if not api or not repository or not number:
        raise PerfspecError(
            "不知道评论写到哪里：设环境变量 PERFSPEC_API、PERFSPEC_REPOSITORY 和 PERFSPEC_PULL",
            "there is no pull request to comment on: set PERFSPEC_API, PERFSPEC_REPOSITORY and PERFSPEC_PULL",
        )
    me, base = f"{api.rstrip('/')}/user", f"{api.rstrip('/')}/repos/{quote(repository)}"
    headers = {"Authorization": f"Bearer {token}"}
    if api.rstrip("/").endswith("/v5"):  # Gitee
        pull = f"{base}/pulls/{number}/comments"
        return Thread(me=me, comments=pull, comment=f"{base}/pulls/comments/{{id}}", headers=headers)
    issue = f"{base}/issues/{number}/comments"
    return Thread(me=me, comments=issue, comment=f"{base}/issues/comments/{{id}}", headers=headers)


def _pull(environment: Mapping[str, str]) -> str:
    """The number of the pull request in the event of a run, or in its ref."""
    event = Path(environment.get("GITHUB_EVENT_PATH") or "")
    if event.is_file():
        told = json.loads(event.read_text(encoding="utf-8"))
        number = (told.get("pull_request") or {}).get("number")
        if number:
            return str(number)
    match = re.fullmatch(r"refs/pull/(\d+)/\w+", environment.get("GITHUB_REF", ""))
    return match[1] if match else ""


def comment(where: Thread, text: str) -> bool:
    """Write our comment, or change the one that is there; whether it is a new one.

    One that somebody else begins with our mark is left alone: its author could change the report afterwards.
    Raises PerfspecError where the host refuses or cannot be reached.
    """
    body = {"body": f"{MARK}\n{text}"}
    me = _me(where)
    for old in _comments(where):
        if str(old.get("body", "")).startswith(MARK) and _is_by(old, me):
            _ask(where, where.verb, where.comment.replace("{id}", str(old["id"])), body)
            return False
    _ask(where, "POST", where.comments, body)
    return True


def _me(where: Thread) -> int | None:
    """The number of the token's owner; None for the token of a run, which may not ask."""
    try:
        found = _ask(where, "GET", where.me)
    except PerfspecError:
        return None
    return found.get("id") if isinstance(found, dict) else None


def _is_by(comment: Mapping[str, Any], me: int | None) -> bool:
    """Whether a comment is by an account, or where it is not known by which, as far as the host tells, by a program."""
    author = comment.get("user") or comment.get("author") or {}
    return author.get("id") == me if me is not None else author.get("type", "Bot") == "Bot"


def _comments(where: Thread) -> Iterator[dict[str, Any]]:
    for page in range(1, PAGES + 1):
        found = _ask(where, "GET", f"{where.comments}?per_page={PAGE}&page={page}")
        yield from found
        if len(found) < PAGE:
            return


def _ask(where: Thread, verb: str, address: str, body: Mapping[str, str] | None = None) -> Any:
    if not address.startswith(("https://", "http://")):
        raise PerfspecError(f"{address} 不是网址", f"{address} is no web address")
    request = Request(  # noqa: S310  # checked just above
        address,
        method=verb,
        data=json.dumps(body).encode() if body is not None else None,
        headers={"Content-Type": "application/json", "Accept": "application/json", **where.headers},
    )
    try:
        with urlopen(request, timeout=SECONDS) as answer:  # noqa: S310
            return json.load(answer)
    except HTTPError as error:
        raise PerfspecError(
            f"评论没有写成：{error.code} {error.reason}", f"the comment was refused: {error.code} {error.reason}"
        ) from error
    except (URLError, OSError, ValueError) as error:
        raise PerfspecError(f"评论没有写成：{error}", f"the comment could not be written: {error}") from error
