"""Regioplan-Markdown: parser, allowed constructs, directives, numbers and labels, and the Document.

What a reader sees comes from one `Document`: one text in regioplan-Markdown with its properties.
The text is parsed once into the typed tree; every number and label is computed in one pass; writers
walk the tree by a visible table of its node types and print what stands in it.

In the order in which a text goes: `parsers` (CommonMark, bounded) → `directives` and `inline` →
`reader` (numbers, anchors, references) → `tree` → `writing` (Markdown again). `prose` holds what
users write, `document` the Document.
"""

from regioplan.markdown.document import Document
from regioplan.markdown.prose import (
    ProseFault,
    check_prose,
    prose_references,
    prose_to_inline,
    prose_to_markdown,
)
from regioplan.markdown.tree import (
    Anchor,
    Block,
    Break,
    BulletList,
    Caption,
    Cell,
    Chart,
    Contents,
    Emphasis,
    Figure,
    Heading,
    Inline,
    Item,
    Link,
    Note,
    OrderedList,
    Paragraph,
    Picture,
    Properties,
    Quote,
    Reference,
    Region,
    Series,
    Strong,
    Table,
    Text,
    Tree,
    Words,
    letter,
    plain_text,
)
from regioplan.markdown.writing import (
    Form,
    blocks_markdown,
    escape,
    indent_lines,
    inline_markdown,
    items_markdown,
    quote_markdown,
    table_markdown,
)

__all__ = [
    "Anchor",
    "Block",
    "Break",
    "BulletList",
    "Caption",
    "Cell",
    "Chart",
    "Contents",
    "Document",
    "Emphasis",
    "Figure",
    "Form",
    "Heading",
    "Inline",
    "Item",
    "Link",
    "Note",
    "OrderedList",
    "Paragraph",
    "Picture",
    "Properties",
    "ProseFault",
    "Quote",
    "Reference",
    "Region",
    "Series",
    "Strong",
    "Table",
    "Text",
    "Tree",
    "Words",
    "blocks_markdown",
    "check_prose",
    "escape",
    "indent_lines",
    "inline_markdown",
    "items_markdown",
    "letter",
    "plain_text",
    "prose_references",
    "prose_to_inline",
    "prose_to_markdown",
    "quote_markdown",
    "table_markdown",
]
