"""Maps as SVG made on the server: each commune a dot, each province an area, Hoàng Sa and Trường Sa inset."""
