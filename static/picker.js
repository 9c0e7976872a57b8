// Offers, as one types, those who may be meant: the answer of the field's own search, put below it.
(() => {
  const WAIT = 200;
  for (const box of document.querySelectorAll("[data-search]")) {
    const input = box.querySelector("input");
    const place = box.querySelector("[data-found]");
    let timer, asked = 0;
    const ask = async () => {
      const number = ++asked;
      const answer = await fetch(`${box.dataset.search}?name=${input.name}&q=${encodeURIComponent(input.value)}`);
      if (answer.ok && number === asked) place.innerHTML = await answer.text();
    };
    input.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(() => ask().catch(() => {}), WAIT);
    });
    place.addEventListener("change", (event) => {
      input.value = event.target.value;
    });
  }
})();
