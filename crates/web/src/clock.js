// Counts the seconds down that the page says are left. Without it the page says at what time they have passed.
const clock = document.getElementById("klocka");
if (clock) {
  const end = Date.now() + Number(clock.dataset.left) * 1000;
  const show = () => {
    const left = Math.max(0, Math.ceil((end - Date.now()) / 1000));
    clock.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
    if (left > 0) return;
    clearInterval(ticking);
    document.getElementById("tiden-ute").textContent = clock.dataset.over;
  };
  const ticking = setInterval(show, 250);
  clock.hidden = false;
  show();
}
