"""The digest of a document is that of what it says."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from perfspec.publish.proof import digest
from tests.reference import reference, small_document


def test_the_same_document_has_the_same_digest() -> None:
    assert digest(reference()) == digest(replace(reference(), name="elsewhere"))


def test_each_word_and_each_digit_counts() -> None:
    digests = {
        digest(small_document(**changes))
        for changes in (
            {"goals": ["目标"]},
            {"goals": ["另一目标"]},
            {"budget": {"total": Decimal("5.0")}},
            {"budget": {"total": Decimal(5), "other": Decimal(0)}},
        )
    }
    assert len(digests) == 4


def test_the_form_of_the_digest() -> None:
    name, value = digest(reference()).split(":")
    assert name == "sha256"
    assert len(value) == 64
