"""Fields of work: which things stand in a text, and where they are at home."""

from __future__ import annotations

from perfspec.fields import fields_of

FIELDS = fields_of(("审计、会计核算：财务、工程", "电脑：办公", "审计：国企", "PM2.5："))


def test_things_are_found_once_and_the_longest_first() -> None:
    known = fields_of(("审计", "审计数量：财务"))
    assert known.found_in("审计数量和审计，审计") == ("审计数量", "审计")
    assert FIELDS.found_in("审 计") == FIELDS.found_in("PM205") == ()


def test_a_thing_is_at_home_beside_the_words_of_its_field_and_of_all_its_entries() -> None:
    assert all(FIELDS.is_at_home("审计", text) for text in ("财务公开", "工程", "国企", "审计", "会计核算"))
    assert not any(FIELDS.is_at_home("审计", text) for text in ("", "办公", "会计"))
    assert FIELDS.is_at_home("会计核算", "审计") and not FIELDS.is_at_home("会计核算", "国企")
    assert FIELDS.is_at_home("PM2.5", "PM2.5") and not FIELDS.is_at_home("PM2.5", "")
