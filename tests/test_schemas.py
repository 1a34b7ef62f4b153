"""The schemas by themselves, and one verdict on every file from all who read them in Python."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import regress
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from jsonschema_specifications import REGISTRY

from perfspec import schema, yamlfile
from perfspec.schema import judge
from tests.data.schema_faults import FAULTS, GOOD, GOOD_EDITS, Faulty, Good, text

FOLDER = Path(__file__).parents[1] / "schemas"
NAMES = ("project", "department", "settings", "profile", "approvals", "opinion")
HAN = re.compile("[\u4e00-\u9fff]")
FOR_EDITORS = {"errorMessage", "enumDescriptions", "defaultSnippets"}  # of VS Code; other clients pass over them
GOOD_CASES = [Good(name, name, "", "") for name in GOOD] + GOOD_EDITS


@cache
def load(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((FOLDER / f"{name}.schema.json").read_text(encoding="utf-8"))
    return loaded


def reference(name: str) -> Draft202012Validator:
    return schema.validator(name)


def fast(name: str) -> jsonschema_rs.Draft202012Validator:
    validator: jsonschema_rs.Draft202012Validator = judge.fast_validator(name)
    return validator


def subschemas(name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every schema inside a schema, with its JSON pointer."""

    def below(pointer: str, here: Any) -> Iterator[tuple[str, dict[str, Any]]]:
        if not isinstance(here, dict):
            return
        yield pointer, here
        for keyword in ("properties", "patternProperties", "$defs", "dependentSchemas"):
            for key, part in here.get(keyword, {}).items():
                yield from below(f"{pointer}/{keyword}/{key}", part)
        for keyword in ("items", "additionalProperties"):
            yield from below(f"{pointer}/{keyword}", here.get(keyword))
        for number, part in enumerate(here.get("anyOf", [])):
            yield from below(f"{pointer}/anyOf/{number}", part)

    return below("#", load(name))


def resolved(name: str, here: dict[str, Any]) -> dict[str, Any]:
    """A schema with what its reference says; what stands beside the reference wins."""
    if "$ref" not in here:
        return here
    return {**load(name)["$defs"][here["$ref"].removeprefix("#/$defs/")], **here}


def fields() -> list[Any]:
    """Every field of every file: schema, pointer, and what is said of it."""
    return [
        pytest.param(name, resolved(name, here), id=f"{name}{pointer}")
        for name in NAMES
        for pointer, here in subschemas(name)
        if pointer.split("/")[-2:-1] == ["properties"] or (pointer.endswith("/additionalProperties"))
    ]


@pytest.mark.parametrize("name", NAMES)
def test_the_schema_is_one(name: str) -> None:
    Draft202012Validator.check_schema(load(name))
    jsonschema_rs.Draft202012Validator(load(name))
    assert load(name)["$id"] == f"urn:perfspec:{name}"


@pytest.mark.parametrize(("name", "field"), fields())
def test_every_field_says_what_it_is_in_both_languages(name: str, field: dict[str, Any]) -> None:
    assert HAN.search(field["title"])
    assert field["description"].endswith("。")
    assert re.match(r"[A-Z0-9].*[a-z].*\.$", field["$comment"])


@pytest.mark.parametrize(("name", "field"), fields())
def test_every_description_names_its_field(name: str, field: dict[str, Any]) -> None:
    """Editors offer a key with its description alone, and the keys are English."""
    assert field["title"].removeprefix("支出计划的") in field["description"]


@pytest.mark.parametrize(("name", "field"), fields())
def test_free_text_has_examples_and_they_are_good(name: str, field: dict[str, Any]) -> None:
    if "string" in resolved(name, field).get("type", "") and "enum" not in field:
        assert field["examples"]
    judge = Draft202012Validator({**field, "$defs": load(name).get("$defs", {})})
    assert [example for example in field.get("examples", []) if not judge.is_valid(example)] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_object_is_closed(name: str) -> None:
    objects = [here for _, here in subschemas(name) if here.get("type") == "object"]
    assert objects
    for here in objects:
        if "properties" in here:
            assert here["unevaluatedProperties"] is False
        else:
            assert isinstance(here["additionalProperties"], dict)


@pytest.mark.parametrize("name", NAMES)
def test_every_keyword_is_known(name: str) -> None:
    """Unknown keywords mean nothing to a validator, so a misspelt one would say nothing at all."""
    draft = "https://json-schema.org/draft/2020-12/"
    vocabularies = [REGISTRY.contents(draft + part["$ref"]) for part in Draft202012Validator.META_SCHEMA["allOf"]]
    known = {keyword for vocabulary in vocabularies for keyword in vocabulary["properties"]}
    assert {keyword for _, here in subschemas(name) for keyword in here} <= known | FOR_EDITORS


@pytest.mark.parametrize("name", NAMES)
def test_what_editors_are_told_fits_the_schema(name: str) -> None:
    for _, here in subschemas(name):
        assert len(here.get("enumDescriptions", here.get("enum", []))) == len(here.get("enum", []))
        for snippet in here.get("defaultSnippets", []):
            item = resolved(name, here["items"])
            assert snippet["body"].keys() <= item["properties"].keys()
            assert snippet["body"].keys() >= set(item["required"])


@pytest.mark.parametrize("name", NAMES)
def test_every_definition_is_used(name: str) -> None:
    referred = {here["$ref"].removeprefix("#/$defs/") for _, here in subschemas(name) if "$ref" in here}
    assert referred == load(name).get("$defs", {}).keys()


def test_every_engine_reads_the_patterns_alike() -> None:
    """Python, Rust and JavaScript differ in what is blank; on the characters that are or might be, all agree."""
    suspects = [
        chr(code) for code in range(0x10000) if unicodedata.category(chr(code)) in ("Zs", "Zl", "Zp", "Cc", "Cf")
    ]
    patterns = {here["pattern"] for name in NAMES for _, here in subschemas(name) if "pattern" in here}
    words = ["指标", "数量指标", "𠀀指标", "hebei", "130208", "13020823P00023510001U", ""]
    for pattern in patterns:
        rust = jsonschema_rs.Draft202012Validator({"pattern": pattern})
        quick = jsonschema_rs.Draft202012Validator(judge.for_rust({"pattern": pattern}))
        script = regress.Regex(pattern, "u")
        for word in words:
            for sign in ["", *suspects]:
                for tried in (word + sign, sign + word, word + sign + word):
                    python = re.search(pattern, tried) is not None
                    assert rust.is_valid(tried) == python, (pattern, tried)
                    assert quick.is_valid(tried) == python, (pattern, tried)
                    assert (script.find(tried) is not None) == python, (pattern, tried)


@pytest.mark.parametrize("case", GOOD_CASES, ids=lambda case: case.name)
def test_a_good_file_has_no_fault(case: Good) -> None:
    read = yamlfile.read(text(case).encode() if case.old else GOOD[case.schema].encode(), "a.yaml")
    assert [*read.findings, *schema.faults(read, case.schema)] == []


@pytest.mark.parametrize("case", FAULTS, ids=lambda case: case.name)
def test_a_fault_is_found_on_its_line(case: Faulty) -> None:
    read = yamlfile.read(text(case).encode(), "a.yaml")
    found = [(finding.place.line, finding.rule) for finding in [*read.findings, *schema.faults(read, case.schema)]]
    assert found == list(case.findings)


@pytest.mark.parametrize("name", NAMES)
def test_check_jsonschema_gives_the_same_verdict(name: str, tmp_path: Path) -> None:
    """The command that others' hooks and pipelines run on our files."""
    files: dict[str, bool] = {}
    cases: list[Good | Faulty] = [*GOOD_CASES, *FAULTS]
    for number, case in enumerate(cases):
        if case.schema == name:
            path = tmp_path / f"{number:03}.yaml"
            path.write_text(text(case) if case.old else GOOD[name], encoding="utf-8")
            files[str(path)] = isinstance(case, Faulty)
    arguments = ["--schemafile", str(FOLDER / f"{name}.schema.json"), "-o", "JSON", *files]
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-m", "check_jsonschema", *arguments],
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    said = json.loads(done.stdout)

    assert said.get("parse_errors", []) == []
    assert {error["filename"] for error in said["errors"]} == {path for path, faulty in files.items() if faulty}


SIGNS = st.text(st.sampled_from("≥21个%95 \n\t\r\u3000\u00a0\u2028\ufeff指标数量A0-\U00020000"), max_size=8)
TEXTS = SIGNS | st.text(max_size=5) | st.sampled_from(["hebei", "318001", "乡镇数量\n"])
GOOD_TEXTS = st.sampled_from(["数量指标", "社会效益指标", "𠀀指标", "人均可支配收入指标"])
FRACTIONS = st.decimals(-1000, 1000, places=2).filter(lambda number: number % 1 != 0)
NUMBERS = st.integers(-3, 3000) | st.integers(10**20, 10**40) | FRACTIONS
SCALARS = st.none() | st.booleans() | NUMBERS | TEXTS | GOOD_TEXTS
KEYS = st.sampled_from(["name", "code", "total", "6月", "13月", "06月", "text", "measures", "优"]) | TEXTS
VALUES = st.recursive(
    SCALARS, lambda part: st.lists(part, max_size=3) | st.dictionaries(KEYS, part, max_size=3), max_leaves=5
)


def documents(name: str, here: Any) -> st.SearchStrategy[Any]:
    """What a schema asks for, as our reader gives it."""
    here = resolved(name, here)
    kind = here.get("type")
    if "enum" in here:
        return st.sampled_from(here["enum"])
    if "anyOf" in here:
        return st.one_of([documents(name, branch) for branch in here["anyOf"]])
    if kind == "object" and "properties" in here:
        parts = {key: documents(name, part) for key, part in here["properties"].items()}
        needed = {key: parts.pop(key) for key in here.get("required", [])}
        fewest = here.get("minProperties", 0)
        return st.fixed_dictionaries(needed, optional=parts).filter(lambda document: len(document) >= fewest)
    if kind == "object":
        return st.dictionaries(GOOD_TEXTS, documents(name, here["additionalProperties"]), min_size=1, max_size=3)
    if kind == "array":
        unique = here.get("uniqueItems", False)
        return st.lists(documents(name, here["items"]), min_size=here.get("minItems", 0), max_size=2, unique=unique)
    if kind == "integer":
        return st.integers(here["minimum"], here["maximum"])
    if kind == "number":
        return st.decimals(here.get("minimum", -100), here.get("maximum", 10**6), places=2)
    return st.sampled_from(here["examples"]).map(deepcopy) if "examples" in here else GOOD_TEXTS


@st.composite
def mutated(draw: st.DrawFn, document: st.SearchStrategy[Any]) -> Any:
    """A document with a value or two replaced, removed or added."""
    whole = draw(document)
    for _ in range(draw(st.integers(1, 2))):
        here = whole
        while True:
            keys = list(here) if isinstance(here, dict) else list(range(len(here)))
            key = draw(st.sampled_from(keys)) if keys else None
            inside = here[key] if key is not None else None
            if not isinstance(inside, dict | list) or draw(st.booleans()):
                break
            here = inside
        what = draw(st.sampled_from(["replace", "remove", "add"]))
        if what == "add" or key is None:
            added = draw(VALUES)
            here.append(added) if isinstance(here, list) else here.update({draw(KEYS): added})
        elif what == "replace":
            here[key] = draw(VALUES)
        else:
            del here[key]
    return whole


@pytest.mark.parametrize("name", NAMES)
@given(st.data())
def test_the_fast_validator_accepts_what_is_generated(name: str, data: st.DataObject) -> None:
    document = data.draw(documents(name, load(name)))
    excluded = any("measures" in item and "text" in item for item in document.get("safeguards", []))
    assert fast(name).is_valid(document) == reference(name).is_valid(document) == (not excluded)


@pytest.mark.parametrize("name", NAMES)
@given(st.data())
def test_the_fast_validator_gives_the_same_verdict(name: str, data: st.DataObject) -> None:
    document = data.draw(mutated(documents(name, load(name))) | VALUES)
    assert fast(name).is_valid(document) == reference(name).is_valid(document)


def test_a_year_with_a_point_gets_one_verdict() -> None:
    document = yamlfile.read(GOOD["department"].replace("2023", "2023.0").encode(), "a.yaml").data
    assert fast("department").is_valid(document) == reference("department").is_valid(document)
