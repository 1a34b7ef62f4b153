"""The templates and how they are filled.

A template is looked for in each folder in turn, so that a workspace's own wins. Templates are sandboxed, what they use
and do not have is an error, and data is escaped for the format that the template's name tells, never parsed.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import FunctionLoader, StrictUndefined, Undefined, pass_context
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from perfspec.error import PerfspecError
from perfspec.markdown import escape
from perfspec.model import Document, Project
from perfspec.opinion import Opinion, Table
from perfspec.packs import RuleBook
from perfspec.publish.document import pages
from perfspec.publish.form import form
from perfspec.publish.grid import indicator_grid, project_grid
from perfspec.publish.opinion import opinion_page, table_page
from perfspec.publish.proof import Proof
from perfspec.publish.templatefaults import template_faults
from perfspec.publish.typstliteral import literal

Source = tuple[str, str, Callable[[], bool]]


def render_table(
    document: Document, project: Project, format: str, folders: Sequence[Path], *, proof: Proof | None = None
) -> str:
    """The form of one project by itself, as `md` or `html`."""
    return render(f"table.{format}.j2", folders, document=document, form=form(document, project), proof=proof)


def render_document(
    document: Document, format: str, folders: Sequence[Path], *, opinion: str = "", proof: Proof | None = None
) -> str:
    """The whole document, as `md` or `html`; with a link to the opinion on it, where that lies beside."""
    values = {"document": document, "pages": pages(document), "opinion": opinion, "proof": proof}
    return render(f"document.{format}.j2", folders, **values)


def render_opinion(
    opinion: Opinion,
    book: RuleBook,
    format: str,
    folders: Sequence[Path],
    lang: str = "zh",
    *,
    proof: Proof | None = None,
) -> str:
    """The review opinion on a whole document, as `md` or `html`."""
    return render(f"opinion.{format}.j2", folders, page=opinion_page(opinion, book, lang), proof=proof)


def render_table_opinion(opinion: Opinion, table: Table, format: str, folders: Sequence[Path], lang: str = "zh") -> str:
    """The review opinion on one project, as `md` or `html`."""
    return render(f"opinion-project.{format}.j2", folders, page=table_page(opinion, table, lang))


def environment(folders: Sequence[Path]) -> ImmutableSandboxedEnvironment:
    """A Jinja environment for templates in these folders, the first one winning."""
    made = ImmutableSandboxedEnvironment(
        loader=FunctionLoader(lambda name: _source(name, folders)),
        undefined=StrictUndefined,
        autoescape=True,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.globals.pop("lipsum")
    made.filters.pop("random")  # the same input gives the same bytes
    made.globals.update(project_grid=project_grid, indicator_grid=indicator_grid)
    made.filters["source_hash"] = _source_hash
    return made


_environment = lru_cache(maxsize=8)(environment)


def render(name: str, folders: Sequence[Path], **values: Any) -> str:
    """A template filled with values."""
    with template_faults(folders):
        text = _environment(tuple(folders)).get_template(name).render(**values)
    return text.rstrip("\n") + "\n"


@pass_context
def _finalize(context: Context, value: Any) -> Any:
    """What an expression prints: a literal in a typst template, and in a Markdown template what Markdown leaves alone.

    What is markup already (a macro's text) stays; Jinja escapes the rest for HTML, where None prints nothing.
    """
    name = context.name or ""
    if hasattr(value, "__html__") or isinstance(value, Undefined):
        return value
    if name.endswith((".typ.j2", ".typ")):
        return Markup(literal(value))  # noqa: S704 - a literal of typst
    if value is None:
        return ""
    return Markup(escape(str(value))) if name.endswith(".md.j2") else value  # noqa: S704 - escaped for Markdown


def _source(name: str, folders: Sequence[Path]) -> Source | None:
    found = _find(name, folders)
    if found is None:
        return None
    path, text = found
    return text, str(path), lambda: _find(name, folders) == found


def _find(name: str, folders: Sequence[Path]) -> tuple[Path, str] | None:
    """The first file of that name; a name or a link that leads out of its folder finds nothing."""
    for folder in folders:
        path = folder / name
        if path.is_file() and path.resolve().is_relative_to(folder.resolve()):
            return path, _read(path)
    return None


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise PerfspecError(f"{path} 不是 UTF-8 文字", f"{path} is not UTF-8 text") from error


def _source_hash(text: str) -> str:
    """How a content security policy names an inline style or script."""
    digest = hashlib.sha256(text.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"
