// The menus of the header close on Escape (focus goes back to what opened them) and on a press elsewhere.
(() => {
  const open = () => document.querySelector(".topbar details[open]");
  document.addEventListener("keydown", (event) => {
    const menu = open();
    if (event.key !== "Escape" || !menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
  document.addEventListener("pointerdown", (event) => {
    const menu = open();
    if (menu && !menu.contains(event.target)) menu.open = false;
  });
})();
// Who chooses the other language in the middle of a form does not lose what was typed: its fields go along,
// and the page shows them again (`accounts.signing_in.kept_forms`). A file has to be chosen again.
(() => {
  const differs = (field) =>
    field.type === "checkbox" || field.type === "radio"
      ? field.checked !== field.defaultChecked
      : field.options
        ? field.selectedIndex !== Math.max(0, [...field.options].findLastIndex((option) => option.defaultSelected))
        : "defaultValue" in field && field.type !== "hidden" && field.value !== field.defaultValue;
  const changed = (form) => form.elements.namedItem("whose") && [...form.elements].some(differs);
  document.querySelector(".topbar .language")?.addEventListener("submit", (event) => {
    const form = [...document.querySelectorAll("main form")].find(changed);
    if (!form) return;
    for (const [name, value] of new FormData(form)) {
      if (typeof value !== "string" || ["csrfmiddlewaretoken", "next", "language"].includes(name)) continue;
      const field = Object.assign(document.createElement("input"), { type: "hidden", name, value });
      event.target.append(field);
    }
  });
})();

// A file field says in the page's language what the browser says in its own; the field itself lies over the words.
for (const field of document.querySelectorAll(".file-field")) {
  const input = field.querySelector("input"), said = field.querySelector(".file-said"), name = field.querySelector(".file-name");
  const none = name.textContent;
  const tell = () => { name.textContent = [...input.files].map((file) => file.name).join(", ") || none; };
  field.classList.add("in-words");
  said.hidden = false;
  input.addEventListener("change", tell);
  tell();
}
