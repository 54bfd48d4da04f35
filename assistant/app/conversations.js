// The list of conversations: its drawer where there is no room beside, and renaming.
const drawer = () => element.querySelector("button.drawer");

function openDrawer(open) {
  element.classList.toggle("opened", open);
  drawer().setAttribute("aria-expanded", String(open));
}

function rename(id, title, menu) {
  const dialog = element.querySelector("#rename");
  const [form, field] = [dialog.querySelector("form"), dialog.querySelector("input")];
  field.value = title;
  dialog.querySelector(".no").onclick = () => dialog.close();
  dialog.onclose = () => menu.querySelector("summary").focus();
  form.onsubmit = () => trigger("rename", { value: id, title: field.value });
  dialog.showModal();
  field.select();
}

function empty(field) {  // here, not in the server's answer: what is typed meanwhile should not be lost
  field.value = "";
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus();
}

element.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button?.classList.contains("drawer")) openDrawer(!element.classList.contains("opened"));
  if (button?.dataset.rename) rename(button.dataset.rename, button.dataset.title, button.closest(".menu"));
  if (button?.dataset.event === "begin" || button?.dataset.event === "open") {
    openDrawer(false);
    empty(document.querySelector("#question textarea"));
  }
});

document.addEventListener("click", (event) => {
  for (const menu of element.querySelectorAll(".menu[open]"))
    if (!menu.contains(event.target) || event.target.closest("button")) menu.open = false;
  if (!element.contains(event.target) && !event.target.closest("dialog")) openDrawer(false);
});

element.addEventListener(
  "toggle",
  ({ target: menu }) => {
    if (!menu.matches(".menu[open]")) return;
    const [dots, list] = [menu.querySelector("summary"), menu.querySelector("div")];
    const { bottom, right } = dots.getBoundingClientRect();
    list.style.top = `${Math.min(bottom, innerHeight - list.offsetHeight - 8)}px`;
    list.style.left = `${Math.max(8, right - list.offsetWidth)}px`;
  },
  true,
);

document.addEventListener("keydown", (event) => {
  const menu = element.querySelector(".menu[open]");
  if (event.key !== "Escape" || event.target.closest("dialog")) return;
  if (menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
  } else if (element.classList.contains("opened")) {
    openDrawer(false);
    drawer().focus();
  }
});
