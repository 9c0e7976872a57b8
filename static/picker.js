// Offers, as one types, those who may be meant: the answer of the field's own search, put below it.
// Enter takes the only one that fits and never sends the form; the arrows lead to those that fit and back.
(() => {
  const WAIT = 200;
  for (const box of document.querySelectorAll("[data-search]")) {
    const input = box.querySelector("input");
    const place = box.querySelector("[data-found]");
    let timer, asked = 0, answered = Promise.resolve();
    const choices = () => [...place.querySelectorAll("input[type=radio]")];
    const take = (choice) => {
      choice.checked = true;
      input.value = choice.value;
    };
    const ask = async () => {
      const number = ++asked;
      const answer = await fetch(`${box.dataset.search}?name=${input.name}&q=${encodeURIComponent(input.value)}`);
      if (answer.ok && number === asked) place.innerHTML = await answer.text();
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
      clearTimeout(timer);
      timer = setTimeout(askNow, WAIT);
    });
    input.addEventListener("keydown", async (event) => {
      if (event.isComposing || !["Enter", "ArrowDown", "ArrowUp"].includes(event.key)) return;
      event.preventDefault();
      const typed = input.value.trim();
      const offered = await settled();
      if (event.key !== "Enter") {
        const choice = event.key === "ArrowDown" ? offered[0] : offered.at(-1);
        if (choice) take(choice);
        choice?.focus();
      } else if (typed && offered.length === 1) take(offered[0]);
    });
    place.addEventListener("change", (event) => {
      input.value = event.target.value;
    });
    place.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      take(event.target);
      input.focus();
    });
  }
})();
