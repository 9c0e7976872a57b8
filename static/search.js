// The field of the header: "/" or Ctrl+K leads to it, and what fits is listed below it as one types.
(() => {
  const WAIT = 200;
  const box = document.querySelector("[data-suggest]");
  if (!box) return;
  const input = box.querySelector("input");
  const list = box.querySelector("[role=listbox]");
  let timer, asked = 0;

  const options = () => [...list.querySelectorAll("[role=option]")];
  const current = () => list.querySelector("[aria-selected=true]");
  const show = (open) => {
    list.hidden = !open;
    input.setAttribute("aria-expanded", String(open));
    if (!open) choose(null);
  };
  const choose = (option) => {
    current()?.setAttribute("aria-selected", "false");
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) input.setAttribute("aria-activedescendant", option.id);
    else input.removeAttribute("aria-activedescendant");
  };
  const ask = async () => {
    const number = ++asked;
    const answer = await fetch(`${box.dataset.suggest}?q=${encodeURIComponent(input.value)}`);
    if (!answer.ok || answer.redirected || number !== asked) return;
    list.innerHTML = await answer.text();
    show(document.activeElement === input && options().length > 0);
  };
  const askSoon = (wait) => {
    clearTimeout(timer);
    timer = setTimeout(() => ask().catch(() => {}), wait);
  };
  const move = (step) => {
    const all = options();
    const place = all.indexOf(current()) + step;
    choose(all[place < -1 ? all.length - 1 : place] ?? null);
  };
  const isTyping = (target) => target.closest("input, textarea, select, [contenteditable]");

  input.addEventListener("input", () => askSoon(WAIT));
  input.addEventListener("focus", () => askSoon(0));
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) askSoon(0);
      else move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && current()) {
      event.preventDefault();
      current().click();
    } else if (event.key === "Escape" && !list.hidden) {
      event.stopPropagation();
      show(false);
    }
  });
  box.addEventListener("focusout", (event) => {
    if (!box.contains(event.relatedTarget)) show(false);
  });
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
  document.addEventListener("keydown", (event) => {
    const slash = event.key === "/" && !event.ctrlKey && !event.altKey && !event.metaKey;
    const control = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey);
    if (!control && (!slash || isTyping(event.target))) return;
    event.preventDefault();
    input.focus();
    input.select();
  });
})();
