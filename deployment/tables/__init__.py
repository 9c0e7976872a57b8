"""The tables of the lists: what stands in each column and by what it is sorted in SQL."""

from deployment.tables.assignments import AssignmentTable
from deployment.tables.base import DatedTable
from deployment.tables.communes import CommuneTable
from deployment.tables.officers import OfficerTable

__all__ = ["AssignmentTable", "CommuneTable", "DatedTable", "OfficerTable"]
