// Leaves the focus on the button that was pressed when the server answers with new HTML.
let pressed = null;

element.addEventListener("click", (event) => {
  pressed = event.target.closest("button[data-event]")?.textContent;
});

watch("value", () => {
  const buttons = [...element.querySelectorAll("button[data-event]")];
  if (pressed && document.activeElement === document.body)
    buttons.find((button) => button.textContent === pressed)?.focus();
  pressed = null;
});
