"""The import of assignments: a file becomes a proposed change set, and that is applied whole or not at all.

Road: bytes -> `reading` (cells) -> `table` (rows of values) -> `judging` (every row classed, all errors
at once) -> `applying` (all rows or none). The page, the command and the job call `applying.import_file`.
"""
