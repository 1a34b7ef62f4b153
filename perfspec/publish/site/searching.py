"""What a reader can search in: the texts of each project by field, as a script that needs no server."""

from __future__ import annotations

import json

from perfspec.labels import label
from perfspec.model import Document, Indicator, Project

FIELDS = ("name", "code", "purpose", "goals", "indicators")  # those that are lists have a text for each entry


def search_script(document: Document) -> bytes:
    """The texts as the value of a global name: the labels of the fields, and for each project what it says in each."""
    said = {
        "fields": [label("project", field) for field in FIELDS],
        "projects": [_texts(project) for project in document.projects],
    }
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return f"var perfspecTexts = {text};\n".encode()


def _texts(project: Project) -> list[list[str]]:
    names = dict.fromkeys((project.name, project.heading))
    return [
        [_line(name) for name in names],
        [project.code.text],
        [_line(project.purpose)] if project.purpose else [],
        [_line(goal) for goal in project.goals],
        [_indicator(indicator) for indicator in project.indicators],
    ]


def _indicator(indicator: Indicator) -> str:
    category = indicator.category.second if indicator.category else ""
    target = indicator.target.text if indicator.target else ""
    words = (category, indicator.name, indicator.description or "", target + (indicator.unit or ""))
    return " ".join(_line(word) for word in words if word)


def _line(text: str) -> str:
    return " ".join(text.split())
