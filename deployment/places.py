"""The places of a commune's police as a row of marks: the chief's diamond, then a square an officer."""

from dataclasses import dataclass
from typing import Self

STEP, FIRST_SQUARE = 12, 14
MOST_SQUARES = 7  # the number beside the marks tells the rest


@dataclass(frozen=True)
class Square:
    x: int
    css: str


@dataclass(frozen=True)
class Places:
    """`diamond` is "chief" (filled), "off" (vacant) or "" (none is required, none is there)."""

    text: str
    diamond: str
    squares: tuple[Square, ...]
    overflows: bool

    @classmethod
    def of(cls, *, officers: int, minimum: int, has_chief: bool, chief_required: bool) -> Self:
        """Give the marks of one commune; a vacant diamond never takes the place of an officer."""
        others = officers - has_chief
        places = max(others, minimum - (has_chief or chief_required))
        squares = (
            Square(FIRST_SQUARE + STEP * place, "on" if place < others else "off")
            for place in range(min(places, MOST_SQUARES))
        )
        diamond = "chief" if has_chief else "off" if chief_required else ""
        return cls(f"{officers}/{minimum}", diamond, tuple(squares), places > MOST_SQUARES)
