// Offers, as one types, those who may be meant: the answer of the field's own search, put below it.
// Enter takes the only one that fits and never sends the form; the arrows lead to those that fit and back.
// What is taken folds the list into one line that says so; a press on "change", an arrow or typing opens it.
// A whole number or code is taken at once, and left as typed, so that it can be typed on or mended.
(() => {
  const WAIT = 200;
  for (const box of document.querySelectorAll("[data-search]")) {
    const input = box.querySelector("input");
    const place = box.querySelector("[data-found]");
    let timer, asked = 0, answered = Promise.resolve();
    const choices = () => [...place.querySelectorAll("input[type=radio]")];
    const list = () => place.querySelector("fieldset");
    const open = () => {
      place.querySelector("[data-taken]")?.remove();
      if (list()) list().hidden = false;
    };
    const words = () => {
      const choice = choices().find((one) => one.checked);
      const detail = choice?.labels[0].querySelector(".quiet").textContent;
      return detail ? `${choice.value} (${detail})` : input.value;
    };
    const fold = () => {
      if (!list() || list().hidden) return;
      const line = document.createElement("p");
      const change = document.createElement("button");
      line.className = "small quiet mb-0";
      line.dataset.taken = "";
      line.textContent = `${box.dataset.taken.replace("{}", words())} `;
      Object.assign(change, { type: "button", className: "btn btn-sm", tabIndex: -1, textContent: box.dataset.change });
      change.addEventListener("click", () => {
        open();
        (choices().find((choice) => choice.checked) ?? input).focus();
      });
      line.append(change);
      list().hidden = true;
      place.append(line);
    };
    const take = (choice) => {
      choice.checked = true;
      input.value = choice.value;
    };
    const ask = async () => {
      const number = ++asked;
      const answer = await fetch(`${box.dataset.search}?name=${input.name}&q=${encodeURIComponent(input.value)}`);
      if (!answer.ok || number !== asked) return;
      place.innerHTML = await answer.text();
      if (list()?.matches("[data-named]")) {
        choices()[0].checked = true;
        fold();
      }
    };
    const askNow = () => {
      clearTimeout(timer);
      timer = undefined;
      return (answered = ask().catch(() => {}));
    };
    const settled = async () => {
      const typed = input.value;
      await (timer === undefined ? answered : askNow());
      return typed === input.value ? choices() : [];
    };
    input.addEventListener("input", () => {
      open();
      for (const choice of choices()) choice.checked = false;
      clearTimeout(timer);
      timer = setTimeout(askNow, WAIT);
    });
    input.addEventListener("keydown", async (event) => {
      if (event.isComposing || !["Enter", "ArrowDown", "ArrowUp"].includes(event.key)) return;
      event.preventDefault();
      const typed = input.value.trim();
      const offered = await settled();
      if (event.key !== "Enter") {
        open();
        const choice = event.key === "ArrowDown" ? offered[0] : offered.at(-1);
        if (choice) take(choice);
        choice?.focus();
      } else if (typed && offered.length === 1) {
        take(offered[0]);
        fold();
      }
    });
    place.addEventListener("change", (event) => {
      input.value = event.target.value;
    });
    place.addEventListener("click", (event) => {
      if (event.target.type !== "radio" || event.detail === 0) return; // reached by an arrow, not pressed
      take(event.target);
      fold();
    });
    box.addEventListener("focusout", (event) => {
      const left = event.relatedTarget && !box.contains(event.relatedTarget);
      if (left && choices().some((choice) => choice.checked)) fold();
    });
    place.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      take(event.target);
      fold();
      input.focus();
    });
  }
})();
