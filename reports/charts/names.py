"""Stand-ins in drawn charts, exchanged for the colours and typeface of a page or a document."""

INK, SOFT, GRID, LINE, FILL, MARK = "#010101", "#020202", "#030303", "#040404", "#050505", "#060606"
FONT = "chart-font"
ON_PAGE = {
    INK: "var(--ink)",
    SOFT: "var(--ink-2)",
    GRID: "var(--line)",
    LINE: "var(--bar)",
    FILL: "var(--chart-fill)",
    MARK: "var(--ink)",
    FONT: "inherit",
}
IN_PRINT = {
    INK: "#000",
    SOFT: "#222",
    GRID: "#c9cfcc",
    LINE: "#1f3a5f",
    FILL: "#d5dce4",
    MARK: "#000",
    FONT: "Times New Roman",
}
