// The library's table: "find" tells the server what the field above it holds, "choose" which boxes
// were ticked or no longer are, "clear" that none is.
const unanswered = new Map();  // ticks that the server does not know of yet, by the box's value

const boxes = () => [...element.querySelectorAll("tbody input[type=checkbox]")];

function showTicks() {
  for (const box of boxes()) box.checked = unanswered.get(box.value)?.on ?? box.defaultChecked;
  const all = element.querySelector("thead input");
  if (all) all.checked = boxes().every((box) => box.checked);
}

async function tick(changed, on, event, data) {
  const tick = { on };
  for (const box of changed) {
    box.defaultChecked = on;
    unanswered.set(box.value, tick);
  }
  showTicks();
  await trigger(event, data);
  for (const [value, last] of unanswered) if (last === tick) unanswered.delete(value);
}

element.addEventListener("change", ({ target }) => {
  const changed = target.matches("thead input") ? boxes() : [target];
  const ids = changed.map((box) => box.value);
  tick(changed, target.checked, "choose", { shown: ids, ticked: target.checked ? ids : [] });
});

document.addEventListener("click", ({ target }) => {
  if (target.closest('#actions [data-event="clear"]')) tick(boxes(), false, "clear", {});
});

document.addEventListener("input", ({ target }) => {
  if (target.closest("#find")) trigger("find", { query: target.value });
});

watch("value", showTicks);
