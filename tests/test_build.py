"""What is published: whole, the same bytes each time, and never over something that is not ours."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from perfspec import atomic
from tests.test_check import DOCUMENT, FIRST, edit


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_build_makes_every_document_and_table(run, workspace: Path, tmp_path: Path) -> None:
    out = tmp_path / "dist"
    code, said, _ = run("build", "-C", workspace, "-o", out)
    assert code == 0
    assert "23 个项目，共 19,584.52 万元" in said
    made = contents(out)
    assert len(made) == 4 + 2 * 23 + 1
    folder = "fengrun-finance-2023"
    main = {f"{folder}/{name}.{kind}" for name in ("document", "opinion") for kind in ("html", "md")}
    assert main | {"manifest.json"} <= made.keys()
    assert set(json.loads(made["manifest.json"])["files"]) == made.keys() - {"manifest.json"}


def test_two_builds_give_the_same_bytes(run, workspace: Path, tmp_path: Path) -> None:
    run("build", "-C", workspace, "-o", tmp_path / "one")
    run("build", "-C", workspace, "-o", tmp_path / "two")
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_a_build_replaces_the_build_before(run, workspace: Path, tmp_path: Path) -> None:
    out = tmp_path / "dist"
    run("build", "-C", workspace, "-o", out)
    (workspace / DOCUMENT / FIRST).unlink()
    assert run("build", "-C", workspace, "-o", out)[0] == 0
    assert len(contents(out)) == 4 + 2 * 22 + 1
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_errors_publish_nothing(run, workspace: Path, tmp_path: Path) -> None:
    edit(workspace, "target: ≥21个", "targt: ≥21个")
    code, said, _ = run("build", "-C", workspace, "-o", tmp_path / "dist")
    assert code == 1
    assert "没有生成" in said
    assert not (tmp_path / "dist").exists()


def test_a_folder_with_other_things_is_left_alone(run, workspace: Path, tmp_path: Path) -> None:
    out = tmp_path / "home"
    out.mkdir()
    (out / "letter.txt").write_text("dear", encoding="utf-8")
    code, _, err = run("build", "-C", workspace, "-o", out)
    assert code == 2
    assert "不会覆盖" in err
    assert contents(out) == {"letter.txt": b"dear"}


def test_a_build_that_breaks_off_leaves_the_old_one_whole(run, workspace: Path, tmp_path: Path, monkeypatch) -> None:
    out = tmp_path / "dist"
    run("build", "-C", workspace, "-o", out)
    before = contents(out)
    edit(workspace, "name: 乡镇数量", "name: 乡镇个数")
    calls = iter(range(10))

    def stop(*arguments: object) -> str:
        if next(calls) == 5:
            raise KeyboardInterrupt
        return "half"

    monkeypatch.setattr("perfspec.publish.output.render_table", stop)
    assert run("build", "-C", workspace, "-o", out)[0] == 130
    assert contents(out) == before
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


@pytest.mark.parametrize("can_exchange", [True, False])
def test_a_folder_is_replaced_whole(tmp_path: Path, monkeypatch, can_exchange: bool) -> None:
    if not can_exchange:
        monkeypatch.setattr(atomic, "_exchange", lambda one, other: False)
    old, new = tmp_path / "old", tmp_path / "new"
    for folder, text in ((old, "old"), (new, "new")):
        folder.mkdir()
        (folder / "a").write_text(text, encoding="utf-8")
    atomic.replace_folder(new, old)
    assert contents(tmp_path) == {"old/a": b"new"}


def test_a_file_is_replaced_whole_and_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_text("old", encoding="utf-8")
    path.chmod(0o640)
    atomic.write_file(path, b"new")
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [path]


def test_render_one_table_by_file_and_by_code(run, workspace: Path) -> None:
    _, by_file, _ = run("render", workspace / DOCUMENT / FIRST)
    _, by_code, _ = run("render", "-C", workspace, "13020823P00023510001U")
    assert by_file == by_code
    assert "≥21个" in by_file


def test_render_the_whole_document(run, workspace: Path, tmp_path: Path) -> None:
    code, out, _ = run("render", "-C", workspace, "--format", "html")
    assert code == 0
    assert out.lower().startswith("<!doctype html>")
    assert run("render", workspace / DOCUMENT, "--format", "html", "-o", tmp_path / "a.html")[0] == 0
    assert (tmp_path / "a.html").read_text(encoding="utf-8") == out


def test_render_says_what_is_wrong(run, workspace: Path) -> None:
    assert run("render", "-C", workspace, "13020823P00099910001U")[0] == 2
    edit(workspace, "target: ≥21个", "targt: ≥21个")
    code, out, _ = run("render", workspace / DOCUMENT / FIRST)
    assert code == 1
    assert "PS011" in out
