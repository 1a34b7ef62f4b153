"""Whatever the text, Markdown shows it as it was written."""

from __future__ import annotations

import re

import pytest
from cmarkgfm import github_flavored_markdown_to_html
from cmarkgfm.cmark import Options
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from perfspec.markdown import STOP, escape

PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


@pytest.mark.parametrize(
    "text",
    [
        "用于全区21个乡镇一事一议工作正常开展",
        "2023.07-2024.01",
        "-5℃至5℃",
        "≥95%，<2次",
        "（2）10月份追加防疫物资专项款1000万",
        "印刷费(各种财政票据、凭证、预算文本、人大报告等）",
        "1.05万元；R&D经费！",
        "目标内容1:完成",
    ],
)
def test_chinese_text_needs_no_backslash(text: str) -> None:
    assert escape(text).replace("&lt;", "<") == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲|乙", r"甲\|乙"),
        ("`rm`", r"\`rm\`"),
        ("**重点**_要_", r"\*\*重点\*\*\_要\_"),
        ("[点这里](javascript:alert(1))", r"\[点这里\](javascript:alert(1))"),
        ("<script>alert(1)</script>", "&lt;script>alert(1)&lt;/script>"),
        ("<!-- 说明 -->", "&lt;!-- 说明 -->"),
        ("&lt;", "&amp;lt;"),
        ("# 标题", r"\# 标题"),
        ("1. 首先", r"1\. 首先"),
        ("2) 其次", r"2\) 其次"),
        ("- 条目", r"\- 条目"),
        ("> 引用", r"\> 引用"),
        ("---", r"\---"),
        ("~~删去~~", r"\~\~删去\~\~"),
        ("1~12月", r"1\~12月"),
        ("$x$", r"\$x\$"),
        (r"C:\表", r"C:\\表"),
        ("@finance 请看 #123", f"@{STOP}finance 请看 #{STOP}123"),
        ("GH-12", f"GH{STOP}-12"),
        (":smile:", f":{STOP}smile:"),
        ("https://example.com", r"https\://example.com"),
        ("www.example.com", r"www\.example.com"),
        ("见https://example.com", r"见https\://example.com"),
        ("1http://example.com", r"1http\://example.com"),
        ("_www.example.com", r"\_www\.example.com"),
        ("见GH-12", f"见GH{STOP}-12"),
        ("第一行\n\n  第二行\r\n第三行", "第一行<br>第二行<br>第三行"),
        ("", ""),
    ],
)
def test_what_markdown_would_act_on_is_inert(text: str, expected: str) -> None:
    assert escape(text) == expected


readable = st.text(st.characters(exclude_categories=["Cc", "Cs"]) | st.sampled_from("\n\\`*_[]()<>!|~$#@:&;.-+= 1ａ"))


@given(readable)
def test_a_paragraph_shows_the_text(text: str) -> None:
    assert shown(f"{escape(text)}\n") == lines_of(text)


@given(readable, readable)
def test_a_table_cell_shows_the_text(text: str, other: str) -> None:
    tokens = PARSER.parse(f"| 甲 | 乙 |\n| --- | --- |\n| {escape(text)} | {escape(other)} |\n")
    inline = [token for token in tokens if token.type == "inline"]
    assert [lines_of(visible(token.content)) for token in inline[2:]] == [lines_of(text), lines_of(other)]
    assert len(inline) == 4


@pytest.mark.parametrize("before", ["", "见", "1", "_", "*", "~", "(", " ", "a", "|", "-"])
@pytest.mark.parametrize(
    "link", ["https://a.example", "www.a.example", "ftp://a.example", "mailto:a@b.example", "a@b.example"]
)
def test_github_makes_no_link(before: str, link: str) -> None:
    for text in (before + link, before + link.upper()):
        assert "<a" not in github(f"{escape(text)}\n")


@given(st.text("htpsw:/.@f_*~()a见1 x|", max_size=24))
def test_github_makes_no_link_of_any_text(text: str) -> None:
    assert "<a" not in github(f"{escape(text)}\n")


def github(markdown: str) -> str:
    """The HTML that GitHub's own parser makes, with everything let through."""
    html: str = github_flavored_markdown_to_html(markdown, options=Options.CMARK_OPT_UNSAFE)
    return html


@given(readable)
def test_a_list_item_shows_the_text(text: str) -> None:
    assert shown(f"1. 甲{escape(text)}\n2. {escape(text)}\n").endswith(lines_of(text))


def shown(markdown: str) -> str:
    tokens = PARSER.parse(markdown)
    expected = {"paragraph_open", "paragraph_close", "inline", "ordered_list_open", "ordered_list_close"}
    assert {token.type for token in tokens} <= expected | {"list_item_open", "list_item_close"}
    return "\n".join(filter(None, (lines_of(visible(token.content)) for token in tokens if token.type == "inline")))


def visible(inline: str) -> str:
    """The text of one inline run; fails where Markdown made anything of it but text, our stops and line breaks."""
    out = ""
    for token in PARSER.parseInline(inline)[0].children or ():
        if token.type == "html_inline":
            assert token.content in (STOP, "<br>")
            out += "\n" if token.content == "<br>" else ""
        else:
            assert token.type in ("text", "text_special"), token
            out += token.content
    return out


def lines_of(text: str) -> str:
    """The lines that are not blank, without blanks at their ends."""
    return "\n".join(line.strip() for line in re.split(r"[\n\r]", "\n".join(text.splitlines())) if line.strip())
