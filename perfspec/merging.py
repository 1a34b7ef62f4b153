"""The shards of one run put together again, where they are of one run and all are there."""

from __future__ import annotations

from collections.abc import Sequence

from perfspec.error import PerfspecError
from perfspec.shardfile import Header, Shard
from perfspec.sweep import Swept

SHOWN = 8  # missing shares that are named
WORDS = {  # what shards of one run have in common, in the order in which it is told
    "perfspec": ("perfspec 的版本", "version of perfspec"),
    "of": ("份数", "number of shares"),
    "day": ("日期", "day"),
    "key": ("规则、设置或基线", "rules, settings or baseline"),
    "documents": ("要检查的文件", "files to check"),
    "count": ("要检查的文件", "files to check"),
    "fail_on": ("--fail-on", "--fail-on"),
    "no_baseline": ("--no-baseline", "--no-baseline"),
    "trusted_rules_only": ("--trusted-rules-only", "--trusted-rules-only"),
}


def merged(shards: Sequence[Shard], here: Header) -> list[Swept]:
    """What was found in the whole run, in its order. `here` tells of this workspace what the shards tell of theirs.

    Raises PerfspecError where a share is missing or there twice, or where one is of another run.
    """
    first, *others = shards
    for shard in others:
        _agree(shard, first.header, str(first.path), str(first.path))
    _agree(first, here, "这个工作区", "this workspace")
    _complete(shards)
    found = {number: swept for shard in shards for number, swept in shard.found.items()}
    if not sum(len(shard.found) for shard in shards) == len(found) == first.header.count:
        raise PerfspecError(
            f"各份合起来应当是 {first.header.count} 份文本，每份文本一次，这里不是；重新检查各份",
            f"the shares should be {first.header.count} documents, each once, and are not; check all of them again",
        )
    return [found[number] for number in sorted(found)]


def _agree(shard: Shard, other: Header, zh: str, en: str) -> None:
    for name, (word, word_en) in WORDS.items():
        if getattr(shard.header, name) != getattr(other, name):
            raise PerfspecError(
                f"{shard.path} 和 {zh} 不是同一次检查：{word}不同；用同样的文件、版本和选项重新检查",
                f"{shard.path} and {en} are not of one run: they differ in {word_en}; check again with the same files, "
                "version and options",
            )


def _complete(shards: Sequence[Shard]) -> None:
    of = shards[0].header.of
    seen: dict[int, Shard] = {}
    for shard in shards:
        number = shard.header.number
        if number in seen:
            raise PerfspecError(
                f"第 {number}/{of} 份有两个：{seen[number].path} 和 {shard.path}",
                f"share {number}/{of} is there twice: {seen[number].path} and {shard.path}",
            )
        seen[number] = shard
    missing = [f"{number}/{of}" for number in range(1, of + 1) if number not in seen]
    if missing:
        more = "……" if len(missing) > SHOWN else ""
        raise PerfspecError(
            f"缺 {len(missing)} 份：{'、'.join(missing[:SHOWN])}{more}",
            f"{'Shares are' if len(missing) > 1 else 'A share is'} missing: {', '.join(missing[:SHOWN])}{more}",
        )
