// The reader: follows the links of the page (see links.py) to articles, and shows what comes back
// at its passage. Where there is no room beside, it is a sheet over the page.
const narrow = matchMedia("(max-width: 860px)");
const sheet = element.closest("#reading");
let opened = null;  // the link that was followed
let opener = null;  // what had been clicked outside of the reader, where "back" leads
let stale = false;  // whether the passage has still to be brought into view

function isSheet(open) {
  sheet.classList.toggle("open", open);
  const covered = open && narrow.matches;
  for (const other of document.querySelectorAll("#views, #masthead")) other.inert = covered;
}

function showPassage() {
  const body = element.querySelector(".body");
  const mark = element.querySelector("mark.cited");
  if (!body || !stale) return;
  stale = false;
  if (!element.contains(document.activeElement)) body.focus({ preventScroll: true });
  if (!mark) return body.scrollTo({ top: 0 });
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const distance = mark.getBoundingClientRect().top - body.getBoundingClientRect().top;
  body.scrollBy({ top: distance - body.clientHeight / 4, behavior: calm ? "auto" : "smooth" });
}

const placeOf = (link) => link.replace("#why-", "#cite-");

function markOpen() {
  for (const link of document.querySelectorAll("a.cite"))
    link.classList.toggle("open", link.getAttribute("href") === placeOf(opened ?? ""));
}

function back() {
  isSheet(false);
  const place = opener?.isConnected ? opener : document.querySelector("a.cite.open");
  place?.scrollIntoView({ block: "nearest" });
  place?.focus({ preventScroll: true });
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.('a[href^="#"]');
  const name = link?.getAttribute("href");
  if (!name || !/^#(cite-|why-|article|passage-|views)/.test(name)) return;
  event.preventDefault();
  if (name === "#views") return back();
  const inside = element.contains(link);
  if (!inside) opener = link;
  const again = opened !== null && placeOf(name) === placeOf(opened);
  stale = !again || !inside;
  opened = name;
  isSheet(true);
  markOpen();
  if (again) showPassage();
  trigger("follow", { link: name });
});

// A field, a list of tabs or anything else that has a use for the arrow keys keeps them.
const KEEPS_KEYS = "input, textarea, select, [contenteditable], [role=tab], [role=listbox], dialog";

document.addEventListener("keydown", (event) => {
  const { key, target } = event;
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (target.closest?.(KEEPS_KEYS)) return;
  if (key === "ArrowLeft") element.querySelector("a[rel=prev]")?.click();
  else if (key === "ArrowRight") element.querySelector("a[rel=next]")?.click();
  else if (key === "Escape" && element.contains(target)) back();
});

narrow.addEventListener("change", () => isSheet(sheet.classList.contains("open")));

watch("value", () => {
  if (!element.querySelector('a[href="#views"]')) isSheet(false);
  requestAnimationFrame(() => {
    markOpen();
    showPassage();
  });
});
