"""Charts: Vega-Lite specifications rendered to SVG in a process of their own, the same for page and PDF."""
