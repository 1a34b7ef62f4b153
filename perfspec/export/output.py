"""The exported tables put in place whole: a folder of files with its manifest, or one workbook."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from perfspec import __version__
from perfspec.atomic import replace_folder, replacing
from perfspec.error import PerfspecError
from perfspec.export.parquet import missing_parquet, write_parquet
from perfspec.export.spool import Spooled
from perfspec.export.textfiles import write_csv, write_jsonl
from perfspec.publish.workbook import missing

FILE = "export.json"  # the manifest; a folder that has one may be replaced
Writer = Callable[[Spooled, Path], None]
WRITERS: dict[str, Writer] = {"csv": write_csv, "jsonl": write_jsonl, "parquet": write_parquet}
FORMATS = (*WRITERS, "xlsx")


def lacking(format: str) -> PerfspecError | None:
    """What has to be installed before a format can be written; None where nothing has."""
    needed = {"parquet": missing_parquet, "xlsx": missing}
    return needed[format]() if format in needed else None


def refuse_foreign(format: str, output: Path) -> None:
    """Raises PerfspecError where something lies at the place of the output that no export has made."""
    if not output.exists():
        return
    if format == "xlsx":
        is_ours = output.is_file()
    else:
        is_ours = output.is_dir() and (not any(output.iterdir()) or (output / FILE).is_file())
    if not is_ours:
        raise PerfspecError(
            f"{output} 里有别的东西，不会覆盖；用 -o 换一个地方，或先把它清空",
            f"{output} holds other things and is not overwritten; name another place with -o, or empty it first",
        )


def write_tables(tables: Sequence[Spooled], format: str, output: Path) -> None:
    """Write the tables in a format. Raises OSError where that cannot be done; what was there is then untouched."""
    output.parent.mkdir(parents=True, exist_ok=True)
    if format == "xlsx":
        from perfspec.export.workbook import write_workbook

        with replacing(output) as path:
            write_workbook(tables, path)
        return
    new = Path(tempfile.mkdtemp(prefix=f".{output.name}-", dir=output.parent))
    try:
        new.chmod(0o755)
        for spooled in tables:
            WRITERS[format](spooled, new / f"{spooled.table.name}.{format}")
        (new / FILE).write_bytes(_manifest(tables, format, new))
        replace_folder(new, output)
    finally:
        shutil.rmtree(new, ignore_errors=True)


def _manifest(tables: Iterable[Spooled], format: str, folder: Path) -> bytes:
    held = {
        f"{spooled.table.name}.{format}": {
            "rows": spooled.count,
            "sha256": _digest(folder / f"{spooled.table.name}.{format}"),
        }
        for spooled in tables
    }
    return (json.dumps({"perfspec": __version__, "files": held}, indent=1) + "\n").encode()


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
