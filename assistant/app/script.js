// Runs once in the source column. Links of the page (see links.py) go to the server from here, and
// the passage that comes back is brought into view.
let opened = null;

function showPassage() {
  if (!opened) return;
  const body = element.querySelector(".body");
  const mark = element.querySelector("mark.cited");
  element.scrollIntoView({ block: "nearest" });
  if (!body || !mark) return;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const distance = mark.getBoundingClientRect().top - body.getBoundingClientRect().top;
  body.scrollBy({ top: distance - body.clientHeight / 4, behavior: calm ? "auto" : "smooth" });
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.('a[href^="#"]')?.getAttribute("href");
  if (!link) return;
  if (link.startsWith("#ask-")) {
    event.preventDefault();
    trigger("question", { link });
  } else if (link.startsWith("#cite-") || link.startsWith("#article") || link.startsWith("#passage-")) {
    event.preventDefault();
    document.querySelectorAll("a.cite.open").forEach((other) => other.classList.remove("open"));
    event.target.closest("a.cite")?.classList.add("open");
    if (link === opened) showPassage();
    opened = link;
    trigger("follow", { link });
  } else if (link === "#views") {
    event.preventDefault();
    const place = document.querySelector("a.cite.open") ?? document.querySelector("#views");
    place.scrollIntoView({ block: "center" });
    place.focus?.({ preventScroll: true });
  }
});

// Gradio labels each message with its source text, tags and all; what it shows is label enough.
function removeLabels() {
  const labelled = document.querySelectorAll("#chat [data-testid][aria-label*='message: ']");
  labelled.forEach((message) => message.removeAttribute("aria-label"));
}

new MutationObserver(removeLabels).observe(document.body, {
  attributeFilter: ["aria-label"],
  childList: true,
  subtree: true,
});

watch("value", () => requestAnimationFrame(showPassage));
