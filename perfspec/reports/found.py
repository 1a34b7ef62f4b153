"""What a run found, document by document, so that a report may be written of any number of them.

It lies in memory while it is little, and on disk beyond that; what stands at the head of reports is counted meanwhile.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Iterator
from typing import IO
from weakref import finalize

from perfspec.error import without_room
from perfspec.finding import Finding
from perfspec.reports.summary import Summary
from perfspec.sweep import Swept, again, plain

HELD = 4_096  # findings and files that lie in memory: of some megabytes at the most


class Found:
    """The documents of a run in their order. All are there before the first is asked for; each is made anew for whoever
    asks, and held no longer than that.

    Raises PerfspecError where there is no room for them on disk.
    """

    def __init__(self, documents: Iterable[Swept] = ()) -> None:
        self.summary = Summary.of((), documents=0, files=0)
        self.is_whole = True  # whether the rules across files ran in all of them
        self._held: list[Swept] = []
        self._weight = 0
        self._starts = array("Q")  # of the line of each document on disk
        self._stream: IO[bytes] | None = None
        for document in documents:
            self._add(document)

    def __len__(self) -> int:
        return len(self._held) + len(self._starts)

    def __iter__(self) -> Iterator[Swept]:
        return map(self.__getitem__, range(len(self)))

    def __getitem__(self, number: int) -> Swept:
        if self._stream is None:
            return self._held[number]
        self._stream.seek(self._starts[number])
        return again(json.loads(self._stream.readline()))

    @property
    def findings(self) -> Iterator[Finding]:
        """The findings in the order of their documents, files and lines."""
        return (finding for document in self for finding in document.findings)

    def _add(self, document: Swept) -> None:
        self.summary += Summary.of(document.findings, documents=1, files=len(document.files), gone=document.gone)
        self.is_whole = self.is_whole and document.is_whole
        self._held.append(document)
        self._weight += len(document.findings) + len(document.files)
        if self._weight > HELD:
            self._put_down()

    def _put_down(self) -> None:
        try:
            if self._stream is None:
                from tempfile import TemporaryFile

                self._stream = TemporaryFile(prefix="perfspec-")  # noqa: SIM115 - closed when this is forgotten
                finalize(self, self._stream.close)
            for document in self._held:
                self._starts.append(self._stream.tell())
                self._stream.write(json.dumps(plain(document)).encode() + b"\n")
        except OSError as error:
            raise without_room(error) from error
        self._held.clear()
