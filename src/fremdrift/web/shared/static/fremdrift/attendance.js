// The week's grid. It works without this script: each cell is a field. With it, arrow keys move, Enter goes to the
// next participant, and the button that fills in everybody as agreed does so without asking the server.
const grid = document.querySelector('[data-attendance]');

function fieldAt(row, column) {
  const cell = row && row.cells[column];
  return cell ? cell.querySelector('input:not([type=hidden])') : null;
}

function move(field, rows, columns) {
  const cell = field.closest('td');
  let row = cell.parentElement;
  let column = cell.cellIndex;
  for (;;) {
    if (rows) row = rows > 0 ? row.nextElementSibling : row.previousElementSibling;
    column += columns;
    if (!row || column < 1 || column >= row.cells.length) return false;
    const next = fieldAt(row, column);
    if (next) {
      next.focus();
      next.select();
      return true;
    }
  }
}

const steps = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], Enter: [1, 0] };

// To the left and right only from the edge of what is typed, so that a number can be corrected.
function atEdge(field, key) {
  const all = field.selectionStart === 0 && field.selectionEnd === field.value.length;
  if (key === 'ArrowLeft') return all || field.selectionEnd === 0;
  if (key === 'ArrowRight') return all || field.selectionStart === field.value.length;
  return true;
}

function fill(field) {
  if (field.value.trim() || !field.dataset.planned) return;
  field.value = field.dataset.planned;
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

if (grid) {
  for (const hint of document.querySelectorAll('[data-script]')) hint.hidden = false;
  grid.addEventListener('keydown', (event) => {
    const field = event.target;
    const step = steps[event.key];
    if (!step || !field.matches('td input') || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (!atEdge(field, event.key)) return;
    if (move(field, ...step) || event.key === 'Enter') event.preventDefault();
  });
  grid.addEventListener('focusin', ({ target }) => target.matches('td input') && target.select());
  const button = grid.querySelector('[data-as-planned]');
  button.addEventListener('click', (event) => {
    event.preventDefault();
    grid.querySelectorAll('td input:not([type=hidden])').forEach(fill);
    const told = grid.querySelector('[data-told]');
    told.textContent = told.dataset.told;
  });
}
