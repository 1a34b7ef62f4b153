"""Documents that can be published: checked first, refused where something is wrong."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from perfspec.check import NO_TERMS, Checked, Terms, check
from perfspec.error import PerfspecError
from perfspec.finding import Finding
from perfspec.model import Document
from perfspec.workspace import DocumentFolder, Workspace, document_folders, read_document
from perfspec.yamlfile import YamlFile


def checked_documents(workspace: Workspace, paths: Iterable[Path], terms: Terms = NO_TERMS) -> list[Checked]:
    """The documents at the paths, always whole. Raises PerfspecError where there is no document at all."""
    folders = document_folders_of(workspace, paths)
    return [check(workspace, read_document(workspace, folder), terms) for folder in folders]


def document_folders_of(workspace: Workspace, paths: Iterable[Path]) -> list[DocumentFolder]:
    """The folders of the documents at the paths, always whole. Raises PerfspecError where there is no document at
    all."""
    folders = list(document_folders(workspace, [path.parent if path.is_file() else path for path in paths]))
    if not folders:
        raise PerfspecError(
            f"{workspace.root / 'projects'} 里没有文本；先运行 perfspec init 或 perfspec import",
            f"No document below {workspace.root / 'projects'}; run perfspec init or perfspec import first",
        )
    return folders


def whole_documents(
    workspace: Workspace, paths: Iterable[Path], terms: Terms = NO_TERMS
) -> tuple[list[Document], list[Finding], dict[str, YamlFile]]:
    """The documents at the paths, always whole, with what is wrong in them.

    Raises PerfspecError where there is no document at all.
    """
    checked = checked_documents(workspace, paths, terms)
    found = [document.document for document in checked if document.document is not None]
    findings = [finding for document in checked for finding in document.findings]
    sources = {file: source for document in checked for file, source in document.sources.items()}
    return found, findings, sources
