// A document that takes a while to make is fetched here, so that its button can say so until the file is there.
// Without this the link leads to the file itself, and so it does where the answer is a page: a refusal, the sign-in.
(() => {
  const { making, made, seconds } = document.currentScript.dataset;
  const said = document.createElement("span");
  said.className = "visually-hidden";
  said.setAttribute("role", "status");
  document.currentScript.after(said);

  const nameOf = (answer) => {
    const told = answer.headers.get("Content-Disposition") ?? "";
    const coded = told.match(/filename\*=utf-8''([^;]+)/i);
    return coded ? decodeURIComponent(coded[1]) : told.match(/filename="?([^";]+)/i)?.[1];
  };
  const taken = async (url) => {
    const answer = await fetch(url), name = nameOf(answer);
    if (!answer.ok || !name) throw new Error(`${answer.status} ${url}`);
    const file = document.createElement("a");
    file.href = URL.createObjectURL(await answer.blob());
    file.download = name;
    file.click();
    setTimeout(() => URL.revokeObjectURL(file.href), 60_000);
    return name;
  };
  const begin = (link) => {
    const words = link.lastChild, label = words.data, began = Date.now();
    const tell = () => { words.data = seconds.replace("{}", Math.round((Date.now() - began) / 1000)); };
    link.setAttribute("aria-busy", "true");
    said.textContent = making.replace("{}", label);
    tell();
    const clock = setInterval(tell, 1000);
    return () => {
      clearInterval(clock);
      words.data = label;
      link.removeAttribute("aria-busy");
    };
  };
  const make = async (link) => {
    const end = begin(link);
    try {
      const name = await taken(link.href);
      said.textContent = made.replace("{}", name);
    } catch {
      said.textContent = "";
      location.assign(link.href);
    } finally {
      end();
    }
  };
  for (const link of document.querySelectorAll("a[data-takes-long]"))
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      if (!link.hasAttribute("aria-busy")) make(link);
    });
})();
