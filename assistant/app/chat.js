// The conversation: questions that are clicked, and bringing what is new into view.
const scroller = element.closest("#said");
const field = () => document.querySelector("#question textarea");
const KEPT = "steppewise-conversation";
let turns = 0;
let pending = false;
let wanted = null;  // what gets the focus when the server has answered

function arrive() {
  const question = new URLSearchParams(location.search).get("q") ?? "";
  if (question) history.replaceState(null, "", location.pathname);
  trigger("arrive", { question, conversation: sessionStorage.getItem(KEPT) ?? "" });
}

element.closest("#said").addEventListener("click", (event) => {
  const link = event.target.closest('a[href^="#ask-"]')?.getAttribute("href");
  if (!link) return;
  event.preventDefault();
  if (!element.querySelector(".pending")) trigger("question", { link });
});

element.addEventListener("click", (event) => {
  const { event: name, value } = event.target.closest("button")?.dataset ?? {};
  if (name === "rate") wanted = `#comment-${value} summary`;
  else if (["edit", "stop", "keep"].includes(name)) wanted = "#question textarea";
  else if (name === "retry") wanted = "#question textarea";
});

element.addEventListener(
  "click",
  (event) => {
    const stop = event.target.closest('[data-event="stop"]');
    if (stop) stop.dataset.question = stop.closest(".turn").querySelector(".question").innerText;
  },
  true,
);

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") element.querySelector('[data-event="stop"]')?.click();
});

watch("value", () => {
  const shown = element.querySelectorAll(".turn");
  sessionStorage.setItem(KEPT, element.querySelector(".turns").dataset.conversation);
  const asked = element.querySelector(".pending") !== null;
  if (shown.length !== turns || asked || pending) {
    const last = shown[shown.length - 1];
    const distance = last?.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
    if (last) scroller.scrollBy({ top: distance - 16 });
  }
  turns = shown.length;
  pending = asked;
  const target = wanted && document.querySelector(wanted);
  wanted = null;
  if (target?.tagName === "SUMMARY") target.parentElement.open = true;
  (target?.parentElement.querySelector("textarea") ?? target)?.focus();
});

setTimeout(arrive);
