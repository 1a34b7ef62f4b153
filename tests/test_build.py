"""What is published: whole, the same bytes each time, and never over something that is not ours."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import random
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from importlib import metadata
from pathlib import Path
from types import SimpleNamespace

import pytest

from perfspec import atomic
from perfspec.commands.progress import progress
from perfspec.commands.watching import concerns
from perfspec.error import PerfspecError
from perfspec.opinion import opinion
from perfspec.packs import NO_RULES
from perfspec.publish import formats, manifest, output, pdf
from perfspec.publish.formats import FORMATS
from perfspec.publish.manifest import source_of, tools_of
from perfspec.publish.output import _remove_remains
from perfspec.publish.proof import digest
from perfspec.publish.publication import Publication
from tests.conftest import REPOSITORY
from tests.pdfreader import needs_font
from tests.reference import TEMPLATES, reference, small_document
from tests.test_check import DOCUMENT, FIRST, edit
from tests.test_scoring import builtin_scoring


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_build_makes_every_document_and_table(run, workspace: Path, tmp_path: Path) -> None:
    out = tmp_path / "dist"
    code, said, _ = run("build", "--to", "md,html", "-C", workspace, "-o", out)
    assert code == 0
    assert "23 个项目，共 19,584.52 万元" in said
    made = contents(out)
    assert len(made) == 4 + 2 * 23 + 1
    folder = "fengrun-finance-2023"
    main = {f"{folder}/{name}.{kind}" for name in ("document", "opinion") for kind in ("html", "md")}
    assert main | {"manifest.json"} <= made.keys()
    batches = json.loads(made["manifest.json"])["batches"]
    assert {file for batch in batches for file in batch["files"]} == made.keys() - {"manifest.json"}


def test_each_page_tells_the_data_that_it_was_made_of(run, workspace: Path, tmp_path: Path) -> None:
    run("build", "--to", "md,html", "-C", workspace, "-o", tmp_path / "dist")
    made = contents(tmp_path / "dist")
    del made["manifest.json"]
    assert {name for name, content in made.items() if digest(reference()).encode() not in content} == set()


def test_two_builds_give_the_same_bytes(run, workspace: Path, tmp_path: Path) -> None:
    run("build", "--to", "md,html", "-C", workspace, "-o", tmp_path / "one")
    run("build", "--to", "md,html", "-C", workspace, "-o", tmp_path / "two")
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_a_build_replaces_the_build_before(run, workspace: Path, tmp_path: Path) -> None:
    out = tmp_path / "dist"
    run("build", "--to", "md,html", "-C", workspace, "-o", out)
    (workspace / DOCUMENT / FIRST).unlink()
    assert run("build", "--to", "md,html", "-C", workspace, "-o", out)[0] == 0
    assert len(contents(out)) == 4 + 2 * 22 + 1
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_manifest_that_something_else_laid_out_still_tells_what_was_built(run, workspace: Path, tmp_path) -> None:
    out = tmp_path / "dist"
    run("build", "--to", "md", "-C", workspace, "-o", out)
    told = json.loads((out / "manifest.json").read_bytes())
    (out / "manifest.json").write_text(json.dumps(told, indent=2))
    assert run("build", "--to", "md", "-C", workspace, "-o", out)[0] == 0
    for batch in ("a", {**told["batches"][0], "document": ["x"]}):
        (out / "manifest.json").write_text(json.dumps({"batches": [*told["batches"], batch]}))
        assert run("build", "--to", "md", "--only-changed", "-C", workspace, "-o", out)[0] == 0


def test_errors_publish_nothing(run, workspace: Path, tmp_path: Path) -> None:
    edit(workspace, "target: ≥21个", "targt: ≥21个")
    code, said, _ = run("build", "--to", "md,html", "-C", workspace, "-o", tmp_path / "dist")
    assert code == 1
    assert "没有生成" in said
    assert not (tmp_path / "dist").exists()


def test_a_folder_with_other_things_is_left_alone(run, workspace: Path, tmp_path: Path) -> None:
    out = tmp_path / "home"
    out.mkdir()
    (out / "letter.txt").write_text("dear", encoding="utf-8")
    code, _, err = run("build", "--to", "md,html", "-C", workspace, "-o", out)
    assert code == 2
    assert "不会覆盖：letter.txt" in err
    assert contents(out) == {"letter.txt": b"dear"}


def test_what_was_put_into_the_folder_of_a_build_is_not_lost(run, workspace: Path, tmp_path: Path) -> None:
    out = tmp_path / "dist"
    build = ("build", "--to", "md", "-C", workspace, "-o", out)
    run(*build)
    (out / "fengrun-finance-2023" / ".DS_Store").write_bytes(b"")
    assert run(*build)[0] == 0
    (out / "fengrun-finance-2023" / "letter.txt").write_text("dear", encoding="utf-8")
    before = contents(out)
    code, _, err = run(*build)
    assert (code, "不会覆盖：letter.txt" in err) == (2, True)
    assert contents(out) == before


def test_a_link_stays_and_leads_to_the_new_folder(run, workspace: Path, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    assert run("build", "--to", "md", "-C", workspace, "-o", tmp_path / "link")[0] == 0
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real" / "manifest.json").is_file()


def test_the_current_folder_is_not_replaced(run, workspace: Path, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    code, _, err = run("build", "--to", "md", "-C", workspace, "-o", ".")
    assert (code, "不能整个换上" in err) == (2, True)


def test_a_folder_that_cannot_be_written_is_told(run, workspace: Path, tmp_path: Path, monkeypatch) -> None:
    out = tmp_path / "dist"
    run("build", "--to", "md", "-C", workspace, "-o", out)
    before = contents(tmp_path)

    def full(path: Path, content: bytes) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(output, "_write", full)
    code, _, err = run("build", "--to", "md", "-C", workspace, "-o", out)
    assert (code, f"{out} 写不了：磁盘满了；腾出地方再运行" in err) == (2, True)
    assert contents(tmp_path) == before


def test_a_build_that_breaks_off_leaves_the_old_one_whole(run, workspace: Path, tmp_path: Path, monkeypatch) -> None:
    out = tmp_path / "dist"
    run("build", "--to", "md,html", "-C", workspace, "-o", out)
    before = contents(out)
    edit(workspace, "name: 乡镇数量", "name: 乡镇个数")
    calls = iter(range(10))

    def stop(*arguments: object, **named: object) -> str:
        if next(calls) == 5:
            raise KeyboardInterrupt
        return "half"

    monkeypatch.setattr("perfspec.publish.formats.render_table", stop)
    assert run("build", "--to", "md,html", "-C", workspace, "-o", out)[0] == 130
    assert contents(out) == before
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_what_has_not_changed_is_taken_over(run, workspace: Path, tmp_path: Path, monkeypatch) -> None:
    out = tmp_path / "dist"
    build = ("build", "--to", "md,html", "--only-changed", "-C", workspace, "-o", out)
    run(*build)
    before = contents(out)
    with monkeypatch.context() as patched:
        patched.setattr("perfspec.publish.formats.render_table", None)  # is not called
        code, said, _ = run(*build)
    assert code == 0
    assert said.count("（没有变）") == 4
    assert contents(out) == before
    edit(workspace, "target: ≥21个", "target: ≥22个")
    code, said, _ = run(*build)
    assert "（没有变）" not in said
    assert "≥22个" in (out / "fengrun-finance-2023/document.md").read_text(encoding="utf-8")
    monkeypatch.setattr("perfspec.publish.manifest.__version__", "0")
    assert "（没有变）" not in run(*build)[1]


def test_what_was_changed_by_hand_is_made_again(run, workspace: Path, tmp_path: Path) -> None:
    out = tmp_path / "dist"
    build = ("build", "--to", "md,html", "--only-changed", "-C", workspace, "-o", out)
    run(*build)
    before = contents(out)
    (out / "fengrun-finance-2023/tables/13020823P00023510001U.md").write_text("别的", encoding="utf-8")
    _, said, _ = run(*build)
    assert said.count("（没有变）") == 2
    assert contents(out) == before
    (out / "manifest.json").write_text('{"batches": [{"files": {"../a": 1}}]}', encoding="utf-8")
    assert run(*build)[0] == 2  # who made the files is not known


def test_a_format_that_cannot_be_made_is_told(run, workspace: Path, tmp_path: Path, monkeypatch) -> None:
    missing = replace(FORMATS["html"], missing=lambda folders: PerfspecError("缺少某库", "a library is missing"))
    monkeypatch.setitem(FORMATS, "html", missing)
    code, _, err = run("build", "--to", "md,html", "-C", workspace, "-o", tmp_path / "dist")
    assert (code, "缺少某库" in err) == (2, True)
    assert not (tmp_path / "dist").exists()
    code, _, err = run("build", "-C", workspace, "-o", tmp_path / "dist")
    assert (code, "没有生成 html：缺少某库" in err) == (0, True)
    assert not (tmp_path / "dist/fengrun-finance-2023/document.html").exists()


def test_a_font_in_the_workspace_is_as_good_as_one_that_is_installed(
    run, workspace: Path, tmp_path: Path, monkeypatch
) -> None:
    asked: list[Sequence[Path]] = []
    monkeypatch.setitem(FORMATS, "md", replace(FORMATS["md"], missing=asked.append))
    assert run("build", "--to", "md", "-C", workspace, "-o", tmp_path / "dist")[0] == 0
    assert asked[0][0] == workspace / "templates"


@needs_font
@pytest.mark.parametrize("library", ["typst", "XlsxWriter", "Jinja2"])
def test_another_version_of_a_library_makes_its_files_again(monkeypatch, library: str) -> None:
    said = opinion(small_document(), (), builtin_scoring())
    publication = Publication(opinion=said, book=NO_RULES, folders=TEMPLATES)
    kinds = [FORMATS["md"], FORMATS["pdf"], FORMATS["xlsx"]]

    def sources() -> list[str]:
        return [source_of(publication, format, {}, tools_of(publication)) for format in kinds]

    before = sources()
    for module in (manifest, pdf, formats):
        monkeypatch.setattr(module, "version", lambda name: "0" if name == library else metadata.version(name))
    changed = [one != other for one, other in zip(before, sources(), strict=True)]
    assert changed == {"typst": [False, True, False], "XlsxWriter": [False, False, True]}.get(library, [True] * 3)


def test_the_remains_of_a_killed_build_are_removed_and_those_of_a_running_one_stay(tmp_path: Path) -> None:
    ended = subprocess.Popen(["true"])
    ended.wait()
    remains, running = tmp_path / f".dist-{ended.pid}-a", tmp_path / f".dist-{os.getpid()}-b"
    for folder in (remains, running, tmp_path / ".dist-x-y"):
        folder.mkdir()
    _remove_remains(tmp_path / "dist")
    assert {path.name for path in tmp_path.iterdir()} == {running.name, ".dist-x-y"}


def test_a_build_that_is_killed_at_any_moment_leaves_a_whole_folder(workspace: Path, tmp_path: Path) -> None:
    out = tmp_path / "dist"
    command = [sys.executable, "-m", "perfspec", "build", "--to", "md,html", "-C", workspace, "-o"]
    subprocess.run([*command, out], check=True, capture_output=True, cwd=REPOSITORY)
    old = contents(out)
    edit(workspace, "target: ≥21个", "target: ≥22个")
    subprocess.run([*command, tmp_path / "new"], check=True, capture_output=True, cwd=REPOSITORY)
    wholes = [old, contents(tmp_path / "new")]
    moments = random.Random(0)
    for _ in range(20):
        with subprocess.Popen([*command, out], stdout=subprocess.DEVNULL, cwd=REPOSITORY) as build:
            with contextlib.suppress(subprocess.TimeoutExpired):
                build.wait(moments.uniform(0.3, 1.5))
            build.kill()
        assert contents(out) in wholes
    subprocess.run([*command, out], check=True, capture_output=True, cwd=REPOSITORY)
    assert contents(out) == wholes[1]
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_progress_is_one_line_on_a_terminal_and_nothing_elsewhere(capsys, monkeypatch) -> None:
    with progress() as show:
        show("文件")
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "10")
    with progress() as show:
        show("绩效目标表\x1b绩效目标表")
        show("这一行来得太快")
    assert capsys.readouterr().err == "\r\x1b[K绩效目标\r\x1b[K"


@pytest.mark.parametrize(
    ("changed", "does_concern"),
    [
        ("projects/a/b.yaml", True),
        ("perfspec.yaml", True),
        ("templates/table.md.j2", True),
        ("dist/a/document.html", False),
        (".dist-1-2/a", False),
        ("projects/a/.b.yaml.swp", False),
        ("projects/a/b.yaml~", False),
    ],
)
def test_inputs_are_watched_and_outputs_are_not(tmp_path: Path, changed: str, does_concern: bool) -> None:
    assert concerns(tmp_path, {tmp_path / changed}) == does_concern


def test_each_change_makes_another_build_until_ctrl_c(run, workspace: Path, tmp_path: Path, monkeypatch) -> None:
    def watch(root: Path) -> Iterator[set[tuple[int, str]]]:
        edit(workspace, "target: ≥21个", "target: ≥22个")
        yield {(1, str(root / DOCUMENT / FIRST))}
        yield {(1, str(root / "dist"))}  # of no concern
        (root / "templates").mkdir()
        (root / "templates/table.md.j2").write_text("{{ nothing }}", encoding="utf-8")
        yield {(1, str(root / "templates/table.md.j2"))}
        raise KeyboardInterrupt

    monkeypatch.setitem(sys.modules, "watchfiles", SimpleNamespace(watch=watch))
    code, said, err = run("build", "--watch", "--to", "md", "-C", workspace, "-o", tmp_path / "dist")
    assert (code, said.count("审核意见：")) == (0, 2)
    waiting, fault = err.splitlines()
    assert waiting == "等待文件变化，按 Ctrl-C 结束"
    assert "table.md.j2:1：模板用到了没有的东西" in fault
    assert "≥22个" in (tmp_path / "dist/fengrun-finance-2023/document.md").read_text(encoding="utf-8")


def test_watching_without_its_library_is_told(run, workspace: Path, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    code, _, err = run("build", "--watch", "--to", "md", "-C", workspace, "-o", tmp_path / "dist")
    assert (code, "pip install 'perfspec[watch]'" in err) == (2, True)


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


def test_a_folder_that_cannot_be_replaced_is_put_back(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(atomic, "_exchange", lambda one, other: False)
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "a").write_text("old", encoding="utf-8")
    with pytest.raises(FileNotFoundError):
        atomic.replace_folder(tmp_path / "none", tmp_path / "old")
    assert contents(tmp_path) == {"old/a": b"old"}


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


def test_a_site_holds_what_it_offers(run, workspace: Path, tmp_path: Path) -> None:
    out = tmp_path / "dist"
    assert run("build", "--to", "site,xlsx,docx", "-C", workspace, "-o", out)[0] == 0
    made = contents(out / "fengrun-finance-2023")
    offered = {name.removeprefix("site/downloads/") for name in made if name.startswith("site/downloads/")}
    assert offered == {
        "document.docx",
        "document.xlsx",
        "data.xlsx",
        "data.json",
        "projects.csv",
        "indicators.csv",
    }
    assert made["site/downloads/document.docx"] == made["document.docx"]
    page = made["site/downloads.html"].decode()
    assert all(f'"downloads/{name}"' in page for name in offered)
    run("build", "--to", "site", "-C", workspace, "-o", out)
    assert "document.docx" not in contents(out / "fengrun-finance-2023")["site/downloads.html"].decode()


def test_what_a_site_offers_is_made_again_with_it(run, workspace: Path, tmp_path: Path) -> None:
    out = tmp_path / "dist"
    build = ("build", "--only-changed", "-C", workspace, "-o", out)
    run(*build, "--to", "docx,site")
    assert run(*build, "--to", "docx,site")[1].count("（没有变）") == 2
    assert run(*build, "--to", "xlsx,site")[1].count("（没有变）") == 0
