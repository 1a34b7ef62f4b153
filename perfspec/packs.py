"""Packs of rules: built in, installed, and the workspace's own; all are loaded the same way.

A pack is a folder. Its Python modules hold rules, `<module>.en.yaml` beside one the English of its rules,
`sources.yaml` what they cite, and `vocabulary/*.yaml` the words that they look for.
"""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import Any

from perfspec.error import PerfspecError
from perfspec.finding import Severity
from perfspec.reading import read_file
from perfspec.resources import builtin, listed
from perfspec.rule import Rule
from perfspec.vocabulary import Vocabulary, WordList, extended
from perfspec.workspace import Workspace

BUILT_IN = "perfspec"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A document that rules cite: title, 文号, issuer and date as published, and what it asks for."""

    key: str
    title: str
    number: str = ""
    issuer: str = ""
    date: str = ""
    asks: str = ""
    title_en: str = ""
    asks_en: str = ""

    def say(self, lang: str = "zh") -> str:
        """How the source is named in a report: 《…》财预〔2015〕88号."""
        return (
            f"{self.title_en} {self.number}" if lang == "en" and self.title_en else f"{self.title}{self.number}"
        ).strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleBook:
    """The rules of a run in the order of their ids, with the settings of the workspace, and what they lean on."""

    rules: tuple[Rule, ...] = ()  # without those that are turned off
    ids: frozenset[str] = frozenset()  # with those
    sources: Mapping[str, Source]
    vocabulary: Vocabulary

    def rule(self, id: str) -> Rule | None:
        return next((rule for rule in self.rules if rule.id == id), None)


NO_RULES = RuleBook(sources={}, vocabulary=Vocabulary(lists={}))


def load_rules(workspace: Workspace, *, lang: str = "zh", trusted_only: bool = False) -> RuleBook:
    """The rules that the workspace asks for. Loading a pack runs its code: `trusted_only` takes the built-in one alone.

    Raises PerfspecError for a pack that cannot be loaded, an id used twice, and a setting that no rule knows.
    """
    folders = {BUILT_IN: builtin("rules")}
    if not trusted_only:
        folders |= {name: installed(name) for name in workspace.packs}
        own, *given = workspace.folders("rules")
        folders |= {"": own} if given else {}
    rules: dict[str, Rule] = {}
    sources: dict[str, Source] = {}
    lists: dict[str, WordList] = {}
    for pack, folder in folders.items():
        for rule in _rules(pack, folder, lang):
            if rule.id in rules:
                other = rules[rule.id].pack or "rules/"
                raise PerfspecError(
                    f"规则编号 {rule.id} 用了两次：{other} 和 {pack or 'rules/'}；请改一个",
                    f"Rule {rule.id} is there twice, in {other} and {pack or 'rules/'}; rename one",
                )
            rules[rule.id] = rule
        sources |= {source.key: source for source in _sources(folder)}
        for name, found in _vocabularies(folder):
            lists[name] = extended(lists[name], found) if name in lists else found
    for rule in rules.values():
        for key in rule.cites:
            if key not in sources:
                raise PerfspecError(
                    f"规则 {rule.id} 引用的“{key}”不在 sources.yaml 里",
                    f"Rule {rule.id} cites {key}, which is not in sources.yaml",
                )
    return RuleBook(
        rules=tuple(_configured(rules, workspace)),
        ids=frozenset(rules),
        sources=sources,
        vocabulary=Vocabulary(lists=lists),
    )


def installed(name: str) -> Path:
    """The folder of a pack that was installed as a Python package."""
    try:
        spec = importlib.util.find_spec(name)
    except (ImportError, ValueError):
        spec = None
    if spec is None or not spec.submodule_search_locations:
        raise PerfspecError(
            f"没有安装规则包 {name}；先安装它，或从 perfspec.yaml 的 packs 里删去",
            f"The pack {name} is not installed; install it, or delete it from `packs` in perfspec.yaml",
        )
    return Path(spec.submodule_search_locations[0])


def _rules(pack: str, folder: Path, lang: str) -> Iterator[Rule]:
    for path in listed(folder, ".py"):
        module = _module(pack, path)
        beside = path.with_suffix(".en.yaml")
        english = _data(beside) if lang == "en" and beside.is_file() else {}
        for value in vars(module).values():
            if isinstance(value, Rule) and value.function.__module__ == module.__name__:
                yield replace(value, pack=pack).in_english(english.get(value.id, {}))


def _module(pack: str, path: Path) -> ModuleType:
    """A module of a pack: an installed one by its own name, others by their file."""
    try:
        if pack not in ("", BUILT_IN):
            return importlib.import_module(pack if path.stem == "__init__" else f"{pack}.{path.stem}")
        return _from_file(f"perfspec_pack_{pack or 'workspace'}.{path.stem}", path)
    except Exception as error:
        line = error.lineno if isinstance(error, SyntaxError) else _line(error, path)
        raise PerfspecError(
            f"规则文件 {path.name} 第 {line} 行出错：{type(error).__name__}: {error}",
            f"The rules of {path.name} cannot be loaded, line {line}: {type(error).__name__}: {error}",
        ) from error


def _from_file(name: str, path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)  # type: ignore[arg-type]  # a .py file always has a spec
    sys.modules[name] = module
    spec.loader.exec_module(module)  # type: ignore[union-attr]
    return module


def _line(error: Exception, path: Path) -> int:
    """The last line of the file on the way to the error."""
    line, trace = 1, error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == str(path):
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _data(path: Path) -> dict[str, Any]:
    """The mapping in a file of a pack. Raises PerfspecError with the findings where it cannot be read."""
    source = read_file(path, path.name)
    if source.findings or not isinstance(source.data, dict):
        raise PerfspecError(f"{path.name} 有错，先改好它", f"{path.name} is wrong; mend it first", source.findings)
    return source.data


def _sources(folder: Path) -> Iterator[Source]:
    path = folder / "sources.yaml"
    if path.is_file():
        for key, entry in _data(path).items():
            yield Source(key=key, **{name: str(value) for name, value in entry.items()})


def _vocabularies(folder: Path) -> Iterator[tuple[str, WordList]]:
    for path in listed(folder / "vocabulary", ".yaml"):
        entry = _data(path)
        yield path.stem, WordList(title=str(entry["title"]), words=tuple(map(str, entry["words"])))


def _configured(rules: Mapping[str, Rule], workspace: Workspace) -> Iterator[Rule]:
    """The rules in the order of their ids, with severity and settings of the workspace, without those turned off."""
    for id in workspace.rules:
        if id not in rules:
            raise _wrong(id, f"没有规则 {id}", f"there is no rule {id}")
    for rule in sorted(rules.values(), key=lambda rule: rule.id):
        wanted = workspace.rules.get(rule.id, {})
        if wanted == "off":
            continue
        if isinstance(wanted, str):
            wanted = {"severity": wanted}
        yield _with_settings(rule, wanted)


def _with_settings(rule: Rule, wanted: Mapping[str, Any]) -> Rule:
    settings = dict(rule.settings)
    for name, value in wanted.items():
        if name == "severity":
            rule = _weighed(rule, value)
        elif name == "since":
            rule = replace(rule, since=_typed(rule.id, "since", value, 2023))
        elif name in settings:
            settings[name] = _typed(rule.id, name, value, settings[name])
        else:
            known = "、".join(("severity", "since", *settings))
            raise _wrong(
                rule.id, f"没有参数 {name}；可以写：{known}", f"there is no setting {name}; write one of: {known}"
            )
    return replace(rule, settings=settings)


def _weighed(rule: Rule, word: Any) -> Rule:
    if word not in list(Severity):
        raise _wrong(rule.id, "severity 写 error、warning 或 info", "write error, warning or info as severity")
    severity = Severity(word)
    faults = {say: replace(fault, severity=severity) for say, fault in rule.faults.items()}
    return replace(rule, severity=severity, faults=faults)


def _typed(id: str, name: str, value: Any, default: Any) -> Any:
    """The value of a setting in the type of its default."""
    is_number = isinstance(value, int | Decimal) and not isinstance(value, bool)
    if isinstance(default, bool) and isinstance(value, bool):
        return value
    if isinstance(default, Decimal) and is_number:
        return Decimal(value)
    if isinstance(default, int) and not isinstance(default, bool) and is_number and value == int(value):
        return int(value)
    if isinstance(default, str) and isinstance(value, str):
        return value
    if isinstance(default, tuple) and isinstance(value, list):
        return tuple(map(str, value))
    shown = "、".join(default) if isinstance(default, tuple) else default
    raise _wrong(id, f"{name} 的写法不对，例如 {shown}", f"{name} has the wrong form; for example {shown}")


def _wrong(id: str, zh: str, en: str) -> PerfspecError:
    return PerfspecError(f"perfspec.yaml 的 rules 里 {id}：{zh}", f"rules in perfspec.yaml, {id}: {en}")
