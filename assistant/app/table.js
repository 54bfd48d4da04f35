// Ticks in the library's table: "choose" tells the server which of the articles shown are ticked.
function boxes() {
  return [...element.querySelectorAll("tbody input[type=checkbox]")];
}

element.addEventListener("change", ({ target }) => {
  const all = element.querySelector("thead input");
  if (target === all) boxes().forEach((box) => (box.checked = all.checked));
  all.checked = boxes().every((box) => box.checked);
  const ids = (some) => some.map((box) => box.value);
  trigger("choose", { shown: ids(boxes()), ticked: ids(boxes().filter((box) => box.checked)) });
});

document.addEventListener("click", ({ target }) => {
  if (!target.closest('#actions [data-event="clear"]')) return;
  for (const box of element.querySelectorAll("input[type=checkbox]")) box.checked = false;
});
