"use strict";
(() => {
  const form = document.getElementById("filters");
  if (!form) return;
  const rows = [...document.querySelectorAll(".row")];
  const flags = rows.map((row) => (row.dataset.flags || "").split(" ").filter(Boolean).map((pair) => pair.split(":")));
  const shown = document.getElementById("shown");
  const none = document.getElementById("none");
  const index = document.querySelector("main.index") !== null;
  const texts = [];
  const text = (at) => (texts[at] ??= rows[at].textContent.toLowerCase());
  let walk = [];

  const rank = document.getElementById("rank");
  const ranked = () => rank?.getAttribute("aria-pressed") === "true";
  const byScore = (a, b) => Number(b.dataset.score || 0) - Number(a.dataset.score || 0);
  rank?.addEventListener("click", () => {
    rank.setAttribute("aria-pressed", String(!ranked()));
    none.before(...(ranked() ? [...rows].sort(byScore) : rows));
    filter();
  });

  const filter = () => {
    const severities = [...form.querySelectorAll("[name=severity]:checked")].map((box) => box.value);
    const rule = form.elements.rule.value;
    const wanted = form.elements.text.value.trim().toLowerCase();
    let count = 0;
    walk = [];
    rows.forEach((row, at) => {
      const flagged = flags[at].some(
        ([severity, id]) => (!severities.length || severities.includes(severity)) && (!rule || rule === id)
      );
      const fits = (flagged || (!severities.length && !rule)) && (!wanted || text(at).includes(wanted));
      row.hidden = !fits;
      if (fits) count += 1;
      if (fits && flagged) walk.push(row);
    });
    if (ranked()) walk.sort(byScore);
    shown.textContent = count === rows.length ? "" : `${count} of ${rows.length} ${index ? "articles" : "rows"}`;
    none.hidden = count > 0;
  };

  const go = (step) => {
    if (!walk.length) return;
    const here = walk.indexOf(document.activeElement);
    const from = here >= 0 ? here : step > 0 ? -1 : walk.length;
    const row = walk[(from + step + walk.length) % walk.length];
    row.focus({ preventScroll: true });
    row.scrollIntoView({ block: "center" });
  };

  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  if (!index) {
    document.getElementById("next").addEventListener("click", () => go(1));
    document.getElementById("previous").addEventListener("click", () => go(-1));
  }
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target.matches("input[type=search], select, textarea");
    if (event.key === "Escape" && typing) return event.target.blur();
    if (typing) return;
    if (event.key === "/") {
      event.preventDefault();
      form.elements.text.focus();
    } else if (!index && (event.key === "j" || event.key === "n")) go(1);
    else if (!index && (event.key === "k" || event.key === "p")) go(-1);
    else if (event.key === "s") rank?.click();
  });

  // A flag and its characters light up together.
  const light = (event, on) => {
    const found = event.target.closest("[data-flag]");
    if (!found) return;
    const numbers = found.dataset.flag.split(" ");
    const row = found.closest(".row");
    if (!row) return;
    for (const other of row.querySelectorAll("[data-flag]"))
      if (other.dataset.flag.split(" ").some((number) => numbers.includes(number))) other.classList.toggle("lit", on);
  };
  document.addEventListener("mouseover", (event) => light(event, true));
  document.addEventListener("mouseout", (event) => light(event, false));

  for (const button of document.querySelectorAll("[data-sort]")) {
    button.addEventListener("click", () => {
      const head = button.closest("th");
      const column = [...head.parentNode.children].indexOf(head);
      const number = button.dataset.sort === "number";
      const up = head.getAttribute("aria-sort") === (number ? "descending" : "ascending");
      const way = up === number ? 1 : -1;
      const value = (row) => {
        const cell = row.children[column].textContent;
        return number ? (cell === "" ? -1 : Number(cell)) : cell;
      };
      const sorted = [...rows].sort((a, b) => {
        const [x, y] = [value(a), value(b)];
        return way * (number ? x - y : x.localeCompare(y));
      });
      for (const other of head.parentNode.children) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", way > 0 ? "ascending" : "descending");
      rows[0]?.parentNode.append(...sorted);
    });
  }
  if (matchMedia("(max-width: 46rem)").matches) document.querySelector(".drawings")?.removeAttribute("open");
  filter();
})();
