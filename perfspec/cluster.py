"""Many documents checked on a cluster of dask.distributed, with the same findings in the same order.

The machines of the cluster see the workspace below the same path. What a lost worker had to do another does again.
"""

from __future__ import annotations

import json
import logging
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from perfspec.error import PerfspecError
from perfspec.sweep import Swept, Told, again, chunked, killed
from perfspec.worker import packed, work
from perfspec.workspace import DocumentFolder, Workspace

if TYPE_CHECKING:
    from distributed import Client, Future

SECONDS = 5  # to reach the scheduler
PATIENCE = 10  # seconds without an answer after which the workers are counted
TRIES = 3  # times that none are there
AHEAD = 4  # chunks on the way for each thread of the cluster


@dataclass(frozen=True, slots=True)
class _Cluster:
    """A connection, the order that its workers follow, and the chunks that they have been given."""

    client: Client
    order: str
    given: deque[tuple[list[DocumentFolder], Future]]

    def give(self, chunk: list[DocumentFolder]) -> Future:
        return self.client.submit(work, self.order, packed(chunk), pure=False)


def clustered(
    workspace: Workspace,
    folders: Iterable[DocumentFolder],
    order: str,
    address: str,
    *,
    told: Told = lambda files: None,
) -> Iterator[Swept]:
    """Check documents in the order given on the workers of the scheduler at an address.

    Raises PerfspecError where distributed is not installed, where the scheduler or all workers are gone, and where a
    worker sees another workspace or other rules.
    """
    left = deque(chunked(folders))
    if not left:
        return
    with _connected(address) as client:
        cluster = _Cluster(client, order, deque())
        most = AHEAD * sum(_threads(client).values())
        try:
            while left or cluster.given:
                while left and len(cluster.given) < max(most, AHEAD):
                    chunk = left.popleft()
                    cluster.given.append((chunk, cluster.give(chunk)))
                chunk, future = cluster.given[0]
                yield from _answer(cluster, workspace, chunk, future)
                cluster.given.popleft()
                told(sum(len(folder.names) for folder in chunk))
        finally:
            client.cancel([future for _, future in cluster.given], force=True)


def _answer(cluster: _Cluster, workspace: Workspace, chunk: list[DocumentFolder], future: Future) -> Iterator[Swept]:
    """What was found in a chunk. One whose workers die again and again is checked document by document, each while
    nothing else runs, so that the one which cannot be checked is named."""
    found = _found(cluster, future)
    if found is not None:
        yield from found
        return
    for _, other in cluster.given:
        _found(cluster, other)  # is asked for again in its turn
    for folder in chunk:
        found = _found(cluster, cluster.give([folder]))
        yield from [killed(workspace, folder)] if found is None else found


def _found(cluster: _Cluster, future: Future) -> Sequence[Swept] | None:
    """What a chunk gave; None where workers die of it."""
    from distributed import KilledWorker

    try:
        answer = json.loads(_waited(cluster.client, future))
    except KilledWorker:
        return None
    if "stopped" in answer:
        zh, en = answer["stopped"]
        raise PerfspecError(f"集群的工作进程没法检查：{zh}", f"A worker of the cluster cannot check: {en}")
    return [again(data) for data in answer["found"]]


def _waited(client: Client, future: Future) -> str:
    """The result of a task, waited for as long as there are workers. Raises what the task has raised."""
    tries = 0
    while True:
        try:
            return str(future.result(timeout=PATIENCE))
        except TimeoutError:
            tries = 0 if _threads(client) else tries + 1
            if tries == TRIES:
                raise _idle() from None
        except (OSError, CancelledError) as error:
            raise _gone() from error
        except (ImportError, RuntimeError) as error:
            if isinstance(error, RuntimeError) and "deserialization" not in str(error):
                raise
            raise PerfspecError(
                "集群的调度器或工作进程没有装好 perfspec；在每台机器上装和这里同样的版本，再重新启动它们",
                "The scheduler or the workers of the cluster lack perfspec; install the version that is used here on "
                "each machine and start them again",
            ) from error


def _threads(client: Client) -> dict[str, int]:
    """The threads of each worker. Raises PerfspecError where the scheduler is gone."""
    try:
        found: dict[str, int] = client.nthreads()
    except (OSError, CancelledError) as error:
        raise _gone() from error
    return found


@contextmanager
def _connected(address: str) -> Iterator[Client]:
    """A connection to a scheduler that has workers."""
    with _quiet():
        client = _client(address)
        try:
            client.wait_for_workers(1, timeout=PATIENCE)
            yield client
        except TimeoutError:
            raise _idle() from None
        finally:
            client.close(timeout=SECONDS)


def _client(address: str) -> Client:
    try:
        from distributed import Client
        from distributed.comm import resolve_address
    except ImportError as error:
        raise PerfspecError(
            '--cluster 要有 dask.distributed：pip install "perfspec[cluster]"',
            '--cluster needs dask.distributed: pip install "perfspec[cluster]"',
        ) from error
    try:
        resolve_address(address)  # of a wrong one a client would say nothing for ten seconds
        return Client(address, timeout=SECONDS, set_as_default=False)
    except (OSError, ValueError, ImportError) as error:
        raise PerfspecError(
            f"连不上集群 {address}：{error}；看一看地址对不对，dask scheduler 在不在运行",
            f"The cluster {address} cannot be reached: {error}; is the address right, and does dask scheduler run?",
        ) from error


@contextmanager
def _quiet() -> Iterator[None]:
    """No log on the terminal: what goes wrong is told in a sentence."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(before)


def _gone() -> PerfspecError:
    return PerfspecError(
        "和集群的调度器断开了；重新启动调度器后再试", "The scheduler of the cluster is gone; start it again"
    )


def _idle() -> PerfspecError:
    return PerfspecError(
        "集群里没有工作进程；启动 dask worker 后再试", "The cluster has no workers; start a dask worker first"
    )
