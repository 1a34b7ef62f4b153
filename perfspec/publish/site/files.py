"""The files of a site, one after the other: a page is made when it is asked for and held no longer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from perfspec.publish.opinion import opinion_page
from perfspec.publish.part_one import sections
from perfspec.publish.site.downloads import download_rows
from perfspec.publish.site.frame import DEPARTMENT, DOWNLOADS, INDEX, OPINION, RULES, frame
from perfspec.publish.site.listing import listing
from perfspec.publish.site.overview import overview
from perfspec.publish.site.projectpage import project_page
from perfspec.publish.site.rulepages import chapters, hits_by_rule, rule_ids, rule_page
from perfspec.publish.site.searching import search_script
from perfspec.publish.site.site import Site
from perfspec.publish.templates import render

File = tuple[str, bytes]
ASSETS = ("site.css", "site.js", "icon.svg")


def site_files(site: Site) -> Iterator[File]:
    """Each file of the site: its path below the site's folder, and its content."""
    for name in ASSETS:
        yield f"assets/{name}", render(f"site/{name}", site.folders).encode()
    yield "assets/texts.js", search_script(site.document)
    yield _page(site, INDEX, "index", list=listing(site), charts=overview(site))
    yield _page(site, DEPARTMENT, "department", sections=sections(site.document.department))
    yield _page(site, OPINION, "opinion", page=opinion_page(site.opinion, site.book, "zh"))
    yield _page(site, RULES, "rules", chapters=chapters(site))
    if site.downloads:
        yield _page(site, DOWNLOADS, "downloads", downloads=download_rows(site.downloads))
    yield from _rules(site)
    yield from _projects(site)


def _rules(site: Site) -> Iterator[File]:
    hits = hits_by_rule(site)
    for id in rule_ids(site):
        yield _page(site, f"rules/{id}.html", "rule", here=RULES, page=rule_page(site, id, hits.get(id, ())))


def _projects(site: Site) -> Iterator[File]:
    downloads = download_rows(site.downloads)
    for project, table in zip(site.document.projects, site.opinion.projects, strict=True):
        page = project_page(site, project, table)
        yield _page(site, f"projects/{table.code}.html", "project", here=INDEX, page=page, downloads=downloads)


def _page(site: Site, path: str, template: str, *, here: str = "", **values: Any) -> File:
    """A page made from the template of that name; `here` is the page of the navigation that it lies below."""
    around = frame(site, path, here)
    text = render(f"site/{template}.html.j2", site.folders, frame=around, proof=site.proof, **values)
    return path, text.encode()
