"""What every page of a site has around it: whose targets these are, the other pages, where the data is from."""

from __future__ import annotations

from dataclasses import dataclass

from perfspec.publish.figures import NAME, clipped
from perfspec.publish.proof import Proof
from perfspec.publish.site.site import Link, Site

INDEX, DEPARTMENT, OPINION = "index.html", "department.html", "opinion.html"
RULES, DOWNLOADS = "rules/index.html", "downloads.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """`root` leads from the page to the site's folder; `here` is the page of the navigation that it belongs to."""

    department: str
    title: str
    root: str
    here: str
    is_there: bool  # whether it is that page itself
    links: tuple[Link, ...]
    proof: Proof


def frame(site: Site, path: str, here: str = "") -> Frame:
    """What stands around the page at a path below the site's folder."""
    department = site.document.department
    return Frame(
        department=clipped(department.name, NAME),
        title=f"{department.year}年部门预算绩效目标",
        root="../" * path.count("/"),
        here=here or path,
        is_there=here in ("", path),
        links=tuple(_links(site)),
        proof=site.proof,
    )


def _links(site: Site) -> list[Link]:
    links = [
        Link(href=INDEX, text="项目一览"),
        Link(href=DEPARTMENT, text="部门目标"),
        Link(href=OPINION, text="审核意见"),
        Link(href=RULES, text="审核规则"),
    ]
    return [*links, Link(href=DOWNLOADS, text="下载")] if site.downloads else links
