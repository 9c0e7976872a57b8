// A table goes to a spreadsheet intact, by the button below its heading or by selecting and Ctrl+C: the words
// that stand on the page and no others; numbers without grouping, days in ISO, codes and all else as text.
// The `copy` event serves both: it asks for no permission and works in every browser.
(() => {
  const { copy, copied, language } = document.currentScript.dataset;
  const LEFT_OUT = "svg, button, .short, .btn, .visually-hidden, .no-print, .explanation, [popover], [hidden], script, style";
  const BLOCKS = new Set(["BR", "DIV", "P", "UL", "OL", "LI", "DL", "DT", "DD", "SMALL"]);
  const FEWEST_ROWS = 2, DAY = 86_400_000, DAYS_BEFORE_1970 = 25_569;
  const [GROUP, POINT] = language === "en" ? [",", "."] : [".", ","];
  const NUMBER = new RegExp(`^[-−+]?(\\d{1,3}(\\${GROUP}\\d{3})+|\\d+)(\\${POINT}\\d+)?\\s?%?$`);
  const MONTHS = "January February March April May June July August September October November December".split(" ");
  let asked = null;

  const words = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return node.data;
    if (node.nodeType !== Node.ELEMENT_NODE || node.matches(LEFT_OUT)) return "";
    if (node.matches("select")) return node.selectedOptions[0]?.textContent ?? "";
    if (node.matches("input, textarea")) return node.type === "hidden" ? "" : node.value;
    const inner = [...node.childNodes].map(words).join("");
    return BLOCKS.has(node.tagName) ? `\n${inner}\n` : inner;
  };
  const textOf = (cell) =>
    [...cell.childNodes].map(words).join("").split(/\n/).map((line) => line.replace(/\s+/g, " ").trim())
      .filter(Boolean).join(" ").replace(/ ([,;:.])/g, "$1");
  const pad = (part) => String(part).padStart(2, "0");
  const dayOf = (text) => {
    const [, day, month, year] = text.match(/^(\d{1,2})\/(\d{1,2})\/(\d{4})$/) ?? text.match(/^(\d{1,2}) ([A-Z][a-z]+) (\d{4})$/) ?? [];
    const number = MONTHS.includes(month) ? MONTHS.indexOf(month) + 1 : Number(month);
    return number ? `${year}-${pad(number)}-${pad(day)}` : "";
  };
  // What a cell is worth: {text} alone, or with {number} (an English numeral), or with {day}.
  const worthOf = (cell) => {
    const text = textOf(cell), day = dayOf(text);
    if (day) return { text: day, day };
    if (!cell.matches(".n, tfoot td") || !NUMBER.test(text)) return { text };
    const plain = text.replaceAll(GROUP, "").replace("−", "-").replace(/\s/g, "");
    const value = Number(plain.replace("%", "").replace(POINT, "."));
    return { text: plain, number: plain.endsWith("%") ? String(+(value / 100).toFixed(6)) : String(value) };
  };
  const escaped = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  // `sdval`, `sdnum` are LibreOffice's; `x:num`, `mso-number-format` Excel's: the value and the form of a cell.
  const formOf = ({ number, day, text }) => {
    if (day) return ` sdval="${Date.parse(day) / DAY + DAYS_BEFORE_1970}" sdnum="1033;1033;YYYY-MM-DD" style="mso-number-format:'yyyy\\-mm\\-dd'"`;
    if (number === undefined) return ` sdnum="1066;0;@" style="mso-number-format:'\\@'"`;
    const format = text.endsWith("%") ? "0.0%" : number.includes(".") ? "0.0" : "0";
    return ` sdval="${number}" sdnum="1066;1033;${format}" x:num="${number}" style="mso-number-format:'${format}'"`;
  };
  const htmlOf = (cell) => {
    const tag = cell.tagName.toLowerCase(), worth = worthOf(cell);
    const spans = ["colspan", "rowspan"].filter((name) => cell.hasAttribute(name)).map((name) => ` ${name}="${cell.getAttribute(name)}"`);
    return `<${tag}${spans.join("")}${formOf(worth)}>${escaped(worth.text)}</${tag}>`;
  };
  // A field of the plain text: what would be taken for a formula gets an apostrophe, as in the files.
  const fieldOf = (cell) => {
    const { text, number } = worthOf(cell);
    return number === undefined && /^'*[=+\-@]/.test(text) ? `'${text}` : text;
  };
  // Rows of plain text, in which what spans several places leaves the others empty.
  const plainOf = (rows) => {
    const grid = rows.map(() => []);
    rows.forEach((cells, y) => cells.forEach((cell) => {
      let x = 0;
      while (grid[y][x] !== undefined) x += 1;
      for (let down = 0; down < cell.rowSpan && y + down < rows.length; down += 1)
        for (let across = 0; across < cell.colSpan; across += 1) grid[y + down][x + across] = "";
      grid[y][x] = fieldOf(cell);
    }));
    return grid.map((line) => Array.from(line, (field) => field ?? "").join("\t")).join("\n");
  };
  const put = (clipboard, rows) => {
    clipboard.setData("text/plain", plainOf(rows));
    const body = rows.map((cells) => `<tr>${cells.map(htmlOf).join("")}</tr>`).join("");
    clipboard.setData("text/html", `<html xmlns:x="urn:schemas-microsoft-com:office:excel"><meta charset="utf-8"><table>${body}</table></html>`);
  };
  const rowsOf = (table, wanted = () => true) =>
    [...table.rows].filter((row) => !row.matches(LEFT_OUT)).map((row) => [...row.cells].filter(wanted)).filter((cells) => cells.length);
  // The table that a selection lies in, with or without its caption, if more than one of its cells is selected.
  const selected = (selection) => {
    if (selection.rangeCount !== 1 || selection.isCollapsed) return null;
    const top = selection.getRangeAt(0).commonAncestorContainer;
    const place = top.nodeType === Node.ELEMENT_NODE ? top : top.parentElement;
    const table = place.closest("table.ledger") ?? (place.matches(".scroll") ? place.querySelector("table.ledger") : null);
    const rows = table ? rowsOf(table, (cell) => selection.containsNode(cell, true)) : [];
    return rows.flat().length > 1 ? rows : null;
  };
  document.addEventListener("copy", (event) => {
    const rows = asked ?? (event.target.closest?.("input, textarea") ? null : selected(getSelection()));
    if (!rows) return;
    put(event.clipboardData, rows);
    event.preventDefault();
  });

  const offer = (table) => {
    const bar = document.createElement("div"), button = document.createElement("button"), said = document.createElement("span");
    bar.className = "copying no-print";
    button.type = "button";
    button.className = "btn btn-sm";
    button.textContent = copy;
    said.className = "small quiet";
    said.setAttribute("role", "status");
    bar.append(said, button);
    const place = table.closest(".scroll") ?? table;
    const head = place.previousElementSibling;
    if (head?.matches(".card-header")) head.append(bar);
    else place.before(bar);
    button.addEventListener("click", () => {
      asked = rowsOf(table);
      const count = [...table.tBodies].reduce((sum, body) => sum + body.rows.length, 0);
      said.textContent = document.execCommand("copy") ? copied.replace("{}", count) : "";
      asked = null;
    });
  };
  for (const table of document.querySelectorAll("main table.ledger:not(.entry-grid)"))
    if ([...table.tBodies].reduce((sum, body) => sum + body.rows.length, 0) >= FEWEST_ROWS) offer(table);
})();
