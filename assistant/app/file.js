// Saves the file that the server has handed over, in the browser's own way.
watch("value", () => {
  const file = element.querySelector("[data-name]");
  if (!file) return;
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([file.dataset.text], { type: "text/plain" }));
  link.download = file.dataset.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href));
});
