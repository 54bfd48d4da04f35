// Hands events to the server one at a time, in their order: the next when the last is answered.
// Events that are under way together overtake each other. All scripts with the same `line` share it.
// Of the events that say where to go, the last is enough.
const PLACES = ["find", "turn", "follow", "open", "begin"];

function newLine() {
  const waiting = [];
  let going;
  const next = () => {
    going?.answered();
    going = waiting.shift();
    going?.hand();
  };
  document.addEventListener(`answered-${line}`, next);
  return (event, hand) =>
    new Promise((answered) => {
      const before = PLACES.includes(event) ? waiting.findIndex((other) => other.event === event) : -1;
      if (before >= 0) waiting.splice(before, 1);
      waiting.push({ event, hand, answered });
      if (!going) next();
    });
}

document.lines ??= {};
const enter = (document.lines[line] ??= newLine());
