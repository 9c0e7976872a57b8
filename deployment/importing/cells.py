"""The cells of a file by row and column, and what is wrong with single ones: alike for files of each kind."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, TypeVar

from deployment.importing.columns import Key
from deployment.importing.reading import Sheet
from deployment.importing.result import Problem
from deployment.importing.values import shown

Name = TypeVar("Name", bound=StrEnum)
NAMED = Key.FULL_NAME.value  # the column of names, in files of each kind


@dataclass
class Cells(Generic[Name]):
    """A sheet whose columns are found. columns: the place of each that the file has; notes: what of the
    file was read and what was not, in sentences."""

    sheet: Sheet
    columns: dict[Name, int]
    errors: list[Problem]
    warnings: list[Problem] = field(default_factory=list)
    notes: tuple[str, ...] = ()

    def has(self, key: Name) -> bool:
        """Tell whether the file has the column."""
        return key in self.columns

    def cell(self, number: int, key: Name) -> str:
        """Give a cell as typed; `number` as the spreadsheet shows it."""
        return shown(self.sheet.rows[number - 1][self.columns[key]]) if key in self.columns else ""

    def forget_cells(self) -> None:
        """Let go of the cells, the greater part of the memory, once all is judged."""
        self.sheet.rows.clear()

    def error(self, number: int, key: Name, message: str) -> None:
        """Note an error of one cell."""
        self.errors.append(Problem(number, key.value, self.cell(number, key), message))

    def warn(self, number: int, key: Name, message: str) -> None:
        """Note a warning of one cell; it names the officer whom the row names."""
        place = next((place for name, place in self.columns.items() if name.value == NAMED), None)
        name = "" if place is None else shown(self.sheet.rows[number - 1][place]).strip()
        message = f"{name}: {message}" if name else message
        self.warnings.append(Problem(number, key.value, self.cell(number, key), message))
