"""Texts that try to be Markdown: what a user may type anywhere."""

from __future__ import annotations

from hypothesis import strategies as st

HOSTILE = (
    *(
        "{{ x }}",
        "{% y %}",
        "<b>",
        "</b>",
        "<br>",
        "<!-- rp:kaft -->",
        "<!--",
        "-->",
        "&amp;",
        "&#35;",
    ),
    *(
        "|",
        "| a | b |\n|---|---|\n",
        "---",
        "===",
        "#",
        "# kop",
        "> ",
        "```",
        "~~~",
        "`",
        "    ",
        "\t",
    ),
    *(
        "1. ",
        "2. y",
        "1) ",
        "2027. Daarna",
        "a. ",
        "- ",
        "+ ",
        "* ",
        "   1. ",
        "   - ",
        "10.",
        "-",
        "+",
    ),
    *("[", "]", "(", ")", "^", "^[", "^[noot]", "[^1]", "[^1]: q", "[r]: https://x.nl", "![x](y)"),
    *("[a](https://b.nl/(x)?a=1&copy;)", "<https://x.nl>", "javascript:", "[x](javascript:y)"),
    *("*", "**", "_", "__", "\\", "!", "~", "$x$", ":", "=", "“", "é", "https://x_y.nl/a_b"),
    *("\n", "\n\n", "\r\n", "  \n", " ", "  ", "\xa0", "\u2003", "\u2028", "\x85", "\x0b", "\x00"),
    *("woord", "a", "b"),
)
"""Everything that CommonMark, GitHub, Jinja or our own directives could trip over."""

anything = st.one_of(
    st.text(max_size=60),
    st.lists(st.sampled_from(HOSTILE), max_size=14).map("".join),
    st.lists(st.one_of(st.sampled_from(HOSTILE), st.text(max_size=4)), max_size=12).map("".join),
)
"""Any text at all, with an appetite for trouble."""

prose = st.one_of(
    anything, st.lists(st.sampled_from((*HOSTILE, "[](#m-1)", "[w](#m-1)"))).map("".join)
)
"""The same with references."""

_MARKUP = frozenset("[]^<:\\0123456789&;")
words = st.lists(
    st.one_of(
        st.sampled_from([text for text in HOSTILE if not _MARKUP & set(text)]),
        st.text(
            alphabet=st.characters(
                exclude_categories=("C", "N"), exclude_characters="".join(_MARKUP)
            ),
            max_size=5,
        ),
    ),
    max_size=12,
).map("".join)
"""Text in which every letter is one that a reader should see: no links, notes, list numbers."""
