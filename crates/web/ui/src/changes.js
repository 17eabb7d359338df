// The switch by which who is signed in on the pages lets this page change things. It is off whenever the page is loaded or someone else
// asks, and the page shows when it is on.
import { allowChanges } from "./session.js";

const place = document.getElementById("changes");
const box = document.getElementById("allow-changes");
const state = document.getElementById("changes-state");

/** Shows the switch or takes it away; it is off in any case. */
export function offerChanges(whether) {
  forbidChanges();
  place.hidden = !whether;
}

/** Turns it off; whether it was on. */
export function forbidChanges() {
  const before = box.checked;
  box.checked = false;
  show();
  return before;
}

function show() {
  allowChanges(box.checked);
  document.body.classList.toggle("changes-allowed", box.checked);
  state.textContent = box.checked ? "På: ändringar sparas." : "Av: frågorna läser bara.";
}

box.addEventListener("change", show);
