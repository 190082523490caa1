"""The colours and sizes of the figures, each named once; the same as those of the Word file."""

from __future__ import annotations

ACCENT = "#0B4A6F"
MARK = "#9C3D00"
INK = "#1F2A30"
GREY = "#55626C"
RULE = "#C3CFD6"
TINT = "#E9F0F4"
PAPER = "#FFFFFF"

WIDTH = 680.0
"""Every figure is as wide as the text of a page: 16 cm, so a unit is two thirds of a point."""
NAME = 14.0
"""Letters of names: 9.3 points on paper."""
SMALL = 12.5
"""Letters of what stands beside them: 8.3 points on paper."""
SHARP = 2.5
"""Pixels per unit in a PNG: 270 dots per inch on paper."""

COLOURS = {
    "accent": ACCENT,
    "mark": MARK,
    "ink": INK,
    "grey": GREY,
    "rule": RULE,
    "tint": TINT,
    "paper": PAPER,
}
"""What the templates call them."""
