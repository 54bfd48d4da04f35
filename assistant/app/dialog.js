// Opens the question before removing as soon as it comes, and leaves the focus where it was asked.
let asked = false;

watch("value", () => {
  const dialog = element.querySelector("dialog");
  if (dialog) {
    dialog.addEventListener("cancel", () => trigger("keep", {}));
    dialog.showModal();
  } else if (asked) {
    element.querySelector('[data-event="ask"], .said')?.focus();
  }
  asked = Boolean(dialog);
});
