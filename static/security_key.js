// What the browser says of a key that did not answer, in words on the page instead of in the console.
document.addEventListener("allauth.error", (event) => {
  const told = document.getElementById("key-error");
  if (!told) return;
  event.preventDefault();
  told.hidden = false;
});
