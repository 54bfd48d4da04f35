// Uploads the files that are chosen or dropped, one after the other, then "sent" tells the server
// where each is; a file that is too large stays here, for the server to say so.
const input = element.querySelector("input[type=file]");
const bar = element.querySelector("progress");
const status = element.querySelector("[role=status]");
const limit = Number(input.dataset.limit);

async function sendAll(files) {
  const sent = [];
  input.disabled = true;
  bar.hidden = false;
  bar.max = files.length;
  for (const file of files) {
    bar.value = sent.length;
    status.textContent = `Uploading ${sent.length + 1} of ${files.length}: ${file.name}`;
    const path = file.size > limit ? null : await upload(file).then((to) => to.path, () => null);
    sent.push({ name: file.name, size: file.size, path });
  }
  bar.hidden = true;
  status.textContent = "";
  input.disabled = false;
  input.value = "";
  trigger("sent", { files: sent });
}

function take(files) {
  if (files.length && !input.disabled) sendAll([...files]);
}

input.addEventListener("change", () => take(input.files));
for (const type of ["dragover", "dragleave", "drop"])
  element.addEventListener(type, (event) => {
    event.preventDefault();
    element.querySelector(".drop").classList.toggle("over", type === "dragover");
    if (type === "drop") take(event.dataTransfer.files);
  });
