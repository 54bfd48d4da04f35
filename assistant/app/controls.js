// What the buttons and forms of a view do. <button data-event="edit" data-value="2"> hands its data
// to the server if `events` holds "edit", and so does a form, with its fields; data-confirm is asked
// before. data-copy and data-link are copied.
function send(source, more = {}) {
  const { event, confirm: asked, yes, ...data } = source.dataset;
  const hand = () => trigger(event, { ...data, ...more });
  asked ? askBefore(asked, yes, hand) : hand();
}

function askBefore(asked, yes, then) {
  const dialog = document.createElement("dialog");
  dialog.className = "asking-before";
  dialog.setAttribute("aria-label", asked);
  const text = Object.assign(document.createElement("p"), { textContent: asked });
  const choices = Object.assign(document.createElement("div"), { className: "choices" });
  for (const [label, kind] of [["Cancel", "no"], [yes, "yes"]]) {
    const button = Object.assign(document.createElement("button"), {
      type: "button", className: kind, textContent: label,
    });
    button.addEventListener("click", () => dialog.close(kind));
    choices.append(button);
  }
  dialog.append(text, choices);
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (dialog.returnValue === "yes") then();
  });
  element.closest(".gradio-container").append(dialog);
  dialog.showModal();
}

async function copy(button, text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {  // a page that is not served from this machine may not; the old way is left
    const field = Object.assign(document.createElement("textarea"), { value: text });
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
    button.focus();
  }
  const label = button.dataset.label ?? button.textContent;
  button.dataset.label = label;
  button.textContent = "Copied";
  setTimeout(() => (button.textContent = label), 2000);
}

element.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  const { copy: text, link } = button.dataset;
  if (text !== undefined) copy(button, text);
  else if (link !== undefined) copy(button, new URL(link, location.href.split(/[?#]/)[0]).href);
  else if (events.includes(button.dataset.event)) send(button);
});

element.addEventListener("submit", (event) => {
  if (!events.includes(event.target.dataset.event)) return;
  event.preventDefault();
  send(event.target, Object.fromEntries(new FormData(event.target)));
});
