// The presentation: one slide at a time, arrow keys, full screen. Without it, all slides stand below one another.
(() => {
  "use strict";
  const slides = [...document.querySelectorAll(".slide")];
  const byId = (id) => document.getElementById(id);
  const root = document.documentElement;

  const placeOf = (hash) => Math.max(0, slides.findIndex((slide) => `#${slide.id}` === hash));
  let place = placeOf(location.hash);

  const show = (wanted) => {
    place = Math.min(Math.max(wanted, 0), slides.length - 1);
    slides.forEach((slide, number) => slide.classList.toggle("current", number === place));
    byId("place").textContent = `${place + 1}/${slides.length}`;
    byId("previous").disabled = place === 0;
    byId("next").disabled = place === slides.length - 1;
    history.replaceState(null, "", `#${slides[place].id}`);
  };

  const toggleFull = () =>
    document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen?.();

  const keys = {
    ArrowRight: () => show(place + 1),
    ArrowDown: () => show(place + 1),
    PageDown: () => show(place + 1),
    " ": () => show(place + 1),
    ArrowLeft: () => show(place - 1),
    ArrowUp: () => show(place - 1),
    PageUp: () => show(place - 1),
    Home: () => show(0),
    End: () => show(slides.length - 1),
    f: toggleFull,
    F: toggleFull,
  };

  document.addEventListener("keydown", (event) => {
    const onControl = event.target.closest("a, button") && (event.key === " " || event.key === "Enter");
    if (event.ctrlKey || event.metaKey || event.altKey || onControl || !keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });
  window.addEventListener("hashchange", () => show(placeOf(location.hash)));
  byId("previous").addEventListener("click", () => show(place - 1));
  byId("next").addEventListener("click", () => show(place + 1));
  byId("full").addEventListener("click", toggleFull);
  for (const id of ["previous", "next", "place", "full"]) byId(id).hidden = false;
  root.classList.add("presenting");
  show(place);
})();
