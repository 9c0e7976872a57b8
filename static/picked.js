// The button below which people are ticked says how many are.
(() => {
  const told = document.querySelector("[data-picked]");
  const form = told?.closest("form");
  const tell = () => { told.textContent = ` (${form.querySelectorAll("[name=pick]:checked").length})`; };
  if (!form) return;
  tell();
  form.addEventListener("change", tell);
})();
