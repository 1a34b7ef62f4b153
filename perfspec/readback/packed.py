"""What Word and Excel files have in common: a ZIP archive with custom properties."""

from __future__ import annotations

from zipfile import ZipFile

from perfspec.error import PerfspecError
from perfspec.publish.proof import Proof
from perfspec.readback.rows import MAX_BYTES

CUSTOM = "docProps/custom.xml"


def refuse_bomb(packed: ZipFile) -> None:
    """Raises PerfspecError where an archive unpacks to more than is ever published."""
    if sum(entry.file_size for entry in packed.infolist()) > MAX_BYTES:
        raise PerfspecError("解压后太大，不读", "It unpacks to too much and is not read")


def properties(packed: ZipFile) -> Proof | None:
    """The proof that stands in the custom properties, by the names that perfspec writes; None where it does not."""
    from lxml import etree

    if CUSTOM not in packed.namelist():
        return None
    root = etree.fromstring(packed.read(CUSTOM), etree.XMLParser(resolve_entities=False, no_network=True))
    held = {str(each.get("name")): "".join(map(str, each.itertext())) for each in root}
    digest = held.get("perfspec-digest", "")
    return Proof(digest=digest, revision=held.get("perfspec-revision", "")) if digest else None
